using System.Globalization;
using System.Text;
using System.Text.Json;
using NationalHub.Provinces;
using Protos.Reference;

namespace NationalHub.Reporting.Dashboard;

/// <summary>A province on the map, in units of the picture.</summary>
/// <param name="Code">Two digits of Decision 19/2025/QĐ-TTg.</param>
/// <param name="Path">SVG path data of the mainland and its islands.</param>
/// <param name="Islands">SVG path data of what lies in the archipelagos; empty where there is none. Drawn with a broad line: an island is smaller than a point of the picture.</param>
public sealed record ProvinceOutline(string Code, string Name, string Path, string Islands, double LabelX, double LabelY);

/// <summary>Words at a place of the map.</summary>
public sealed record MapWords(string Text, double X, double Y);

/// <summary>
/// The country since 2025-07-01: 34 provinces, the archipelagos Hoàng Sa (of Đà Nẵng) and Trường Sa (of Khánh Hòa) named, as on every map of it. Pure.
/// </summary>
public static class ProvinceMap
{
    private const double West = 101.8, East = 118.2, North = 23.7, South = 6.9, Scale = 48;

    /// <summary>East of this line lie the two archipelagos only.</summary>
    private const double Archipelagos = 110.5;
    private static readonly double Narrowing = Math.Cos((North + South) / 2 * Math.PI / 180);

    /// <summary>Archipelago by the province that it belongs to.</summary>
    private static readonly (string Code, string Name, string Of)[] Archipelago =
        [("48", "Quần đảo Hoàng Sa", "(thành phố Đà Nẵng)"), ("56", "Quần đảo Trường Sa", "(tỉnh Khánh Hòa)")];

    private static readonly Lazy<IReadOnlyList<Shape>> Shapes = new(Read);
    private static readonly Lazy<IReadOnlyList<ProvinceOutline>> Drawn = new(() => [.. Shapes.Value.Select(Outline)]);

    public static int Width { get; } = (int)Math.Ceiling((East - West) * Narrowing * Scale);

    public static int Height { get; } = (int)Math.Ceiling((North - South) * Scale);

    /// <summary>All provinces, by code.</summary>
    public static IReadOnlyList<ProvinceOutline> Provinces => Drawn.Value;

    /// <summary>Names of the archipelagos and the province each belongs to, above their islands.</summary>
    public static IReadOnlyList<MapWords> Names { get; } = [.. Archipelago.SelectMany(a =>
    {
        var points = Shapes.Value.First(s => s.Code == a.Code).Rings.Where(InArchipelago).SelectMany(r => r).ToList();
        var x = (points.Min(p => p.X) + points.Max(p => p.X)) / 2;
        var y = points.Min(p => p.Y);
        return new[] { new MapWords(a.Name, Rounded(x), Rounded(y - 40)), new MapWords(a.Of, Rounded(x), Rounded(y - 12)) };
    })];

    private static ProvinceOutline Outline(Shape shape)
    {
        var label = shape.Rings.Where(r => !InArchipelago(r)).MaxBy(r => Math.Abs(Area(r)))!;
        var (x, y) = Centre(label);
        return new(
            shape.Code, ProvinceUnits.Find(shape.Code)?.Name ?? shape.Name, PathOf(shape.Rings.Where(r => !InArchipelago(r))), PathOf(shape.Rings.Where(InArchipelago)), Rounded(x), Rounded(y));
    }

    private static bool InArchipelago(IReadOnlyList<(double X, double Y)> ring) => ring.Min(p => p.X) > (Archipelagos - West) * Narrowing * Scale;

    private static double Area(IReadOnlyList<(double X, double Y)> ring) => Edges(ring).Sum(e => (e.A.X * e.B.Y) - (e.B.X * e.A.Y)) / 2;

    private static (double X, double Y) Centre(IReadOnlyList<(double X, double Y)> ring)
    {
        var area = Area(ring);
        double Sum(Func<(double X, double Y), double> of) => Edges(ring).Sum(e => (of(e.A) + of(e.B)) * ((e.A.X * e.B.Y) - (e.B.X * e.A.Y))) / (6 * area);
        return (Sum(p => p.X), Sum(p => p.Y));
    }

    private static IEnumerable<((double X, double Y) A, (double X, double Y) B)> Edges(IReadOnlyList<(double X, double Y)> ring) =>
        ring.Select((p, i) => (p, ring[(i + 1) % ring.Count]));

    private static string PathOf(IEnumerable<IReadOnlyList<(double X, double Y)>> rings)
    {
        var path = new StringBuilder();
        foreach (var ring in rings)
        {
            for (var i = 0; i < ring.Count; i++)
            {
                path.Append(i == 0 ? 'M' : 'L').Append(CultureInfo.InvariantCulture, $"{Rounded(ring[i].X)} {Rounded(ring[i].Y)}");
            }

            path.Append('Z');
        }

        return path.ToString();
    }

    private static double Rounded(double value) => Math.Round(value, 1);

    private static List<Shape> Read()
    {
        using var json = JsonDocument.Parse(ReferenceFile.Bytes("provinces-2025.geojson"));
        return [.. json.RootElement.GetProperty("features").EnumerateArray().Select(f => new Shape(
            f.GetProperty("properties").GetProperty("code").GetString()!,
            f.GetProperty("properties").GetProperty("name").GetString()!,
            Rings(f.GetProperty("geometry")))).OrderBy(s => s.Code, StringComparer.Ordinal)];
    }

    private static List<IReadOnlyList<(double X, double Y)>> Rings(JsonElement geometry)
    {
        var coordinates = geometry.GetProperty("coordinates");
        var polygons = geometry.GetProperty("type").GetString() == "MultiPolygon" ? coordinates.EnumerateArray().ToList() : [coordinates];
        return [.. polygons.SelectMany(p => p.EnumerateArray()).Select(ring => (IReadOnlyList<(double, double)>)[.. ring.EnumerateArray().Select(Place)])];
    }

    private static (double X, double Y) Place(JsonElement point) =>
        ((point[0].GetDouble() - West) * Narrowing * Scale, (North - point[1].GetDouble()) * Scale);

    private sealed record Shape(string Code, string Name, IReadOnlyList<IReadOnlyList<(double X, double Y)>> Rings);
}
