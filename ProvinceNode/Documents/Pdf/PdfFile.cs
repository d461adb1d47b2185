using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace ProvinceNode.Documents.Pdf;

/// <summary>
/// Objects of one PDF 1.7 file (ISO 32000-1). Dictionaries are packed together into object streams and the cross-reference is a
/// stream too; what a signature must find in the open is written as it is.
/// </summary>
internal sealed class PdfFile
{
    private const int PackedObjects = 200;
    private readonly ArrayBufferWriter<byte> output = new(64 * 1024);
    private readonly List<(byte Type, int Where, int Index)> places = [(0, 0, 65535)];
    private readonly List<(int Number, string Text)> waiting = [];

    public PdfFile() => Raw("%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n");

    /// <summary>Bytes written so far.</summary>
    public int Position => output.WrittenCount;

    /// <summary>A number for an object that others must name before it is written.</summary>
    public int Reserve()
    {
        places.Add(default);
        return places.Count - 1;
    }

    public int Add(string text) => Add(Reserve(), text);

    public int Add(int number, string text)
    {
        waiting.Add((number, text));
        if (waiting.Count == PackedObjects)
        {
            Pack();
        }

        return number;
    }

    /// <summary>A deflated stream.</summary>
    /// <param name="entries">Entries of its dictionary beside length and filter.</param>
    /// <param name="data">What is deflated.</param>
    public int AddStream(string entries, ReadOnlySpan<byte> data)
    {
        var number = Reserve();
        WriteStream(number, entries, data);
        return number;
    }

    public void WriteStream(int number, string entries, ReadOnlySpan<byte> data)
    {
        var packed = Deflate(data);
        Begin(number);
        Raw(string.Create(CultureInfo.InvariantCulture, $"<<{entries}/Filter/FlateDecode/Length {packed.Length}>>stream\n"));
        output.Write(packed.Span);
        Raw("\nendstream\nendobj\n");
    }

    /// <summary>An object in the open; answers where its text begins.</summary>
    public int AddPlain(int number, string text)
    {
        Begin(number);
        var at = Position;
        Raw(text + "\nendobj\n");
        return at;
    }

    /// <summary>Writes the cross-reference; the file is whole.</summary>
    public byte[] Finish(int root, int info, string id)
    {
        Pack();
        var (number, start) = (Reserve(), Position);
        places[number] = (1, start, 0);
        var table = new byte[places.Count * 7];
        for (var i = 0; i < places.Count; i++)
        {
            var (type, where, index) = places[i];
            table[i * 7] = type;
            BinaryPrimitives.WriteInt32BigEndian(table.AsSpan((i * 7) + 1), where);
            BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan((i * 7) + 5), (ushort)index);
        }

        WriteStream(number, string.Create(CultureInfo.InvariantCulture, $"/Type/XRef/W[1 4 2]/Size {places.Count}/Root {root} 0 R/Info {info} 0 R/ID[<{id}><{id}>]"), table);
        Raw(string.Create(CultureInfo.InvariantCulture, $"startxref\n{start}\n%%EOF\n"));
        return output.WrittenSpan.ToArray();
    }

    /// <summary>A text string: UTF-16 with its mark, as hexadecimal digits.</summary>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    /// <summary>A date with its zone, e.g. (D:20221005083000+07'00').</summary>
    public static string Date(DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $"(D:{time:yyyyMMddHHmmss}{(time.Offset < TimeSpan.Zero ? '-' : '+')}{time.Offset:hh}'{time.Offset:mm}')");

    private void Pack()
    {
        if (waiting.Count == 0)
        {
            return;
        }

        var (index, bodies) = (new StringBuilder(), new StringBuilder());
        var pack = Reserve();
        for (var i = 0; i < waiting.Count; i++)
        {
            var (number, text) = waiting[i];
            places[number] = (2, pack, i);
            index.Append(CultureInfo.InvariantCulture, $"{number} {bodies.Length} ");
            bodies.Append(text).Append('\n');
        }

        var count = waiting.Count;
        waiting.Clear();
        WriteStream(pack, string.Create(CultureInfo.InvariantCulture, $"/Type/ObjStm/N {count}/First {index.Length}"), Encoding.Latin1.GetBytes(index.Append(bodies).ToString()));
    }

    private void Begin(int number)
    {
        places[number] = (1, Position, 0);
        Raw(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n"));
    }

    private void Raw(string text) => Encoding.Latin1.GetBytes(text, output);

    private static ReadOnlyMemory<byte> Deflate(ReadOnlySpan<byte> data)
    {
        var packed = new MemoryStream((data.Length / 2) + 64);
        using (var deflate = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(data);
        }

        return packed.GetBuffer().AsMemory(0, (int)packed.Length);
    }
}
