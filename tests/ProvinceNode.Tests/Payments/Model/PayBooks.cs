using ProvinceNode.Payments;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Model;

internal sealed record PeriodRow(Guid Id, int Month, bool IsClosed);

internal sealed record RunRow(Guid Id, Guid PeriodId, int Month, RunState State, bool Supplementary, int Communes, int Done, string Failed);

internal sealed record OmissionRow(Guid RunId, Guid Person, OmissionReason Reason, long Amount);

internal sealed record LineRow(Guid Id, Guid ListId, long Total, long Columns, LineOutcome Outcome, int ResultVersion)
{
    public required IReadOnlyList<ClaimRow> Claims { get; init; }
}

internal sealed record ClaimRow(Guid LineId, Guid ListId, SumKey Sum, ClaimState State)
{
    public bool IsActive => State is ClaimState.Listed or ClaimState.Paid;

    public long Signed => Sum.Kind == (int)ClaimKind.Recovery ? -Sum.Amount : Sum.Amount;
}

internal sealed record SendingRow(Guid Id, Guid ListId, string Key, string Provider, SendingState State, int Asked);

internal sealed record ListRow(Guid Id, Guid PeriodId, Guid RunId, int Month, string Commune, string Type, ListStatus Status, int Sequence, int LineCount, long Total)
{
    public required IReadOnlyList<LineRow> Lines { get; init; }

    public required IReadOnlyList<SendingRow> Sendings { get; init; }

    /// <summary>Lines that leave the node.</summary>
    public List<LineRow> Sent => [.. Lines.Where(l => l.Total != 0)];
}

internal sealed record OnceRow(Guid Id, bool IsRecovery, long Moved, bool IsOnList);

internal sealed record ReceiptRow(Guid Person, Guid Recovery, long Amount);

/// <summary>A month that was handed out twice, as a decision takes it back.</summary>
internal sealed record TwiceRow(Guid Person, long Amount);

/// <summary>What the database says of payments at one moment, read past the product.</summary>
internal sealed class PayBooks
{
    private PayBooks(PayWorld world)
    {
        Periods = world.Read("SELECT Id, Month, State FROM PaymentPeriods ORDER BY Month", r => new PeriodRow(r.GetGuid(0), r.GetInt32(1), r.GetString(2) == "Closed"));
        Runs = world.Read("SELECT Id, PeriodId, Month, State, Supplementary, Communes, Done, Failed FROM PaymentRuns ORDER BY StartedAt", r => new RunRow(
            r.GetGuid(0), r.GetGuid(1), r.GetInt32(2), Enum.Parse<RunState>(r.GetString(3)), r.GetBoolean(4), r.GetInt32(5), r.GetInt32(6), r.GetString(7)));
        Omissions = world.Read("SELECT RunId, PersonId, Reason, Amount FROM PaymentOmissions", r => new OmissionRow(r.GetGuid(0), r.GetGuid(1), Enum.Parse<OmissionReason>(r.GetString(2)), r.GetInt64(3)));
        Claims = world.Read("SELECT LineId, ListId, BeneficiaryId, Strand, Month, Kind, SourceId, Amount, State FROM PaymentClaims", r => new ClaimRow(
            r.GetGuid(0), r.GetGuid(1), new(r.GetGuid(2), r.GetInt32(3), r.GetInt32(4), r.GetInt32(5), r.GetGuid(6), r.GetInt64(7)), (ClaimState)r.GetInt32(8)));
        Once = world.Read("SELECT Id, Kind, MovedDong, IsOnList FROM OneOffPayments WHERE CancelledById IS NULL", r => new OnceRow(r.GetGuid(0), r.GetString(1) == "Recovery", r.GetInt64(2), r.GetBoolean(3)));
        Receipts = world.Read("SELECT p.BeneficiaryId, p.Id, r.Amount FROM RecoveryReceipts r JOIN OneOffPayments p ON p.Id = r.PaymentId WHERE r.State = 'Confirmed'", r => new ReceiptRow(r.GetGuid(0), r.GetGuid(1), r.GetInt64(2)));
        Twice = world.Read("SELECT m.BeneficiaryId, m.Amount FROM OverpaidMonths m JOIN OneOffPayments p ON p.Id = m.RecoveryId WHERE m.FaultId IS NOT NULL AND p.CancelledById IS NULL", r => new TwiceRow(r.GetGuid(0), r.GetInt64(1)));
        Waiting = [.. world.Read("SELECT LineId FROM ResultFaults WHERE State IN ('Waiting', 'Closed') AND LineId IS NOT NULL", r => r.GetGuid(0))];
        Results = world.Read("SELECT LineId, COUNT(*), MAX(Version) FROM PaymentResults GROUP BY LineId", r => (Line: r.GetGuid(0), Count: r.GetInt32(1), Last: r.GetInt32(2))).ToDictionary(r => r.Line, r => (r.Count, r.Last));
        var claims = Claims.ToLookup(c => c.LineId);
        var lines = world.Read("SELECT Id, ListId, Total, Monthly + Care + Arrears - Recovery + Carried + OneOff, Outcome, ResultVersion FROM PaymentLines", r => new LineRow(
            r.GetGuid(0), r.GetGuid(1), r.GetInt64(2), r.GetInt64(3), (LineOutcome)r.GetInt32(4), r.GetInt32(5)) { Claims = [.. claims[r.GetGuid(0)]] }).ToLookup(l => l.ListId);
        var sendings = world.Read("SELECT Id, ListId, IdempotencyKey, Provider, State, Asked FROM PaymentSendings ORDER BY Attempt", r => new SendingRow(
            r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.GetString(3), Enum.Parse<SendingState>(r.GetString(4)), r.GetInt32(5))).ToLookup(s => s.ListId);
        Lists = world.Read("SELECT Id, PeriodId, Month, TenantPath, Type, Status, Sequence, Lines, TotalDong, RunId FROM PaymentLists ORDER BY Month, TenantPath, Type, Method, Sequence, BuiltAt", r => new ListRow(
            r.GetGuid(0), r.GetGuid(1), r.GetGuid(9), r.GetInt32(2), r.GetString(3), r.GetString(4), Enum.Parse<ListStatus>(r.GetString(5)), r.GetInt32(6), r.GetInt32(7), r.GetInt64(8)) { Lines = [.. lines[r.GetGuid(0)]], Sendings = [.. sendings[r.GetGuid(0)]] });
    }

    public List<PeriodRow> Periods { get; }

    public List<RunRow> Runs { get; }

    public List<OmissionRow> Omissions { get; }

    public List<ClaimRow> Claims { get; }

    public List<ListRow> Lists { get; }

    public List<OnceRow> Once { get; }

    /// <summary>What was paid back outside the lists, also of recoveries that were undone since.</summary>
    public List<ReceiptRow> Receipts { get; }

    public List<TwiceRow> Twice { get; }

    /// <summary>Lines whose correction waits for an official, or was turned down by one.</summary>
    public HashSet<Guid> Waiting { get; }

    /// <summary>By line: how many results are stored, and the last version.</summary>
    public Dictionary<Guid, (int Count, int Last)> Results { get; }

    public PeriodRow? Latest => Periods.Count > 0 ? Periods[^1] : null;

    public static PayBooks Read(PayWorld world) => new(world);

    public PayMonth? LatestMonth => Latest is { } latest ? new PayMonth(latest.Month) : null;

    public IEnumerable<ListRow> Of(ListStatus status) => Lists.Where(l => l.Status == status);
}
