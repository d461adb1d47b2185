using ProvinceNode.Eligibility;

namespace ProvinceNode.Dossiers.Law;

/// <summary>Fields of a group whose conditions are data. Pure.</summary>
internal static class GroupFields
{
    /// <summary>Who belongs to it and what it pays, without the text that says so.</summary>
    public static IReadOnlyList<RuleField> All { get; } =
    [
        Choice("Sensitive", "Thông tin về người thuộc nhóm", ("false", "Công khai như các nhóm khác"), ("true", "Giữ kín như người nhiễm HIV: không niêm yết, không nêu tên nhóm trên văn bản"))
            with { Optional = true, Hint = "Nhóm có tên hoặc điều kiện nói về HIV luôn được giữ kín" },
        new("Code", "Ký hiệu nhóm", RuleFieldKind.Text, Hint: "Chữ số hoặc chữ cái; hệ thống thêm mã tỉnh (hoặc QG nếu chung cả nước) ở trước") { Most = 10 },
        new("Label", "Tên nhóm đối tượng", RuleFieldKind.Text),
        new("AgeFrom", "Từ đủ (tuổi)", RuleFieldKind.Number, Optional: true, Hint: "Để trống nếu mọi tuổi"), new("AgeUntil", "Đến dưới (tuổi)", RuleFieldKind.Number, Optional: true, Hint: "Để trống nếu không có tuổi cuối"),
        Choice("Poverty", "Hộ nghèo, hộ cận nghèo", (nameof(PovertyStatuses.Any), "Không xét"), (nameof(PovertyStatuses.Poor), "Chỉ hộ nghèo"), (nameof(PovertyStatuses.NearPoor), "Chỉ hộ cận nghèo"), (nameof(PovertyStatuses.Either), "Hộ nghèo hoặc hộ cận nghèo")),
        Choice("Degrees", "Mức độ khuyết tật", Degrees("Không xét", DisabilityDegrees.Any), Degrees("Đặc biệt nặng", DisabilityDegrees.ExtremelySevere), Degrees("Nặng", DisabilityDegrees.Severe), Degrees("Nhẹ", DisabilityDegrees.Mild),
            Degrees("Nặng hoặc đặc biệt nặng", DisabilityDegrees.Severe | DisabilityDegrees.ExtremelySevere), Degrees("Nhẹ hoặc nặng", DisabilityDegrees.Mild | DisabilityDegrees.Severe),
            Degrees("Mọi mức độ", DisabilityDegrees.Mild | DisabilityDegrees.Severe | DisabilityDegrees.ExtremelySevere)),
        Choice("SpecialArea", "Nơi ở", ("false", "Mọi nơi"), ("true", "Xã, thôn đặc biệt khó khăn")),
        Choice("WithoutPension", "Lương hưu, trợ cấp bảo hiểm xã hội", ("false", "Không xét"), ("true", "Chỉ người không có")),
        Choice("WithoutAllowance", "Trợ cấp xã hội, trợ cấp người có công theo văn bản khác", ("false", "Không xét"), ("true", "Chỉ người không hưởng")),
        Choice("Support", "Người có nghĩa vụ và quyền phụng dưỡng", (nameof(SupportCondition.Any), "Không xét"), (nameof(SupportCondition.Nobody), "Không có ai"), (nameof(SupportCondition.NobodyAble), "Không có, hoặc có nhưng người đó đang hưởng trợ cấp xã hội")),
        Choice("LivesAlone", "Sống một mình", ("false", "Không xét"), ("true", "Chỉ người sống một mình")),
        new("Attested", "Điều kiện khác do UBND cấp xã xác nhận", RuleFieldKind.Text, Optional: true,
            Hint: "Ghi trọn câu như trong văn bản, ví dụ: Là người dân tộc thiểu số di cư tự do đã được bố trí định cư. Người đề nghị khai, công chức xã xác nhận khi xét duyệt.") { Most = 500, Lines = 3 },
        new("Coefficient", "Hệ số của mức chuẩn", RuleFieldKind.Text, Optional: true, Hint: "Ví dụ: 1,5; để trống nếu ghi số tiền"), new("AmountDong", "Hoặc số tiền (đồng/tháng)", RuleFieldKind.Number, Optional: true),
        // The law's own forms ask of their own groups alone: nobody could ask for another one with them.
        Choice("Form", "Tờ khai", (ExtraGroupRow.OwnForm, $"Tờ khai {ExtraGroupRow.OwnForm}: hỏi mọi điều kiện ở trên")),
    ];

    private static (string, string) Degrees(string words, DisabilityDegrees degrees) => (degrees.ToString(), words);

    private static RuleField Choice(string name, string label, params (string Value, string Words)[] choices) =>
        new(name, label, RuleFieldKind.Choice) { Choices = choices.Select(c => KeyValuePair.Create(c.Value, c.Words)).ToList() };
}
