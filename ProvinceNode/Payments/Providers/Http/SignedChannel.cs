using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace ProvinceNode.Payments.Providers.Http;

/// <summary>An answer whose signature is the partner's; or none, with the reason why.</summary>
/// <param name="Status">HTTP status; 0 when there is no answer that can be believed.</param>
/// <param name="Why">For the log and the officer, when there is none.</param>
public sealed record SignedAnswer(int Status, byte[] Body, string Why)
{
    public bool IsBelieved => Status > 0;
}

/// <summary>One request, signed, and its answer, verified. What was not signed by the partner was not said by him: a proxy's page, a half answer, another's answer count as none.</summary>
public sealed class SignedChannel : IDisposable
{
    private readonly HttpClient _http;
    private readonly ServiceOptions _options;
    private readonly MessageSigner? _signer;
    private readonly ResiliencePipeline<SignedAnswer> _once;
    private readonly ResiliencePipeline<SignedAnswer> _again;

    /// <param name="http">Its address and handler are set up; its own time limit is off.</param>
    public SignedChannel(HttpClient http, ServiceOptions options)
    {
        (_http, _options) = (http, options);
        _signer = options.Address.Length == 0 ? null : options.Signing == "hmac" ? new HmacSigner(options.Secret)
            : new CertificateSigner(
                X509CertificateLoader.LoadPkcs12FromFile(options.CertificateFile, options.CertificatePassword), X509CertificateLoader.LoadCertificateFromFile(options.PartnerCertificateFile));
        // The wait for a network is real time, whatever clock the node is given.
        var limit = TimeSpan.FromMilliseconds(options.TimeoutMilliseconds);
        _once = new ResiliencePipelineBuilder<SignedAnswer> { TimeProvider = TimeProvider.System }.AddTimeout(limit).Build();
        _again = new ResiliencePipelineBuilder<SignedAnswer> { TimeProvider = TimeProvider.System }.AddRetry(new RetryStrategyOptions<SignedAnswer>
        {
            ShouldHandle = new PredicateBuilder<SignedAnswer>().Handle<HttpRequestException>().Handle<TimeoutRejectedException>()
                .HandleResult(a => a.Status is 0 or >= 500 or (int)HttpStatusCode.TooManyRequests),
            MaxRetryAttempts = Math.Max(1, options.Retries), BackoffType = DelayBackoffType.Exponential, UseJitter = true, Delay = TimeSpan.FromMilliseconds(options.RetryMilliseconds),
        }).AddTimeout(limit).Build();
    }

    public bool IsConfigured => _signer is not null;

    /// <summary>For what changes nothing, or is the same however often it is done.</summary>
    public Task<SignedAnswer> RepeatableAsync(HttpMethod method, string path, byte[] body, CancellationToken cancel) => AskAsync(_options.Retries > 0 ? _again : _once, method, path, "", body, cancel);

    /// <summary>For what takes effect: one try.</summary>
    public Task<SignedAnswer> OnceAsync(HttpMethod method, string path, string idempotencyKey, byte[] body, CancellationToken cancel) => AskAsync(_once, method, path, idempotencyKey, body, cancel);

    /// <summary>Whether a request that came in was signed by the partner.</summary>
    /// <param name="bodyHash">See <see cref="Signatures.OfRequest(string, string, string, string, string)"/>.</param>
    public bool Verifies(string method, string pathAndQuery, string nonce, string idempotencyKey, string bodyHash, string signature) =>
        _signer?.Verify(Signatures.OfRequest(method, pathAndQuery, nonce, idempotencyKey, bodyHash), signature) ?? false;

    public void Dispose() => _signer?.Dispose();

    private async Task<SignedAnswer> AskAsync(ResiliencePipeline<SignedAnswer> pipeline, HttpMethod method, string path, string key, byte[] body, CancellationToken cancel)
    {
        try
        {
            return await pipeline.ExecuteAsync(async token => await SendAsync(method, path, key, body, token), cancel);
        }
        catch (TimeoutRejectedException)
        {
            return new(0, [], "hết thời gian chờ");
        }
        catch (HttpRequestException reason)
        {
            return new(0, [], $"mất kết nối ({reason.HttpRequestError})");
        }
    }

    private async Task<SignedAnswer> SendAsync(HttpMethod method, string path, string key, byte[] body, CancellationToken cancel)
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Add(Signatures.KeyId, _options.KeyId);
        request.Headers.Add(Signatures.Algorithm, _signer!.Algorithm);
        request.Headers.Add(Signatures.Nonce, nonce);
        request.Headers.Add(Signatures.Signature, _signer.Sign(Signatures.OfRequest(method.Method, path, nonce, key, body)));
        if (key.Length > 0)
        {
            request.Headers.Add(Signatures.IdempotencyKey, key);
        }

        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        }

        // Read whole here, so that the time limit covers the body too.
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancel);
        var answer = await response.Content.ReadAsByteArrayAsync(cancel);
        var signature = response.Headers.TryGetValues(Signatures.Signature, out var values) ? values.First() : "";
        return _signer.Verify(Signatures.OfAnswer((int)response.StatusCode, nonce, answer), signature)
            ? new((int)response.StatusCode, answer, "")
            : new(0, [], $"câu trả lời {(int)response.StatusCode} không có chữ ký đúng");
    }
}
