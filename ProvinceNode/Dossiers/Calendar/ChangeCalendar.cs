using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Calendar;

/// <summary>A dossier whose days move with the calendar.</summary>
public sealed record MovedDossier(Guid Id, string Code, string OwnerName, string OfficePath, DueDays Old, DueDays New);

/// <summary>What a change would do.</summary>
/// <param name="Seal">Stands for the calendar, the change and what it moves, as seen; the change is made only if it is still so.</param>
public sealed record CalendarPreview(CalendarChange Change, IReadOnlyList<DayOff> Rows, bool SaturdayMorning, IReadOnlyList<MovedDossier> Moved, string Seal);

/// <summary>Sửa lịch làm việc: shown first with every dossier it moves, then made with them in one act; never silently (policy 5.6).</summary>
public sealed class ChangeCalendar(NodeDb db, VietnamTime time)
{
    public static readonly ProblemKind ProvinceOnly = new("calendar-province-only", "Lịch làm việc do quản trị cấp tỉnh sửa. Hãy liên hệ Sở để đề nghị thay đổi.");

    public static readonly ProblemKind LooksDifferent = new("calendar-looks-different",
        "Lịch hoặc hồ sơ đã thay đổi trong lúc ông/bà xem. Hãy xem lại danh sách hồ sơ đổi hạn dưới đây rồi áp dụng.");

    private static readonly DossierStatus[] Ended =
        [DossierStatus.Refused, DossierStatus.HandedOver, DossierStatus.Stopped, DossierStatus.Issued, DossierStatus.Rejected];

    /// <summary>What the change would do; nothing is stored.</summary>
    public async Task<Outcome<CalendarPreview>> PreviewAsync(CalendarChange change, SignedInOfficial official, CancellationToken cancel)
    {
        if (official.Office.Depth != 1)
        {
            return ProvinceOnly.Now();
        }

        var rows = await db.DaysOff.AsNoTracking().OrderBy(d => d.Date).ToListAsync(cancel);
        var saturday = await db.CalendarSettings.AnyAsync(c => c.SaturdayMorning, cancel);
        var edited = CalendarEdit.Apply(rows, change);
        if (!edited.Succeeded)
        {
            return edited.Problems.ToList();
        }

        var saturdayAfter = change.Kind == CalendarChangeKind.SaturdayMorning ? change.Yes : saturday;
        var moved = await MovedAsync(OfficeCalendar.Of(rows, saturday), OfficeCalendar.Of(edited.Value, saturdayAfter), cancel);
        return new CalendarPreview(change, edited.Value, saturdayAfter, moved, SealOf(change, rows, saturday, moved));
    }

    /// <param name="seal">Of the preview that the administrator saw.</param>
    public async Task<Outcome<CalendarPreview>> Handle(CalendarChange change, string seal, SignedInOfficial official, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        var preview = await PreviewAsync(change, official, cancel);
        if (!preview.Succeeded)
        {
            return preview;
        }

        if (preview.Value.Seal != seal)
        {
            return LooksDifferent.Now();
        }

        await StoreAsync(preview.Value.Rows, cancel);
        if (change.Kind == CalendarChangeKind.SaturdayMorning)
        {
            var settings = await db.CalendarSettings.SingleOrDefaultAsync(cancel) ?? db.CalendarSettings.Add(new CalendarSettings()).Entity;
            settings.SaturdayMorning = preview.Value.SaturdayMorning;
        }

        await MoveAsync(preview.Value.Moved, Mover.Of(official), cancel);
        var act = Act.By(official, ActKinds.CalendarChange, time.UtcNow, $"{change.Words}; {preview.Value.Moved.Count} hồ sơ đổi hạn", seal);
        if (!await db.SaveAsync(act, cancel))
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        await transaction.CommitAsync(cancel);
        return preview;
    }

    /// <summary>Makes the rows those of a pack of the hub and moves the dossiers with them, by the system; nothing is saved.</summary>
    public async Task<IReadOnlyList<MovedDossier>> TakeRowsAsync(IReadOnlyList<DayOff> after, CancellationToken cancel)
    {
        var rows = await db.DaysOff.AsNoTracking().OrderBy(d => d.Date).ToListAsync(cancel);
        var saturday = await db.CalendarSettings.AnyAsync(c => c.SaturdayMorning, cancel);
        var moved = await MovedAsync(OfficeCalendar.Of(rows, saturday), OfficeCalendar.Of(after, saturday), cancel);
        await StoreAsync(after, cancel);
        await MoveAsync(moved, Mover.System, cancel);
        return moved;
    }

