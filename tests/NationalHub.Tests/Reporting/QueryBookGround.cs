using System.Net;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NationalHub.Reporting;
using NationalHub.Reporting.QueryBook;
using NationalHub.Tests.Gateways;
using NationalHub.Tests.Platform;
using TestSupport;

namespace NationalHub.Tests.Reporting;

/// <summary>What the tests of <see cref="QueryBookTests"/> share.</summary>
public sealed partial class QueryBookTests
{
    private async Task<List<string?>> FoundAsync(string set, string phrase, string property)
    {
        using var feed = JsonDocument.Parse(await _analyst.GetStringAsync(new Uri($"/odata/{set}?$select={property}&$search={Uri.EscapeDataString($"\"{phrase}\"")}", UriKind.Relative)));
        return [.. feed.RootElement.GetProperty("value").EnumerateArray().Select(r => r.GetProperty(property).GetString())];
    }

    /// <summary>The record is written after the answer has gone.</summary>
    private async Task<List<QueryLogEntry>> UntilLoggedAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var log = await _hub.WithDbAsync(db => db.QueryLog.AsNoTracking().OrderBy(q => q.Id).ToListAsync(patience.Token));
            if (log.Count >= count)
            {
                return log;
            }

            await timer.WaitForNextTickAsync(patience.Token);
        }
    }
}
