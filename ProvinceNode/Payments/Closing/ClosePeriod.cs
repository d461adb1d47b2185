using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Closing;

/// <summary>Ghi lý do: why a month may be closed although something is open; after closing, why its supplementary drafts may be paid. The reason is kept with who wrote it.</summary>
public sealed class JustifyMatters(PaymentDesk desk, PeriodMatters matters)
{
    /// <summary>Characters of a reason.</summary>
    internal const int Fewest = 10;

    /// <param name="subject">One matter; null: all of the kind that have no reason yet.</param>
    /// <returns>Number of matters that got the reason.</returns>
    public Task<Outcome<int>> Handle(Guid id, MatterKind kind, Guid? subject, string reason, SignedInOfficial official, CancellationToken cancel) =>
        desk.Db.InTurnAsync(() => JustifyAsync(id, kind, subject, reason, official, cancel), cancel);

    private async Task<Outcome<int>> JustifyAsync(Guid id, MatterKind kind, Guid? subject, string reason, SignedInOfficial official, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, cancel) is not { } period)
        {
            return CommonProblems.NotFound.Now();
        }

        if (await desk.RefusalAsync(official, Actions.PaymentBuild, period.TenantPath, cancel) is { } refusal)
        {
            return refusal;
        }

        var (text, closed) = (reason.Trim(), period.State == PeriodState.Closed);
        var all = closed ? await matters.OfDraftsAsync(period, null, cancel) : await matters.FindAsync(period, cancel);
        var open = all.Where(m => m.Kind == kind && m.Reason is null && (subject is null || m.SubjectId == subject)).ToList();
        if (closed && all.Count == 0)
        {
            return PaymentProblems.Closed.Now();
        }

        if (text.Length < Fewest || text.Length > PaymentJustification.LongestReason || open.Exists(m => !m.Justifiable))
        {
            return open.Exists(m => !m.Justifiable) ? PaymentProblems.Unjustifiable.Now() : PaymentProblems.Reason.At("Reason");
        }

        if (open.Count == 0)
        {
            return 0;
        }

        desk.Db.PaymentJustifications.AddRange(open.Select(m => new PaymentJustification
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(desk.Time.UtcNow)), TenantPath = period.TenantPath, PeriodId = id, Kind = kind, SubjectId = m.SubjectId, Reason = text, ById = official.Id, ByName = official.FullName,
            At = desk.Time.UtcNow,
        }));
        var act = Act.By(official, ActKinds.PaymentJustify, desk.Time.UtcNow, $"{PeriodMatter.Name(kind)} ({open.Count}): {text}").On("payment-period", id);
        return await desk.Db.SaveAsync(act, cancel) ? open.Count : CommonProblems.ChangedMeanwhile.Now();
    }
}

/// <summary>Chốt kỳ: no list is built any more but supplementary ones. Refused while something is open that has no reason, a draft stands or lists are missing.</summary>
public sealed class ClosePeriod(PaymentDesk desk, PeriodMatters matters)
{
    public Task<Outcome<PaymentPeriod>> Handle(Guid id, SignedInOfficial official, CancellationToken cancel) => desk.Db.InTurnAsync(() => CloseAsync(id, official, cancel), cancel);

    private async Task<Outcome<PaymentPeriod>> CloseAsync(Guid id, SignedInOfficial official, CancellationToken cancel)
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
            return period;
        }

        if (await desk.Db.PaymentRuns.AnyAsync(r => r.PeriodId == id && r.State == RunState.Building, cancel))
        {
            return PaymentProblems.Running.Now();
        }

        var open = await matters.FindAsync(period, cancel);
        if (open.Count(m => m.Reason is null) is > 0 and var left)
        {
            return PaymentProblems.Matters.Now(left);
        }

        (period.State, period.ClosedAt, period.ClosedById, period.ClosedByName, period.Version) = (PeriodState.Closed, desk.Time.UtcNow, official.Id, official.FullName, period.Version + 1);
        var act = Act.By(official, ActKinds.PaymentClose, desk.Time.UtcNow, $"Chốt kỳ {new PayMonth(period.Month)}; {open.Count} việc có lý do").On("payment-period", id);
        return await desk.Db.SaveAsync(act, cancel) ? period : CommonProblems.ChangedMeanwhile.Now();
    }
}
