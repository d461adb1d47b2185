using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Building;
using ProvinceNode.Payments.Closing;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;

namespace ProvinceNode.Tests.Payments;

/// <summary>A commune that took over communes of districts that began at different times: what one of them paid on paper is not paid again.</summary>
public sealed class FirstMonthsTests
{
    [Fact]
    public async Task People_OfDistrictsThatBeganAtDifferentTimes_AreDueSinceTheirOwnBegan()
    {
        await using var host = await OutcomeTests.StartAsync("2025-03-10");
        var run = new PayRun(host);
        var (early, late) = (await PaidAsync(run, 1, "38.398.15853"), await PaidAsync(run, 2, "38.380.15856"));
        foreach (var month in new[] { 202504, 202505, 202506, 202507 })
        {
            host.Clock.SetDay(new PayMonth(month).AddMonths(-1).FirstDay.AddDays(20));
            await ListedAsync(run, "38.398", month);
            if (month >= 202507)
            {
                await ListedAsync(run, "38.380", month);
            }
        }

        await run.SaveAsync(db => db.OneOffPayments.Add(new OneOffPayment
        {
            Id = Guid.NewGuid(), TenantPath = "38.380.15856", BeneficiaryId = late, Kind = OneOffKind.Arrears, PersonName = "Lê Thị Số 002", ReceiverName = "Lê Thị Số 002", ReceiverNumber = "038149000002", Amount = new Dong(100_000),
            DueMonth = 202505, DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new VietnamTime(host.Clock).UtcNow,
        }));
        await GoOverAsync(run, "2025-07-02");
        var august = await OpenedAsync(run, "38.15853", "2025-07-21");

        Assert.Equal(["38.398.15853", "38.380.15856"], await host.WithDbAsync(async db => new[] { early, late }.Select(p => db.Entitlements.Single(e => e.BeneficiaryId == p).FormerPath).ToArray()));
        Assert.Equal([202504, 202505, 202506, 202507, 202508], (await run.ClaimsAsync(early)).Select(c => c.Month));
        Assert.Equal([202507, 202508], (await run.ClaimsAsync(late)).Where(c => c.Month > 0).Select(c => c.Month));
        Assert.Equal(202504, await host.WithDbAsync(db => db.PaymentPeriods.Where(p => p.Id == august).Select(p => p.FirstMonth).SingleAsync()));

        // What was due in May, when that district paid on paper, is asked about; told paid, no list carries it.
        var (accountant, leader) = (run.Flow.Dossiers.Official(Roles.Accountant, "38.15853"), run.Flow.Dossiers.Official(Roles.Chairman, "38.15853"));
        var once = await host.WithDbAsync(db => db.OneOffPayments.Select(p => p.Id).SingleAsync());
        Assert.Contains(await run.ClaimsAsync(late), c => c.SourceId == once);
        LevelRun.Must(await AsAsync(run, accountant, s => s.GetRequiredService<PaidBefore>().Handle(august, once, "Danh sách giấy tháng 5/2025", accountant, default)));
        LevelRun.Must(await AsAsync(run, leader, s => s.GetRequiredService<PaidBefore>().ConfirmAsync(august, once, leader, default)));
        var draft = Assert.Single(await run.ListsAsync(august));
        Assert.True((await run.ApproveAsync(draft.Id, leader)).Has(PaymentProblems.Stale));
        LevelRun.Must(await AsAsync(run, accountant, s => s.GetRequiredService<DiscardLists>().HandleAll(august, "Lập lại theo số liệu hôm nay", accountant, default)));
        LevelRun.Must(await run.AskAsync(august, by: accountant));
        await run.WorkAsync();
        Assert.DoesNotContain(await run.ClaimsAsync(late), c => c.SourceId == once);
    }

    [Fact]
    public async Task People_OfADistrictThatNeverBegan_AreDueSinceTheCommuneOpenedItsFirstMonth()
    {
        await using var host = await OutcomeTests.StartAsync("2025-03-10");
        var run = new PayRun(host);
        var (early, never) = (await PaidAsync(run, 1, "38.381.14812"), await PaidAsync(run, 2, "38.392.15277"));
        await run.SaveAsync(db => db.OneOffPayments.Add(new OneOffPayment
        {
            Id = Guid.NewGuid(), TenantPath = "38.392.15277", BeneficiaryId = never, Kind = OneOffKind.Arrears, PersonName = "Lê Thị Số 002", ReceiverName = "Lê Thị Số 002", ReceiverNumber = "038149000002", Amount = new Dong(100_000),
            DueMonth = 202506, DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new VietnamTime(host.Clock).UtcNow,
        }));
        host.Clock.SetDay(new DateOnly(2025, 6, 21));
        await ListedAsync(run, "38.381", 202507);
        await GoOverAsync(run, "2025-07-02");
        var august = await OpenedAsync(run, "38.14812", "2025-07-21");

        Assert.Equal([202507, 202508], (await run.ClaimsAsync(early)).Select(c => c.Month));
        Assert.Equal([202508], (await run.ClaimsAsync(never)).Where(c => c.Month > 0).Select(c => c.Month));
        // What was due before that may have been paid on paper: it is asked about.
        var accountant = run.Flow.Dossiers.Official(Roles.Accountant, "38.14812");
        var matters = await host.WithAsync(async s => await s.GetRequiredService<PeriodMatters>().FindAsync((await s.GetRequiredService<PaymentDesk>().FindAsync(august, default))!, default), accountant.Office.Value);
        Assert.Contains(matters, m => m.Kind == MatterKind.BeforeFirst && m.What.Contains("06/2025", StringComparison.Ordinal));
    }

