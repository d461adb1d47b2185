using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Results;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Recovering;

/// <summary>
/// What a payer handed out twice: a line that was told unpaid is told paid after a later list paid what it carried, or a line that was paid on paper was paid by its payer too. The books keep one
/// payment (reliability, payments 1); the other is money to be taken back (truy thu, policy 3.6), told here where the decision of recovery finds it.
/// </summary>
public static class TwicePaid
{
    /// <summary>Months of each beneficiary of the line, by who took the money. Call inside the transaction of the verb, which adds them.</summary>
    /// <param name="fault">A result that waits, of a line of the scope.</param>
    /// <returns><see cref="ResultProblems.NotTwice"/> where nothing was paid twice; <see cref="ResultProblems.TwiceAwaits"/> while the other list has no result.</returns>
    public static async Task<Outcome<List<OverpaidMonth>>> OfAsync(NodeDb db, ResultFault fault, DateTime nowUtc, CancellationToken cancel)
    {
        if (WaitingContent.Read(fault.Content) is not { Status: WireCodes.Paid } || await db.PaymentLines.AsNoTracking().SingleOrDefaultAsync(l => l.Id == fault.LineId, cancel) is not { } line)
        {
            return ResultProblems.NotTwice.At("CorrectionTwice");
        }

        var claims = await db.PaymentClaims.AsNoTracking().Where(c => c.LineId == line.Id).OrderBy(c => c.Month).ThenBy(c => c.Id).ToListAsync(cancel);
        var others = await OthersAsync(db, line.Id, cancel);
        var twice = claims.FindAll(c => c.Kind != ClaimKind.Recovery && (c.State == ClaimState.Paid || others.Exists(o => o.Of == c.Id)));
        if (others.Find(o => o.State == ClaimState.Listed) is { } open)
        {
            return ResultProblems.TwiceAwaits.At("CorrectionTwice", $"Danh sách {ListWords.Type(open.Type)} tháng {new PayMonth(open.Month)} của {open.Unit}");
        }

        var people = twice.Select(c => c.BeneficiaryId).Distinct().ToList();
        var places = await db.Beneficiaries.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(b => people.Contains(b.Id)).Select(b => new { b.Id, b.TenantPath }).ToDictionaryAsync(b => b.Id, b => b.TenantPath, cancel);
        var rows = Rows(twice.FindAll(c => places.ContainsKey(c.BeneficiaryId)), claims.Where(c => c.Kind == ClaimKind.Recovery).Sum(c => c.Amount.Amount))
            .Select(r => Row(r.Claim, r.Dong, line, places[r.Claim.BeneficiaryId], others.Find(o => o.Of == r.Claim.Id), fault.Id, nowUtc)).ToList();
        return rows.Count > 0 ? rows : ResultProblems.NotTwice.At("CorrectionTwice");
    }

    /// <summary>What of a line's claims left twice: a recovery that the line took back left twice less.</summary>
    internal static IEnumerable<(PaymentClaim Claim, long Dong)> Rows(IEnumerable<PaymentClaim> claims, long recovered)
    {
        foreach (var claim in claims)
        {
            var less = Math.Min(recovered, claim.Amount.Amount);
            recovered -= less;
            if (claim.Amount.Amount > less)
            {
                yield return (claim, claim.Amount.Amount - less);
            }
        }
    }

    private static OverpaidMonth Row(PaymentClaim claim, long dong, PaymentLine line, string place, Other? other, Guid fault, DateTime nowUtc)
    {
        var own = $"danh sách tháng {new PayMonth(claim.ListMonth)}, dòng {line.Order}";
        var words = other is null ? $"{own}: theo danh sách giấy và theo đơn vị chi trả" : $"{own} và danh sách {ListWords.Type(other.Type)} tháng {new PayMonth(other.Month)}, {other.Unit}: đã chi cả hai";
        return new OverpaidMonth
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(nowUtc)), TenantPath = place, TellerPath = line.TenantPath, BeneficiaryId = claim.BeneficiaryId, FaultId = fault, Strand = claim.Strand,
            Month = claim.Month > 0 ? claim.Month : claim.ListMonth, Amount = new Dong(dong), ReceiverName = line.ReceiverName, ReceiverNumber = line.ReceiverNumber, ReceiverRelation = line.ReceiverRelation,
            Lists = words.Length <= OverpaidMonth.LongestLists ? words : words[..OverpaidMonth.LongestLists], IsPaid = true, ToldAt = nowUtc,
        };
    }

    // Of whatever commune: who moved on was paid there.
    private static async Task<List<Other>> OthersAsync(NodeDb db, Guid line, CancellationToken cancel) => await db.PaymentClaims.AsNoTracking().Where(c => c.LineId == line && c.Kind != ClaimKind.Recovery)
        .Join(db.PaymentClaims.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }), c => c.BeneficiaryId, o => o.BeneficiaryId, (c, o) => new { Claim = c, Of = o })
        .Where(p => p.Of.LineId != line && (p.Of.State == ClaimState.Listed || p.Of.State == ClaimState.Paid) && p.Of.Kind == p.Claim.Kind && p.Of.Strand == p.Claim.Strand && p.Of.Month == p.Claim.Month && p.Of.SourceId == p.Claim.SourceId)
        .Join(db.PaymentLists.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }), p => p.Of.ListId, l => l.Id, (p, l) => new Other(p.Claim.Id, p.Of.State, l.Month, l.Type, l.UnitName)).ToListAsync(cancel);

    private sealed record Other(Guid Of, ClaimState State, int Month, ListType Type, string Unit);
}
