using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using NationalHub.Gateways.Mailbox;
using NationalHub.Gateways.Portal;
using NationalHub.Tests.Platform;
using Protos.Identity;
using Protos.PublicService;
using TestSupport;

namespace NationalHub.Tests.Gateways;

/// <summary>Dossiers of the national portal on their way to a province through the hub's mailbox, and a day without any national service (policy 5.4).</summary>
public sealed partial class MailboxTests
{
    private const string Code = "H56.12.03-20221005-0000007";
    private static readonly byte[] Paper = [.. Enumerable.Range(0, 600_000).Select(i => (byte)(i * 7))];

    [Fact]
    public async Task Filing_WithPapers_ReachesItsProvinceOnceAndThePortalIsTold()
    {
        await using var world = await StartAsync();
        // A paper that is not what its hash says is asked for again; what came is kept over a restart.
        await world.Services.SetAsync(ServicesRun.Portal, "lie");
        await FileAsync(world, Code);
        await GatewayHub.UntilAsync("two tries of the paper", async () => await RowAsync(world, Code) is { Attempts: >= 2, State: FilingState.Fetching });
        await world.Services.SetAsync(ServicesRun.Portal, "none");
        await world.RestartHubAsync();
        await StateAsync(world, Code, FilingState.Waiting);
        using var channel = world.Hub.Channel(world.Certificate);
        var node = new PublicServiceMailbox.PublicServiceMailboxClient(channel);

        var filing = Assert.Single((await node.PullAsync(new PullRequest { Most = 10 })).Filings);
        Assert.Equal((Code, "1.001776", "1đ", "Lê Thị Hòa", "1954-03-02", "no"), (filing.Code, filing.ProcedureCode, filing.FormCode, filing.Owner.FullName, filing.Owner.BirthDate, filing.Answers["Pregnant"]));
        Assert.Equal(new DateTimeOffset(2022, 10, 5, 8, 30, 0, TimeSpan.FromHours(7)).ToUnixTimeMilliseconds(), filing.SubmittedAtUnixMs);
        Assert.Equal(Paper, await PaperAsync(node, Code, filing.Papers.Single().Hash));
        Assert.Equal("9", filing.Papers.Single().Kind);
        // Sealed on the disk, and another province finds neither the dossier nor its paper.
        Assert.DoesNotContain("Hòa", System.Text.Encoding.UTF8.GetString((await RowAsync(world, Code))!.Sealed), StringComparison.Ordinal);
        using var other = world.Hub.Channel(await world.Hub.AddProvinceAsync("46"));
        var stranger = new PublicServiceMailbox.PublicServiceMailboxClient(other);
        Assert.Empty((await stranger.PullAsync(new PullRequest { Most = 10 })).Filings);
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => PaperAsync(stranger, Code, filing.Papers.Single().Hash))).StatusCode);
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(async () => await stranger.SettleAsync(new SettleRequest { Code = Code, Accepted = true }))).StatusCode);

        await node.SettleAsync(new SettleRequest { Code = Code, Accepted = true });
        // The first word counts.
        await node.SettleAsync(new SettleRequest { Code = Code, Accepted = false, Reason = "muộn" });
        await GatewayHub.UntilAsync("the portal knows", async () => (await RowAsync(world, Code))!.IsTold);
        Assert.Equal(("DA_NHAN", ""), await OutcomeAsync(world, Code));
        Assert.Empty((await RowAsync(world, Code))!.Sealed);
        Assert.False(Directory.Exists(Path.Combine(world.Hub.Folder, "mailbox", Code)));
        Assert.Empty((await node.PullAsync(new PullRequest { Most = 10 })).Filings);
        Assert.Equal(1, await world.Hub.WithDbAsync(db => db.PortalFilings.CountAsync()));
    }

    [Fact]
    public async Task Filing_WrongOrForNobody_GoesBackWithEveryReason()
    {
        await using var world = await StartAsync();
        await FileAsync(world, Code, dossier => (dossier["MaTTHC"], dossier["NgayNop"]) = ("", "hôm nay"));
        await FileAsync(world, "G09.20-20260609-0092637", dossier => (dossier["MaDonViTiepNhan"], dossier["ThongTinNguoiNop"]!["ThongTinChiTiet"]!["MaTinhChuHs"]) = ("G09.20", "99"));
        await GatewayHub.UntilAsync("both are told", async () => await world.Hub.WithDbAsync(db => db.PortalFilings.CountAsync(f => f.IsTold)) == 2);

        var (result, why) = await OutcomeAsync(world, Code);
        Assert.Equal("TRA_LAI", result);
        Assert.All(new[] { "Hồ sơ có 2 lỗi", "MaTTHC:", "NgayNop:" }, part => Assert.Contains(part, why, StringComparison.Ordinal));
        Assert.Contains("chưa nhận hồ sơ của Cổng qua hệ thống này", (await OutcomeAsync(world, "G09.20-20260609-0092637")).Why, StringComparison.Ordinal);
    }

    // One that its node cannot take (a paper too large for its line, a fault of its own) comes again behind the others, then less and less often, and the operator is told.
    [Fact]
    public async Task Filing_ThatIsNeverTaken_HoldsUpNoOther()
    {
        const string second = "H56.12.03-20221005-0000009";
        var clock = new JumpClock();
        await using var world = await PortalWorld.StartAsync(clock, ("MailboxMilliseconds", "20"), ("BackOffMilliseconds", "600000"), ("MostBackOffSeconds", "3600"));
        foreach (var code in new[] { Code, second })
        {
            await FileAsync(world, code);
            await StateAsync(world, code, FilingState.Waiting);
        }

        using var channel = world.Hub.Channel(world.Certificate);
        var node = new PublicServiceMailbox.PublicServiceMailboxClient(channel);
        async Task<string> NextAsync() => (await node.PullAsync(new PullRequest { Most = 1 })).Filings.Select(f => f.Code).SingleOrDefault("");

        for (var round = 0; round < PortalFiling.ShownAtOnce; round++)
        {
            Assert.Equal((Code, second), (await NextAsync(), await NextAsync()));
        }

        Assert.Equal("", await NextAsync());
        clock.Jump(TimeSpan.FromHours(2));
        // Each waited its own pause: either may be first.
        string[] later = [await NextAsync(), await NextAsync()];
        Assert.Equal([Code, second], later.Order(StringComparer.Ordinal));
        using var page = OperatorClient.Stranger(world.Hub);
        await page.SignInAsync(world.Hub);
        Assert.Contains("Đã đưa cho tỉnh 4 lần", System.Net.WebUtility.HtmlDecode(await page.GetStringAsync(new Uri("/cong-dvc", UriKind.Relative))), StringComparison.Ordinal);
    }

    // Sealed with a key that the hub has no more: that is not the province's doing, and the other one comes all the same.
    [Fact]
    public async Task Filing_ThatTheHubCannotOpen_IsNotCountedAsShownAndTheOperatorReadsWhy()
    {
        const string second = "H56.12.03-20221005-0000009";
        await using var world = await StartAsync();
        foreach (var code in new[] { Code, second })
        {
            await FileAsync(world, code);
            await StateAsync(world, code, FilingState.Waiting);
        }

        await world.Hub.WithDbAsync(db => db.PortalFilings.Where(f => f.Code == Code).ExecuteUpdateAsync(set => set.SetProperty(f => f.Sealed, new byte[100]).SetProperty(f => f.Attempts, PortalFiling.ShownAtOnce + 1)));
        using var channel = world.Hub.Channel(world.Certificate);
        var node = new PublicServiceMailbox.PublicServiceMailboxClient(channel);

        Assert.Empty((await node.PullAsync(new PullRequest { Most = 1 })).Filings);
        Assert.Equal(second, Assert.Single((await node.PullAsync(new PullRequest { Most = 1 })).Filings).Code);

        Assert.Equal(PortalFiling.ShownAtOnce + 1, (await RowAsync(world, Code))!.Attempts);
        using var page = OperatorClient.Stranger(world.Hub);
        await page.SignInAsync(world.Hub);
        var words = await page.PageAsync("/cong-dvc");
        Assert.Contains("Trục quốc gia không mở được nội dung", words, StringComparison.Ordinal);
        Assert.DoesNotContain("hệ thống của tỉnh gặp lỗi", words, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(words, "▲ trục giữ lại, tỉnh chưa lấy được")); // the other one waits for its province
        Assert.Single(Regex.Matches(words, "○ chờ tỉnh lấy về"));
    }

    // What the page says is what holds now: before the province asked at all, and again when the key is back.
    [Fact]
    public async Task Filing_HeldBack_IsShownAsSuchAtOnceAndAsComingWhenTheKeyIsBack()
    {
        await using var world = await StartAsync();
        await FileAsync(world, Code);
        await StateAsync(world, Code, FilingState.Waiting);
        using var page = OperatorClient.Stranger(world.Hub);
        await page.SignInAsync(world.Hub);
        Assert.Contains("○ chờ tỉnh lấy về", await page.PageAsync("/cong-dvc"), StringComparison.Ordinal);
        var sealedContent = (await RowAsync(world, Code))!.Sealed;
        await SealAsync(new byte[100]);

        var words = await page.PageAsync("/cong-dvc");
        Assert.Contains("▲ trục giữ lại", words, StringComparison.Ordinal);
        Assert.Contains("Hãy khôi phục khóa từ bản sao lưu", words, StringComparison.Ordinal);
        Assert.DoesNotContain("chờ tỉnh lấy về", words, StringComparison.Ordinal);

        using var channel = world.Hub.Channel(world.Certificate);
        Assert.Empty((await new PublicServiceMailbox.PublicServiceMailboxClient(channel).PullAsync(new PullRequest { Most = 1 })).Filings);
        await SealAsync(sealedContent);
        words = await page.PageAsync("/cong-dvc");
        Assert.Contains("○ chờ tỉnh lấy về", words, StringComparison.Ordinal);
        Assert.Contains("nay đã mở được, tỉnh lấy về từ", words, StringComparison.Ordinal);

        Task<int> SealAsync(byte[] box) => world.Hub.WithDbAsync(db => db.PortalFilings.Where(f => f.Code == Code).ExecuteUpdateAsync(set => set.SetProperty(f => f.Sealed, box)));
    }

    [Fact]
    public async Task Paper_OfASettledFiling_IsToldAsSettledAndNotAsFetched()
    {
        await using var world = await StartAsync();
        await FileAsync(world, Code);
        await StateAsync(world, Code, FilingState.Waiting);
        using var channel = world.Hub.Channel(world.Certificate);
        var node = new PublicServiceMailbox.PublicServiceMailboxClient(channel);
        var hash = (await node.PullAsync(new PullRequest { Most = 10 })).Filings.Single().Papers.Single().Hash;
        Directory.Delete(Path.Combine(world.Hub.Folder, "mailbox", Code), recursive: true);
        // Before and after the portal knows.
        await world.Services.SetAsync(ServicesRun.Portal, "fail");
        await node.SettleAsync(new SettleRequest { Code = Code, Accepted = true });
        Assert.Contains("đã có kết quả tiếp nhận", (await Assert.ThrowsAsync<RpcException>(() => PaperAsync(node, Code, hash))).Status.Detail, StringComparison.Ordinal);
        await world.Services.SetAsync(ServicesRun.Portal, "none");
        await GatewayHub.UntilAsync("the portal knows", async () => (await RowAsync(world, Code))!.IsTold);

        Assert.Contains("đã có kết quả tiếp nhận", (await Assert.ThrowsAsync<RpcException>(() => PaperAsync(node, Code, hash))).Status.Detail, StringComparison.Ordinal);
    }

    // A hub that was restored has the dossier again, its papers were forgotten when the portal knew the outcome.
    [Fact]
    public async Task Papers_ThatAreNotHereAnyMore_AreFetchedAgainOrTheFilingGoesBack()
    {
        await using var world = await StartAsync();
        await FileAsync(world, Code);
        await StateAsync(world, Code, FilingState.Waiting);
        using var channel = world.Hub.Channel(world.Certificate);
        var node = new PublicServiceMailbox.PublicServiceMailboxClient(channel);
        var hash = (await node.PullAsync(new PullRequest { Most = 10 })).Filings.Single().Papers.Single().Hash;
        var folder = Path.Combine(world.Hub.Folder, "mailbox", Code);

        // Changed on the disk, then gone.
        await File.WriteAllBytesAsync(Path.Combine(folder, hash), new byte[100]);
        await GoneAsync(node, hash);
        await StateAsync(world, Code, FilingState.Waiting);
        Assert.Equal(Paper, await PaperAsync(node, Code, hash));

        await world.Services.SetAsync(ServicesRun.Portal, "lie");
        Directory.Delete(folder, recursive: true);
        await GoneAsync(node, hash);
        await StateAsync(world, Code, FilingState.Returned);
        Assert.Contains("đính kèm lại", (await RowAsync(world, Code))!.Reason, StringComparison.Ordinal);
        Assert.Empty((await node.PullAsync(new PullRequest { Most = 10 })).Filings);
    }

    // Everything national is away for a day of the hub's clock; nobody touches anything.
    [Fact]
    public async Task Outage_OfADayOfEveryService_IsMadeUpWithoutHands()
    {
        var clock = new JumpClock();
        await using var world = await StartAsync(clock);
        using var channel = world.Hub.Channel(world.Certificate);
        var (mailbox, identity) = (new PublicServiceMailbox.PublicServiceMailboxClient(channel), new IdentityGateway.IdentityGatewayClient(channel));
        await world.PushAsync(DossierRecords.Of(1, 2));
        await world.AssertEqualAsync(DossierRecords.Of(1, 2));
        await FileAsync(world, Code);
        await StateAsync(world, Code, FilingState.Waiting);

        await world.Services.SetAsync(ServicesRun.Portal, "fail");
        await world.Services.SetAsync(ServicesRun.Population, "fail");
        await mailbox.SettleAsync(new SettleRequest { Code = Code, Accepted = true });
        await world.PushAsync(DossierRecords.Of(1, 4), DossierRecords.Of(2, 3), DossierRecords.Of(3, 6));
        await FileAsync(world, "H56.12.03-20221005-0000008");
        for (var hour = 0; hour < 24; hour++)
        {
            Assert.Equal(VerifyOutcome.Unavailable, (await identity.VerifyAsync(Question())).Outcome);
            var struck = await world.Services.StruckAsync(ServicesRun.Portal);
            clock.Jump(TimeSpan.FromHours(1));
            await GatewayHub.UntilAsync("the portal is tried again", async () => await world.Services.StruckAsync(ServicesRun.Portal) > struck);
        }

        // The province's dossiers were taken all the while, and nothing is stuck.
        Assert.Equal(0, await world.Hub.WithDbAsync(db => db.PortalLedger.CountAsync(e => e.State == PortalState.Stuck)));
        await world.Services.SetAsync(ServicesRun.Portal, "none");
        await world.Services.SetAsync(ServicesRun.Population, "none");
        clock.Jump(TimeSpan.FromHours(1));

        foreach (var record in new[] { DossierRecords.Of(1, 4), DossierRecords.Of(2, 3), DossierRecords.Of(3, 6) })
        {
            await world.AssertEqualAsync(record);
        }

        await StateAsync(world, "H56.12.03-20221005-0000008", FilingState.Waiting);
        await GatewayHub.UntilAsync("the outcome is told", async () => (await RowAsync(world, Code))!.IsTold);
        await GatewayHub.UntilAsync("the question is answered", async () => (await identity.VerifyAsync(Question())).Outcome == VerifyOutcome.Matched);
        // A day without answers cost nobody's quota.
        Assert.Equal(1, await world.Hub.WithDbAsync(db => db.IdentityQuotas.SumAsync(q => q.Used)));
    }

    private static Task<PortalWorld> StartAsync(TimeProvider? clock = null) => PortalWorld.StartAsync(clock, ("MailboxMilliseconds", "20"), ("BreakMilliseconds", "500"), ("KeepTakenDays", "0"));

    private static VerifyCitizenRequest Question() => new()
    {
        RequestId = "q-1", Purpose = "H56.12.03-221005-0001", ProcedureCode = "1.001776", Official = "canbo.xa", Number = "038154000001", FullName = "Lê Thị Hòa", BirthDate = "1954", Sex = 2, ReferenceDate = "2022-10-05",
    };

    internal static async Task FileAsync(PortalWorld world, string code, Action<JsonObject>? change = null)
    {
        var dossier = new JsonObject
        {
            ["MaHoSo"] = code, ["MaTTHC"] = "1.001776", ["ChuHoSo"] = "Lê Thị Hòa", ["LoaiDoiTuong"] = "0", ["MaDonViTiepNhan"] = "H56.12.03", ["NgayNop"] = "20221005083000",
            ["ThongTinNguoiNop"] = new JsonObject
            {
                ["LoaiDoiTuong"] = "0",
                ["ThongTinChiTiet"] = new JsonObject { ["TenNguoiNop"] = "Lê Văn Con", ["SoDinhDanh"] = "038080000009", ["TenChuHs"] = "Lê Thị Hòa", ["SoDinhDanhChuHs"] = "038154000001", ["NgaySinhChuHs"] = "19540302", ["MaTinhChuHs"] = "38", ["MaXaChuHs"] = "16063" },
            },
            ["ToKhai"] = new JsonObject { ["MauDon"] = "1đ", ["TruongDuLieu"] = new JsonObject { ["Pregnant"] = "no" } },
        };
        change?.Invoke(dossier);
        var body = new JsonObject { ["HoSo"] = dossier, ["Tep"] = new JsonArray(new JsonObject { ["MaThanhPhanHoSo"] = "9", ["TenGiayTo"] = "giay.jpg", ["NoiDung"] = Convert.ToBase64String(Paper) }) };
        using var answer = await world.Services.Client.PostAsJsonAsync("/quan-tri/ho-so-den", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    internal static Task<PortalFiling?> RowAsync(PortalWorld world, string code) => world.Hub.WithDbAsync(db => db.PortalFilings.AsNoTracking().FirstOrDefaultAsync(f => f.Code == code));

    internal static Task StateAsync(PortalWorld world, string code, FilingState state) => GatewayHub.UntilAsync($"{code} {state}", async () => (await RowAsync(world, code))?.State == state);
}
