using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using NationalHub.Gateways.Portal;
using NationalHub.Gateways.ResultPapers;
using NationalHub.Tests.Platform;
using Protos.PublicService;

namespace NationalHub.Tests.Gateways;

/// <summary>A result paper from the node's hand to the portal: whole, once, sealed on its way and forgotten after.</summary>
public sealed class ResultTests : IAsyncLifetime
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7 quyết định"u8, .. RandomNumberGenerator.GetBytes(600_000)];
    private PortalWorld _world = null!;

    public async Task InitializeAsync() => _world = await PortalWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Paper_HandedOver_ReachesThePortalWholeAndIsForgotten()
    {
        var record = DossierRecords.Of(1, 6);
        Assert.False((await HandOverAsync(Head(record))).Known);
        var file = Assert.Single(Kept());
        Assert.False((await File.ReadAllBytesAsync(file)).AsSpan().IndexOf("%PDF"u8) >= 0, "The file is not sealed.");
        await _world.PushAsync(record);

        await UntilAsync(ResultState.Told);

        var told = Assert.Single((await _world.AssertEqualAsync(record)).GetProperty("KetQua").EnumerateArray());
        Assert.Equal(("Quyết định trợ cấp xã hội hàng tháng số 05/QĐ-UBND", "D14"), (told.GetProperty("TenGiayTo").GetString(), told.GetProperty("MaThanhPhanHoSo").GetString()));
        var id = told.GetProperty("GiayToId").GetString();
        Assert.Equal($"/dvcqg/tep/{id}", told.GetProperty("DuongDanTepTinKetQua").GetString());
        Assert.Equal(Pdf, await _world.Services.Client.GetByteArrayAsync(new Uri($"/quan-tri/tep-ket-qua/{id}", UriKind.Relative)));
        await GatewayHub.UntilAsync("the file is forgotten", () => Task.FromResult(Kept().Length == 0));
    }

    [Fact]
    public async Task Paper_HandedOverAfterTheDossierWasTold_IsToldToo()
    {
        var record = DossierRecords.Of(1, 5);
        await _world.PushAsync(record);
        await _world.UntilAsync(record, PortalState.Sent);

        await HandOverAsync(Head(record));
        await UntilAsync(ResultState.Told);
        var again = await HandOverAsync(Head(record));

        Assert.True(again.Known);
        Assert.Empty(Kept());
        Assert.Single((await _world.AssertEqualAsync(record)).GetProperty("KetQua").EnumerateArray());
    }

    [Theory]
    [InlineData("fail")]
    [InlineData("lie")]
    public async Task Portal_FailingOrLying_GetsItAfterwards(string mode)
    {
        var record = DossierRecords.Of(1, 5);
        await _world.PushAsync(record);
        await _world.UntilAsync(record, PortalState.Sent);
        await _world.Services.SetAsync(ServicesRun.Portal, mode);
        await HandOverAsync(Head(record));
        await _world.UntilAsync(record, PortalState.Failed);
        Assert.Equal(ResultState.Waiting, (await RowAsync()).State);

        await _world.Services.SetAsync(ServicesRun.Portal, "none");

        await UntilAsync(ResultState.Told);
    }

    [Fact]
    public async Task Portal_ThatLostEverything_HasItAgainFromTheNode()
    {
        await _world.DisposeAsync();
        var clock = new JumpClock();
        _world = await PortalWorld.StartAsync(clock);
        var record = DossierRecords.Of(1, 6);
        await _world.PushAsync(record);
        await HandOverAsync(Head(record));
        await UntilAsync(ResultState.Told);
        await _world.Services.RestartEmptyAsync();
        clock.Jump(TimeSpan.FromDays(1));

        await UntilAsync(ResultState.Wanted);
        Assert.Equal([Head(record).PaperId], (await Client().WantedResultsAsync(new WantedRequest())).PaperIds);
        await HandOverAsync(Head(record));

        await UntilAsync(ResultState.Told);
        Assert.Single((await _world.AssertEqualAsync(record)).GetProperty("KetQua").EnumerateArray());
        Assert.Empty((await Client().WantedResultsAsync(new WantedRequest())).PaperIds);
    }

    [Fact]
    public async Task Paper_Withdrawn_IsNoResultAtThePortalAndDoesNotComeBack()
    {
        var record = DossierRecords.Of(1, 5);
        await _world.PushAsync(record);
        var other = Head(record);
        other.PaperId = Guid.Parse("01900000-0000-7000-8000-000000000002").ToString("D");
        await HandOverAsync(Head(record));
        await HandOverAsync(other);
        await GatewayHub.UntilAsync("both are told", async () => await _world.Hub.WithDbAsync(db => db.PortalResults.CountAsync(r => r.State == ResultState.Told)) == 2);

        await Client().WithdrawResultAsync(new WithdrawResultRequest { PaperId = Head(record).PaperId });
        await Client().WithdrawResultAsync(new WithdrawResultRequest { PaperId = Guid.Empty.ToString("D") });

        await GatewayHub.UntilAsync("the portal has the other alone", async () => (await _world.Services.DossierAsync(record.Dossier.Code))!.Value.GetProperty("KetQua").GetArrayLength() == 1);
        await GatewayHub.UntilAsync("the dossier is equal", async () => await _world.Hub.WithDbAsync(db => db.PortalResults.AnyAsync(r => r.State == ResultState.Withdrawn && r.FileId == "")));
        await _world.AssertEqualAsync(record);
        Assert.True((await HandOverAsync(Head(record))).Known);
        await Client().WithdrawResultAsync(new WithdrawResultRequest { PaperId = other.PaperId });
        await GatewayHub.UntilAsync("the portal has none", async () => (await _world.Services.DossierAsync(record.Dossier.Code))!.Value.GetProperty("KetQua").GetArrayLength() == 0);
        Assert.Empty((await Client().WantedResultsAsync(new WantedRequest())).PaperIds);
    }

    // The database is full, locked, away: the node must go on having it.
    [Fact]
    public async Task Paper_ThatCouldNotBeKept_IsNotAcknowledged()
    {
        var head = Head(DossierRecords.Of(1, 5));
        await _world.Hub.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("CREATE TRIGGER Full BEFORE INSERT ON PortalResults BEGIN SELECT RAISE(ABORT, 'full'); END"));

        Assert.Equal(StatusCode.Unavailable, (await RefusedAsync(head)).StatusCode);
        await _world.Hub.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER Full"));

        Assert.False((await HandOverAsync(head)).Known);
    }

    [Fact]
    public async Task Paper_NotWhatItSays_IsRefused()
    {
        var head = Head(DossierRecords.Of(1, 5));
        var wrong = head.Clone();
        wrong.Hash = new string('0', 64);
        Assert.Contains("dấu vân tay", (await RefusedAsync(wrong)).Status.Detail, StringComparison.Ordinal);
        var longer = head.Clone();
        longer.Bytes++;
        Assert.Contains("bytes:", (await RefusedAsync(longer)).Status.Detail, StringComparison.Ordinal);
        var bare = await RefusedAsync(new ResultHead { PaperId = "../x" });
        Assert.All(new[] { "paper_id:", "dossier_id:", "hash:", "bytes:", "code, name" }, f => Assert.Contains(f, bare.Status.Detail, StringComparison.Ordinal));
        Assert.Equal(0, await _world.Hub.WithDbAsync(db => db.PortalResults.CountAsync()));

        await HandOverAsync(head);
        var other = head.Clone();
        other.DossierId = DossierRecords.Of(2, 5).Id;
        Assert.Contains("nội dung khác", (await RefusedAsync(other)).Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dossier_Erased_LeavesNoPaperHere()
    {
        await _world.Services.SetAsync(ServicesRun.Portal, "fail");
        var record = DossierRecords.Of(1, 5);
        await _world.PushAsync(record);
        await HandOverAsync(Head(record));
        await _world.PushAsync(new Protos.Replication.Record { Id = record.Id, Epoch = 1, Version = 6, Kind = record.Kind, TenantPath = record.TenantPath, RecordedAtUnixMs = record.RecordedAtUnixMs, Deleted = true });
        await _world.Services.SetAsync(ServicesRun.Portal, "none");

        await GatewayHub.UntilAsync("nothing is kept", async () => Kept().Length == 0 && await _world.Hub.WithDbAsync(db => db.PortalResults.CountAsync()) == 0);
    }

    [Fact]
    public async Task Page_OfTheOperator_FiltersByReasonProvinceAndAgeAndSendsAllOfThemAgain()
    {
        using var client = OperatorClient.Stranger(_world.Hub);
        await client.SignInAsync(_world.Hub);
        await _world.PushAsync(DossierRecords.Of(1, 2), DossierRecords.Of(2, 2), DossierRecords.Of(3, 2));
        foreach (var n in new[] { 1, 2, 3 })
        {
            await _world.UntilAsync(DossierRecords.Of(n, 2), PortalState.Sent);
        }

        await HandOverAsync(Head(DossierRecords.Of(3, 2)));
        await UntilAsync(ResultState.Told);
        var old = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-10);
        var (first, second) = (DossierRecords.Of(1, 2).Id, DossierRecords.Of(2, 2).Id);
        await _world.Hub.WithDbAsync(db => db.PortalLedger.Where(e => e.DossierId == first).ExecuteUpdateAsync(set => set.SetProperty(e => e.State, PortalState.Stuck).SetProperty(e => e.HeldStatus, 0).SetProperty(e => e.Reason, "Cổng từ chối A.").SetProperty(e => e.FailedSince, old)));
        await _world.Hub.WithDbAsync(db => db.PortalLedger.Where(e => e.DossierId == second).ExecuteUpdateAsync(set => set.SetProperty(e => e.State, PortalState.Stuck).SetProperty(e => e.Reason, "Cổng từ chối B.").SetProperty(e => e.FailedSince, TimeProvider.System.GetUtcNow().UtcDateTime)));

        Assert.Equal((true, true, false), Shown(await client.PageAsync("/cong-dvc?loc=mac")));
        Assert.Equal((true, false, false), Shown(await client.PageAsync("/cong-dvc?ly-do=" + Uri.EscapeDataString("Cổng từ chối A."))));
        Assert.Equal((true, false, false), Shown(await client.PageAsync("/cong-dvc?tuoi=5")));
        Assert.Equal((false, false, false), Shown(await client.PageAsync("/cong-dvc?loc=mac&tinh=46")));
        var all = await client.PageAsync("/cong-dvc");
        Assert.Equal((true, true, true), Shown(all));
        Assert.Contains("Quyết định trợ cấp xã hội hàng tháng số 05/QĐ-UBND: <span class=\"state good\">● Cổng đã có", all, StringComparison.Ordinal);

        var after = await client.SendFormAsync("/cong-dvc?tuoi=5", "/cong-dvc?handler=All&tuoi=5", []);

        Assert.Contains("Đợt gửi lại", after, StringComparison.Ordinal);
        await _world.AssertEqualAsync(DossierRecords.Of(1, 2));
        Assert.Equal(PortalState.Stuck, (await _world.EntryAsync(DossierRecords.Of(2, 2)))!.State);
        Assert.Null((await _world.EntryAsync(DossierRecords.Of(1, 2)))!.FailedSince);
    }

    [Theory]
    [MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public void Queries_UnderEitherProvider_Translate(string provider)
    {
        using var db = Providers.Open(provider);
        var now = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);
        IQueryable[] queries =
        [
            LedgerFilter.Of("38", "H56", "mac", "A", 3).Rows(db, now).OrderBy(e => e.State).ThenBy(e => e.NextAttemptAt).ThenBy(e => e.DossierId).Take(1000).Select(e => e.DossierId),
            LedgerModel.ReasonsOf(db).Take(20), PortalScan.Unfinished(db), CompareLedgers.Told(db, "a", "b").Select(r => r.DossierId),
            db.PortalLedger.Where(e => e.AgainAt == now).GroupBy(e => e.State).Select(g => new { g.Key, Count = g.Count() }),
            db.PortalResults.Where(r => r.ProvinceCode == "38" && r.State == ResultState.Wanted).OrderBy(r => r.PaperId).Take(200).Select(r => r.PaperId),
        ];
        Assert.All(queries, q => Assert.Contains("SELECT", q.ToQueryString(), StringComparison.Ordinal));
    }

    private static ResultHead Head(Protos.Replication.Record record) => new()
    {
        PaperId = Guid.Parse("01900000-0000-7000-8000-000000000001").ToString("D"), DossierId = record.Id, Code = record.Dossier.Code, Name = "Quyết định trợ cấp xã hội hàng tháng số 05/QĐ-UBND", Component = "D14",
        FileName = "D14-05-QĐ-UBND.pdf", Hash = Convert.ToHexStringLower(SHA256.HashData(Pdf)), Bytes = Pdf.Length,
    };

    private static (bool, bool, bool) Shown(string page) => (page.Contains("aria-label=\"Gửi lại hồ sơ H56.12.03-221005-0001\"", StringComparison.Ordinal),
        page.Contains("aria-label=\"Gửi lại hồ sơ H56.12.03-221005-0002\"", StringComparison.Ordinal), page.Contains("aria-label=\"Gửi lại hồ sơ H56.12.03-221005-0003\"", StringComparison.Ordinal));

    private string[] Kept() => Directory.Exists(Path.Combine(_world.Hub.Folder, "mailbox")) ? Directory.GetFiles(Path.Combine(_world.Hub.Folder, "mailbox"), "*", SearchOption.AllDirectories) : [];

    private PublicServiceMailbox.PublicServiceMailboxClient Client() => new(_world.Hub.Channel(_world.Certificate));

    private async Task<ResultReply> HandOverAsync(ResultHead head)
    {
        using var channel = _world.Hub.Channel(_world.Certificate);
        using var call = new PublicServiceMailbox.PublicServiceMailboxClient(channel).HandOverResult();
        await call.RequestStream.WriteAsync(new ResultChunk { Head = head });
        for (var at = 0; at < Pdf.Length; at += 100_000)
        {
            await call.RequestStream.WriteAsync(new ResultChunk { Content = ByteString.CopyFrom(Pdf, at, Math.Min(100_000, Pdf.Length - at)) });
        }

        await call.RequestStream.CompleteAsync();
        return await call.ResponseAsync;
    }

    private async Task<RpcException> RefusedAsync(ResultHead head) => await Assert.ThrowsAsync<RpcException>(() => HandOverAsync(head));

    private Task<PortalResult> RowAsync() => _world.Hub.WithDbAsync(db => db.PortalResults.AsNoTracking().SingleAsync());

    private Task UntilAsync(ResultState state) => GatewayHub.UntilAsync($"the paper is {state}", async () => await _world.Hub.WithDbAsync(db => db.PortalResults.AsNoTracking().AnyAsync(r => r.State == state)));
}
