using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments;

/// <summary>What cannot be built keeps nobody else from his money; what is to be taken back is taken where the person is paid.</summary>
public sealed class StopBuildingTests
{
    private const string Neighbour = "38.400.16066";

    [Fact]
    public async Task Building_ThatOneCommuneStops_KeepsItsDraftsAndClosesWithAReason()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        var late = await run.Flow.ReceivingAsync(PayRun.Somebody(2), commune: Neighbour);
        var period = LevelRun.Must(await run.OpenAsync(202211)).Id;
        LevelRun.Must(await run.AskAsync(period));
        await host.WithDbAsync(db => db.Database.ExecuteSqlRawAsync($"CREATE TRIGGER crash BEFORE INSERT ON PaymentClaims WHEN NEW.TenantPath = '{Neighbour}' BEGIN SELECT RAISE(ABORT, 'crash'); END"));
        await run.WorkAsync();
        Assert.True((await run.CloseAsync(period)).Has(PaymentProblems.Running));
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.Accountant, run.Holder), $"/chi-tra/{period:D}");

        Assert.Contains("lý do dừng lập danh sách", string.Join(' ', (await page.SubmitAsync(new Dictionary<string, object?> { ["Why"] = "" }, button: "Dừng và giữ dự thảo")).Problems), StringComparison.Ordinal);
        var told = await page.SubmitAsync(new Dictionary<string, object?> { ["Why"] = "Chờ quản trị hệ thống sửa lỗi của một xã" }, button: "Dừng và giữ dự thảo");
        Assert.Contains("giữ các dự thảo đã lập", told.Main, StringComparison.Ordinal);
        LevelRun.Must(await run.ApproveAllAsync(period));
        var matter = Assert.Single(await run.MattersAsync(period));

        Assert.Equal((MatterKind.NotBuilt, true), (matter.Kind, matter.Justifiable));
        Assert.StartsWith("Xã", matter.What, StringComparison.Ordinal);
        LevelRun.Must(await run.JustifyAsync(period, MatterKind.NotBuilt, "Trả vào danh sách bổ sung khi sửa xong lỗi"));
        Assert.Equal(PeriodState.Closed, LevelRun.Must(await run.CloseAsync(period)).State);
        await host.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER crash"));
        await run.BuildAsync(period, supplementary: true);
        Assert.Equal([202211], (await run.ClaimsAsync(late)).Select(c => c.Month));
    }

    [Fact]
    public async Task Building_ThatFailsBeforeAnyCommune_KeepsNoOtherWaiting()
    {
        await using var host = await OutcomeTests.StartAsync("2026-08-20");
        var run = new PayRun(host);
        await run.Flow.ReceivingAsync(PayRun.Somebody(1), "5.a");
        await run.Flow.ReceivingAsync(PayRun.Somebody(2), "5.a", commune: "38.16078");
        var other = run.Flow.Dossiers.Official(Roles.Accountant, "38.16078");
        LevelRun.Must(await run.AskAsync(LevelRun.Must(await run.OpenAsync(202609)).Id));
        var second = LevelRun.Must(await run.OpenAsync(202609, other)).Id;
        LevelRun.Must(await run.AskAsync(second, by: other));
        var first = run.Holder;
        // Its month is gone: reading the building fails before a commune is in hand.
        var lose = "PRAGMA foreign_keys = OFF; UPDATE PaymentRuns SET PeriodId = '00000000-0000-0000-0000-000000000001' WHERE TenantPath = '@holder'; PRAGMA foreign_keys = ON".Replace("@holder", first, StringComparison.Ordinal);
        await host.WithDbAsync(db => db.Database.ExecuteSqlRawAsync(lose));

        await run.WorkAsync();

        Assert.Single(await run.LinesAsync(second));
    }

    [Fact]
    public async Task Recovery_OfSomebodyWhoMoved_IsTakenByTheListOfTheNewPlace()
    {
        await using var host = await OutcomeTests.StartAsync("2026-08-05");
        var run = new PayRun(host);
        var person = await run.Flow.ReceivingAsync(PayRun.Somebody(1), "5.a", 540_000, 202601);
        var once = Guid.NewGuid();
        await run.SaveAsync(db => db.OneOffPayments.Add(new OneOffPayment
        {
            Id = once, TenantPath = run.Holder, BeneficiaryId = person, Kind = OneOffKind.Recovery, PersonName = "Lê Thị Số 001", ReceiverName = "Lê Thị Số 001", ReceiverNumber = "038149000001", Amount = new Dong(900_000),
            DueMonth = 202609, DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new VietnamTime(host.Clock).UtcNow,
        }));
        await run.ListedAsync(202609);
        await run.ToldAsync(ClaimState.Paid);
        host.Clock.SetDay(new DateOnly(2026, 9, 5));
        var (accountant, head) = (run.Flow.Dossiers.Official(Roles.Accountant, "38.16078"), run.Flow.Dossiers.Official(Roles.DivisionHead, "38.16078"));
        await run.SaveAsync(db =>
        {
            ChangeEntitlement.GoOn(db, db.Entitlements.Single(), new PayMonth(202610), EntitlementStatus.Active, new ChangeCause(Guid.NewGuid(), "", new VietnamTime(host.Clock).UtcNow), "38.16078");
            db.Beneficiaries.Single().TenantPath = "38.16078";
        });

        var period = LevelRun.Must(await run.OpenAsync(202610, accountant)).Id;
        LevelRun.Must(await run.AskAsync(period, by: accountant));
        await run.WorkAsync();
        var line = Assert.Single(await run.LinesAsync(period));
        LevelRun.Must(await run.ApproveAsync(Assert.Single(await run.ListsAsync(period)).Id, head));

        // The old place's list took 540.000 of it, before the first month of the new one.
        Assert.Equal((360_000, 180_000), (line.Recovery.Amount, line.Total.Amount));
        Assert.Equal((true, 202609), await host.WithDbAsync(async db => await db.OneOffPayments.SingleAsync(p => p.Id == once) is var p ? (p.IsOnList, p.ListedMonth) : default));
    }
}
