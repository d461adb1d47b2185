using Microsoft.EntityFrameworkCore;
using Protos.Replication;
using ProvinceNode.Dossiers.Calendar;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Deadlines;

/// <summary>The figures of a period for each office in the scope.</summary>
/// <param name="Names">Office path to the name of its unit.</param>
public sealed record KpiTable(Period Period, IReadOnlyList<KpiFigures> Offices, IReadOnlyDictionary<string, string> Names)
{
    /// <summary>Lines of the file: a heading, then an office a line.</summary>
    public IEnumerable<IReadOnlyList<string>> Lines() =>
    [
        ["Đơn vị", "Mã đơn vị", "Tiếp nhận trong kỳ", "Kỳ trước chuyển sang", "Giải quyết đúng hạn", "Giải quyết trễ hạn", "Đang giải quyết trong hạn", "Đang giải quyết quá hạn",
            "Tỷ lệ đúng hạn (%)", "Từ chối tiếp nhận", "Không đủ điều kiện", "Yêu cầu bổ sung quá một lần", "Xin lỗi, hẹn lại", "Tỷ lệ đồng bộ (%)", "Thời gian giải quyết bình quân (ngày làm việc)"],
        .. Offices.Select(o => (IReadOnlyList<string>)[Names.GetValueOrDefault(o.OfficePath, o.OfficePath), TenantPath.Parse(o.OfficePath).UnitCode, .. new[]
        {
            o.Received, o.CarriedOver, o.FinishedOnTime, o.FinishedLate, o.InTime, o.Overdue,
        }.Select(n => $"{n}"), Kpi.Print(o.OnTimeRate), .. new[] { o.Refused, o.NotEligible, o.SupplementedTwice, o.Reappointed }.Select(n => $"{n}"), Kpi.Print(o.SyncRate),
            string.Join("; ", o.Times.Select(t => $"{t.Procedure}: {Kpi.Print(t.AverageDays)}"))]),
    ];
}

/// <summary>Gathers the dossiers of a period and asks <see cref="Kpi"/>; reads within the scope only.</summary>
public sealed class KpiReport(NodeDb db, VietnamTime time)
{
    public async Task<KpiTable> ForAsync(Period period, CancellationToken cancel)
    {
        var calendar = await OfficeCalendar.LoadAsync(db, cancel);
        var cases = await CasesAsync(period, calendar, cancel);
        var offices = await db.Offices.AsNoTracking().Where(o => o.ValidFrom <= period.To && (o.ValidTo == null || o.ValidTo >= period.From))
            .OrderBy(o => o.TenantPath).Select(o => new { o.TenantPath, o.UnitName }).ToListAsync(cancel);
        var scope = db.Scope.Path!.Value;
        // The own office always, others when they have something to count.
        var shown = offices.Where(o => scope.Covers(o.TenantPath)).Select(o => o.TenantPath).Union(cases.Select(c => c.OfficePath)).Append(scope.Value).Distinct().Order(StringComparer.Ordinal)
            .Where(p => p == scope.Value || cases.Any(c => TenantPath.Parse(p).Covers(c.OfficePath)));
        return new KpiTable(period, [.. shown.Select(p => Kpi.Of(p, cases, period, calendar, time.Today))],
            offices.GroupBy(o => o.TenantPath).ToDictionary(g => g.Key, g => g.Last().UnitName, StringComparer.Ordinal));
    }

    private async Task<List<KpiCase>> CasesAsync(Period period, WorkingCalendar calendar, CancellationToken cancel)
    {
        var (from, until) = (period.FromUtc, period.UntilUtc);
        var dossierKind = (int)RecordKind.Dossier;
        var steps = await db.StepRules.AsNoTracking().ToListAsync(cancel);
        var rows = await db.Dossiers.AsNoTracking()
            .Where(d => (d.ReceivedAt != null && d.ReceivedAt < until && (d.FinishedAt == null || d.FinishedAt >= from))
                || (d.Status == DossierStatus.Refused && d.Steps.Any(s => s.To == DossierStatus.Refused && s.At >= from && s.At < until)))
            .Select(d => new
            {
                d.TenantPath, d.ProcedureCode, d.Kind, d.Status, d.ReceivedAt, d.DueOn, d.FinishedAt, d.HandedOverAt,
                NotEligible = d.AppraisedEligible == false,
                StoppedAt = d.Steps.Where(s => s.To == DossierStatus.Refused || s.To == DossierStatus.Stopped).Max(s => (DateTime?)s.At),
                Supplements = d.Supplements.OrderBy(s => s.AskedAt).Select(s => new { s.AskedAt, s.AnsweredAt }).ToList(),
                Moved = db.Reappointments.Where(r => r.DossierId == d.Id).Select(r => new { r.WasDueOn, r.At }).FirstOrDefault(),
                Complaints = db.Objections.Where(o => o.DossierId == d.Id).Select(o => new { o.At, o.PromiseDays }).ToList(),
                Waits = db.Outbox.Any(o => o.Kind == dossierKind && o.RecordId == d.Id),
            }).AsSplitQuery().ToListAsync(cancel);
        return [.. rows.Select(d =>
        {
            var supplements = d.Supplements.Select(s => new SupplementTimes(s.AskedAt, s.AnsweredAt)).ToList();
            var promised = d.Moved is { } moved ? Promised(moved.WasDueOn, supplements.Where(s => s.AskedAt >= moved.At), d.Complaints.Where(o => o.At >= moved.At).Sum(o => o.PromiseDays), calendar, IsInPlainDays(steps, d.TenantPath, d.ProcedureCode, d.Kind, d.ReceivedAt)) : d.DueOn;
            return new KpiCase(d.TenantPath, d.ProcedureCode, d.Status, d.ReceivedAt, promised, d.FinishedAt, d.HandedOverAt, d.StoppedAt, supplements, d.NotEligible, d.Moved is not null, !d.Waits);
        })];
    }

    // As the clock of the dossier itself has it, by its organisation and the day of its reception.
    private static bool IsInPlainDays(List<StepRule> steps, string place, string procedure, RequestKind kind, DateTime? received)
    {
        var (regime, day) = (ChangeRegime.IsThreeTier(place) ? "3T" : "2T", VietnamTime.Day(received ?? default));
        return received is not null && LegalClock.IsInPlainDays(steps, Procedures.RouteOf(procedure, kind, regime, day), procedure, regime, day);
    }

    // A supplement or a complaint after the apology moved the new day; it moves the first promise as far.
    private static DateOnly Promised(DateOnly was, IEnumerable<SupplementTimes> later, int complaintDays, WorkingCalendar calendar, bool plainDays) => later.Where(s => s.AnsweredAt is not null)
        .Aggregate(calendar.AddWorkingDays(was, complaintDays), (day, s) => LegalClock.Later(calendar, day, VietnamTime.Day(s.AskedAt), VietnamTime.Day(s.AnsweredAt!.Value), plainDays));
}
