using System.Diagnostics.Metrics;
using Protos.Replication;

namespace NationalHub.Intake;

/// <summary>What the intake did, by province.</summary>
internal static class IntakeMetrics
{
    private static readonly Meter Meter = new("NationalHub");
    private static readonly Counter<long> Records = Meter.CreateCounter<long>("hub.intake.records", description: "Records received by outcome.");
    private static readonly Histogram<double> Seconds = Meter.CreateHistogram<double>("hub.intake.commit", "s", "Time to apply the batches of one commit, waiting included.");

    public static void Count(string province, IReadOnlyList<PushResult> results, TimeSpan took)
    {
        Add(province, "applied", results.Sum(r => r.Applied));
        Add(province, "unchanged", results.Sum(r => r.Unchanged));
        Add(province, "refused", results.Sum(r => r.Refusals.Count));
        Seconds.Record(took.TotalSeconds);
    }

    private static void Add(string province, string outcome, long count) =>
        Records.Add(count, new KeyValuePair<string, object?>("province", province), new KeyValuePair<string, object?>("outcome", outcome));
}
