namespace ProvinceNode.Documents;

/// <summary>
/// How a written answer (D20) names what is refused. Money is received ("không đủ điều kiện hưởng trợ cấp …"); a change of it, a stop or a move is not;
/// and who is not taken in is told the law's words: "không tiếp nhận … vào cơ sở trợ giúp xã hội" (Decree 20/2021 Art. 28). Pure.
/// </summary>
public static class RefusalWords
{
    private const string Admission = "tiếp nhận";

    private static readonly string[] Received = ["trợ cấp", "hỗ trợ", "trợ giúp"];

    /// <summary>After "Về việc".</summary>
    public static string About(string policy) => IsAdmission(policy) ? $"không tiếp nhận đối tượng{policy[Admission.Length..]}" : $"không đủ điều kiện {Right(policy)}";

    /// <summary>After "Kết quả thẩm định:".</summary>
    public static string Result(string policy, string person) => IsAdmission(policy) ? $"không tiếp nhận ông/bà {person}{policy[Admission.Length..]}" : $"chưa đủ điều kiện {Right(policy)}";

    private static bool IsAdmission(string policy) => policy.StartsWith(Admission, StringComparison.Ordinal);

    private static string Right(string policy) => Received.Any(w => policy.StartsWith(w, StringComparison.Ordinal)) ? "hưởng " + policy : policy;
}
