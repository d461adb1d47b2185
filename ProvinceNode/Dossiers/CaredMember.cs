using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>
/// Somebody whom a household cares for (form 2a), as declared and as appraised: the support for him is an entitlement of his own, which the carer
/// receives (Decree 20 Art. 20(2)(c): for each of them). Pure.
/// </summary>
/// <param name="Sex">1 nam, 2 nữ; 0 when not told.</param>
public sealed record CaredMember(string FullName, string BirthDate, int Sex, string CitizenId, string OldIdentityNumber, Facts Facts)
{
    /// <summary>What the rules answer for him; null while nobody asked.</summary>
    public Answer? Answer { get; init; }

    public string Number => CitizenId.Length > 0 ? CitizenId : OldIdentityNumber;

    /// <summary>Whether it is the person whose dossier it is.</summary>
    public bool Is(PersonData person) => Number.Length > 0 ? Number == person.CitizenId || Number == person.OldIdentityNumber
        : FullName == person.FullName && BirthDate == person.BirthDate;

    /// <summary>As the registry takes a person: he lives where the household lives.</summary>
    public PersonData In(PersonData household) => household with
    {
        FullName = FullName, BirthDate = BirthDate, Sex = Sex, CitizenId = CitizenId, OldIdentityNumber = OldIdentityNumber,
    };

    /// <summary>The same facts asked for a month.</summary>
    public CaredMember Asked(PayMonth month, RuleBook rules, string provinceCode) => this with { Answer = Assistance.Decide(Facts, month, rules, provinceCode) };
}
