using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Reporting.Indicators;

/// <summary>Reads a province's records once, in the order of its people, and counts.</summary>
internal sealed class ProvinceFigures(HubDb db, string province, PayMonth first, int months)
{
    private static readonly string[] Approved = ["Approved", "Sending", "Unknown", "Sent", "Settled"];
    private static readonly string[] WithoutCash = ["Bank", "Epay"];

    public async Task<IReadOnlyList<Figure>> ReadAsync(CancellationToken cancellation) =>
    [
        .. await PeopleAsync(cancellation).ConfigureAwait(false), .. await ListsAsync(cancellation).ConfigureAwait(false),
        .. await DossiersAsync(cancellation).ConfigureAwait(false),
    ];

    private async Task<List<Figure>> PeopleAsync(CancellationToken cancellation)
    {
        var tally = new PeopleTally(first, months);
        var (person, parts) = ("", new List<CountedMonths>());
        var before = first.AddMonths(-1).Number;
        var rows = db.Entitlements.AsNoTracking()
            .Where(e => e.ProvinceCode == province && e.Status != "Suspended" && !e.Withheld && (e.EndMonth == 0 || e.EndMonth >= before) && e.StartMonth > 0)
            .OrderBy(e => e.BeneficiaryId).Select(e => new { e.BeneficiaryId, e.CategoryCode, e.Kind, e.StartMonth, e.EndMonth, e.MonthlyAmount });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation).ConfigureAwait(false))
        {
            if (row.BeneficiaryId != person)
            {
                tally.Add(parts);
                parts.Clear();
                person = row.BeneficiaryId;
            }

            parts.Add(new(row.CategoryCode, row.Kind == "Care", row.StartMonth, row.EndMonth, row.MonthlyAmount));
        }

        tally.Add(parts);
        return [.. tally.Figures().Select(f => new Figure(f.Month, f.Code, f.Part, f.Counted, 0))];
    }

    private async Task<List<Figure>> ListsAsync(CancellationToken cancellation)
    {
        var from = first.Number;
        var sums = await db.PaymentLists.AsNoTracking().Where(l => l.ProvinceCode == province && l.Month >= from && Approved.Contains(l.Status))
            .GroupBy(l => new { l.Month, l.Method })
            .Select(g => new { g.Key.Month, g.Key.Method, Total = g.Sum(l => l.Total), Paid = g.Sum(l => l.Paid), Not = g.Sum(l => l.Unpaid + l.Returned + l.Failed) })
            .ToListAsync(cancellation).ConfigureAwait(false);
        var figures = new List<Figure>();
        foreach (var month in sums.GroupBy(s => s.Month))
        {
            figures.AddRange(month.SelectMany(s => Of(month.Key, s.Method, s.Total, s.Paid, s.Not)));
            figures.AddRange(Of(month.Key, "", month.Sum(s => s.Total), month.Sum(s => s.Paid), month.Sum(s => s.Not)));
            figures.Add(new(month.Key, IndicatorCode.Cashless, "", month.Where(s => WithoutCash.Contains(s.Method)).Sum(s => s.Paid), month.Sum(s => s.Paid)));
        }

        return figures;
    }

    private static IEnumerable<Figure> Of(int month, string method, long total, long paid, long not) =>
        [new(month, IndicatorCode.Listed, method, total, 0), new(month, IndicatorCode.Paid, method, paid, 0), new(month, IndicatorCode.NotPaid, method, not, 0)];

    private async Task<List<Figure>> DossiersAsync(CancellationToken cancellation)
    {
        var from = first.FirstDay.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddDays(-1);
        var (received, finished) = (new Dictionary<int, long>(), new Dictionary<int, (long OnTime, long All)>());
        var rows = db.Dossiers.AsNoTracking().Where(d => d.ProvinceCode == province && (d.AcceptedAt >= from || d.FinishedAt >= from))
            .Select(d => new { d.AcceptedAt, d.FinishedAt, d.DueOn });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation).ConfigureAwait(false))
        {
            if (row.AcceptedAt is { } accepted && Month(accepted) >= first.Number)
            {
                received[Month(accepted)] = received.GetValueOrDefault(Month(accepted)) + 1;
            }

            if (row.FinishedAt is { } at && Month(at) >= first.Number && row.DueOn.Length > 0)
            {
                var (onTime, all) = finished.GetValueOrDefault(Month(at));
                var late = string.CompareOrdinal(VietnamTime.Day(at).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), row.DueOn) > 0;
                finished[Month(at)] = (onTime + (late ? 0 : 1), all + 1);
            }
        }

        return
        [
            .. received.Select(r => new Figure(r.Key, IndicatorCode.Received, "", r.Value, 0)),
            .. finished.Select(f => new Figure(f.Key, IndicatorCode.OnTime, "", f.Value.OnTime, f.Value.All)),
        ];
    }

    private static int Month(DateTime utc) => PayMonth.Of(VietnamTime.Day(utc)).Number;
}
