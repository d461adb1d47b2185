namespace ProvinceNode.Eligibility;

/// <summary>Group 4 (Art. 5(4), 6(1)(d)): a poor or near-poor single parent, by the number of children.</summary>
internal static class SingleParentGroup
{
    public static GroupRule Rule { get; } = new()
    {
        Group = "4", Name = "Người đơn thân thuộc hộ nghèo, hộ cận nghèo đang nuôi con", Article = Articles.Group4, Form = "1c", Families = ["4"], Bit = 1 << 3, Times = CountedOrLast,
        Clauses =
        [
            new(Articles.Group4, "Chưa có chồng, vợ; hoặc chồng, vợ đã chết hay mất tích theo quy định của pháp luật", (in CaseMonth c) => Single(c), Marital),
            CommonClauses.PoorOrNear(Articles.Group4),
            new(Articles.Group4, "Đang nuôi con dưới 16 tuổi, hoặc con từ đủ 16 đến 22 tuổi đang học", (in CaseMonth c) => CountedOrLast(c) > 0,
                (in CaseMonth c) => $"{CountedOrLast(c)} con đủ điều kiện trong {c.Facts.Children.Count} con đã khai"),
        ],
    };

    /// <summary>Children that count in the month.</summary>
    public static int Counted(in CaseMonth c) => Count(c, c.Edition.DecreaseNextMonth);

    // When the only children reach 16 this month, the parent who is paid keeps the month: assistance ends with the next (Art. 8).
    private static int CountedOrLast(in CaseMonth c) => Counted(c) is var counted && (counted > 0 || c.Current != "4") ? counted : Count(c, including16: true);

    private static int Count(in CaseMonth c, bool including16)
    {
        var count = 0;
        for (var i = 0; i < c.Facts.Children.Count; i++)
        {
            var child = c.Facts.Children[i];
            var age = child.Birth.AgeInMonths(c.Month);
            var young = age < 16 * 12 || (including16 && age == 16 * 12);

            // "Từ đủ 16 đến 22 tuổi": the month of the 22nd birthday counts (policy appendix B).
            var studying = age >= 16 * 12 && age <= 22 * 12 && child.Study is { FirstDegree: true } study && c.Covers(study.From, study.Until);
            if (age >= 0 && (young || studying) && (child.DiedOn is not { } died || died >= c.First))
            {
                count++;
            }
        }

        return count;
    }

    private static bool Single(in CaseMonth c) =>
        c.Facts.Marital is MaritalState.NeverMarried or MaritalState.Widowed or MaritalState.SpouseMissing && (c.Facts.MaritalSince is not { } since || since <= c.Last);

    private static string Marital(in CaseMonth c) => c.Facts.Marital switch
    {
        MaritalState.NeverMarried => "Chưa kết hôn",
        MaritalState.Married => "Có chồng, vợ",
        MaritalState.Widowed => "Chồng, vợ đã chết",
        MaritalState.SpouseMissing => "Chồng, vợ mất tích",
        MaritalState.Divorced => "Đã ly hôn (không thuộc trường hợp của khoản 4)",
        _ => "Chưa có thông tin",
    } + (c.Facts.MaritalSince is { } since && since > c.Last ? $" từ ngày {Protos.Values.VietnameseFormat.Date(since)}, sau tháng {c.Month}" : "");
}
