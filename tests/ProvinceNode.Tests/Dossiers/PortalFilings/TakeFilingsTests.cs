using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.PortalFilings;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Citizens;
using Protos.PublicService;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.PortalFilings;

/// <summary>Dossiers of the national portal become dossiers of the node through the same verb as all others, once whatever is lost or repeated.</summary>
public sealed class TakeFilingsTests
{
    private const string Code = "H56.12.03-20250310-0000007";

    [Fact]
    public async Task Filing_WhoseWordIsLost_IsOneDossierWithItsCodeAndPapers()
    {
        var hub = new MailboxStandIn { LosesWords = true };
        await using var host = await StartAsync(hub);
        hub.Filings.Add(Complete(host, hub));

        // The word to the hub gets lost, then the answer; each run begins as a killed node begins again.
        await RunAsync(host);
        var first = await host.WithDbAsync(db => db.Dossiers.Include(d => d.Steps).Include(d => d.Attachments).Include(d => d.Requests).SingleAsync());
        (hub.LosesWords, hub.LosesAnswers) = (false, true);
        await RunAsync(host);
        hub.LosesAnswers = false;
        await RunAsync(host);

        Assert.Equal(first.Id, (await host.WithDbAsync(db => db.Dossiers.SingleAsync())).Id);
        Assert.True(hub.Settled[Code].Accepted);
        Assert.Equal(1, hub.Downloads);
        Assert.Equal((Code, DossierStatus.AwaitingReception, Submit.Online, "38.400.16063"), (first.Code, first.Status, first.Channel, first.TenantPath));
        Assert.Equal(("giay-xac-nhan-khuyet-tat", "giay.jpg"), first.Attachments.Select(a => (a.Paper, a.FileName)).Single());
        Assert.Equal("Nộp trên Cổng Dịch vụ công quốc gia ngày 07/03/2025", first.Steps.Single().Note);
        Assert.NotNull(await host.WithAsync(s => s.GetRequiredService<AttachmentStore>().OpenAsync(first.Attachments.Single().Hash, default)));
        // The node's own numbers go on as if it were not there.
        Assert.EndsWith("-250310-0001", await FiledHereAsync(host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filing_Wrong_GoesBackWithEverythingAndHoldsUpNoOther()
    {
        var hub = new MailboxStandIn();
        await using var host = await StartAsync(hub);
        var (wrong, unknown, lying, rows) = (Complete(host, hub), Complete(host, hub), Complete(host, hub), Complete(host, hub));
        (wrong.Code, wrong.Owner.Number, wrong.Answers["CommuneCode"], wrong.Answers["CitizenId"]) = ("H56.12.03-20250310-0000001", "", "99999", "03815400012");
        (unknown.Code, unknown.FormCode) = ("H56.12.03-20250310-0000002", "99");
        (lying.Code, lying.Papers[0]) = ("H56.12.03-20250310-0000003", hub.Paper("9", "giay.pdf", WizardTests.Photo));
        (rows.Code, rows.Papers[0]) = ("H56.12.03-20250310-0000004", hub.Paper("77", "giay.jpg", WizardTests.Photo));
        hub.Filings.AddRange([wrong, unknown, lying, rows, Complete(host, hub)]);

        await RunAsync(host);

        Assert.Equal([Code], await host.WithDbAsync(db => db.Dossiers.Select(d => d.Code).ToListAsync()));
        Assert.Equal([false, false, false, false, true], hub.Filings.Select(f => hub.Settled[f.Code].Accepted));
        Assert.All(new[] { SubmitProblems.CommuneUnknown.Sentence, "Số định danh phải có 12 chữ số. Ông/Bà đã nhập 11 chữ số." }, s => Assert.Contains(s, hub.Settled[wrong.Code].Reason, StringComparison.Ordinal));
        Assert.Contains("mẫu 99", hub.Settled[unknown.Code].Reason, StringComparison.Ordinal);
        Assert.Contains("“giay.pdf” có tên đuôi “.pdf”", hub.Settled[lying.Code].Reason, StringComparison.Ordinal);
        Assert.Contains("“77”", hub.Settled[rows.Code].Reason, StringComparison.Ordinal);
    }

    // Filed on the last day of the three-tier organisation, collected on the third of the two-tier one.
    [Fact]
    public async Task Filing_CollectedAfterItsCommuneEnded_IsJudgedByTheDayOnWhichItWasFiled()
    {
        var hub = new MailboxStandIn();
        await using var host = await StartAsync(hub, new(2025, 7, 3));
        var (before, after) = (Complete(host, hub), Complete(host, hub));
        foreach (var (filing, code, day) in new[] { (before, Code, 30), (after, "H56.12.03-20250310-0000008", 31) })
        {
            (filing.Code, filing.Answers["CommuneCode"]) = (code, "16063");
            filing.SubmittedAtUnixMs = new DateTimeOffset(2025, 6, 1, 8, 30, 0, TimeSpan.FromHours(7)).AddDays(day - 1).ToUnixTimeMilliseconds();
            hub.Filings.Add(filing);
        }

        await RunAsync(host);

        Assert.True(hub.Settled[before.Code].Accepted, hub.Settled[before.Code].Reason);
        Assert.Equal("38.16072", (await host.WithDbAsync(db => db.Dossiers.SingleAsync())).TenantPath);
        Assert.Contains(SubmitProblems.CommuneUnknown.Sentence, hub.Settled[after.Code].Reason, StringComparison.Ordinal);
    }

    // A node that was restored is shown again what it took since its backup: it tells by its epoch that it is another one.
    [Fact]
    public async Task Mailbox_AskedAndToldByTheNode_HearsItsEpoch()
    {
        var hub = new MailboxStandIn();
        await using var host = await StartAsync(hub);
        await host.WithDbAsync(db => db.States.ExecuteUpdateAsync(set => set.SetProperty(s => s.Epoch, 7)));
        hub.Filings.Add(Complete(host, hub));

        await RunAsync(host);

        Assert.Equal((7L, 7L), (hub.Epoch, hub.Settled[Code].Epoch));
    }

    // Who files and for whom stands beside the declaration: what the declaration left open is taken from there.
    [Fact]
    public void Persons_BesideTheDeclaration_FillWhatItLeftOpen()
    {
        var (day, filing) = (new DateOnly(2025, 3, 10), Bare());
        var input = FilingInput.Of(filing, FilingInput.SituationOf(filing, day)!, [], day);

        Assert.Equal(("Lê Thị Hòa", "038154000001", "2", "1954", "3", "2"), (input.Values["FullName"], input.Values["CitizenId"], input.Values["Sex"], input.Values["BirthYear"], input.Values["BirthMonth"], input.Values["BirthDay"]));
        Assert.Equal(("other", "Lê Văn Con", "038080000009", "0912345678", "16063", "01"), (input.Values["DeclaredBy"], input.Values["ApplicantName"], input.Values["ApplicantCitizenId"], input.Values["ApplicantPhone"], input.Values["CommuneCode"], input.Values["EthnicCode"]));
        filing.Owner.Number = filing.Submitter.Number;
        Assert.Equal("owner", FilingInput.Of(filing, FilingInput.SituationOf(filing, day)!, [], day).Values["DeclaredBy"]);
        Assert.Equal(64, FilingInput.KeyOf(filing.Code).Length);
    }

    [Theory]
    [InlineData("9", "giay-xac-nhan-khuyet-tat")]
    [InlineData("5", "giay-to-tuy-than")]
    [InlineData("giay-to-tuy-than", "giay-to-tuy-than")]
    [InlineData("77", null)]
    [InlineData("", null)]
    public void Paper_OfThePortalsRow_IsTheNodesPaper(string row, string? paper) => Assert.Equal(paper, FilingInput.PaperOf(FormCatalogue.On("1đ", new DateOnly(2025, 3, 10))!, row));

    private static Task<NodeHost> StartAsync(MailboxStandIn hub, DateOnly? day = null) => NodeHost.StartAsync(new NodeHostSettings
    {
        Day = day ?? new(2025, 3, 10),
        Services = s =>
        {
            s.RemoveAll<HubClient>();
            s.AddSingleton(new HubClient(hub));
        },
    });

    private static Task RunAsync(NodeHost host) => host.WithAsync(s => s.GetRequiredService<TakeFilings>().RunOnceAsync(default));

    private static async Task<string> FiledHereAsync(NodeHost host)
    {
        var id = await new TestDossiers(host).SubmittedAsync();
        return await host.WithDbAsync(db => db.Dossiers.Where(d => d.Id == id).Select(d => d.Code).SingleAsync());
    }

    private static Filing Bare() => new()
    {
        Code = Code, ProcedureCode = Procedures.MonthlyAssistance, FormCode = "1đ", SubmittedAtUnixMs = new DateTimeOffset(2025, 3, 7, 8, 30, 0, TimeSpan.FromHours(7)).ToUnixTimeMilliseconds(),
        Owner = new FilingPerson { FullName = "Lê Thị Hòa", Number = "038154000001", BirthDate = "1954-03-02", CommuneCode = "16063", Address = "Thôn 3" },
        Submitter = new FilingPerson { FullName = "Lê Văn Con", Number = "038080000009", BirthDate = "1980", Phone = "0912345678", CommuneCode = "16063", Address = "Thôn 3" },
    };

    private static Filing Complete(NodeHost host, MailboxStandIn hub)
    {
        var filing = Bare();
        var form = new TestDossiers(host).Form();
        foreach (var name in form.Values.Names)
        {
            filing.Answers[name] = form.Values[name];
        }

        filing.Papers.Add(hub.Paper("9", "giay.jpg", WizardTests.Photo));
        return filing;
    }
}
