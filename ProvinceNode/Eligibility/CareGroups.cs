namespace ProvinceNode.Eligibility;

/// <summary>Care and nurture support (Decree 20 Art. 20): CS.1 to CS.8 of policy 2.1. Paid on top of the person's own assistance.</summary>
internal static class CareGroups
{
    public static GroupRule Child { get; } = Carer("CS.1", "Nhận chăm sóc, nuôi dưỡng trẻ em dưới 4 tuổi không có nguồn nuôi dưỡng", "điểm a khoản 1 ", CarerFacts.OfChildren, OfGroup1("điểm a khoản 1 "));

    public static GroupRule OlderChild { get; } = Carer("CS.2", "Nhận chăm sóc, nuôi dưỡng trẻ em từ đủ 4 tuổi không có nguồn nuôi dưỡng", "điểm b khoản 1 ", CarerFacts.OfChildren, OfGroup1("điểm b khoản 1 "));

    public static GroupRule Elderly { get; } = Carer("CS.3", "Nhận chăm sóc, nuôi dưỡng người cao tuổi đủ điều kiện vào cơ sở trợ giúp xã hội", "điểm b khoản 1 ", CarerFacts.OfOthers,
        new ClauseRule("điểm b khoản 1 " + Articles.Care, "Người được chăm sóc thuộc điểm d khoản 5 Điều 5", (in CaseMonth c) => c.Holds(ElderlyGroups.TakenIn) || Receives(c, "5.d"),
            (in CaseMonth c) => Belongs(c, ElderlyGroups.TakenIn, "5.d")));

    public static GroupRule Parent { get; } = Self("CS.4", "Người khuyết tật nặng, đặc biệt nặng mang thai hoặc nuôi con dưới 36 tháng tuổi",
        "Đang mang thai hoặc nuôi con dưới 36 tháng tuổi", (in CaseMonth c) => Pregnant(c) || Infants(c) > 0);

    public static GroupRule ParentTwice { get; } = Self("CS.5", "Người khuyết tật nặng, đặc biệt nặng mang thai và nuôi con, hoặc nuôi từ hai con dưới 36 tháng tuổi",
        "Đang mang thai và nuôi con dưới 36 tháng tuổi, hoặc nuôi từ hai con dưới 36 tháng tuổi", (in CaseMonth c) => Infants(c) + (Pregnant(c) ? 1 : 0) >= 2);

    public static GroupRule Family { get; } = new()
    {
        Group = "CS.6", Name = "Hộ gia đình trực tiếp chăm sóc người khuyết tật đặc biệt nặng", Article = "điểm c khoản 2 " + Articles.Care, Form = "2a", Families = ["CS.6"],
        Kind = AwardKind.Care, Receiver = ReceiverKind.Household,
        Clauses =
        [
            new("điểm c khoản 2 " + Articles.Care, "Hộ gia đình trực tiếp chăm sóc", (in CaseMonth c) => c.IsCarer(CareKind.Family, conditions: false),
                (in CaseMonth c) => c.IsCarer(CareKind.Family, conditions: false) ? "Gia đình trực tiếp chăm sóc" : "Chưa khai người trong gia đình trực tiếp chăm sóc"),
            CommonClauses.Certificate,
            CommonClauses.ExtremelySevere("điểm c khoản 2 " + Articles.Care),
            new("điểm c, d khoản 2 " + Articles.Care, "Không do hộ gia đình, cá nhân khác nhận chăm sóc", (in CaseMonth c) => !c.IsCarer(CareKind.TakenIn),
                (in CaseMonth c) => c.IsCarer(CareKind.TakenIn) ? "Người khác đang nhận chăm sóc và được hỗ trợ" : "Không"),
            .. CarerClauses.Of(CareKind.Family, CarerFacts.OfOthers),
        ],
    };

    public static GroupRule TakenIn { get; } = Carer("CS.7", "Nhận chăm sóc, nuôi dưỡng người khuyết tật đặc biệt nặng", "điểm d khoản 2 ", CarerFacts.OfOthers,
        CommonClauses.Certificate, CommonClauses.ExtremelySevere("điểm d khoản 2 " + Articles.Care));

    public static GroupRule ChildTakenIn { get; } = Carer("CS.8", "Nhận chăm sóc, nuôi dưỡng trẻ em khuyết tật đặc biệt nặng", "điểm d khoản 2 ", CarerFacts.OfOthers,
        CommonClauses.Certificate, CommonClauses.ExtremelySevere("điểm d khoản 2 " + Articles.Care));

