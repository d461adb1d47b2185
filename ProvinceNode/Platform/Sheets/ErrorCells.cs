using System.IO.Compression;
using System.Xml;

namespace ProvinceNode.Platform.Sheets;

/// <summary>
/// Cells of an .xlsx that show an error (#N/A, #REF!). The reading library gives them as empty, but a broken formula is not an empty cell: it must be said.
/// Costs one look for the mark; sheets without it, as most are, are not parsed.
/// </summary>
internal static class ErrorCells
{
    private const int Most = 20_000;
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>Texts of the errors by row from 1 and column from 0.</summary>
    public static IReadOnlyDictionary<(int Row, int Column), string> Of(Stream package, string sheet)
    {
        var errors = new Dictionary<(int, int), string>();
        package.Position = 0;
        using var zip = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true);
        if (PartOf(zip, sheet) is not { } part || !HasMark(part))
        {
            return errors;
        }

        using var content = part.Open();
        using var reader = XmlReader.Create(content, XmlGuard.Settings);
        while (errors.Count < Most && !reader.EOF)
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "c" } && reader.GetAttribute("t") == "e" && Place(reader.GetAttribute("r")) is { } place)
            {
                errors[place] = reader.ReadInnerXml() is var inner && inner.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at ? inner[at..].Split('<')[0] : "#N/A";
                continue; // stands on the next cell already
            }

            reader.Read();
        }

        return errors;
    }

    // Name → relation → path inside the package.
    private static ZipArchiveEntry? PartOf(ZipArchive zip, string sheet)
    {
        var id = Attribute(zip, "xl/workbook.xml", "sheet", r => r.GetAttribute("name") == sheet, r => r.GetAttribute("id", Relations));
        var target = id is null ? null : Attribute(zip, "xl/_rels/workbook.xml.rels", "Relationship", r => r.GetAttribute("Id") == id, r => r.GetAttribute("Target"));
        return target is null ? null : zip.GetEntry(target.StartsWith('/') ? target[1..] : "xl/" + target);
    }

    private static string? Attribute(ZipArchive zip, string path, string element, Func<XmlReader, bool> wanted, Func<XmlReader, string?> value)
    {
        if (zip.GetEntry(path) is not { } entry)
        {
            return null;
        }

        using var content = entry.Open();
        using var reader = XmlReader.Create(content, XmlGuard.Settings);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == element && wanted(reader))
            {
                return value(reader);
            }
        }

        return null;
    }

    // The attribute t="e" somewhere in the part.
    private static bool HasMark(ZipArchiveEntry part)
    {
        var (buffer, kept) = (new byte[1 << 16], 0);
        using var content = part.Open();
        while (content.Read(buffer, kept, buffer.Length - kept) is > 0 and var read)
        {
            var seen = buffer.AsSpan(0, kept + read);
            if (seen.IndexOf("t=\"e\""u8) >= 0 || seen.IndexOf("t='e'"u8) >= 0)
            {
                return true;
            }

            kept = Math.Min(4, seen.Length);
            seen[^kept..].CopyTo(buffer);
        }

        return false;
    }

    private static (int Row, int Column)? Place(string? address)
    {
        var letters = (address ?? "").TakeWhile(char.IsAsciiLetterUpper).ToList();
        return letters.Count is > 0 and <= 3 && int.TryParse((address ?? "").AsSpan(letters.Count), out var row)
            ? (row, letters.Aggregate(0, (sum, l) => (sum * 26) + l - 'A' + 1) - 1)
            : null;
    }
}
