namespace ProvinceNode.Eligibility;

/// <summary>One amount of a month without its explanation.</summary>
/// <param name="CategoryCode">Null when there is none.</param>
/// <param name="CoefficientHundredths">0 when the amount is a fixed sum.</param>
public readonly record struct PaidPart(AwardKind Kind, string? CategoryCode, int CoefficientHundredths, int Times, long LevelDong, long MonthlyDong)
{
    internal PaidPart(in Hit hit)
        : this(hit.Exists ? hit.Rule.Kind : 0, hit.Exists ? hit.Code : null, hit.Exists ? hit.Tariff.CoefficientTold : 0, hit.Times, hit.Exists ? hit.Tariff.Level.Amount : 0, hit.Exists ? hit.Amount : 0)
    {
    }
}

/// <summary>What one person's month pays.</summary>
public readonly struct Paid
{
    internal Paid(in Chosen chosen)
    {
        Main = new(chosen.Main);
        Second = new(chosen.Second);
        SelfCare = new(chosen.SelfCare);
        Care = new(chosen.Care);
        Institution = new(chosen.Institution);
    }

    /// <summary>Assistance or social pension.</summary>
    public PaidPart Main { get; }

    /// <summary>What is paid beside group 4 (Art. 6(2)).</summary>
    public PaidPart Second { get; }

    /// <summary>Art. 20(2)(a).</summary>
    public PaidPart SelfCare { get; }

    /// <summary>To household or carer.</summary>
    public PaidPart Care { get; }

    public PaidPart Institution { get; }

    public long TotalDong => Main.MonthlyDong + Second.MonthlyDong + SelfCare.MonthlyDong + Care.MonthlyDong + Institution.MonthlyDong;

    /// <summary>Those that exist, in the order of <see cref="Answer.Awards"/>.</summary>
    public IEnumerable<PaidPart> Parts => new[] { Main, Second, SelfCare, Care, Institution }.Where(p => p.CategoryCode is not null);
}
