using System.Text.Json.Serialization;
using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>
/// What is known of a person for the decision (policy 10.1), with the days each fact holds, so that any month can be asked. An empty fact is
/// a fact that nobody proved. Nothing here reads a clock or a database.
/// </summary>
public sealed record Facts
{
    public required BirthDate Birth { get; init; }

    /// <summary>Day of death; its month is still paid in full (policy appendix B).</summary>
    public DateOnly? DiedOn { get; init; }

    /// <summary>Not a Vietnamese citizen: no social pension.</summary>
    public bool Foreign { get; init; }

    /// <summary>Where the person lives, for the list of specially difficult communes and villages.</summary>
    public IReadOnlyList<Residence> Residences { get; init; } = [];

    /// <summary>Decisions on the household's poverty; a month without one is neither poor nor near-poor.</summary>
    public IReadOnlyList<PovertySpan> Poverty { get; init; } = [];

    /// <summary>The disability certificate held now.</summary>
    public DisabilityFacts? Disability { get; init; }

    /// <summary>Certificates before <see cref="Disability"/>; in each month the latest one issued counts.</summary>
    public IReadOnlyList<DisabilityFacts> EarlierCertificates { get; init; } = [];

    public HivFacts? Hiv { get; init; }

    /// <summary>Pregnancies as confirmed; the end is the birth, or the expected day until it is known.</summary>
    public IReadOnlyList<DaySpan> Pregnancies { get; init; } = [];

    public IReadOnlyList<ChildFacts> Children { get; init; } = [];

    /// <summary>What keeps the mother from bringing up the child; empty: she can.</summary>
    public IReadOnlyList<ParentSpan> Mother { get; init; } = [];

    /// <inheritdoc cref="Mother"/>
    public IReadOnlyList<ParentSpan> Father { get; init; } = [];

    /// <summary>Abandoned child (group 1.a), from the day it was found.</summary>
    public DateOnly? AbandonedOn { get; init; }

    /// <summary>Adopted: somebody brings the child up.</summary>
    public DateOnly? AdoptedOn { get; init; }

    /// <summary>Whether group 1 was received when reaching 16 (group 2); a current category of group 1 or 2 proves it too.</summary>
    public bool ReceivedAsGroup1 { get; init; }

    public MaritalState Marital { get; init; }

    /// <summary>Since when <see cref="Marital"/> holds; empty: always in question. Before it the person counts as married.</summary>
    public DateOnly? MaritalSince { get; init; }

    /// <summary>The wife or husband receives support under Art. 20(2)(a): one support for both.</summary>
    public bool SpouseReceivesPregnancySupport { get; init; }

    /// <summary>People who have the duty and the right to maintain an elderly person (Decree 20 Art. 2(6)).</summary>
    public IReadOnlyList<SupporterFacts> Supporters { get; init; } = [];

    /// <summary>Conditions of groups of the province or of a later decree that the person claims and the commune attests.</summary>
    public IReadOnlyList<AttestedFacts> Attested { get; init; } = [];

    /// <summary>Days on which the person lives alone.</summary>
    public IReadOnlyList<DaySpan> LivesAlone { get; init; } = [];

    /// <summary>The person's own schooling.</summary>
    public IReadOnlyList<StudySpan> Study { get; init; } = [];

    /// <summary>Pensions, social-insurance benefits, wages and other regular money.</summary>
    public IReadOnlyList<IncomeSpan> Incomes { get; init; } = [];

    /// <summary>Monthly assistance under other texts, e.g. for merit; only the highest is paid (Art. 6(2)).</summary>
    public IReadOnlyList<AllowanceSpan> OtherAllowances { get; init; } = [];

    /// <summary>Stays in an institution on the monthly nurture allowance (Art. 25).</summary>
    public IReadOnlyList<DaySpan> Institution { get; init; } = [];

    /// <summary>Why and on what conditions the person is taken into an institution; null: he was there before anybody asked.</summary>
    public AdmissionFacts? Admission { get; init; }

    /// <summary>Custody and prison.</summary>
    public IReadOnlyList<DetentionSpan> Detentions { get; init; } = [];

    /// <summary>Who cares for the person at home.</summary>
    public IReadOnlyList<CareSpan> Care { get; init; } = [];

    /// <summary>No conditions to live in the community, and fit for admission to an institution (group 5.d).</summary>
    public bool QualifiesForInstitution { get; init; }

    /// <summary>Day of the written request for social pension.</summary>
    public DateOnly? PensionRequestedOn { get; init; }

    /// <summary>Category paid before the month asked about; empty: none. Wins ties (policy 1.3), and a limit of age reached this month ends it only with the next.</summary>
    public string CurrentCategory { get; init; } = "";

    /// <summary>What the declaration asked from which these facts were read; null: read from elsewhere. Of use only until they stand over what was known.</summary>
    [JsonIgnore]
    public Asked? Asked { get; init; }

    /// <summary>Care support paid before the month asked about, e.g. CS.2: a limit of age reached this month ends it only with the next.</summary>
    public IReadOnlyList<string> CurrentCare { get; init; } = [];
}
