using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>Poverty of the household that a group takes. Stored by name.</summary>
[Flags]
public enum PovertyStatuses
{
    /// <summary>Not asked.</summary>
    Any = 0,
    NearPoor = 1,
    Poor = 2,

    /// <summary>Poor or near-poor.</summary>
    Either = NearPoor | Poor,
}

/// <summary>Degrees of disability that a group takes. Stored by name.</summary>
[Flags]
public enum DisabilityDegrees
{
    /// <summary>Not asked.</summary>
    Any = 0,
    Mild = 1,
    Severe = 2,
    ExtremelySevere = 4,
}

/// <summary>What a group asks of people who have the duty to maintain the person. Stored by name.</summary>
public enum SupportCondition
{
    /// <summary>Not asked.</summary>
    Any = 0,

    /// <summary>Nobody has the duty and the right to maintain him.</summary>
    Nobody = 1,

    /// <summary>Nobody has, or who has it receives monthly social assistance himself, as point a of Art. 5(5) says.</summary>
    NobodyAble = 2,
}

/// <summary>
/// A group that the shipped rules do not know, with its conditions as data: those set must all hold. Of a province by resolution of its People's
/// Council (Decree 20 Art. 4), or of the nation by a later decree (policy U1), until a version of the product brings it.
/// </summary>
public sealed class ExtraGroupRow : IDatedLaw
{
    /// <summary>Form that asks for every condition that a group can have, see FormCatalogue.</summary>
    public const string OwnForm = "DN-NT";

    /// <summary>Begin of the code of a group of the nation.</summary>
    public const string NationalPrefix = "QG.";

    public int Id { get; set; }

    /// <summary>Two digits; empty for a group of the nation.</summary>
    public required string ProvinceCode { get; set; }

    /// <summary>P, the province's code, a dot and more: P38.1; of the nation QG.1.</summary>
    public required string Code { get; set; }

    /// <summary>Vietnamese name.</summary>
    public required string Label { get; set; }

    /// <summary>First age in completed months.</summary>
    public int? AgeFromMonths { get; set; }

    /// <summary>Age in completed months at which it no longer holds.</summary>
    public int? AgeUntilMonths { get; set; }

    public PovertyStatuses Poverty { get; set; }

    public DisabilityDegrees Degrees { get; set; }

    /// <summary>Only in specially difficult communes and villages.</summary>
    public bool SpecialArea { get; set; }

    /// <summary>Only without pension or social-insurance benefit.</summary>
    public bool WithoutPension { get; set; }

    /// <summary>Only without monthly assistance or merit allowance under another text.</summary>
    public bool WithoutAllowance { get; set; }

    public SupportCondition Support { get; set; }

    /// <summary>Only who lives alone.</summary>
    public bool LivesAlone { get; set; }

    /// <summary>A condition in the words of the text that no fact of the declaration proves: the person claims it and the commune attests it at the review. Empty: none.</summary>
    public string Attested { get; set; } = "";

    /// <summary>Of the standard level; 0 when <see cref="AmountDong"/> is given.</summary>
    public int CoefficientHundredths { get; set; }

    /// <summary>Đồng a month, when not by coefficient.</summary>
    public long AmountDong { get; set; }

    /// <summary>Declaration form.</summary>
    public required string Form { get; set; }

    /// <summary>Number of the People's Council's resolution; empty for a group of the nation.</summary>
    public string ResolutionNumber { get; set; } = "";

    public DateOnly? ResolutionOn { get; set; }

    /// <summary>The text as printed.</summary>
    public required string Legal { get; set; }

    public required DateOnly ValidFrom { get; set; }

    public DateOnly? ValidTo { get; set; }

    /// <inheritdoc cref="LevelRow.InForceFrom"/>
    public DateOnly? InForceFrom { get; set; }

    public bool IsNational => ProvinceCode.Length == 0;

    /// <summary>Whether any condition is set: without one everybody would be paid.</summary>
    public bool HasCondition => AgeFromMonths is not null || AgeUntilMonths is not null || Poverty != PovertyStatuses.Any || Degrees != DisabilityDegrees.Any || SpecialArea || WithoutPension
        || WithoutAllowance || Support != SupportCondition.Any || LivesAlone || Attested.Length > 0;

    /// <summary>Kept apart as the groups of HIV (Decree 20 Art. 8(1)(b)): its code is marked, or its own words tell of the illness.</summary>
    public bool Sensitive => ApartCodes.Holds(Code) || IllnessWords.Tell(Label) || IllnessWords.Tell(Attested);

    /// <summary>In force on a day.</summary>
    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);

    /// <inheritdoc cref="LevelRow.Until"/>
    public ExtraGroupRow Until(DateOnly? last)
    {
        var copy = (ExtraGroupRow)MemberwiseClone();
        copy.ValidTo = last;
        return copy;
    }
}
