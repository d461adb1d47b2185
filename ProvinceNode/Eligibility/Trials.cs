namespace ProvinceNode.Eligibility;

/// <summary>The explanation of one group: every clause asked, also those after a failed one.</summary>
internal static class Trials
{
    public static Trial Of(Entry entry, Tariff? tariff, bool grace, in CaseMonth c)
    {
        var rule = entry.Rule;
        var clauses = new List<Clause>();
        if (Age(entry, tariff, grace, c) is { } age)
        {
            clauses.Add(age);
        }

        foreach (var clause in rule.Clauses)
        {
            clauses.Add(Asked(clause, c));
        }

        foreach (var clause in rule.Varying is null ? [] : rule.Varying(c))
        {
            clauses.Add(Asked(clause, c));
        }

        // What fails for everybody fails here too; when it holds it needs no line in each of thirty groups.
        foreach (var clause in CommonClauses.Everybody.Append(CommonClauses.Community))
        {
            if (!clause.Holds(c) && (rule.Kind != AwardKind.Institution || clause != CommonClauses.Community))
            {
                clauses.Add(Asked(clause, c));
            }
        }

        var trial = new Trial
        {
            CategoryCode = tariff?.Row.Code ?? rule.Group, Label = tariff?.Row.Label ?? rule.Name, Kind = rule.Kind, Form = tariff?.Row.Form ?? rule.Form,
            Sensitive = rule.Sensitive, Clauses = clauses, SubCase = SubCase(rule, c),
        };
        return tariff is not null && trial.Holds
            ? trial with { MonthlyDong = tariff.Amount(rule.Times is null ? 1 : rule.Times(c), PensionGroups.Less(rule, c)) } : trial;
    }

    public static string SubCase(GroupRule rule, in CaseMonth c) => rule == ChildGroups.WithoutSupport ? ChildGroups.SubCase(c) : "";

    private static Clause Asked(ClauseRule clause, in CaseMonth c) => new(clause.Article, clause.Wants, clause.Found(c), clause.Holds(c));

    private static Clause? Age(Entry entry, Tariff? tariff, bool grace, in CaseMonth c)
    {
        var rule = entry.Rule;
        var tariffs = entry.Families[rule.Pick is null ? 0 : rule.Pick(c)];
        if (tariffs.Length == 0)
        {
            var found = c.Book.Ended(rule.Families[0], c.Month) is { } last
                ? $"Hết hiệu lực từ ngày {Protos.Values.VietnameseFormat.Date(last.AddDays(1))}" + (rule.Group is "5.b" or "5.c" ? $", thay bằng trợ cấp hưu trí xã hội ({Articles.Decree176})" : "")
                : $"Chưa có quy định cho tháng {c.Month}";
            return new(rule.Article, "Nhóm đối tượng đang có hiệu lực", found, false);
        }

        var (from, until) = (tariffs[0].Row.AgeFromMonths, tariffs[^1].Row.AgeUntilMonths);
        return (from ?? 0) == 0 && until is null && tariffs.Length == 1 ? null : new(
            rule.Article, $"Tuổi {Words.Ages(from, until, rule.UntilIncluded)}",
            grace ? $"Đủ {Words.Age(c.Age)} trong tháng {c.Month}: tháng cuối còn được hưởng, thôi hưởng từ tháng sau" : $"{Upper(Words.Age(c.Age))} trong tháng {c.Month}",
            tariff is not null);
    }

    private static string Upper(string text) => char.ToUpper(text[0], Protos.Values.VietnameseFormat.Culture) + text[1..];
}
