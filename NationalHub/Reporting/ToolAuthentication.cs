using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NationalHub.Platform;
using NationalHub.Provinces;

namespace NationalHub.Reporting;

/// <summary>Knows a tool by <c>X-Api-Key</c>, by Basic with the key as password (Excel, Power BI), or by a bearer token from <c>/token</c>.</summary>
public sealed class ToolAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AnalystKeys keys, SecurityLog security)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Tool";
    public const string Policy = "Analyst";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var given = Request.Headers["X-Api-Key"].ToString();
        _ = AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header);
        if (given.Length == 0 && header is null)
        {
            return AuthenticateResult.NoResult();
        }

        var cancellation = Context.RequestAborted;
        // Opened once for who may and for what is asked: an opening costs as much as either.
        await Context.RequestServices.GetRequiredService<HubDb>().Database.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        var owner = (given, header?.Scheme.ToUpperInvariant()) switch
        {
            ({ Length: > 0 }, _) => await keys.OwnerAsync(given, cancellation).ConfigureAwait(false),
            (_, "BASIC") => await keys.OwnerAsync(Password(header!.Parameter), cancellation).ConfigureAwait(false),
            (_, "BEARER") => await keys.HolderAsync(header!.Parameter ?? "", cancellation).ConfigureAwait(false),
            _ => null,
        };
        if (owner is null)
        {
            await security.RecordAsync(
                new SecurityEvent
                {
                    Kind = SecurityEventKind.KeyRefused,
                    RemoteAddress = Context.Connection.RemoteIpAddress?.ToString() ?? "",
                    Detail = "Khóa hoặc mã truy cập OData không đúng hoặc đã bị đóng.",
                },
                cancellation).ConfigureAwait(false);
            return AuthenticateResult.Fail("The key opens nothing.");
        }

        return AuthenticateResult.Success(new AuthenticationTicket(
            new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, owner.Name), new Claim(ClaimTypes.Role, owner.Role.ToString())], SchemeName)), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.Append("WWW-Authenticate", "Basic realm=\"OData\", charset=\"UTF-8\"");
        Response.Headers.Append("WWW-Authenticate", "Bearer");
        Response.Headers["OData-Version"] = "4.0";
        return Response.WriteAsJsonAsync(
            new { error = new { code = "unauthenticated", message = "Cần khóa truy cập: gửi tiêu đề X-Api-Key, hoặc đăng nhập Basic với khóa làm mật khẩu, hoặc mã Bearer lấy từ /token." } },
            Context.RequestAborted);
    }

    private static string Password(string? encoded)
    {
        var bytes = new byte[512];
        if (encoded is null || encoded.Length > 600 || !Convert.TryFromBase64String(encoded, bytes, out var length))
        {
            return "";
        }

        var text = Encoding.UTF8.GetString(bytes, 0, length);
        return text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }
}
