using System.Globalization;
using ProvinceNode.Registry;
using Protos.Replication;
using Protos.Values;

namespace ProvinceNode.Dossiers.People;

/// <summary>One version drawn: where its bar begins and how long it is, in hundredths of the width, with one decimal.</summary>
/// <param name="Held">Suspended: nothing was paid.</param>
public sealed record ChartBar(string Label, decimal From, decimal Width, bool Held);

/// <summary>A year's line.</summary>
public sealed record ChartTick(decimal At, string Text);

/// <summary>
/// Entitlements drawn along time, for a page without script: places are told in hundredths of the width, so that the letters keep their size on a phone.
/// What was never due is not drawn. Pure.
/// </summary>
/// <param name="Day">Where the day that is asked for lies; null when it is outside.</param>
public sealed record EntitlementChart(IReadOnlyList<ChartBar> Bars, IReadOnlyList<ChartTick> Years, decimal? Day, string Sentence)
{
    // More year lines than this run into each other at 360 px.
    private const int MostYears = 5;

    public static EntitlementChart Of(IReadOnlyList<EntitlementState> versions, DateOnly day)
    {
        var drawn = versions.Where(v => v.StartMonth > 0 && (v.EndMonth == 0 || v.EndMonth >= v.StartMonth)).OrderBy(v => v.StartMonth).ThenBy(v => v.EndMonth == 0 ? int.MaxValue : v.EndMonth).ToList();
        if (drawn.Count == 0)
        {
            return new([], [], null, "Chưa có chế độ nào.");
        }

        var first = new PayMonth((drawn[0].StartMonth / 100 * 100) + 1);
        var now = PayMonth.Of(day);
        var last = new[] { now.Number, drawn.Max(v => v.StartMonth), drawn.Max(v => v.EndMonth) }.Max();
        // A whole number of years, the last one open to the right.
        var months = (last / 100 - first.Year + 1) * 12;
        decimal At(PayMonth month) => Math.Round(100m * Math.Clamp(month.MonthsSince(first), 0, months) / months, 1);
        var bars = drawn.ConvertAll(v =>
        {
            var (from, until) = (At(new PayMonth(v.StartMonth)), v.EndMonth == 0 ? 100m : At(new PayMonth(v.EndMonth).AddMonths(1)));
            return new ChartBar(Label(v), from, Math.Max(0.8m, until - from), !KnownPerson.IsPaid(v));
        });
        return new(bars, YearLines(first.Year, months / 12, At), now < first ? null : At(now), Told(drawn));
    }

    private static string Label(EntitlementState v) =>
        $"{new Dong(v.MonthlyAmountDong)}/tháng, {Months(v)}{(KnownPerson.IsPaid(v) ? "" : ", tạm dừng")}";

    /// <summary>"10/2022–06/2024", or "từ 07/2024".</summary>
    public static string Months(EntitlementState v) => v.EndMonth == 0 ? $"từ {new PayMonth(v.StartMonth)}" : $"{new PayMonth(v.StartMonth)}–{new PayMonth(v.EndMonth)}";

    private static List<ChartTick> YearLines(int first, int count, Func<PayMonth, decimal> at)
    {
        var step = (count + MostYears - 1) / MostYears;
        return Enumerable.Range(0, count).Where(i => i % step == 0).Select(i => new ChartTick(at(new PayMonth(((first + i) * 100) + 1)), (first + i).ToString(CultureInfo.InvariantCulture))).ToList();
    }

    private static string Told(List<EntitlementState> drawn)
    {
        var open = drawn.FindAll(v => v.EndMonth == 0);
        return $"{drawn.Count} lần xác định mức hưởng từ tháng {new PayMonth(drawn[0].StartMonth)}; {(open.Count > 0 ? $"{open.Count} mức đang mở" : "không còn mức nào đang mở")}. Số liệu ở bảng bên dưới.";
    }
}
