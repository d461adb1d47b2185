using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments.Building;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Recovering;

/// <summary>
/// Keeps the months that lists overpaid where decisions find them: told by a building, with who took them and by which lists; gone again when the payer tells them unpaid. Call inside the
/// transaction of the verb; the caller saves.
/// </summary>
public static class OverpaidBook
{
    private const int Set = 500;

    /// <summary>What a building found of a commune takes the place of what was told of it before and no decision took back.</summary>
    public static async Task TellAsync(NodeDb db, string commune, IReadOnlyList<PersonOfList> people, DateTime nowUtc, CancellationToken cancel)
    {
        var told = people.Where(p => p.Card.Id is not null).SelectMany(p => p.Due.Overpaid.Select(o => (Person: p.Card.Id!.Value, Over: o))).ToList();
        // What this building sets off against arrears was told by the commune that paid it: no decision takes it back.
        var setOff = people.Where(p => p.Card.Id is not null).SelectMany(p => p.Due.Claims.Where(c => c is { Kind: ClaimKind.Recovery } && c.SourceId == Guid.Empty).Select(c => (Person: p.Card.Id!.Value, c.Strand, c.Month))).ToHashSet();
        var ids = told.Select(t => t.Person).Concat(setOff.Select(s => s.Person)).Distinct().ToList();
        var earlier = await Everywhere(db).Where(m => m.RecoveryId == null && m.CaseId == null && m.FaultId == null && m.TellerPath == commune).ToListAsync(cancel);
        var (places, paid) = (new Dictionary<Guid, string>(), new List<PaidPart>());
        foreach (var chunk in ids.Chunk(Set))
        {
            earlier.AddRange((await Everywhere(db).Where(m => m.RecoveryId == null && m.CaseId == null && m.FaultId == null && m.TellerPath != commune && chunk.Contains(m.BeneficiaryId)).ToListAsync(cancel))
                .FindAll(m => setOff.Contains((m.BeneficiaryId, m.Strand, m.Month)) || told.Exists(t => t.Person == m.BeneficiaryId && t.Over.Strand == m.Strand && t.Over.Month == m.Month)));
            foreach (var person in await db.Beneficiaries.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(b => chunk.Contains(b.Id)).Select(b => new { b.Id, b.TenantPath }).ToListAsync(cancel))
            {
                places[person.Id] = person.TenantPath;
            }

            paid.AddRange(await PartsAsync(db, chunk, cancel));
        }

        var rows = told.Where(t => places.ContainsKey(t.Person)).Select(t => Row(t.Person, t.Over, places[t.Person], commune, paid, nowUtc)).ToList();
        db.OverpaidMonths.RemoveRange(earlier.Where(e => !rows.Exists(r => Same(r, e))));
        db.OverpaidMonths.AddRange(rows.Where(r => !earlier.Exists(e => Same(r, e))));
        await TwicePaid.TellAnewAsync(db, commune, nowUtc, cancel);
    }

    /// <summary>What results of some lines say of months of the scope that were told and not decided yet; of who moved away the next building tells.</summary>
    public static async Task LinesAsync(NodeDb db, IReadOnlyCollection<Guid> lines, CancellationToken cancel)
    {
        if (!await db.OverpaidMonths.AnyAsync(m => m.RecoveryId == null && m.CaseId == null && m.FaultId == null, cancel))
        {
            return;
        }

        foreach (var ids in lines.Chunk(Set))
        {
            var months = await db.OverpaidMonths.Where(m => m.RecoveryId == null && m.CaseId == null && m.FaultId == null && db.PaymentClaims.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }).Any(c => ids.Contains(c.LineId) && c.BeneficiaryId == m.BeneficiaryId && c.Strand == m.Strand && c.Month == m.Month && c.SourceId == Guid.Empty)).ToListAsync(cancel);
            // To lift the filter of the claims lifts it of the whole query.
            months.RemoveAll(m => !db.Scope.Allows(m.TenantPath));
            var parts = months.Count == 0 ? [] : await PartsAsync(db, [.. months.Select(m => m.BeneficiaryId).Distinct()], cancel);
            foreach (var month in months)
            {
                var own = parts.FindAll(p => p.Is(month.BeneficiaryId, month.Strand, month.Month));
                month.IsPaid = own.Count > 0 && own.TrueForAll(p => p.State == ClaimState.Paid);
                if (own.Count == 0)
                {
                    db.OverpaidMonths.Remove(month);
                }
            }
        }
    }

    private static bool Same(OverpaidMonth one, OverpaidMonth other) => one.BeneficiaryId == other.BeneficiaryId && one.Strand == other.Strand && one.Month == other.Month && one.Amount == other.Amount && one.IsPaid == other.IsPaid
        && one.Lists == other.Lists && one.Receiver == other.Receiver && one.TenantPath == other.TenantPath && one.TellerPath == other.TellerPath;

    private static OverpaidMonth Row(Guid person, OverpaidFact over, string place, string commune, List<PaidPart> paid, DateTime nowUtc)
    {
        var parts = paid.FindAll(p => p.Is(person, over.Strand, over.Month)).OrderByDescending(p => p.ListMonth).ToList();
        var words = string.Join("; ", parts.Select(p => $"danh sách {ListWords.Type(p.Type)} tháng {new PayMonth(p.ListMonth)}, {p.Unit}").Distinct(StringComparer.Ordinal));
        return new OverpaidMonth
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(nowUtc)), TenantPath = place, TellerPath = commune, BeneficiaryId = person, Strand = over.Strand, Month = over.Month, Amount = new Dong(over.Amount),
            ReceiverName = parts.Count > 0 ? parts[0].Name : "", ReceiverNumber = parts.Count > 0 ? parts[0].Number : "", ReceiverRelation = parts.Count > 0 ? parts[0].Relation : "",
            Lists = words.Length <= OverpaidMonth.LongestLists ? words : words[..OverpaidMonth.LongestLists], IsPaid = parts.Count > 0 && parts.TrueForAll(p => p.State == ClaimState.Paid), ToldAt = nowUtc,
        };
    }

    private static async Task<List<PaidPart>> PartsAsync(NodeDb db, Guid[] people, CancellationToken cancel) => await db.PaymentClaims.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking()
        .Where(c => people.Contains(c.BeneficiaryId) && c.SourceId == Guid.Empty && c.Kind != ClaimKind.Recovery && (c.State == ClaimState.Listed || c.State == ClaimState.Paid))
        .Join(db.PaymentLines.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }), c => c.LineId, l => l.Id, (c, l) => new { Claim = c, Line = l })
        .Join(db.PaymentLists.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }), x => x.Claim.ListId, l => l.Id, (x, l) =>
            new PaidPart(x.Claim.BeneficiaryId, x.Claim.Strand, x.Claim.Month, x.Claim.State, x.Line.ReceiverName, x.Line.ReceiverNumber, x.Line.ReceiverRelation, l.Month, l.Type, l.UnitName)).ToListAsync(cancel);

    private static IQueryable<OverpaidMonth> Everywhere(NodeDb db) => db.OverpaidMonths.IgnoreQueryFilters([NodeDb.TenantFilter]);

    private sealed record PaidPart(Guid Person, EntitlementStrand Strand, int Month, ClaimState State, string Name, string Number, string Relation, int ListMonth, ListType Type, string Unit)
    {
        public bool Is(Guid person, EntitlementStrand strand, int month) => Person == person && Strand == strand && Month == month;
    }
}
