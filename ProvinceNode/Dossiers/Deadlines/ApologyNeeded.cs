using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Deadlines;

/// <summary>Which results will be late, so that the head can apologise at least one day before (policy 5.5).</summary>
public static class ApologyNeeded
{
    /// <summary>Working days before the promised day from which an unfinished dossier is proposed.</summary>
    public const int DaysBefore = 1;

    /// <summary>Whether the result will be late as things stand: the days are nearly over and it is not signed, or its posting runs beyond them.</summary>
    public static bool WillBeLate(FlowContext context, Dossier dossier)
    {
        if (dossier.DueOn is not { } due || !Runs(dossier.Status) || dossier.Status == DossierStatus.Signed)
        {
            return false;
        }

        return due <= context.Calendar.AddWorkingDays(context.Today, DaysBefore) || EarliestEnd(context, dossier) > due;
    }

    /// <summary>The office whose head signs the apology: the one that has the step now.</summary>
    public static TenantPath? ResolvingOffice(FlowContext context, Dossier dossier) =>
        StatusTable.Next(dossier.Status) is { } move && DossierFlow.AuthorityOf(context, dossier, move) is { } authority
            ? context.For(dossier).OfficeFor(authority, TenantPath.Parse(dossier.TenantPath)) : null;

    /// <summary>Received, not ended, and the clock runs.</summary>
    public static bool Runs(DossierStatus status) =>
        !QueueSections.WithoutClock.Contains(status) && status is not (DossierStatus.AwaitingReception or DossierStatus.WithdrawalRequested);

    /// <summary>Dossiers of the official's own steps that need an apology and have none, nearest day first.</summary>
    public static async Task<IReadOnlyList<Dossier>> FindAsync(NodeDb db, FlowContext context, SignedInOfficial official, CancellationToken cancel)
    {
        // Nothing is posted for more than seven working days (policy A.4), so what is due later cannot be proposed today.
        var horizon = context.Calendar.AddWorkingDays(context.Today, 8);
        var stopped = QueueSections.WithoutClock;
        var near = await db.Dossiers.AsNoTracking().Where(d => d.DueOn != null && d.DueOn <= horizon && !stopped.Contains(d.Status) && !db.Reappointments.Any(r => r.DossierId == d.Id))
            .OrderBy(d => d.DueOn).ThenBy(d => d.Id).Take(500).ToListAsync(cancel);
        return [.. near.Where(d => WillBeLate(context, d) && ResolvingOffice(context, d) == official.Office)];
    }

    // Steps of the office can be done the same day; a posting cannot be shortened.
    private static DateOnly EarliestEnd(FlowContext context, Dossier dossier) => dossier.Status switch
    {
        DossierStatus.Posted when dossier.PostedUntil is { } last => context.Calendar.AddWorkingDays(last, 1),
        DossierStatus.Received or DossierStatus.Reviewed or DossierStatus.UnderCouncil when LegalClock.PostingDays(context.For(dossier), dossier.ProcedureCode, dossier.Kind) is > 0 and var days =>
            context.Calendar.AddWorkingDays(context.Today, days + 1),
        _ => context.Today,
    };
}
