using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry;

namespace ProvinceNode.Payments.Seeing;

/// <summary>A sum that a list held for a person, and what became of it.</summary>
/// <param name="Holder">Path of the fund holder, whose officials see the list.</param>
/// <param name="Month">yyyyMM that it is for; 0 for what is paid once.</param>
/// <param name="CarriedTo">yyyyMM of the later list that holds it again; 0: none.</param>
/// <param name="Reason">The payer's reason, when it was not paid.</param>
/// <param name="Collector">Who took it, as the payer tells; empty when he does not.</param>
public sealed record PaidClaim(Guid ListId, string Holder, int ListMonth, ListStatus List, PayMethod Method, ClaimKind Kind, int Month, long Dong, ClaimState State, DateOnly? PaidOn, string Receiver, string Reason, string Collector, int CarriedTo)
{
    /// <summary>Why the list held it: its own month, one that was missed or carried, or what is paid once.</summary>
    public required ClaimWhy Why { get; init; }

    /// <summary>The payment made once; empty for a month.</summary>
    public required Guid SourceId { get; init; }

    /// <summary>Commune of the list.</summary>
    public required string Unit { get; init; }

    /// <summary>Number of the signed list on paper that paid it; empty for what a payer handed out.</summary>
    public string Paper { get; init; } = "";

    /// <summary>It waits for its result.</summary>
    public bool IsOpen => State == ClaimState.Listed;

    /// <summary>It came back, and no later list holds it yet.</summary>
    public bool IsLeft => State is ClaimState.Unpaid or ClaimState.Returned or ClaimState.Failed && CarriedTo == 0;
}

/// <summary>Reads what lists held of people; within the scope, so what another office paid is not among it.</summary>
public static class PaidClaims
{
    /// <summary>The newest first.</summary>
    /// <param name="claims">Of few people.</param>
    public static async Task<IReadOnlyList<PaidClaim>> OfAsync(NodeDb db, IQueryable<PaymentClaim> claims, int most, CancellationToken cancel)
    {
        var rows = await claims.AsNoTracking().Join(db.PaymentLines.AsNoTracking(), c => c.LineId, l => l.Id, (c, l) => new { Claim = c, Line = l }).Join(db.PaymentLists.AsNoTracking(), r => r.Claim.ListId, l => l.Id, (r, l) => new { r.Claim, r.Line, l.Status, l.HolderPath, l.UnitName, l.BuiltAt })
            .OrderByDescending(r => r.Claim.ListMonth).ThenByDescending(r => r.Claim.Month).ThenBy(r => r.Claim.Kind).Take(most)
            .Select(r => new { r.Claim, r.Status, r.HolderPath, r.UnitName, r.BuiltAt, r.Line.Id, r.Line.Method, r.Line.PaidOn, r.Line.ReceiverName, r.Line.ResultVersion }).ToListAsync(cancel);
        var lines = rows.Select(r => r.Id).Distinct().ToList();
        var results = (await db.PaymentResults.AsNoTracking().Where(r => lines.Contains(r.LineId)).Select(r => new { r.LineId, r.Version, r.ReasonCode, r.CollectedBy, r.CollectorName, r.Channel, r.Evidence }).ToListAsync(cancel)).ToDictionary(r => (r.LineId, r.Version));
        return rows.ConvertAll(r =>
        {
            var (c, told) = (r.Claim, results.GetValueOrDefault((r.Id, r.ResultVersion)));
            // The next list that holds the same sum, if there is one: of a later month, or a supplementary one of the same.
            var later = rows.Where(o => (o.Claim.ListMonth > c.ListMonth || (o.Claim.ListMonth == c.ListMonth && o.BuiltAt > r.BuiltAt)) && (o.Claim.BeneficiaryId, o.Claim.Strand, o.Claim.Month, o.Claim.Kind, o.Claim.SourceId) == (c.BeneficiaryId, c.Strand, c.Month, c.Kind, c.SourceId)).Select(o => o.Claim.ListMonth).DefaultIfEmpty(0).Min();
            var month = c.Kind is ClaimKind.Regular or ClaimKind.Care ? c.Month : 0;
            return new PaidClaim(c.ListId, r.HolderPath, c.ListMonth, r.Status, r.Method, c.Kind, month, c.Kind == ClaimKind.Recovery ? -c.Amount.Amount : c.Amount.Amount, c.State, c.State == ClaimState.Paid ? r.PaidOn : null, r.ReceiverName,
                c.State is ClaimState.Unpaid or ClaimState.Returned or ClaimState.Failed ? SeeingWords.Reason(told?.ReasonCode ?? "") : "", c.State == ClaimState.Paid && told?.CollectedBy == Collector.Proxy ? told.CollectorName : "", later)
            {
                Why = c.Why, SourceId = c.SourceId, Unit = r.UnitName, Paper = c.State == ClaimState.Paid && told?.Channel == ResultChannel.Paper ? told.Evidence : "",
            };
        });
    }
}
