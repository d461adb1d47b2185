using ProvinceNode.Registry.Search;
using Protos.Values;

namespace ProvinceNode.Registry.Duplicates;

/// <summary>What the names of two records say. Pure.</summary>
public static class NameEvidence
{
    public const string Near = "name-near";

    private const int ShortestMistyped = 3;

    public static DuplicateReason? Compare(string one, string other)
    {
        var (first, second) = (NameKey.Of(one), NameKey.Of(other));
        if (first.Length == 0 || second.Length == 0)
        {
            return null;
        }

        if (first == second)
        {
            return VietnameseText.NameKey(one) == VietnameseText.NameKey(other)
                ? new("name-same", 30, "Họ tên giống nhau.") : new("name-accents", 25, "Họ tên giống nhau khi không xét dấu.");
        }

        return NameKey.Sorted(first) == NameKey.Sorted(second) ? new("name-order", 20, "Họ tên cùng các chữ nhưng khác thứ tự.")
            : NameKey.LacksMiddle(first, second) ? new("name-middle", 18, "Họ và tên giống nhau, một bên thiếu tên đệm.")
            : IsNear(NameKey.Words(first), NameKey.Words(second)) ? new(Near, 12, "Họ tên chỉ khác một chữ cái.")
            : new("name-other", -35, "Họ tên khác nhau.");
    }

    /// <summary>All words alike but one, which is one letter off; a word of one or two letters is another word.</summary>
    private static bool IsNear(string[] one, string[] other)
    {
        if (one.Length != other.Length)
        {
            return false;
        }

        var apart = Enumerable.Range(0, one.Length).Where(i => one[i] != other[i]).ToList();
        return apart.Count == 1 && Math.Min(one[apart[0]].Length, other[apart[0]].Length) >= ShortestMistyped && IsOneEdit(one[apart[0]], other[apart[0]]);
    }

    private static bool IsOneEdit(string one, string other)
    {
        var (shorter, longer) = one.Length <= other.Length ? (one, other) : (other, one);
        if (longer.Length - shorter.Length > 1)
        {
            return false;
        }

        var at = 0;
        while (at < shorter.Length && shorter[at] == longer[at])
        {
            at++;
        }

        return shorter.Length == longer.Length ? shorter[(at + 1)..] == longer[(at + 1)..] : shorter[at..] == longer[(at + 1)..];
    }
}
