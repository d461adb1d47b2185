using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace NationalHub.Reporting.OData;

/// <summary>Writes a fault as the error object of OData JSON 4.0, section 19. By hand, since it must also work when the request's
/// Accept header is what is wrong.</summary>
internal static class ODataFaultWriter
{
    /// <summary>Leaves Vietnamese letters as they are.</summary>
    public static readonly JavaScriptEncoder Plain = JavaScriptEncoder.Create(UnicodeRanges.All);

    public static async Task WriteAsync(HttpContext context, ODataFaultException fault, ODataLimits limits)
    {
        var response = context.Response;
        response.Clear();
        response.StatusCode = fault.Status;
        response.ContentType = "application/json;odata.metadata=minimal;charset=utf-8";
        response.Headers["OData-Version"] = "4.0";
        response.Headers.CacheControl = "no-store";
        if (fault.Status == StatusCodes.Status405MethodNotAllowed)
        {
            response.Headers.Allow = "GET, HEAD";
        }
        if (fault.Status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = limits.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        }
        var body = Body(fault);
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    private static byte[] Body(ODataFaultException fault)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Plain }))
        {
            json.WriteStartObject();
            json.WriteStartObject("error");
            Parts(json, fault.Code, Placed(fault), fault.Target);
            json.WriteStartArray("details");
            foreach (var detail in fault.Details)
            {
                json.WriteStartObject();
                Parts(json, detail.Code, detail.Message, detail.Target);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    /// <summary>The sentence begins with the option it is about, unless it names it anyway.</summary>
    private static string Placed(ODataFaultException fault)
        => fault.Target is { } target && target.StartsWith('$') && !fault.Message.Contains(target, StringComparison.Ordinal) ? $"{target}: {fault.Message}" : fault.Message;

    private static void Parts(Utf8JsonWriter json, string code, string message, string? target)
    {
        json.WriteString("code", code);
        json.WriteString("message", message);
        if (target is not null)
        {
            json.WriteString("target", target);
        }
    }
}