    public static bool Pregnant(in CaseMonth c)
    {
        for (var i = 0; i < c.Facts.Pregnancies.Count; i++)
        {
            if (c.Covers(c.Facts.Pregnancies[i].From, c.Facts.Pregnancies[i].Until))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Children under 36 months; when the last of them reach 36 months and support is paid, they still count in that month: it ends with
    /// the next (Circular 02/2021 Art. 2, policy 3.6).</summary>
    public static int Infants(in CaseMonth c) =>
        Infants(c, c.Edition.DecreaseNextMonth) is var young && (young > 0 || c.Before.SelfCare.Length == 0 || Pregnant(c)) ? young : Infants(c, including36: true);

    private static int Infants(in CaseMonth c, bool including36)
    {
        var count = 0;
        for (var i = 0; i < c.Facts.Children.Count; i++)
        {
            var child = c.Facts.Children[i];
            var age = child.Birth.AgeInMonths(c.Month);
            if (age >= 0 && (age < 36 || (age == 36 && including36)) && (child.DiedOn is not { } died || died >= c.First))
            {
                count++;
            }
        }

        return count;
    }

    /// <summary>The month is the last of a support that ends because no child is under 36 months any more.</summary>
    public static bool LastMonth(in CaseMonth c) => !c.Edition.DecreaseNextMonth && c.Before.SelfCare.Length > 0 && !Pregnant(c) && Infants(c, including36: false) == 0 && Infants(c) > 0;

    private static string Raised(in CaseMonth c) => LastMonth(c)
        ? $"{Infants(c)} con đủ 36 tháng tuổi trong tháng {c.Month}: tháng cuối còn được hỗ trợ" : $"{Infants(c)} con dưới 36 tháng tuổi";

    private static ClauseRule OfGroup1(string point) => new(point + Articles.Care, "Trẻ em thuộc khoản 1 Điều 5", (in CaseMonth c) => c.Holds(ChildGroups.WithoutSupport) || Receives(c, "1.x"),
        (in CaseMonth c) => Belongs(c, ChildGroups.WithoutSupport, "1.x"));

    // Who receives as one of the group was decided to be one, whatever the carer's form tells of him (policy 2.1).
    private static bool Receives(in CaseMonth c, string family) => Edition.Serves(family, c.Current);

    private static string Belongs(in CaseMonth c, GroupRule group, string family) =>
        c.Holds(group) ? "Thuộc" : Receives(c, family) ? "Thuộc, đang hưởng trợ cấp xã hội theo sổ quản lý" : "Không thuộc";

    private static GroupRule Carer(string group, string name, string point, int article, params ClauseRule[] clauses) => new()
    {
        Group = group, Name = name, Article = point + Articles.Care, Form = "2b", Families = [group], Kind = AwardKind.Care, Receiver = ReceiverKind.Carer,
        Clauses =
        [
            new(point + Articles.Care, "Có hộ gia đình, cá nhân nhận chăm sóc, nuôi dưỡng", (in CaseMonth c) => c.IsCarer(CareKind.TakenIn, conditions: false),
                (in CaseMonth c) => c.IsCarer(CareKind.TakenIn, conditions: false) ? "Có" : "Chưa có người nhận"),
            .. clauses,
            .. CarerClauses.Of(CareKind.TakenIn, article),
        ],
    };

    private static GroupRule Self(string group, string name, string wants, CaseTest test) => new()
    {
        Group = group, Name = name, Article = "điểm a khoản 2 " + Articles.Care, Form = "1đ", Families = [group], Kind = AwardKind.Care,
        Clauses =
        [
            new("điểm a khoản 2 " + Articles.Care, wants, test, (in CaseMonth c) => $"{(Pregnant(c) ? "Đang mang thai" : "Không mang thai")}; {Raised(c)}"),
            CommonClauses.Certificate,
            CommonClauses.Severe("điểm a khoản 2 " + Articles.Care),
            new("khoản 2 " + Articles.Care, "Vợ hoặc chồng không hưởng cùng khoản hỗ trợ này", (in CaseMonth c) => !c.Facts.SpouseReceivesPregnancySupport,
                (in CaseMonth c) => c.Facts.SpouseReceivesPregnancySupport ? "Vợ hoặc chồng đang hưởng; hai người chỉ được một suất" : "Không hưởng"),
        ],
    };
}
