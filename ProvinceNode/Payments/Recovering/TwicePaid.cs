using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Results;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Recovering;

/// <summary>
/// What a payer handed out twice: a line that was told unpaid is told paid after a later list paid what it carried, or a line that was paid on paper was paid by its payer too. The books keep one
/// payment (reliability, payments 1); the other is money to be taken back (truy thu, policy 3.6), told here where the decision of recovery finds it. Each claim of a line is told once, however often the payer says it.
/// </summary>
public static class TwicePaid
{
    /// <summary>Months of each beneficiary of the line, by who took the money; none where the same was told by another result of the line already. Call inside the transaction of the verb, which adds them.</summary>
    /// <param name="fault">A result that waits, of a line of the scope.</param>
    /// <returns><see cref="ResultProblems.NotTwice"/> where nothing was paid twice; <see cref="ResultProblems.TwiceOutside"/> where it was paid to nobody of the registry; <see cref="ResultProblems.TwiceAwaits"/> while the other list has no result.</returns>
    public static async Task<Outcome<List<OverpaidMonth>>> OfAsync(NodeDb db, ResultFault fault, DateTime nowUtc, CancellationToken cancel)
    {
        if (WaitingContent.Read(fault.Content) is not { Status: WireCodes.Paid } || await db.PaymentLines.AsNoTracking().SingleOrDefaultAsync(l => l.Id == fault.LineId, cancel) is not { } line)
        {
            return ResultProblems.NotTwice.At("CorrectionTwice");
        }

        var claims = await db.PaymentClaims.AsNoTracking().Where(c => c.LineId == line.Id).OrderBy(c => c.Month).ThenBy(c => c.Id).ToListAsync(cancel);
        var others = await OthersAsync(db, line.Id, cancel);
        // Of what the payer told by two ways of the one line the money left once.
        var onPaper = await db.PaymentResults.AnyAsync(r => r.LineId == line.Id && r.Version == line.ResultVersion && r.Channel == ResultChannel.Paper, cancel);
        var twice = claims.FindAll(c => c.Kind != ClaimKind.Recovery && ((onPaper && c.State == ClaimState.Paid) || others.Exists(o => o.Of == c.Id)));
        if (others.Find(o => o.State == ClaimState.Listed) is { } open)
        {
            return ResultProblems.TwiceAwaits.At("CorrectionTwice", $"Danh sách {ListWords.Type(open.Type)} tháng {new PayMonth(open.Month)} của {open.Unit}");
        }

        var people = twice.Select(c => c.BeneficiaryId).Distinct().ToList();
        var places = await db.Beneficiaries.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(b => people.Contains(b.Id)).Select(b => new { b.Id, b.TenantPath }).ToDictionaryAsync(b => b.Id, b => b.TenantPath, cancel);
        var once = await OnceAsync(db, twice, cancel);
        var rows = Rows(twice.FindAll(c => places.ContainsKey(c.BeneficiaryId)), claims.FindAll(c => c.Kind == ClaimKind.Recovery))
            .Select(r => Row(r.Claim, r.Dong, Words(r.Claim, once.GetValueOrDefault(r.Claim.SourceId), line.Order, others.Find(o => o.Of == r.Claim.Id)), line, places[r.Claim.BeneficiaryId], fault.Id, nowUtc)).ToList();
        if (rows.Count == 0)
        {
            return (twice.Exists(c => !places.ContainsKey(c.BeneficiaryId)) ? ResultProblems.TwiceOutside : ResultProblems.NotTwice).At("CorrectionTwice");
        }

        var faults = db.ResultFaults.Where(f => f.LineId == line.Id).Select(f => (Guid?)f.Id);
        var told = await Everywhere(db).AsNoTracking().Where(m => faults.Contains(m.FaultId)).ToListAsync(cancel);
        rows.RemoveAll(r => told.Exists(t => t.BeneficiaryId == r.BeneficiaryId && t.Strand == r.Strand && t.Month == r.Month && RecoverPapers.OnceOf(t.Lists) == RecoverPapers.OnceOf(r.Lists)));
        return rows;
    }

    /// <summary>What of a line's claims left twice: a recovery that the line took back of somebody left twice less of his own money, for nobody pays out of another's.</summary>
    internal static IEnumerable<(PaymentClaim Claim, long Dong)> Rows(IEnumerable<PaymentClaim> claims, IEnumerable<PaymentClaim> recoveries)
    {
        var recovered = recoveries.GroupBy(r => r.BeneficiaryId).ToDictionary(g => g.Key, g => g.Sum(r => r.Amount.Amount));
        foreach (var claim in claims)
        {
            var less = Math.Min(recovered.GetValueOrDefault(claim.BeneficiaryId), claim.Amount.Amount);
            recovered[claim.BeneficiaryId] = recovered.GetValueOrDefault(claim.BeneficiaryId) - less;
            if (claim.Amount.Amount > less)
            {
                yield return (claim, claim.Amount.Amount - less);
            }
        }
    }

