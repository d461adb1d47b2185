using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NationalHub.Gateways.Portal;
using NationalHub.Tests.Platform;

namespace NationalHub.Tests.Gateways;

/// <summary>What provinces tell of dossiers reaches the national portal, whatever the portal does in between.</summary>
public sealed class PortalLedgerTests : IAsyncLifetime
{
    private PortalWorld _world = null!;

    public async Task InitializeAsync() => _world = await PortalWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Dossier_AlongItsWay_IsToldStepByStepInFixedWords()
    {
        for (var steps = 1; steps <= 6; steps++)
        {
            await _world.PushAsync(DossierRecords.Of(1, steps));
            await _world.UntilAsync(DossierRecords.Of(1, steps), PortalState.Sent);
        }

        var held = await _world.AssertEqualAsync(DossierRecords.Of(1, 6));
        Assert.Equal(["1", "2", "4", "4", "9", "10"], held.GetProperty("TrangThaiDaNhan").EnumerateArray().Select(t => t.GetProperty("NoiDung").GetProperty("TrangThai").GetString()));
        Assert.Equal("038080000009", held.GetProperty("HoSo").GetProperty("ThongTinNguoiNop").GetProperty("ThongTinChiTiet").GetProperty("SoDinhDanh").GetString());
        Assert.Equal("H56.12.03", held.GetProperty("HoSo").GetProperty("MaDonViTiepNhan").GetString());
        var paper = Assert.Single(held.GetProperty("HoSo").GetProperty("ThanhPhanHoSo").EnumerateArray());
        Assert.Equal(("9", "Giấy xác nhận khuyết tật", "2", "2"), (paper.GetProperty("MaThanhPhanHoSo").GetString(), paper.GetProperty("TenThanhPhanHoSo").GetString(), paper.GetProperty("SoLuong").GetString(), paper.GetProperty("LoaiBan").GetString()));
        var step = held.GetProperty("TienDo")[3].GetProperty("NoiDung");
        Assert.Equal(("Niêm yết công khai", "20221005113000", "20221007170000"), (
            step.GetProperty("NoiDungXuLy").GetString(), step.GetProperty("ThoiDiemXuLy").GetString(), step.GetProperty("NgayKetThucTheoQuyDinh").GetString()));
        Assert.DoesNotContain("HIV", held.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, held.GetProperty("SoBanTinTrung").GetInt32());
    }

    [Fact]
    public async Task Portal_AwayForADay_IsToldEverythingAfterwardsWithoutAHand()
    {
        await _world.DisposeAsync();
        var clock = new JumpClock();
        _world = await PortalWorld.StartAsync(clock, ("BackOffMilliseconds", "5000"), ("MostBackOffSeconds", "300"));
        await _world.Services.StopAsync();
        var all = Enumerable.Range(1, 30).Select(n => DossierRecords.Of(n, 1 + (n % 6))).ToArray();
        await _world.PushAsync(all[..20]);
        await GatewayHub.UntilAsync("a try has failed", () => _world.Hub.WithDbAsync(db => db.PortalLedger.AnyAsync(e => e.State == PortalState.Failed)));
        clock.Jump(TimeSpan.FromDays(1));
        await _world.PushAsync(all[20..]);

        await _world.Services.RestartEmptyAsync();
        await GatewayHub.UntilAsync("all is sent", async () =>
        {
            clock.Jump(TimeSpan.FromMinutes(5));
            return await _world.Hub.WithDbAsync(db => db.PortalLedger.CountAsync(e => e.State == PortalState.Sent)) == all.Length;
        });

        foreach (var record in all)
        {
            await _world.AssertEqualAsync(record);
        }
    }

    [Fact]
    public async Task Hub_RestartedWhileThePortalIsAway_SendsAfterwards()
    {
        await _world.Services.SetAsync(ServicesRun.Portal, "fail");
        await _world.PushAsync(DossierRecords.Of(1, 2), DossierRecords.Of(2, 3));
        await _world.UntilAsync(DossierRecords.Of(1, 2), PortalState.Failed);

        await _world.RestartHubAsync();
        await _world.Services.SetAsync(ServicesRun.Portal, "none");

        await _world.AssertEqualAsync(DossierRecords.Of(1, 2));
        await _world.AssertEqualAsync(DossierRecords.Of(2, 3));
    }

