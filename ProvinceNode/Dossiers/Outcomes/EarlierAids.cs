using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>What was given once before to the person or the household whom a case asks for.</summary>
/// <param name="Household">Head of the household of rice or essentials as it is compared, see <see cref="Head"/>; empty for money.</param>
/// <param name="On">Day of the event, or the first day of care.</param>
/// <param name="Until">Last day of care; null for everything else.</param>
/// <param name="Decision">Number, day and body of the decision, as it is named to people.</param>
public sealed record EarlierAid(string Household, DateOnly On, DateOnly? Until, string Decision)
{
    /// <summary>Head of the household as it was written; empty for money.</summary>
    public string Head { get; init; } = "";

    /// <summary>What was given, e.g. hỗ trợ sửa chữa nhà ở bị hư hỏng nặng: another aid of the same event may be asked for now.</summary>
    public string Name { get; init; } = "";

    /// <summary>Cause of rice or essentials as the list tells it.</summary>
    public string Cause { get; init; } = "";

    /// <summary>First month of rice and how many; 0 for essentials and money.</summary>
    public PayMonth From { get; init; }

    public int Months { get; init; }

    /// <summary>Days of care.</summary>
    public int Days => Until is { } until ? until.DayNumber - On.DayNumber + 1 : 0;
}

/// <summary>
/// Looks up what was given before (policy 10.2): one event is helped once, whoever of the household asks and wherever in the province it was decided.
/// Rice and essentials are known by the household's head and village alone, within the commune.
/// </summary>
public static class EarlierAids
{
    // What the column holds: numbers of twelve digits and the marks between them.
    private const int MostNumbers = 32;

    /// <summary>What a case asks for, given before.</summary>
    public static async Task<IReadOnlyList<EarlierAid>> OfAsync(NodeDb db, Dossier dossier, Measure measure, Beneficiary? person, CancellationToken cancel)
    {
        if (dossier.Kind != RequestKind.Emergency)
        {
            return [];
        }

        if (dossier.ProcedureCode == Procedures.EmergencyGoods)
        {
            return await GoodsAsync(db, dossier, measure, cancel);
        }

        var kinds = Aids.Of(dossier.ProcedureCode).Select(Aids.PaymentOf).Distinct().Where(k => k != OneOffKind.Funeral).ToList();
        return kinds.Count == 0 || measure.On is not { } on ? [] : await MoneyAsync(db, dossier, person, kinds[0], on, cancel);
    }

    /// <summary>
    /// Numbers of everybody of the household whom form 06 names, the head among them; of another aid the person's alone. Who has had two cards is known
    /// by both. "" when nobody has one.
    /// </summary>
    /// <param name="person">Whom the registry knows under one of them.</param>
    public static string NumbersOf(Dossier dossier, Beneficiary? person)
    {
        var members = dossier.ProcedureCode == Procedures.EmergencyHousing
            ? FormFacts.ValuesOf(dossier).On(VietnamTime.Day(dossier.SubmittedAt)).Rows("Household").Select(r => CitizenId.Clean(r["CitizenId"])) : [];
        string[] own = [dossier.Owner.CitizenId, dossier.Owner.OldIdentityNumber, person?.CitizenId ?? "", person?.OldIdentityNumber ?? ""];
        return string.Join(';', own.Concat(members).Where(n => n.Length > 0).Distinct().Take(MostNumbers));
    }

    // The event may have been dated otherwise: the lines of a year on either side are read, and what is near is told.
    private static async Task<IReadOnlyList<EarlierAid>> MoneyAsync(NodeDb db, Dossier dossier, Beneficiary? person, OneOffKind kind, DateOnly on, CancellationToken cancel)
    {
        var (from, until, numbers) = (on.AddYears(-1), on.AddYears(1), NumbersOf(dossier, person).Split(';', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal));
        // One aid is given under the old card's number, the next under the new one: the registry has both, wherever in the province its person lives.
        var known = numbers.Count == 0 ? [] : await db.Beneficiaries.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(b => numbers.Contains(b.CitizenId) || numbers.Contains(b.OldIdentityNumber))
            .Select(b => new { b.Id, b.CitizenId, b.OldIdentityNumber }).ToListAsync(cancel);
        numbers.UnionWith(known.SelectMany(b => new[] { b.CitizenId, b.OldIdentityNumber }).Where(n => n.Length > 0));
        var people = known.Select(b => b.Id).ToHashSet();
        var (place, birth) = (dossier.TenantPath, dossier.Owner.BirthDate);
        var paid = await Like(db.OneOffPayments.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(p => p.Kind == kind && p.CancelledById == null && p.EventOn >= from && p.EventOn <= until),
            [.. numbers], [.. people], place, birth).ToListAsync(cancel);
        var found = paid.Where(p => numbers.Contains(p.PersonNumber) || (p.BeneficiaryId is { } id && people.Contains(id))
            || p.HouseholdNumbers.Split(';').Any(numbers.Contains) || IsAlike(p, dossier, person)).OrderBy(p => p.EventOn);
        return await NamedAsync(db, found, p => p.DecisionId, (p, by) => new EarlierAid("", p.EventOn!.Value, p.EventUntil, by.Words) { Name = by.Aid is { } aid ? Aids.Name(aid) : Aids.Name(kind) }, cancel);
    }

