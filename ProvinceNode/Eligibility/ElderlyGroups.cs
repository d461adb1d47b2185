namespace ProvinceNode.Eligibility;

/// <summary>Group 5 (Art. 5(5)): elderly people. Points b and c ended with June 2025 (Decree 176/2025), which their rows say.</summary>
internal static class ElderlyGroups
{
    /// <summary>5.a: poor, and nobody to maintain them.</summary>
    public static GroupRule Alone { get; } = new()
    {
        Group = "5.a", Name = "Người cao tuổi thuộc hộ nghèo không có người phụng dưỡng", Article = "điểm a " + Articles.Group5, Form = "1d", Families = ["5.a"], Bit = 1 << 4,
        JoinsGroup4 = true,
        Clauses =
        [
            CommonClauses.Poor("điểm a " + Articles.Group5),
            new("điểm a " + Articles.Group5, "Không có người có nghĩa vụ và quyền phụng dưỡng, hoặc người đó đang hưởng trợ cấp xã hội hàng tháng",
                (in CaseMonth c) => Supporters(c, able: true) == 0, Supported),
        ],
    };

    /// <summary>5.b: 75 to 80 in specially difficult places.</summary>
    public static GroupRule SpecialArea { get; } = new()
    {
        Group = "5.b", Name = "Người cao tuổi từ đủ 75 đến dưới 80 tuổi thuộc hộ nghèo, hộ cận nghèo ở vùng đặc biệt khó khăn", Article = "điểm b " + Articles.Group5, Form = "1d",
        Families = ["5.b"], Bit = 1 << 5, Start = StartKind.Birthday, JoinsGroup4 = true,
        Clauses =
        [
            CommonClauses.PoorOrNear("điểm b " + Articles.Group5),
            NotAlone("điểm b " + Articles.Group5),
            CommonClauses.SpecialArea("điểm b " + Articles.Group5),
        ],
    };

    /// <summary>5.c: 80 and more without any pension.</summary>
    public static GroupRule From80 { get; } = new()
    {
        Group = "5.c", Name = "Người từ đủ 80 tuổi không có lương hưu, trợ cấp hàng tháng", Article = "điểm c " + Articles.Group5, Form = "1d", Families = ["5.c"], Bit = 1 << 6,
        Start = StartKind.Birthday, JoinsGroup4 = true,
        Clauses =
        [
            NotAlone("điểm c " + Articles.Group5),
            new("điểm c " + Articles.Group5, "Không có lương hưu, trợ cấp bảo hiểm xã hội hàng tháng", (in CaseMonth c) => !HasPension(c),
                (in CaseMonth c) => HasPension(c) ? "Có lương hưu hoặc trợ cấp bảo hiểm xã hội" : "Không có"),
            new("điểm c " + Articles.Group5, "Không có trợ cấp xã hội hàng tháng khác", (in CaseMonth c) => c.Allowance(socialOnly: true) is null,
                (in CaseMonth c) => c.Allowance(socialOnly: true) is { } other ? $"Đang hưởng {other.Name}".TrimEnd() : "Không có"),
        ],
    };

    /// <summary>5.d: fit for an institution, but taken in at home.</summary>
    public static GroupRule TakenIn { get; } = new()
    {
        Group = "5.d", Name = "Người cao tuổi đủ điều kiện vào cơ sở trợ giúp xã hội được nhận chăm sóc tại cộng đồng", Article = "điểm d " + Articles.Group5, Form = "1d",
        Families = ["5.d"], Bit = 1 << 7, JoinsGroup4 = true,
        Clauses =
        [
            CommonClauses.Poor("điểm d " + Articles.Group5),
            new("điểm d " + Articles.Group5, "Không có người có nghĩa vụ và quyền phụng dưỡng", (in CaseMonth c) => Supporters(c, able: false) == 0, Supported),
            new("điểm d " + Articles.Group5, "Không có điều kiện sống ở cộng đồng, đủ điều kiện tiếp nhận vào cơ sở trợ giúp xã hội",
                (in CaseMonth c) => c.Facts.QualifiesForInstitution, (in CaseMonth c) => c.Facts.QualifiesForInstitution ? "Đủ điều kiện" : "Chưa được xác nhận"),
            new("điểm d " + Articles.Group5, "Có người nhận nuôi dưỡng, chăm sóc tại cộng đồng", (in CaseMonth c) => c.IsCarer(CareKind.TakenIn, conditions: false),
                (in CaseMonth c) => c.IsCarer(CareKind.TakenIn, conditions: false) ? "Có" : "Chưa có"),
        ],
    };

    private static ClauseRule NotAlone(string article) => new(article, "Không thuộc diện quy định tại điểm a", (in CaseMonth c) => !c.Holds(Alone),
        (in CaseMonth c) => c.Holds(Alone) ? "Thuộc điểm a, hưởng theo điểm a" : "Không thuộc");

    private static bool HasPension(in CaseMonth c)
    {
        c.Income(pensionsOnly: true, out var any);
        return any;
    }

    /// <param name="able">Only those who do not receive assistance themselves.</param>
    internal static int Supporters(in CaseMonth c, bool able)
    {
        var count = 0;
        for (var i = 0; i < c.Facts.Supporters.Count; i++)
        {
            var supporter = c.Facts.Supporters[i];
            count += (!able || !supporter.ReceivesAssistance) && c.Covers(supporter.From, supporter.Until) ? 1 : 0;
        }

        return count;
    }

    internal static string Supported(in CaseMonth c)
    {
        var words = new List<string>();
        foreach (var supporter in c.Facts.Supporters)
        {
            if (c.Covers(supporter.From, supporter.Until))
            {
                words.Add(supporter.Relation == SupporterFacts.Untold.Relation ? "chưa khai, chưa xác minh có hay không có người phụng dưỡng" : supporter.ReceivesAssistance ? $"{supporter.Relation} (đang hưởng trợ cấp xã hội)" : supporter.Relation);
            }
        }

        return words.Count == 0 ? "Không có người phụng dưỡng" : words is [var one] && one.StartsWith("chưa khai", StringComparison.Ordinal) ? "C" + one[1..] : "Có: " + string.Join(", ", words);
    }
}
