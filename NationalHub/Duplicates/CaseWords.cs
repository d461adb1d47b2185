using Protos.Values;

namespace NationalHub.Duplicates;

/// <summary>States and words in Vietnamese. Pure; colour never speaks alone.</summary>
public static class CaseWords
{
    public static (string Css, string Words) State(CaseState state) => state switch
    {
        CaseState.Quiet => ("", "○ một người, không chi trả trùng"),
        CaseState.Asked => ("warn", "◆ đang hỏi hai tỉnh"),
        CaseState.Agreed => ("good", "● hai tỉnh đã thống nhất"),
        CaseState.NotSame => ("", "○ không phải một người"),
        CaseState.Disagreed => ("bad", "▲ hai tỉnh không thống nhất, chờ Bộ quyết định"),
        CaseState.Decided => ("good", "● Bộ đã quyết định"),
        _ => ("", "✓ đã kết thúc"),
    };

    public static string Word(SaidWord word) => word.Kind switch
    {
        WordKind.Stays => "Tỉnh này tiếp tục chi trả, tỉnh kia thôi.",
        WordKind.Stops => $"Tỉnh này thôi chi trả từ tháng {new PayMonth(word.FromMonth)}.",
        WordKind.NotSame => "Không phải một người.",
        _ => "Chưa trả lời.",
    };
}
