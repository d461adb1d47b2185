using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>The shape of one group's rule; numbers come from the rule book. One implementation per group of Decree 20 Art. 5.</summary>
public interface IGroupRule
{
    /// <summary>Group number as in Art. 5, e.g. <c>6</c>.</summary>
    string Group { get; }

    /// <summary>Asks every clause of the group, also those after a failed one, so that the explanation is whole.</summary>
    IEnumerable<(Trial Trial, CategoryRow? Category)> Try(Facts facts, PayMonth month, RuleBook rules, Dong level);

    /// <summary>First month of entitlement and its article (Art. 8(1)(đ)).</summary>
    /// <param name="facts">Facts that met the group's clauses.</param>
    /// <param name="signedIn">Month in which the decision is signed.</param>
    (PayMonth Month, string Why) StartMonth(Facts facts, PayMonth signedIn);
}
