using Microsoft.AspNetCore.Http;

namespace NationalHub.Reporting.OData;

/// <summary>What answers say of their age in headers too, for forms that have no place for annotations: files and bare numbers.</summary>
internal static class FreshnessHeaders
{
    private static readonly (string Annotation, string Header, string Words)[] OfProvinces =
    [
        ("bao.freshness.P", "Bao-Freshness-Provinces", "Số liệu đến, tỉnh "), ("bao.waiting.P", "Bao-Waiting", "Bản ghi chờ gửi ở tỉnh "), ("bao.refused.P", "Bao-Refused", "Bản ghi bị từ chối của tỉnh "),
    ];

    private static readonly (string Annotation, string Header, string Words)[] OfAll =
        [("bao.freshness", "Bao-Freshness", "Số liệu đến, tỉnh chậm nhất"), ("bao.trial", "Bao-Trial", "Tỉnh đang thử (số liệu mẫu, không vào tổng cả nước)")];

    public static void Write(HttpResponse response, IReadOnlyDictionary<string, string> annotations)
    {
        foreach (var (name, header, _) in OfAll.Where(one => annotations.ContainsKey(one.Annotation)))
        {
            response.Headers[header] = Plain(annotations[name]);
        }
        foreach (var (prefix, header, _) in OfProvinces)
        {
            var told = annotations.Where(one => one.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(one => $"{one.Key[prefix.Length..]}={Plain(one.Value)}").ToList();
            if (told.Count > 0)
            {
                response.Headers[header] = string.Join(", ", told);
            }
        }
    }

    /// <summary>The heading of an annotation in a file.</summary>
    public static string Words(string annotation)
        => OfProvinces.Where(one => annotation.StartsWith(one.Annotation, StringComparison.Ordinal)).Select(one => one.Words + annotation[one.Annotation.Length..])
            .Concat(OfAll.Where(one => one.Annotation == annotation).Select(one => one.Words)).FirstOrDefault(annotation);

    // Words of Vietnamese say that there is none.
    private static string Plain(string value) => value.All(char.IsAscii) ? value : "none";
}
