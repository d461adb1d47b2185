using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NationalHub.Platform;
using NationalHub.Provinces;
using NationalHub.Reporting.Indicators;
using Protos.Values;

namespace NationalHub.Reporting.Dashboard;

/// <summary>Số liệu cả nước: people and money by province, category and month, on a map, as charts and as tables. All choices live in the address.</summary>
public sealed class DashboardModel(HubDb db, VietnamTime time) : PageModel
{
    private const int TrendMonths = 24;

    [BindProperty(SupportsGet = true, Name = "thang")]
    public string? MonthAsked { get; set; }

    [BindProperty(SupportsGet = true, Name = "tinh")]
    public string? Province { get; set; }

    [BindProperty(SupportsGet = true, Name = "nhom")]
    public string? Category { get; set; }

    public IReadOnlyList<int> Months { get; private set; } = [];

    /// <summary>Null while nothing is computed.</summary>
    public DashboardFigures? Figures { get; private set; }

    public string Place { get; private set; } = Indicator.Nation;

    /// <summary>Provinces with figures of the month that work with sample data: shown, marked, in no sum of the country.</summary>
    public IReadOnlySet<string> OnTrial { get; private set; } = new HashSet<string>();

    /// <summary>The country is asked for, and no province of it works for real yet.</summary>
    public bool IsNobodyReal { get; private set; }

    /// <summary>Empty for all categories.</summary>
    public string Part { get; private set; } = "";

    /// <summary>What was asked for and is not known, in words; empty when nothing.</summary>
    public string Fault { get; private set; } = "";

    public MapScale Scale { get; private set; } = MapScale.Of([]);

    public IReadOnlyList<(string Code, string Name)> Categories { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Months = await DashboardFigures.KnownMonthsAsync(db, cancellation);
        if (Months.Count == 0)
        {
            return;
        }

        var now = PayMonth.Of(time.Today).Number;
        var month = Months.FirstOrDefault(m => m <= now, Months[^1]);
        if (!string.IsNullOrEmpty(MonthAsked))
        {
            var known = int.TryParse(MonthAsked, out var asked) && Months.Contains(asked);
            (month, Fault) = known ? (asked, "") : (month, $"Chưa có số liệu của tháng đã chọn; đang xem tháng {DashboardWords.Month(month)}. ");
        }

        Place = Province is { Length: > 0 } ? Province : Indicator.Nation;
        if (Place != Indicator.Nation && ProvinceMap.Provinces.All(p => p.Code != Place))
        {
            (Place, Fault) = (Indicator.Nation, $"{Fault}Không có tỉnh mang mã đã chọn; đang xem cả nước. ");
        }

        Figures = await DashboardFigures.ReadAsync(db, Place, month, new PayMonth(month).AddMonths(1 - TrendMonths).Number, cancellation);
        var real = (await RealProvinces.ReadAsync(db, cancellation)).Codes;
        OnTrial = Figures.Provinces(IndicatorCode.People).Where(p => !real.Contains(p)).ToHashSet(StringComparer.Ordinal);
        IsNobodyReal = Place == Indicator.Nation && !Figures.Parts(IndicatorCode.People).Any() && Figures.Of(IndicatorCode.People) is null;
        Categories = [.. Figures.Parts(IndicatorCode.People).Select(f => f.Part).Order(StringComparer.Ordinal).Select(p => (p, DashboardWords.Category(p)))];
        Part = Category is { Length: > 0 } && Categories.Any(c => c.Code == Category) ? Category : "";
        if (Part != (Category ?? ""))
        {
            Fault += "Không có ai thuộc nhóm đã chọn trong tháng này; đang xem mọi nhóm.";
        }

        Scale = MapScale.Of(Figures.Provinces(IndicatorCode.People, Part).Where(p => !OnTrial.Contains(p)).Select(p => Figures.OfProvince(p, IndicatorCode.People, Part)?.Value).OfType<long>());
    }

    /// <summary>Address of this page with one choice changed; an empty one is left out.</summary>
    public string With(string? place = null, string? part = null, int? month = null)
    {
        var query = new Dictionary<string, string?>
        {
            ["thang"] = (month ?? Figures?.Month)?.ToString(System.Globalization.CultureInfo.InvariantCulture), ["tinh"] = place ?? (Place == Indicator.Nation ? "" : Place), ["nhom"] = part ?? Part,
        };
        return Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString("/so-lieu", query.Where(q => !string.IsNullOrEmpty(q.Value)));
    }

    /// <summary>The same figures for Excel and Power BI.</summary>
    public string OData(string filter) => $"/odata/Indicators?$filter={Uri.EscapeDataString(filter)}";

    /// <summary>Filter of the chosen place's months.</summary>
    public string Trend(string code) => $"ProvinceCode eq '{Place}' and Code eq '{code}' and Part eq '{Part}'";

    public Bars ByCategory() => Bars.Of(
        "nhom", $"Số người hưởng theo nhóm, {Here}, tháng {DashboardWords.Month(Figures!.Month)}",
        Largest(Figures.Parts(IndicatorCode.People).Where(f => f.Value > 0).MaxBy(f => f.Value)),
        Figures.Parts(IndicatorCode.People).OrderByDescending(f => f.Value ?? 0).ThenBy(f => f.Part, StringComparer.Ordinal)
            .Select(f => ($"{f.Part} {DashboardWords.Category(f.Part)}", f.Value ?? 0, DashboardWords.People(f.Value))));

    public Trend TrendOf(string id, string code, string title, Func<long, string> words)
    {
        var months = Figures!.Months(code, Part).Select(f => (DashboardWords.Month(f.Month), f.Value ?? 0, f.Value is { } v ? words(v) : DashboardWords.Few)).ToList();
        var sentence = months.Count < 2
            ? "Chưa đủ hai tháng để so sánh."
            : $"Tháng {months[^1].Item1}: {months[^1].Item3}; tháng {months[0].Item1}: {months[0].Item3}.";
        return Dashboard.Trend.Of(id, $"{title}, {Here}", sentence, months, words);
    }

    public string Here => DashboardWords.Place(Place);

    private static string Largest(PublishedFigure? figure) => figure is null
        ? "Chưa có nhóm nào có số liệu công bố được."
        : $"Nhiều nhất là nhóm {figure.Part} ({DashboardWords.Category(figure.Part)}): {DashboardWords.People(figure.Value)}.";
}
