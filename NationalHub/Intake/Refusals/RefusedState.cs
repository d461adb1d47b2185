using Protos.Replication;

namespace NationalHub.Intake.Refusals;

/// <summary>A version that was refused: which, and what the node is answered.</summary>
/// <param name="Kind">0: a kind that this hub does not know.</param>
/// <param name="Id">Empty when it is none: what was sent in its place may be anything, and is not kept.</param>
internal sealed record RefusedState(int Kind, string Id, long Epoch, long Version, Refusal Answer)
{
    public static RefusedState Of(Record record, Refusal answer) => new(
        record.Kind is >= RecordKind.Beneficiary and <= RecordKind.PaymentLine ? (int)record.Kind : 0,
        Guid.TryParseExact(record.Id, "D", out var id) && id.ToString("D") == record.Id ? record.Id : "",
        (long)Math.Min(record.Epoch, long.MaxValue), (long)Math.Min(record.Version, long.MaxValue), answer);
}