    /// <summary>Rows of who lives outside the scope lie with the line until they are saved.</summary>
    /// <param name="rows">About to be added.</param>
    /// <returns>Where they belong, by row: <see cref="PlaceAsync"/> brings them there.</returns>
    public static IReadOnlyDictionary<Guid, string> Here(NodeDb db, IReadOnlyList<OverpaidMonth> rows)
    {
        var away = rows.Where(r => !db.Scope.Allows(r.TenantPath)).ToDictionary(r => r.Id, r => r.TenantPath);
        foreach (var row in rows.Where(r => away.ContainsKey(r.Id)))
        {
            row.TenantPath = row.TellerPath;
        }

        return away;
    }

    /// <summary>Brings saved rows to whom they are about: the officer of his commune proposes the recovery. It belongs inside the transaction of the verb, which saved its act in it.</summary>
    public static async Task PlaceAsync(NodeDb db, IReadOnlyDictionary<Guid, string> away, CancellationToken cancel)
    {
        foreach (var (row, place) in away)
        {
            await db.OverpaidMonths.Where(m => m.Id == row).ExecuteUpdateAsync(s => s.SetProperty(m => m.TenantPath, place), cancel);
        }
    }

    /// <summary>Whether a decision that stands takes back what a result told.</summary>
    public static Task<bool> IsDecidedAsync(NodeDb db, Guid fault, CancellationToken cancel) => Everywhere(db).AnyAsync(
        m => m.FaultId == fault && m.RecoveryId != null && db.OneOffPayments.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }).Any(p => p.Id == m.RecoveryId && p.CancelledById == null), cancel);

    /// <summary>What results told and no decision took back was not so. It belongs inside the transaction of the verb, which saves its act in it.</summary>
    public static Task ForgetAsync(NodeDb db, IReadOnlyCollection<Guid> faults, CancellationToken cancel) =>
        Everywhere(db).Where(m => m.FaultId != null && faults.Contains(m.FaultId.Value) && m.RecoveryId == null).ExecuteDeleteAsync(cancel);

    /// <summary>
    /// Two officials took a list on paper back: who was paid by his payer beside it was paid once. What no decision took back is gone, and the payer's result, which was closed as a second payment, waits
    /// to be stored. It belongs inside the transaction of the verb, which saves its act in it.
    /// </summary>
    /// <param name="lines">Lines that the paper did not pay.</param>
    public static async Task PaperWasWrongAsync(NodeDb db, IReadOnlyCollection<Guid> lines, CancellationToken cancel)
    {
        var code = ResultProblems.AgainstPaper.Code;
        foreach (var ids in lines.Chunk(500))
        {
            var closed = await db.ResultFaults.Where(f => f.LineId != null && ids.Contains(f.LineId.Value) && f.State == FaultState.Closed && f.Code == code).Select(f => f.Id).ToListAsync(cancel);
            var told = await Everywhere(db).Where(m => m.FaultId != null && closed.Contains(m.FaultId.Value)).Select(m => m.FaultId!.Value).Distinct().ToListAsync(cancel);
            await ForgetAsync(db, told, cancel);
            await db.ResultFaults.Where(f => told.Contains(f.Id)).ExecuteUpdateAsync(
                s => s.SetProperty(f => f.State, FaultState.Waiting).SetProperty(f => f.ClosedWhy, "").SetProperty(f => f.ClosedByName, "").SetProperty(f => f.Version, f => f.Version + 1), cancel);
        }
    }

    /// <summary>What a decision took back that was undone since: the money left twice all the same, so it is told anew. Call inside the transaction of a building; the caller saves.</summary>
    /// <param name="commune">Of the lines.</param>
    public static async Task TellAnewAsync(NodeDb db, string commune, DateTime nowUtc, CancellationToken cancel)
    {
        // What the leader opened again, or a corrected paper, is no second payment any more.
        var all = await Everywhere(db).AsNoTracking().Where(m => m.TellerPath == commune && db.ResultFaults.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }).Any(f => f.Id == m.FaultId && f.State == FaultState.Closed)).ToListAsync(cancel);
        var decided = all.Where(m => m.RecoveryId is not null).Select(m => m.RecoveryId!.Value).ToList();
        var undone = decided.Count == 0 ? [] : await db.OneOffPayments.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(p => decided.Contains(p.Id) && p.CancelledById != null).Select(p => p.Id).ToListAsync(cancel);
        bool IsUndone(OverpaidMonth month) => month.RecoveryId is { } recovery && undone.Contains(recovery);
        foreach (var same in all.GroupBy(m => (m.FaultId, m.BeneficiaryId, m.Strand, m.Month, m.Lists)).Where(g => g.All(IsUndone)))
        {
            var (last, person) = (same.OrderBy(m => m.DecidedAt).Last(), same.Key.BeneficiaryId);
            if (await db.Beneficiaries.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(b => b.Id == person).Select(b => b.TenantPath).SingleOrDefaultAsync(cancel) is { } place)
            {
                db.OverpaidMonths.Add(new OverpaidMonth
                {
                    Id = Guid.CreateVersion7(new DateTimeOffset(nowUtc)), TenantPath = place, TellerPath = last.TellerPath, BeneficiaryId = person, FaultId = last.FaultId, Strand = last.Strand, Month = last.Month,
                    Amount = last.Amount, ReceiverName = last.ReceiverName, ReceiverNumber = last.ReceiverNumber, ReceiverRelation = last.ReceiverRelation, Lists = last.Lists, IsPaid = true, ToldAt = nowUtc,
                });
            }
        }
    }

    private static OverpaidMonth Row(PaymentClaim claim, long dong, string words, PaymentLine line, string place, Guid fault, DateTime nowUtc) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(nowUtc)), TenantPath = place, TellerPath = line.TenantPath, BeneficiaryId = claim.BeneficiaryId, FaultId = fault, Strand = claim.Strand,
        Month = claim.Month > 0 ? claim.Month : claim.ListMonth, Amount = new Dong(dong), ReceiverName = line.ReceiverName, ReceiverNumber = line.ReceiverNumber, ReceiverRelation = line.ReceiverRelation,
        Lists = words.Length <= OverpaidMonth.LongestLists ? words : words[..OverpaidMonth.LongestLists], IsPaid = true, ToldAt = nowUtc,
    };

    // What is no monthly sum says so first: the decision calls it by its name.
    private static string Words(PaymentClaim claim, string? once, int order, Other? other)
    {
        var own = $"danh sách tháng {new PayMonth(claim.ListMonth)}, dòng {order}";
        var words = other is null ? $"{own}: theo danh sách giấy và theo đơn vị chi trả" : $"{own} và danh sách {ListWords.Type(other.Type)} tháng {new PayMonth(other.Month)}, {other.Unit}: đã chi cả hai";
        return once is null ? words : RecoverPapers.Once(once, words);
    }

    // Sums that are no month of an entitlement, by their source.
    private static async Task<Dictionary<Guid, string>> OnceAsync(NodeDb db, List<PaymentClaim> claims, CancellationToken cancel)
    {
        var sources = claims.Where(c => c.Kind is ClaimKind.Arrears or ClaimKind.OneOff).Select(c => c.SourceId).Distinct().ToList();
        var kinds = sources.Count == 0 ? [] : await db.OneOffPayments.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(p => sources.Contains(p.Id)).Select(p => new { p.Id, p.Kind }).ToListAsync(cancel);
        return kinds.ToDictionary(k => k.Id, k => Lower(Seeing.SeeingWords.Once(k.Kind)));
    }

    private static string Lower(string words) => words[..1].ToLower(VietnameseFormat.Culture) + words[1..];

    private static IQueryable<OverpaidMonth> Everywhere(NodeDb db) => db.OverpaidMonths.IgnoreQueryFilters([NodeDb.TenantFilter]);

    // Of whatever commune: who moved on was paid there.
    private static async Task<List<Other>> OthersAsync(NodeDb db, Guid line, CancellationToken cancel) => await db.PaymentClaims.AsNoTracking().Where(c => c.LineId == line && c.Kind != ClaimKind.Recovery)
        .Join(db.PaymentClaims.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }), c => c.BeneficiaryId, o => o.BeneficiaryId, (c, o) => new { Claim = c, Of = o })
        .Where(p => p.Of.LineId != line && (p.Of.State == ClaimState.Listed || p.Of.State == ClaimState.Paid) && p.Of.Kind == p.Claim.Kind && p.Of.Strand == p.Claim.Strand && p.Of.Month == p.Claim.Month && p.Of.SourceId == p.Claim.SourceId)
        .Join(db.PaymentLists.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }), p => p.Of.ListId, l => l.Id, (p, l) => new Other(p.Claim.Id, p.Of.State, l.Month, l.Type, l.UnitName)).ToListAsync(cancel);

    private sealed record Other(Guid Of, ClaimState State, int Month, ListType Type, string Unit);
}
