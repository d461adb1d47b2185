using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Provinces;
using Protos.Values;

namespace NationalHub.Reporting.Indicators;

/// <summary>
/// Computes the figures of the last three years and the next month of each province of which records came in since its last time, from those records alone, and the country's from them.
/// A figure that did not change is not written. Stopped half way, it goes on with the provinces that are left.
/// </summary>
public sealed class ComputeIndicators(IServiceScopeFactory scopes, VietnamTime time)
{
    /// <summary>Months told: three years and the month whose lists are being made.</summary>
    public const int Months = 37;

    /// <summary>A batch may be committed a little after the time that its records bear.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    /// <summary>Provinces were computed and the country was not: always so after a start, for nobody knows how the last process ended.</summary>
    private bool _nationDue = true;

    /// <summary>The provinces that the country's figures were last made of: one that begins to work for real changes them though nothing came in.</summary>
    private IReadOnlySet<string> _real = new HashSet<string>();

    /// <summary>After a start everything is computed once: the rules of a new version of the product reach what was stored by those of the old one.</summary>
    private readonly HashSet<string> _computed = new(StringComparer.Ordinal);

    /// <returns>Provinces computed.</returns>
    public async Task<int> HandleAsync(CancellationToken cancellation)
    {
        var (last, now, computed) = (PayMonth.Of(time.Today).AddMonths(1), time.UtcNow, 0);
        var provinces = await SourcesAsync(last, cancellation).ConfigureAwait(false);
        foreach (var (province, sources) in provinces.Where(p => p.Sources != FigureSources.None))
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<HubDb>();
            var figures = await new ProvinceFigures(db, province, last.AddMonths(1 - Months), Months).ReadAsync(sources, cancellation).ConfigureAwait(false);
            _nationDue = true;
            await StoreAsync(db, new IndicatorState { ProvinceCode = province, ReadAt = now, Month = last.Number }, sources, figures, cancellation).ConfigureAwait(false);
            _computed.Add(province);
            computed++;
        }

        var real = await RealAsync(cancellation).ConfigureAwait(false);
        if ((_nationDue || !real.SetEquals(_real)) && provinces.Count > 0)
        {
            for (var i = 0; i < Months; i++)
            {
                await NationAsync(last.AddMonths(-i).Number, real, cancellation).ConfigureAwait(false);
            }

            (_nationDue, _real) = (false, real);
        }

