using System.Security.Cryptography;
using System.Text;
using NationalServices.Platform;

namespace NationalServices.NationalPortal;

/// <summary>
/// Token door of the portal (policy 5.4, call 1).
/// <para>POST /dvcqg/token, form fields or JSON <c>grant_type=client_credentials</c>, <c>client_id</c>, <c>client_secret</c> →
/// 200 <c>{"access_token":"…","token_type":"Bearer","expires_in":3600}</c>; 401 <c>{"error":"invalid_client"}</c>; 400 <c>{"error":"unsupported_grant_type"}</c>.
/// Every other /dvcqg door wants <c>Authorization: Bearer …</c> and answers 401 with <c>WWW-Authenticate: Bearer error="invalid_token"</c> when it is missing, expired, or from before a restart.</para>
/// </summary>
internal sealed class AccessTokens(IConfiguration configuration, TimeProvider clock) : IEndpointFilter
{
    private const int MostTokens = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> ends = [];
    private readonly string clientId = configuration["NationalPortal:ClientId"] ?? "hub";
    private readonly string clientSecret = configuration["NationalPortal:ClientSecret"] ?? "chi-dung-de-thu";
    private readonly int seconds = configuration.GetValue("NationalPortal:TokenSeconds", 3600);

    public static async Task<IResult> IssueAsync(HttpContext http, AccessTokens tokens)
    {
        Func<string, string> read;
        if (http.Request.HasFormContentType)
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            read = name => form[name].ToString();
        }
        else
        {
            var (fields, refused) = await JsonFields.ReadObjectAsync(http);
            if (fields is null)
            {
                return refused!;
            }

            read = name => fields.Optional(name);
        }

        if (read("grant_type") is not ("client_credentials" or ""))
        {
            return Wire.Json(new { error = "unsupported_grant_type" }, StatusCodes.Status400BadRequest);
        }

        return tokens.Issue(read("client_id"), read("client_secret")) is { } token
            ? Wire.Json(new { access_token = token, token_type = "Bearer", expires_in = tokens.seconds })
            : Wire.Json(new { error = "invalid_client" }, StatusCodes.Status401Unauthorized);
    }

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var header = context.HttpContext.Request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && Holds(header[7..].Trim()))
        {
            return await next(context);
        }

        context.HttpContext.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return Refusal.Because(StatusCodes.Status401Unauthorized, "MA_TRUY_CAP_SAI", "Mã truy cập thiếu hoặc hết hạn. Hãy xin mã mới ở /dvcqg/token.");
    }

    private string? Issue(string id, string secret)
    {
        if (!(Same(id, clientId) & Same(secret, clientSecret)))
        {
            return null;
        }

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetUtcNow();
        lock (gate)
        {
            if (ends.Count >= MostTokens)
            {
                ends.Clear();
            }

            ends[token] = now.AddSeconds(seconds);
        }

        return token;
    }

    private bool Holds(string token)
    {
        lock (gate)
        {
            return ends.TryGetValue(token, out var end) && (clock.GetUtcNow() < end || !ends.Remove(token));
        }
    }

    private static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
