using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;

namespace NationalServices.Platform;

/// <summary>A request whose signature is right.</summary>
internal sealed record SignedRequest(HttpContext Http, byte[] Body)
{
    /// <summary>The body as one object; null when it is none.</summary>
    public JsonObject? Object()
    {
        try
        {
            return JsonNode.Parse(Body, documentOptions: new JsonDocumentOptions { MaxDepth = 16 }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What a door answers, before it is signed.</summary>
internal sealed record SignedReply(int Status, object? Body = null)
{
    public static SignedReply Refuse(int status, string code, string sentence, params object[] faults) => new(status, new { MaLoi = code, ThongBao = sentence, Loi = faults });
}

/// <summary>
/// Doors of partners that sign (VNPost, bank). Headers of a request: <c>X-Btxh-Key-Id</c>, <c>X-Btxh-Algorithm: HMAC-SHA256</c>, <c>X-Btxh-Nonce</c>, <c>X-Btxh-Signature</c> = base64 of
/// HMAC over method, path with query, nonce, <c>Idempotency-Key</c>, hexadecimal SHA-256 of the body, one a line. An answer is signed over status, nonce of the request, hash of the body.
/// Option <c>Payments:Secret</c>. A request with a wrong signature is answered 401 SAI_CHU_KY, signed too.
/// </summary>
internal sealed class SignedDoor(IConfiguration configuration)
{
    private const int LargestBody = 32 << 20;
    private readonly byte[] secret = Encoding.UTF8.GetBytes(configuration["Payments:Secret"] ?? "chi-dung-de-thu-tren-may-nay-0123456789");

    public async Task<IResult> AnswerAsync(HttpContext http, Func<SignedRequest, SignedReply> handle)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = LargestBody;
        }

        using var memory = new MemoryStream();
        await http.Request.Body.CopyToAsync(memory, http.RequestAborted);
        var (body, nonce) = (memory.ToArray(), http.Request.Headers["X-Btxh-Nonce"].ToString());
        var target = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var signed = $"{http.Request.Method}\n{target}\n{nonce}\n{http.Request.Headers["Idempotency-Key"]}\n{Hash(body)}";
        var reply = nonce.Length > 0 && Same(http.Request.Headers["X-Btxh-Signature"].ToString(), Sign(signed))
            ? handle(new SignedRequest(http, body))
            : SignedReply.Refuse(StatusCodes.Status401Unauthorized, "SAI_CHU_KY", "Chữ ký của yêu cầu không đúng.");
        return new SignedResult(this, nonce, reply);
    }

    /// <summary>Signs and sends what the service itself asks of a node.</summary>
    /// <param name="keyId">Name under which the service knows the node.</param>
    public HttpRequestMessage Request(Uri address, string keyId, byte[] body)
    {
        var (nonce, request) = (Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) });
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Btxh-Key-Id", keyId);
        request.Headers.Add("X-Btxh-Algorithm", "HMAC-SHA256");
        request.Headers.Add("X-Btxh-Nonce", nonce);
        request.Headers.Add("X-Btxh-Signature", Sign($"POST\n{address.PathAndQuery}\n{nonce}\n\n{Hash(body)}"));
        return request;
    }

    private string Sign(string text) => Convert.ToBase64String(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(text)));

    private static string Hash(byte[] body) => Convert.ToHexStringLower(SHA256.HashData(body));

    private static bool Same(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private sealed class SignedResult(SignedDoor door, string nonce, SignedReply reply) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var body = reply.Body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(reply.Body, Wire.Options);
            httpContext.Response.StatusCode = reply.Status;
            httpContext.Response.Headers["X-Btxh-Signature"] = door.Sign($"{reply.Status:000}\n{nonce}\n{Hash(body)}");
            if (body.Length > 0)
            {
                httpContext.Response.ContentType = "application/json; charset=utf-8";
                await httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted);
            }
        }
    }
}
