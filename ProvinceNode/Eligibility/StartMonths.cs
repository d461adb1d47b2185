using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>First month of entitlement (Decree 20 Art. 8(1)(đ), policy 3.4).</summary>
internal static class StartMonths
{
    public static (PayMonth Month, string Why) Of(in Hit hit, in CaseMonth c, string province)
    {
        var own = hit.Rule.Kind is AwardKind.Assistance or AwardKind.SocialPension;
        if (own && c.Current.Length > 0)
        {
            var converted = hit.Rule.Kind == AwardKind.SocialPension && PensionGroups.Converts(c.Current);
            var met = Met(hit, c, province);
            if (converted)
            {
                return (met, $"Chuyển từ trợ cấp xã hội hàng tháng (nhóm {c.Current}) sang trợ cấp hưu trí xã hội từ tháng {met}, không cần đề nghị mới, theo {Articles.Decree176}");
            }

            return (met, $"Điều chỉnh từ tháng đủ điều kiện ({met}), theo {Articles.Start}");
        }

        switch (hit.Rule.Start)
        {
            case StartKind.Certificate:
                var issued = PayMonth.Of(c.Certificate!.CertificateOn);
                return (issued, $"Hưởng từ tháng cấp giấy xác nhận khuyết tật ({issued}), theo {Articles.Start}");
            case StartKind.Birthday:
                return Birthday(hit, c, province);
            default:
                var article = hit.Rule.Kind == AwardKind.SocialPension ? Articles.Decree176 : Articles.Start;
                return (c.Month, $"Hưởng từ tháng ký quyết định ({c.Month}), theo {article}");
        }
    }

    // The month of the birthday; the other conditions must also have held in each month since, and the group must have existed.
    private static (PayMonth Month, string Why) Birthday(in Hit hit, in CaseMonth c, string province)
    {
        var age = (hit.Tariff.Row.AgeFromMonths ?? 0) / 12;
        var birthday = c.Month.AddMonths(-(c.Age - (hit.Tariff.Row.AgeFromMonths ?? 0)));
        var first = c.Book.Began(hit.Rule.Families[0]) is { } began && began > birthday ? began : birthday;
        var start = c.Month;
        while (start > first && HoldsIn(hit.Rule, c.Facts, c, start.AddMonths(-1), province))
        {
            start = start.AddMonths(-1);
        }

        return start == birthday
            ? (start, $"Hưởng từ tháng đủ {age} tuổi ({start}), theo {Articles.Start}")
            : (start, $"Đủ {age} tuổi từ tháng {birthday}, đủ các điều kiện khác từ tháng {start}: hưởng từ tháng {start}, theo {Articles.Start}{Untold(hit.Rule, c, start, province)}");
    }

    // What bounds the start is what nobody dated: the official sees it and may date it by the papers.
    private static string Untold(GroupRule rule, in CaseMonth c, PayMonth start, string province)
    {
        var (facts, earlier) = (c.Facts, start.AddMonths(-1));
        var open = facts with
        {
            Residences = [.. facts.Residences.Select(r => r.Assumed ? r with { From = null } : r)], Poverty = [.. facts.Poverty.Select(p => p.Assumed ? p with { From = null } : p)],
            Supporters = [.. facts.Supporters.Select(s => s.Assumed ? s with { From = null } : s)],
        };
        if (!HoldsIn(rule, open, c, earlier, province))
        {
            return "";
        }

        var untold = new List<string>();
        foreach (var (words, closed) in new[]
        {
            ("cư trú tại đây", open with { Residences = facts.Residences }), ("thuộc hộ nghèo, hộ cận nghèo", open with { Poverty = facts.Poverty }), ("có người phụng dưỡng", open with { Supporters = facts.Supporters }),
        })
        {
            if (!HoldsIn(rule, closed, c, earlier, province))
            {
                untold.Add(words);
            }
        }

        return $". Tờ khai không ghi {string.Join(", ", untold)} từ tháng nào nên không truy lĩnh trước tháng {start}; có giấy tờ chứng minh sớm hơn thì ghi tháng bắt đầu và tính lại";
    }

    private static bool HoldsIn(GroupRule rule, Facts facts, in CaseMonth c, PayMonth month, string province)
    {
        var then = new CaseMonth(facts, month, c.Book, c.Book.EditionIn(month, province), c.Before);
        var hits = new List<Hit>();
        Assistance.Evaluate(ref then, month, null, hits);
        return hits.Exists(h => h.Rule == rule && !h.Grace);
    }

    // Back to the month in which the condition was met (Art. 8(1)(đ)). When the category changed, a level that came meanwhile met no condition: arrears
    // take each month at its own level. Within the category that is paid, the amount is what changed.
    private static PayMonth Met(in Hit hit, in CaseMonth c, string province)
    {
        var month = c.Month;
        while (true)
        {
            var earlier = month.AddMonths(-1);
            var edition = c.Book.EditionIn(earlier, province);
            var then = new CaseMonth(c.Facts, earlier, c.Book, edition, c.Before);
            var chosen = Assistance.Evaluate(ref then, earlier, null, null);
            if (!Same(chosen.Main, hit, c) && !Same(chosen.Second, hit, c))
            {
                return month;
            }

            month = earlier;
        }
    }

    private static bool Same(in Hit then, in Hit now, in CaseMonth c) => then.Exists && then.Code == now.Code
        && (now.Code == c.Current ? then.Amount == now.Amount : then.Times == now.Times && then.Tariff.Coefficient == now.Tariff.Coefficient);
}
