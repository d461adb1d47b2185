namespace NationalHub.Reporting.Dashboard;

/// <summary>One colour of the map and whom it stands for.</summary>
/// <param name="From">Smallest value of the class.</param>
/// <param name="To">Largest value of the class.</param>
/// <param name="Fill">Colour of the area.</param>
/// <param name="Ink">Colour of words on it, at least 4.5:1.</param>
public sealed record MapClass(long From, long To, string Fill, string Ink);

/// <summary>Values of provinces in at most five classes with about as many provinces each, so that one big city does not make the rest alike. Pure.</summary>
public sealed class MapScale
{
    /// <summary>A province without data is white, and said to be so.</summary>
    public static readonly MapClass NoData = new(0, 0, "#ffffff", "#1f2328");

    private static readonly (string Fill, string Ink)[] Colours =
        [("#e3eefa", "#1f2328"), ("#b5d3f0", "#1f2328"), ("#7db1e2", "#1f2328"), ("#2f78bf", "#ffffff"), ("#083f77", "#ffffff")];

    private MapScale(IReadOnlyList<MapClass> classes) => Classes = classes;

    /// <summary>From the smallest values to the largest; none when nobody has data.</summary>
    public IReadOnlyList<MapClass> Classes { get; }

    public static MapScale Of(IEnumerable<long> values)
    {
        var known = values.Order().ToList();
        var distinct = known.Distinct().Count();
        var count = Math.Min(Colours.Length, distinct);
        var classes = new List<MapClass>();
        var start = 0;
        for (var i = 0; i < count; i++)
        {
            // Equal values stay together, and each class left keeps at least one value of its own.
            var end = Math.Max(start + 1, (int)Math.Round((i + 1) * known.Count / (double)count));
            while (end < known.Count && known[end] == known[end - 1])
            {
                end++;
            }

            if (start >= known.Count)
            {
                break;
            }

            end = i == count - 1 ? known.Count : end;
            var colour = Colours[count == 1 ? 2 : i * (Colours.Length - 1) / (count - 1)];
            classes.Add(new(known[start], known[end - 1], colour.Fill, colour.Ink));
            start = end;
        }

        return new(classes);
    }

    /// <summary>The class of a value; of a province without data, <see cref="NoData"/>.</summary>
    public MapClass ClassOf(long? value) => value is { } known ? Classes.FirstOrDefault(c => known >= c.From && known <= c.To) ?? NoData : NoData;
}
