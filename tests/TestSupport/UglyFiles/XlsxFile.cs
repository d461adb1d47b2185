using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace TestSupport.UglyFiles;

/// <summary>Writes an .xlsx part by part, so that hostile parts can be put in too.</summary>
public static class XlsxFile
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>The workbook's bytes.</summary>
    /// <param name="extra">More parts, by path.</param>
    public static byte[] Of(IReadOnlyList<GridSheet> sheets, params (string Path, byte[] Content)[] extra)
    {
        var formats = sheets.SelectMany(s => s.Rows).SelectMany(r => r).Select(c => c?.Format).OfType<string>().Distinct().ToList();
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>"""
                + string.Concat(sheets.Select((_, i) => $"""<Override PartName="/xl/worksheets/sheet{i + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>""")) + "</Types>");
            Part(zip, "_rels/.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Part(zip, "xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets>"""
                + string.Concat(sheets.Select((s, i) => $"""<sheet name="{SecurityElement.Escape(s.Name)}" sheetId="{i + 1}"{(s.Hidden ? " state=\"hidden\"" : "")} r:id="rId{i + 1}"/>""")) + "</sheets></workbook>");
            Part(zip, "xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"""
                + string.Concat(sheets.Select((_, i) => $"""<Relationship Id="rId{i + 1}" Type="{Relations}/worksheet" Target="worksheets/sheet{i + 1}.xml"/>"""))
                + $"""<Relationship Id="rId{sheets.Count + 1}" Type="{Relations}/styles" Target="styles.xml"/></Relationships>""");
            Part(zip, "xl/styles.xml", Styles(formats));
            for (var i = 0; i < sheets.Count; i++)
            {
                Sheet(zip, $"xl/worksheets/sheet{i + 1}.xml", sheets[i], formats);
            }

            foreach (var (path, content) in extra)
            {
                using var part = zip.CreateEntry(path, CompressionLevel.Optimal).Open();
                part.Write(content);
            }
        }

        return memory.ToArray();
    }

    private static string Styles(List<string> formats) => $"""<styleSheet xmlns="{Main}"><numFmts count="{formats.Count}">"""
        + string.Concat(formats.Select((f, i) => $"""<numFmt numFmtId="{164 + i}" formatCode="{SecurityElement.Escape(f)}"/>"""))
        + """</numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs><xf numFmtId="0"/>"""
        + string.Concat(formats.Select((_, i) => $"""<xf numFmtId="{164 + i}" applyNumberFormat="1"/>""")) + "</cellXfs></styleSheet>";

    private static void Sheet(ZipArchive zip, string path, GridSheet sheet, List<string> formats)
    {
        using var writer = new StreamWriter(zip.CreateEntry(path, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
        writer.Write($"""<worksheet xmlns="{Main}"><sheetData>""");
        for (var r = 0; r < sheet.Rows.Count; r++)
        {
            writer.Write($"""<row r="{r + 1}">""");
            for (var c = 0; c < sheet.Rows[r].Length; c++)
            {
                if (sheet.Rows[r][c] is { } cell)
                {
                    Cell(writer, ProvinceNode.Platform.Sheets.CellPlace.ColumnLetters(c) + (r + 1).ToString(CultureInfo.InvariantCulture), cell, formats);
                }
            }

            writer.Write("</row>");
        }

        writer.Write("</sheetData>");
        if (sheet.Merges.Count > 0)
        {
            writer.Write("<mergeCells>");
            foreach (var m in sheet.Merges)
            {
                writer.Write($"""<mergeCell ref="{ProvinceNode.Platform.Sheets.CellPlace.ColumnLetters(m.FirstColumn)}{m.FirstRow + 1}:{ProvinceNode.Platform.Sheets.CellPlace.ColumnLetters(m.LastColumn)}{m.LastRow + 1}"/>""");
            }

            writer.Write("</mergeCells>");
        }

        writer.Write("</worksheet>");
    }

    private static void Cell(StreamWriter writer, string place, GridCell cell, List<string> formats)
    {
        var style = cell.Format is { } f ? $" s=\"{formats.IndexOf(f) + 1}\"" : "";
        var formula = cell.Formula is { } text ? $"<f>{SecurityElement.Escape(text)}</f>" : "";
        writer.Write(cell.Value switch
        {
            string s when cell.Formula is not null => $"""<c r="{place}"{style} t="str">{formula}<v>{SecurityElement.Escape(s)}</v></c>""",
            string s when s is "#N/A" => $"""<c r="{place}"{style} t="e"><v>{s}</v></c>""",
            string s => $"""<c r="{place}"{style} t="inlineStr"><is><t xml:space="preserve">{SecurityElement.Escape(s)}</t></is></c>""",
            double d => $"""<c r="{place}"{style}>{formula}<v>{d.ToString("R", CultureInfo.InvariantCulture)}</v></c>""",
            DateTime t => $"""<c r="{place}"{style}>{formula}<v>{t.ToOADate().ToString(CultureInfo.InvariantCulture)}</v></c>""",
            bool b => $"""<c r="{place}"{style} t="b"><v>{(b ? 1 : 0)}</v></c>""",
            _ => $"""<c r="{place}"{style}/>""",
        });
    }

    private static void Part(ZipArchive zip, string path, string xml)
    {
        using var writer = new StreamWriter(zip.CreateEntry(path, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
        writer.Write("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + xml);
    }
}
