using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Options;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Providers.Folders;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Providers.Http;

/// <summary>
/// VNPost over HTTPS JSON (policy 6.6 [D]). A list goes in numbered parts, which are only drafts there and may be sent again; one last request with the header and the hash hands it
/// over and is tried once. Until its answer is there and signed, the list is UNKNOWN.
/// <para><c>PUT /chi-tra/lo/{key}/phan/{n}</c> <c>{"rows":[…]}</c>; <c>POST /chi-tra/lo/{key}</c> <c>{"format","header":{…},"parts":n}</c> → 200 <c>{"reference","hash"}</c>, 4xx refusal;
/// <c>GET /chi-tra/lo/{key}</c> → 200 the same, 404 <c>{"MaLoi":"KHONG_CO_LO"}</c>; <c>GET /chi-tra/danh-sach?donVi=…&amp;thang=yyyyMM</c> → 200 <c>{"lists":[{"listId","reference","hash"}]}</c>; <c>GET /chi-tra/ket-qua?ma=…&amp;sau=…&amp;soDong=…</c> → 200 <c>{"next","more","format","header","rows"}</c>, 204 nothing new.</para>
/// </summary>
public sealed class VnPostHttp(HttpClient http, IOptionsMonitor<ServiceOptions> options, IOptions<NodeOptions> node, ILogger<VnPostHttp> log) : IPaymentProvider, IDisposable
{
    public const string ProviderCode = "vnpost";
    private const string NoSuchBatch = "KHONG_CO_LO";
    private readonly SignedChannel _channel = new(http, options.Get(ServiceOptions.VnPost));
    private readonly ServiceOptions _options = options.Get(ServiceOptions.VnPost);

    public string Code => ProviderCode;

    public bool IsConfigured => _channel.IsConfigured;

    public async Task<SendOutcome> SendAsync(PaymentDocument document, string idempotencyKey, CancellationToken cancel)
    {
        if (!IsConfigured)
        {
            return new SendRefused([ProviderProblems.NotConfigured.Now("VNPost")]);
        }

        var (batch, parts) = (Batch(idempotencyKey), 0);
        foreach (var part in document.Rows.Chunk(_options.PartRows))
        {
            parts++;
            var taken = await _channel.RepeatableAsync(HttpMethod.Put, string.Create(CultureInfo.InvariantCulture, $"{batch}/phan/{parts}"), Part(part), cancel);
            if (taken.Status != (int)HttpStatusCode.OK)
            {
                // Nothing was handed over, but who sends learns one rule only: not accepted and not refused is unknown.
                return Told(document, taken, idempotencyKey);
            }
        }

        return Told(document, await _channel.OnceAsync(HttpMethod.Post, batch, idempotencyKey, Head(document, parts), cancel), idempotencyKey);
    }

    public async Task<AskOutcome> AskAsync(string idempotencyKey, CancellationToken cancel)
    {
        if (!IsConfigured)
        {
            return new AskUnanswered("chưa khai báo kênh gửi");
        }

        var answer = await _channel.RepeatableAsync(HttpMethod.Get, Batch(idempotencyKey), [], cancel);
        AskOutcome outcome = answer switch
        {
            { Status: 200 } when ServiceWords.Text(answer.Body, "reference") is { Length: > 0 } reference && ServiceWords.Text(answer.Body, "hash") is { Length: > 0 } hash => new AskReceived(reference, hash),
            { Status: 404 } when ServiceWords.Text(answer.Body, "MaLoi") == NoSuchBatch => new AskNotKnown(),
            _ => new AskUnanswered(Why(answer)),
        };
        if (outcome is AskUnanswered silent)
        {
            ProviderLog.Unanswered(log, Code, "ask", silent.Why);
        }

        return outcome;
    }

    public async Task<ListsOutcome> ListsAsync(string unit, PayMonth month, CancellationToken cancel)
    {
        if (!IsConfigured)
        {
            return new ListsUnanswered("chưa khai báo kênh gửi");
        }

        var answer = await _channel.RepeatableAsync(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"/chi-tra/danh-sach?donVi={Uri.EscapeDataString(unit)}&thang={month.Number}"), [], cancel);
        if (answer.Status == (int)HttpStatusCode.OK && ServiceWords.Lists(answer.Body) is { } lists)
        {
            return new ListsHeld(lists);
        }

