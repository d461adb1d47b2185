using System.IO.Compression;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Citizens;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Papers;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Dossiers;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Papers;

/// <summary>The month's ZIP: asked for, made in the background, fetched whole or not at all, made anew when a list changed.</summary>
public sealed class MonthZipTests
{
    [Fact]
    public async Task Zip_AskedFor_IsMadeByTheJobAndFetchedAsAnAct()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var (run, period) = await ListedAsync(host);
        var client = await host.SignInAsync(Roles.Accountant, run.Holder);
        var asked = await (await PageReader.OpenAsync(client, Page(period))).SubmitAsync(button: "Lập tệp ZIP");

        Assert.NotNull(asked.Document.QuerySelector("#zip[data-live=true] progress"));
        Assert.Null(asked.Document.QuerySelector("a[href*='handler=Zip']"));
        Assert.Contains("chưa lập xong", (await PageReader.OpenAsync(client, Page(period) + "?handler=Zip")).Main, StringComparison.Ordinal);
        Assert.Equal(0, await ExportsAsync(host));
        // Another who asks meanwhile gets the same one.
        Assert.Equal(ArchiveState.Asked, LevelRun.Must(await AskAsync(host, run.Head, period)).State);
        Assert.NotEqual(run.Head.Id, (await RowAsync(host)).AskedById);
        await MakeAsync(host);
        var ready = await PageReader.OpenAsync(client, Page(period));

