using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>Originals that go back to who takes the dossier back, as the clerk listed them, one per line. Pure.</summary>
public static class ReturnedPapers
{
    public const int MostText = 2000;

    public static IReadOnlyList<string> Read(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static Problem? Fault(string field, string text) => text.Length > MostText ? CommonProblems.TooLong.At(field, "Giấy tờ trả lại", MostText, text.Length) : null;

    /// <summary>For the control sheet.</summary>
    public static string Words(IReadOnlyList<string> papers) => papers.Count == 0 ? "không giữ bản chính nào" : $"trả lại {papers.Count} giấy tờ bản chính";
}
