using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace NationalHub.Reporting.OData;

/// <summary>What form of answer a request wants: <c>$format</c> before Accept, metadata level, page size, version.</summary>
/// <param name="Metadata">minimal, full or none.</param>
/// <param name="Ieee754">Int64 and Decimal as text, for clients whose numbers are doubles.</param>
internal sealed record Negotiation(string Metadata, bool Ieee754)
{
    public string ContentType => $"application/json;odata.metadata={Metadata};odata.streaming=true;IEEE754Compatible={(Ieee754 ? "true" : "false")}";

    /// <exception cref="ODataFaultException">415 for a $format, 406 for an Accept that no JSON satisfies.</exception>
    public static Negotiation Json(HttpRequest request)
    {
        CheckVersion(request);
        var format = request.Query["$format"].ToString();
        if (format.Length > 0)
        {
            var wanted = format == "json" ? "application/json" : format;
            return MediaTypeHeaderValue.TryParse(wanted, out var type) && IsJson(type)
                ? Of(type)
                : throw new ODataFaultException(415, "OData.Format", $"Không trả được dạng “{format}”. Hãy dùng $format=json; với tập dữ liệu còn có csv và xlsx.", "$format");
        }
        var accepted = Accepted(request);
        if (accepted.Count == 0)
        {
            return new Negotiation("minimal", false);
        }
        var best = accepted.FirstOrDefault(IsJson)
            ?? throw new ODataFaultException(406, "OData.Format", "Chỉ trả được application/json. Hãy đặt Accept: application/json.", "Accept");
        return Of(best);
    }

    /// <summary>$metadata is XML unless JSON is asked for.</summary>
    public static bool MetadataAsJson(HttpRequest request)
    {
        CheckVersion(request);
        var format = request.Query["$format"].ToString();
        if (format.Length > 0)
        {
            return format switch
            {
                "json" => true,
                "xml" or "application/xml" => false,
                _ => format.StartsWith("application/json", StringComparison.Ordinal) ? true
                    : throw new ODataFaultException(415, "OData.Format", $"Không trả được dạng “{format}”. Hãy dùng $format=xml hoặc $format=json.", "$format"),
            };
        }
        foreach (var type in Accepted(request))
        {
            if (type.MatchesAllTypes || type.MediaType.Equals("application/xml", StringComparison.OrdinalIgnoreCase) || type.MediaType.Equals("application/*", StringComparison.Ordinal))
            {
                return false;
            }
            if (IsJson(type))
            {
                return true;
            }
        }
        return Accepted(request).Count == 0 ? false
            : throw new ODataFaultException(406, "OData.Format", "$metadata chỉ có dạng XML và JSON. Hãy đặt Accept: application/xml.", "Accept");
    }

    /// <summary>The preferred page size (Prefer: odata.maxpagesize=n), cut to the limit, or null.</summary>
    public static int? PageSize(HttpRequest request, ODataLimits limits)
    {
        foreach (var part in request.Headers["Prefer"].SelectMany(header => (header ?? "").Split([',', ';'], StringSplitOptions.TrimEntries)))
        {
            var pair = part.Split('=', 2);
            var named = pair[0].Equals("odata.maxpagesize", StringComparison.OrdinalIgnoreCase) || pair[0].Equals("maxpagesize", StringComparison.OrdinalIgnoreCase);
            if (named && pair.Length == 2 && int.TryParse(pair[1].Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0)
            {
                return Math.Min(size, limits.MaxPageSize);
            }
        }
        return null;
    }

    /// <summary>Whether the client prefers something that has no value, by its name with or without the prefix of OData.</summary>
    public static bool Prefers(HttpRequest request, string wish)
        => request.Headers["Prefer"].SelectMany(header => (header ?? "").Split([',', ';'], StringSplitOptions.TrimEntries))
            .Any(part => part.Equals(wish, StringComparison.OrdinalIgnoreCase) || part.Equals("odata." + wish, StringComparison.OrdinalIgnoreCase));

    /// <summary>The form of file that a person asks for instead of JSON, or null.</summary>
    public static SheetForm? Sheet(HttpRequest request)
    {
        var format = request.Query["$format"].ToString();
        var wanted = format.Length > 0 ? format : Accepted(request).FirstOrDefault()?.MediaType.Value ?? "";
        return wanted.ToLowerInvariant() switch
        {
            "csv" or "text/csv" => SheetForm.Csv,
            "xlsx" or SheetAnswer.Workbook => SheetForm.Xlsx,
            _ => null,
        };
    }

    /// <summary>OData-MaxVersion below 4.0 cannot be served.</summary>
    private static void CheckVersion(HttpRequest request)
    {
        var text = request.Headers["OData-MaxVersion"].ToString();
        if (text.Length > 0 && !(Version.TryParse(text, out var version) && version >= new Version(4, 0)))
        {
            throw ODataFaultException.Bad("OData.Version", $"Cửa này nói OData 4.0, không phải “{text}”. Hãy đặt OData-MaxVersion: 4.0 hoặc bỏ đi.", "OData-MaxVersion");
        }
    }

    private static List<MediaTypeHeaderValue> Accepted(HttpRequest request)
        => MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var types)
            ? [.. types.Where(type => type.Quality is not 0).OrderByDescending(type => type.Quality ?? 1)]
            : [];

    private static bool IsJson(MediaTypeHeaderValue type)
        => type.MatchesAllTypes || type.MediaType.Equals("application/*", StringComparison.Ordinal) || type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);

    private static Negotiation Of(MediaTypeHeaderValue type)
    {
        var level = Parameter(type, "odata.metadata") ?? Parameter(type, "metadata") ?? "minimal";
        if (level is not ("minimal" or "full" or "none"))
        {
            throw new ODataFaultException(406, "OData.Format", $"odata.metadata phải là minimal, full hoặc none, không phải “{level}”.", "Accept");
        }
        return new Negotiation(level, string.Equals(Parameter(type, "IEEE754Compatible"), "true", StringComparison.OrdinalIgnoreCase));
    }

    private static string? Parameter(MediaTypeHeaderValue type, string name)
        => type.Parameters.FirstOrDefault(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value.ToString();
}
