using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Registry.Merging;

/// <summary>
/// A dead record and one that receives are found to be one person: what runs would run on for a dead man, and every further report of his death would be no news.
/// So a report of the death is raised with a hold of the next list; whether he died, or the death was another's, the commune's officer verifies (policy 3.6: no automatic termination).
/// </summary>
internal static class DeathOfMerged
{
    private const int DaysToVerify = 3;

    /// <summary>The report and its hold, added to the context; null when nothing runs, or a report of it is open already.</summary>
    /// <param name="rows">All rows that are the survivor's after the merge.</param>
    public static IReadOnlyList<object>? Report(NodeDb db, Beneficiary survivor, string absorbed, IEnumerable<object> rows, (DateTime NowUtc, string Official) by)
    {
        var all = rows.ToList();
        if (survivor.DiedOn is not { } died || !all.OfType<Entitlement>().Any(e => e.Status != EntitlementStatus.Ended) || all.OfType<LifeEvent>().Any(e => e is { Kind: LifeEventKind.Death, IsOpen: true }))
        {
            return null;
        }

        var today = VietnamTime.Day(by.NowUtc);
        var told = new LifeEvent
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(by.NowUtc)), BeneficiaryId = survivor.Id, TenantPath = survivor.TenantPath, Kind = LifeEventKind.Death, HappenedOn = died, Source = EventSource.CommuneOfficer,
            Reference = $"Gộp hồ sơ {absorbed}", Note = $"Một trong hai hồ sơ được gộp ghi người này đã chết ngày {VietnameseFormat.Date(died)}, hồ sơ kia đang hưởng. Hãy xác minh: thôi hưởng nếu đúng, bác bỏ và tách hồ sơ nếu nhầm.",
            RecordedAt = by.NowUtc, RecordedBy = by.Official, State = EventState.Reported, DueOn = today.AddDays(DaysToVerify),
        };
        db.LifeEvents.Add(told);
        if (all.OfType<PaymentHold>().Any(h => h.EntitlementId is null && h.LiftedAt is null))
        {
            return [told];
        }

        var hold = new PaymentHold
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(by.NowUtc)), EventId = told.Id, BeneficiaryId = survivor.Id, TenantPath = survivor.TenantPath, FromMonth = PaymentHolds.FirstMonth(today).Number,
            RecordedAt = by.NowUtc, Why = "Chờ xác minh tin báo: chết (gộp với hồ sơ đã ghi chết)",
        };
        told.Holds.Add(hold);
        return [told, hold];
    }
}
