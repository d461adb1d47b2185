using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace NationalHub.Reporting.OData;

/// <summary>A reading of a batch, for who records queries.</summary>
/// <param name="url">As the client wrote it.</param>
internal sealed class BatchReading(string url)
{
    /// <summary>The path as it was understood; empty while it is not.</summary>
    public string Path { get; set; } = "";

    /// <summary>The options, with the question mark; all that was written while it is not understood.</summary>
    public string Query { get; set; } = url;

    /// <summary>What a file is taken for; empty where nothing is said.</summary>
    public string Purpose { get; set; } = "";

    /// <summary>Null while it is not answered.</summary>
    public int? Status { get; set; }

    /// <summary>Rows read from the database.</summary>
    public long Rows { get; set; }

    public TimeSpan Took { get; set; }
}

/// <summary><c>POST $batch</c> in the JSON form of OData JSON 4.01, section 19: several readings in one request, answered in order,
/// each on its own.</summary>
internal sealed partial class Batch(string prefix, ODataLimits limits, Func<HttpContext, Task> answer)
{
    /// <summary>Where all readings (<see cref="BatchReading"/>) are left for who records queries.</summary>
    public const string Asked = "odata-batch";

    /// <summary>Where the one that is being answered is left.</summary>
    public const string Current = "odata-batch-current";

    private const int MostBytesAsked = 256 * 1024;

    public static bool Is(HttpRequest request, string prefix) => request.Path.Value is { } path && path.TrimEnd('/').Equals(prefix + "/$batch", StringComparison.Ordinal);