    [Theory]
    [InlineData("fail", "after")]
    [InlineData("blackhole", "after")]
    [InlineData("duplicate", "before")]
    public async Task Portal_EverySecondAnswerWrong_EndsEqualWithEachMessageHeldOnce(string mode, string stage)
    {
        await _world.DisposeAsync();
        _world = await PortalWorld.StartAsync(null, ("TryMilliseconds", "200"));
        await _world.Services.SetAsync(ServicesRun.Portal, mode, stage, rate: 0.5);
        await _world.PushAsync(DossierRecords.Of(1, 4), DossierRecords.Of(2, 6));

        await _world.AssertEqualAsync(DossierRecords.Of(1, 4));
        await _world.AssertEqualAsync(DossierRecords.Of(2, 6));
        Assert.True(await _world.Services.StruckAsync(ServicesRun.Portal) > 0);
    }

    [Fact]
    public async Task Portal_Lies_IsNotBelievedAndRightWhenItStops()
    {
        await _world.PushAsync(DossierRecords.Of(1, 2));
        await _world.AssertEqualAsync(DossierRecords.Of(1, 2));
        await _world.Services.SetAsync(ServicesRun.Portal, "lie");
        await _world.PushAsync(DossierRecords.Of(1, 3), DossierRecords.Of(2, 3));
        var entry = await _world.UntilAsync(DossierRecords.Of(1, 3), PortalState.Failed);
        Assert.Contains("Cổng đang giữ trạng thái 9", entry.Reason, StringComparison.Ordinal);
        await _world.UntilAsync(DossierRecords.Of(2, 3), PortalState.Failed);

        await _world.Services.SetAsync(ServicesRun.Portal, "none");

        await _world.AssertEqualAsync(DossierRecords.Of(1, 3));
        await _world.AssertEqualAsync(DossierRecords.Of(2, 3));
    }

    [Fact]
    public async Task Portal_LostWhatItHeld_IsToldAllAnewWithANewToken()
    {
        await _world.PushAsync(DossierRecords.Of(1, 3));
        await _world.AssertEqualAsync(DossierRecords.Of(1, 3));
        await _world.Services.StopAsync();
        await _world.Services.RestartEmptyAsync();

        await _world.PushAsync(DossierRecords.Of(1, 4));

        await _world.AssertEqualAsync(DossierRecords.Of(1, 4));
    }

    [Fact]
    public async Task Portal_LostWhatItHeldAndNothingChanges_IsFoundByTheDailyComparison()
    {
        await _world.DisposeAsync();
        var clock = new JumpClock();
        _world = await PortalWorld.StartAsync(clock);
        await _world.PushAsync(DossierRecords.Of(1, 3), DossierRecords.Of(2, 5));
        await _world.AssertEqualAsync(DossierRecords.Of(1, 3));
        await _world.AssertEqualAsync(DossierRecords.Of(2, 5));
        await _world.Services.StopAsync();
        await _world.Services.RestartEmptyAsync();

        clock.Jump(TimeSpan.FromDays(1));

        await GatewayHub.UntilAsync("the portal has them again", async () =>
            await _world.Services.DossierAsync("H56.12.03-221005-0001") is { } one && one.GetProperty("TrangThai").GetString() == "4"
            && await _world.Services.DossierAsync("H56.12.03-221005-0002") is { } two && two.GetProperty("TrangThai").GetString() == "9");
        await _world.AssertEqualAsync(DossierRecords.Of(1, 3));
        await _world.AssertEqualAsync(DossierRecords.Of(2, 5));
    }

    [Fact]
    public async Task Dossier_PresentAtThePortalWithOtherContent_IsTakenAsPresent()
    {
        using var token = await _world.Services.Client.PostAsJsonAsync("/dvcqg/token", new { client_id = "hub", client_secret = "chi-dung-de-thu" });
        var bearer = JsonDocument.Parse(await token.Content.ReadAsStringAsync()).RootElement.GetProperty("access_token").GetString();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/dvcqg/ho-so");
        request.Headers.Authorization = new("Bearer", bearer);
        request.Content = JsonContent.Create(new
        {
            MaHoSo = "H56.12.03-221005-0001", MaTTHC = "1.001776", ChuHoSo = "Tên viết khác", LoaiDoiTuong = "0", MaDonViTiepNhan = "H56.12.03", NgayNop = "20221005083000",
            ThongTinNguoiNop = new { LoaiDoiTuong = "0", ThongTinChiTiet = new { TenNguoiNop = "Tên viết khác" } },
        }, options: ServicesRun.Plain);
        using var created = await _world.Services.Client.SendAsync(request);
        Assert.True(created.IsSuccessStatusCode, await created.Content.ReadAsStringAsync());

        await _world.PushAsync(DossierRecords.Of(1, 2));

        await _world.AssertEqualAsync(DossierRecords.Of(1, 2));
    }

