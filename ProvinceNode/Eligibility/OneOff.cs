using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>A ground for money or goods that are given once, its clauses and what it gives when all hold.</summary>
/// <param name="Arithmetic">The sum as people read it; empty when it does not hold.</param>
public sealed record OneOffTrial(string Code, string Label, IReadOnlyList<Clause> Clauses, long Dong, string Arithmetic)
{
    public bool Holds => Clauses.Count > 0 && Clauses.All(c => c.Holds);
}

/// <summary>The answer for something given once: the highest ground, and why.</summary>
public sealed record OneOffAnswer(IReadOnlyList<OneOffTrial> Trials, string? Code, long Dong, string Arithmetic, IReadOnlyList<string> Remarks)
{
    public bool Eligible => Code is not null;

    /// <summary>The highest ground of several (Art. 11(3)): only one is paid.</summary>
    internal static OneOffAnswer Highest(IReadOnlyList<OneOffTrial> trials, IReadOnlyList<string> remarks)
    {
        var best = trials.Where(t => t.Holds && t.Dong > 0).OrderByDescending(t => t.Dong).FirstOrDefault();
        List<string> all = [.. remarks, .. trials.Where(t => t.Holds && t != best && best is not null)
            .Select(t => $"{t.Label}: {new Dong(t.Dong)}, không cộng thêm; chỉ được hưởng một mức cao nhất.")];
        return new(trials, best?.Code, best?.Dong ?? 0, best?.Arithmetic ?? "", all);
    }
}

/// <summary>A death, as the funeral support asks it (Decree 20 Art. 11, 14, 25(3); Decree 176/2025).</summary>
public sealed record FuneralCase
{
    /// <summary>The level of this day counts (policy 2.3).</summary>
    public required DateOnly DiedOn { get; init; }

    public required BirthDate Birth { get; init; }

    /// <summary>Category received in the month of death; empty: none.</summary>
    public string CurrentCategory { get; init; } = "";

    /// <summary>Child of a parent who receives as group 4 (Art. 11(1)(b)).</summary>
    public bool ChildOfGroup4 { get; init; }

    /// <summary>Received a survivor's benefit of social insurance or another monthly allowance (Art. 11(1)(c)).</summary>
    public bool SurvivorBenefit { get; init; }

    public bool InInstitution { get; init; }

    /// <summary>Disaster, fire, epidemic, serious traffic or labour accident, force majeure (Art. 14(1)).</summary>
    public bool Emergency { get; init; }

    /// <summary>Nobody takes charge; a body buries (Art. 14(2)).</summary>
    public bool Unclaimed { get; init; }

    /// <summary>What the burial cost, for <see cref="Unclaimed"/>.</summary>
    public long ActualDong { get; init; }

    /// <summary>Facts of somebody who asked for social pension and died before a decision; null: nobody.</summary>
    public Facts? Undecided { get; init; }

    /// <summary>Funeral support under another text; only the highest is paid.</summary>
    public long OtherDong { get; init; }
}

/// <summary>What is given once. Pure.</summary>
public static class OneOff
{
    /// <summary>Funeral support; the highest ground only.</summary>
    public static OneOffAnswer Funeral(FuneralCase death, RuleBook rules, string provinceCode)
    {
        var month = PayMonth.Of(death.DiedOn);
        if (rules.RuleSetIn(month) is null || rules.LevelIn(month, provinceCode) is not { } level)
        {
            return new([], null, 0, "", [Arrears.NotComputed(month)]);
        }

        var answer = OneOffAnswer.Highest([.. FuneralGrounds.Of(death, new(rules, month, level, rules.LevelIn(month, provinceCode, LevelKind.SocialPension), provinceCode))], []);
        return death.OtherDong < answer.Dong || death.OtherDong == 0 ? answer : answer with
        {
            Code = null, Dong = 0, Arithmetic = "",
            Remarks = [.. answer.Remarks, $"Đã hưởng mai táng phí {new Dong(death.OtherDong)} theo văn bản khác, không thấp hơn; chỉ được hưởng một mức cao nhất (khoản 3 Điều 11 {Articles.Decree20})."],
        };
    }

    /// <summary>Treatment of a serious injury (Art. 13).</summary>
    /// <param name="days">Days of emergency and treatment.</param>
    /// <param name="atHome">Injured where he lives (Art. 13(1)); else away from home, where nobody cares for him (Art. 13(2)).</param>
    public static OneOffAnswer Injury(DateOnly on, int days, RuleBook rules, string provinceCode, bool relatives = false, bool atHome = false)
    {
        if (rules.LevelIn(PayMonth.Of(on), provinceCode) is not { } level || rules.Parameter(LawParameters.InjuryTimes, on) is not { } times)
        {
            return new([], null, 0, "", [Arrears.NotComputed(PayMonth.Of(on))]);
        }

        var least = rules.Parameter(LawParameters.InjuryDays, on)?.Value ?? 0;
        var clause = new Clause($"{rules.Parameter(LawParameters.InjuryDays, on)?.Legal}", $"Thời gian cấp cứu và điều trị từ {least} ngày trở lên", $"{days} ngày", days >= least);
        if (atHome)
        {
            // Art. 13(1): at home nobody asks who cares for him there.
            return OneOffAnswer.Highest([Trial("KC.thuong.cutru", "Hỗ trợ người bị thương nặng tại nơi cư trú",
                [clause, new Clause("khoản 1 Điều 13 Nghị định số 20/2021/NĐ-CP", "Bị thương tại nơi cư trú do thiên tai, hỏa hoạn, tai nạn hoặc lý do bất khả kháng", "Tại nơi cư trú, theo danh sách của thôn hoặc giấy tờ của bệnh viện", true)], level, times)], []);
        }

        var alone = new Clause("khoản 2 Điều 13 Nghị định số 20/2021/NĐ-CP", "Bị thương ngoài nơi cư trú mà không có người thân thích chăm sóc",
            relatives ? "Có người thân thích chăm sóc" : "Không có người thân thích chăm sóc", !relatives);
        return OneOffAnswer.Highest([Trial("KC.thuong", "Hỗ trợ người bị thương nặng", [clause, alone], level, times)], []);
    }

