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

    /// <summary>A state with what is asked: past months are another matter than those that run.</summary>
    public static (string Css, string Words) State(CrossCase of) => State(of.State) is var (css, words) && of is { Past: true, State: not (CaseState.Quiet or CaseState.Closed) } ? (css, $"{words}; các tháng đã qua") : State(of.State);

    /// <summary>How a settled case ends, in a sentence.</summary>
    public static string Settled(CrossCase of)
    {
        var payer = NationalHub.Provinces.ProvinceUnits.Find(of.PayerProvince)?.Name ?? of.PayerProvince;
        return of.Past ? $"{payer} chi trả đúng; tỉnh kia thu hồi các tháng cùng có tiền từ tháng {new PayMonth(of.StopMonth)}." : $"{payer} tiếp tục chi trả; tỉnh kia thôi từ tháng {new PayMonth(of.StopMonth)}.";
    }

    /// <param name="past">It is about months that are all over.</param>
    public static string Word(SaidWord word, bool past = false) => word.Kind switch
    {
        WordKind.Stays when past => "Tỉnh này chi trả đúng, tỉnh kia thu hồi các tháng cùng có tiền.",
        WordKind.Stops when past => $"Tỉnh này thu hồi các tháng cùng có tiền từ tháng {new PayMonth(word.FromMonth)}.",
        WordKind.Stays => "Tỉnh này tiếp tục chi trả, tỉnh kia thôi.",
        WordKind.Stops => $"Tỉnh này thôi chi trả từ tháng {new PayMonth(word.FromMonth)}.",
        WordKind.NotSame => "Không phải một người.",
        _ => "Chưa trả lời.",
    };
}
