using Protos.Values;

namespace ProvinceNode.Organization;

/// <summary>The authority map of the node: who does what on a date, from rows, not from code. Pure.</summary>
public sealed class AuthorityMap(IReadOnlyList<AuthorityRule> rules)
{
    // A place that no office can have: nobody acts for an institution that is not told.
    private const string NoInstitution = ".90000";

    /// <summary>Organisation in force on a day: 3T or 2T, told by who decides on that day.</summary>
    /// <exception cref="InvalidOperationException">The map has no decider for that day.</exception>
    public string RegimeOn(DateOnly day) => Rule(Authorities.Decider, day).Regime;

    /// <summary>The rule of a legal role on a day: the province's own row before the shipped one; null when there is none.</summary>
    public AuthorityRule? Find(string role, DateOnly day) =>
        rules.FirstOrDefault(r => r.ByProvince && r.Role == role && r.HoldsOn(day)) ?? rules.FirstOrDefault(r => !r.ByProvince && r.Role == role && r.HoldsOn(day));

    /// <inheritdoc cref="Find"/>
    /// <exception cref="InvalidOperationException">The map has no row for the role on that day.</exception>
    public AuthorityRule Rule(string role, DateOnly day) => Find(role, day)
        ?? throw new InvalidOperationException($"The authority map has no {role} on {day:yyyy-MM-dd}.");

    /// <summary>The office that acts in a legal role for a dossier of a commune on a day: the commune itself or the office above it at the rule's level.</summary>
    /// <param name="institution">Care institution that has the dossier: where none has it yet, no official's office is meant, only the province's territory.</param>
    public TenantPath OfficeFor(string role, TenantPath commune, DateOnly day, TenantPath? institution = null)
    {
        var level = Rule(role, day).Level;
        return level switch
        {
            UnitLevel.Institution => institution ?? TenantPath.Parse(commune.Province + NoInstitution),
            UnitLevel.Province => TenantPath.Parse(commune.Province),
            UnitLevel.District when commune.Depth == 3 => commune.Parent,
            _ => commune,
        };
    }
}
