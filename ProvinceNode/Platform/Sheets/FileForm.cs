namespace ProvinceNode.Platform.Sheets;

/// <summary>What a file is by its content; the name is not believed.</summary>
public enum FileForm
{
    /// <summary>Office Open XML workbook (.xlsx, .xlsm).</summary>
    Workbook = 1,

    /// <summary>OLE compound file with a BIFF workbook (.xls).</summary>
    OldWorkbook = 2,

    /// <summary>An HTML page with tables, as many programs "export to Excel".</summary>
    Html = 3,

    /// <summary>SpreadsheetML 2003: one XML file.</summary>
    XmlSpreadsheet = 4,

    /// <summary>Separated text (.csv, .txt, .tsv).</summary>
    Text = 5,
}

/// <summary>Bounds of what is taken in.</summary>
/// <param name="FileBytes">Of the file as sent.</param>
/// <param name="MarkupBytes">Of an HTML or XML file, whose tables are read as a whole.</param>
/// <param name="UnpackedBytes">Of all parts of a workbook when unpacked, counted while unpacking, not as declared.</param>
/// <param name="Ratio">Unpacked to packed bytes of one part; looked at beyond <paramref name="RatioFrom"/> unpacked bytes.</param>
/// <param name="RatioFrom">A small part may be as dense as it likes.</param>
/// <param name="Parts">Entries of the package.</param>
/// <param name="Rows">Rows with content of one sheet.</param>
/// <param name="LineLetters">Letters of one row of separated text, breaks inside quotes included.</param>
/// <param name="LineCells">Cells of one row of separated text: as many as Excel has, which writes separators for each that is formatted.</param>
public sealed record SheetLimits(long FileBytes, long MarkupBytes, long UnpackedBytes, int Ratio, long RatioFrom, int Parts, int Rows, int LineLetters = 256 << 10, int LineCells = 16_384)
{
    /// <summary>A province's largest list (50,000 people, 30 columns) takes about 12 MB packed and 120 MB unpacked; a sheet of blank formatted rows packs to about 1:120.</summary>
    public static SheetLimits Standard { get; } = new(32L << 20, 16L << 20, 600L << 20, 250, 8L << 20, 2_000, 200_000);
}

/// <summary>A file that may be read.</summary>
/// <param name="Name">As sent, without folders.</param>
/// <param name="Remarks">What the sender should know; nothing in the way of reading.</param>
public sealed record GuardedFile(string Name, FileForm Form, SheetLimits Limits, IReadOnlyList<Problem> Remarks);
