namespace ProvinceNode.Documents.Pdf;

/// <summary>A column being filled from above: the whole text of a page, half of a head, a cell.</summary>
/// <param name="fonts">The four faces.</param>
/// <param name="width">Points.</param>
/// <param name="root">What its paragraphs belong to.</param>
/// <param name="tightness">0 as usual; 1 a little and 2 single line spacing and less room between paragraphs, so that a paper does not spill a few lines on another page.</param>
internal sealed class Column(PaperFonts fonts, double width, PdfTag root, int tightness = 0)
{
    public Stack Boxes { get; } = [];

    public PaperFonts Fonts { get; } = fonts;

    public double Width { get; } = width;

    public PdfTag Root { get; } = root;

    public int Tightness { get; } = tightness;

    /// <summary>A paragraph in one face; an empty one takes no room.</summary>
    public void Add(string text, TextStyle style, FontStyle face = FontStyle.Regular, string tag = "P") => Add([new TextSpan(text, face)], style, tag);

    public void Add(IReadOnlyList<TextSpan> spans, TextStyle style, string tag = "P") =>
        Boxes.AddRange(TextBlock.Lay(Fonts, spans, Fit(style), Width, new PdfTag(tag, Root)));

    /// <summary>The style as this column sets it.</summary>
    public TextStyle Fit(TextStyle style) => Tightness switch
    {
        0 => style,
        1 => style with { Leading = Math.Min(style.Leading, 1.2), Before = style.Before * 0.85 },
        _ => style with { Leading = Math.Min(style.Leading, 1.15), Before = style.Before * 0.6 },
    };

    /// <summary>A short line in the middle, e.g. under the issuer; the number of its points is given.</summary>
    public void Rule(double length, double before = 2)
    {
        var half = (Width - length) / 2;
        if (Boxes.Count > 0)
        {
            Boxes[^1].KeepWithNext = true;
        }

        Boxes.Add(new Box(3, (page, x, y) =>
        {
            page.BeginArtifact();
            page.Rule(x + half, y, x + half + length, y);
            page.End();
        }) { Before = before });
    }

    /// <summary>Free room.</summary>
    public void Space(double height) => Boxes.Add(new Box(height, (_, _, _) => { }));

    /// <summary>Width of the longest line of a text as it was broken into this column.</summary>
    public double Longest(string text, FontStyle face, double size) => new LineBreaker(Fonts, size).Balance([new TextSpan(text, face)], Width).Max(l => l.Width);

    /// <summary>The last pieces stay with what follows: no page with nothing but a signature.</summary>
    public void KeepEnd(int pieces)
    {
        foreach (var box in Boxes.Skip(Math.Max(0, Boxes.Count - pieces)))
        {
            box.KeepWithNext = true;
        }
    }
}
