using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ProvinceNode.Citizens.Own;
using ProvinceNode.Platform;

namespace ProvinceNode.Citizens.VNeID;

/// <summary>What this node adds to the protocol: addresses registered word by word, the citizen's pass instead of a session, and failures told in words.</summary>
public sealed class VneidEvents(CitizenPass pass, IOptions<VneidOptions> options, IOptions<NodeOptions> node, ILogger<VneidEvents> logger) : OpenIdConnectEvents
{
    private string Root => node.Value.PublicAddress.TrimEnd('/');

    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        // Of the settings, never of the request: its host is what its sender says.
        context.ProtocolMessage.RedirectUri = Root + VneidDoorModel.Back;
        context.ProtocolMessage.Prompt = options.Value.Prompt.Length > 0 ? options.Value.Prompt : null;
        return Task.CompletedTask;
    }

    public override Task RedirectToIdentityProviderForSignOut(RedirectContext context)
    {
        (context.ProtocolMessage.PostLogoutRedirectUri, context.ProtocolMessage.ClientId) = (Root + VneidDoorModel.SignedOut, options.Value.ClientId);
        return Task.CompletedTask;
    }

    /// <summary>OpenID Connect lets a token of the token endpoint be unsigned (Core 3.1.3.7), and so does the handler. Who a citizen is, somebody signs.</summary>
    public override Task TokenValidated(TokenValidatedContext context)
    {
        if (context.TokenEndpointResponse?.IdToken is not { Length: > 0 } text || new JsonWebToken(text) is not { EncodedSignature.Length: > 0 } token || !VneidSetup.Algorithms.Contains(token.Alg))
        {
            context.Fail(new SecurityTokenInvalidSignatureException("The identity is not signed."));
        }

        return Task.CompletedTask;
    }

    public override Task TicketReceived(TicketReceivedContext context)
    {
        if (VneidAnswer.Read(context.Principal) is { } who)
        {
            pass.Give(context.HttpContext, who);
            Log.SignedIn(logger, who.Level);
            context.Response.Redirect(context.ReturnUri ?? CitizenPass.Page);
        }
        else
        {
            Fail(context.HttpContext, VneidFailure.Incomplete);
        }

        context.HandleResponse();
        return Task.CompletedTask;
    }

    public override Task AccessDenied(AccessDeniedContext context)
    {
        Fail(context.HttpContext, VneidFailure.Declined);
        context.HandleResponse();
        return Task.CompletedTask;
    }

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        // The reason goes into the handler's own log without what came; people are told what to do.
        Fail(context.HttpContext, Kind(context.Failure));
        context.HandleResponse();
        return Task.CompletedTask;
    }

    private static string Kind(Exception? failure) => failure switch
    {
        HttpRequestException or TaskCanceledException or IOException => VneidFailure.Away,
        AuthenticationFailureException => VneidFailure.TooLate,
        InvalidOperationException { InnerException: HttpRequestException or IOException or TaskCanceledException } => VneidFailure.Away,
        _ => VneidFailure.NotProven,
    };

    private void Fail(HttpContext context, string why)
    {
        Log.Failed(logger, why);
        context.Response.Redirect($"{VneidDoorModel.Address}?loi={why}");
    }
}

/// <summary>Why a sign-in came to nothing, as it stands in the address of the page that says so.</summary>
internal static class VneidFailure
{
    public const string Away = "khong-tra-loi";
    public const string NotTaken = "khong-nhan";
    public const string Declined = "da-tu-choi";
    public const string TooLate = "qua-lau";
    public const string NotProven = "khong-xac-nhan";
    public const string Incomplete = "thieu-thong-tin";

    /// <summary>A sentence and what to do; null for a word that is none of ours.</summary>
    public static string? Words(string? why) => why switch
    {
        Away => "VNeID đang không trả lời. Ông/Bà hãy thử lại sau ít phút.",
        NotTaken => "VNeID chưa nhận yêu cầu đăng nhập từ trang này. Đây là lỗi cài đặt, không phải lỗi của ông/bà; xin báo Bộ phận Một cửa của UBND cấp xã.",
        Declined => "Ông/Bà đã không đồng ý đăng nhập trên VNeID, nên hệ thống không nhận được thông tin nào.",
        TooLate => "Lần đăng nhập này đã quá lâu, đã dùng một lần, hoặc mở ở cửa sổ khác. Ông/Bà hãy đăng nhập lại.",
        NotProven => "Hệ thống không xác nhận được câu trả lời của VNeID, nên không cho đăng nhập. Ông/Bà hãy đăng nhập lại; nếu vẫn không được, hãy báo Bộ phận Một cửa của UBND cấp xã.",
        Incomplete => "VNeID không gửi đủ số định danh và ngày sinh của ông/bà. Ông/Bà hãy đồng ý chia sẻ các thông tin này khi đăng nhập, hoặc xem lại tài khoản trong ứng dụng VNeID.",
        _ => null,
    };
}

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "A citizen signed in with VNeID, level {Level}")]
    public static partial void SignedIn(ILogger logger, int level);

    [LoggerMessage(LogLevel.Warning, "A sign-in with VNeID came to nothing: {Why}")]
    public static partial void Failed(ILogger logger, string why);
}
