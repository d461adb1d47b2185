using Protos.Values;

namespace ProvinceNode.Payments.Results;

/// <summary>Lines and đồng of one outcome.</summary>
public sealed record OutcomeSum(LineOutcome Outcome, int Lines, long Dong);

/// <summary>The reconciliation identity of a list: what was sent is what was paid, unpaid, returned, failed and still open, to the đồng (policy 6.6; reliability, payments 5). Pure.</summary>
/// <param name="Sent">Total of the approved list.</param>
public sealed record Reconciliation(int SentLines, Dong Sent, IReadOnlyDictionary<LineOutcome, OutcomeSum> Parts)
{
    public Dong Paid => Of(LineOutcome.Paid);

    public Dong Unpaid => Of(LineOutcome.Unpaid);

    public Dong Returned => Of(LineOutcome.Returned);

    public Dong Failed => Of(LineOutcome.Failed);

    public Dong Open => Of(LineOutcome.Open);

    /// <summary>Sent less all parts; nothing, or the books are wrong.</summary>
    public Dong Difference => Sent - Paid - Unpaid - Returned - Failed - Open;

    public bool Holds => Difference == Dong.Zero && SentLines == Parts.Values.Sum(p => p.Lines);

    public static Reconciliation Of(int lines, Dong sent, IEnumerable<OutcomeSum> parts) => new(lines, sent, parts.ToDictionary(p => p.Outcome));

    public int Lines(LineOutcome outcome) => Parts.TryGetValue(outcome, out var part) ? part.Lines : 0;

    public Dong Of(LineOutcome outcome) => Parts.TryGetValue(outcome, out var part) ? new Dong(part.Dong) : Dong.Zero;
}
