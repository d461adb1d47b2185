using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace ProvinceNode.Documents.Docx;

/// <summary>Paragraphs, short lines and cells without lines, from plain text. Pure.</summary>
internal static class DocxText
{
    public static Paragraph Paragraph(string style, string text, bool keep = false) => Paragraph(style, [(text, false)], keep);

    /// <summary>A paragraph of runs, each bold or as its style has it; a line feed becomes a line break.</summary>
    public static Paragraph Paragraph(string style, IEnumerable<(string Text, bool Bold)> runs, bool keep = false)
    {
        var properties = new ParagraphProperties(new ParagraphStyleId { Val = style });
        if (keep)
        {
            properties.Append(new KeepNext());
        }

        var paragraph = new Paragraph(properties);
        foreach (var (text, bold) in runs)
        {
            paragraph.Append(Run(text, bold));
        }

        return paragraph;
    }

    /// <summary>"Điều n." stands in bold.</summary>
    public static Paragraph Body(string text, bool keep = false)
    {
        var (start, rest) = PaperText.SplitArticle(text);
        return start.Length > 0 ? Paragraph(DocxStyles.Body, [(start, true), (rest, false)], keep) : Paragraph(DocxStyles.Body, text, keep);
    }

    /// <summary>A line in the middle of its column, drawn as the border of an empty paragraph: it moves with the text when that is edited.</summary>
    /// <param name="column">Points of the column.</param>
    /// <param name="length">Points of the line.</param>
    public static Paragraph Rule(double column, double length)
    {
        var side = DocxStyles.Twips(Math.Max(0, (column - length) / 2));
        return new Paragraph(new ParagraphProperties(
            new ParagraphStyleId { Val = DocxStyles.Rule },
            new ParagraphBorders(new TopBorder { Val = BorderValues.Single, Size = 6, Space = 0, Color = "000000" }),
            new SpacingBetweenLines { Before = "60", After = "40", Line = "60", LineRule = LineSpacingRuleValues.Exact },
            new Indentation { Left = side, Right = side }));
    }

    public static Run Run(string text, bool bold)
    {
        var run = new Run();
        if (bold)
        {
            run.Append(new RunProperties(new Bold()));
        }

        var first = true;
        foreach (var line in Clean(text).Split('\n'))
        {
            if (!first)
            {
                run.Append(new Break());
            }

            run.Append(new Text(line) { Space = SpaceProcessingModeValues.Preserve });
            first = false;
        }

        return run;
    }

    /// <summary>A table without lines: the two columns of a head or a foot. Widths are points; a row is never cut.</summary>
    public static Table Grid(IReadOnlyList<double> widths, params IEnumerable<OpenXmlElement>[][] rows)
    {
        var table = new Table(
            new TableProperties(
                new TableWidth { Width = DocxStyles.Twips(widths.Sum()), Type = TableWidthUnitValues.Dxa }, new TableLayout { Type = TableLayoutValues.Fixed },
                new TableCellMarginDefault(new TableCellLeftMargin { Width = 0, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = 0, Type = TableWidthValues.Dxa })),
            new TableGrid(widths.Select(w => new GridColumn { Width = DocxStyles.Twips(w) })));
        foreach (var row in rows)
        {
            table.Append(new TableRow(new TableRowProperties(new CantSplit())).With(row.Select((cell, i) => Cell(cell, widths[i]))));
        }

        return table;
    }

    // A cell ends with a paragraph, even an empty one.
    private static TableCell Cell(IEnumerable<OpenXmlElement> content, double width)
    {
        List<OpenXmlElement> elements = [.. content];
        if (elements.Count == 0)
        {
            elements.Add(new Paragraph());
        }

        return new TableCell(new TableCellProperties(new TableCellWidth { Width = DocxStyles.Twips(width), Type = TableWidthUnitValues.Dxa })).With(elements);
    }

    internal static T With<T>(this T parent, IEnumerable<OpenXmlElement> children)
        where T : OpenXmlElement
    {
        parent.Append(children);
        return parent;
    }

    // XML knows no control characters but these.
    private static string Clean(string text)
    {
        var normal = text.Normalize();
        return normal.Any(c => char.IsControl(c) && c is not ('\n' or '\t')) ? new string([.. normal.Where(c => !char.IsControl(c) || c is '\n' or '\t')]) : normal;
    }
}
