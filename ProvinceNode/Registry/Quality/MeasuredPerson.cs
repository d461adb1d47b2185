namespace ProvinceNode.Registry.Quality;

/// <summary>What is known of a person when his data are measured; read for many at once. Pure.</summary>
/// <param name="Person">As the registry has him.</param>
public sealed record MeasuredPerson(Beneficiary Person)
{
    /// <summary>Ages in completed months between which his category is: the first included, the second not; null without bound or category.</summary>
    public int? AgeFromMonths { get; init; }

    public int? AgeUntilMonths { get; init; }

    /// <summary>Entitlements in course or suspended.</summary>
    public IReadOnlyList<Entitlement> Entitlements { get; init; } = [];

    public IReadOnlyList<PersonLink> Links { get; init; } = [];

    /// <summary>Years of which the poverty of his household is known.</summary>
    public IReadOnlyCollection<int> PovertyYears { get; init; } = [];

    /// <summary>Certificates of the register that are his, whatever their state.</summary>
    public IReadOnlyList<DisabilityCertificate> Certificates { get; init; } = [];

    /// <summary>Whether a certificate on paper is noted in his household.</summary>
    public bool HasPaperCertificate { get; init; }

    /// <summary>Whether a suspicion that he has two records waits for a judgment.</summary>
    public bool IsSuspected { get; init; }

    /// <summary>Whether his commune is in force on the day.</summary>
    public bool UnitStands { get; init; } = true;

    /// <summary>Whether the population database told a day of death that nobody has dealt with.</summary>
    public bool IsToldDead { get; init; }
}
