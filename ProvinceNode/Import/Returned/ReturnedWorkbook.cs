using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using ProvinceNode.Import.Rows;
using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Import.Returned;

/// <summary>
/// Writes the refused rows back to their sender: the same columns, then the row's number in his file and the reasons; faulty cells are coloured and
/// carry the sentence as a note. What he mends can be dropped in again as it is. Rows stream; only the notes are kept until the end.
/// </summary>
public static class ReturnedWorkbook
{
    private const int MostNotes = 20_000;

    /// <summary>Writes the workbook and says how many rows went into it.</summary>
    /// <param name="output">Seekable and readable, as a package is written; left open.</param>
    /// <param name="rows">All rows of the sheet; only the refused ones are written.</param>
    public static int Write(Stream output, SurveyedSheet sheet, IEnumerable<ImportedRow> rows)
    {
        using var document = SpreadsheetDocument.Create(output, SpreadsheetDocumentType.Workbook, autoSave: false);
        var book = document.AddWorkbookPart();
        ReturnedStyles.Write(book.AddNewPart<WorkbookStylesPart>());
        var part = book.AddNewPart<WorksheetPart>();
        var drawing = part.AddNewPart<VmlDrawingPart>();
        var heading = new ReturnedHeading(sheet.Header, sheet.Map);
        var (count, notes) = (0, new List<CellNote>());
        using (var writer = OpenXmlWriter.Create(part))
        {
            writer.WriteStartElement(new Worksheet());
            writer.WriteElement(Frozen(heading.Rows + 1));
            writer.WriteElement(heading.Widths());
            writer.WriteStartElement(new SheetData());
            heading.Write(writer, sheet.File, sheet.Sheet.Name);
            foreach (var row in rows.Where(r => r.Verdict == RowVerdict.Refused))
            {
                count++;
                Row(writer, heading, row, heading.Rows + 1 + count, notes);
            }

            writer.WriteEndElement();
            writer.WriteElement(heading.Merges());
            writer.WriteElement(new LegacyDrawing { Id = part.GetIdOfPart(drawing) });
            writer.WriteEndElement();
        }

        CellNotes.Write(part.AddNewPart<WorksheetCommentsPart>(), drawing, notes);
        using var workbook = OpenXmlWriter.Create(book);
        workbook.WriteStartElement(new Workbook());
        workbook.WriteStartElement(new DocumentFormat.OpenXml.Spreadsheet.Sheets());
        workbook.WriteElement(new Sheet { Name = "Cần sửa", SheetId = 1, Id = book.GetIdOfPart(part) });
        workbook.WriteEndElement();
        workbook.WriteEndElement();
        return count;
    }

    private static void Row(OpenXmlWriter writer, ReturnedHeading heading, ImportedRow row, int number, List<CellNote> notes)
    {
        var faults = row.Faults.GroupBy(f => f.Place.Column).ToDictionary(g => g.Key, g => g.ToList());
        writer.WriteStartElement(new Row { RowIndex = (uint)number });
        for (var c = 0; c < heading.Columns; c++)
        {
            var said = faults.GetValueOrDefault(c);
            var style = said is null ? ReturnedStyles.Text : said.Any(f => f.Level == Values.FaultLevel.Error) ? ReturnedStyles.Faulty : ReturnedStyles.Doubtful;
            Cell(writer, number, c, c < row.Texts.Count ? row.Texts[c] : "", style);
            if (said is not null && notes.Count < MostNotes)
            {
                notes.Add(new(number, c, string.Join("\n", said.Select(Sentence))));
            }
        }

        Cell(writer, number, heading.Columns, row.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), ReturnedStyles.Text);
        var reasons = row.Faults.OrderBy(f => f.Level == Values.FaultLevel.Error ? 0 : 1)
            .Select(f => $"{Columns.FieldNames.Of(f.Field)} (cột {CellPlace.ColumnLetters(f.Place.Column)}): {Sentence(f)}");
        Cell(writer, number, heading.Columns + 1, string.Join("\n", reasons), ReturnedStyles.Text);
        writer.WriteEndElement();
    }

    private static string Sentence(RowFault fault) => fault.Mend is { Length: > 0 } mend ? $"{fault.Problem.Message} Gợi ý: {mend}." : fault.Problem.Message;

    /// <summary>Writes one cell of text.</summary>
    internal static void Cell(OpenXmlWriter writer, int row, int column, string text, uint style) => writer.WriteElement(new Cell
    {
        CellReference = CellPlace.ColumnLetters(column) + row.ToString(System.Globalization.CultureInfo.InvariantCulture), StyleIndex = style, DataType = CellValues.InlineString,
        InlineString = new InlineString(new DocumentFormat.OpenXml.Spreadsheet.Text(SheetText.Harmless(text)) { Space = SpaceProcessingModeValues.Preserve }),
    });

    private static SheetViews Frozen(int rows) => new(new SheetView(new Pane
    {
        VerticalSplit = rows, TopLeftCell = $"A{rows + 1}", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen,
    }) { WorkbookViewId = 0 });
}
