using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>Facts and a month in, the assistance and its explanation out. Pure: same facts and rules, same answer, for ever.</summary>
public static class Assistance
{
    // Order is the law's: at equal amounts the lower group number wins (policy 1.3).
    private static readonly IGroupRule[] Groups = [new DisabledGroup()];

    /// <summary>Decides monthly assistance for one person and month by Decree 20 Art. 5 and 6.</summary>
    /// <param name="month">Month asked about; for a new decision the month it is signed.</param>
    /// <param name="provinceCode">For the province's own higher level.</param>
    public static Answer Decide(Facts facts, PayMonth month, RuleBook rules, string provinceCode)
    {
        var level = rules.LevelIn(month, provinceCode);
        if (level is null)
        {
            return Nothing(month, [], ["Chưa có mức chuẩn trợ giúp xã hội cho tháng này."]);
        }

        var trials = Groups.SelectMany(g => g.Try(facts, month, rules, new Dong(level.Amount)).Select(t => (Group: g, t.Trial, t.Category))).ToList();
        var all = trials.ConvertAll(t => t.Trial);
        var best = trials.Where(t => t.Trial.Holds).OrderByDescending(t => t.Trial.MonthlyDong).FirstOrDefault();
        if (best.Trial is null)
        {
            return Nothing(month, all, []);
        }

        var other = facts.OtherAllowances.Select(o => o.MonthlyDong).DefaultIfEmpty(0).Max();
        if (other >= best.Trial.MonthlyDong && other > 0)
        {
            return Nothing(month, all,
                [$"Đang hưởng trợ cấp khác {new Dong(other)}/tháng; chỉ được hưởng một mức cao nhất (khoản 2 Điều 6 Nghị định số 20/2021/NĐ-CP)."]);
        }

        return Granted(facts, month, rules, provinceCode, level, all, best.Group, best.Category!);
    }

    private static Answer Granted(
        Facts facts, PayMonth month, RuleBook rules, string provinceCode, LevelRow level, List<Trial> all, IGroupRule group, CategoryRow category)
    {
        var (start, why) = group.StartMonth(facts, month);
        var amount = new Dong(level.Amount).Times(category.CoefficientHundredths);
        var arithmetic = $"{new Dong(level.Amount)} × hệ số {VietnameseFormat.Coefficient(category.CoefficientHundredths)} = {amount}/tháng";
        var remarks = new List<string>();
        if (month.MonthsSince(start) > 12)
        {
            // No ceiling in law; a long arrears period is shown so that somebody looks (policy 3.4).
            remarks.Add($"Truy lĩnh {month.MonthsSince(start)} tháng, dài hơn 12 tháng: cần kiểm tra kỹ ngày cấp giấy xác nhận.");
        }

        if (rules.LevelIn(start, provinceCode) is { } then && then.Amount != level.Amount)
        {
            remarks.Add($"Mức chuẩn từ tháng {start} là {new Dong(then.Amount)} ({then.Legal}); truy lĩnh tính theo mức của từng tháng.");
        }

        var award = new Award
        {
            Kind = AwardKind.Assistance, CategoryCode = category.Code, Label = category.Label, Article = category.Article,
            CoefficientHundredths = category.CoefficientHundredths, Times = 1, LevelDong = level.Amount, LevelLegal = level.Legal,
            MonthlyDong = amount.Amount, StartMonth = start.Number, StartWhy = why, Arithmetic = arithmetic, Receiver = ReceiverKind.Self,
        };
        return new Answer { Month = month.Number, Trials = all, Awards = [award], Remarks = remarks };
    }

    private static Answer Nothing(PayMonth month, IReadOnlyList<Trial> trials, IReadOnlyList<string> remarks) =>
        new() { Month = month.Number, Trials = trials, Awards = [], Remarks = remarks };
}
