using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Closing;

/// <summary>How a payment differs from last month's list.</summary>
public enum ChangeKind
{
    /// <summary>TĂNG.</summary>
    Increase = 1,

    /// <summary>GIẢM.</summary>
    Decrease,

    /// <summary>ĐIỀU CHỈNH.</summary>
    Adjusted,

    /// <summary>MỘT LẦN.</summary>
    Once,
}

/// <summary>A month of a strand, or a payment made once, as a list of a month has it.</summary>
/// <param name="Current">The month of the list itself; arrears, carried months and what is paid once are told as once.</param>
/// <param name="Source">The payment made once; empty for a month.</param>
public sealed record ListedSum(Guid Person, EntitlementStrand Strand, Guid? Entitlement, ClaimKind Kind, bool Current, long Dong, string Commune, Guid Source);

/// <summary>One line of the review.</summary>
/// <param name="Before">Đồng last month; 0 for who is new.</param>
/// <param name="Entitlement">The version behind it: of this month, else of the last.</param>
public sealed record MonthChange(ChangeKind Kind, Guid Person, EntitlementStrand Strand, ClaimKind Claim, Guid? Entitlement, long Before, long After, string Commune)
{
    /// <summary>The payment made once, whose own decision is behind the line; empty for a month.</summary>
    public Guid Source { get; init; }

    public long Difference => After - Before;

    public static string Name(ChangeKind kind) => kind switch
    {
        ChangeKind.Increase => "Tăng", ChangeKind.Decrease => "Giảm", ChangeKind.Adjusted => "Điều chỉnh", _ => "Một lần",
    };
}

/// <summary>What changed against last month, in people and đồng (policy 6.2; papers D23). Pure.</summary>
public static class MonthChanges
{
    public static IReadOnlyList<MonthChange> Of(IEnumerable<ListedSum> last, IEnumerable<ListedSum> now)
    {
        var present = now.ToList();
        var (before, after) = (Monthly(last), Monthly(present));
        var changes = new List<MonthChange>();
        foreach (var (key, sum) in after)
        {
            if (!before.TryGetValue(key, out var was))
            {
                changes.Add(new(ChangeKind.Increase, key.Person, key.Strand, sum.Kind, sum.Entitlement, 0, sum.Dong, sum.Commune));
            }
            else if (was.Dong != sum.Dong)
            {
                changes.Add(new(ChangeKind.Adjusted, key.Person, key.Strand, sum.Kind, sum.Entitlement, was.Dong, sum.Dong, sum.Commune));
            }
        }

        changes.AddRange(before.Where(b => !after.ContainsKey(b.Key)).Select(b => new MonthChange(ChangeKind.Decrease, b.Key.Person, b.Key.Strand, b.Value.Kind, b.Value.Entitlement, b.Value.Dong, 0, b.Value.Commune)));
        changes.AddRange(present.Where(s => !s.Current).Select(s => new MonthChange(ChangeKind.Once, s.Person, s.Strand, s.Kind, s.Entitlement, 0, s.Kind == ClaimKind.Recovery ? -s.Dong : s.Dong, s.Commune) { Source = s.Source }));
        return [.. changes.OrderBy(c => c.Kind).ThenBy(c => c.Commune, StringComparer.Ordinal).ThenBy(c => c.Person).ThenBy(c => c.Strand)];
    }

    // A person may have supplementary lists beside the first: a month stands once among them.
    private static Dictionary<(Guid Person, EntitlementStrand Strand), ListedSum> Monthly(IEnumerable<ListedSum> sums) =>
        sums.Where(s => s.Current).GroupBy(s => (s.Person, s.Strand)).ToDictionary(g => g.Key, g => g.First() with { Dong = g.Sum(s => s.Dong) });
}
