using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Reporting.Indicators;

/// <summary>
/// Computes the figures of the last three years and the next month of each province that pushed since its last time, and the country's from them.
/// A figure that did not change is not written. Stopped half way, it goes on with the provinces that are left.
/// </summary>
public sealed class ComputeIndicators(IServiceScopeFactory scopes, VietnamTime time)
{
    /// <summary>Months told: three years and the month whose lists are being made.</summary>
    public const int Months = 37;

    /// <returns>Provinces computed.</returns>
    public async Task<int> HandleAsync(CancellationToken cancellation)
    {
        var last = PayMonth.Of(time.Today).AddMonths(1);
        var computed = 0;
        foreach (var (province, pushedAt) in await StaleAsync(last, cancellation).ConfigureAwait(false))
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<HubDb>();
            var figures = await new ProvinceFigures(db, province, last.AddMonths(1 - Months), Months).ReadAsync(cancellation).ConfigureAwait(false);
            await StoreAsync(db, province, last, pushedAt, figures, cancellation).ConfigureAwait(false);
            computed++;
        }

        if (computed > 0)
        {
            for (var i = 0; i < Months; i++)
            {
                await NationAsync(last.AddMonths(-i).Number, cancellation).ConfigureAwait(false);
            }
        }

        return computed;
    }

    private async Task<List<(string Province, DateTime PushedAt)>> StaleAsync(PayMonth last, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var states = await db.IndicatorStates.AsNoTracking().ToDictionaryAsync(s => s.ProvinceCode, cancellation).ConfigureAwait(false);
        var pushes = await db.Positions.AsNoTracking().Where(p => p.LastPushAt != null).OrderBy(p => p.ProvinceCode)
            .Select(p => new { p.ProvinceCode, p.LastPushAt }).ToListAsync(cancellation).ConfigureAwait(false);
        return [.. pushes.Where(p => states.GetValueOrDefault(p.ProvinceCode) is not { } state || state.PushedAt != p.LastPushAt || state.Month != last.Number)
            .Select(p => (p.ProvinceCode, p.LastPushAt!.Value))];
    }

    private async Task StoreAsync(HubDb db, string province, PayMonth last, DateTime pushedAt, IReadOnlyList<Figure> figures, CancellationToken cancellation)
    {
        var from = last.AddMonths(1 - Months).Number;
        var kept = await db.Indicators.Where(i => i.ProvinceCode == province && i.Month >= from).ToListAsync(cancellation).ConfigureAwait(false);
        Merge(db, kept, figures, province);
        var state = await db.IndicatorStates.FirstOrDefaultAsync(s => s.ProvinceCode == province, cancellation).ConfigureAwait(false);
        if (state is null)
        {
            db.IndicatorStates.Add(state = new IndicatorState { ProvinceCode = province });
        }

        (state.PushedAt, state.Month) = (pushedAt, last.Number);
        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>The country's figures of a month, and what of all may be told.</summary>
    private async Task NationAsync(int month, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var rows = await db.Indicators.Where(i => i.Month == month).ToListAsync(cancellation).ConfigureAwait(false);
        var (nation, provinces) = (rows.Where(r => r.ProvinceCode == Indicator.Nation).ToList(), rows.Where(r => r.ProvinceCode != Indicator.Nation).ToList());
        var sums = provinces.GroupBy(r => (r.Code, r.Part)).Select(g => new Figure(month, g.Key.Code, g.Key.Part, g.Sum(r => r.Counted), g.Sum(r => r.Whole))).ToList();
        Merge(db, nation, sums, Indicator.Nation);
        Publish([.. provinces, .. db.Indicators.Local.Where(i => i.ProvinceCode == Indicator.Nation && db.Entry(i).State != EntityState.Deleted)]);
        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
    }

    private void Publish(List<Indicator> month)
    {
        foreach (var code in new[] { IndicatorCode.People, IndicatorCode.Began, IndicatorCode.Ended })
        {
            var hidden = SmallCells.Hidden(month.Where(r => r.Code == code && r.ProvinceCode != Indicator.Nation).ToDictionary(r => (r.ProvinceCode, r.Part), r => r.Counted));
            // Money tells how many people it is for.
            foreach (var row in month.Where(r => r.Code == code || (code == IndicatorCode.People && r.Code == IndicatorCode.Money)))
            {
                Show(row, hidden.Contains((row.ProvinceCode, row.Part)) ? null : row.Counted);
            }
        }

        foreach (var row in month.Where(r => r.Code is not (IndicatorCode.People or IndicatorCode.Began or IndicatorCode.Ended or IndicatorCode.Money)))
        {
            Show(row, row.Counted);
        }
    }

    private void Show(Indicator row, long? value)
    {
        if (row.Value != value)
        {
            (row.Value, row.ChangedAt) = (value, time.UtcNow);
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

            if (row.Counted != figure.Counted || row.Whole != figure.Whole)
            {
                (row.Counted, row.Whole, row.ChangedAt) = (figure.Counted, figure.Whole, time.UtcNow);
            }
        }

        db.Indicators.RemoveRange(byKey.Values);
    }
}

/// <summary>A figure before it is stored.</summary>
internal sealed record Figure(int Month, string Code, string Part, long Counted, long Whole);
