using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>What was given once before to the person or the household whom a case asks for.</summary>
/// <param name="Household">Head of the household of rice or essentials; empty for money.</param>
/// <param name="On">Day of the event, or the first day of care.</param>
/// <param name="Until">Last day of care; null for everything else.</param>
/// <param name="Decision">Number, day and body of the decision, as it is named to people.</param>
public sealed record EarlierAid(string Household, DateOnly On, DateOnly? Until, string Decision)
{
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
    /// <summary>What a case asks for, given before.</summary>
    public static async Task<IReadOnlyList<EarlierAid>> OfAsync(NodeDb db, Dossier dossier, Measure measure, CancellationToken cancel)
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
        return kinds.Count == 0 || measure.On is not { } on ? [] : await MoneyAsync(db, dossier, kinds[0], on, cancel);
    }

    /// <summary>Numbers of everybody of the household whom form 06 names, the head among them; of another aid the person's alone. "" when nobody has one.</summary>
    public static string NumbersOf(Dossier dossier)
    {
        var members = dossier.ProcedureCode == Procedures.EmergencyHousing
            ? FormFacts.ValuesOf(dossier).On(VietnamTime.Day(dossier.SubmittedAt)).Rows("Household").Select(r => CitizenId.Clean(r["CitizenId"])) : [];
        return string.Join(';', members.Prepend(dossier.Owner.OldIdentityNumber).Prepend(dossier.Owner.CitizenId).Where(n => n.Length > 0).Distinct());
    }

    // The event may have been dated otherwise: the lines of a year on either side are read, and what is near is told.
    private static async Task<IReadOnlyList<EarlierAid>> MoneyAsync(NodeDb db, Dossier dossier, OneOffKind kind, DateOnly on, CancellationToken cancel)
    {
        var (from, until, birth, place) = (on.AddYears(-1), on.AddYears(1), dossier.Owner.BirthDate, dossier.TenantPath);
        var numbers = NumbersOf(dossier).Split(';', StringSplitOptions.RemoveEmptyEntries);
        var found = new List<OneOffPayment>();
        foreach (var number in numbers)
        {
            // An old number of nine digits may stand inside a new one of twelve.
            found.AddRange((await Paid(db, kind, from, until).Where(p => p.PersonNumber == number || p.HouseholdNumbers.Contains(number)).ToListAsync(cancel))
                .Where(p => p.PersonNumber == number || p.HouseholdNumbers.Split(';').Contains(number)));
        }

        // Who has no number, or another kind of number, is known by name and birth within the commune.
        var alike = await Paid(db, kind, from, until).Where(p => p.TenantPath == place && p.PersonBirth == birth).ToListAsync(cancel);
        found.AddRange(alike.Where(p => VietnameseText.Fold(p.PersonName) == dossier.Owner.FoldedName && (numbers.Length == 0 || p.PersonNumber.Length == 0)));
        return await NamedAsync(db, found.DistinctBy(p => p.Id).OrderBy(p => p.EventOn), p => p.DecisionId, (p, decision) => new EarlierAid("", p.EventOn!.Value, p.EventUntil, decision), cancel);
    }

    private static IQueryable<OneOffPayment> Paid(NodeDb db, OneOffKind kind, DateOnly from, DateOnly until) => db.OneOffPayments.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking()
        .Where(p => p.Kind == kind && p.EventOn >= from && p.EventOn <= until);

    private static async Task<IReadOnlyList<EarlierAid>> GoodsAsync(NodeDb db, Dossier dossier, Measure measure, CancellationToken cancel)
    {
        var filed = VietnamTime.Day(dossier.SubmittedAt);
        var listed = measure.Households.Count > 0 ? measure.Households : ReliefGoods.Listed(FormFacts.ValuesOf(dossier), filed);
        var (heads, place, since, village) = (listed.Select(h => VietnameseText.Fold(h.Head)).Distinct().ToList(), dossier.TenantPath, filed.AddYears(-1), VietnameseText.Fold(dossier.Owner.Village));
        var rows = await db.AidsInKind.AsNoTracking().Where(a => a.TenantPath == place && a.DecidedOn >= since && heads.Contains(a.FoldedHousehold)).OrderBy(a => a.DecidedOn).ThenBy(a => a.Number).ToListAsync(cancel);
        return await NamedAsync(db, rows.Where(a => VietnameseText.Fold(a.Village) == village), a => a.DecisionId, (a, decision) =>
            new EarlierAid(a.FoldedHousehold, a.EventOn ?? a.DecidedOn, null, decision) { Cause = a.Cause, From = PayMonth.Of(a.DecidedOn), Months = a.Months }, cancel);
    }

    private static async Task<IReadOnlyList<EarlierAid>> NamedAsync<T>(NodeDb db, IEnumerable<T> rows, Func<T, Guid> by, Func<T, string, EarlierAid> name, CancellationToken cancel)
    {
        var all = rows.ToList();
        var ids = all.Select(by).Distinct().ToList();
        var decisions = await db.Decisions.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.Number, d.SignedOn, d.IssuerName }).ToListAsync(cancel);
        return all.ConvertAll(r => name(r, decisions.Find(d => d.Id == by(r)) is { } d
            ? $"Quyết định {(d.Number is { } number ? $"số {number} " : "")}ngày {VietnameseFormat.Date(d.SignedOn)} của {d.IssuerName}" : "quyết định trước đây"));
    }
}
