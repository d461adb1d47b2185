using ProvinceNode.Registry.Quality;
using Protos.Values;

namespace ProvinceNode.Dossiers.DataQuality;

/// <summary>Score of a month over all communes of an area, by their people.</summary>
/// <param name="ScoreTenths">0–1000, see <see cref="QualityRules"/>.</param>
public sealed record TrendPoint(PayMonth Month, int People, int Faults, int ScoreTenths)
{
    /// <summary>Length of its bar in hundredths of the width.</summary>
    public decimal Width => Math.Max(0.5m, ScoreTenths / 10m);
}

/// <summary>The score month by month, for a chart without script and the table below it. Pure.</summary>
/// <param name="Points">Oldest first; months without people are left out.</param>
/// <param name="Sentence">The chart in one sentence.</param>
public sealed record QualityTrend(IReadOnlyList<TrendPoint> Points, string Sentence)
{
    /// <summary>Months that are told.</summary>
    public const int Months = 12;

    public static QualityTrend Of(IEnumerable<CommuneQuality> rows)
    {
        var points = rows.Where(r => r.ScoreTenths is not null && r.People > 0).GroupBy(r => r.Month).OrderBy(g => g.Key).Select(Sum).ToList();
        return new(points, Told(points));
    }

    private static TrendPoint Sum(IGrouping<int, CommuneQuality> month)
    {
        var people = month.Sum(r => r.People);
        return new(new PayMonth(month.Key), people, month.Sum(r => r.Counts.Values.Sum()), (int)(month.Sum(r => (long)r.People * r.ScoreTenths!.Value) / people));
    }

    private static string Told(List<TrendPoint> points)
    {
        if (points.Count == 0)
        {
            return "Chưa có tháng nào được đo.";
        }

        var (first, last) = (points[0], points[^1]);
        var change = last.ScoreTenths - first.ScoreTenths;
        return points.Count == 1 ? $"Tháng {last.Month}: {QualityRules.Printed(last.ScoreTenths)} điểm."
            : $"Từ tháng {first.Month} đến tháng {last.Month}: {(change > 0 ? "tăng" : change < 0 ? "giảm" : "giữ nguyên")} {(change == 0 ? "" : $"{QualityRules.Printed(Math.Abs(change))} điểm, ")}từ {QualityRules.Printed(first.ScoreTenths)} đến {QualityRules.Printed(last.ScoreTenths)}.";
    }
}
