using System.Text.Json;

namespace EndToEnd.Tests.Processes;

/// <summary>Reads the hub as an analyst does, over OData.</summary>
public sealed class HubReader(RealProcesses federation) : IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = federation.Hub, DefaultRequestHeaders = { { "X-Api-Key", federation.AnalystKey } } };

    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await _client.GetAsync(new Uri("odata/" + path, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Asks again until the answer is as wanted, at most two minutes.</summary>
    public async Task<JsonElement> UntilAsync(string path, Func<JsonElement, bool> wanted)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        JsonElement last;
        do
        {
            last = await GetAsync(path);
            if (wanted(last))
            {
                return last;
            }
        }
        while (!limit.IsCancellationRequested && await timer.WaitForNextTickAsync(CancellationToken.None));

        throw new TimeoutException($"{path} stayed at {last}");
    }

    public void Dispose() => _client.Dispose();
}
