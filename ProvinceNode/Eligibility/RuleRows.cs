namespace ProvinceNode.Eligibility;

/// <summary>Which benefit a level belongs to.</summary>
public enum LevelKind
{
    /// <summary>Mức chuẩn trợ giúp xã hội (Decree 20 Art. 4).</summary>
    Standard = 1,

    /// <summary>Mức trợ cấp hưu trí xã hội (Decree 176/2025).</summary>
    SocialPension = 2,
}

/// <summary>A row of the law whose money may count from another day than its force.</summary>
public interface IDatedLaw
{
    /// <summary>First day that it pays for.</summary>
    DateOnly ValidFrom { get; }

    /// <summary>Last day that it pays for; null is open.</summary>
    DateOnly? ValidTo { get; }

    /// <summary>Day the instrument has force; null: known throughout.</summary>
    DateOnly? InForceFrom { get; }
}

/// <summary>A level with the days it holds. A row of the law, not code.</summary>
public sealed class LevelRow : IDatedLaw
{
    public int Id { get; set; }

    public LevelKind Kind { get; set; } = LevelKind.Standard;

    /// <summary>Empty for the national floor; else the province's resolution, which may only be higher (Decree 20 Art. 4).</summary>
    public string ProvinceCode { get; set; } = "";

    /// <summary>Categories for which a province's level holds, by the beginning of their code, e.g. 6 or CS; empty: all.</summary>
    public string CategoryPrefix { get; set; } = "";

    /// <summary>Đồng a month.</summary>
    public required long Amount { get; set; }

    /// <summary>The instrument as printed.</summary>
    public required string Legal { get; set; }

    /// <summary>Number of the People's Council's resolution; empty for national rows.</summary>
    public string ResolutionNumber { get; set; } = "";

    public DateOnly? ResolutionOn { get; set; }

    public required DateOnly ValidFrom { get; set; }

    public DateOnly? ValidTo { get; set; }

    /// <summary>Day the instrument has force, when that is not <see cref="ValidFrom"/>: a decision signed before it is by the older row, though the
    /// money counts from ValidFrom with arrears (Decree 335/2026: money from 01/7/2026, in force 05/10/2026; policy 0.4, 10.3). Null: known throughout.</summary>
    public DateOnly? InForceFrom { get; set; }

    /// <summary>Entered or ended by the province's legal officer: a new version of the product leaves it.</summary>
    public bool ByOfficer { get; set; }

    /// <summary>The same row with another last day.</summary>
    public LevelRow Until(DateOnly? last)
    {
        var copy = (LevelRow)MemberwiseClone();
        copy.ValidTo = last;
        return copy;
    }
}

/// <summary>A category of assistance: article, age bracket, coefficient, form and the days it holds (policy 1.2, A.2).</summary>
public sealed class CategoryRow : IDatedLaw
{
    /// <summary>Most characters of <see cref="Legal"/> and of <see cref="Label"/>.</summary>
    public const int MostText = 200;

    public int Id { get; set; }

    /// <summary>Code, e.g. 6.n.adult.</summary>
    public required string Code { get; set; }

    /// <summary>Short reference as shipped, e.g. Đ5.k6, or the article as printed.</summary>
    public required string Legal { get; set; }

    /// <summary>Vietnamese name.</summary>
    public required string Label { get; set; }

    /// <summary>First age in completed months, inclusive.</summary>
    public int? AgeFromMonths { get; set; }

    /// <summary>Age in completed months at which it no longer holds.</summary>
    public int? AgeUntilMonths { get; set; }

    /// <summary>150 is 1,5.</summary>
    public required int CoefficientHundredths { get; set; }

    public bool PerChild { get; set; }

    /// <summary>Declaration form, e.g. 1đ.</summary>
    public required string Form { get; set; }

    /// <summary>HIV groups: neutral wherever others can read.</summary>
    public bool Sensitive { get; set; }

    public required DateOnly ValidFrom { get; set; }

    public DateOnly? ValidTo { get; set; }

    /// <inheritdoc cref="LevelRow.InForceFrom"/>
    public DateOnly? InForceFrom { get; set; }

    /// <inheritdoc cref="LevelRow.ByOfficer"/>
    public bool ByOfficer { get; set; }

    /// <summary>The printed article, e.g. khoản 6 Điều 5 Nghị định số 20/2021/NĐ-CP.</summary>
    public string Article => Legal.Split('.') switch
    {
        [['Đ', .. var a], ['k', .. var k], var p] => $"điểm {p} khoản {k} Điều {a} Nghị định số 20/2021/NĐ-CP",
        [['Đ', .. var a], ['k', .. var k]] => $"khoản {k} Điều {a} Nghị định số 20/2021/NĐ-CP",
        _ => Legal,
    };

    /// <inheritdoc cref="LevelRow.Until"/>
    public CategoryRow Until(DateOnly? last)
    {
        var copy = (CategoryRow)MemberwiseClone();
        copy.ValidTo = last;
        return copy;
    }
}

/// <summary>A set of rules by date, R1 to R4 (policy 0.4): names the law of a month. A month without one is the older law's and is not computed.</summary>
public sealed class RuleSetRow : IDatedLaw
{
    public int Id { get; set; }

    /// <summary>E.g. R2.</summary>
    public required string Code { get; set; }

    /// <summary>Instruments in force.</summary>
    public required string Legal { get; set; }

    public required DateOnly ValidFrom { get; set; }

    public DateOnly? ValidTo { get; set; }

    /// <inheritdoc cref="LevelRow.InForceFrom"/>
    public DateOnly? InForceFrom { get; set; }

    /// <inheritdoc cref="LevelRow.Until"/>
    public RuleSetRow Until(DateOnly? last)
    {
        var copy = (RuleSetRow)MemberwiseClone();
        copy.ValidTo = last;
        return copy;
    }
}

/// <summary>A number of the law that is neither a level nor a coefficient, or a choice where the law is silent (policy 11).</summary>
public sealed class ParameterRow
{
    public int Id { get; set; }

    /// <summary>One of <see cref="LawParameters"/>.</summary>
    public required string Name { get; set; }

    /// <summary>Unit by name: times, đồng, kilograms, months, or a choice.</summary>
    public required long Value { get; set; }

    public required string Legal { get; set; }

    public required DateOnly ValidFrom { get; set; }

    public DateOnly? ValidTo { get; set; }

    /// <inheritdoc cref="LevelRow.ByOfficer"/>
    public bool ByOfficer { get; set; }
}
