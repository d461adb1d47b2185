using ProvinceNode.Dossiers;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;

namespace ProvinceNode.Platform;

/// <summary>The rows of the law that a version of the product brings, all kinds together.</summary>
public sealed record ShippedRules
{
    public required IReadOnlyList<LevelRow> Levels { get; init; }

    public required IReadOnlyList<RuleSetRow> RuleSets { get; init; }

    public required IReadOnlyList<ParameterRow> Parameters { get; init; }

    public required IReadOnlyList<CategoryRow> Categories { get; init; }

    public required IReadOnlyList<StepRule> Steps { get; init; }

    public required IReadOnlyList<AuthorityRule> Authority { get; init; }

    /// <summary>Those of this version.</summary>
    public static ShippedRules Read() => new()
    {
        Levels = [.. RuleSeed.Levels()], RuleSets = [.. RuleSeed.RuleSets()], Parameters = [.. RuleSeed.Parameters()], Categories = [.. RuleSeed.Categories()],
        Steps = [.. RuleSeed.Steps()], Authority = [.. RuleSeed.Authority()],
    };
}
