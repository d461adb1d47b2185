using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace NationalHub.Reporting.OData;

/// <summary>The system query options of a request, checked for what can be seen from their text.</summary>
internal sealed partial class QueryOptions
{
    private static readonly string[] Known = ["$filter", "$select", "$orderby", "$top", "$skip", "$count", "$search", "$apply", "$compute", "$expand", "$skiptoken", "$deltatoken", "$format"];
    private static readonly string[] Others = ["$levels", "$index", "$schemaversion", "$id"];
    private static readonly string[] ForFeed = Known;
    private static readonly string[] ForCount = ["$filter", "$search", "$apply", "$format"];
    private static readonly string[] ForEntity = ["$select", "$expand", "$format"];

    private readonly Dictionary<string, string> _texts;

    private QueryOptions(Dictionary<string, string> texts) => _texts = texts;

    public string? this[string name] => _texts.GetValueOrDefault(name);

    public long? Top { get; private init; }

    public long? Skip { get; private init; }

    public bool Count { get; private init; }

    /// <summary>The options that decide which rows come and in what order: a page token is bound to them.</summary>
    public string Fingerprint => string.Join('\n', new[] { "$apply", "$compute", "$filter", "$search", "$orderby" }.Select(name => this[name] ?? ""));

    /// <summary>System query options as 4.01 lets them be written, in any case and without the dollar sign, as 4.0 writes them.</summary>
    public static void Normalize(HttpRequest request)
    {
        var names = request.Query.Keys.ToDictionary(name => name, Proper, StringComparer.Ordinal);
        if (names.Any(name => name.Key != name.Value))
        {
            var parts = (request.QueryString.Value ?? "").TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2));
            request.QueryString = new QueryString("?" + string.Join('&', parts.Select(pair => Proper(Uri.UnescapeDataString(pair[0])) + (pair.Length == 2 ? "=" + pair[1] : ""))));
        }
    }

    private static string Proper(string name) => (name.StartsWith('$') ? Known.Concat(Others) : Known.Select(known => known[1..]))
        .FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found ? "$" + found.TrimStart('$') : name;

    public static QueryOptions OfFeed(HttpRequest request, ODataLimits limits) => Read(request, limits, ForFeed);

    public static QueryOptions OfCount(HttpRequest request, ODataLimits limits) => Read(request, limits, ForCount);

    public static QueryOptions OfEntity(HttpRequest request, ODataLimits limits) => Read(request, limits, ForEntity);

    /// <summary>The options of reading where one navigation leads.</summary>
    public static QueryOptions ForLink(string way) => new(new Dictionary<string, string>(StringComparer.Ordinal) { ["$expand"] = way });

    private static QueryOptions Read(HttpRequest request, ODataLimits limits, string[] allowed)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in request.Query)
        {
            if (!name.StartsWith('$'))
            {
                continue;
            }
            Allow(name, allowed);
            var text = values.ToString();
            if (text.Contains('\uFFFD', StringComparison.Ordinal) || Coded().IsMatch(text))
            {
                throw ODataFaultException.Bad("OData.BadEncoding", $"{name} có mã phần trăm không phải UTF-8. Hãy viết chữ có dấu theo UTF-8, ví dụ “Xã” là X%C3%A3.", name);
            }
            if (text.Length == 0)
            {
                throw ODataFaultException.Bad("OData.EmptyOption", $"{name} đang để trống. Hãy cho giá trị hoặc bỏ khỏi truy vấn.", name);
            }
            Nesting.Check(text, name, limits);
            texts.Add(name, text);
        }
        return new QueryOptions(texts)
        {
            Top = Number(texts, "$top", limits.MaxTop, "Hãy giảm $top; để lấy hết, bỏ $top và đi theo @odata.nextLink."),
            Skip = Number(texts, "$skip", limits.MaxSkip, "Hãy đi theo @odata.nextLink thay vì $skip lớn."),
            Count = Flag(texts),
        };
    }

    private static void Allow(string name, string[] allowed)
    {
        if (allowed.Contains(name, StringComparer.Ordinal))
        {
            return;
        }
        if (Known.Contains(name, StringComparer.Ordinal))
        {
            throw ODataFaultException.Bad("OData.OptionNotHere", $"{name} không dùng được ở địa chỉ này. Hãy bỏ nó.", name);
        }
        if (Others.Contains(name, StringComparer.Ordinal))
        {
            throw ODataFaultException.NotSupported($"{name} chưa được hỗ trợ. Hãy bỏ nó.", name);
        }
        var nearest = NearestName.Of(name, Known);
        throw ODataFaultException.Bad("OData.UnknownOption",
            $"Không có tùy chọn “{ODataFaultException.Short(name)}”. " + (nearest is null ? "Dùng được: " + string.Join(", ", Known) + "." : $"Có phải ý bạn là “{nearest}”?"), name);
    }

    private static long? Number(Dictionary<string, string> texts, string name, int limit, string advice)
    {
        if (!texts.TryGetValue(name, out var text))
        {
            return null;
        }
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw text.All(char.IsAsciiDigit) ? ODataFaultException.OverLimit(name, limit, advice, name)
                : ODataFaultException.Bad("OData.BadNumber", $"{name} phải là số nguyên không âm, không phải “{ODataFaultException.Short(text)}”.", name);
        }
        return number <= limit ? number : throw ODataFaultException.OverLimit(name, limit, advice, name);
    }

    // What is still coded was no UTF-8.
    [GeneratedRegex("%[89A-Fa-f][0-9A-Fa-f]")]
    private static partial Regex Coded();

    private static bool Flag(Dictionary<string, string> texts) => texts.GetValueOrDefault("$count") switch
    {
        null or "false" => false,
        "true" => true,
        var other => throw ODataFaultException.Bad("OData.BadFlag", $"$count phải là true hoặc false, không phải “{ODataFaultException.Short(other)}”.", "$count"),
    };
}

/// <summary>Looks at nested parentheses before the parser recurses into them.</summary>
internal static class Nesting
{
    public static void Check(string text, string target, ODataLimits limits)
    {
        var (depth, quoted) = (0, false);
        foreach (var letter in text)
        {
            quoted ^= letter == '\'';
            depth += quoted ? 0 : letter switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth > limits.MaxDepth)
            {
                throw ODataFaultException.OverLimit("Số lớp ngoặc lồng nhau", limits.MaxDepth, "Hãy viết biểu thức phẳng hơn.", target);
            }
        }
    }
}
