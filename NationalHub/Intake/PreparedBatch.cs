using NationalHub.Provinces;
using NationalHub.Reporting;
using Protos.Replication;

namespace NationalHub.Intake;

/// <summary>A batch after all that needs no database: checked, turned into rows, one row per record for the latest state.</summary>
internal sealed record PreparedBatch(PushBatch Batch, IReadOnlyList<Replica> Latest, IReadOnlyList<RecordVersion> History, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>Size of the message that it came as.</summary>
    public int Bytes { get; } = Batch.CalculateSize();

    public static PreparedBatch Of(PushBatch batch, ProvinceUnits province, DateTime receivedAt)
    {
        var latest = new Dictionary<(RecordKind, string), Replica>(batch.Records.Count);
        var history = new List<RecordVersion>(batch.Records.Count);
        var refusals = new List<Refusal>();
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
            if (!latest.TryGetValue((record.Kind, record.Id), out var other) || (other.Epoch, other.Version).CompareTo((row.Epoch, row.Version)) < 0)
            {
                latest[(record.Kind, record.Id)] = row;
            }
        }

        return new PreparedBatch(batch, [.. latest.Values], history, refusals);
    }

    private static Refusal Refuse(Record record, List<Fault> faults) => new()
    {
        Id = record.Id.Length <= 64 ? record.Id : record.Id[..64],
        Version = record.Version,
        Code = faults[0].Code,
        Reason = string.Join(" ", faults.Select(f => f.Reason)),
    };
}