    private async Task StoreAsync(IReadOnlyList<DayOff> after, CancellationToken cancel)
    {
        var stored = (await db.DaysOff.ToListAsync(cancel)).ToDictionary(d => d.Date);
        var wanted = after.ToDictionary(r => r.Date);
        db.DaysOff.RemoveRange(stored.Values.Where(r => !wanted.ContainsKey(r.Date)));
        db.DaysOff.AddRange(after.Where(r => !stored.ContainsKey(r.Date)));
        foreach (var row in stored.Values.Where(r => wanted.ContainsKey(r.Date)))
        {
            (row.Worked, row.Name) = (wanted[row.Date].Worked, wanted[row.Date].Name);
        }
    }

    private async Task MoveAsync(IReadOnlyList<MovedDossier> moved, Mover mover, CancellationToken cancel)
    {
        foreach (var part in moved.Chunk(200))
        {
            var days = part.ToDictionary(m => m.Id, m => m.New);
            var ids = days.Keys.ToList();
            foreach (var dossier in await db.Dossiers.Include(d => d.Steps).Where(d => ids.Contains(d.Id)).ToListAsync(cancel))
            {
                var now = days[dossier.Id];
                (dossier.DueOn, dossier.StepDueOn, dossier.PostedUntil) = (now.DueOn, now.StepDueOn, now.PostedUntil);
                dossier.Steps.Add(DeskStep.Note(dossier, ActKinds.CalendarChange, mover, "", time.UtcNow, "Tính lại thời hạn do lịch làm việc thay đổi"));
            }

            // A complaint is concluded by the day of its step.
            foreach (var objection in await db.Objections.Where(o => ids.Contains(o.DossierId) && o.ConcludedAt == null).ToListAsync(cancel))
            {
                objection.DueOn = days[objection.DossierId].StepDueOn ?? objection.DueOn;
            }
        }
    }

    private async Task<List<MovedDossier>> MovedAsync(WorkingCalendar from, WorkingCalendar to, CancellationToken cancel)
    {
        var plainDays = (await db.StepRules.AsNoTracking().Where(s => !s.WorkingDays).Select(s => s.Procedure).Distinct().ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        var reappointed = (await db.Reappointments.Select(r => r.DossierId).ToListAsync(cancel)).ToHashSet();
        var open = await db.Dossiers.AsNoTracking().Where(d => !Ended.Contains(d.Status) && (d.DueOn != null || d.StepDueOn != null))
            .OrderBy(d => d.Code).Select(d => new
            {
                d.Id, d.Code, d.Owner.FullName, d.TenantPath, d.ProcedureCode, d.Status, d.SubmittedAt, d.ReceivedAt, d.DueOn, d.StepDueOn, d.PostedFrom, d.PostedUntil,
                Steps = d.Steps.OrderByDescending(s => s.Number).Select(s => new { s.NextDueOn, s.At }).ToList(),
                Pauses = d.Supplements.Select(s => new { s.AskedAt, s.AnsweredAt }).ToList(),
            }).AsSplitQuery().ToListAsync(cancel);
        return [.. open.Where(d => !plainDays.Contains(d.ProcedureCode)).Select(d =>
        {
            var since = d.Steps.TakeWhile(s => s.NextDueOn == d.StepDueOn).LastOrDefault() ?? d.Steps.FirstOrDefault();
            var clock = new DossierClock(d.Status, d.SubmittedAt, d.ReceivedAt, d.DueOn, d.StepDueOn, VietnamTime.Day(since?.At ?? d.SubmittedAt), d.PostedFrom, d.PostedUntil,
                [.. d.Pauses.Select(p => new Pause(VietnamTime.Day(p.AskedAt), p.AnsweredAt is { } a ? VietnamTime.Day(a) : null))], reappointed.Contains(d.Id));
            return new MovedDossier(d.Id, d.Code, d.FullName, d.TenantPath, new DueDays(d.DueOn, d.StepDueOn, d.PostedUntil), Reschedule.Of(clock, from, to));
        }).Where(m => m.Old != m.New)];
    }

    private static string SealOf(CalendarChange change, IReadOnlyList<DayOff> rows, bool saturday, List<MovedDossier> moved)
    {
        IEnumerable<string> parts = [$"{change}|{saturday}", .. rows.Select(r => $"{r.Date:O}{r.Worked}"), .. moved.Select(m => $"{m.Id}{m.Old}{m.New}")];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', parts))));
    }
}
