using ProvinceNode.Platform.Text;

namespace ProvinceNode.Payments.Files;

/// <summary>What a value of an exchanged file is; each has one canonical text, whatever the form of the file. Pure.</summary>
public enum WireKind
{
    /// <summary>NFC, single spaces, nothing invisible.</summary>
    Text = 0,

    /// <summary>Whole đồng: digits, no sign.</summary>
    Amount = 1,

    /// <summary>A whole number from 0.</summary>
    Count = 2,

    /// <summary>Vietnamese wall clock: <c>2022-11-05T08:30:00</c>.</summary>
    Moment = 3,

    /// <summary><c>202211</c>.</summary>
    Month = 4,
}

/// <summary>The forms in which a document travels.</summary>
public enum WireForm
{
    Json = 1,
    Xlsx = 2,
    Csv = 3,
}

/// <summary>One field of a header or one column. Pure.</summary>
/// <param name="Key">Name in JSON, never changed once released.</param>
/// <param name="Heading">Words above the column, or before the value of a header.</param>
/// <param name="Longest">Longest text.</param>
/// <param name="Required">The column must be there and each line must have a value.</param>
/// <param name="Sealed">Part of the canonical text that is hashed.</param>
public sealed record WireField(string Key, string Heading, WireKind Kind = WireKind.Text, int Longest = 200, bool Required = false, bool Sealed = true)
{
    /// <summary>By which the heading is found in a sheet.</summary>
    public string HeadingKey { get; } = WordKey.Of(Heading);
}

/// <summary>The shape of a kind of document: the same in JSON, XLSX and CSV. Pure.</summary>
/// <param name="Format">Name and version, first line of the canonical text and <c>format</c> in JSON.</param>
/// <param name="Title">Vietnamese name, first row of a sheet.</param>
/// <param name="Hashed">Carries a hash of its own content.</param>
public sealed record WireSchema(string Format, string Title, IReadOnlyList<WireField> Header, IReadOnlyList<WireField> Columns, bool Hashed = true)
{
    /// <summary>Place of each column by its key.</summary>
    public IReadOnlyDictionary<string, int> ColumnPlaces { get; } = Columns.Select((c, i) => (c.Key, i)).ToDictionary(c => c.Key, c => c.i, StringComparer.Ordinal);

    /// <summary>Place of each header field by its key.</summary>
    public IReadOnlyDictionary<string, int> HeaderPlaces { get; } = Header.Select((c, i) => (c.Key, i)).ToDictionary(c => c.Key, c => c.i, StringComparer.Ordinal);
}

/// <summary>Canonical texts of one line or header, read by key. Pure.</summary>
public readonly struct WireCells(IReadOnlyDictionary<string, int> places, IReadOnlyList<string> values)
{
    /// <summary>Empty when absent.</summary>
    public string this[string key] => values[places[key]];

    /// <summary>0 when absent.</summary>
    public long Number(string key) => this[key] is { Length: > 0 } text ? long.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 0;

    /// <summary>No money when absent.</summary>
    public Protos.Values.Dong Money(string key) => new(Number(key));

    public Protos.Values.PayMonth? Month(string key) => this[key].Length > 0 ? new((int)Number(key)) : null;

    public DateTime? Moment(string key) => this[key] is { Length: > 0 } text ? DateTime.ParseExact(text, WireValues.MomentForm, System.Globalization.CultureInfo.InvariantCulture) : null;
}
