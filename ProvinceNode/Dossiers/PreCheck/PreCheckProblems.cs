using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.PreCheck;

/// <summary>What can be wrong in the pre-check.</summary>
public static class PreCheckProblems
{
    public static readonly ProblemKind Year = new("pre-check-year", "Hãy nhập năm sinh gồm 4 chữ số, không sau năm {0}.");

    public static readonly ProblemKind Month = new("pre-check-month", "Hãy nhập tháng sinh từ 1 đến 12 và không ở tương lai, hoặc để trống nếu không nhớ.");

    public static readonly ProblemKind Choose = new("pre-check-choose", "Hãy chọn một câu trả lời rồi bấm Tiếp tục.");
}
