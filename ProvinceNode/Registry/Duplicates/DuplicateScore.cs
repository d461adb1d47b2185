using Protos.Values;

namespace ProvinceNode.Registry.Duplicates;

/// <summary>
/// Compares two records of people: numbers of both kinds, name, birth, sex, place, telephone, guardian. The points are ours, weighed so that a name and a birth
/// alone make somebody look (60 and more) and never settle it, and that two different personal numbers outweigh an equal name and birth. Pure.
/// </summary>
public static class DuplicateScore
{
    // One number for two records must be looked at, whatever the rest says: somebody's number is wrong.
    private const int SameNumberLeast = 55;
    private const int Most = 100;

    public static DuplicateJudgment Of(PersonTraits one, PersonTraits other)
    {
        var reasons = new List<DuplicateReason>();
        void Add(DuplicateReason? reason)
        {
            if (reason is not null)
            {
                reasons.Add(reason);
            }
        }

        var (name, birth) = (NameEvidence.Compare(one.FullName, other.FullName), BirthEvidence.Compare(one.BirthDate, other.BirthDate));
        Add(NumberEvidence.Compare(one, other));
        // Hoa and Hoan are two names of many people; that one is a slip of the other is likely only for who was born on the same day.
        Add(name?.Code == NameEvidence.Near && birth?.Code != BirthEvidence.SameDay ? name with { Points = 0 } : name);
        Add(birth);
        Add(Sex(one.Sex, other.Sex));
        Add(Place(one, other));
        Add(Phone(one.Phone, other.Phone));
        Add(Guardian(one.Guardians, other.Guardians));
        var score = Math.Clamp(reasons.Sum(r => r.Points), 0, Most);
        if (reasons.Exists(r => r.Code is NumberEvidence.SameNew or NumberEvidence.SameOld))
        {
            score = Math.Max(score, SameNumberLeast);
        }

        return new DuplicateJudgment(score, [.. reasons.OrderByDescending(r => Math.Abs(r.Points))]);
    }

    private static DuplicateReason? Sex(int one, int other) => one is not (1 or 2) || other is not (1 or 2) ? null
        : one == other ? new("sex-same", 3, "Cùng giới tính.") : new("sex-other", -25, "Khác giới tính.");

    private static DuplicateReason? Place(PersonTraits one, PersonTraits other)
    {
        if (one.CommuneCode.Length == 0 || one.CommuneCode != other.CommuneCode)
        {
            return null;
        }

        var village = VietnameseText.NameKey(one.Village);
        return village.Length > 0 && village == VietnameseText.NameKey(other.Village)
            ? new("village-same", 13, "Cùng thôn, tổ dân phố.") : new("commune-same", 8, "Cùng xã, phường.");
    }

    private static DuplicateReason? Phone(string one, string other) =>
        Digits(one) is { Length: >= 9 } phone && phone == Digits(other) ? new("phone-same", 8, "Cùng số điện thoại.") : null;

    // +84 and 0 begin the same number.
    private static string Digits(string phone)
    {
        var digits = string.Concat(phone.Where(char.IsAsciiDigit));
        return digits.StartsWith("84", StringComparison.Ordinal) && digits.Length > 10 ? digits[2..] : digits.TrimStart('0');
    }

    private static DuplicateReason? Guardian(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        var names = one.Select(VietnameseText.NameKey).Where(n => n.Length > 0).ToHashSet(StringComparer.Ordinal);
        return other.Any(o => names.Contains(VietnameseText.NameKey(o))) ? new("guardian-same", 6, "Cùng người giám hộ, người nhận tiền thay.") : null;
    }
}
