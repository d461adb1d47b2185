namespace ProvinceNode.Eligibility;

/// <summary>Facts that a declaration may ask for.</summary>
[Flags]
public enum AskedFacts
{
    None = 0,
    Poverty = 1 << 0,
    Pregnancy = 1 << 1,

    /// <summary>Every child that the person brings up.</summary>
    Children = 1 << 2,

    /// <summary>Children under 36 months only (form 1đ).</summary>
    SmallChildren = 1 << 3,
    Mother = 1 << 4,
    Father = 1 << 5,
    Adoption = 1 << 6,
    Supporters = 1 << 7,
    Study = 1 << 8,

    /// <summary>Pension and social insurance.</summary>
    Pension = 1 << 9,
    StableIncome = 1 << 10,
    Wage = 1 << 11,
    SocialAllowance = 1 << 12,
    Merit = 1 << 13,
    OtherAllowance = 1 << 14,
    Institution = 1 << 15,
    Detention = 1 << 16,
    Certificate = 1 << 17,

    /// <summary>Whether somebody takes the person in who is fit for an institution (point d of Art. 5(5)).</summary>
    TakenIn = 1 << 18,
    SpouseSupport = 1 << 19,

    /// <summary>Whether the place is specially difficult, and so which village it is.</summary>
    Area = 1 << 20,
    LivesAlone = 1 << 21,
}

/// <summary>What a declaration asked and had answered: of these an empty fact is the answer "none", of the others it is a fact that nobody told.</summary>
/// <param name="Since">Day of the change that is declared; without one the first day of the month of filing. What was known before ends there.</param>
public sealed record Asked(AskedFacts Facts, DateOnly Since)
{
    public bool Has(AskedFacts fact) => (Facts & fact) == fact;
}
