using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Law;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using Protos.Reference;
using Protos.Reference.Packs;

namespace ProvinceNode.Platform;

/// <summary>The rows of the law that a version of the product, or the pack in force over it, brings, all kinds together.</summary>
public sealed record ShippedRules
{
    public required IReadOnlyList<LevelRow> Levels { get; init; }

    public required IReadOnlyList<RuleSetRow> RuleSets { get; init; }

    public required IReadOnlyList<ParameterRow> Parameters { get; init; }

    public required IReadOnlyList<CategoryRow> Categories { get; init; }

    public required IReadOnlyList<StepRule> Steps { get; init; }

    public required IReadOnlyList<AuthorityRule> Authority { get; init; }

    /// <summary>Those of this version.</summary>
    public static ShippedRules Read() => Of(new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>A pack's rows; of a matter that the pack does not know, e.g. a parameter that a newer version of the product brought, this version's.</summary>
    /// <param name="texts">Tables of the pack by name; those that are missing are this version's.</param>
    public static ShippedRules Of(IReadOnlyDictionary<string, string> texts)
    {
        ReferenceTable? Table(string name) => texts.TryGetValue(name, out var text) ? ReferenceTable.Parse(text) : null;
        return new()
        {
            Levels = Over(RuleSeed.Levels, Table(PackTables.Levels), RuleGroups.Levels.Key), RuleSets = Over(RuleSeed.RuleSets, Table(PackTables.RuleSets), RuleGroups.RuleSets.Key),
            Parameters = Over(RuleSeed.Parameters, Table(PackTables.Parameters), RuleGroups.Parameters.Key), Categories = Over(RuleSeed.Categories, Table(PackTables.Categories), RuleGroups.Categories.Key),
            Steps = Over(RuleSeed.Steps, Table(PackTables.Steps), RuleGroups.Steps.Key), Authority = Over(RuleSeed.Authority, Table(PackTables.Authority), r => r.Role),
        };
    }

    private static List<T> Over<T>(Func<ReferenceTable?, IEnumerable<T>> read, ReferenceTable? pack, Func<T, string> matter)
    {
        if (pack is null)
        {
            return [.. read(null)];
        }

        var rows = read(pack).ToList();
        var known = rows.Select(matter).ToHashSet(StringComparer.Ordinal);
        return [.. rows, .. read(null).Where(r => !known.Contains(matter(r)))];
    }
}
