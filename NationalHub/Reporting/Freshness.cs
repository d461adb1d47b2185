using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Reporting;

/// <summary>When each province last pushed: a figure without it may be a figure of last week.</summary>
public sealed class Freshness(IServiceScopeFactory scopes, VietnamTime time)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);
    private (DateTime ReadAt, IReadOnlyDictionary<string, string> Texts) _last = (DateTime.MinValue, new Dictionary<string, string>());

    /// <summary>OData instance annotations: one per province, and the oldest of all.</summary>
    public async Task<IReadOnlyDictionary<string, string>> AnnotationsAsync(CancellationToken cancellation)
    {
        var last = _last;
        // Not one of later than now: the clock was put right since, and it would be kept until then.
        var age = time.UtcNow - last.ReadAt;
        if (age >= TimeSpan.Zero && age < KeptFor)
        {
            return last.Texts;
        }

        await using var scope = scopes.CreateAsyncScope();
        var pushes = await scope.ServiceProvider.GetRequiredService<HubDb>().Positions.AsNoTracking()
            .Select(p => new { p.ProvinceCode, p.LastPushAt }).ToListAsync(cancellation).ConfigureAwait(false);
        var texts = Texts(pushes.Select(p => (p.ProvinceCode, p.LastPushAt)));
        _last = (time.UtcNow, texts);
        return texts;
    }

    /// <summary>One annotation per province, and the oldest of all.</summary>
    internal static IReadOnlyDictionary<string, string> Texts(IEnumerable<(string ProvinceCode, DateTime? LastPushAt)> pushes)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var all = pushes.ToList();
        foreach (var push in all)
        {
            texts[$"bao.freshness.P{push.ProvinceCode}"] = Text(push.LastPushAt);
        }

        texts["bao.freshness"] = all.Count == 0 ? "chưa có tỉnh nào đẩy dữ liệu" : Text(all.Min(p => p.LastPushAt));
        return texts;
    }

    private static string Text(DateTime? at) => at is { } utc
        ? VietnamTime.Local(utc).ToString("yyyy-MM-ddTHH:mm:ss", System.Globalization.CultureInfo.InvariantCulture) + "+07:00"
        : "chưa có";
}
