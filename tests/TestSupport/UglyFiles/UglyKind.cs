using Bogus;

namespace TestSupport.UglyFiles;

/// <summary>One kind of ugliness.</summary>
/// <param name="Group">At most one kind of a group can be laid upon one list.</param>
/// <param name="Fault">Code of the fault that some rows must then have; empty when everything is read without a word.</param>
public sealed record UglyKind(string Name, string Group, Action<UglyDraft> Apply, string Fault = "");

/// <summary>All kinds, and random combinations of them.</summary>
public static class UglyKinds
{
    public static IReadOnlyList<UglyKind> All { get; } = [.. LayoutKinds.All, .. TextKinds.All, .. NumberKinds.All, .. BirthKinds.All, .. ValueKinds.All, .. UnitKinds.All];

    public static UglyKind Named(string name) => All.Single(k => k.Name == name);

    /// <summary>Two to eight kinds of different groups; the same seed gives the same ones. What changes all text comes last.</summary>
    public static IReadOnlyList<UglyKind> Combination(int seed)
    {
        var random = new Randomizer(seed);
        var groups = random.Shuffle(All.GroupBy(k => k.Group)).Take(random.Int(2, 8)).ToList();
        var kinds = groups.Select(g => random.ArrayElement(g.ToArray())).ToList();

        // Text keeps no trace of what Excel had made a date of: there the truth is lost, not ugly.
        kinds.RemoveAll(k => k.Name is "BirthSwappedByExcel" && kinds.Any(o => o.Name.StartsWith("Csv", StringComparison.Ordinal) || o.Name is "HtmlAsExcel" or "ErrorInText"));
        return [.. kinds.OrderBy(k => k.Group switch { "empty" => 2, "columns" => 3, "headings" => 4, "font" => 5, "form" => 6, _ => 1 })];
    }
}
