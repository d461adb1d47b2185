using System.Text.Json;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Dossiers.Law;

/// <summary>How rows of one kind stand together: which follow one another in one matter, whose they are, and whether two say the same.</summary>
/// <param name="Own">Entered or ended by the province's legal officer.</param>
/// <param name="Same">Their numbers agree; words and last days may differ.</param>
/// <param name="Held">A shipped row that waits, with the sentence that says so.</param>
public sealed record RuleGroup<T>(Func<T, string> Key, Func<T, DateOnly> From, Func<T, bool> Own, Func<T, T, bool> Same, Func<T, HeldRow> Held);

/// <summary>A shipped row that is not in force because the province's own rows of the same matter stand.</summary>
/// <param name="Key">Matter and first day: the same row again is no new task.</param>
/// <param name="Row">The row as JSON.</param>
public sealed record HeldRow(RuleKind Kind, string Key, string Words, string Row);

/// <summary>The kinds of rows that a version of the product brings. Pure.</summary>
public static class RuleGroups
{
    public static RuleGroup<LevelRow> Levels { get; } = new(
        l => $"{l.Kind}|{l.ProvinceCode}|{l.CategoryPrefix}", l => l.ValidFrom, l => l.ByOfficer, (a, b) => (a.Amount, a.InForceFrom) == (b.Amount, b.InForceFrom),
        l => Held(RuleKind.NationalLevel, $"level|{l.Kind}|{l.ValidFrom:yyyy-MM-dd}", $"{(l.Kind == LevelKind.Standard ? "Mức chuẩn" : "Mức hưu trí xã hội")} {new Dong(l.Amount)}/tháng từ {VietnameseFormat.Date(l.ValidFrom)} ({l.Legal})", l));

    public static RuleGroup<RuleSetRow> RuleSets { get; } = new(
        _ => "", r => r.ValidFrom, _ => false, (_, _) => true, r => Held(RuleKind.NationalLevel, $"set|{r.ValidFrom:yyyy-MM-dd}", r.Legal, r));

    public static RuleGroup<ParameterRow> Parameters { get; } = new(
        p => p.Name, p => p.ValidFrom, p => p.ByOfficer, (a, b) => a.Value == b.Value,
        p => Held(RuleKind.Parameter, $"parameter|{p.Name}|{p.ValidFrom:yyyy-MM-dd}", $"{RuleFields.Parameters.GetValueOrDefault(p.Name, p.Name)}: {p.Value} từ {VietnameseFormat.Date(p.ValidFrom)} ({p.Legal})", p));

    public static RuleGroup<CategoryRow> Categories { get; } = new(
        c => c.Code, c => c.ValidFrom, c => c.ByOfficer, (a, b) => (a.CoefficientHundredths, a.AgeFromMonths, a.AgeUntilMonths, a.InForceFrom) == (b.CoefficientHundredths, b.AgeFromMonths, b.AgeUntilMonths, b.InForceFrom),
        c => Held(RuleKind.Category, $"category|{c.Code}|{c.ValidFrom:yyyy-MM-dd}", $"Nhóm {c.Code} ({c.Label}): hệ số {VietnameseFormat.Coefficient(c.CoefficientHundredths)} từ {VietnameseFormat.Date(c.ValidFrom)} ({c.Article})", c));

    public static RuleGroup<StepRule> Steps { get; } = new(
        RuleGround.Key, s => s.ValidFrom, s => s.ByProvince, (a, b) => (a.Days, a.WorkingDays) == (b.Days, b.WorkingDays),
        s => Held(RuleKind.StepDays, $"step|{RuleGround.Key(s)}|{s.ValidFrom:yyyy-MM-dd}",
            $"Bước {RuleFields.StepName(s.Step)} của thủ tục {s.Procedure}: {s.Days} {(s.WorkingDays ? "ngày làm việc" : "ngày")} với hồ sơ tiếp nhận từ {VietnameseFormat.Date(s.ValidFrom)}", s));

    /// <summary>A shipped row of the authority map that begins within the days of a province's own.</summary>
    public static HeldRow Held(AuthorityRule row) => Held(RuleKind.Authority, $"authority|{row.Role}|{row.ValidFrom:yyyy-MM-dd}",
        $"{Authorities.Names.GetValueOrDefault(row.Role, row.Role)}: {row.Title} từ {VietnameseFormat.Date(row.ValidFrom)}", row);

    private static HeldRow Held<T>(RuleKind kind, string key, string words, T row) => new(kind, key, words, JsonSerializer.Serialize(row));
}