        ProviderLog.Unanswered(log, Code, "lists", Why(answer));
        return new ListsUnanswered(Why(answer));
    }

    /// <summary>What was called back first, then what polling finds after the cursor. The same result may come both ways.</summary>
    public async IAsyncEnumerable<ResultBatch> ResultsAsync(ResultQuery query, [EnumeratorCancellation] CancellationToken cancel)
    {
        var called = PostCallBack.Inbox(node.Value);
        if (IsConfigured && Directory.Exists(called.Root))
        {
            // Each was kept whole before it was acknowledged: nothing is being written any more.
            await foreach (var batch in new ExchangeInbox(called, TimeSpan.Zero, ExchangeFolder.Open).ReadAsync(cancel))
            {
                FolderLog.Tell(log, Code, batch);
                yield return batch;
            }
        }

        for (var since = query.Since; IsConfigured;)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"/chi-tra/ket-qua?ma={Uri.EscapeDataString(query.Reference)}&sau={Uri.EscapeDataString(since)}&soDong={_options.PageRows}");
            var answer = await _channel.RepeatableAsync(HttpMethod.Get, path, [], cancel);
            if (answer.Status == (int)HttpStatusCode.NoContent)
            {
                yield break;
            }

            var next = answer.Status == (int)HttpStatusCode.OK ? ServiceWords.Text(answer.Body, "next") : null;
            if (string.IsNullOrEmpty(next) || next == since)
            {
                ProviderLog.Unanswered(log, Code, "results", Why(answer));
                yield return new ResultsUnanswered(path, Why(answer));
                yield break;
            }

            yield return Page($"{Code} {next}", next, answer.Body);
            since = next;
        }
    }

    public Task<AccountsOutcome> CheckAccountsAsync(IReadOnlyList<AccountQuestion> questions, CancellationToken cancel) => Task.FromResult<AccountsOutcome>(new AccountsNotOffered());

    /// <summary>Whether a request that came in was signed by VNPost.</summary>
    internal bool Verifies(string method, string pathAndQuery, string nonce, string bodyHash, string signature) => _channel.Verifies(method, pathAndQuery, nonce, "", bodyHash, signature);

    /// <summary>Whether a key id is the one under which VNPost and the node know each other.</summary>
    internal bool Knows(string keyId) => IsConfigured && keyId == _options.KeyId;

    public void Dispose() => _channel.Dispose();

    /// <summary>A page is a result file of its own, checked like one.</summary>
    internal static ResultBatch Page(string source, string cursor, byte[] body)
    {
        using var content = new MemoryStream(body, writable: false);
        var file = ResultFile.Open(content, source);
        List<ResultEntry> entries = [.. file.Entries()];
        return file.IsRefused
            ? new ResultsRefused(source, cursor, [.. file.Faults.Concat(entries.SelectMany(e => e.Faults)).Distinct()])
            : new ResultLines(source, cursor, file.Header.Month, file.Header.ListId, entries, [.. entries.SelectMany(e => e.Faults)]);
    }

    private SendOutcome Told(PaymentDocument document, SignedAnswer answer, string key)
    {
        if (answer.Status is 200 or 201 && ServiceWords.Text(answer.Body, "reference") is { Length: > 0 } reference && ServiceWords.Text(answer.Body, "hash") == document.Header.Hash)
        {
            ProviderLog.Accepted(log, Code, document.Header.ListId, reference);
            return new SendAccepted(reference);
        }

        if (answer.Status is >= 400 and < 500 and not (408 or 429))
        {
            ProviderLog.Refused(log, Code, document.Header.ListId, answer.Status.ToString(CultureInfo.InvariantCulture));
            return new SendRefused(answer.Status switch
            {
                401 or 403 => [ProviderProblems.Unauthorised.Now()],
                409 => [ProviderProblems.KeyUsed.Now()],
                _ => [.. ServiceWords.Refusal(answer.Body).Select(s => ProviderProblems.Refused.Now(s))],
            });
        }

        ProviderLog.Unanswered(log, Code, $"list {document.Header.ListId}, sending {key}", Why(answer));
        return new SendUnknown(Why(answer));
    }

    private static string Why(SignedAnswer answer) => answer.IsBelieved ? $"câu trả lời {answer.Status} không như thỏa thuận" : answer.Why;

    private static string Batch(string key) => $"/chi-tra/lo/{Uri.EscapeDataString(key)}";

    private static byte[] Part(PaymentRow[] rows) => Json(json =>
    {
        json.WriteStartArray("rows");
        foreach (var row in rows)
        {
            json.WriteStartObject();
            WireWriter.WriteFields(json, PaymentColumns.Schema.Columns, PaymentColumns.Values(row));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static byte[] Head(PaymentDocument document, int parts) => Json(json =>
    {
        json.WriteString("format", PaymentColumns.Schema.Format);
        json.WriteStartObject("header");
        WireWriter.WriteFields(json, PaymentColumns.Schema.Header, PaymentColumns.Values(document.Header));
        json.WriteEndObject();
        json.WriteNumber("parts", parts);
    });

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return memory.ToArray();
    }
}
