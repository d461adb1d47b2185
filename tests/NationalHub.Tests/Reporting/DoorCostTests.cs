using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;

namespace NationalHub.Tests.Reporting;

/// <summary>Tests that measure the process itself and so run while no other does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>What a large or slow answer may cost the hub.</summary>
[Collection(nameof(Alone))]
public sealed class DoorCostTests
{
    // Seconds. What is quick must be quicker than this on a busy machine, what is slow takes many times as long.
    private const int Limit = 3;

    [Fact]
    public async Task HundredThousandRows_OnOnePage_AreStreamedInFlatMemory()
    {
        // Memory is tried, not time: whatever else the machine does, the answer may take its time.
        await using var door = await DoorWorld.StartAsync(100_000, limits => (limits.DefaultPageSize, limits.MaxPageSize, limits.MaxPageBytes, limits.QueryTimeoutSeconds) = (200_000, 200_000, long.MaxValue, 300));
        await door.JsonAsync("Beneficiaries?$top=10");
        using var response = await door.Client.GetAsync("Beneficiaries", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[64 * 1024];
        long total = 0, peak = 0;
        var start = GC.GetTotalMemory(forceFullCollection: true);
        for (int read, chunk = 0; (read = await body.ReadAsync(buffer)) > 0; chunk++)
        {
            total += read;
            if (chunk % 100 == 0)
            {
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - start);
            }
        }
        Assert.True(total > 25_000_000, $"{total} bytes came");
        Assert.True(peak < 8_000_000, $"{peak} bytes held at the peak of a {total} byte answer");
    }

    [Fact]
    public async Task Query_ThatTakesTooLong_IsStoppedWith503()
    {
        await using var door = await DoorWorld.StartAsync(200_000, limits => (limits.QueryTimeoutSeconds, limits.MaxFilterNodes) = (Limit, 2000));
        // Every row is folded and searched a hundred times over.
        var filter = string.Join(" or ", Enumerable.Range(0, 60).Select(i => $"indexof(toupper(concat(FullName,tolower(concat(FullName,FullName)))),'ZZ{i}') gt 0"));
        var clock = Stopwatch.StartNew();
        using var response = await door.SendAsync(HttpMethod.Get, "Beneficiaries/$count?$filter=" + Uri.EscapeDataString(filter));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(60), response.Headers.RetryAfter!.Delta);
        Assert.Contains("OData.TooSlow", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"stopped after {clock.Elapsed}");
        // The pooled connection carries no watch of the stopped query along.
        Assert.Equal(200_000, await door.RowsAsync());
    }

    [Fact]
    public async Task Query_SlowBehindItsFirstRow_IsStoppedWith503()
    {
        await using var door = await DoorWorld.StartAsync(200_000, limits => (limits.QueryTimeoutSeconds, limits.MaxFilterNodes) = (Limit, 2000));
        var first = (await door.JsonAsync("Beneficiaries?$top=1&$select=Id")).GetProperty("value")[0].GetProperty("Id").GetString();
        var slow = string.Join(" or ", Enumerable.Range(0, 60).Select(i => $"indexof(toupper(concat(FullName,tolower(concat(FullName,FullName)))),'ZZ{i}') gt 0"));

        using var response = await door.SendAsync(HttpMethod.Get, "Beneficiaries?$filter=" + Uri.EscapeDataString($"Id eq '{first}' or {slow}"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.StartsWith("{\"error\":", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BatchPart_SlowBehindItsFirstRow_IsAnErrorOfItsOwn()
    {
        await using var door = await DoorWorld.StartAsync(200_000, limits => (limits.QueryTimeoutSeconds, limits.MaxFilterNodes) = (Limit, 2000));
        var first = (await door.JsonAsync("Beneficiaries?$top=1&$select=Id")).GetProperty("value")[0].GetProperty("Id").GetString();
        var slow = $"Id eq '{first}' or " + string.Join(" or ", Enumerable.Range(0, 60).Select(i => $"indexof(toupper(concat(FullName,tolower(concat(FullName,FullName)))),'ZZ{i}') gt 0"));
        var requests = new[] { "$top=1", "$expand=Province&$filter=" + slow, "$select=Id&$filter=" + slow, "$top=2" }
            .Select((query, i) => new { id = $"{i}", method = "GET", url = "Beneficiaries?" + query, headers = new Dictionary<string, string> { ["Accept"] = i == 2 ? "application/json;odata.metadata=full" : "application/json" } });
        using var message = new HttpRequestMessage(HttpMethod.Post, "$batch") { Content = new StringContent(JsonSerializer.Serialize(new { requests }), Encoding.UTF8, "application/json") };
        message.Headers.Add("Prefer", "continue-on-error");

        using var answer = await door.Client.SendAsync(message);

        var parts = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("responses").EnumerateArray().ToList();
        Assert.Equal([200, 503, 503, 200], parts.Select(part => part.GetProperty("status").GetInt32()));
        Assert.All(parts.Skip(1).Take(2), part => Assert.Equal("OData.TooSlow", part.GetProperty("body").GetProperty("error").GetProperty("code").GetString()));
        Assert.Equal(2, parts[3].GetProperty("body").GetProperty("value").GetArrayLength());
    }

    [Fact]
    public async Task Reader_WhoStalls_IsCutOffAndNotGivenAHalfPageAsWhole()
    {
        await using var door = await DoorWorld.StartAsync(100_000, limits => (limits.DefaultPageSize, limits.MaxPageSize, limits.MaxPageBytes, limits.QueryTimeoutSeconds) = (200_000, 200_000, long.MaxValue, Limit));
        using var response = await door.Client.GetAsync("Beneficiaries", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        // Nothing is read until the door has given up.
        await door.UntilAbortedAsync();
        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(Stream.Null));
    }
}
