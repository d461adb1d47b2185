using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace NationalHub.Gateways.Portal;

/// <summary>The portal as a whole cannot be used now; every dossier waits.</summary>
public sealed class PortalDownException : Exception
{
    public PortalDownException()
    {
    }

    public PortalDownException(string message)
        : base(message)
    {
    }

    public PortalDownException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>An answer of the portal that is about the dossier.</summary>
internal sealed record PortalReply(HttpStatusCode Status, JsonNode? Body, string Text);

/// <summary>Speaks HTTP with the national portal: signs in when needed, once more when its token is no longer taken.</summary>
public sealed class PortalClient : IDisposable
{
    private const int LargestAnswer = 4 * 1024 * 1024;

    // A scan takes longer than a sentence.
    private const int TriesOfAFile = 12;
    private readonly GatewayOptions _options;
    private readonly HttpClient? _http;
    private readonly TimeSpan _usual;
    private readonly SemaphoreSlim _signingIn = new(1);
    private volatile string _token = "";

    public PortalClient(IOptions<GatewayOptions> options)
    {
        _options = options.Value;
        _usual = TimeSpan.FromMilliseconds(_options.TryMilliseconds);
        if (_options.PortalAddress.Length > 0)
        {
            var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
            _http = new HttpClient(handler)
            {
                BaseAddress = new Uri(_options.PortalAddress), Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LargestAnswer,
            };
        }
    }

    public bool IsConfigured => _http is not null;

    /// <exception cref="PortalDownException">No usable answer.</exception>
    internal Task<PortalReply> PostAsync(string path, JsonNode body, CancellationToken cancellation) => SendAsync(HttpMethod.Post, path, Text(body), _usual, cancellation);

    /// <exception cref="PortalDownException">No usable answer.</exception>
    internal Task<PortalReply> GetAsync(string path, CancellationToken cancellation) => SendAsync(HttpMethod.Get, path, None, _usual, cancellation);

    /// <summary>Sends a file up.</summary>
    /// <exception cref="PortalDownException">No usable answer.</exception>
    internal Task<PortalReply> UploadAsync(string path, byte[] content, CancellationToken cancellation) => SendAsync(HttpMethod.Post, path, () => new ByteArrayContent(content), _usual * TriesOfAFile, cancellation);

    /// <summary>Bytes of a file that the portal keeps.</summary>
    /// <returns>Null when it has none of this name, or a larger one.</returns>
    /// <exception cref="PortalDownException">No usable answer.</exception>
    internal async Task<byte[]?> FileAsync(string path, int most, CancellationToken cancellation)
    {
        var token = _token.Length > 0 ? _token : await SignInAsync("", cancellation).ConfigureAwait(false);
        var (status, content) = await TryFileAsync(path, most, token, cancellation).ConfigureAwait(false);
        if (status == HttpStatusCode.Unauthorized)
        {
            token = await SignInAsync(token, cancellation).ConfigureAwait(false);
            (status, content) = await TryFileAsync(path, most, token, cancellation).ConfigureAwait(false);
        }

        return status is HttpStatusCode.OK or HttpStatusCode.NotFound ? content : throw new PortalDownException($"HTTP {(int)status}");
    }

    public void Dispose()
    {
        _http?.Dispose();
        _signingIn.Dispose();
    }

    // Made anew for each try: content is sent once.
    private static Func<HttpContent?> Text(JsonNode body)
    {
        var text = body.ToJsonString();
        return () => new StringContent(text, Encoding.UTF8, "application/json");
    }

    private static HttpContent? None() => null;

    private async Task<PortalReply> SendAsync(HttpMethod method, string path, Func<HttpContent?> body, TimeSpan patience, CancellationToken cancellation)
    {
        var token = _token.Length > 0 ? _token : await SignInAsync("", cancellation).ConfigureAwait(false);
        var reply = await TryAsync(method, path, body, token, patience, cancellation).ConfigureAwait(false);
        if (reply.Status == HttpStatusCode.Unauthorized)
        {
            token = await SignInAsync(token, cancellation).ConfigureAwait(false);
            reply = await TryAsync(method, path, body, token, patience, cancellation).ConfigureAwait(false);
        }

        return reply.Status is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Conflict
            or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity
            ? reply
            : throw new PortalDownException($"HTTP {(int)reply.Status}");
    }

    /// <param name="old">The token found wanting: who comes second takes the first one's new token.</param>
    private async Task<string> SignInAsync(string old, CancellationToken cancellation)
    {
        await _signingIn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_token != old)
            {
                return _token;
            }

            var question = new JsonObject
            {
                ["grant_type"] = "client_credentials", ["client_id"] = _options.PortalClientId, ["client_secret"] = _options.PortalClientSecret,
            };
            var reply = await TryAsync(HttpMethod.Post, "/dvcqg/token", Text(question), "", _usual, cancellation).ConfigureAwait(false);
            return _token = reply.Status == HttpStatusCode.OK && Json.Text(reply.Body, "access_token") is { Length: > 0 } token
                ? token
                : throw new PortalDownException($"token: HTTP {(int)reply.Status}");
        }
        finally
        {
            _signingIn.Release();
        }
    }

    private async Task<(HttpStatusCode Status, byte[]? Content)> TryFileAsync(string path, int most, string token, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromMilliseconds((long)_options.TryMilliseconds * TriesOfAFile));
        try
        {
            using var response = await _http!.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK || response.Content.Headers.ContentLength > most)
            {
                return (response.StatusCode, null);
            }

            await using var from = await response.Content.ReadAsStreamAsync(limit.Token).ConfigureAwait(false);
            using var kept = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int read; kept.Length <= most && (read = await from.ReadAsync(buffer, limit.Token).ConfigureAwait(false)) > 0;)
            {
                kept.Write(buffer, 0, read);
            }

            return (response.StatusCode, kept.Length <= most ? kept.ToArray() : null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new PortalDownException(e is OperationCanceledException ? "no file in time" : e.GetType().Name, e);
        }
    }

    private async Task<PortalReply> TryAsync(HttpMethod method, string path, Func<HttpContent?> body, string token, TimeSpan patience, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body();
        request.Headers.Authorization = token.Length > 0 ? new AuthenticationHeaderValue("Bearer", token) : null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            using var response = await _http!.SendAsync(request, limit.Token).ConfigureAwait(false);
            var text = await response.Content.ReadAsStringAsync(limit.Token).ConfigureAwait(false);
            return new PortalReply(response.StatusCode, Json.Parse(text), text);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new PortalDownException(e is OperationCanceledException ? "no answer in time" : e.GetType().Name, e);
        }
    }
}