        await CompleteAsync(cancellation).ConfigureAwait(false);
        await UnchangedAsync([.. provinces.Where(p => p.Sources == FigureSources.None).Select(p => p.Province)], now, cancellation).ConfigureAwait(false);
        return computed;
    }

    private async Task<IReadOnlySet<string>> RealAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return (await RealProvinces.ReadAsync(scope.ServiceProvider.GetRequiredService<HubDb>(), cancellation).ConfigureAwait(false)).Codes;
    }

    /// <summary>What came in since each province's figures were made. That a node says each minute that it lives brings nothing in.</summary>
    private async Task<List<(string Province, FigureSources Sources)>> SourcesAsync(PayMonth last, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var states = await db.IndicatorStates.AsNoTracking().ToDictionaryAsync(s => s.ProvinceCode, cancellation).ConfigureAwait(false);
        var codes = await db.Positions.AsNoTracking().Where(p => p.LastPushAt != null).OrderBy(p => p.ProvinceCode).Select(p => p.ProvinceCode).ToListAsync(cancellation).ConfigureAwait(false);
        var known = codes.Select(code => states.GetValueOrDefault(code)).OfType<IndicatorState>().Where(s => s.Month == last.Number).ToList();
        // Of all provinces together: every round looks at each, so that this is never long ago.
        var since = known.Select(s => s.ReadAt).DefaultIfEmpty(time.UtcNow).Min() - Overlap;
        var newest = new List<(FigureSources Source, Dictionary<string, DateTime> At)>
        {
            (FigureSources.People, await NewestAsync<Entitlement>(db, since, cancellation).ConfigureAwait(false)),
            (FigureSources.Lists, await NewestAsync<PaymentList>(db, since, cancellation).ConfigureAwait(false)),
            (FigureSources.Dossiers, await NewestAsync<Dossier>(db, since, cancellation).ConfigureAwait(false)),
        };
        return codes.ConvertAll(code => (code, _computed.Contains(code) && states.GetValueOrDefault(code) is { } state && state.Month == last.Number
            ? newest.Where(n => n.At.TryGetValue(code, out var at) && at >= state.ReadAt - Overlap).Aggregate(FigureSources.None, (all, n) => all | n.Source)
            : FigureSources.All));
    }

    private static Task<Dictionary<string, DateTime>> NewestAsync<T>(HubDb db, DateTime since, CancellationToken cancellation)
        where T : Replica => Newest<T>(db, since).ToDictionaryAsync(n => n.ProvinceCode, n => n.At, cancellation);

    /// <summary>When each province's latest record came in, of those since a time; what was erased too.</summary>
    internal static IQueryable<NewestRecord> Newest<T>(HubDb db, DateTime since)
        where T : Replica => db.Set<T>().IgnoreQueryFilters().Where(r => r.ReceivedAt >= since).GroupBy(r => r.ProvinceCode).Select(g => new NewestRecord(g.Key, g.Max(r => r.ReceivedAt)));

    /// <summary>Keeps when each province was last here as a whole.</summary>
    private async Task CompleteAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var whole = await db.Positions.AsNoTracking().Where(p => p.Waiting == 0 && p.LastPushAt != null).ToDictionaryAsync(p => p.ProvinceCode, p => p.LastPushAt, cancellation).ConfigureAwait(false);
        foreach (var state in await db.IndicatorStates.ToListAsync(cancellation).ConfigureAwait(false))
        {
            state.CompleteAt = whole.GetValueOrDefault(state.ProvinceCode, state.CompleteAt);
        }

        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
    }

    private async Task UnchangedAsync(List<string> provinces, DateTime now, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        await db.IndicatorStates.Where(s => provinces.Contains(s.ProvinceCode)).ExecuteUpdateAsync(set => set.SetProperty(s => s.ReadAt, now), cancellation).ConfigureAwait(false);
    }

    private async Task StoreAsync(HubDb db, IndicatorState read, FigureSources sources, IReadOnlyList<Figure> figures, CancellationToken cancellation)
    {
        var (province, from, codes) = (read.ProvinceCode, new PayMonth(read.Month).AddMonths(1 - Months).Number, ProvinceFigures.Codes(sources));
        var kept = await db.Indicators.Where(i => i.ProvinceCode == province && i.Month >= from && codes.Contains(i.Code)).ToListAsync(cancellation).ConfigureAwait(false);
        Merge(db, kept, figures, province);
        var state = await db.IndicatorStates.FirstOrDefaultAsync(s => s.ProvinceCode == province, cancellation).ConfigureAwait(false);
        if (state is null)
        {
            db.IndicatorStates.Add(state = new IndicatorState { ProvinceCode = province });
        }

        (state.ReadAt, state.Month) = (read.ReadAt, read.Month);
        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>The country's figures of a month, which are those of its real provinces together, and what of all may be told.</summary>
    private async Task NationAsync(int month, IReadOnlySet<string> real, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var rows = await db.Indicators.Where(i => i.Month == month).ToListAsync(cancellation).ConfigureAwait(false);
        var (nation, provinces) = (rows.Where(r => r.ProvinceCode == Indicator.Nation).ToList(), rows.Where(r => r.ProvinceCode != Indicator.Nation).ToList());
        var sums = provinces.Where(r => real.Contains(r.ProvinceCode)).GroupBy(r => (r.Code, r.Part)).Select(g => new Figure(month, g.Key.Code, g.Key.Part, g.Sum(r => r.Counted), g.Sum(r => r.CountedWhole), g.Sum(r => r.People))).ToList();
        Merge(db, nation, sums, Indicator.Nation);
        var last = new PayMonth(month).AddMonths(-1).Number;
        var before = await db.Indicators.AsNoTracking().Where(i => i.Month == last && i.Code == IndicatorCode.People && i.ProvinceCode != Indicator.Nation).ToListAsync(cancellation).ConfigureAwait(false);
        Publish([.. provinces, .. db.Indicators.Local.Where(i => i.ProvinceCode == Indicator.Nation && db.Entry(i).State != EntityState.Deleted)], before, real);
        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
    }

    private void Publish(List<Indicator> month, List<Indicator> before, IReadOnlySet<string> real)
    {
        bool IsOfCountry(Indicator row) => row.ProvinceCode == Indicator.Nation || real.Contains(row.ProvinceCode);
        var hidden = HiddenFigures.Of([.. month.Where(IsOfCountry)], [.. before.Where(IsOfCountry)]);
        // A province that is tried out is in no sum with others: it tells and hides by itself.
        foreach (var tried in month.Where(r => !IsOfCountry(r)).GroupBy(r => r.ProvinceCode))
        {
            hidden.UnionWith(HiddenFigures.Of([.. tried], [.. before.Where(r => r.ProvinceCode == tried.Key)]).Where(h => h.Province == tried.Key));
        }

        foreach (var row in month)
        {
            var (value, whole) = hidden.Contains((row.ProvinceCode, row.Code, row.Part)) ? ((long?)null, 0L) : ((long?)row.Counted, row.CountedWhole);
            if (row.Value != value || row.Whole != whole)
            {
                (row.Value, row.Whole, row.ChangedAt) = (value, whole, time.UtcNow);
            }
        }
    }

    private void Merge(HubDb db, IReadOnlyList<Indicator> kept, IReadOnlyList<Figure> figures, string province)
    {
        var byKey = kept.ToDictionary(i => (i.Month, i.Code, i.Part));
        foreach (var figure in figures)
        {
            if (!byKey.Remove((figure.Month, figure.Code, figure.Part), out var row))
            {
                db.Indicators.Add(row = new Indicator { Month = figure.Month, ProvinceCode = province, Code = figure.Code, Part = figure.Part, ChangedAt = time.UtcNow });
            }

            if ((row.Counted, row.CountedWhole) != (figure.Counted, figure.Whole))
            {
                (row.Counted, row.CountedWhole, row.ChangedAt) = (figure.Counted, figure.Whole, time.UtcNow);
            }

            row.People = figure.People;
        }

        db.Indicators.RemoveRange(byKey.Values);
    }
}

/// <summary>A figure before it is stored.</summary>
/// <param name="People">At least so many different people stand behind it, where it is money of lists.</param>
internal sealed record Figure(int Month, string Code, string Part, long Counted, long Whole, long People = 0);

/// <summary>When a province's latest record came in.</summary>
internal sealed record NewestRecord(string ProvinceCode, DateTime At);
