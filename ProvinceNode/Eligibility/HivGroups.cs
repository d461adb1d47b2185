namespace ProvinceNode.Eligibility;

/// <summary>Groups 3 and 8 (Art. 5(3), 5(8)). Sensitive: never posted, never looked up in public (Art. 8(1)(b)).</summary>
internal static class HivGroups
{
    public static GroupRule Child { get; } = new()
    {
        Group = "3", Name = "Trẻ em nhiễm HIV/AIDS thuộc hộ nghèo", Article = Articles.Group3, Form = "1b", Families = ["3"], Bit = 1 << 2, Sensitive = true,
        Receiver = ReceiverKind.Guardian,
        Clauses = [Confirmed(Articles.Group3), CommonClauses.Poor(Articles.Group3)],
    };

    public static GroupRule Adult { get; } = new()
    {
        Group = "8", Name = "Người nhiễm HIV/AIDS thuộc hộ nghèo không có thu nhập ổn định", Article = Articles.Group8, Form = "1b", Families = ["8"], Bit = 1 << 10,
        Sensitive = true, JoinsGroup4 = true,
        Clauses =
        [
            Confirmed(Articles.Group8),
            CommonClauses.Poor(Articles.Group8),
            new(Articles.Group8, "Không có thu nhập ổn định hàng tháng từ tiền lương, tiền công, lương hưu, trợ cấp bảo hiểm xã hội, trợ cấp xã hội",
                (in CaseMonth c) => !HasIncome(c), (in CaseMonth c) => HasIncome(c) ? "Có thu nhập ổn định" : "Không có"),
        ],
    };

    private static ClauseRule Confirmed(string article) => new(
        article, "Có giấy xác nhận nhiễm HIV", (in CaseMonth c) => c.HivConfirmed, (in CaseMonth c) => c.HivConfirmed ? "Có" : "Không có giấy xác nhận");

    private static bool HasIncome(in CaseMonth c)
    {
        c.Income(pensionsOnly: false, out var any);
        return any || c.Allowance(socialOnly: true) is not null;
    }
}
