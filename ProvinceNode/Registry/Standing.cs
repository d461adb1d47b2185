using ProvinceNode.Platform;

namespace ProvinceNode.Registry;

/// <summary>What a beneficiary receives now, told from the versions of his entitlements; and which entitlements exclude each other. Pure.</summary>
public static class Standing
{
    /// <summary>Brings the beneficiary's summary up to his entitlements.</summary>
    public static void Refresh(Beneficiary person, IEnumerable<Entitlement> rows)
    {
        var live = rows.Where(r => r.Status != EntitlementStatus.Ended).ToList();
        var shown = live.Exists(r => r.IsMain) ? live.Where(r => r.IsMain).ToList() : live;
        var main = shown.OrderByDescending(r => r.MonthlyAmount.Amount).FirstOrDefault();
        (person.CategoryCode, person.CoefficientHundredths, person.StartMonth) = (main?.CategoryCode ?? "", main?.CoefficientHundredths ?? 0, main?.StartMonth ?? 0);
        person.MonthlyAmount = new Protos.Values.Dong(shown.Sum(r => r.MonthlyAmount.Amount));
        person.Status = main?.Status ?? EntitlementStatus.Ended;
    }

    /// <summary>
    /// Whether two entitlements of one person cannot stand together: only the highest monthly assistance is paid, except group 4 with 5, 6
    /// or 8 (Decree 20 Art. 6(2)); one support to who cares for him, one to himself (Art. 20).
    /// </summary>
    public static bool Exclude(EntitlementKind kind, string category, EntitlementKind otherKind, string otherCategory)
    {
        if (kind == EntitlementKind.Care || otherKind == EntitlementKind.Care)
        {
            return Strands.Of(kind, category) == Strands.Of(otherKind, otherCategory);
        }

        var (one, two) = (Group(category), Group(otherCategory));
        return !((one == "4" && two is "5" or "6" or "8") || (two == "4" && one is "5" or "6" or "8"));
    }

    /// <summary>Whether a category is of the groups that may be paid two together: group 4 with one of 5, 6 and 8 (Decree 20 Art. 6(2)).</summary>
    public static bool MayJoin(string category) => Group(category) is "4" or "5" or "6" or "8";

    private static string Group(string category) => category.Split('.')[0];
}
