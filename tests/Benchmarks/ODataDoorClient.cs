using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Reporting;
using TestSupport;

namespace Benchmarks;

/// <summary>An analyst's tool before the hub's own door: key, rights, record of the query and all. What it reads lies in memory that is used again, and is valid until the next reading.</summary>
internal sealed class ODataDoorClient : IDisposable
{
    private const int Chunk = 64 * 1024;
    private static readonly byte[] NextLink = "\"@odata.nextLink\":\""u8.ToArray();
    private readonly HttpClient _client;
    private readonly ArrayBufferWriter<byte> _buffer = new(1 << 20);

    private ODataDoorClient(HttpClient client) => _client = client;

    public static async Task<ODataDoorClient> OpenAsync(HubHost hub, AnalystRole role, CancellationToken ct)
    {
        await using var scope = hub.App.Services.CreateAsyncScope();
        var key = await scope.ServiceProvider.GetRequiredService<AnalystKeys>().AddAsync($"bench-{role}", role, ct);
        var client = new HttpClient { BaseAddress = new Uri(hub.Http, "/odata/"), Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        return new ODataDoorClient(client);
    }

    public async Task<ReadOnlyMemory<byte>> ReadAsync(string query, CancellationToken ct, int? size = null) => await TryAsync(query, ct, size)
        ?? throw new InvalidOperationException($"{query}: not ready.");

    /// <returns>Null while the hub says that it is being made.</returns>
    public async Task<ReadOnlyMemory<byte>?> TryAsync(string query, CancellationToken ct, int? size = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, query);
        if (size is { } rows)
        {
            request.Headers.Add("Prefer", string.Create(CultureInfo.InvariantCulture, $"odata.maxpagesize={rows}"));
        }

        using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        return answer.StatusCode switch
        {
            HttpStatusCode.OK => await WholeAsync(answer.Content, ct),
            HttpStatusCode.ServiceUnavailable => null,
            _ => throw new InvalidOperationException($"{query}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(ct)}"),
        };
    }

    /// <summary>Follows the links.</summary>
    /// <returns>The last page.</returns>
    public async Task<ReadOnlyMemory<byte>> PagesAsync(string first, int? size, int pages, CancellationToken ct)
    {
        var page = await ReadAsync(first, ct, size);
        for (var i = 1; i < pages; i++)
        {
            page = await ReadAsync(Next(page), ct);
        }

        return page;
    }

    /// <summary>The address of the page after some key, as its link would have it: a token grants nothing, it only tells where to go on.</summary>
    public async Task<string> AfterAsync(string query, int size, string province, string id, CancellationToken ct)
    {
        var link = Next(await ReadAsync(query, ct, size));
        var at = link.IndexOf("$skiptoken=", StringComparison.Ordinal) + "$skiptoken=".Length;
        var token = JsonNode.Parse(Base64Url.DecodeFromChars(link.AsSpan(at)))!;
        (token["V"]![0], token["V"]![1]) = (province, id);
        return link[..at] + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(token.ToJsonString()));
    }

    public void Dispose() => _client.Dispose();

    private async Task<ReadOnlyMemory<byte>?> WholeAsync(HttpContent content, CancellationToken ct)
    {
        _buffer.ResetWrittenCount();
        await using var body = await content.ReadAsStreamAsync(ct);
        for (int read; (read = await body.ReadAsync(_buffer.GetMemory(Chunk), ct)) > 0;)
        {
            _buffer.Advance(read);
        }

        return _buffer.WrittenMemory;
    }

    private static string Next(ReadOnlyMemory<byte> page)
    {
        var at = page.Span.LastIndexOf(NextLink);
        var link = at < 0 ? throw new InvalidOperationException("No page follows.") : page.Span[(at + NextLink.Length)..];
        return System.Text.RegularExpressions.Regex.Unescape(Encoding.UTF8.GetString(link[..link.IndexOf((byte)'"')]));
    }
}
