using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// Rice and essentials for the households of a village's list 5a or 5b (Decree 20 Art. 12). The commune's chairman decides from own means; months
/// and persons are the list's as the appraiser corrected it, kilograms are the law's.
/// </summary>
public static class ReliefGoods
{
    public static IEnumerable<Problem> Faults(Case found)
    {
        var rows = Of(found);
        if (rows.Count == 0 && Rest(found).Count > 0)
        {
            return [OutcomeProblems.NothingGivenNow.At("Eligible")];
        }

        return rows.Count == 0 || rows.Any(r => r.Persons <= 0 || (r.Goods.Length == 0 && r.Kilograms <= 0)) ? [OutcomeProblems.HouseholdsNeeded.At("Eligible")] : [];
    }

    /// <summary>The letter that asks the level above for what the commune's means do not cover (Art. 12(3)(c)); null when they cover all.</summary>
    public static PaperContent? Letter(Case found) => Rest(found) is { Count: > 0 } rest
        ? EmergencyPapers.AskAbove(OutcomeWords.Scene(found), rest[0].Goods.Length == 0, Cause(found, rest[0].Goods.Length == 0), [.. rest.Select(r => Row(found, r))], found.Open.Official) : null;

    /// <summary>The list as declared or corrected, for the measure of the appraisal.</summary>
    public static IReadOnlyList<ReliefHousehold> Listed(FormValues values, DateOnly on)
    {
        var scope = values.On(on);
        var tet = scope.Is("Hunger", "tet");
        return scope.Rows("Households").Select(r => new ReliefHousehold(
            r.Text("Head"), r.Count("Size") ?? 0, r.Count("Hungry") ?? r.Count("Lacking") ?? 0, r.Count("Months") ?? 0, tet, r.Text("Needs"), r.Text("Why"))
        {
            Now = r.Count("MonthsNow") ?? (r.Is("GivenNow", "no") ? 0 : null),
        }).ToList();
    }

    public static PaperContent Paper(Case found)
    {
        var rows = Of(found);
        var rice = rows[0].Goods.Length == 0;
        return EmergencyPapers.Relief(OutcomeWords.Scene(found), rice, Cause(found, rice), [.. rows.Select(r => Row(found, r))], found.Open.Official);
    }

    private static ReliefRow Row(Case found, Given r) => new(r.Head, found.Dossier.Owner.Village, r.Size, r.Persons, r.Months, r.Kilograms, r.Goods, r.Why);

    private static string Cause(Case found, bool rice)
    {
        var said = new[] { Declared.Words(found.Dossier, rice ? "Hunger" : "Cause"), found.Measure.Words }.Where(w => w.Length > 0).ToList();
        var cause = said.Count > 0 ? string.Join("; ", said) : "theo danh sách đã được thôn, tổ dân phố họp thống nhất";
        return EmergencyForms.SkipsTheVote(found.Dossier) ? $"{cause.TrimEnd('.')}; trường hợp đặc biệt khẩn cấp, nghiêm trọng, bỏ qua bước bình xét theo khoản 2 Điều 17 Nghị định số 20/2021/NĐ-CP" : cause;
    }

    /// <summary>What each household is given, for the registry.</summary>
    public static IEnumerable<AidInKind> Rows(Case found, Guid decision) => Of(found).Select((r, i) => new AidInKind
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(found.Context.NowUtc)), TenantPath = found.Dossier.TenantPath, DecisionId = decision, Number = i + 1,
        Household = r.Head, Cause = CauseOf(found), EventOn = CauseOn(found), Village = found.Dossier.Owner.Village, Persons = r.Persons, Months = r.Months, RiceKilograms = r.Kilograms, Goods = r.Goods,
        Arithmetic = r.Arithmetic, DecidedOn = found.Context.Today, RecordedAt = found.Context.NowUtc,
    });

    /// <summary>The list as corrected, else as declared.</summary>
    public static IReadOnlyList<ReliefHousehold> Asked(Case found) =>
        found.Measure.Households.Count > 0 ? found.Measure.Households : Listed(FormFacts.ValuesOf(found.Dossier), VietnamTime.Day(found.Dossier.SubmittedAt));

    /// <summary>Why the list was made, in the words of its form: tet, lean, disaster …</summary>
    public static string CauseOf(Case found) => Scope(found) is var scope && scope["Hunger"] is { Length: > 0 } hunger ? hunger : scope["Cause"];

    /// <summary>Day of the event; null on a list of rice.</summary>
    public static DateOnly? CauseOn(Case found) => Scope(found).Day("CauseOn");

    private static FormScope Scope(Case found) => FormFacts.ValuesOf(found.Dossier).On(VietnamTime.Day(found.Dossier.SubmittedAt));

    // What is given at once from the commune's own means.
    private static List<Given> Of(Case found) => Asked(found).Where(h => h.Now != 0).Select(h => Given.Of(found, h, h.Needs.Length > 0 ? 0 : h.Now ?? h.Months)).ToList();

    // What is left to the level above: months of rice that the law gives and the commune does not, essentials that it has not.
    private static List<Given> Rest(Case found) => Asked(found).Where(h => h.Now is not null && (h.Needs.Length > 0 ? h.Now == 0 : h.Now < Lawful(found, h)))
        .Select(h => Given.Of(found, h, h.Needs.Length > 0 ? 0 : Lawful(found, h) - h.Now!.Value)).ToList();

    private static int Lawful(Case found, ReliefHousehold h) => (int)Math.Min(h.Months, found.Context.Rules.Parameter(h.Tet ? LawParameters.RiceMonthsTet : LawParameters.RiceMonthsHunger, FiledOn(found))?.Value ?? 0);

    private static DateOnly FiledOn(Case found) => VietnamTime.Day(found.Dossier.SubmittedAt);

    private sealed record Given(string Head, int Size, int Persons, int Months, int Kilograms, string Goods, string Why, string Arithmetic)
    {
        public static Given Of(Case found, ReliefHousehold h, int months)
        {
            if (h.Needs.Length > 0)
            {
                return new Given(h.Head, h.Size, h.Persons, 0, 0, h.Needs, h.Why, $"{h.Persons} người: {h.Needs}");
            }

            // Months that the law gives, which may be fewer than were asked for.
            var (on, rules) = (FiledOn(found), found.Context.Rules);
            var (kilograms, arithmetic) = OneOff.Rice(on, h.Persons, months, h.Tet, rules);
            var monthly = OneOff.Rice(on, h.Persons, 1, h.Tet, rules).Kilograms;
            return new Given(h.Head, h.Size, h.Persons, monthly == 0 ? 0 : (int)(kilograms / monthly), (int)kilograms, "", h.Why, arithmetic);
        }
    }
}

/// <summary>A household of a list 5a or 5b.</summary>
/// <param name="Persons">Who lack food or essentials.</param>
/// <param name="Months">Months of rice; 0 on a list of essentials.</param>
/// <param name="Tet">Before Tết only one month is given.</param>
/// <param name="Needs">Essentials wanted; empty on a list of rice.</param>
public sealed record ReliefHousehold(string Head, int Size, int Persons, int Months, bool Tet, string Needs, string Why)
{
    /// <summary>Months of rice that the commune gives at once, or 0 for essentials that it has not: the rest is asked of the level above. Null: all at once.</summary>
    public int? Now { get; init; }
}
