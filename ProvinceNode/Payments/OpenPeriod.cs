using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments;

/// <summary>Mở kỳ chi trả: the accountant of the fund holder opens the month that runs or the next one.</summary>
public sealed class OpenPeriod(PaymentDesk desk)
{
    /// <summary>Two who open a month at once: the second is told so.</summary>
    public Task<Outcome<PaymentPeriod>> Handle(PayMonth month, SignedInOfficial official, CancellationToken cancel) => desk.Db.InTurnAsync(() => OpenAsync(month, official, cancel), cancel);

    private async Task<Outcome<PaymentPeriod>> OpenAsync(PayMonth month, SignedInOfficial official, CancellationToken cancel)
    {
        var (db, time) = (desk.Db, desk.Time);
        if (await desk.RefusalAsync(official, Actions.PaymentBuild, null, cancel) is { } refusal)
        {
            return refusal;
        }

        var (holder, running) = (official.Office.Value, time.Month);
        var last = await db.PaymentPeriods.AsNoTracking().Where(p => p.TenantPath == holder).OrderByDescending(p => p.Month).FirstOrDefaultAsync(cancel);
        if (last?.Month == month.Number)
        {
            return PaymentProblems.MonthOpened.Now(month);
        }

        if (month < running || month > running.AddMonths(1) || month.Number < last?.Month)
        {
            return PaymentProblems.Month.At("Month", running, running.AddMonths(1));
        }

        var days = PaymentCalendar.Of(month, await desk.CalendarAsync(cancel));
        var period = new PaymentPeriod
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(time.UtcNow)), TenantPath = holder, HolderName = await desk.NameAsync(holder, cancel), Month = month.Number,
            FirstMonth = last?.FirstMonth ?? await FormerAsync(official.Office, cancel) ?? month.Number, ResultsBy = days.ResultsBy, ClosingFrom = days.ClosingFrom, ClosingBy = days.ClosingBy, MoneyBy = days.MoneyBy,
            OpenedAt = time.UtcNow, OpenedByName = official.FullName, Version = 1,
        };
        db.PaymentPeriods.Add(period);
        return await db.SaveAsync(Act.By(official, ActKinds.PaymentOpen, time.UtcNow, $"Kỳ chi trả tháng {month}").On("payment-period", period.Id), cancel) ? period : CommonProblems.ChangedMeanwhile.Now();
    }

    // Who held the fund of its communes before the two-tier organisation: what he left unpaid is paid here.
    private async Task<int?> FormerAsync(TenantPath office, CancellationToken cancel)
    {
        var districts = (await desk.FormerCommunesAsync(office, cancel)).Select(p => TenantPath.Parse(p).Parent.Value).Distinct().ToList();
        if (districts.Count == 0)
        {
            return null;
        }

        // The former offices lie outside the scope of the new one.
        return await desk.Db.PaymentPeriods.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(p => districts.Contains(p.TenantPath)).MinAsync(p => (int?)p.FirstMonth, cancel);
    }
}

/// <summary>Sửa lịch của kỳ: the days of the month before, e.g. by the contract with the payer.</summary>
public sealed class ChangeDays(PaymentDesk desk)
{
    public async Task<Outcome<PaymentPeriod>> Handle(Guid id, PaymentDays days, SignedInOfficial official, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, cancel) is not { } period)
        {
            return CommonProblems.NotFound.Now();
        }

        if (await desk.RefusalAsync(official, Actions.PaymentBuild, period.TenantPath, cancel) is { } refusal)
        {
            return refusal;
        }

        if (period.State == PeriodState.Closed)
        {
            return PaymentProblems.Closed.Now();
        }

        if (PaymentCalendar.Faults(new PayMonth(period.Month), days) is { Count: > 0 } faults)
        {
            return faults.Select(f => PaymentProblems.Days.At(f.Field, f.Words)).ToList();
        }

        if (days == new PaymentDays(period.ResultsBy, period.ClosingFrom, period.ClosingBy, period.MoneyBy))
        {
            return period;
        }

        (period.ResultsBy, period.ClosingFrom, period.ClosingBy, period.MoneyBy) = days;
        period.Version++;
        return await desk.Db.SaveAsync(Act.By(official, ActKinds.PaymentCalendar, desk.Time.UtcNow, $"Lịch kỳ {new PayMonth(period.Month)}: {days}").On("payment-period", id), cancel) ? period : CommonProblems.ChangedMeanwhile.Now();
    }
}
