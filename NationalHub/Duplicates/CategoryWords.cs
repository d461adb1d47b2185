using NationalHub.Reporting;
using Protos.Reference;

namespace NationalHub.Duplicates;

/// <summary>Categories in words for another province: what the law keeps confidential arrived at the hub neutral, and is told neutral. Pure.</summary>
public static class CategoryWords
{
    private static readonly Dictionary<string, string> Labels = ReferenceTable.Read("categories").Rows.Where(r => r["sensitive"] != "1").DistinctBy(r => r["code"]).ToDictionary(r => r["code"], r => r["label"], StringComparer.Ordinal);

    /// <param name="kind">Assistance, Care, SocialPension, Institution; empty when it is not known.</param>
    public static string Of(string code, string kind) => kind switch
    {
        "SocialPension" => "Trợ cấp hưu trí xã hội",
        "Institution" => "Nuôi dưỡng tại cơ sở trợ giúp xã hội",
        _ when code.Length == 0 => "Chưa có chế độ",
        _ when code != PublishedModel.NeutralCategory && Labels.TryGetValue(code, out var label) => $"{(kind == "Care" ? "Hỗ trợ kinh phí chăm sóc" : "Trợ cấp xã hội hằng tháng")}: {label}",
        _ => "Trợ cấp xã hội hằng tháng (nhóm khác)",
    };
}
