using System.Text;
using Protos.Values;
using ProvinceNode.Import.Columns;

namespace TestSupport.UglyFiles;

/// <summary>Rows and columns that are no people, and forms of files.</summary>
internal static class LayoutKinds
{
    public static IReadOnlyList<UglyKind> All { get; } =
    [
        new("TitlesAbove", "titles", d => d.Layout.Titles = true),
        new("NumberingRow", "numbering", d => d.Layout.Numbering = true),
        new("HeadingAgain", "again", d => d.Layout.HeadingAgain = true),
        new("Subtotals", "totals", d => d.Layout.Subtotals = true),
        new("GrandTotal", "totals", d => d.Layout.GrandTotal = true),
        new("Signatures", "signatures", d => d.Layout.Signatures = true),
        new("BlankRows", "blank", d => d.Layout.BlankRows = true),
        new("HiddenSheet", "hidden", d => d.Layout.HiddenSheet = true),
        new("EmptyColumnsLeft", "shift", d => d.Layout.Shift = 2),
        new("VillageRows", "village", d =>
        {
            d.Layout.VillageRows = true;
            d.Reorder(c => c.Where(x => x.Field != Field.Village));
        }),
        new("VillageMerged", "village", d => d.Layout.VillageMerged = true),
        new("VillageDittos", "village", Dittos),
        new("NoOrderColumn", "columns", d => d.Reorder(c => c.Where(x => x.Field != Field.Order))),
        new("ShuffledColumns", "columns", Shuffled),
        new("OtherColumns", "columns", d => d.Reorder(c => [.. c, d.Column(Field.None, "Họ tên chủ hộ", (_, _) => "Lê Văn Hộ"), d.Column(Field.None, "Ký nhận", (_, _) => null), d.Column(Field.None, "Truy lĩnh", (_, _) => "100.000")])),
        new("HeadingsInCapitals", "headings", d => d.Retitle(t => t.ToUpperInvariant())),
        new("HeadingsWithoutAccents", "headings", d => d.Retitle(VietnameseText.Fold)),
        new("HeadingsBroken", "headings", d => d.Retitle(t => t.Replace(" ", "\n", StringComparison.Ordinal))),
        new("HeadingsWithNotes", "headings", d => d.Retitle(t => t.Length > 3 ? t + " (*)" : t)),
        new("OldExcel", "form", d => d.Form = "xls"),
        new("HtmlAsExcel", "form", d => d.Form = "html"),
        new("XmlSpreadsheet", "form", d => d.Form = "xml"),
        new("CsvSemicolon", "form", d => d.Form = "csv"),
        new("CsvCommaNoMark", "form", d => (d.Form, d.Delimiter, d.Encoding) = ("csv", ',', new UTF8Encoding(false))),
        new("CsvTabUtf16", "form", d => (d.Form, d.Delimiter, d.Encoding) = ("csv", '\t', Encoding.Unicode)),
        new("CsvPipeBigEndian", "form", d => (d.Form, d.Delimiter, d.Encoding) = ("csv", '|', Encoding.BigEndianUnicode)),
    ];

    private static void Dittos(UglyDraft draft)
    {
        var cells = draft[Field.Village].Cells;
        for (var i = cells.Length - 1; i > 0; i--)
        {
            cells[i] = cells[i]!.AsText == cells[i - 1]!.AsText ? "nt" : cells[i];
        }
    }

    private static void Shuffled(UglyDraft draft)
    {
        // Parts of one heading stay together.
        var groups = draft.Columns.GroupBy(c => c.Above.Length > 0 ? c.Above : c.Title).ToList();
        draft.Reorder(_ => draft.Random.Shuffle(groups).SelectMany(g => g));
    }
}