    public async Task WriteAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var readings = await ReadAsync(http.Request, cancellationToken);
        var asked = readings.ConvertAll(reading => new BatchReading(reading.Url));
        http.Items[Asked] = asked;
        var goesOn = Negotiation.Prefers(http.Request, "continue-on-error");
        var failed = new HashSet<string>(StringComparer.Ordinal);
        using var buffer = new MemoryStream();
        await using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ODataFaultWriter.Plain }))
        {
            json.WriteStartObject();
            json.WriteStartArray("responses");
            foreach (var (reading, told) in readings.Zip(asked))
            {
                http.Items[Current] = told;
                var (status, type, body) = reading.DependsOn.Any(failed.Contains) ? (StatusCodes.Status424FailedDependency, "", []) : await OneAsync(http, reading, told, cancellationToken);
                told.Status = status;
                Write(json, reading.Id, status, type, body);
                await json.FlushAsync(cancellationToken);
                if (buffer.Length > limits.MaxBatchBytes)
                {
                    throw ODataFaultException.OverLimit("Tổng độ dài các trả lời của $batch", limits.MaxBatchBytes, "Hãy chia thành nhiều yêu cầu hoặc thêm $top, $select.", "$batch");
                }
                if (status < StatusCodes.Status400BadRequest)
                {
                    continue;
                }
                failed.Add(reading.Id);
                if (!goesOn)
                {
                    break;
                }
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        ODataPayload.Head(http, "application/json;charset=utf-8");
        await http.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancellationToken);
    }

    private async Task<(int Status, string Type, byte[] Body)> OneAsync(HttpContext outer, Reading reading, BatchReading told, CancellationToken cancellationToken)
    {
        await using var scope = outer.RequestServices.CreateAsyncScope();
        using var body = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider, User = outer.User, RequestAborted = cancellationToken };
        var (request, from) = (http.Request, outer.Request);
        (request.Method, request.Scheme, request.Host, request.PathBase, request.Protocol) = (reading.Method, from.Scheme, from.Host, from.PathBase, from.Protocol);
        var address = Address(from, reading.Url);
        (request.Path, request.QueryString) = (PathString.FromUriComponent(address), new QueryString(address.Query));
        foreach (var (name, value) in reading.Headers)
        {
            request.Headers[name] = value;
        }
        // As it is understood: dots and names before the host could make an address long enough to hide what it asks.
        (told.Path, told.Query, told.Purpose) = (request.Path.Value ?? "", request.QueryString.Value ?? "", ExportPurpose.Of(request) ?? "");
        var started = Stopwatch.GetTimestamp();
        http.Response.Body = body;
        await PartAsync(http, outer, body);
        told.Took = Stopwatch.GetElapsedTime(started);
        return (http.Response.StatusCode, http.Response.ContentType ?? "", body.ToArray());
    }

    /// <summary>One answer, whole or an error of its own: what happens to it is no matter of the others.</summary>
    private async Task PartAsync(DefaultHttpContext http, HttpContext outer, MemoryStream body)
    {
        try
        {
            await answer(http);
            await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
            if (IsJson(http.Response.ContentType ?? "") && body.Length > 0 && !IsWhole(body))
            {
                throw new InvalidOperationException("The answer broke off.");
            }
        }
        catch (SystemException fault) when (fault is not OperationCanceledException)
        {
            Log.PartFailed(outer.RequestServices.GetRequiredService<ILogger<ODataDoor>>(), fault);
            await ODataFaultWriter.WriteAsync(http, Failed(), limits);
        }
    }

    private static bool IsJson(string type) => type.StartsWith("application/json", StringComparison.Ordinal);

    internal static bool IsWhole(MemoryStream body)
    {
        try
        {
            var reader = new Utf8JsonReader(body.GetBuffer().AsSpan(0, (int)body.Length));
            while (reader.Read())
            {
            }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ODataFaultException Failed()
        => new(500, "OData.Failed", "Yêu cầu này trong $batch gặp lỗi ở trục và không có kết quả; các yêu cầu khác không bị ảnh hưởng. Hãy gọi lại riêng yêu cầu này; nếu vẫn lỗi, hãy báo người vận hành.", "$batch");

    /// <exception cref="ODataFaultException">The address leads out of this door.</exception>
    private Uri Address(HttpRequest from, string url)
    {
        var root = new Uri($"{from.Scheme}://{from.Host}{from.PathBase}{prefix}/");
        var door = from.PathBase.Value + prefix + "/";
        return Uri.TryCreate(root, url, out var address) && address.Authority == root.Authority && address.AbsolutePath.StartsWith(door, StringComparison.Ordinal) && !address.AbsolutePath.Contains("$batch", StringComparison.Ordinal)
            ? new UriBuilder(address) { Path = address.AbsolutePath[(from.PathBase.Value ?? "").Length..] }.Uri
            : throw ODataFaultException.Bad("OData.BadPath", $"Địa chỉ “{url}” trong $batch không thuộc cửa này. Hãy viết tương đối, ví dụ Beneficiaries?$top=5.", "$batch");
    }

    private static void Write(Utf8JsonWriter json, string id, int status, string type, byte[] body)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteNumber("status", status);
        if (body.Length > 0)
        {
            json.WriteStartObject("headers");
            json.WriteString("content-type", type);
            json.WriteString("odata-version", "4.0");
            json.WriteEndObject();
            json.WritePropertyName("body");
            WriteBody(json, type, body);
        }
        json.WriteEndObject();
    }

    private static void WriteBody(Utf8JsonWriter json, string type, byte[] body)
    {
        if (IsJson(type))
        {
            json.WriteRawValue(body, skipInputValidation: true);
        }
        else if (type.StartsWith("text/", StringComparison.Ordinal) || type.Contains("xml", StringComparison.Ordinal) && !type.Contains("openxml", StringComparison.Ordinal))
        {
            json.WriteStringValue(body);
        }
        else
        {
            json.WriteBase64StringValue(body);
        }
    }

    private async Task<List<Reading>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true || request.ContentLength > MostBytesAsked)
        {
            throw new ODataFaultException(415, "OData.Format", "$batch chỉ nhận application/json, không quá 256 KB. Hãy gửi {\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"…\"}]}.", "$batch");
        }
        try
        {
            var readings = (await JsonDocument.ParseAsync(request.Body, default, cancellationToken)).RootElement.GetProperty("requests").EnumerateArray().Select(Reading.Of).ToList();
            if (readings.Count > limits.MaxBatchRequests)
            {
                throw ODataFaultException.OverLimit("Số yêu cầu trong $batch", limits.MaxBatchRequests, "Hãy chia thành nhiều lần gửi.", "$batch");
            }
            return readings.Select(reading => reading.Id).Distinct(StringComparer.Ordinal).Count() == readings.Count ? readings : throw Malformed();
        }
        catch (JsonException)
        {
            throw Malformed();
        }
        catch (SystemException fault) when (fault is KeyNotFoundException or InvalidOperationException)
        {
            throw Malformed();
        }
    }

    private static ODataFaultException Malformed()
        => ODataFaultException.Bad("OData.Syntax", "$batch viết chưa đúng. Ví dụ đúng: {\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"Beneficiaries?$top=5\"}]}, mỗi id một lần.", "$batch");

    private sealed record Reading(string Id, string Method, string Url, IReadOnlyDictionary<string, string> Headers, IReadOnlyList<string> DependsOn)
    {
        public static Reading Of(JsonElement item) => new(
            item.GetProperty("id").GetString() ?? "", (item.GetProperty("method").GetString() ?? "").ToUpperInvariant(), item.GetProperty("url").GetString() ?? "",
            item.TryGetProperty("headers", out var headers) ? headers.EnumerateObject().ToDictionary(header => header.Name, header => header.Value.ToString()) : new Dictionary<string, string>(),
            item.TryGetProperty("dependsOn", out var needs) ? [.. needs.EnumerateArray().Select(need => need.GetString() ?? "")] : []);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "One reading of an OData batch failed; the others are answered")]
        public static partial void PartFailed(ILogger logger, Exception reason);
    }
}
