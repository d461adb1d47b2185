using System.Text;
using QRCoder;

namespace ProvinceNode.Documents;

/// <summary>The QR code of a paper as dark cells, drawn as rectangles wherever it is shown: no picture file, sharp at any size. Pure.</summary>
public static class PaperCode
{
    /// <summary>Width of the light border that readers need, in cells.</summary>
    public const int Quiet = 4;

    /// <summary>Rows of cells without the light border; true is dark. Level M stands a stamp or a fold over 15 % of it.</summary>
    public static bool[][] Cells(string text)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;
        // QRCoder's matrix carries its own border of four cells.
        return [.. rows.Skip(Quiet).Take(rows.Count - (2 * Quiet)).Select(r => r.Cast<bool>().Skip(Quiet).Take(rows.Count - (2 * Quiet)).ToArray())];
    }

    /// <summary>Dark runs as (x, y, length) in cells: few rectangles instead of one per cell.</summary>
    public static IEnumerable<(int X, int Y, int Length)> Runs(bool[][] cells)
    {
        for (var y = 0; y < cells.Length; y++)
        {
            for (var x = 0; x < cells[y].Length; x++)
            {
                var start = x;
                while (x < cells[y].Length && cells[y][x])
                {
                    x++;
                }

                if (x > start)
                {
                    yield return (start, y, x - start);
                }
            }
        }
    }

    /// <summary>The path of an SVG whose viewBox is <paramref name="size"/> cells wide and high, border included.</summary>
    public static string SvgPath(string text, out int size)
    {
        var cells = Cells(text);
        size = cells.Length + (2 * Quiet);
        var path = new StringBuilder();
        foreach (var (x, y, length) in Runs(cells))
        {
            path.Append(System.Globalization.CultureInfo.InvariantCulture, $"M{x + Quiet} {y + Quiet}h{length}v1h-{length}z");
        }

        return path.ToString();
    }
}
