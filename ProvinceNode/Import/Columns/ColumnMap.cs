using System.Security.Cryptography;
using System.Text;
using ProvinceNode.Platform.Text;

namespace ProvinceNode.Import.Columns;

/// <summary>A column and what it is thought to be. Pure.</summary>
/// <param name="Column">From 0.</param>
/// <param name="Title">Its heading as read, levels joined by " / ".</param>
/// <param name="Confidence">0 to 1; below 0.6 a person should look.</param>
/// <param name="Reason">Why, in Vietnamese, for the screen.</param>
public sealed record MappedColumn(int Column, string Title, Field Field, double Confidence, string Reason);

/// <summary>Which column holds which field. Pure.</summary>
public sealed record ColumnMap(IReadOnlyList<MappedColumn> Columns)
{
    // Asked for every field of every row.
    private readonly Dictionary<Field, int> _places = Columns.Where(c => c.Field != Field.None).GroupBy(c => c.Field).ToDictionary(g => g.Key, g => g.First().Column);

    /// <summary>The column of a field, from 0; null when there is none.</summary>
    public int? this[Field field] => _places.TryGetValue(field, out var column) ? column : null;

    public bool Has(params Field[] fields) => fields.Any(f => this[f] is not null);

    /// <summary>Without these a row cannot be a person: a name, and something that tells people of one name apart.</summary>
    public IReadOnlyList<Field> Missing =>
    [
        .. Has(Field.FullName) ? Array.Empty<Field>() : [Field.FullName],
        .. Has(Field.Birth, Field.BirthMale, Field.BirthFemale, Field.BirthYear, Field.CitizenNumber) ? Array.Empty<Field>() : [Field.Birth],
    ];

    /// <summary>The map with one column set by a person; the field leaves the column that had it.</summary>
    public ColumnMap With(int column, Field field) => new([.. Columns.Select(c =>
        c.Column == column ? c with { Field = field, Confidence = 1, Reason = "Do ông/bà chọn" }
        : c.Field == field && field != Field.None ? c with { Field = Field.None, Confidence = 1, Reason = "Trường này đã chuyển sang cột khác" } : c)]);

    /// <summary>The map with what the sender chose for a sheet of the same headings; unchanged when the headings differ.</summary>
    public ColumnMap With(LearnedMap? learned, SheetHeader header) => learned is null || learned.Fingerprint != LearnedMap.FingerprintOf(header)
        ? this
        : new([.. Columns.Select(c => c with { Field = learned.Fields.GetValueOrDefault(c.Column), Confidence = 1, Reason = "Theo lựa chọn của lần nhập trước" })]);
}

/// <summary>A map kept for a sender, to be offered when the same headings come again. Pure.</summary>
/// <param name="Sender">Office or person, as the caller names them.</param>
/// <param name="Fingerprint">Of the headings, 64 hexadecimal digits.</param>
public sealed record LearnedMap(string Sender, string Fingerprint, IReadOnlyDictionary<int, Field> Fields)
{
    /// <summary>What is to be kept of an accepted map.</summary>
    public static LearnedMap Of(string sender, SheetHeader header, ColumnMap map) =>
        new(sender, FingerprintOf(header), map.Columns.Where(c => c.Field != Field.None).ToDictionary(c => c.Column, c => c.Field));

    /// <summary>Same words in the same columns give the same fingerprint, whatever their accents, case and breaks.</summary>
    public static string FingerprintOf(SheetHeader header)
    {
        var words = string.Join('|', header.Paths.Select(p => string.Join('/', p.Select(WordKey.Of))));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words.TrimEnd('|'))));
    }
}