    /// <summary>House lost, moved or damaged (Art. 15).</summary>
    /// <param name="poorOrDifficult">Poor, near-poor or difficult household, which Art. 15(1) asks.</param>
    public static OneOffAnswer House(DateOnly on, HouseDamage damage, bool poorOrDifficult, RuleBook rules)
    {
        var (name, label) = damage switch
        {
            HouseDamage.Lost => (LawParameters.HouseLost, "Nhà bị sập, đổ, trôi, cháy hoàn toàn"),
            HouseDamage.Moved => (LawParameters.HouseMoved, "Di dời nhà ở khẩn cấp theo quyết định"),
            _ => (LawParameters.HouseDamaged, "Nhà bị hư hỏng nặng không ở được"),
        };
        if (rules.Parameter(name, on) is not { } amount)
        {
            return new([], null, 0, "", [Arrears.NotComputed(PayMonth.Of(on))]);
        }

        List<Clause> clauses = [new(amount.Legal, label, "Theo biên bản của UBND cấp xã", true)];
        if (damage == HouseDamage.Lost)
        {
            clauses.Add(new(amount.Legal, "Hộ nghèo, hộ cận nghèo hoặc hộ có hoàn cảnh khó khăn", poorOrDifficult ? "Thuộc diện" : "Không thuộc diện", poorOrDifficult));
        }

        return OneOffAnswer.Highest([new("KC.nha", label, clauses, poorOrDifficult || damage != HouseDamage.Lost ? amount.Value : 0, $"{new Dong(amount.Value)}/hộ")], []);
    }

    /// <summary>Rice against hunger (Art. 12(1)), in kilograms.</summary>
    /// <param name="months">Months asked for; more than the law gives in one round are cut.</param>
    /// <returns>Kilograms, and the sum in words; 0 before the law.</returns>
    public static (long Kilograms, string Arithmetic) Rice(DateOnly on, int persons, int months, bool tet, RuleBook rules)
    {
        var cap = rules.Parameter(tet ? LawParameters.RiceMonthsTet : LawParameters.RiceMonthsHunger, on)?.Value ?? 0;
        var each = rules.Parameter(LawParameters.RiceKilograms, on)?.Value ?? 0;
        var given = Math.Clamp(months, 0, cap);
        var kilograms = each * Math.Max(persons, 0) * given;
        var cut = months > cap ? $" (mỗi đợt không quá {cap} tháng)" : "";
        return (kilograms, $"{each} kg × {persons} người × {given} tháng = {kilograms} kg{cut}");
    }

    /// <summary>Meals of a person in temporary emergency care (Art. 18(2), Circular 02 Art. 3).</summary>
    /// <param name="until">Last day, included; days after the law's months are not paid.</param>
    /// <param name="before">Days of care that were paid before in the same emergency, by other decisions: the months are counted over all of them.</param>
    public static OneOffAnswer EmergencyCare(DateOnly from, DateOnly until, RuleBook rules, int before = 0)
    {
        if (rules.Parameter(LawParameters.EmergencyCareDay, from) is not { } day || rules.Parameter(LawParameters.EmergencyCareMonths, from) is not { } months)
        {
            return new([], null, 0, "", [Arrears.NotComputed(PayMonth.Of(from))]);
        }

        var last = from.AddMonths((int)months.Value).AddDays(-1 - before);
        var days = Math.Max(0, (until < last ? until : last).DayNumber - from.DayNumber + 1);
        var told = before > 0 ? $", đã chăm sóc {before} ngày theo quyết định trước" : "";
        List<Clause> clauses = [new(months.Legal, $"Có ngày được chăm sóc, tất cả không quá {months.Value} tháng", $"{days} ngày{told}", days > 0)];
        List<string> remarks = until > last ? [$"Chăm sóc tạm thời không quá {months.Value} tháng ({months.Legal}){told}: chỉ tính đến ngày {VietnameseFormat.Date(last)}."] : [];
        return OneOffAnswer.Highest([new("KC.chamsoc", "Tiền ăn khi chăm sóc khẩn cấp tại cộng đồng", clauses, days * day.Value, $"{new Dong(day.Value)} × {days} ngày = {new Dong(days * day.Value)}")], remarks);
    }

    internal static OneOffTrial Trial(string code, string label, IReadOnlyList<Clause> clauses, LevelRow level, ParameterRow times)
    {
        var dong = clauses.All(c => c.Holds) ? level.Amount * times.Value : 0;
        return new(code, label, clauses, dong, dong > 0 ? $"{times.Value} × {new Dong(level.Amount)} = {new Dong(dong)} ({times.Legal}; {level.Legal})" : "");
    }
}

/// <summary>What befell a house (Art. 15).</summary>
public enum HouseDamage
{
    Lost = 1,
    Moved = 2,
    Damaged = 3,
}
