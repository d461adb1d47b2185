using Microsoft.EntityFrameworkCore;
using ProvinceNode.Import.Batches;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Dossiers.Events;
using ProvinceNode.Tests.Import;
using TestSupport;

namespace ProvinceNode.Tests.Registry;

/// <summary>Who is second is told what changed and loses nothing typed (issue 4, last line), on every page where something of a person is entered.</summary>
public sealed class MeanwhileTests
{
    [Fact]
    public async Task Part_EnteredSecond_IsToldWhatChangedAndKeepsItsBoxes()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = new DateOnly(2022, 10, 5) });
        var run = new OutcomeRun(host);
        var id = await run.ReceivingAsync(Person.Disabled, "6.n.adult", 540_000, 202206);
        var (officer, other) = (await host.SignInAsync(Roles.SocialOfficer, run.Dossiers.Commune), await host.SignInAsync(Roles.Appraiser, run.Dossiers.DecidingOffice));
        var second = await PageReader.OpenAsync(other, $"/doi-tuong/{id}/nguoi-lien-quan?viec={EditParts.Year}");
        var first = await PageReader.OpenAsync(officer, $"/doi-tuong/{id}/nguoi-lien-quan?viec={EditParts.Link}");
        await first.SubmitAsync(Fields(("Fields.Role", "Guardian"), ("Fields.FullName", "Lê Văn Hộ"), ("Fields.Relation", "chú")), button: "Ghi");

        var told = await second.SubmitAsync(Fields(("Fields.Year", "2022"), ("Fields.Status", "NearPoor"), ("Fields.DecisionNumber", "01/QĐ-UBND")), button: "Ghi");

        Assert.Contains("Mới: Người giám hộ: Lê Văn Hộ (chú)", told.Text("#da-thay-doi"), StringComparison.Ordinal);
        Assert.Contains("social-officer", told.Text("#da-thay-doi"), StringComparison.Ordinal);
        Assert.Equal(("2022", "01/QĐ-UBND"), (Box(told, "Fields.Year"), Box(told, "Fields.DecisionNumber")));
        Assert.Empty(await host.WithDbAsync(db => db.PovertyYears.ToListAsync()));
        var done = await told.SubmitAsync(button: "Ghi");
        Assert.Empty(done.Problems);
        Assert.Equal("01/QĐ-UBND", (await host.WithDbAsync(db => db.PovertyYears.SingleAsync())).DecisionNumber);
    }

    [Fact]
    public async Task Household_KeptSecond_KeepsBothValues()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = new DateOnly(2022, 10, 5) });
        var run = new OutcomeRun(host);
        var id = await run.ReceivingAsync(Person.Disabled, "6.n.adult", 540_000, 202206);
        var officer = await host.SignInAsync(Roles.SocialOfficer, run.Dossiers.Commune);
        await (await PageReader.OpenAsync(officer, $"/doi-tuong/{id}/ho-gia-dinh")).SubmitAsync(Fields(("Fields.HeadName", "Nguyễn Văn Chủ"), ("Fields.Code", "HN-7")), button: "Ghi hộ");
        var keep = $"/doi-tuong/{id}/ho-gia-dinh?viec={EditHousehold.Keep}";
        var (first, second) = (await PageReader.OpenAsync(officer, keep), await PageReader.OpenAsync(officer, keep));
        await first.SubmitAsync(Fields(("Fields.HeadName", "Nguyễn Thị Chủ")), button: "Ghi hộ");

        var told = await second.SubmitAsync(Fields(("Fields.Code", "HN-9")), button: "Ghi hộ");

        Assert.Contains("Chủ hộ: “Nguyễn Văn Chủ” thành “Nguyễn Thị Chủ”", told.Text("#da-thay-doi"), StringComparison.Ordinal);
        Assert.Equal(("Nguyễn Thị Chủ", "HN-9"), (Box(told, "Fields.HeadName"), Box(told, "Fields.Code")));
        await told.SubmitAsync(button: "Ghi hộ");
        var kept = await host.WithDbAsync(db => db.Households.SingleAsync());
        Assert.Equal(("Nguyễn Thị Chủ", "HN-9"), (kept.HeadName, kept.Code));
    }

    [Fact]
    public async Task Row_MendedSecond_IsToldWhatChangedAndKeepsItsBoxes()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var officer = await run.OfficerAsync();
        var id = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy", category: null)), client: officer);
        var address = $"/nhap-danh-sach/{id}/dong/1/2";
        var (first, second) = (await PageReader.OpenAsync(await host.SignInAsync(Roles.Appraiser, ImportRun.Commune), address), await PageReader.OpenAsync(officer, address));
        await first.SubmitAsync(new Dictionary<string, object?> { ["Village"] = "Thôn 9" }, button: "Ghi các giá trị");

        var told = await second.SubmitAsync(new Dictionary<string, object?> { ["Category"] = "6.n.adult" }, button: "Ghi các giá trị");

        Assert.Contains("“Thôn Đông Thịnh” thành “Thôn 9”", told.Text("#da-thay-doi"), StringComparison.Ordinal);
        Assert.Equal(("6.n.adult", "Thôn 9"), (Box(told, "Category"), Box(told, "Village")));
        Assert.Empty((await told.SubmitAsync(button: "Ghi các giá trị")).Problems);
        Assert.Equal(["Thôn 9", "6.n.adult"], Assert.Single(await run.RowsAsync(id)).EditsOf().Select(e => e.To));
    }

    [Fact]
    public async Task Event_RefutedSecond_IsToldWhatBecameOfItAndIsRefutedThen()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = new DateOnly(2022, 10, 5) });
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Disabled, "6.n.adult", 540_000, 202206);
        var told = (await run.ToldAsync(person)).Event!;
        var officer = await host.SignInAsync(Roles.SocialOfficer, run.Outcomes.Dossiers.Commune);
        var page = await PageReader.OpenAsync(officer, $"/bien-dong/{told.Id}/bac-bo");
        Assert.Equal(1, await host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.ViewPerson && a.Subject == $"beneficiary/{person:D}")));
        await run.ToldAsync(person, on: new DateOnly(2022, 10, 1));

        var second = await page.SubmitAsync(new Dictionary<string, object?> { ["Reason"] = "Đã gặp trực tiếp tại nhà" }, button: "Bác bỏ tin báo sai");

        Assert.Contains("Ngày xảy ra: chưa có thành “01/10/2022”", second.Text("#da-thay-doi"), StringComparison.Ordinal);
        Assert.Empty((await second.SubmitAsync(button: "Bác bỏ tin báo sai")).Problems);
        Assert.Equal(EventState.Refuted, (await run.EventAsync(told.Id)).State);
    }

    private static Dictionary<string, object?> Fields(params (string Name, string Value)[] fields) => fields.Append(("Reason", "Theo đơn của gia đình")).ToDictionary(f => f.Item1, f => (object?)f.Item2);

    private static string? Box(PageReader page, string name) => page.Document.QuerySelector($"input[name='{name}']")!.GetAttribute("value");
}
