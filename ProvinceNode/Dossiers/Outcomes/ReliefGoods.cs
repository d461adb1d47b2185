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
        return rows.Count == 0 || rows.Any(r => r.Persons <= 0 || (r.Goods.Length == 0 && r.Kilograms <= 0)) ? [OutcomeProblems.HouseholdsNeeded.At("Eligible")] : [];
    }

    /// <summary>The list as declared or corrected, for the measure of the appraisal.</summary>
    public static IReadOnlyList<ReliefHousehold> Listed(FormValues values, DateOnly on)
    {
        var scope = values.On(on);
        var tet = scope.Is("Hunger", "tet");
        return scope.Rows("Households").Select(r => new ReliefHousehold(
            r.Text("Head"), r.Count("Size") ?? 0, r.Count("Hungry") ?? r.Count("Lacking") ?? 0, r.Count("Months") ?? 0, tet, r.Text("Needs"), r.Text("Why"))).ToList();
    }

    public static PaperContent Paper(Case found)
    {
        var (rows, scene) = (Of(found), OutcomeWords.Scene(found));
        var rice = rows[0].Goods.Length == 0;
        var said = new[] { Declared.Words(found.Dossier, rice ? "Hunger" : "Cause"), found.Measure.Words }.Where(w => w.Length > 0).ToList();
        var cause = said.Count > 0 ? string.Join("; ", said) : "theo danh sách đã được thôn, tổ dân phố họp thống nhất";
        var list = rows.Select(r => new ReliefRow(r.Head, found.Dossier.Owner.Village, r.Size, r.Persons, r.Months, r.Kilograms, r.Goods, r.Why)).ToList();
        return EmergencyPapers.Relief(scene, rice, cause, list, found.Open.Official);
    }

    /// <summary>What each household is given, for the registry.</summary>
    public static IEnumerable<AidInKind> Rows(Case found, Guid decision) => Of(found).Select((r, i) => new AidInKind
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(found.Context.NowUtc)), TenantPath = found.Dossier.TenantPath, DecisionId = decision, Number = i + 1,
        Household = r.Head, Village = found.Dossier.Owner.Village, Persons = r.Persons, Months = r.Months, RiceKilograms = r.Kilograms, Goods = r.Goods,
        Arithmetic = r.Arithmetic, DecidedOn = found.Context.Today, RecordedAt = found.Context.NowUtc,
    });

    private static List<Given> Of(Case found)
    {
        var on = VietnamTime.Day(found.Dossier.SubmittedAt);
        var listed = found.Measure.Households.Count > 0 ? found.Measure.Households : Listed(FormFacts.ValuesOf(found.Dossier), on);
        return listed.Select(h =>
        {
            if (h.Needs.Length > 0)
            {
                return new Given(h.Head, h.Size, h.Persons, 0, 0, h.Needs, h.Why, $"{h.Persons} người: {h.Needs}");
            }

            // Months that the law gives, which may be fewer than were asked for.
            var (kilograms, arithmetic) = OneOff.Rice(on, h.Persons, h.Months, h.Tet, found.Context.Rules);
            var monthly = OneOff.Rice(on, h.Persons, 1, h.Tet, found.Context.Rules).Kilograms;
            return new Given(h.Head, h.Size, h.Persons, monthly == 0 ? 0 : (int)(kilograms / monthly), (int)kilograms, "", h.Why, arithmetic);
        }).ToList();
    }

    private sealed record Given(string Head, int Size, int Persons, int Months, int Kilograms, string Goods, string Why, string Arithmetic);
}

/// <summary>A household of a list 5a or 5b.</summary>
/// <param name="Persons">Who lack food or essentials.</param>
/// <param name="Months">Months of rice; 0 on a list of essentials.</param>
/// <param name="Tet">Before Tết only one month is given.</param>
/// <param name="Needs">Essentials wanted; empty on a list of rice.</param>
public sealed record ReliefHousehold(string Head, int Size, int Persons, int Months, bool Tet, string Needs, string Why);