        Assert.Null(ready.Document.QuerySelector("[data-live=true]"));
        Assert.Equal($"{Page(period)}?handler=Zip", ready.Document.QuerySelector("#zip a.btn")!.GetAttribute("href"));
        using var answer = await client.GetAsync(new Uri(Page(period) + "?handler=Zip", UriKind.Relative));
        Assert.Equal(("application/zip", "ChiTra_400_202211.zip"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.FileName!.Trim('"')));
        var row = await RowAsync(host);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        Assert.Equal((row.Bytes, 14), (answer.Content.Headers.ContentLength, zip.Entries.Count));
        Assert.Equal($"sha256 {row.FileHash}", await host.WithDbAsync(db => db.Acts.Where(a => a.Kind == ActKinds.PaymentExport).Select(a => a.Evidence).SingleAsync()));
        // Nothing changed: it is not made again.
        Assert.Equal((ArchiveState.Ready, row.FileHash), (LevelRun.Must(await AskAsync(host, run.Head, period)).State, (await RowAsync(host)).FileHash));
    }

    [Fact]
    public async Task Zip_AfterAListWasAdded_IsNotServedAndMadeAnew()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var (run, period) = await ListedAsync(host);
        LevelRun.Must(await AskAsync(host, run.Accountant, period));
        await MakeAsync(host);
        var before = await RowAsync(host);
        await run.GrantedAsync(PayRun.Somebody(7), new(ProvinceNode.Registry.EntitlementKind.Assistance, "5.a", 150, 1, new(360_000), new(540_000), new(202211), new("Lê Thị Số 007", "038149000007", "")));
        await run.BuildAsync(period, supplementary: true);
        LevelRun.Must(await run.ApproveAllAsync(period));
        var client = await host.SignInAsync(Roles.Accountant, run.Holder);

        var stale = await PageReader.OpenAsync(client, Page(period) + "?handler=Zip");
        Assert.Contains("đã thay đổi sau khi lập", stale.Main, StringComparison.Ordinal);
        Assert.Equal(0, await ExportsAsync(host));
        await stale.SubmitAsync(button: "Lập tệp ZIP");
        await MakeAsync(host);

        var after = await RowAsync(host);
        Assert.NotEqual((before.FileHash, before.Stamp), (after.FileHash, after.Stamp));
        using var zip = new ZipArchive(await client.GetStreamAsync(new Uri(Page(period) + "?handler=Zip", UriKind.Relative)));
        Assert.Equal(16, zip.Entries.Count);
    }

    // Names and numbers of decisions are frozen in no list: the lists of changes print them as they are.
    [Fact]
    public async Task Zip_AfterANameOrTheNumberOfADecisionChanged_IsNotFresh()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        await ProvinceNode.Tests.Citizens.OwnPageTests.DecidedAsync(run.Flow);
        var period = await run.ListedAsync(202211);
        var decision = await host.WithDbAsync(db => db.Entitlements.Select(e => e.DecisionId).FirstAsync());
        Assert.Equal(1, await host.WithDbAsync(db => db.Decisions.Where(d => d.Id == decision).ExecuteUpdateAsync(s => s.SetProperty(d => d.Number, (string?)null))));
        Assert.True(await FreshAsync(host, run, period));

        await host.WithDbAsync(db => db.Decisions.Where(d => d.Id == decision).ExecuteUpdateAsync(s => s.SetProperty(d => d.Number, "12/QĐ-UBND")));
        Assert.Equal(ArchiveState.Asked, LevelRun.Must(await AskAsync(host, run.Accountant, period)).State);
        Assert.True(await FreshAsync(host, run, period));
        await run.SaveAsync(db => db.Beneficiaries.Single().FullName = "Lê Thị Đổi Tên");

        Assert.Equal(ArchiveState.Asked, LevelRun.Must(await AskAsync(host, run.Accountant, period)).State);
    }

    // The claims are another's now, whose name may be printed; the versions of both may come to the same sum.
    [Fact]
    public async Task Zip_AfterAPersonWasMerged_IsNotFresh()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var (run, people) = (new PayRun(host), new ProvinceNode.Tests.Registry.PeopleRun(host, 100));
        var listed = await run.Flow.ReceivingAsync(PayRun.Somebody(1), "5.a", 540_000);
        var survivor = await people.AddAsync("Lê Thị Số 001", office: LifeOfPayments.Here, number: "038149000099", status: ProvinceNode.Registry.EntitlementStatus.Ended);
        var period = await run.ListedAsync(202211);
        Assert.True(await FreshAsync(host, run, period));
        await run.SaveAsync(db => db.Beneficiaries.Single(b => b.Id == survivor.Id).IdentityStatus = "Pending");
        Assert.True(await FreshAsync(host, run, period));

        LevelRun.Must(await people.MergeAsync(survivor.Id, listed, "38.400"));

        Assert.Equal(ArchiveState.Asked, LevelRun.Must(await AskAsync(host, run.Accountant, period)).State);
    }

    // The first month of a commune of two tiers stands beside the lists of the district that it took over from.
    [Fact]
    public async Task Zip_AfterAListOfTheFormerDistrictWasWithdrawn_IsNotFresh()
    {
        await using var host = await OutcomeTests.StartAsync("2025-06-20");
        var old = new PayRun(host);
        await old.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 750_000, start: 202501);
        await old.ListedAsync(202507);
        host.Clock.SetDay(new DateOnly(2025, 7, 1));
        await host.WithAsync(s => s.GetRequiredService<FundSuccession>().HandleAsync(default));
        await host.WithAsync(s => s.GetRequiredService<ProvinceNode.Dossiers.ChangeRegime>().HandleAsync(default));
        var run = new PayRun(host);
        var august = await run.ListedAsync(202508);
        Assert.True(await FreshAsync(host, run, august));

        await run.SaveAsync(db => db.PaymentLists.Single(l => l.Month == 202507).Status = ListStatus.Discarded);

        Assert.Equal(ArchiveState.Asked, LevelRun.Must(await AskAsync(host, run.Accountant, august)).State);
    }

    // The node stops while it writes: nothing of it is kept, the next start makes it whole. What always fails is given up and said.
    [Fact]
    public async Task Zip_InterruptedWhileMade_IsBegunAnewAndNeverServedInHalf()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var (run, period) = await ListedAsync(host);
        LevelRun.Must(await AskAsync(host, run.Accountant, period));
        await host.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE PaymentClaims RENAME TO Gone"));
        await MakeAsync(host);
        await host.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE Gone RENAME TO PaymentClaims"));
        var row = await RowAsync(host);
        Assert.Equal((ArchiveState.Asked, 1, ""), (row.State, row.Tries, row.FileHash));
        Assert.Equal((0, 0), host.App.Services.GetRequiredService<ArchiveProgress>().Of(period));

        await MakeAsync(host);
        Assert.Equal(ArchiveState.Ready, (await RowAsync(host)).State);
        await host.WithDbAsync(db => db.PaymentArchives.ExecuteUpdateAsync(s => s.SetProperty(a => a.State, ArchiveState.Asked).SetProperty(a => a.Tries, MakeArchives.MostTries)));
        await MakeAsync(host);
        Assert.Equal(ArchiveState.Failed, (await RowAsync(host)).State);
        Assert.Contains("Chưa lập được tệp ZIP", (await PageReader.OpenAsync(await host.SignInAsync(Roles.Accountant, run.Holder), Page(period))).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zip_OfAnother_IsNotGiven()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var (run, period) = await ListedAsync(host);
        LevelRun.Must(await AskAsync(host, run.Accountant, period));
        await MakeAsync(host);
        var (stranger, clerk) = (await host.SignInAsync(Roles.Accountant, "38.380"), await host.SignInAsync(Roles.RecordsClerk, run.Holder));

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(new Uri(Page(period) + "?handler=Zip", UriKind.Relative))).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await clerk.GetAsync(new Uri(Page(period) + "?handler=Zip", UriKind.Relative))).StatusCode);
        Assert.True((await AskAsync(host, run.Flow.Dossiers.Official(Roles.Accountant, "38.380"), period)).Has(CommonProblems.NotFound));
        Assert.Equal(0, await ExportsAsync(host));
    }

    [Fact]
    public async Task Zip_ThatIsOld_IsSweptAndMayBeMadeAnew()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var (run, period) = await ListedAsync(host);
        LevelRun.Must(await AskAsync(host, run.Accountant, period));
        await MakeAsync(host);
        var hash = (await RowAsync(host)).FileHash;
        var file = Directory.EnumerateFiles(host.Folder, hash, SearchOption.AllDirectories).Single();
        File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddDays(-SweepFiles.Days - 1));

        await host.WithAsync(s => ActivatorUtilities.CreateInstance<SweepFiles>(s).RunOnceAsync(default));

        Assert.False(host.App.Services.GetRequiredService<AttachmentStore>().Has(hash));
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.Accountant, run.Holder), Page(period));
        Assert.Contains("tệp đã được dọn", page.Main, StringComparison.Ordinal);
        Assert.Equal(ArchiveState.Asked, LevelRun.Must(await AskAsync(host, run.Accountant, period)).State);
    }

    // Made, and still fresh when it is asked for again.
    private static async Task<bool> FreshAsync(NodeHost host, PayRun run, Guid period)
    {
        LevelRun.Must(await AskAsync(host, run.Accountant, period));
        await MakeAsync(host);
        return LevelRun.Must(await AskAsync(host, run.Accountant, period)).State == ArchiveState.Ready;
    }

    private static string Page(Guid period) => $"/chi-tra/{period:D}/tep";

    private static Task MakeAsync(NodeHost host) => host.App.Services.GetRequiredService<MakeArchivesJob>().RunOnceAsync(default);

    private static Task<Outcome<PaymentArchive>> AskAsync(NodeHost host, SignedInOfficial by, Guid period) =>
        host.WithAsync(s => s.GetRequiredService<AskArchive>().Handle(period, by, default), by.Office.Value);

    private static Task<PaymentArchive> RowAsync(NodeHost host) => host.WithDbAsync(db => db.PaymentArchives.AsNoTracking().SingleAsync());

    private static Task<int> ExportsAsync(NodeHost host) => host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.PaymentExport));

    // One list, approved.
    private static async Task<(PayRun Run, Guid Period)> ListedAsync(NodeHost host)
    {
        var run = new PayRun(host);
        await run.Flow.ReceivingAsync(PayRun.Somebody(1), "5.a", 540_000);
        return (run, await run.ListedAsync(202211));
    }
}
