using System.Net;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.LookUp;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Quality;
using Protos.Identity;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.LookUp;

/// <summary>Tra cứu dân cư at a dossier: what is shown, to whom, and that nothing is shown without its line in the log.</summary>
public sealed class LookUpPageTests : IAsyncLifetime
{
    private const string Purpose = "Đối chiếu nơi thường trú khi tiếp nhận";
    private readonly LookUpStandIn _hub = new();
    private NodeHost _host = null!;
    private TestDossiers _dossiers = null!;
    private Guid _id;

    private string Address => $"/ho-so/{_id:D}/tra-cuu-dan-cu";

    public async Task InitializeAsync()
    {
        _host = await NodeHost.StartAsync(new NodeHostSettings
        {
            Day = new DateOnly(2022, 10, 5),
            Services = s =>
            {
                s.RemoveAll<HubClient>();
                s.AddSingleton(new HubClient(_hub));
            },
        });
        _dossiers = new TestDossiers(_host);
        _id = await _dossiers.SubmittedAsync();
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Page_AfterAsking_ShowsWhatIsHeldBesideWhatWasDeclaredMaskedAndLogged()
    {
        var page = await AskAsync();

        var rows = page.Table().Skip(1).ToDictionary(r => r[0], r => r);
        Assert.Equal(("Nguyễn Văn Thủy", "NGUYỄN VĂN THUỶ", "✓ Khớp"), (rows["Họ và tên"][1], rows["Họ và tên"][2], rows["Họ và tên"][3]));
        Assert.Equal(("15/03/1982", "16/03/1982", "✗ Khác"), (rows["Ngày sinh"][1], rows["Ngày sinh"][2], rows["Ngày sinh"][3]));
        Assert.StartsWith("Thôn Hoa Phú, Xã Hoa Lộc, ", rows["Nơi thường trú"][2], StringComparison.Ordinal);
        Assert.Equal("038•••••0102", rows["Số định danh"][2]);
        // His father is not in the dossier: initials and a masked number.
        Assert.Contains("Nguyễn V. H., 038•••••1234", page.Main, StringComparison.Ordinal);
        Assert.All(new[] { "HÙNG", "038050001234", "038082000102", "171234567" }, t => Assert.DoesNotContain(t, page.Main, StringComparison.OrdinalIgnoreCase));
        var asked = Assert.Single(_hub.Asked);
        Assert.Equal((Purpose, "38.400.16063", "038082000102", "1982-03-15", "2022-10-05"), (asked.Purpose, asked.Office, asked.Number, asked.BirthDate, asked.ReferenceDate));
        var act = await _host.WithDbAsync(db => db.Acts.SingleAsync(a => a.Kind == ActKinds.LookUp));
        Assert.Equal((Purpose, $"dossier/{_id:D}", "NotMatched TL00000007"), (act.Reason, act.Subject, act.Evidence));
        var row = await _host.WithDbAsync(db => db.Set<PopulationAsking>().SingleAsync());
        Assert.Equal((AskingKind.LookUp, "38.400.16063", Purpose, AnswerKind.Differs, false), (row.Kind, row.OfficePath, row.Purpose, row.Outcome, row.Reused));
        Assert.Matches("^[0-9a-f]{64}$", row.PersonHash);
    }

    [Theory]
    [InlineData("xem", "look-up-purpose")]
    [InlineData("", "look-up-purpose")]
    [InlineData("Người này nhiễm HIV cần xem lại", "look-up-illness-named")]
    public async Task Purpose_ThatSaysNothingOrTooMuch_AsksNobody(string purpose, string code)
    {
        var outcome = await _host.WithAsync(s => s.GetRequiredService<LookUpCitizen>().Handle(new(_id, 0, purpose), _dossiers.Official(Roles.Desk), default), _dossiers.Commune);

        Assert.Equal(code, Assert.Single(outcome.Problems).Code);
        Assert.Empty(_hub.Asked);
        Assert.NotEmpty((await AskAsync(purpose: purpose)).Problems);
    }

    [Theory]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.Unimplemented)]
    [InlineData(StatusCode.DeadlineExceeded)]
    public async Task Hub_AwayOrOlder_IsSaidAndWorkGoesOn(StatusCode code)
    {
        _hub.Refusal = new Status(code, "x");

        var page = await AskAsync();

        Assert.Equal([LookUpProblems.Away.Sentence], page.Problems);
        Assert.Empty(page.Table());
        Assert.Equal(0, await _host.WithDbAsync(db => db.Set<PopulationAsking>().CountAsync()));
        Assert.True((await _dossiers.DoAsync(_id, _dossiers.Official(Roles.Desk), (s, v) => s.GetRequiredService<Receive>().Handle(new ReceiveInput(_id, v), _dossiers.Official(Roles.Desk), default))).Succeeded);
    }

    [Fact]
    public async Task Quota_UsedUp_IsToldInTheHubsWords()
    {
        _hub.Refusal = new Status(StatusCode.ResourceExhausted, "Đơn vị đã dùng hết 500 lượt tra cứu dân cư của hôm nay.");

        Assert.StartsWith("Đơn vị đã dùng hết 500 lượt", Assert.Single((await AskAsync()).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_Chosen_GoIntoTheDeclarationAndTheRestStays()
    {
        var page = await AskAsync();

        var after = await page.SubmitAsync(new Dictionary<string, object?> { ["Fields"] = new List<string> { "BirthDate", "EthnicCode" } }, button: "Nhận các mục");

        Assert.Equal($"/ho-so/{_id:D}", after.Address.AbsolutePath);
        var dossier = await _dossiers.LoadAsync(_id);
        Assert.Equal(("Nguyễn Văn Thủy", "1982-03-16", "06", "Thôn Hoa Trung"), (dossier.Owner.FullName, dossier.Owner.BirthDate, dossier.Owner.EthnicCode, dossier.Owner.Village));
        Assert.Equal((IdentityStatus.Pending, "16"), (dossier.Identity.Status, FormFactsDay(dossier)));
        var act = await _host.WithDbAsync(db => db.Acts.SingleAsync(a => a.Kind == ActKinds.TakeLookedUp));
        Assert.Contains("15/03/1982 → 16/03/1982", act.Reason, StringComparison.Ordinal);
        Assert.Equal("TL00000007", act.Evidence);
    }

    [Fact]
    public async Task Values_NoneChosenOrChangedMeanwhile_AreNotTakenAndStayOnThePage()
    {
        var page = await AskAsync();

        var none = await page.SubmitAsync(button: "Nhận các mục");
        Assert.Equal([LookUpProblems.ChooseFields.Sentence], none.Problems);
        Assert.Contains("16/03/1982", none.Main, StringComparison.Ordinal);
        await _host.WithDbAsync(async db =>
        {
            (await db.Dossiers.SingleAsync(d => d.Id == _id)).Owner.Phone = "0987654321";
            return await db.SaveAsync(Act.BySystem(Protos.Values.TenantPath.Parse("38"), ActKinds.Submit, new Protos.Values.VietnamTime(_host.Clock).UtcNow), default);
        });
        var late = await none.SubmitAsync(new Dictionary<string, object?> { ["Fields"] = "BirthDate" }, button: "Nhận các mục");

        Assert.Equal([CommonProblems.ChangedMeanwhile.Sentence], late.Problems);
        Assert.Equal("1982-03-15", (await _dossiers.LoadAsync(_id)).Owner.BirthDate);
        Assert.Single(_hub.Asked);
    }

    [Fact]
    public async Task Pass_OfAnotherOfficialOrDossier_OpensNothing()
    {
        var (official, other) = (_dossiers.Official(Roles.Desk), await _dossiers.SubmittedAsync(f => f.CitizenId = "038082000103"));
        var pass = _host.App.Services.GetRequiredService<LookUpPass>().Seal(LookUpStandIn.Citizen, _id, official.Id, LookUpPeople.Owner);

        Assert.Equal("look-up-old", await TakeAsync(_id, _dossiers.Official(Roles.Desk), pass));
        Assert.Equal("look-up-old", await TakeAsync(other, official, pass));
        Assert.Equal("look-up-old", await TakeAsync(_id, official, "x" + pass));
        Assert.Equal("not-allowed", await TakeAsync(_id, _dossiers.Official(Roles.RecordsClerk), pass));
        Assert.Equal("look-up-not-now", await TakeAsync(_id, _dossiers.Official(Roles.SocialOfficer), pass));
        Assert.Equal("", await TakeAsync(_id, official, pass));
    }

    [Fact]
    public async Task Number_OfSomebodyElse_ShowsNothingOfHim()
    {
        _hub.Reply = new LookupReply { Outcome = VerifyOutcome.NotMatched, AnswerId = "TL1", Withheld = true };

        var page = await AskAsync();

        Assert.Contains("không được hiển thị", page.Main, StringComparison.Ordinal);
        Assert.Empty(page.Table());
        Assert.Equal(1, await _host.WithDbAsync(db => db.Set<PopulationAsking>().CountAsync()));
    }

    [Fact]
    public async Task Page_ForWhoMayNot_IsClosed()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await PageReader.OpenAsync(await _host.SignInAsync(Roles.Desk, "38.380.14758"), Address)).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await PageReader.OpenAsync(await _host.SignInAsync(Roles.RecordsClerk, _dossiers.Commune), Address)).Status);
        Assert.DoesNotContain("Tra cứu dân cư", (await PageReader.OpenAsync(await _host.SignInAsync(Roles.Chairman, _dossiers.Commune), $"/ho-so/{_id:D}")).Main, StringComparison.Ordinal);
        Assert.Contains("Tra cứu dân cư", (await PageReader.OpenAsync(await _host.SignInAsync(Roles.SocialOfficer, _dossiers.Commune), $"/ho-so/{_id:D}")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Carer_OfTheDossier_IsLookedUpUnderHisOwnNumber()
    {
        _id = await _dossiers.SubmittedAsync(f => (f.DeclaredBy, f.Values["ApplicantName"], f.Values["ApplicantCitizenId"], f.Values["ApplicantRelation"], f.Values["ApplicantPhone"], f.Values["ApplicantAddress"]) =
            ("other", "Trần Thị Chăm", "038181000777", "con", "0912345679", "Thôn 1"));

        await AskAsync(place: "1");

        Assert.Equal(("038181000777", "1981"), (_hub.Asked[0].Number, _hub.Asked[0].BirthDate));
    }

    private static string FormFactsDay(Dossier dossier) => FormFacts.ValuesOf(dossier)["BirthDay"];

    private async Task<string> TakeAsync(Guid id, SignedInOfficial official, string pass)
    {
        var outcome = await _host.WithAsync(async s =>
        {
            var version = (await s.GetRequiredService<NodeDb>().Dossiers.AsNoTracking().SingleAsync(d => d.Id == id)).Version;
            return await s.GetRequiredService<TakeLookedUp>().Handle(new(id, version, pass, ["BirthDate"]), official, default);
        }, _dossiers.Commune);
        return outcome.Succeeded ? "" : outcome.Problems[0].Code;
    }

    private async Task<PageReader> AskAsync(string role = Roles.Desk, string purpose = Purpose, string? place = null)
    {
        var page = await PageReader.OpenAsync(await _host.SignInAsync(role, _dossiers.Commune), Address);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var fields = new Dictionary<string, object?> { ["Purpose"] = purpose };
        if (place is not null)
        {
            fields["Place"] = place;
        }

        return await page.SubmitAsync(fields, button: "Tra cứu");
    }
}
