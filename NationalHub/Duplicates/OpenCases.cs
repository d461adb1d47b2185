using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;

namespace NationalHub.Duplicates;

/// <summary>How many people of each province are asked about or wait for the ministry, for the cockpit.</summary>
public sealed class OpenCases(HubDb db)
{
    public async Task<IReadOnlyDictionary<string, int>> ReadAsync(CancellationToken cancellation)
    {
        var open = db.CrossCases.Where(c => c.State == CaseState.Asked || c.State == CaseState.Disagreed);
        var first = await open.GroupBy(c => c.FirstProvince).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellation).ConfigureAwait(false);
        var second = await open.GroupBy(c => c.SecondProvince).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellation).ConfigureAwait(false);
        return first.Concat(second).GroupBy(g => g.Key, g => g.Count).ToDictionary(g => g.Key, g => g.Sum());
    }
}
