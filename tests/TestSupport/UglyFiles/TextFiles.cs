using System.Globalization;
using System.Net;
using System.Security;
using System.Text;

namespace TestSupport.UglyFiles;

/// <summary>Writes separated text, HTML that calls itself Excel, and SpreadsheetML 2003.</summary>
public static class TextFiles
{
    static TextFiles() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Separated text.</summary>
    /// <param name="encoding">Its mark is written when it has one.</param>
    public static byte[] Csv(GridSheet sheet, char delimiter, Encoding encoding)
    {
        var text = string.Join("\r\n", sheet.Rows.Select(r => string.Join(delimiter, r.Select(c => Quoted(c?.AsText ?? "", delimiter)))));
        return [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
    }

    /// <summary>Windows-1258 keeps a tone as a letter of its own, behind the vowel.</summary>
    public static byte[] Csv1258(GridSheet sheet, char delimiter)
    {
        var split = new StringBuilder();
        foreach (var c in Encoding.Unicode.GetString(Csv(sheet, delimiter, new UnicodeEncoding(false, false))))
        {
            var parts = c.ToString().Normalize(NormalizationForm.FormD);
            var tone = parts.FirstOrDefault("\u0300\u0301\u0303\u0309\u0323".Contains);
            split.Append(tone == '\0' ? c.ToString() : parts.Remove(parts.IndexOf(tone, StringComparison.Ordinal), 1).Normalize(NormalizationForm.FormC) + tone);
        }

        return Encoding.GetEncoding(1258).GetBytes(split.ToString());
    }

    public static byte[] Html(IReadOnlyList<GridSheet> sheets)
    {
        var page = new StringBuilder("<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><meta charset=\"utf-8\"><style>td { mso-number-format:\"\\@\"; }</style><script>document.write('<table><tr><td>x</td></tr></table>')</script></head><body>\n");
        foreach (var sheet in sheets)
        {
            page.Append("<table border=1>\n");
            for (var r = 0; r < sheet.Rows.Count; r++)
            {
                page.Append("<tr>");
                for (var c = 0; c < sheet.Rows[r].Length; c++)
                {
                    var merge = sheet.Merges.FirstOrDefault(m => r >= m.FirstRow && r <= m.LastRow && c >= m.FirstColumn && c <= m.LastColumn);
                    if (merge != default && (merge.FirstRow != r || merge.FirstColumn != c))
                    {
                        continue;
                    }

                    var spans = merge == default ? "" : $" rowspan=\"{merge.LastRow - merge.FirstRow + 1}\" colspan='{merge.LastColumn - merge.FirstColumn + 1}'";
                    page.Append(CultureInfo.InvariantCulture, $"<td{spans}>{WebUtility.HtmlEncode(sheet.Rows[r][c]?.AsText ?? "").Replace("\n", "<br>", StringComparison.Ordinal)}</td>");
                }

                page.Append("</tr>\n");
            }

            page.Append("</table>\n");
        }

        return Encoding.UTF8.GetBytes(page.Append("</body></html>").ToString());
    }

    public static byte[] Xml(IReadOnlyList<GridSheet> sheets)
    {
        var page = new StringBuilder("<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">");
        foreach (var sheet in sheets)
        {
            page.Append(CultureInfo.InvariantCulture, $"<Worksheet ss:Name=\"{SecurityElement.Escape(sheet.Name)}\"><Table>");
            for (var r = 0; r < sheet.Rows.Count; r++)
            {
                page.Append(CultureInfo.InvariantCulture, $"<Row ss:Index=\"{r + 1}\">");
                for (var c = 0; c < sheet.Rows[r].Length; c++)
                {
                    if (sheet.Rows[r][c] is { Value: not null } cell)
                    {
                        var merge = sheet.Merges.FirstOrDefault(m => m.FirstRow == r && m.FirstColumn == c);
                        var spans = merge == default ? "" : $" ss:MergeAcross=\"{merge.LastColumn - merge.FirstColumn}\" ss:MergeDown=\"{merge.LastRow - merge.FirstRow}\"";
                        var (type, text) = cell.Value switch
                        {
                            double d => ("Number", d.ToString("R", CultureInfo.InvariantCulture)),
                            DateTime d => ("DateTime", d.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture)),
                            var other => ("String", SecurityElement.Escape(other.ToString())!),
                        };
                        page.Append(CultureInfo.InvariantCulture, $"<Cell ss:Index=\"{c + 1}\"{spans}><Data ss:Type=\"{type}\">{text}</Data></Cell>");
                    }
                }

                page.Append("</Row>");
            }

            page.Append("</Table><WorksheetOptions xmlns=\"urn:schemas-microsoft-com:office:excel\">").Append(sheet.Hidden ? "<Visible>SheetHidden</Visible>" : "").Append("</WorksheetOptions></Worksheet>");
        }

        return Encoding.UTF8.GetBytes(page.Append("</Workbook>").ToString());
    }

    private static string Quoted(string text, char delimiter) =>
        text.Contains(delimiter) || text.Contains('"') || text.Contains('\n') ? '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"' : text;
}
