using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using Protos.Identity;

namespace NationalHub.Gateways.Population;

/// <summary>What came of asking.</summary>
/// <param name="Reply">The answer; its outcome is Unavailable when there was none.</param>
/// <param name="Refusal">A sentence of the service about what is wrong with the question; empty when it took it.</param>
/// <param name="IsClash">It refuses the id, which is another question's.</param>
internal sealed record PopulationResult(VerifyCitizenReply Reply, string Refusal = "", bool IsClash = false);

/// <inheritdoc cref="PopulationResult"/>
internal sealed record LookUpResult(LookupReply Reply, string Refusal = "", bool IsClash = false);

/// <summary>Asks the population database over HTTP: two retries on faults of the service, and a breaker that leaves it alone while it is broken.</summary>
public sealed class PopulationClient : IDisposable
{
    private const int Retries = 2;
    private const int LargestAnswer = 1024 * 1024;
    private const int LongestRefusal = 1000;
    private static readonly Uri Confirm = new("/csdlqg/xac-nhan", UriKind.Relative);
    private static readonly Uri LookUp = new("/csdlqg/tra-cuu", UriKind.Relative);
    private readonly HttpClient? _http;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;
    private readonly ILogger<PopulationClient> _logger;

    public PopulationClient(IOptions<GatewayOptions> options, ILogger<PopulationClient> logger)
    {
        _logger = logger;
        _pipeline = Pipeline(options.Value);
        if (options.Value.PopulationAddress is { Length: > 0 } address)
        {
            var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
            _http = new HttpClient(handler) { BaseAddress = new Uri(address), Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LargestAnswer };
        }
    }

    internal async Task<PopulationResult> ConfirmAsync(ConfirmQuestion question, CancellationToken cancellation)
    {
        var (text, refusal, clash) = await AskAsync(Confirm, JsonSerializer.SerializeToUtf8Bytes(question), cancellation).ConfigureAwait(false);
        return refusal.Length > 0 ? new PopulationResult(new VerifyCitizenReply(), refusal, clash)
            : new PopulationResult(Readable(text, t => ConfirmAnswer.Read(t, question.RequestId)) ?? new VerifyCitizenReply { Outcome = VerifyOutcome.Unavailable });
    }

    internal async Task<LookUpResult> LookUpAsync(LookUpQuestion question, CancellationToken cancellation)
    {
        var (text, refusal, clash) = await AskAsync(LookUp, JsonSerializer.SerializeToUtf8Bytes(question), cancellation).ConfigureAwait(false);
        return refusal.Length > 0 ? new LookUpResult(new LookupReply(), refusal, clash)
            : new LookUpResult(Readable(text, t => LookUpAnswer.Read(t, question)) ?? new LookupReply { Outcome = VerifyOutcome.Unavailable });
    }

    public void Dispose() => _http?.Dispose();

    /// <returns>The text of an answer, or a sentence of the service about what is wrong with the question; neither when it is away.</returns>
    private async Task<(string? Text, string Refusal, bool IsClash)> AskAsync(Uri path, byte[] body, CancellationToken cancellation)
    {
        if (_http is null)
        {
            return Down("no address");
        }

        try
        {
            using var response = await _pipeline.ExecuteAsync(token => SendAsync(_http, path, body, token), cancellation).ConfigureAwait(false);
            var text = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => (text, "", false),
                // Anything else is said by what stands before the service: it is away.
                HttpStatusCode.BadRequest or HttpStatusCode.Conflict when ServiceRefusal.Of(text) is (var code, var sentence) => (null, Refused(code, sentence), response.StatusCode == HttpStatusCode.Conflict),
                var other => Down($"HTTP {(int)other}"),
            };
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutRejectedException or BrokenCircuitException)
        {
            return Down(e.GetType().Name);
        }
    }

    private T? Readable<T>(string? text, Func<string, T?> read)
        where T : class
    {
        var answer = text is null ? null : read(text);
        if (text is not null && answer is null)
        {
            Down("unreadable answer");
        }

        return answer;
    }

    private static async ValueTask<HttpResponseMessage> SendAsync(HttpClient http, Uri path, byte[] body, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        // Read whole here, so that the time limit covers the body too.
        return await http.PostAsync(path, content, cancellation).ConfigureAwait(false);
    }

    private static ResiliencePipeline<HttpResponseMessage> Pipeline(GatewayOptions options)
    {
        var faults = new PredicateBuilder<HttpResponseMessage>().Handle<HttpRequestException>().Handle<TimeoutRejectedException>()
            .HandleResult(r => r.StatusCode is >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests);
        // The wait for a network is real time, whatever clock the hub is given.
        return new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = TimeProvider.System }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                ShouldHandle = faults,
                MaxRetryAttempts = Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(options.RetryMilliseconds),
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                ShouldHandle = faults,
                FailureRatio = 0.5,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromMilliseconds(options.BreakMilliseconds),
            })
            .AddTimeout(TimeSpan.FromMilliseconds(options.TryMilliseconds))
            .Build();
    }

    private (string? Text, string Refusal, bool IsClash) Down(string kind)
    {
        Log.PopulationDown(_logger, kind);
        return (null, "", false);
    }

    private string Refused(string code, string sentence)
    {
        Log.PopulationRefused(_logger, code);
        return sentence.Length is > 0 and <= LongestRefusal ? sentence : sentence.Length > 0 ? sentence[..LongestRefusal] : code;
    }
}
