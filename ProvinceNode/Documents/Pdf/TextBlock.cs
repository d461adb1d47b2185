namespace ProvinceNode.Documents.Pdf;

/// <summary>How the lines of a paragraph stand in their column.</summary>
internal enum TextAlign
{
    Left,
    Center,
    Right,
    Justify,
}

/// <summary>A paragraph's measures in points; sizes of Decree 30/2020, Annex I.</summary>
internal sealed record TextStyle(double Size, TextAlign Align)
{
    /// <summary>Body: 13 pt, justified, the first line indented 1 cm, 6 pt between paragraphs.</summary>
    public static TextStyle Body { get; } = new(13, TextAlign.Justify) { Indent = 28.35, Before = 6 };

    public static TextStyle Centred { get; } = new(13, TextAlign.Center) { Before = 6 };

    /// <summary>First line further in than the others.</summary>
    public double Indent { get; init; }

    /// <summary>All lines further in.</summary>
    public double Inset { get; init; }

    /// <summary>Free space over the paragraph.</summary>
    public double Before { get; init; }

    /// <summary>Line height as a multiple of the size: room for the tones over capitals.</summary>
    public double Leading { get; init; } = 1.25;

    public double LineHeight => Size * Leading;
}

/// <summary>A paragraph as pieces, one a line; its first two and last two lines stay together.</summary>
internal static class TextBlock
{
    public static List<Box> Lay(PaperFonts fonts, IReadOnlyList<TextSpan> spans, TextStyle style, double width, PdfTag tag)
    {
        var breaker = new LineBreaker(fonts, style.Size);
        var lines = style.Align == TextAlign.Center ? breaker.Balance(spans, width) : breaker.Break(spans, width - style.Inset, style.Indent);
        List<Box> boxes = [];
        for (var i = 0; i < lines.Count; i++)
        {
            boxes.Add(Line(lines[i], style, i == 0 ? style.Indent : 0, width, tag));
        }

        if (boxes.Count > 0)
        {
            boxes[0].Before = style.Before;
        }

        if (boxes.Count > 1)
        {
            boxes[0].KeepWithNext = boxes[^2].KeepWithNext = true;
        }

        return boxes;
    }

    /// <summary>Left edge of a line in its column.</summary>
    public static double Start(TextAlign align, double room, double width) => align switch
    {
        TextAlign.Center => (room - width) / 2,
        TextAlign.Right => room - width,
        _ => 0,
    };

    private static Box Line(TextLine line, TextStyle style, double indent, double width, PdfTag tag)
    {
        var left = style.Inset + indent;
        var room = width - left;
        // A line that would be torn apart stays ragged: a long address cut to the next line.
        var stretch = style.Align == TextAlign.Justify && !line.Last && line.Gaps > 0 ? (room - line.Width) / line.Gaps : 0;
        stretch = stretch > style.Size * 1.2 ? 0 : stretch;
        return new Box(style.LineHeight, (page, x, y) =>
        {
            page.Begin(tag);
            page.Text(line, x + left + Start(style.Align, room, line.Width), y + (style.LineHeight / 2) + (style.Size * 0.33), stretch);
            page.End();
        });
    }
}
