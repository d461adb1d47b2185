using System.Net;
using Microsoft.AspNetCore.TestHost;

namespace TestSupport;

/// <summary>A node in memory beside an OpenID provider on a real port: what the node is told, and a browser that reaches both.</summary>
public static class VneidSide
{
    public const string ClientId = "nut-38";
    public const string Secret = "bi-mat-chi-de-thu-0123456789";

    /// <summary>Where the provider may send people back to; the node in memory is http://localhost.</summary>
    public const string Back = "http://localhost/cua-toi/vneid/ve";
    public const string SignedOut = "http://localhost/cua-toi/vneid/da-thoat";

    /// <summary>Settings of a node that sends its citizens to a provider.</summary>
    public static Dictionary<string, string?> Settings(string authority) => new()
    {
        ["Node:PublicAddress"] = "http://localhost", ["VNeID:Authority"] = authority, ["VNeID:ClientId"] = ClientId, ["VNeID:ClientSecret"] = Secret,
        // A loaded machine is not an outage.
        ["VNeID:TimeoutMilliseconds"] = "60000",
    };

    /// <summary>A browser: cookies by host, redirects followed from one to the other.</summary>
    public static HttpClient NewClient(NodeHost node, bool followRedirects = true) =>
        new(new CookieHandler(new Beside(node.App.GetTestServer().CreateHandler())) { FollowRedirects = followRedirects }) { BaseAddress = node.Address };

    private sealed class Beside(HttpMessageHandler node) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _node = new(node);
        private readonly HttpMessageInvoker _others = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.All });

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            (request.RequestUri!.Host == "localhost" ? _node : _others).SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            _node.Dispose();
            _others.Dispose();
            base.Dispose(disposing);
        }
    }
}
