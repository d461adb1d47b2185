using System.IO.Compression;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Organization.Accounts;

/// <summary>One line of a sheet, with its number as people see it.</summary>
public sealed record SheetRow(int Number, NewAccount Account);

/// <summary>Reads a sheet of accounts, .xlsx or .csv, told by the content. Pure but for the stream.</summary>
public static class AccountSheet
{
    public const int MaximumRows = 500;
    public const long MaximumBytes = 2 * 1024 * 1024;

    // A workbook that unpacks to more than this is a bomb or no list of people.
    private const long MaximumUnpacked = 20 * 1024 * 1024;
    private const int MaximumParts = 200;

    /// <summary>Headings of the columns, in the order of the sample.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["Tên đăng nhập", "Họ và tên", "Chức danh", "Mã đơn vị", "Vai trò"];

    public static Outcome<IReadOnlyList<SheetRow>> Read(Stream content)
    {
        if (content.Length > MaximumBytes)
        {
            return AccountProblems.SheetLarge.At("Sheet", MaximumRows);
        }

        try
        {
            var lines = IsZip(content) ? Workbook(content) : Text(content);
            return Rows(lines);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or CsvHelperException or OpenXmlPackageException
            or System.Xml.XmlException or DecoderFallbackException or FormatException or ArgumentException)
        {
            return AccountProblems.SheetUnreadable.At("Sheet");
        }
    }

    private static Outcome<IReadOnlyList<SheetRow>> Rows(List<(int Number, string[] Cells)> lines)
    {
        if (lines.Count < 2)
        {
            return AccountProblems.SheetEmpty.At("Sheet");
        }

        if (lines.Count > MaximumRows + 1)
        {
            return AccountProblems.SheetLarge.At("Sheet", MaximumRows);
        }

        var heading = lines[0].Cells.Select(VietnameseText.Fold).ToList();
        var places = Columns.Select(c => heading.IndexOf(VietnameseText.Fold(c))).ToList();
        if (places.Contains(-1))
        {
            return AccountProblems.SheetColumns.At("Sheet", string.Join(", ", Columns.Where((_, i) => places[i] < 0)));
        }

        return lines.Skip(1).Select(line => new SheetRow(line.Number, Account(places.Select(p => Cell(line.Cells, p)).ToList()))).ToList();
    }

    private static string Cell(string[] cells, int place) => place < cells.Length ? VietnameseText.Clean(cells[place]) : "";

    private static NewAccount Account(List<string> cells) => new(
        cells[0].ToLowerInvariant(), cells[1], cells[2], cells[3],
        cells[4].Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Role).Distinct().ToList());

    // A code, or the name as shown; anything else stays and is reported.
    private static string Role(string text) =>
        Roles.Names.FirstOrDefault(r => r.Key == text || VietnameseText.Fold(r.Value) == VietnameseText.Fold(text)).Key ?? text;

    private static bool IsZip(Stream content)
    {
        Span<byte> start = stackalloc byte[4];
        var read = content.ReadAtLeast(start, 4, throwOnEndOfStream: false);
        content.Position = 0;
        return read == 4 && start.SequenceEqual("PK\u0003\u0004"u8);
    }

    private static List<(int Number, string[] Cells)> Text(Stream content)
    {
        var configuration = new CsvConfiguration(VietnameseFormat.Culture)
        {
            HasHeaderRecord = false, DetectDelimiter = true, DetectDelimiterValues = [",", ";", "\t"], BadDataFound = null, MaxFieldSize = 2000,
        };
        using var reader = new StreamReader(content, new UTF8Encoding(false, throwOnInvalidBytes: true), true, 4096, leaveOpen: true);
        using var parser = new CsvParser(reader, configuration);
        var lines = new List<(int, string[])>();
        while (lines.Count <= MaximumRows + 1 && parser.Read())
        {
            Keep(lines, parser.RawRow, parser.Record ?? []);
        }

        return lines;
    }

    private static List<(int Number, string[] Cells)> Workbook(Stream content)
    {
        using (var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true))
        {
            if (zip.Entries.Count > MaximumParts || zip.Entries.Sum(e => e.Length) > MaximumUnpacked)
            {
                throw new InvalidDataException("Too much when unpacked.");
            }
        }

        content.Position = 0;
        var settings = new OpenSettings { MaxCharactersInPart = MaximumUnpacked / 2, AutoSave = false };
        using var document = SpreadsheetDocument.Open(content, isEditable: false, settings);
        var book = document.WorkbookPart ?? throw new InvalidDataException("No workbook.");
        var first = book.Workbook.Descendants<Sheet>().FirstOrDefault()?.Id?.Value ?? throw new InvalidDataException("No sheet.");
        var shared = book.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(s => s.InnerText).ToList() ?? [];
        var lines = new List<(int, string[])>();
        foreach (var row in ((WorksheetPart)book.GetPartById(first)).Worksheet.Descendants<Row>().Take(MaximumRows + 2))
        {
            var cells = new List<string>();
            foreach (var cell in row.Elements<Cell>())
            {
                var place = Place(cell.CellReference?.Value, cells.Count);
                cells.AddRange(Enumerable.Repeat("", Math.Max(0, place - cells.Count)));
                cells.Add(Value(cell, shared));
            }

            Keep(lines, (int)(row.RowIndex?.Value ?? (uint)lines.Count + 1), [.. cells]);
        }

        return lines;
    }

    private static void Keep(List<(int, string[])> lines, int number, string[] cells)
    {
        if (cells.Any(c => !string.IsNullOrWhiteSpace(c)))
        {
            lines.Add((number, cells));
        }
    }

    private static string Value(Cell cell, List<string> shared) =>
        cell.DataType?.Value == CellValues.SharedString
            ? shared[int.Parse(cell.CellValue!.Text, System.Globalization.CultureInfo.InvariantCulture)]
            : cell.InlineString?.InnerText ?? cell.CellValue?.Text ?? "";

    // Column of a reference such as C7, from 0; an absurd one would make the row endless.
    private static int Place(string? reference, int next)
    {
        var letters = (reference ?? "").TakeWhile(char.IsAsciiLetterUpper).ToList();
        if (letters.Count == 0)
        {
            return next;
        }

        var place = letters.Count > 2 ? int.MaxValue : letters.Aggregate(0, (sum, c) => (sum * 26) + c - 'A' + 1) - 1;
        return place < 100 ? place : throw new InvalidDataException("Too many columns.");
    }
}
