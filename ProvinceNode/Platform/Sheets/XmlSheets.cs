using System.Globalization;
using System.Xml;

namespace ProvinceNode.Platform.Sheets;

/// <summary>Sheets of a SpreadsheetML 2003 file ("XML Spreadsheet"), which many offices keep under the name .xls.</summary>
internal sealed class XmlSheets : SheetSource
{
    private const string Space = "urn:schemas-microsoft-com:office:spreadsheet";
    private const int MaximumColumns = 200;
    private const int MaximumRow = 1_048_576;

    private readonly Stream _content;
    private readonly GuardedFile _file;

    public XmlSheets(Stream content, GuardedFile file)
    {
        (_content, _file) = (content, file);
        Sheets = Survey();
    }

    public override IReadOnlyList<SheetInfo> Sheets { get; }

    public override IEnumerable<SheetLine> Lines(int sheet) => Bounded(sheet, _file, WorkbookReader.Careful(_file, Read(sheet)));

    private List<SheetInfo> Survey()
    {
        var sheets = new List<SheetInfo>();
        using var reader = Reader();
        var merged = new List<MergedRange>();
        var (row, column) = (0, 0);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (reader.LocalName)
            {
                case "Worksheet":
                    merged = [];
                    sheets.Add(new SheetInfo(sheets.Count, reader.GetAttribute("Name", Space) ?? $"Trang {sheets.Count + 1}", false, merged));
                    row = 0;
                    break;
                case "Visible" when sheets.Count > 0 && reader.ReadElementContentAsString().StartsWith("SheetHidden", StringComparison.Ordinal):
                    sheets[^1] = sheets[^1] with { Hidden = true };
                    break;
                case "Row":
                    (row, column) = (Number(reader, "Index") is > 0 and var r ? r : row + 1, 0);
                    break;
                case "Cell":
                    column = Number(reader, "Index") is > 0 and var c ? c : column + 1;
                    var (across, down) = (Number(reader, "MergeAcross"), Number(reader, "MergeDown"));
                    if (across > 0 || down > 0)
                    {
                        merged.Add(new MergedRange(row - 1, row - 1 + down, column - 1, column - 1 + across));
                    }

                    column += across;
                    break;
            }
        }

        return sheets;
    }

    private IEnumerable<SheetLine> Read(int sheet)
    {
        using var reader = Reader();
        var (at, row) = (-1, 0);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (reader.LocalName == "Worksheet")
            {
                (at, row) = (at + 1, 0);
            }
            else if (at == sheet && reader.LocalName == "Row")
            {
                row = Number(reader, "Index") is > 0 and var index ? index : row + 1;
                if (row > MaximumRow)
                {
                    yield break;
                }

                yield return new SheetLine(row, Cells(reader));
            }
        }
    }

    private static List<SheetCell> Cells(XmlReader reader)
    {
        var cells = new List<SheetCell>();
        if (reader.IsEmptyElement)
        {
            return cells;
        }

        var (column, depth) = (0, reader.Depth);
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "Cell")
            {
                continue;
            }

            column = Number(reader, "Index") is > 0 and var index ? index : column + 1;
            var across = Number(reader, "MergeAcross");
            var cell = Cell(reader);
            if (!cell.IsEmpty && column <= MaximumColumns)
            {
                while (cells.Count < column)
                {
                    cells.Add(SheetCell.Empty);
                }

                cells[column - 1] = cell;
            }

            column += across;
        }

        return cells;
    }

    private static SheetCell Cell(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            return SheetCell.Empty;
        }

        // A note on the cell comes after the data and has data of its own.
        var (depth, type, text, note) = (reader.Depth, "", "", false);
        while (reader.Read() && reader.Depth > depth)
        {
            note |= reader.LocalName == "Comment";
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "Data" && !note)
            {
                type = reader.GetAttribute("Type", Space) ?? "String";
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace && type.Length > 0 && !note)
            {
                text += reader.Value;
            }
        }

        return type switch
        {
            "Number" when double.TryParse(text, CultureInfo.InvariantCulture, out var number) => SheetCell.Of(number),
            "DateTime" when DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => SheetCell.Of(date),
            "Boolean" => SheetCell.Of(text == "1"),
            _ => SheetCell.Of(text),
        };
    }

    private static int Number(XmlReader reader, string name) =>
        int.TryParse(reader.GetAttribute(name, Space), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, MaximumRow + 1) : 0;

    private XmlReader Reader()
    {
        _content.Position = 0;
        return XmlReader.Create(_content, XmlGuard.Settings);
    }
}
