using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace NationalHub.Reporting.OData;

/// <summary>A column of a file: its heading in Vietnamese and where its value stands in a row.</summary>
internal sealed record SheetColumn(string Heading, Column Column, int At)
{
    /// <summary>The columns of a plan's rows, those of expanded rows after their own.</summary>
    public static List<SheetColumn> Of(FeedPlan plan)
    {
        var columns = plan.Output.Select((column, i) => new SheetColumn(Name(column), column, i)).ToList();
        var at = plan.KeysAt + plan.KeyCount;
        foreach (var expansion in plan.Expansions)
        {
            var first = at + expansion.Link.Keys.Count;
            columns.AddRange(expansion.Columns.Select((column, i) => new SheetColumn($"{expansion.Link.Way.Label ?? expansion.Link.Way.Name}: {Name(column)}", column, first + i)));
            at += expansion.Width;
        }
        return columns;
    }

    public object? Value(object?[] row, TimeSpan offset) => EdmTypes.ToWire(Column.Masked ? Column.Property?.Mask?.Hide(row[At]) : row[At], offset);

    private static string Name(Column column) => column.Property?.Label ?? column.Name;
}

/// <summary>What stands in a cell.</summary>
internal static class SheetCellText
{
    public static string Of(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "Có" : "Không",
        DateTimeOffset time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        string text => Harmless(text),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => Harmless(value.ToString() ?? ""),
    };

    /// <summary>A text that no spreadsheet program takes for a formula, and that XML may hold.</summary>
    public static string Harmless(string text)
    {
        var clean = text.All(letter => XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter)) ? text : string.Concat(text.Where(letter => XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter)));
        return clean.TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..] || clean is ['\t' or '\r' or '\n', ..] ? "'" + clean : clean;
    }
}

/// <summary>Writes sheets row by row: nothing but the row at hand is kept.</summary>
internal sealed class SheetBook : IDisposable
{
    private readonly SpreadsheetDocument _document;
    private readonly List<(string Name, string Id)> _sheets = [];
    private OpenXmlWriter? _writer;

    public SheetBook(Stream stream)
    {
        _document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook);
        _document.AddWorkbookPart();
    }

    public void Begin(string name)
    {
        var part = _document.WorkbookPart!.AddNewPart<WorksheetPart>();
        _sheets.Add((string.Concat(name.Where(letter => !"[]:*?/\\".Contains(letter, StringComparison.Ordinal)).Take(31)), _document.WorkbookPart.GetIdOfPart(part)));
        _writer = OpenXmlWriter.Create(part);
        _writer.WriteStartElement(new Worksheet());
        _writer.WriteStartElement(new SheetData());
    }

    public void Row(IReadOnlyList<object?> values)
    {
        _writer!.WriteStartElement(new Row());
        foreach (var value in values)
        {
            _writer.WriteElement(Cell(value));
        }
        _writer.WriteEndElement();
    }

    public void End()
    {
        _writer!.WriteEndElement();
        _writer.WriteEndElement();
        _writer.Close();
    }

    public void Dispose()
    {
        using (var writer = OpenXmlWriter.Create(_document.WorkbookPart!))
        {
            writer.WriteStartElement(new Workbook());
            writer.WriteStartElement(new Sheets());
            for (var i = 0; i < _sheets.Count; i++)
            {
                writer.WriteElement(new Sheet { Name = _sheets[i].Name, SheetId = (uint)i + 1, Id = _sheets[i].Id });
            }
            writer.WriteEndElement();
            writer.WriteEndElement();
        }
        _document.Dispose();
    }

    // Numbers sum; everything else is text and never a formula.
    private static Cell Cell(object? value) => value is not null && EdmTypes.IsNumber(value.GetType())
        ? new Cell { DataType = CellValues.Number, CellValue = new CellValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)) }
        : new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(SheetCellText.Of(value)) { Space = SpaceProcessingModeValues.Preserve }) };
}
