using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ProvinceNode.Documents.Pdf;

/// <summary>
/// A TrueType file with only the glyphs of one paper, numbered anew in the order given. Instructions for coarse screens are left
/// out: they are more than half of the bytes, and paper and today's screens do not use them. Pure.
/// </summary>
internal static class FontSubset
{
    private const int WordArguments = 0x0001;
    private const int OneScale = 0x0008;
    private const int MoreParts = 0x0020;
    private const int TwoScales = 0x0040;
    private const int Matrix = 0x0080;
    private const int Instructions = 0x0100;

    /// <param name="font">The whole face.</param>
    /// <param name="wanted">Glyphs of the face; the first is glyph 0 of the subset. Parts of composed letters follow after them.</param>
    public static byte[] Of(TrueTypeFont font, IReadOnlyList<int> wanted)
    {
        List<int> glyphs = [.. wanted];
        var places = new Dictionary<int, int>();
        for (var i = 0; i < glyphs.Count; i++)
        {
            places.TryAdd(glyphs[i], i);
        }

        var outlines = new ArrayBufferWriter<byte>(glyphs.Count * 160);
        List<int> offsets = [0];
        for (var i = 0; i < glyphs.Count; i++)
        {
            Outline(font.Outline(glyphs[i]), outlines, places, glyphs);
            outlines.Write(new byte[-outlines.WrittenCount & 3]);
            offsets.Add(outlines.WrittenCount);
        }

        return Assemble(
        [
            ("glyf", outlines.WrittenSpan.ToArray()), ("head", Head(font)), ("hhea", Header(font, glyphs.Count)), ("hmtx", Metrics(font, glyphs)),
            ("loca", Offsets(offsets)), ("maxp", Profile(font, glyphs.Count)),
        ]);
    }

    private static void Outline(ReadOnlySpan<byte> outline, ArrayBufferWriter<byte> to, Dictionary<int, int> places, List<int> glyphs)
    {
        if (outline.Length == 0)
        {
            return;
        }

        var contours = BinaryPrimitives.ReadInt16BigEndian(outline);
        if (contours < 0)
        {
            Composed(outline, to, places, glyphs);
            return;
        }

        var instructions = 10 + (2 * contours);
        to.Write(outline[..instructions]);
        to.Write(stackalloc byte[2]);
        to.Write(outline[(instructions + 2 + BinaryPrimitives.ReadUInt16BigEndian(outline[instructions..]))..]);
    }

    // Vietnamese letters are mostly composed: base, hat and tone mark are glyphs of their own, named here by their new numbers.
    private static void Composed(ReadOnlySpan<byte> outline, ArrayBufferWriter<byte> to, Dictionary<int, int> places, List<int> glyphs)
    {
        Span<byte> copy = stackalloc byte[outline.Length];
        outline.CopyTo(copy);
        var (at, flags) = (10, MoreParts);
        while ((flags & MoreParts) != 0)
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(copy[at..]);
            int part = BinaryPrimitives.ReadUInt16BigEndian(copy[(at + 2)..]);
            if (places.TryAdd(part, glyphs.Count))
            {
                glyphs.Add(part);
            }

            BinaryPrimitives.WriteUInt16BigEndian(copy[at..], (ushort)(flags & ~Instructions));
            BinaryPrimitives.WriteUInt16BigEndian(copy[(at + 2)..], (ushort)places[part]);
            at += 4 + ((flags & WordArguments) != 0 ? 4 : 2) + ((flags & OneScale) != 0 ? 2 : (flags & TwoScales) != 0 ? 4 : (flags & Matrix) != 0 ? 8 : 0);
        }

        to.Write(copy[..at]);
    }

    private static byte[] Head(TrueTypeFont font)
    {
        var head = font.Bytes("head").ToArray();
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(8), 0); // the sum of the whole file, which readers of PDF do not ask for
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        return head;
    }

    private static byte[] Header(TrueTypeFont font, int glyphs)
    {
        var header = font.Bytes("hhea").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(34), (ushort)glyphs);
        return header;
    }

    private static byte[] Profile(TrueTypeFont font, int glyphs)
    {
        var profile = font.Bytes("maxp").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(profile.AsSpan(4), (ushort)glyphs);
        profile.AsSpan(16, 12).Clear(); // limits of the instructions that were left out
        return profile;
    }

    private static byte[] Metrics(TrueTypeFont font, List<int> glyphs)
    {
        var metrics = new byte[4 * glyphs.Count];
        for (var i = 0; i < glyphs.Count; i++)
        {
            var (advance, bearing) = font.Metric(glyphs[i]);
            BinaryPrimitives.WriteUInt16BigEndian(metrics.AsSpan(4 * i), advance);
            BinaryPrimitives.WriteInt16BigEndian(metrics.AsSpan((4 * i) + 2), bearing);
        }

        return metrics;
    }

    private static byte[] Offsets(List<int> offsets)
    {
        var table = new byte[4 * offsets.Count];
        for (var i = 0; i < offsets.Count; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(table.AsSpan(4 * i), offsets[i]);
        }

        return table;
    }

    private static byte[] Assemble((string Tag, byte[] Data)[] tables)
    {
        var length = 12 + (16 * tables.Length) + tables.Sum(t => (t.Data.Length + 3) & ~3);
        var file = new byte[length];
        BinaryPrimitives.WriteInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)tables.Length);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(6), 64);  // 16 × the largest power of two within six tables,
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(8), 2);   // its logarithm,
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(10), 32); // and the rest: what binary search wants
        var offset = 12 + (16 * tables.Length);
        for (var i = 0; i < tables.Length; i++)
        {
            var (tag, data) = tables[i];
            data.CopyTo(file, offset);
            var record = file.AsSpan(12 + (16 * i));
            Encoding.ASCII.GetBytes(tag, record);
            BinaryPrimitives.WriteUInt32BigEndian(record[4..], Sum(file.AsSpan(offset, (data.Length + 3) & ~3)));
            BinaryPrimitives.WriteInt32BigEndian(record[8..], offset);
            BinaryPrimitives.WriteInt32BigEndian(record[12..], data.Length);
            offset += (data.Length + 3) & ~3;
        }

        return file;
    }

    private static uint Sum(ReadOnlySpan<byte> table)
    {
        uint sum = 0;
        for (var i = 0; i < table.Length; i += 4)
        {
            sum += BinaryPrimitives.ReadUInt32BigEndian(table[i..]);
        }

        return sum;
    }
}
