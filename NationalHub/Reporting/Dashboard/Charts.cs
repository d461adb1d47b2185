using System.Globalization;

namespace NationalHub.Reporting.Dashboard;

/// <summary>A bar with its words.</summary>
/// <param name="Width">Hundredths of the longest, 0–100.</param>
public sealed record Bar(string Label, string Words, decimal Width);

/// <summary>Bars one under the other, drawn by the server: they fit a phone and are printed as they are seen. The same numbers stand in a table. Pure.</summary>
/// <param name="Id">Part of the ids on its page.</param>
/// <param name="Sentence">What it says, in one sentence.</param>
public sealed record Bars(string Id, string Title, string Sentence, IReadOnlyList<Bar> All)
{
    public static Bars Of(string id, string title, string sentence, IEnumerable<(string Label, long Value, string Words)> values)
    {
        var all = values.ToList();
        var most = all.Select(v => v.Value).DefaultIfEmpty(0).Max();
        return new(id, title, sentence, all.ConvertAll(v => new Bar(v.Label, v.Words, most <= 0 ? 0 : Math.Round(Math.Max(0, v.Value) * 100m / most, 2))));
    }
}

/// <summary>A line over months, drawn by the server in a picture of <see cref="Width"/> × <see cref="Height"/>. Pure.</summary>
/// <param name="Points">One a month, from left to right.</param>
/// <param name="Line">SVG points of the line.</param>
/// <param name="Marks">Words at the left: the largest and half of it.</param>
public sealed record Trend(string Id, string Title, string Sentence, IReadOnlyList<TrendPoint> Points, string Line, IReadOnlyList<(double Y, string Words)> Marks)
{
    public const int Width = 720;
    public const int Height = 240;
    private const int Left = 110, Right = 700, Top = 16, Bottom = 200;

    /// <summary>The line starts at nothing, so that its height tells the truth.</summary>
    public static Trend Of(string id, string title, string sentence, IReadOnlyList<(string Label, long Value, string Words)> months, Func<long, string> words)
    {
        var most = Math.Max(1, months.Select(m => m.Value).DefaultIfEmpty(0).Max());
        double X(int i) => Math.Round(months.Count == 1 ? (Left + Right) / 2.0 : Left + (i * (double)(Right - Left) / (months.Count - 1)), 1);
        double Y(long value) => Math.Round(Bottom - (value * (double)(Bottom - Top) / most), 1);
        // A label a month does not fit beyond twelve.
        var every = Math.Max(1, (int)Math.Ceiling(months.Count / 8.0));
        var points = months.Select((m, i) => new TrendPoint(m.Label, m.Words, X(i), Y(m.Value), i % every == 0 || i == months.Count - 1 && i % every > every / 2)).ToList();
        var line = string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X},{p.Y}")));
        return new(id, title, sentence, points, line, [(Y(most), words(most)), (Y(most / 2), words(most / 2)), (Y(0), words(0))]);
    }
}

/// <summary>A month of a <see cref="Trend"/>.</summary>
/// <param name="Labelled">Whether its month is written below it.</param>
public sealed record TrendPoint(string Label, string Words, double X, double Y, bool Labelled);
