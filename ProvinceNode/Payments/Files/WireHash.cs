using System.Security.Cryptography;
using System.Text;

namespace ProvinceNode.Payments.Files;

/// <summary>
/// The canonical text of a list or result file and its hash. Published, so that a partner can compute it in any language:
/// <list type="number">
/// <item>Line 1 is the format's name (<c>btxh-chitra-1</c>, <c>btxh-ketqua-1</c>); line 2 the sealed fields of the header (all but <c>hash</c>, <c>signedBy</c>, <c>signedAt</c>); then one line for each row, in the order of the file.</item>
/// <item>Fields stand in the order of the schema with one tab (U+0009) between them; each line ends with one line feed (U+000A), the last one too. An absent value is an empty text.</item>
/// <item>Text: Unicode NFC, runs of white space as one space, none at the ends, no control characters. Amounts and counts: decimal digits without sign, separators or leading zeros.
/// Months <c>yyyyMM</c>, moments <c>yyyy-MM-ddTHH:mm:ss</c> at UTC+7.</item>
/// <item>The hash is SHA-256 of these lines in UTF-8 without byte-order mark, as 64 lower-case hexadecimal digits.</item>
/// </list>
/// It is a hash of values, not of bytes: JSON, XLSX and CSV of one list have one hash, and a file that was opened and saved again keeps it. Pure.
/// </summary>
public sealed class WireHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly WireSchema _schema;
    private readonly StringBuilder _line = new();

    public WireHash(WireSchema schema, IReadOnlyList<string> header)
    {
        _schema = schema;
        Append(schema.Format + "\n");
        Add(schema.Header, header);
    }

    /// <summary>Takes the next row in.</summary>
    /// <returns>First 64 bits of the row's own SHA-256: tells equal rows from different ones.</returns>
    public ulong Add(IReadOnlyList<string> row) => Add(_schema.Columns, row);

    /// <summary>64 lower-case hexadecimal digits; the end.</summary>
    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    /// <summary>First 64 bits of the SHA-256 of a text.</summary>
    public static ulong Short(string text) => System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public void Dispose() => _hash.Dispose();

    private ulong Add(IReadOnlyList<WireField> fields, IReadOnlyList<string> values)
    {
        _line.Clear();
        var first = true;
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i].Sealed)
            {
                _line.Append(first ? "" : "\t").Append(values[i]);
                first = false;
            }
        }

        return Append(_line.Append('\n').ToString());
    }

    private ulong Append(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        _hash.AppendData(bytes);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(bytes));
    }
}