    /// <summary>Of many payments those that may be of this person or household; exactly which is told of the few that are read. A flood pays thousands in one province.</summary>
    public static IQueryable<OneOffPayment> Like(IQueryable<OneOffPayment> payments, IReadOnlyList<string> numbers, IReadOnlyList<Guid> people, string place, string birth) =>
        payments.Where(AnyOf.These(numbers.Select(OfHousehold)
            .Prepend(p => numbers.Contains(p.PersonNumber) || (p.BeneficiaryId != null && people.Contains(p.BeneficiaryId.Value)) || (p.TenantPath == place && p.PersonBirth == birth))));

    // A sought number among the household's.
    private static Expression<Func<OneOffPayment, bool>> OfHousehold(string number) => p => p.HouseholdNumbers.Contains(number);

    // Whose numbers cannot be compared, one having none or the old card's of nine digits, is known by name and birth within the commune.
    private static bool IsAlike(OneOffPayment paid, Dossier dossier, Beneficiary? person)
    {
        string[] own = [dossier.Owner.CitizenId, dossier.Owner.OldIdentityNumber, person?.CitizenId ?? "", person?.OldIdentityNumber ?? ""];
        return paid.TenantPath == dossier.TenantPath && paid.PersonBirth == dossier.Owner.BirthDate && !own.Any(n => n.Length > 0 && n.Length == paid.PersonNumber.Length)
            && VietnameseText.Fold(paid.PersonName) == dossier.Owner.FoldedName;
    }

    private static async Task<IReadOnlyList<EarlierAid>> GoodsAsync(NodeDb db, Dossier dossier, Measure measure, CancellationToken cancel)
    {
        var filed = VietnamTime.Day(dossier.SubmittedAt);
        var listed = measure.Households.Count > 0 ? measure.Households : ReliefGoods.Listed(FormFacts.ValuesOf(dossier), filed);
        var (heads, place, since, village) = (listed.Select(h => VietnameseText.Fold(h.Head)).Distinct().ToList(), dossier.TenantPath, filed.AddYears(-1), VietnameseText.Fold(dossier.Owner.Village));
        var rows = await db.AidsInKind.AsNoTracking().Where(a => a.TenantPath == place && a.DecidedOn >= since && heads.Contains(a.FoldedHousehold)).OrderBy(a => a.DecidedOn).ThenBy(a => a.Number).ToListAsync(cancel);
        return await NamedAsync(db, rows.Where(a => VietnameseText.Fold(a.Village) == village), a => a.DecisionId, (a, by) =>
            new EarlierAid(a.FoldedHousehold, a.EventOn ?? a.DecidedOn, null, by.Words) { Head = a.Household, Name = a.Months > 0 ? "hỗ trợ gạo" : "hỗ trợ nhu yếu phẩm", Cause = a.Cause, From = PayMonth.Of(a.DecidedOn), Months = a.Months }, cancel);
    }

    private static async Task<IReadOnlyList<EarlierAid>> NamedAsync<T>(NodeDb db, IEnumerable<T> rows, Func<T, Guid> by, Func<T, (string Words, AidKind? Aid), EarlierAid> name, CancellationToken cancel)
    {
        var all = rows.ToList();
        var ids = all.Select(by).Distinct().ToList();
        var decisions = ids.Count == 0 ? [] : await db.Decisions.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(d => ids.Contains(d.Id))
            .Join(db.Dossiers, d => d.DossierId, o => o.Id, (d, o) => new { d.Id, d.Number, d.SignedOn, d.IssuerName, d.Explanation, o.ProcedureCode }).ToListAsync(cancel);
        return all.ConvertAll(r => name(r, decisions.Find(d => d.Id == by(r)) is { } d
            ? (CitedDecisions.Words(d.Number, d.SignedOn, d.IssuerName), Aids.Chosen(d.ProcedureCode, Appraisal.Parse(d.Explanation).Measure)) : ("quyết định trước đây", null)));
    }
}
