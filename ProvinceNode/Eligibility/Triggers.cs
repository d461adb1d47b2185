using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>What time does to an entitlement (policy 1.5).</summary>
public enum TriggerKind
{
    /// <summary>36 months of a group 7 child.</summary>
    Months36 = 1,

    /// <summary>4 years (groups 1, 3, nurture).</summary>
    Years4,

    /// <summary>16 years (groups 1, 3, 6).</summary>
    Years16,

    /// <summary>22 years (group 2).</summary>
    Years22,

    /// <summary>60 years (group 6).</summary>
    Years60,

    /// <summary>80 years (5.a).</summary>
    Years80,

    /// <summary>Own study ends (group 2).</summary>
    StudyEnds,

    /// <summary>A child of group 4 reaches 16 or 22, leaves school or dies.</summary>
    ChildLeavesCount,

    /// <summary>A child of a disabled parent reaches 36 months.</summary>
    ChildMonths36,

    PregnancyEnds,

    /// <summary>A poverty decision ends: the yearly review.</summary>
    PovertyEnds,

    CertificateEnds,

    /// <summary>A child reaches 6: the certificate must be made anew.</summary>
    CertificateAtSix,

    /// <summary>Age of 5.b, 5.c or of the social pension: the commune's list of candidates.</summary>
    PensionCandidate,

    /// <summary>A stay in an institution reaches a limit: three months of urgent protection, or the end of the support after 16 (Decree 20 Art. 24(4), 26(5)).</summary>
    StayLimit,

    /// <summary>A new level or new rules: the mass decision.</summary>
    LawChanges,

    /// <summary>1 January: poverty as decided in December for the year to come; groups that rest on it are re-checked, none ends by itself.</summary>
    PovertyReview,
}

/// <summary>Something that will happen, and what it does.</summary>
/// <param name="Month">yyyyMM in which it happens.</param>
/// <param name="EffectMonth">yyyyMM from which the amount is another; 0 when none changes by itself.</param>
public sealed record Trigger(int Month, TriggerKind Kind, string What, string Effect, int EffectMonth, long BeforeDong, long AfterDong);

/// <summary>What will happen to one person's entitlement in a run of months.</summary>
public static class Triggers
{
    private const string PovertyDuty = "Rà soát lại các nhóm 3, 4, 5.a, 5.b, 5.d, 7, 8 theo kết quả rà soát hộ nghèo";

    private static readonly string[] PovertyGroups = ["3", "4", "5.a", "5.b", "5.d", "7", "8"];

    /// <summary>All events of the months, in order; those of age only when they change something.</summary>
    public static IReadOnlyList<Trigger> Ahead(Facts facts, PayMonth from, PayMonth to, RuleBook rules, string provinceCode)
    {
        var first = from.AddMonths(-1);
        return Ahead(facts, Timeline.Of(facts, new(first, to.AddMonths(1), first), rules, provinceCode), from, to, rules, provinceCode);
    }

    /// <summary>The same for a timeline that is known already: from the month before the first to the month after the last.</summary>
    public static IReadOnlyList<Trigger> Ahead(Facts facts, IReadOnlyList<MonthDue> due, PayMonth from, PayMonth to, RuleBook rules, string provinceCode)
    {
        var (first, found) = (from.AddMonths(-1), new List<Trigger>());
        foreach (var (month, kind, what) in TriggerEvents.Of(facts, rules, provinceCode, from, to))
        {
            if (month >= from && month <= to && Effect(due, month.MonthsSince(first), month, kind, what) is { } trigger && !found.Contains(trigger))
            {
                found.Add(trigger);
            }
        }

        return [.. found.OrderBy(t => t.Month).ThenBy(t => t.Kind)];
    }

    private static Trigger? Effect(IReadOnlyList<MonthDue> due, int at, PayMonth month, TriggerKind kind, string what)
    {
        var (before, now, after) = (due[at - 1], due[at], due[at + 1]);
        if (kind == TriggerKind.PovertyReview)
        {
            // An end needs a decision (policy 3.6): the review only says who is looked at.
            return now.Parts.Any(p => RestsOnPoverty(p.CategoryCode)) ? new(month.Number, kind, what, PovertyDuty, 0, now.TotalDong, now.TotalDong) : null;
        }

        var (changed, was, then) = !before.Parts.SequenceEqual(now.Parts) ? (month.Number, before, now)
            : !now.Parts.SequenceEqual(after.Parts) ? (month.AddMonths(1).Number, now, after) : (0, now, now);
        if (changed == 0)
        {
            return Duty(kind, now) is { } duty ? new(month.Number, kind, what, duty, 0, now.TotalDong, now.TotalDong) : null;
        }

        var start = new PayMonth(changed);
        var words = then.TotalDong == 0 ? $"Thôi hưởng từ tháng {start}"
            : was.TotalDong == then.TotalDong ? $"Đổi nhóm từ tháng {start}, mức không đổi {new Dong(then.TotalDong)}/tháng"
            : was.TotalDong == 0 ? $"Được hưởng {new Dong(then.TotalDong)}/tháng từ tháng {start}"
            : $"Điều chỉnh từ tháng {start}: {new Dong(was.TotalDong)} thành {new Dong(then.TotalDong)}/tháng";
        return new(month.Number, kind, what, Duty(kind, now) is { } also ? $"{words}; {also}" : words, changed, was.TotalDong, then.TotalDong);
    }

    /// <summary>Whether a category asks for a poor or near-poor household: groups 3, 4, 5.a, 5.b, 5.d, 7 and 8 (policy 1.5).</summary>
    public static bool RestsOnPoverty(string? category) =>
        category is not null && PovertyGroups.Any(g => category == g || category.StartsWith(g + ".", StringComparison.Ordinal));

    private static string? Duty(TriggerKind kind, MonthDue now) => kind switch
    {
        TriggerKind.PensionCandidate => "Đưa vào danh sách dự kiến của cấp xã để hướng dẫn lập hồ sơ",
        TriggerKind.PovertyEnds when now.TotalDong > 0 => PovertyDuty,
        TriggerKind.CertificateAtSix => "Xác định lại mức độ khuyết tật và cấp giấy mới",
        TriggerKind.CertificateEnds => "Kiểm tra giấy xác nhận khuyết tật; tạm dừng hoặc điều chỉnh theo giấy mới",
        _ => null,
    };
}