    [Fact]
    public async Task Dossier_Refused_IsStuckWithTheReasonAndHoldsUpNoOther()
    {
        var bad = DossierRecords.Of(1, 2, code: "khong-phai-ma");
        await _world.PushAsync(bad, DossierRecords.Of(2, 2));

        var stuck = await _world.UntilAsync(bad, PortalState.Stuck);

        Assert.Contains("MaHoSo phải có dạng", stuck.Reason, StringComparison.Ordinal);
        await _world.AssertEqualAsync(DossierRecords.Of(2, 2));
        var corrected = DossierRecords.Of(1, 3);
        await _world.PushAsync(corrected);
        await _world.AssertEqualAsync(corrected);
    }

    [Fact]
    public async Task TwoDossiers_OfOneCode_TheSecondIsStuck()
    {
        var first = DossierRecords.Of(1, 2);
        var second = DossierRecords.Of(2, 3, code: first.Dossier.Code);
        await _world.PushAsync(first);
        await _world.AssertEqualAsync(first);

        await _world.PushAsync(second);

        Assert.Contains("hồ sơ khác", (await _world.UntilAsync(second, PortalState.Stuck)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Node_RestoredFromABackup_ItsNewStepsAndStatusReachThePortal()
    {
        await _world.PushAsync(DossierRecords.Of(1, 4));
        await _world.AssertEqualAsync(DossierRecords.Of(1, 4));
        // The restored node is back at step 2 and goes another way: its step 3 is a later one.
        var again = DossierRecords.Of(1, 3, epoch: 2);
        (again.Dossier.Steps[2].Action, again.Dossier.Steps[2].PortalStatus, again.Dossier.PortalStatus) = ("dossier.request-supplement", 5, 5);
        again.Dossier.Steps[2].AtUnixMs += 100 * 3_600_000L;

        await _world.PushAsync(again);

        await _world.UntilAsync(again, PortalState.Sent);
        var held = await _world.Services.DossierAsync(again.Dossier.Code);
        Assert.Equal("5", held!.Value.GetProperty("TrangThai").GetString());
        Assert.Contains("Yêu cầu bổ sung giấy tờ", held.Value.GetProperty("TienDo").EnumerateArray().Select(t => t.GetProperty("NoiDung").GetProperty("NoiDungXuLy").GetString()));
    }

    [Fact]
    public async Task Dossier_ErasedBeforeThePortalHeardOfIt_LeavesTheLedger()
    {
        await _world.Services.SetAsync(ServicesRun.Portal, "fail");
        var record = DossierRecords.Of(1, 2);
        await _world.PushAsync(record);
        await _world.UntilAsync(record, PortalState.Failed);
        var gone = new Protos.Replication.Record { Id = record.Id, Epoch = 1, Version = 3, Kind = record.Kind, TenantPath = record.TenantPath, RecordedAtUnixMs = record.RecordedAtUnixMs, Deleted = true };
        await _world.PushAsync(gone);

        // The portal still fails: what is on its way to it from before the erasure must not arrive.
        await GatewayHub.UntilAsync("the entry is gone", async () => await _world.EntryAsync(record) is null);

        await _world.Services.SetAsync(ServicesRun.Portal, "none");
        Assert.Null(await _world.Services.DossierAsync(record.Dossier.Code));
    }

    [Theory]
    [MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public void Scan_UnderEitherProvider_Translates(string provider)
    {
        using var db = Providers.Open(provider);

        var now = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (var rehearsal in new[] { false, true })
        {
            Assert.Contains("LEFT JOIN", PortalScan.Query(db, now, rehearsal).Take(500).ToQueryString(), StringComparison.Ordinal);
            Assert.Contains("SELECT", PortalRounds.Due(db, now, rehearsal).OrderBy(e => e.NextAttemptAt).Take(200).ToQueryString(), StringComparison.Ordinal);
            Assert.Contains("SELECT", PortalProvinces.WithNode(db, rehearsal).ToQueryString(), StringComparison.Ordinal);
        }

        Assert.Contains("DISTINCT", CompareLedgers.Codes(db, "a", "b", 1000).ToQueryString(), StringComparison.Ordinal);
        Assert.Contains("SELECT", CompareLedgers.Query(db, "a", "b").ToQueryString(), StringComparison.Ordinal);
        Assert.Contains("SELECT", db.PortalLedger.GroupBy(e => e.State).Select(g => new { State = g.Key, Count = g.Count() }).ToQueryString(), StringComparison.Ordinal);
        Assert.Contains("SELECT", db.IdentityQuotas.Where(q => q.ProvinceCode == "38" && q.Day == new DateOnly(2026, 11, 1) && q.Used < 5).ToQueryString(), StringComparison.Ordinal);
    }
}
