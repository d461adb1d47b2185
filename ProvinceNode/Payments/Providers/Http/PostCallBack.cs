using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;
using ProvinceNode.Payments.Providers.Folders;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Providers.Http;

/// <summary>
/// The door at which VNPost calls back with results: <c>POST /goi-lai/vnpost</c>, signed like every message of his, the body a result document. It is kept on the disk before it is
/// acknowledged and nothing more: the importer finds it at its next round, before it polls. Called back twice, or polled too, the same results change nothing.
/// Open to the network because the signature is the sign-in; a message without it is not kept. The signature covers the body, so a body must be read before it can be told; what is told before is
/// the key id, and how much one address sends (<see cref="CallBackGate"/>).
/// </summary>
public sealed class PostCallBack(VnPostHttp post, CallBackGate gate, IOptions<NodeOptions> node)
{
    public const string Path = "/goi-lai/vnpost";
    private const int LargestBody = 16 << 20;
    private const int MostInMemory = 64 << 10;
    private const int LongestHeader = 2_048;

    // Slower than this a body only keeps others from the door.
    private static readonly MinDataRate Slowest = new(16 << 10, TimeSpan.FromSeconds(10));

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, AnswerAsync).AllowAnonymous();

    /// <summary>Folder of what was called back; its <c>in</c> is read like an exchange folder's.</summary>
    internal static ExchangePaths Inbox(NodeOptions node) => new(System.IO.Path.Combine(System.IO.Path.GetFullPath(node.DataFolder), "payments", "vnpost"));

    // Whoever does not even name the key that the node was told, or sends too much, is not read.
    private static async Task<IResult> AnswerAsync(HttpContext http, PostCallBack callBack, CancellationToken cancel)
    {
        var (headers, gate) = (http.Request.Headers, callBack.Gate);
        var (nonce, signature) = (headers[Signatures.Nonce].ToString(), headers[Signatures.Signature].ToString());
        if (!callBack.Knows(headers[Signatures.KeyId].ToString()) || nonce.Length is 0 or > LongestHeader || signature.Length is 0 or > LongestHeader)
        {
            return Told("bad-signature", StatusCodes.Status401Unauthorized);
        }

        if (!gate.Allows(http.Connection.RemoteIpAddress?.ToString() ?? ""))
        {
            return Told("too-many", StatusCodes.Status429TooManyRequests);
        }

        if (http.Request.ContentLength > LargestBody)
        {
            return Told("too-large", StatusCodes.Status413PayloadTooLarge);
        }

        using var reading = await gate.ReadingAsync(cancel);
        return !reading.IsAcquired ? Told("too-many", StatusCodes.Status429TooManyRequests)
            : await callBack.TakeAsync(http, nonce, signature, cancel) ? Told("kept", StatusCodes.Status202Accepted) : Told("bad-signature", StatusCodes.Status401Unauthorized);
    }

    private CallBackGate Gate => gate;

    private bool Knows(string keyId) => post.Knows(keyId);

    // Keeps a signed body; false when the signature is not VNPost's. What does not fit into little memory waits in a temporary file that goes with the request.
    private async Task<bool> TakeAsync(HttpContext http, string nonce, string signature, CancellationToken cancel)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = LargestBody;
        }

        // Over HTTP/2 the server knows no rate of one request, and refuses to be told one.
        if (HttpProtocol.IsHttp11(http.Request.Protocol) && http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = Slowest;
        }

        http.Request.EnableBuffering(MostInMemory, LargestBody);
        var body = http.Request.Body;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(body, cancel));
        if (!post.Verifies("POST", $"{http.Request.Path}{http.Request.QueryString}", nonce, hash, signature))
        {
            return false;
        }

        // Named by its content: the same message is the same file.
        body.Position = 0;
        var inbox = Inbox(node.Value);
        inbox.WriteWhole(System.IO.Path.Combine(inbox.In, $"goi-lai-{hash[..32]}.json"), body.CopyTo);
        return true;
    }

    private static IResult Told(string status, int code) => Microsoft.AspNetCore.Http.Results.Json(new { status }, statusCode: code);
}
