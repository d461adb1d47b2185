using System.Text.Json.Serialization;

namespace ProvinceNode.Documents;

/// <summary>Alignment of a column on paper.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PaperAlign>))]
public enum PaperAlign
{
    Left,
    Center,
    Right,
}

/// <summary>A column: its header, its share of the table's width against the other columns, and how its cells stand.</summary>
/// <param name="Cuts">Codes that may go on in the next line after a hyphen: the column need not be as wide as the longest.</param>
public sealed record PaperColumn(string Header, double Weight = 1, PaperAlign Align = PaperAlign.Left, bool Cuts = false);

/// <summary>A table on a paper. Its header is repeated on each page that it runs over.</summary>
public sealed record PaperTable
{
    /// <summary>Over the table, bold and centred; may be empty.</summary>
    public string Title { get; init; } = "";

    public required IReadOnlyList<PaperColumn> Columns { get; init; }

    /// <summary>Each row has one cell per column; a missing cell is empty.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Rows { get; init; }

    /// <summary>Sums under the rows, bold.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Footers { get; init; } = [];

    /// <summary>Places, from 0, of rows that head or sum up a group: bold.</summary>
    public IReadOnlyList<int> Strong { get; init; } = [];

    /// <summary>So many columns that its letters may be as small as 7 pt before words are cut.</summary>
    public bool Dense { get; init; }

    /// <summary>In strong rows and in footers the first cell stands across so many columns, whose other cells are empty; 0 and 1 leave every cell its column.</summary>
    public int Lead { get; init; }

    /// <summary>Under the table, italic: unit of money, amount in words, remarks.</summary>
    public string Caption { get; init; } = "";
}

/// <summary>An annex: begins on a page of its own and counts its own pages (Decree 30/2020, Annex I).</summary>
public sealed record PaperAnnex
{
    /// <summary>E.g. Phụ lục I, or DANH SÁCH ĐỐI TƯỢNG HƯỞNG TRỢ CẤP XÃ HỘI HÀNG THÁNG.</summary>
    public required string Title { get; init; }

    /// <summary>Under the title, e.g. its own name when the title is "Phụ lục I".</summary>
    public string Summary { get; init; } = "";

    /// <summary>E.g. (Kèm theo Quyết định số 05/QĐ-UBND ngày 05 tháng 10 năm 2022 của Chủ tịch Ủy ban nhân dân huyện Hậu Lộc).</summary>
    public string Reference { get; init; } = "";

    public IReadOnlyList<string> Paragraphs { get; init; } = [];

    public PaperTable? Table { get; init; }

    public IReadOnlyList<string> Closing { get; init; } = [];

    /// <summary>The page lies: only for wide tables (Decree 30/2020, Annex I).</summary>
    public bool Landscape { get; init; }
}