    // The district that proposed it is no more: the commune's approver answers, or none of its lists could be approved.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Proposal_ThatWaitedAtADistrict_IsAnsweredByTheCommuneThatTookItOver(bool confirmed)
    {
        await using var host = await OutcomeTests.StartAsync("2025-03-10");
        var run = new PayRun(host);
        var (person, once) = (await PaidAsync(run, 2, "38.380.15856"), Guid.NewGuid());
        host.Clock.SetDay(new DateOnly(2025, 6, 20));
        await ListedAsync(run, "38.380", 202507);
        await run.SaveAsync(db => db.OneOffPayments.Add(new OneOffPayment
        {
            Id = once, TenantPath = "38.380.15856", BeneficiaryId = person, Kind = OneOffKind.Arrears, PersonName = "Lê Thị Số 002", ReceiverName = "Lê Thị Số 002", ReceiverNumber = "038149000002", Amount = new Dong(100_000),
            DueMonth = 202505, DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new VietnamTime(host.Clock).UtcNow,
        }));
        var district = run.Flow.Dossiers.Official(Roles.Accountant, "38.380");
        var july = await host.WithDbAsync(db => db.PaymentPeriods.Select(p => p.Id).SingleAsync());
        LevelRun.Must(await AsAsync(run, district, s => s.GetRequiredService<PaidBefore>().Handle(july, once, "Danh sách giấy tháng 5/2025", district, default)));
        await GoOverAsync(run, "2025-07-02");
        var august = await OpenedAsync(run, "38.15853", "2025-07-21");
        var leader = run.Flow.Dossiers.Official(Roles.Chairman, "38.15853");
        Assert.True((await run.ApproveAsync(Assert.Single(await run.ListsAsync(august)).Id, leader)).Has(PaymentProblems.Proposed));

        var matter = Assert.Single(await AsAsync(run, leader, async s => await s.GetRequiredService<PeriodMatters>().FindAsync((await s.GetRequiredService<PaymentDesk>().FindAsync(august, default))!, default)), m => m.Kind == MatterKind.PaidOnPaper);
        Assert.Contains("đề nghị ở kỳ tháng 07/2025: Danh sách giấy tháng 5/2025", matter.What, StringComparison.Ordinal);
        LevelRun.Must(await AsAsync(run, leader, s => confirmed ? s.GetRequiredService<PaidBefore>().ConfirmAsync(august, once, leader, default) : s.GetRequiredService<PaidBefore>().DeclineAsync(august, once, leader, default)));

        Assert.Equal((confirmed, false), ((await run.ApproveAsync(Assert.Single(await run.ListsAsync(august)).Id, leader)).Has(PaymentProblems.Stale), (await run.ApproveAsync(Assert.Single(await run.ListsAsync(august)).Id, leader)).Has(PaymentProblems.Proposed)));
        Assert.Equal(confirmed ? 202505 : 202508, await host.WithDbAsync(db => db.OneOffPayments.Select(p => p.ListedMonth).SingleAsync()));
    }

    private static Task<T> AsAsync<T>(PayRun run, SignedInOfficial official, Func<IServiceProvider, Task<T>> verb) => run.Host.WithAsync(s =>
    {
        s.GetRequiredService<CurrentOfficial>().Set(official);
        return verb(s);
    }, official.Office.Value);

    private static Task<Guid> PaidAsync(PayRun run, int number, string commune) => run.Flow.ReceivingAsync(PayRun.Somebody(number), monthly: 750_000, start: 202407, commune: commune);

    private static async Task ListedAsync(PayRun run, string district, int month)
    {
        var (accountant, head) = (run.Flow.Dossiers.Official(Roles.Accountant, district), run.Flow.Dossiers.Official(Roles.DivisionHead, district));
        var period = LevelRun.Must(await run.OpenAsync(month, accountant)).Id;
        LevelRun.Must(await run.AskAsync(period, by: accountant));
        await run.WorkAsync();
        foreach (var list in await run.ListsAsync(period))
        {
            LevelRun.Must(await run.ApproveAsync(list.Id, head));
        }

        await run.ToldAsync(ClaimState.Paid);
    }

    private static async Task GoOverAsync(PayRun run, string day)
    {
        run.Host.Clock.SetDay(DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await run.Host.WithAsync(s => s.GetRequiredService<FundSuccession>().HandleAsync(default));
        await run.Host.WithAsync(s => s.GetRequiredService<ChangeRegime>().HandleAsync(default));
    }

    private static async Task<Guid> OpenedAsync(PayRun run, string commune, string day)
    {
        run.Host.Clock.SetDay(DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        var accountant = run.Flow.Dossiers.Official(Roles.Accountant, commune);
        var period = LevelRun.Must(await run.OpenAsync(202508, accountant)).Id;
        LevelRun.Must(await run.AskAsync(period, by: accountant));
        await run.WorkAsync();
        return period;
    }
}
