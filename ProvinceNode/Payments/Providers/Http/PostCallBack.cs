using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using ProvinceNode.Payments.Providers.Folders;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Providers.Http;

/// <summary>
/// The door at which VNPost calls back with results: <c>POST /goi-lai/vnpost</c>, signed like every message of his, the body a result document. It is kept on the disk before it is
/// acknowledged and nothing more: the importer finds it at its next round, before it polls. Called back twice, or polled too, the same results change nothing.
/// Open to the network because the signature is the sign-in; a message without it is not kept.
/// </summary>
public sealed class PostCallBack(VnPostHttp post, IOptions<NodeOptions> node)
{
    public const string Path = "/goi-lai/vnpost";
    private const int LargestBody = 16 << 20;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, AnswerAsync).AllowAnonymous();

    /// <summary>Folder of what was called back; its <c>in</c> is read like an exchange folder's.</summary>
    internal static ExchangePaths Inbox(NodeOptions node) => new(System.IO.Path.Combine(System.IO.Path.GetFullPath(node.DataFolder), "payments", "vnpost"));

    /// <summary>Whether the node was told who may call back.</summary>
    internal bool IsExpected => post.IsConfigured;

    /// <summary>Keeps a signed body.</summary>
    /// <returns>False when the signature is not VNPost's.</returns>
    internal bool Take(string pathAndQuery, string nonce, byte[] body, string signature)
    {
        if (nonce.Length == 0 || !post.Verifies("POST", pathAndQuery, nonce, body, signature))
        {
            return false;
        }

        // Named by its content: the same message is the same file.
        var inbox = Inbox(node.Value);
        inbox.WriteWhole(System.IO.Path.Combine(inbox.In, $"goi-lai-{Convert.ToHexStringLower(SHA256.HashData(body))[..32]}.json"), stream => stream.Write(body));
        return true;
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, PostCallBack callBack, CancellationToken cancel)
    {
        // A stranger's body is not even read.
        var headers = http.Request.Headers;
        if (!callBack.IsExpected || headers[Signatures.Nonce].Count == 0 || headers[Signatures.Signature].Count == 0)
        {
            return BadSignature();
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = LargestBody;
        }

        using var memory = new MemoryStream();
        await http.Request.Body.CopyToAsync(memory, cancel);
        var taken = callBack.Take($"{http.Request.Path}{http.Request.QueryString}", headers[Signatures.Nonce].ToString(), memory.ToArray(), headers[Signatures.Signature].ToString());
        return taken ? Microsoft.AspNetCore.Http.Results.Json(new { status = "kept" }, statusCode: StatusCodes.Status202Accepted) : BadSignature();
    }

    private static IResult BadSignature() => Microsoft.AspNetCore.Http.Results.Json(new { status = "bad-signature" }, statusCode: StatusCodes.Status401Unauthorized);
}
