using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Reporting.Indicators;

/// <summary>The records that figures are made of.</summary>
[Flags]
internal enum FigureSources
{
    None = 0,

    /// <summary>Entitlements.</summary>
    People = 1,

    /// <summary>Payment lists.</summary>
    Lists = 2,
    Dossiers = 4,
    All = People | Lists | Dossiers,
}

/// <summary>Reads a province's records once, in the order of its people, and counts.</summary>
internal sealed class ProvinceFigures(HubDb db, string province, PayMonth first, int months)
{
    private static readonly string[] Approved = ["Approved", "Sending", "Unknown", "Sent", "Settled"];
    internal static readonly string[] WithoutCash = ["Bank", "Epay"];

    private static readonly string[] OfPeople = [IndicatorCode.People, IndicatorCode.Money, IndicatorCode.Began, IndicatorCode.Ended];
    private static readonly string[] OfLists = [IndicatorCode.Listed, IndicatorCode.Paid, IndicatorCode.NotPaid, IndicatorCode.Open, IndicatorCode.Cashless];
    private static readonly string[] OfDossiers = [IndicatorCode.Received, IndicatorCode.OnTime];

    /// <summary>What the records make.</summary>
    public static List<string> Codes(FigureSources sources) =>
    [
        .. sources.HasFlag(FigureSources.People) ? OfPeople : [], .. sources.HasFlag(FigureSources.Lists) ? OfLists : [], .. sources.HasFlag(FigureSources.Dossiers) ? OfDossiers : [],
    ];

    public async Task<IReadOnlyList<Figure>> ReadAsync(FigureSources sources, CancellationToken cancellation) =>
    [
        .. sources.HasFlag(FigureSources.People) ? await PeopleAsync(cancellation).ConfigureAwait(false) : [],
        .. sources.HasFlag(FigureSources.Lists) ? await ListsAsync(cancellation).ConfigureAwait(false) : [],
        .. sources.HasFlag(FigureSources.Dossiers) ? await DossiersAsync(cancellation).ConfigureAwait(false) : [],
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
        var sums = await Sums(db, province, from).ToListAsync(cancellation).ConfigureAwait(false);
        var figures = new List<Figure>();
        foreach (var month in sums.GroupBy(s => s.Month))
        {
            var parts = month.GroupBy(s => s.Method).SelectMany(m => Of(month.Key, m.Key, [.. m])).ToList();
            var cashless = parts.Where(p => p.Code == IndicatorCode.Paid && WithoutCash.Contains(p.Part)).ToList();
            var paid = parts.Where(p => p.Code == IndicatorCode.Paid).Sum(p => p.Counted);
            figures.AddRange(parts);
            // Whoever stands in a regular and in a supplementary list may be paid by two methods: of two, the more people are surely different ones.
            figures.AddRange(parts.GroupBy(p => p.Code).Select(g => new Figure(month.Key, g.Key, "", g.Sum(p => p.Counted), 0, g.Max(p => p.People))));
            figures.Add(new(month.Key, IndicatorCode.Cashless, "", cashless.Sum(p => p.Counted), paid, cashless.Select(p => p.People).DefaultIfEmpty(0).Max()));
        }

        return figures;
    }

    /// <summary>Đồng of the lists, and how many different people stand behind them at least. One list of people who stand in two lines each has more lines than people (Twice): so
    /// many lines of a result may be of people counted already. The lists of a commune, type and method that follow one another (Sequence) may be of the same people: the longest counts.</summary>
    internal static IQueryable<ListSums> Sums(HubDb db, string province, int from) => db.PaymentLists.AsNoTracking().Where(l => l.ProvinceCode == province && l.Month >= from && Approved.Contains(l.Status))
        .Select(l => new
        {
            l.Month, l.Method, l.Type, l.CommuneCode, l.Total, l.Lines, l.Paid, l.PaidLines, NotPaid = l.Unpaid + l.Returned + l.Failed, NotPaidLines = l.UnpaidLines + l.ReturnedLines + l.FailedLines,
            l.Open, l.OpenLines, Twice = l.Lines > l.People ? l.Lines - l.People : 0,
        })
        .GroupBy(l => new { l.Month, l.Method, l.Type, l.CommuneCode })
        .Select(g => new
        {
            g.Key.Month, g.Key.Method, g.Key.Type, Total = g.Sum(l => l.Total), People = g.Max(l => l.Lines - l.Twice),
            Paid = g.Sum(l => l.Paid), PaidPeople = g.Max(l => l.PaidLines > l.Twice ? l.PaidLines - l.Twice : 0),
            NotPaid = g.Sum(l => l.NotPaid), NotPaidPeople = g.Max(l => l.NotPaidLines > l.Twice ? l.NotPaidLines - l.Twice : 0),
            Open = g.Sum(l => l.Open), OpenPeople = g.Max(l => l.OpenLines > l.Twice ? l.OpenLines - l.Twice : 0),
        })
        .GroupBy(c => new { c.Month, c.Method, c.Type })
        .Select(g => new ListSums(
            g.Key.Month, g.Key.Method, g.Sum(c => c.Total), g.Sum(c => c.People), g.Sum(c => c.Paid), g.Sum(c => c.PaidPeople),
            g.Sum(c => c.NotPaid), g.Sum(c => c.NotPaidPeople), g.Sum(c => c.Open), g.Sum(c => c.OpenPeople)));

    /// <summary>The lists of one month and method, by type: a receiver stands in a regular and in a supplementary list of the same month, so that only those of one type are surely different ones.</summary>
    private static IEnumerable<Figure> Of(int month, string method, IReadOnlyList<ListSums> types)
    {
        Figure One(string code, Func<ListSums, (long Dong, int People)> read)
        {
            var dong = types.Sum(t => read(t).Dong);
            // Money is somebody's, whatever a node says of its lines.
            return new(month, code, method, dong, 0, Math.Max(types.Max(t => read(t).People), dong == 0 ? 0 : 1));
        }

        return
        [
            One(IndicatorCode.Listed, t => (t.Total, t.People)), One(IndicatorCode.Paid, t => (t.Paid, t.PaidPeople)),
            One(IndicatorCode.NotPaid, t => (t.NotPaid, t.NotPaidPeople)), One(IndicatorCode.Open, t => (t.Open, t.OpenPeople)),
        ];
    }

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

/// <summary>Đồng of the lists of a month, method and type, and at least how many different people each is of.</summary>
internal sealed record ListSums(int Month, string Method, long Total, int People, long Paid, int PaidPeople, long NotPaid, int NotPaidPeople, long Open, int OpenPeople);
