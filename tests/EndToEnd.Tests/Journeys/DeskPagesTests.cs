using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using TestSupport;

namespace EndToEnd.Tests.Journeys;

/// <summary>Pages that a journey reaches only when somebody stands at the desk, complains, or changes the rules: accessible, and fit for a phone, also with their faults shown.</summary>
public sealed class DeskPagesTests : IAsyncLifetime
{
    private NodeHost _host = null!;
    private Browser _browser = null!;
    private TestDossiers _dossiers = null!;

    public async Task InitializeAsync()
    {
        _host = await NodeHost.StartAsync(new() { Day = new DateOnly(2022, 10, 5), RealPort = true });
        _browser = await Browser.StartAsync();
        _dossiers = new TestDossiers(_host);
    }

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Desk_TakingASupplementAndAWithdrawal_FitsAScreenAndAPhone()
    {
        var (first, second) = (await ReceivedAsync(), await ReceivedAsync());
        await DoAsync(first, Roles.SocialOfficer, (s, v, o) => s.GetRequiredService<RequestSupplement>().Handle(new(first, v, "Giấy xác nhận bản rõ\nNghề nghiệp", "Ảnh mờ"), o, default));
        var desk = await VisitorAsync(Roles.Desk, _dossiers.Commune);
        await LookAsync(desk, $"/ho-so/{first}", $"/ho-so/{first}/nhan-bo-sung", $"/ho-so/{second}/rut-ho-so", "/tai-khoan/phim-tat");

        await desk.GoAsync($"/ho-so/{first}/nhan-bo-sung");
        await desk.Page.Locator("details summary").ClickAsync();
        await desk.FillAsync("FullName", "Nguyễn Văn Thùy");
        await desk.PressAsync("Nhận bổ sung");
        await desk.NarrowAsync();
        await desk.Page.Locator("[name=IdentitySeen]").CheckAsync();
        await desk.Page.Locator("[name=Signed]").CheckAsync();
        await desk.FillAsync("Text", "Giấy xác nhận khuyết tật (bản chính, đã trả lại)");
        await desk.PressAsync("Nhận bổ sung");
        Assert.Contains("Đã nhận bổ sung", await desk.TextAsync(), StringComparison.Ordinal);
        await desk.NarrowAsync();

        await desk.GoAsync($"/ho-so/{second}/rut-ho-so");
        await desk.PressAsync("Rút hồ sơ");
        await desk.NarrowAsync();
    }

    [Fact]
    public async Task Complaint_WaitingPapersAndSigning_FitAScreenAndAPhone()
    {
        var id = await ReceivedAsync();
        await DoAsync(id, Roles.SocialOfficer, (s, v, o) => s.GetRequiredService<Review>().Handle(new(id, v, true, "Đã xác minh"), o, default));
        await DoAsync(id, Roles.SocialOfficer, (s, v, o) => s.GetRequiredService<OpenPosting>().Handle(id, v, o, default));
        await DoAsync(id, Roles.SocialOfficer, (s, v, o) => s.GetRequiredService<RecordObjection>().Handle(new(id, v, "Ông Tư", "Không đúng"), o, default));
        var chairman = await VisitorAsync(Roles.Chairman, _dossiers.Commune);
        await LookAsync(chairman, "/van-ban-cho", $"/ho-so/{id}", "/ho-so", "/ho-so/ky-hang-loat");
        await LookAsync(await VisitorAsync(Roles.RecordsClerk, _dossiers.Commune), "/van-ban-cho");

        var (citizen, dossier) = (await _browser.VisitorAsync(_host.Address, 360), await _dossiers.LoadAsync(id));
        await citizen.GoAsync("/tra-cuu?ma=" + dossier.Code);
        await citizen.FillAsync("digits", dossier.Owner.CitizenId[^4..]);
        await citizen.PressAsync("Xem");
        Assert.Contains("Có khiếu nại khi niêm yết", await citizen.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_ThatReachThePast_FitAScreenAndAPhone()
    {
        var officer = await VisitorAsync(Roles.ProvinceOfficer, "38");
        await LookAsync(officer, "/quan-tri/quy-dinh", "/quan-tri/quy-dinh/de-nghi?loai=StepDays");
        await officer.GoAsync("/quan-tri/quy-dinh/de-nghi?loai=StepDays");
        await officer.Page.Locator("[name=Step]").SelectOptionAsync("1.001776|3T|S2_REVIEW");
        foreach (var (field, value) in new[] { ("Days", "5"), ("StartsOnDay", "01"), ("StartsOnMonth", "09"), ("StartsOnYear", "2022"), ("Legal", "Quyết định số 5/QĐ-UBND") })
        {
            await officer.FillAsync(field, value);
        }

        await officer.PressAsync("Gửi đề nghị");
        await officer.NarrowAsync();
        await officer.Page.Locator("[name=PastConfirmed]").CheckAsync();
        await officer.FillAsync("PastReason", "Quyết định nhận chậm");
        await officer.PressAsync("Gửi đề nghị");

        var leader = await VisitorAsync(Roles.ProvinceLeader, "38");
        await leader.GoAsync("/quan-tri/quy-dinh");
        await leader.PressAsync("Bước Xã xét duyệt");
        await leader.NarrowAsync();
        await leader.PressAsync("Duyệt");
        await leader.NarrowAsync();
    }

    private static async Task LookAsync(Visitor visitor, params string[] pages)
    {
        foreach (var page in pages)
        {
            await visitor.GoAsync(page);
            await visitor.NarrowAsync();
        }
    }

    private async Task<Guid> ReceivedAsync()
    {
        var id = await _dossiers.SubmittedAsync();
        await DoAsync(id, Roles.Desk, (s, v, o) => s.GetRequiredService<Receive>().Handle(new(id, v), o, default));
        return id;
    }

    private async Task DoAsync(Guid id, string role, Func<IServiceProvider, long, SignedInOfficial, Task<Outcome<Dossier>>> verb)
    {
        var official = _dossiers.Official(role);
        var outcome = await _dossiers.DoAsync(id, official, (s, v) => verb(s, v, official));
        Assert.True(outcome.Succeeded, string.Join("; ", outcome.Problems.Select(p => p.Message)));
    }

    // Signed in by the sealed cookie of a session, as the node makes it.
    private async Task<Visitor> VisitorAsync(string role, string office)
    {
        var official = await _host.OfficialAsync(role, office);
        var parts = (await _host.WithAsync(s => SessionCookie.ForAsync(s, official))).Split(';')[0].Split('=', 2);
        var visitor = await _browser.VisitorAsync(_host.Address, 1280);
        await visitor.Page.Context.AddCookiesAsync([new() { Name = parts[0], Value = parts[1], Url = _host.Address.ToString() }]);
        return visitor;
    }
}
