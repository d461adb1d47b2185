using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Registry;

/// <summary>By which decision something changes, and why.</summary>
public sealed record ChangeCause(Guid DecisionId, string Reason, DateTime NowUtc)
{
    /// <summary>What the id is the id of.</summary>
    public EntitlementSource Source { get; init; }
}

/// <summary>Ends versions of entitlements and begins the next. The caller saves with the decision, in one transaction.</summary>
public static class ChangeEntitlement
{
    /// <summary>Why a version ended that another one of the same decision follows: birthday, level, law.</summary>
    public const string Followed = "Đổi mức hưởng theo quy định";

    /// <summary>Ends a version with a month, which is still paid.</summary>
    /// <param name="last">Before the version's start: it was never due.</param>
    public static void End(Entitlement row, PayMonth last, ChangeCause cause)
    {
        row.EndWith(Math.Max(last.Number, new PayMonth(row.StartMonth).AddMonths(-1).Number), cause.NowUtc);
        row.Status = EntitlementStatus.Ended;
        (row.EndDecisionId, row.EndReason) = (cause.DecisionId, cause.Reason);
    }

    /// <summary>Ends everything of some versions after a month: those that run, and earlier ones that reach beyond it.</summary>
    public static void EndAll(IEnumerable<Entitlement> rows, PayMonth last, ChangeCause cause)
    {
        foreach (var row in rows.Where(r => r.Status != EntitlementStatus.Ended || (r.EndMonth > last.Number && r.EndMonth >= r.StartMonth)).ToList())
        {
            End(row, last, cause);
        }
    }

    /// <summary>Ends a version the month before and goes on as the same entitlement in another state or place.</summary>
    /// <param name="from">Month from which it does; what begins later only goes on from its own first month.</param>
    public static Entitlement GoOn(NodeDb db, Entitlement row, PayMonth from, EntitlementStatus status, ChangeCause cause, string? tenantPath = null)
    {
        from = from.Number < row.StartMonth ? new PayMonth(row.StartMonth) : from;
        End(row, from.AddMonths(-1), cause);
        var next = new Entitlement
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(cause.NowUtc)), BeneficiaryId = row.BeneficiaryId, TenantPath = tenantPath ?? row.TenantPath, Kind = row.Kind,
            CategoryCode = row.CategoryCode, CoefficientHundredths = row.CoefficientHundredths, Times = row.Times, Level = row.Level,
            MonthlyAmount = row.MonthlyAmount, StartMonth = from.Number, DecisionId = cause.DecisionId, Source = cause.Source, ReceiverName = row.ReceiverName,
            ReceiverNumber = row.ReceiverNumber, ReceiverRelation = row.ReceiverRelation, MethodCode = row.MethodCode, AccountNumber = row.AccountNumber,
            AccountHolder = row.AccountHolder, Bank = row.Bank, PreviousId = row.Id, Status = status,
            Withheld = status == EntitlementStatus.Suspended, BeganSuspended = status == EntitlementStatus.Suspended, RecordedAt = cause.NowUtc,
        };
        db.Entitlements.Add(next);
        return next;
    }

    /// <summary>Goes on at other amounts, or in the category that takes its place, by a decision about many; the receiver stays.</summary>
    /// <param name="versions">In order, without a gap, the last one open.</param>
    public static List<Entitlement> Follow(NodeDb db, Entitlement row, IReadOnlyList<AwardRow> versions, ChangeCause cause)
    {
        End(row, versions[0].Start.AddMonths(-1), cause);
        var next = BeginAll(db, row.BeneficiaryId, row.TenantPath, versions, cause, [row]);
        next.ForEach(n => n.SharedPath = row.SharedPath);
        return next;
    }

    /// <summary>Begins what a decision grants, each version following the one before it.</summary>
    /// <param name="replaced">Versions that the same decision ended.</param>
    public static List<Entitlement> BeginAll(NodeDb db, Guid beneficiary, string tenantPath, IEnumerable<AwardRow> awards, ChangeCause cause, IEnumerable<Entitlement>? replaced = null)
    {
        var (begun, free) = (new List<Entitlement>(), (replaced ?? []).ToList());
        foreach (var award in awards.OrderBy(a => a.Start))
        {
            var previous = Strands.Before(award, free.Where(r => r.EndMonth < award.Start.Number || r.EndMonth < r.StartMonth));
            var row = Begin(db, beneficiary, tenantPath, award, cause, previous?.Id);
            free.RemoveAll(r => r == previous);
            begun.Add(row);
            if (award.End is not null)
            {
                free.Add(row);
            }
        }

        return begun;
    }

    /// <summary>Begins what a decision grants.</summary>
    /// <param name="previous">Version that it replaces, ended by the caller.</param>
    public static Entitlement Begin(NodeDb db, Guid beneficiary, string tenantPath, AwardRow award, ChangeCause cause, Guid? previous = null)
    {
        var row = new Entitlement
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(cause.NowUtc)), BeneficiaryId = beneficiary, TenantPath = tenantPath, Kind = award.Kind,
            CategoryCode = award.CategoryCode, CoefficientHundredths = award.CoefficientHundredths, Times = award.Times, Level = award.Level,
            MonthlyAmount = award.Monthly, StartMonth = award.Start.Number, DecisionId = cause.DecisionId, Source = cause.Source, ReceiverName = award.Receiver.Name,
            ReceiverNumber = award.Receiver.Number, ReceiverRelation = award.Receiver.Relation, MethodCode = award.Receiver.Way.MethodCode,
            AccountNumber = award.Receiver.Way.AccountNumber, AccountHolder = award.Receiver.Way.Holder, Bank = award.Receiver.Way.Bank, PreviousId = previous, RecordedAt = cause.NowUtc,
        };
        if (award.End is { } last)
        {
            End(row, last, cause with { Reason = award.EndReason.Length > 0 ? award.EndReason : Followed });
        }

        db.Entitlements.Add(row);
        return row;
    }
}
