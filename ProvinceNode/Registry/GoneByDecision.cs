namespace ProvinceNode.Registry;

/// <summary>Whether his entitlements say that a person is dead or missing (T1; Circular 02/2021 Art. 2). Pure.</summary>
public static class GoneByDecision
{
    private const string Reason = "T1";

    /// <summary>
    /// Everything has ended, and what was decided last about months to come is T1. The rows of a false death stay in history when it is undone, and those of an absence
    /// when he is granted something again: what was entered since and reaches beyond the month they left him says that he lives.
    /// </summary>
    /// <param name="rows">All versions of one person.</param>
    public static bool Is(IReadOnlyCollection<Entitlement> rows)
    {
        if (rows.Any(r => r.Status != EntitlementStatus.Ended) || rows.Where(r => r.EndReason == Reason).OrderBy(EndedAt).ThenBy(r => r.EndMonth).LastOrDefault() is not { } last)
        {
            return false;
        }

        // Months between two places are entered by the decision of the death itself, and end with it.
        return !rows.Any(r => r.EndReason != Reason && r.RecordedAt >= EndedAt(last) && (r.StartMonth > last.EndMonth || r.EndMonth > last.EndMonth));
    }

    private static DateTime EndedAt(Entitlement row) => row.EndRecordedAt ?? row.RecordedAt;
}
