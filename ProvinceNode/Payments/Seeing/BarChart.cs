namespace ProvinceNode.Payments.Seeing;

/// <summary>A bar with its words; a screen reader hears the table that stands below.</summary>
/// <param name="Width">Hundredths of the longest that can be, 0–100.</param>
public sealed record Bar(string Label, string Value, decimal Width);

/// <summary>A chart of bars that the server draws, one under the other: it fits a phone and is printed as it is seen. Pure.</summary>
/// <param name="Id">Part of the ids on its page.</param>
/// <param name="Sentence">What it says, in one sentence.</param>
public sealed record BarChart(string Id, string Title, string Sentence, IReadOnlyList<Bar> Bars)
{
    /// <summary>Bars as long as their values against the largest; what is below nothing has none.</summary>
    public static BarChart Of(string id, string title, string sentence, IEnumerable<(string Label, long Value, string Words)> values)
    {
        var all = values.ToList();
        var most = all.Select(v => v.Value).DefaultIfEmpty(0).Max();
        return new(id, title, sentence, all.ConvertAll(v => new Bar(v.Label, v.Words, most <= 0 ? 0 : Math.Max(0, Math.Round(v.Value * 100m / most, 2)))));
    }
}
