using System.Text.Json.Serialization;
using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Levels;

/// <summary>What one list decision changes. Stored: never renumber.</summary>
public enum LevelChange
{
    /// <summary>Running payments go on at the level in force (Circular 02/2021 Art. 5).</summary>
    Level = 1,

    /// <summary>The same for groups that are not named beside others (Decree 20 Art. 8(1)(b)).</summary>
    Apart = 2,

    /// <summary>Points b and c of Art. 5(5) ended with June 2025: who received by them goes on with the social pension, without a new request (Decree 176/2025).</summary>
    Pension = 3,
}

/// <summary>How an official settles a row that the law does not explain. Stored: never renumber.</summary>
public enum LevelChoice
{
    /// <summary>The amount stays until the next change of level.</summary>
    Keep = 1,

    /// <summary>The amount grows as level × coefficient of its category grew.</summary>
    Raise = 2,

    /// <summary>An amount and its first month as the papers say them.</summary>
    Enter = 3,
}

/// <summary>Why a row cannot go on by rule alone.</summary>
public enum LevelDoubt
{
    None,

    /// <summary>Neither the law of its first month nor that of the month in which it was recorded gives the amount.</summary>
    Amount,

    /// <summary>Taken over with the amount of the month of recording and an older first month.</summary>
    Recorded,

    /// <summary>It began under the law before July 2021, which is not computed.</summary>
    OldLaw,

    /// <summary>The category is no longer in the law, or never was.</summary>
    Ended,

    /// <summary>What is paid depends on the person's own pension.</summary>
    Personal,

    /// <summary>The age does not fit the category.</summary>
    Age,

    /// <summary>Something else is received that cannot stand beside the social pension.</summary>
    Beside,

    /// <summary>The social pension would be less than what is received.</summary>
    Lower,
}

/// <summary>An entitlement as a change of level sees it; rows that are equal here get equal answers.</summary>
/// <param name="RecordedOn">Day on which this node recorded it.</param>
/// <param name="Decided">Its decision is kept here; else it came from paper or another system, and what was paid before is not known.</param>
public sealed record LevelCase(EntitlementKind Kind, string CategoryCode, int Times, long MonthlyDong, int StartMonth, DateOnly RecordedOn, bool Decided)
{
    /// <summary>Asked for the social pension only; text form of a birth date.</summary>
    public string Birth { get; init; } = "";

    /// <summary>Other monthly assistance of his own runs beside.</summary>
    public bool Beside { get; init; }

    /// <summary>How an official settled the row for the edition in force, or null.</summary>
    public LevelChoice? Choice { get; init; }

    public long ChosenDong { get; init; }

    /// <summary>yyyyMM.</summary>
    public int ChosenFrom { get; init; }
}

/// <summary>Months of one amount in which an entitlement goes on.</summary>
/// <param name="To">yyyyMM of the last month; 0 while open.</param>
public sealed record LevelVersion(EntitlementKind Kind, string CategoryCode, int CoefficientHundredths, int Times, long LevelDong, long MonthlyDong, int From, int To)
{
    public AwardRow Row(Receiver receiver) =>
        new(Kind, CategoryCode, CoefficientHundredths, Times, new Dong(LevelDong), new Dong(MonthlyDong), new PayMonth(From), receiver, To == 0 ? null : new PayMonth(To));
}

/// <summary>How an entitlement goes on: not at all differently, in versions with what is due for earlier months, or not by rule.</summary>
public sealed record LevelAnswer(IReadOnlyList<LevelVersion> Versions, IReadOnlyList<ArrearsSpan> Arrears, LevelDoubt Doubt)
{
    public static LevelAnswer Stands { get; } = new([], [], LevelDoubt.None);

    [JsonIgnore]
    public bool Changes => Versions.Count > 0;

    /// <summary>Something is to be done: a version or a settlement.</summary>
    [JsonIgnore]
    public bool Due => Changes || Doubt != LevelDoubt.None;

    [JsonIgnore]
    public long ArrearsDong => Arrears.Sum(a => a.TotalDong);

    /// <summary>Months of arrears.</summary>
    [JsonIgnore]
    public int ArrearsMonths => Arrears.Sum(a => a.Months);

    public static LevelAnswer Doubted(LevelDoubt doubt) => new([], [], doubt);
}
