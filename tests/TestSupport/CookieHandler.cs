using System.Net;

namespace TestSupport;

/// <summary>Keeps cookies like a browser and follows redirects, over the in-memory server or a real port.</summary>
public sealed class CookieHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>A client's default header of this name becomes a cookie that is sent beside those that the server set.</summary>
    public const string Fixed = "X-Test-Cookie";

    private readonly CookieContainer _cookies = new();
    private string _fixed = "";

    public bool FollowRedirects { get; init; } = true;

    /// <summary>The cookies, e.g. to look at their flags.</summary>
    public CookieContainer Cookies => _cookies;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await SendOneAsync(request, cancellationToken);
        for (var hops = 0; FollowRedirects && hops < 10 && IsRedirect(response.StatusCode) && response.Headers.Location is { } location; hops++)
        {
            var next = new HttpRequestMessage(HttpMethod.Get, new Uri(request.RequestUri!, location));
            response.Dispose();
            request = next;
            response = await SendOneAsync(request, cancellationToken);
        }

        return response;
    }

    private static bool IsRedirect(HttpStatusCode code) =>
        code is HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect;

    private async Task<HttpResponseMessage> SendOneAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        if (request.Headers.TryGetValues(Fixed, out var kept))
        {
            // Once: the server may renew the session or end it.
            var cookie = kept.First();
            request.Headers.Remove(Fixed);
            if (_fixed != cookie)
            {
                _fixed = cookie;
                _cookies.SetCookies(request.RequestUri!, cookie);
            }
        }

        if (_cookies.GetCookieHeader(request.RequestUri!) is { Length: > 0 } header)
        {
            request.Headers.Remove("Cookie");
            request.Headers.Add("Cookie", header);
        }

        var response = await base.SendAsync(request, cancel);
        response.RequestMessage ??= request;
        if (response.Headers.TryGetValues("Set-Cookie", out var values))
        {
            foreach (var value in values)
            {
                _cookies.SetCookies(request.RequestUri!, value);
            }
        }

        return response;
    }
}
