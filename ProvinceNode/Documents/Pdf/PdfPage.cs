using System.Globalization;
using System.Text;

namespace ProvinceNode.Documents.Pdf;

/// <summary>
/// One page being drawn. Measures are points from the upper left corner; the file counts from the lower left.
/// </summary>
internal sealed class PdfPage(PageFormat format, IReadOnlyList<PdfFont> fonts)
{
    private readonly StringBuilder content = new(4096);
    private readonly List<PdfTag> tags = [];

    public PageFormat Format { get; } = format;

    /// <summary>Object of the file, once numbered.</summary>
    public int Number { get; set; }

    /// <summary>Tags in the order of their marks: the way back from the page to the structure.</summary>
    public IReadOnlyList<PdfTag> Tags => tags;

    /// <summary>Where the visible signature stands: left, lower, right, upper edge counted as the file counts.</summary>
    public (double Left, double Bottom, double Right, double Top)? SignatureField { get; private set; }

    public string Content => content.ToString();

    public int NextMark(PdfTag tag)
    {
        tags.Add(tag);
        return tags.Count - 1;
    }

    public void Begin(PdfTag tag) => content.Append(CultureInfo.InvariantCulture, $"/{tag.Type}<</MCID {tag.Mark(this)}>>BDC\n");

    /// <summary>Lines, page numbers and marks that a reader's voice passes over.</summary>
    public void BeginArtifact() => content.Append("/Artifact BMC\n");

    public void End() => content.Append("EMC\n");

    /// <summary>One line of text.</summary>
    /// <param name="line">Words and their faces.</param>
    /// <param name="x">Left edge of its first letter.</param>
    /// <param name="baseline">Distance of the baseline from the upper edge.</param>
    /// <param name="stretch">Points added to each gap between words.</param>
    public void Text(TextLine line, double x, double baseline, double stretch = 0)
    {
        content.Append("BT 1 0 0 1 ");
        Add(x).Append(' ');
        Add(Format.Height - baseline).Append(" Tm ");
        WriteParts(content, fonts, line, stretch);
        content.Append("ET\n");
    }

    public void Rule(double x1, double y1, double x2, double y2, double width = 0.6)
    {
        Add(width).Append(" w ");
        Add(x1).Append(' ');
        Add(Format.Height - y1).Append(" m ");
        Add(x2).Append(' ');
        Add(Format.Height - y2).Append(" l S\n");
    }

    public void Fill(double x, double y, double width, double height)
    {
        Add(x).Append(' ');
        Add(Format.Height - y - height).Append(' ');
        Add(width).Append(' ');
        Add(height).Append(" re f\n");
    }

    /// <summary>Colours the whole page, under everything.</summary>
    public void Paint((double Red, double Green, double Blue) colour)
    {
        BeginArtifact();
        content.Append(CultureInfo.InvariantCulture, $"q {colour.Red:0.###} {colour.Green:0.###} {colour.Blue:0.###} rg 0 0 {Format.Width:0.##} {Format.Height:0.##} re f Q\n");
        End();
    }

    /// <summary>Large pale letters across the page, under everything else.</summary>
    public void Watermark(TextLine line)
    {
        BeginArtifact();
        var (turn, half) = (Math.Sqrt(0.5), line.Width / 2);
        content.Append("q 0.9 g BT ");
        foreach (var value in new[] { turn, turn, -turn, turn, (Format.Width / 2) - (half * turn) + (line.Size * 0.24), (Format.Height / 2) - (half * turn) - (line.Size * 0.24) })
        {
            Add(value).Append(' ');
        }

        content.Append("Tm ");
        WriteParts(content, fonts, line, 0);
        content.Append("ET Q\n");
        End();
    }

    public void Sign(double x, double y, double width, double height) => SignatureField = (x, Format.Height - y - height, x + width, Format.Height - y);

    /// <summary>Faces and letters of a line; gaps between words are widened by numbers, for a space's code may not be stretched (ISO 32000-1, 9.3.3).</summary>
    internal static void WriteParts(StringBuilder to, IReadOnlyList<PdfFont> fonts, TextLine line, double stretch)
    {
        var gap = stretch > 0.005 ? string.Create(CultureInfo.InvariantCulture, $">{-stretch / line.Size * 1000:0.#}<") : "";
        foreach (var part in line.Parts)
        {
            var font = fonts[(int)part.Style];
            to.Append('/').Append(font.Key).Append(CultureInfo.InvariantCulture, $" {line.Size:0.##} Tf[<");
            if (gap.Length == 0)
            {
                font.Encode(part.Text, to);
            }
            else
            {
                var rest = part.Text.AsSpan();
                for (var space = rest.IndexOf(' '); space >= 0; space = rest.IndexOf(' '))
                {
                    font.Encode(rest[..(space + 1)], to);
                    to.Append(gap);
                    rest = rest[(space + 1)..];
                }

                font.Encode(rest, to);
            }

            to.Append(">]TJ ");
        }
    }

    private StringBuilder Add(double value) => content.Append(CultureInfo.InvariantCulture, $"{value:0.##}");
}
