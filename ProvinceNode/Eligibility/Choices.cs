using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>Why what holds is not paid, or is paid beside something else.</summary>
internal static class Choices
{
    public static List<Choice> Of(in Chosen chosen, List<Hit> hits, in CaseMonth c)
    {
        var choices = new List<Choice>();
        foreach (var hit in hits)
        {
            if (Why(chosen, hit, c) is { } choice)
            {
                choices.Add(choice);
            }
        }

        return choices;
    }

    private static Choice? Why(in Chosen chosen, in Hit hit, in CaseMonth c) => hit.Rule.Kind switch
    {
        AwardKind.Assistance or AwardKind.SocialPension => Own(chosen, hit, c),
        AwardKind.Care when hit.Rule.Receiver == ReceiverKind.Self => Lost(hit, chosen.SelfCare, c, "khoản 2 " + Articles.Care),
        AwardKind.Care => Lost(hit, chosen.Care, c, Articles.Care),
        _ => chosen.Institution.Exists ? null
            : new(hit.Code, $"Tháng {c.Month} đã hưởng trợ cấp tại cộng đồng; trợ cấp tại cơ sở tính từ tháng sau.", Articles.Institution),
    };

    private static Choice? Own(in Chosen chosen, in Hit hit, in CaseMonth c)
    {
        if (chosen.Other is { } other)
        {
            return new(hit.Code, $"Đang hưởng {(other.Name.Length > 0 ? other.Name : "trợ cấp khác")} {new Dong(other.MonthlyDong)}/tháng, không thấp hơn {new Dong(hit.Amount)}/tháng; chỉ được hưởng một mức cao nhất.", Articles.Highest);
        }

        if (chosen.Second.Exists && (hit.Code == chosen.Main.Code || hit.Code == chosen.Second.Code))
        {
            return hit.Code == chosen.Main.Code ? null : new(hit.Code,
                "Người đơn thân nghèo đang nuôi con đồng thời thuộc khoản 5, khoản 6 hoặc khoản 8 được hưởng cả hai chế độ.", Articles.Highest);
        }

        if (hit.Code != chosen.Main.Code && (hit.Rule.Kind == AwardKind.SocialPension || chosen.Main.Rule.Kind == AwardKind.SocialPension))
        {
            var lost = Lost(hit, chosen.Main, c, Articles.Decree176)!;
            return hit.Amount == chosen.Main.Amount && chosen.Main.Rule.Kind == AwardKind.Assistance
                ? lost with { Why = $"Trợ cấp hưu trí xã hội {new Dong(hit.Amount)}/tháng không cao hơn trợ cấp xã hội hàng tháng; giữ chế độ theo {Articles.Decree20}." } : lost;
        }

        if (chosen.Second.Exists && !hit.Rule.JoinsGroup4)
        {
            var both = chosen.Main.Amount + chosen.Second.Amount;
            return new(hit.Code, $"{new Dong(hit.Amount)}/tháng, không cao hơn {new Dong(both)}/tháng của hai chế độ được hưởng cùng nhau.", Articles.Highest);
        }

        return Lost(hit, chosen.Second.Exists ? chosen.Second : chosen.Main, c, Articles.Highest);
    }

    private static Choice? Lost(in Hit hit, in Hit winner, in CaseMonth c, string article) => hit.Code == winner.Code ? null
        : hit.Amount < winner.Amount
            ? new(hit.Code, $"{new Dong(hit.Amount)}/tháng, thấp hơn {new Dong(winner.Amount)}/tháng của nhóm “{winner.Tariff.Row.Label}”; chỉ được hưởng một mức cao nhất.", article)
        : hit.Grace
            ? new(hit.Code, $"Đã đủ điều kiện ở nhóm “{winner.Tariff.Row.Label}” từ tháng {c.Month}.", article)
        : new(hit.Code, $"Bằng mức của nhóm “{winner.Tariff.Row.Label}”; chỉ được hưởng một mức, {(c.Before.Has(winner.Code) ? "giữ nhóm đang hưởng" : "theo nhóm có số thứ tự nhỏ hơn")}.", article);
}
