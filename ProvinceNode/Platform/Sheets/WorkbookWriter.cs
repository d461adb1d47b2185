using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace ProvinceNode.Platform.Sheets;

/// <summary>A cell on its way out: text that stays text, or a number that sums.</summary>
/// <param name="Heading">Bold, on grey; a number stays one.</param>
public readonly record struct OutCell(string Text, decimal? Number = null, bool Heading = false)
{
    /// <summary>A cell that Excel adds up.</summary>
    public static OutCell Of(decimal number) => new("", number);
}

/// <summary>A sheet on its way out.</summary>
public sealed record OutSheet(string Name, IEnumerable<IReadOnlyList<OutCell>> Rows);

/// <summary>
/// Writes sheets as .xlsx straight into the stream: nothing but the row at hand is kept, however long the list. Texts are cells of text
/// (no zero is lost, no date is made of a code) and are harmless; numbers have thousands apart.
/// </summary>
public static class WorkbookWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006";
    private const string Office = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";

    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), CheckCharacters = false, CloseOutput = false };

    // The time inside the package is no fact: the same list is the same file.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a workbook of one sheet; the stream stays open and need not be seekable.</summary>
    /// <param name="frozen">Rows that stay in sight.</param>
    /// <param name="widths">Of the columns, in letters, for a sheet that is printed: it lies, is as wide as a page, and each page begins with the last frozen row.</param>
    public static void Write(Stream output, string sheet, IEnumerable<IReadOnlyList<OutCell>> rows, int frozen = 0, IReadOnlyList<double>? widths = null)
    {
        var titles = widths is null || frozen == 0 ? "" : PrintTitles(SheetName(sheet), frozen);
        Write(output, [new(sheet, rows)], titles, frozen, widths);
    }

    /// <summary>Writes a workbook of several sheets; the stream stays open and need not be seekable.</summary>
    public static void Write(Stream output, IReadOnlyList<OutSheet> sheets) => Write(output, sheets, "", 0, null);

    private static void Write(Stream output, IReadOnlyList<OutSheet> sheets, string titles, int frozen, IReadOnlyList<double>? widths)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        var (numbers, names) = (Enumerable.Range(1, sheets.Count + 1).Select(n => n.ToString(CultureInfo.InvariantCulture)).ToList(), Names(sheets));
        string Each(Func<string, string, string> part) => string.Concat(names.Zip(numbers, part));
        Part(zip, "[Content_Types].xml", $"{Head}<Types xmlns=\"{Packages}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + $"<Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{Office}.sheet.main+xml\"/>"
            + Each((_, n) => $"<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"{Office}.worksheet+xml\"/>") + $"<Override PartName=\"/xl/styles.xml\" ContentType=\"{Office}.styles+xml\"/></Types>");
        Part(zip, "_rels/.rels", $"{Head}<Relationships xmlns=\"{Packages}/relationships\"><Relationship Id=\"rId1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        Part(zip, "xl/workbook.xml", $"{Head}<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>"
            + Each((name, n) => $"<sheet name=\"{System.Security.SecurityElement.Escape(name)}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>") + $"</sheets>{titles}</workbook>");
        Part(zip, "xl/_rels/workbook.xml.rels", $"{Head}<Relationships xmlns=\"{Packages}/relationships\">"
            + Each((_, n) => $"<Relationship Id=\"rId{n}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>")
            + $"<Relationship Id=\"rId{numbers[^1]}\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/></Relationships>");
        Part(zip, "xl/styles.xml", Styles);
        foreach (var (sheet, number) in sheets.Zip(numbers))
        {
            using var part = Entry(zip, $"xl/worksheets/sheet{number}.xml").Open();
            using var xml = XmlWriter.Create(part, Settings);
            Sheet(xml, sheet.Rows, frozen, widths);
        }
    }

    // Two sheets of one name are no workbook to Excel.
    private static List<string> Names(IReadOnlyList<OutSheet> sheets)
    {
        var names = new List<string>();
        foreach (var name in sheets.Select(s => SheetName(s.Name)))
        {
            names.Add(names.Contains(name, StringComparer.OrdinalIgnoreCase) ? string.Create(CultureInfo.InvariantCulture, $"{(name.Length > 24 ? name[..24] : name)} ({names.Count + 1})") : name);
        }

        return names;
    }

    private static string PrintTitles(string sheet, int row) => string.Create(CultureInfo.InvariantCulture,
        $"<definedNames><definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'{System.Security.SecurityElement.Escape(sheet.Replace("'", "''", StringComparison.Ordinal))}'!${row}:${row}</definedName></definedNames>");

    // Cell formats: 0 plain, 1 text, 2 number with thousands, 3 heading, 4 number in a heading.
    private const string Styles = $"{Head}<styleSheet xmlns=\"{Main}\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Times New Roman\"/></font><font><b/><sz val=\"11\"/><name val=\"Times New Roman\"/></font></fonts>"
        + "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE7E9ED\"/></patternFill></fill></fills>"
        + "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"5\"><xf/><xf numFmtId=\"49\" applyNumberFormat=\"1\"/><xf numFmtId=\"3\" applyNumberFormat=\"1\"/>"
        + "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"2\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\"/><xf numFmtId=\"3\" fontId=\"1\" fillId=\"2\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\"/></cellXfs></styleSheet>";

    private static void Sheet(XmlWriter xml, IEnumerable<IReadOnlyList<OutCell>> rows, int frozen, IReadOnlyList<double>? widths)
    {
        xml.WriteStartElement("worksheet", Main);
        xml.WriteRaw(widths is null ? "" : "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>");
        if (frozen > 0)
        {
            xml.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"{frozen}\" topLeftCell=\"A{frozen + 1}\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>"));
        }

        if (widths is not null)
        {
            xml.WriteRaw($"<cols>{string.Concat(widths.Select((w, i) => string.Create(CultureInfo.InvariantCulture, $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{w}\" customWidth=\"1\"/>")))}</cols>");
        }

        xml.WriteStartElement("sheetData", Main);
        var number = 0;
        foreach (var row in rows)
        {
            number++;
            xml.WriteStartElement("row", Main);
            xml.WriteAttributeString("r", number.ToString(CultureInfo.InvariantCulture));
            for (var c = 0; c < row.Count; c++)
            {
                Cell(xml, CellPlace.ColumnLetters(c) + number.ToString(CultureInfo.InvariantCulture), row[c]);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteRaw(widths is null ? "" : "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/>");
        xml.WriteEndElement();
    }

    private static void Cell(XmlWriter xml, string place, OutCell cell)
    {
        if (cell.Number is null && string.IsNullOrEmpty(cell.Text))
        {
            return;
        }

        xml.WriteStartElement("c", Main);
        xml.WriteAttributeString("r", place);
        xml.WriteAttributeString("s", cell.Heading ? cell.Number is null ? "3" : "4" : cell.Number is null ? "1" : decimal.IsInteger(cell.Number.Value) ? "2" : "0");
        if (cell.Number is { } number)
        {
            xml.WriteElementString("v", Main, number.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            xml.WriteAttributeString("t", "inlineStr");
            xml.WriteStartElement("is", Main);
            xml.WriteStartElement("t", Main);
            xml.WriteAttributeString("xml", "space", null, "preserve");
            // "_x0041_" would be read as a letter: its underscore is written as one.
            xml.WriteString(SheetText.Quoted(cell.Text).Replace("_x", "_x005F_x", StringComparison.Ordinal));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    // Excel allows 31 characters and none of these.
    private static string SheetName(string name)
    {
        var safe = new string([.. name.Where(c => !char.IsControl(c) && !"[]:*?/\\".Contains(c, StringComparison.Ordinal))]).Trim('\'', ' ');
        return safe.Length switch { 0 => "Trang 1", > 31 => safe[..31], _ => safe };
    }

    private static void Part(ZipArchive zip, string name, string text)
    {
        using var part = Entry(zip, name).Open();
        part.Write(Encoding.UTF8.GetBytes(text));
    }

    private static ZipArchiveEntry Entry(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = Epoch;
        return entry;
    }
}
