using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Provinces;
using Protos.Values;

namespace NationalHub.Reporting;

/// <summary>How old the figures of each province are: a figure without it may be one of last week.</summary>
public sealed class Freshness(IServiceScopeFactory scopes, VietnamTime time)
{
    /// <summary>Told of a province that was never here as a whole.</summary>
    internal const string Never = "chưa có";

    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);
    private (DateTime ReadAt, IReadOnlyDictionary<string, string> Texts) _last = (DateTime.MinValue, new Dictionary<string, string>());

    /// <summary>OData instance annotations: one per province, the oldest of all, what waits, and which provinces are tried out.</summary>
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
        var texts = Texts(await ReadAsync(scope.ServiceProvider.GetRequiredService<HubDb>(), cancellation).ConfigureAwait(false));
        _last = (time.UtcNow, texts);
        return texts;
    }

    /// <summary>Every province that pushed, and every one that works for real.</summary>
    internal static async Task<IReadOnlyList<ProvinceAge>> ReadAsync(HubDb db, CancellationToken cancellation)
    {
        var pushes = await db.Positions.AsNoTracking().Select(p => new { p.ProvinceCode, p.LastPushAt, p.Waiting, p.Refused }).ToListAsync(cancellation).ConfigureAwait(false);
        var whole = await db.IndicatorStates.AsNoTracking().ToDictionaryAsync(s => s.ProvinceCode, s => s.CompleteAt, cancellation).ConfigureAwait(false);
        var real = (await RealProvinces.ReadAsync(db, cancellation).ConfigureAwait(false)).Codes;
        return
        [
            .. pushes.Select(p => new ProvinceAge(p.ProvinceCode, p.Waiting == 0 ? p.LastPushAt : whole.GetValueOrDefault(p.ProvinceCode), p.Waiting, p.Refused, real.Contains(p.ProvinceCode))),
            .. real.Where(code => pushes.TrueForAll(p => p.ProvinceCode != code)).Select(code => new ProvinceAge(code, null, 0, 0, true)),
        ];
    }

    /// <summary>The annotations of some provinces. Pure.</summary>
    internal static IReadOnlyDictionary<string, string> Texts(IReadOnlyList<ProvinceAge> all)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var province in all)
        {
            texts[$"bao.freshness.P{province.Code}"] = Text(province.CompleteAt);
            Count("bao.waiting.P", province.Code, province.Waiting);
            Count("bao.refused.P", province.Code, province.Refused);
        }

        // A province that is tried out makes the country no older.
        var counted = all.Any(p => p.IsReal) ? all.Where(p => p.IsReal).ToList() : [.. all];
        texts["bao.freshness"] = counted.Count == 0 ? "chưa có tỉnh nào đẩy dữ liệu" : Text(counted.Any(p => p.CompleteAt is null) ? null : counted.Min(p => p.CompleteAt));
        if (all.Any(p => !p.IsReal))
        {
            texts["bao.trial"] = string.Join(", ", all.Where(p => !p.IsReal).Select(p => p.Code).Order(StringComparer.Ordinal));
        }

        return texts;

        void Count(string name, string code, long records)
        {
            if (records > 0)
            {
                texts[name + code] = records.ToString(CultureInfo.InvariantCulture);
            }
        }
    }

    private static string Text(DateTime? at) => at is { } utc ? VietnamTime.Local(utc).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) + "+07:00" : Never;
}

/// <summary>How old the figures of a province are.</summary>
/// <param name="CompleteAt">UTC of the latest push at which nothing waited at the node; null when that never was.</param>
/// <param name="Waiting">Records that waited at the node when it counted last.</param>
/// <param name="Refused">Records of it that the hub refused: it has older states of them, or none.</param>
/// <param name="IsReal">Works with real people and money.</param>
internal sealed record ProvinceAge(string Code, DateTime? CompleteAt, long Waiting, long Refused, bool IsReal);
