using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Dossiers.Levels;

/// <summary>The law of the day on which a change of level is prepared or signed. Pure.</summary>
/// <param name="Rules">As a decision of the day may apply them.</param>
/// <param name="Month">Month of the decision; the list of the month after it is the first that pays what is decided.</param>
public sealed record LevelTerms(RuleBook Rules, PayMonth Month, string ProvinceCode)
{
    /// <summary>The first list that may carry the change.</summary>
    public PayMonth Until => Month.AddMonths(1);

    /// <summary>yyyyMM since which the law is as the first list applies it. A settlement by an official holds for one such edition.</summary>
    public int Edition => Rules.EditionIn(Until, ProvinceCode).First.Number;

    /// <summary>Arrears of more months than this are looked at by somebody (policy 3.4; a province may set another number).</summary>
    public int WarnMonths => Rules.EditionIn(Until, ProvinceCode).ArrearsWarnMonths;

    /// <summary>Levels of the first list, as sentences name them.</summary>
    public IReadOnlyList<string> Levels =>
    [
        .. new[] { (Kind: LevelKind.Standard, Name: "mức chuẩn trợ giúp xã hội"), (Kind: LevelKind.SocialPension, Name: "mức trợ cấp hưu trí xã hội") }
            .Select(l => (l.Name, Row: Rules.LevelIn(Until, ProvinceCode, l.Kind))).Where(l => l.Row is not null)
            .Select(l => $"{l.Name} {new Dong(l.Row!.Amount)} từ tháng {PayMonth.Of(l.Row.ValidFrom)} ({l.Row.Legal})"),
    ];

    /// <summary>Categories that ended before the month of the decision and go on as social pension.</summary>
    public IReadOnlyList<string> Converted => [.. LevelRules.Converting.Where(c => Rules.Category(c)?.ValidTo is { } last && PayMonth.Of(last) < Month)];

    /// <summary>Categories of groups that are not named beside others.</summary>
    public IReadOnlyList<string> Apart => Rules.SensitiveCodes;
}
