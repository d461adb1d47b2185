namespace ProvinceNode.Replication.Equality;

/// <summary>What is known when the job looks.</summary>
/// <param name="Now">Local time.</param>
/// <param name="LastNightly">Local time at which the last nightly one was wanted.</param>
/// <param name="Last">The last one that is done.</param>
/// <param name="StillWaits">Records wait that were put into the outbox before it was finished.</param>
public sealed record EqualityMoment(DateTime Now, string Province, bool AnyAsked, bool HubAsks, DateTime? LastNightly, EqualityCertificate? Last, bool StillWaits);

/// <summary>When a certificate is wanted by itself. Provinces are spread over the first hours of the night, so that the hub does not read everything at once. Pure.</summary>
public static class EqualityPlan
{
    private static readonly TimeSpan First = TimeSpan.FromHours(0.5);
    private static readonly TimeSpan Window = TimeSpan.FromHours(5);

    /// <returns>The reason, or null when nothing is due or one is wanted already.</returns>
    public static EqualityReason? Due(EqualityMoment moment)
    {
        if (moment.AnyAsked)
        {
            return null;
        }

        if (moment.HubAsks)
        {
            return EqualityReason.AskedByHub;
        }

        if (moment.Last is { Replayed: > 0, Reason: not EqualityReason.AfterRepair } && !moment.StillWaits)
        {
            return EqualityReason.AfterRepair;
        }

        var slot = moment.Now.Date + First + TimeSpan.FromMinutes(int.Parse(moment.Province, System.Globalization.CultureInfo.InvariantCulture));
        return moment.Now >= slot && moment.Now < slot + Window && !(moment.LastNightly >= slot) ? EqualityReason.Nightly : null;
    }

    /// <summary>Whether one that is wanted is tried now: a failed try waits five minutes.</summary>
    public static bool IsTried(EqualityCertificate wanted, DateTime nowUtc) => wanted.TriedAt is not { } tried || nowUtc - tried >= TimeSpan.FromMinutes(5) || tried > nowUtc;
}
