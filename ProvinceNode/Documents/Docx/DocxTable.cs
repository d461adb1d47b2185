using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using ProvinceNode.Documents.Pdf;

namespace ProvinceNode.Documents.Docx;

/// <summary>A table of a paper with its header repeated on each page, in the widths and size that the PDF has.</summary>
internal static class DocxTable
{
    public static IEnumerable<OpenXmlElement> Lay(PaperTable table, PaperFonts fonts, double width)
    {
        if (table.Title.Length > 0)
        {
            yield return DocxText.Paragraph(DocxStyles.Centred, [(table.Title, true)], true);
        }

        yield return DocxText.Paragraph(DocxStyles.Rule, "", true);
        var (size, widths) = Pdf.TableLayout.Fit(fonts, width, table);
        var drawn = new Table(
            new TableProperties(
                new TableWidth { Width = DocxStyles.Twips(width), Type = TableWidthUnitValues.Dxa }, Borders(), new DocumentFormat.OpenXml.Wordprocessing.TableLayout { Type = TableLayoutValues.Fixed },
                new TableCellMarginDefault(new TableCellLeftMargin { Width = 60, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = 60, Type = TableWidthValues.Dxa })),
            new TableGrid(widths.Select(w => new GridColumn { Width = DocxStyles.Twips(w) })));
        drawn.Append(Row([.. table.Columns.Select(c => c.Header)], table, widths, size, true, true));
        var strong = table.Strong.ToHashSet();
        drawn.Append(table.Rows.Select((r, i) => Row(r, table, widths, size, false, strong.Contains(i))));
        drawn.Append(table.Footers.Select(r => Row(r, table, widths, size, false, true)));
        yield return drawn;
        if (table.Caption.Length > 0)
        {
            yield return DocxText.Paragraph(DocxStyles.Note, table.Caption);
        }
    }

    private static TableRow Row(IReadOnlyList<string> cells, PaperTable table, double[] widths, double size, bool header, bool bold)
    {
        var properties = new TableRowProperties(new CantSplit());
        if (header)
        {
            properties.Append(new TableHeader());
        }

        var row = new TableRow(properties);
        var lead = bold && !header ? Math.Clamp(table.Lead, 1, widths.Length) : 1;
        for (var i = 0; i < widths.Length; i += i == 0 ? lead : 1)
        {
            var led = i == 0 && lead > 1;
            var align = led ? PaperAlign.Left : header ? PaperAlign.Center : table.Columns[i].Align;
            var paragraph = new ParagraphProperties(new ParagraphStyleId { Val = DocxStyles.Cell });
            if (align != PaperAlign.Left)
            {
                paragraph.Append(new Justification { Val = align == PaperAlign.Center ? JustificationValues.Center : JustificationValues.Right });
            }

            var run = DocxText.Run(i < cells.Count ? cells[i] : "", bold);
            run.RunProperties ??= new RunProperties();
            run.RunProperties.Append(new FontSize { Val = DocxStyles.HalfPoints(size) }, new FontSizeComplexScript { Val = DocxStyles.HalfPoints(size) });
            var cell = new TableCellProperties(new TableCellWidth { Width = DocxStyles.Twips(led ? widths.Take(lead).Sum() : widths[i]), Type = TableWidthUnitValues.Dxa });
            if (led)
            {
                cell.Append(new GridSpan { Val = lead });
            }

            cell.Append(new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center });
            row.Append(new TableCell(cell, new Paragraph(paragraph, run)));
        }

        return row;
    }

    private static TableBorders Borders() => new(
        new TopBorder { Val = BorderValues.Single, Size = 4 }, new LeftBorder { Val = BorderValues.Single, Size = 4 }, new BottomBorder { Val = BorderValues.Single, Size = 4 },
        new RightBorder { Val = BorderValues.Single, Size = 4 }, new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4 }, new InsideVerticalBorder { Val = BorderValues.Single, Size = 4 });
}
