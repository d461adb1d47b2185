using ProvinceNode.Eligibility;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>What an appraiser is told when a declaration and the list of specially difficult communes and villages do not agree (Decree 20 Art. 5(5)(b), 5(7)). Pure.</summary>
public static class SpecialAreaWords
{
    /// <summary>Null where the place is not asked, or both say the same.</summary>
    public static string? Of(FormScope s, RuleBook rules)
    {
        var village = FormFacts.VillageOf(s);
        var listed = rules.IsSpecialArea(s["CommuneCode"], village, s.Today);
        return s["SpecialArea"] switch
        {
            "yes" when !listed => $"Tờ khai ghi nơi ở thuộc xã, thôn đặc biệt khó khăn, nhưng “{village}” của xã này không có trong danh sách. Hãy chọn đúng thôn, bản; nếu danh sách thiếu thì đề nghị Sở bổ sung trước khi kết luận.",
            "no" or "unknown" when listed => $"Tờ khai không ghi nơi ở thuộc xã, thôn đặc biệt khó khăn, nhưng “{village}” có trong danh sách nên vẫn được tính là đặc biệt khó khăn. Hãy đối chiếu nơi cư trú với giấy tờ.",
            _ => null,
        };
    }
}
