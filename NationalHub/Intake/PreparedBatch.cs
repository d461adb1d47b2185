using NationalHub.Intake.Refusals;
using NationalHub.Provinces;
using NationalHub.Reporting;
using Protos.Replication;

namespace NationalHub.Intake;

/// <summary>A batch after all that needs no database: checked, turned into rows, one row per record for the latest state.</summary>
/// <param name="Latest">Of each record the newest state; of one that the batch erases the newest tombstone.</param>
/// <param name="After">States of a newer version than such a tombstone: written after it, as if a later batch had brought them, so that nothing depends on how messages share batches.</param>
internal sealed record PreparedBatch(PushBatch Batch, IReadOnlyList<Replica> Latest, IReadOnlyList<Replica> After, IReadOnlyList<RecordVersion> History, IReadOnlyList<RefusedState> Refused)
{
    /// <summary>Size of the message that it came as.</summary>
    public int Bytes { get; } = Batch.CalculateSize();

    /// <summary>What the node is answered of them.</summary>
    public IEnumerable<Refusal> Refusals => Refused.Select(r => r.Answer);

    public static PreparedBatch Of(PushBatch batch, ProvinceUnits province, DateTime receivedAt)
    {
        var (states, tombstones) = (new Dictionary<(RecordKind, string), Replica>(batch.Records.Count), new Dictionary<(RecordKind, string), Replica>());
        var history = new List<RecordVersion>(batch.Records.Count);
        var refusals = new List<RefusedState>();
        foreach (var record in batch.Records)
        {
            var faults = RecordCheck.Check(record, batch.Epoch, province, receivedAt);
            if (faults.Count > 0)
            {
                refusals.Add(Refuse(record, faults));
                continue;
            }

            var row = RecordRows.Latest(record, province, receivedAt);
            if (AsciiColumns.Fault(row) is { } fault)
            {
                refusals.Add(Refuse(record, [fault]));
                continue;
            }

            history.Add(RecordRows.History(record, province.Code, receivedAt));
            var rows = record.Deleted ? tombstones : states;
            if (!rows.TryGetValue((record.Kind, record.Id), out var other) || IsBefore(other, row))
            {
                rows[(record.Kind, record.Id)] = row;
            }
        }

        var after = tombstones.Where(t => states.TryGetValue(t.Key, out var state) && IsBefore(t.Value, state)).Select(t => states[t.Key]).ToList();
        foreach (var (key, tombstone) in tombstones)
        {
            states[key] = tombstone;
        }

        return new PreparedBatch(batch, [.. states.Values], after, history, refusals);
    }

    /// <summary>Every row bears the moment at which it is written.</summary>
    public void Stamp(DateTime receivedAt)
    {
        foreach (var row in Latest.Concat(After))
        {
            row.ReceivedAt = receivedAt;
        }

        foreach (var version in History)
        {
            version.ReceivedAt = receivedAt;
        }
    }

    private static bool IsBefore(Replica one, Replica other) => (one.Epoch, one.Version).CompareTo((other.Epoch, other.Version)) < 0;

    private static RefusedState Refuse(Record record, List<Fault> faults) => RefusedState.Of(record, new Refusal
    {
        Id = record.Id.Length <= 64 ? record.Id : record.Id[..64],
        Version = record.Version,
        Code = faults[0].Code,
        Reason = string.Join(" ", faults.Select(f => f.Reason)),
    });
}
