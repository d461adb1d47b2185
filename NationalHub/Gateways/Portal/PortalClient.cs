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

    /// <summary>What was answered, in no form that was agreed; null when nothing was.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>The answer is longer than is read: asked for less it may be read.</summary>
    public bool IsTooLarge { get; init; }

    /// <summary>Without a token nothing can be asked.</summary>
    public bool IsSignIn { get; init; }
}

/// <summary>An answer of the portal that is about the dossier.</summary>
internal sealed record PortalReply(HttpStatusCode Status, JsonNode? Body, string Text);

/// <summary>Speaks HTTP with the national portal: signs in when needed, once more when its token is no longer taken.</summary>
public sealed class PortalClient : IDisposable
{
    private const int LargestAnswer = 4 * 1024 * 1024;
    private const int LongestReason = 64 * 1024;
    private const string UnknownFile = "KHONG_CO_TEP";

    /// <summary>So many questions about single things in a row without an answer, and the portal is away.</summary>
    internal const int EnoughAway = 3;

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

    /// <summary>It is a stand-in: see <see cref="GatewayOptions.Rehearsal"/>.</summary>
    public bool IsRehearsal => _options.Rehearsal;

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
        var (status, content, why) = await TryFileAsync(path, most, token, cancellation).ConfigureAwait(false);
        if (status == HttpStatusCode.Unauthorized)
        {
            token = await SignInAsync(token, cancellation).ConfigureAwait(false);
            (status, content, why) = await TryFileAsync(path, most, token, cancellation).ConfigureAwait(false);
        }

        return status == HttpStatusCode.OK || (status == HttpStatusCode.NotFound && ServiceRefusal.Of(why)?.Code == UnknownFile)
            ? content
            : throw new PortalDownException($"file: HTTP {(int)status}") { Status = status };
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

        return IsItsWord(reply) ? reply : throw new PortalDownException($"HTTP {(int)reply.Status}") { Status = reply.Status };
    }

    /// <summary>
    /// Only an answer in the agreed form is the portal's word: a page of maintenance says 200, a proxy that has lost its way says 404, and neither says anything about a dossier. What is too
    /// large for the way there is about this dossier, whoever says it.
    /// </summary>
    private static bool IsItsWord(PortalReply reply) => reply.Status switch
    {
        HttpStatusCode.OK => Json.IsObject(reply.Text),
        HttpStatusCode.RequestEntityTooLarge => true,
        // Whoever is there already is told with his number.
        HttpStatusCode.Conflict => Json.Text(reply.Body, "idHoSo").Length > 0 || ServiceRefusal.Of(reply.Text) is not null,
        HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity => ServiceRefusal.Of(reply.Text) is not null,
        _ => false,
    };

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
                : throw new PortalDownException($"token: HTTP {(int)reply.Status}") { IsSignIn = true };
        }
        catch (PortalDownException e) when (!e.IsSignIn)
        {
            throw new PortalDownException("token: " + e.Message, e) { IsSignIn = true };
        }
        finally
        {
            _signingIn.Release();
        }
    }

    private async Task<(HttpStatusCode Status, byte[]? Content, string Why)> TryFileAsync(string path, int most, string token, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromMilliseconds((long)_options.TryMilliseconds * TriesOfAFile));
        try
        {
            using var response = await _http!.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return (response.StatusCode, null, Encoding.UTF8.GetString(await ReadAsync(response, LongestReason, limit.Token).ConfigureAwait(false) ?? []));
            }

            // Papers are pictures, PDF and the like: a page of HTML is no paper.
            if (response.Content.Headers.ContentType?.MediaType == "text/html")
            {
                throw new PortalDownException("a page instead of a file") { Status = response.StatusCode };
            }

            return (response.StatusCode, response.Content.Headers.ContentLength > most ? null : await ReadAsync(response, most, limit.Token).ConfigureAwait(false), "");
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new PortalDownException(e is OperationCanceledException ? "no file in time" : e.GetType().Name, e);
        }
    }

    /// <returns>Null when it is longer.</returns>
    private static async Task<byte[]?> ReadAsync(HttpResponseMessage response, int most, CancellationToken cancellation)
    {
        await using var from = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        using var kept = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; kept.Length <= most && (read = await from.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
        {
            kept.Write(buffer, 0, read);
        }

        return kept.Length <= most ? kept.ToArray() : null;
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
            throw new PortalDownException(e is OperationCanceledException ? "no answer in time" : e.GetType().Name, e) { IsTooLarge = e is HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } };
        }
    }
}
