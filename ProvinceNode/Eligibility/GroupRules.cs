namespace ProvinceNode.Eligibility;

/// <summary>All groups in the order in which they are asked; at equal amounts the first wins (policy 1.3).</summary>
internal static class GroupRules
{
    /// <summary>Groups 1 to 8 of Decree 20 Art. 5.</summary>
    public static IReadOnlyList<GroupRule> Own { get; } =
    [
        ChildGroups.WithoutSupport, ChildGroups.StudyingAfter, HivGroups.Child, SingleParentGroup.Rule,
        ElderlyGroups.Alone, ElderlyGroups.SpecialArea, ElderlyGroups.From80, ElderlyGroups.TakenIn,
        DisabledGroup.Rule, ChildGroups.UnderThree, HivGroups.Adult,
    ];

    /// <summary>What stands beside them: social pension, care support, institution.</summary>
    public static IReadOnlyList<GroupRule> Others { get; } =
    [
        PensionGroups.From75, PensionGroups.From70,
        CareGroups.Child, CareGroups.OlderChild, CareGroups.Elderly, CareGroups.Parent, CareGroups.ParentTwice,
        CareGroups.Family, CareGroups.TakenIn, CareGroups.ChildTakenIn,
        InstitutionGroup.Rule,
    ];
}

/// <summary>Articles as they are printed.</summary>
internal static class Articles
{
    public const string Decree20 = "Nghị định số 20/2021/NĐ-CP";
    public const string Group1 = "khoản 1 Điều 5 " + Decree20;
    public const string Group2 = "khoản 2 Điều 5 " + Decree20;
    public const string Group3 = "khoản 3 Điều 5 " + Decree20;
    public const string Group4 = "khoản 4 Điều 5 " + Decree20;
    public const string Group5 = "khoản 5 Điều 5 " + Decree20;
    public const string Group6 = "khoản 6 Điều 5 " + Decree20;
    public const string Group7 = "khoản 7 Điều 5 " + Decree20;
    public const string Group8 = "khoản 8 Điều 5 " + Decree20;
    public const string Highest = "khoản 2 Điều 6 " + Decree20;
    public const string Start = "điểm đ khoản 1 Điều 8 " + Decree20;
    public const string Stop = "khoản 2 Điều 8 " + Decree20;
    public const string Care = "Điều 20 " + Decree20;
    public const string Institution = "khoản 5 Điều 25 " + Decree20;
    public const string Nurture = "khoản 1 Điều 25 " + Decree20;
    public const string Insurance = "Điều 21 Luật Bảo hiểm xã hội số 41/2024/QH15";
    public const string Decree176 = "Nghị định số 176/2025/NĐ-CP";
    public const string Prison = "khoản 2 Điều 8 Nghị định số 20/2021/NĐ-CP và Điều 2 Thông tư số 02/2021/TT-BLĐTBXH";
}
