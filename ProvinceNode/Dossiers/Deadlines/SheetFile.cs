using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ProvinceNode.Dossiers.Deadlines;

/// <summary>Lines as a file that a spreadsheet opens: CSV with a byte-order mark, so that Vietnamese letters are read, or XLSX.</summary>
public static class SheetFile
{
    public const string CsvType = "text/csv; charset=utf-8";
    public const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static byte[] Csv(IEnumerable<IReadOnlyList<string>> lines) =>
        [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => string.Join(',', line.Select(Cell)) + "\r\n")))];

    public static byte[] Xlsx(string sheetName, IEnumerable<IReadOnlyList<string>> lines)
    {
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new Workbook();
            var sheet = book.AddNewPart<WorksheetPart>();
            // Text, not formulas: a cell never runs.
            sheet.Worksheet = new Worksheet(new SheetData(lines.Select(line => new Row(line.Select(text =>
                new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }) })))));
            book.Workbook.AppendChild(new Sheets(new Sheet { Id = book.GetIdOfPart(sheet), SheetId = 1, Name = sheetName }));
        }

        return memory.ToArray();
    }

    // What begins like a formula is shown, not run.
    private static string Cell(string text)
    {
        var safe = text.Length > 0 && "=+-@\t".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return safe.IndexOfAny([',', '"', '\n', '\r', ';']) >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
