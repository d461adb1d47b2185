using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>Groups 1, 2 and 7: children without support, the same while they study, and small children of poor households in special areas.</summary>
internal static class ChildGroups
{
    /// <summary>Group 1 (Art. 5(1), 6(1)(a)): not means-tested.</summary>
    public static GroupRule WithoutSupport { get; } = new()
    {
        Group = "1", Name = "Trẻ em không có nguồn nuôi dưỡng", Article = Articles.Group1, Form = "1a", Families = ["1.x"], Bit = 1 << 0, Receiver = ReceiverKind.Guardian,
        Clauses =
        [
            new(Articles.Group1, "Bị bỏ rơi, hoặc cả cha và mẹ đều đã chết, mất tích, ở cơ sở trợ giúp xã hội hay đang chấp hành án, biện pháp bắt buộc",
                (in CaseMonth c) => SubCase(c).Length > 0, Family),
            new("điểm a " + Articles.Group1, "Chưa có người nhận làm con nuôi", (in CaseMonth c) => c.Facts.AdoptedOn is not { } day || day >= c.First,
                (in CaseMonth c) => c.Facts.AdoptedOn is { } day ? $"Được nhận làm con nuôi ngày {VietnameseFormat.Date(day)}" : "Chưa"),
        ],
    };

    /// <summary>Group 2 (Art. 5(2)): "không quá 22 tuổi", so the month of the 22nd birthday still counts.</summary>
    public static GroupRule StudyingAfter { get; } = new()
    {
        Group = "2", Name = "Người thuộc khoản 1 đủ 16 tuổi đang học", Article = Articles.Group2, Form = "1a", Families = ["2"], Bit = 1 << 1, UntilIncluded = true,
        Clauses =
        [
            new(Articles.Group2, "Đang hưởng trợ cấp của trẻ em không có nguồn nuôi dưỡng khi đủ 16 tuổi",
                (in CaseMonth c) => Received(c), (in CaseMonth c) => Received(c) ? "Đã hưởng" : "Chưa hưởng theo khoản 1"),
            new(Articles.Group2, "Đang học văn hóa, học nghề, trung cấp, cao đẳng hoặc đại học văn bằng thứ nhất", (in CaseMonth c) => c.Studying,
                (in CaseMonth c) => c.Studying ? "Đang học" : $"Tháng {c.Month} không học"),
        ],
    };

    /// <summary>Group 7 (Art. 5(7)): only who is in none of groups 1, 3 and 6.</summary>
    public static GroupRule UnderThree { get; } = new()
    {
        Group = "7", Name = "Trẻ em dưới 3 tuổi thuộc hộ nghèo, hộ cận nghèo ở vùng đặc biệt khó khăn", Article = Articles.Group7, Form = "1a", Families = ["7"], Bit = 1 << 9,
        Receiver = ReceiverKind.Guardian,
        Clauses =
        [
            CommonClauses.PoorOrNear(Articles.Group7),
            CommonClauses.SpecialArea(Articles.Group7),
            new(Articles.Group7, "Không thuộc đối tượng quy định tại các khoản 1, 3 và 6", (in CaseMonth c) => !InOthers(c),
                (in CaseMonth c) => InOthers(c) ? "Thuộc đối tượng của khoản khác" : "Không thuộc"),
        ],
    };

    /// <summary>The sub-case of group 1 by the state of both parents: 1.a to 1.l, or empty.</summary>
    public static string SubCase(in CaseMonth c)
    {
        if (c.Facts.AbandonedOn is { } day && day <= c.Last)
        {
            return "1.a";
        }

        var (mother, father) = (c.Parent(c.Facts.Mother), c.Parent(c.Facts.Father));
        return (mother > father ? (mother, father) : (father, mother)) switch
        {
            (ParentState.Dead, ParentState.Dead) => "1.b",
            (ParentState.Dead, ParentState.Missing) => "1.c",
            (ParentState.Dead, ParentState.InInstitution) => "1.d",
            (ParentState.Dead, ParentState.Serving) => "1.đ",
            (ParentState.Missing, ParentState.Missing) => "1.e",
            (ParentState.InInstitution, ParentState.InInstitution) => "1.g",
            (ParentState.Serving, ParentState.Serving) => "1.h",
            (ParentState.Missing, ParentState.InInstitution) => "1.i",
            (ParentState.Missing, ParentState.Serving) => "1.k",
            (ParentState.InInstitution, ParentState.Serving) => "1.l",
            _ => "",
        };
    }

    private static bool Received(in CaseMonth c) => c.Facts.ReceivedAsGroup1 || c.Current.StartsWith("1.", StringComparison.Ordinal) || c.Current == "2";

    private static bool InOthers(in CaseMonth c) => c.Holds(WithoutSupport) || c.Holds(HivGroups.Child) || c.Holds(DisabledGroup.Rule);

    private static string Family(in CaseMonth c) => SubCase(c) == "1.a" ? "Trẻ em bị bỏ rơi"
        : $"Mẹ {Words.Parent(c.Parent(c.Facts.Mother))}; cha {Words.Parent(c.Parent(c.Facts.Father))}";
}
