using Protos.Values;

namespace ProvinceNode.Registry.Duplicates;

/// <summary>What the personal numbers of two records say: the 12 digits of the CCCD, the 9 of the CMND, and whether a CCCD could be of the person with the CMND. Pure.</summary>
public static class NumberEvidence
{
    public const string SameNew = "number-same";
    public const string SameOld = "old-number-same";
    public const string Near = "number-near";
    public const string Other = "number-other";
    public const string Fits = "number-fits";
    public const string FitsNot = "number-fits-not";

    public static DuplicateReason? Compare(PersonTraits one, PersonTraits other)
    {
        var (first, second) = (Digits(one.CitizenId), Digits(other.CitizenId));
        var (firstOld, secondOld) = (Digits(one.OldIdentityNumber), Digits(other.OldIdentityNumber));
        if (first.Length > 0 && first == second)
        {
            return new(SameNew, 70, "Trùng số định danh cá nhân (CCCD).");
        }

        // Either number may stand in the other's box.
        if ((firstOld.Length > 0 && (firstOld == secondOld || firstOld == second)) || (secondOld.Length > 0 && secondOld == first))
        {
            return new(SameOld, 60, "Trùng số chứng minh nhân dân (CMND).");
        }

        if (first.Length > 0 && second.Length > 0)
        {
            return IsSlip(first, second)
                ? new(Near, 12, "Hai số định danh chỉ khác một chữ số hoặc đảo hai chữ số: có thể một số bị ghi sai.")
                : new(Other, -50, "Hai số định danh cá nhân khác nhau.");
        }

        if (firstOld.Length > 0 && secondOld.Length > 0)
        {
            return IsSlip(firstOld, secondOld)
                ? new(Near, 12, "Hai số chứng minh nhân dân chỉ khác một chữ số hoặc đảo hai chữ số: có thể một số bị ghi sai.")
                : new("old-number-other", -30, "Hai số chứng minh nhân dân khác nhau.");
        }

        return first.Length > 0 ? Mixed(first, other, secondOld) : second.Length > 0 ? Mixed(second, one, firstOld) : null;
    }

    // The 12 digits tell year, sex and where the birth was registered (Decree 137/2015 Art. 13): they fit the other record or they do not.
    private static DuplicateReason? Mixed(string number, PersonTraits bare, string old)
    {
        if (!CitizenId.TryParse(number, out var id) || !BirthDate.TryParse(bare.BirthDate, out var birth))
        {
            return null;
        }

        if (id.BirthYear != birth.Assumed.Year || (bare.Sex is 1 or 2 && bare.Sex != id.Sex))
        {
            return new(FitsNot, -20, "Số định danh của một bên không phù hợp với năm sinh hoặc giới tính của bên kia.");
        }

        var home = id.RegistrationCode == "0" + bare.Province;
        return old.Length > 0
            ? new(Fits, home ? 12 : 9, "Một bên có số CCCD, bên kia chỉ có số CMND; số CCCD phù hợp với năm sinh, giới tính của bên kia.")
            : new(Fits, home ? 6 : 4, "Một bên chưa có số; số định danh của bên kia phù hợp với năm sinh, giới tính.");
    }

    /// <summary>One digit mistaken or two neighbours exchanged.</summary>
    public static bool IsSlip(string one, string other)
    {
        if (one.Length != other.Length)
        {
            return false;
        }

        var apart = Enumerable.Range(0, one.Length).Where(i => one[i] != other[i]).ToList();
        return apart.Count == 1 || (apart.Count == 2 && apart[1] == apart[0] + 1 && one[apart[0]] == other[apart[1]] && one[apart[1]] == other[apart[0]]);
    }

    private static string Digits(string number) => CitizenId.Clean(number);
}
