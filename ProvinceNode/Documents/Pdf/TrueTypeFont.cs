using System.Buffers.Binary;
using System.Text;

namespace ProvinceNode.Documents.Pdf;

/// <summary>One face read from the bytes of a TrueType file: which glyph draws a letter, how wide it is, its outline. Pure.</summary>
public sealed class TrueTypeFont
{
    private readonly byte[] data;
    private readonly Dictionary<string, (int Offset, int Length)> tables = [];
    private readonly ushort[] glyphs = new ushort[0x10000];
    private readonly ushort[] widths;
    private readonly bool longOffsets;
    private readonly int metrics;

    /// <exception cref="InvalidDataException">Not a TrueType file with outlines and a Unicode table.</exception>
    public TrueTypeFont(byte[] data)
    {
        this.data = data;
        for (var i = 0; i < U16(4); i++)
        {
            var at = 12 + (16 * i);
            tables[Encoding.ASCII.GetString(data, at, 4)] = (I32(at + 8), I32(at + 12));
        }

        if (new[] { "head", "hhea", "hmtx", "maxp", "cmap", "loca", "glyf", "OS/2", "post", "name" }.FirstOrDefault(t => !tables.ContainsKey(t)) is { } missing)
        {
            throw new InvalidDataException($"The font has no {missing} table.");
        }

        var head = Table("head");
        UnitsPerEm = U16(head + 18);
        longOffsets = I16(head + 50) == 1;
        Box = [.. Enumerable.Range(0, 4).Select(i => Thousandths(I16(head + 36 + (2 * i))))];
        metrics = U16(Table("hhea") + 34);
        GlyphCount = U16(Table("maxp") + 4);
        widths = [.. Enumerable.Range(0, GlyphCount).Select(g => (ushort)Thousandths(Metric(g).Advance))];
        Name = PostScriptName();
        ReadLetters();
    }

    public string Name { get; }

    public int UnitsPerEm { get; }

    public int GlyphCount { get; }

    /// <summary>Bounding box of all glyphs, like all measures here in thousandths of the size.</summary>
    public IReadOnlyList<int> Box { get; }

    public int Ascent => Thousandths(I16(Table("hhea") + 4));

    public int Descent => Thousandths(I16(Table("hhea") + 6));

    public int CapHeight => Thousandths(I16(Table("OS/2") + 88));

    public int Weight => U16(Table("OS/2") + 4);

    public double ItalicAngle => I32(Table("post") + 4) / 65536.0;

    /// <summary>Glyph of a letter; 0, the empty box, when the face does not have it.</summary>
    public int Glyph(int codePoint) => codePoint < glyphs.Length ? glyphs[codePoint] : 0;

    /// <summary>Advance of a glyph in thousandths of the size.</summary>
    public int Width(int glyph) => widths[glyph];

    /// <summary>Width of a text in thousandths of the size; no kerning, so that a reader's spaces are where they were drawn.</summary>
    public int Width(ReadOnlySpan<char> text)
    {
        var sum = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            sum += widths[Glyph(rune.Value)];
        }

        return sum;
    }

    internal (ushort Advance, short Bearing) Metric(int glyph)
    {
        var table = Table("hmtx");
        return glyph < metrics
            ? (U16(table + (4 * glyph)), I16(table + (4 * glyph) + 2))
            : (U16(table + (4 * (metrics - 1))), I16(table + (4 * metrics) + (2 * (glyph - metrics))));
    }

    internal ReadOnlySpan<byte> Outline(int glyph)
    {
        var offsets = Table("loca");
        var (from, to) = longOffsets
            ? (I32(offsets + (4 * glyph)), I32(offsets + (4 * glyph) + 4))
            : (2 * U16(offsets + (2 * glyph)), 2 * U16(offsets + (2 * glyph) + 2));
        return data.AsSpan(Table("glyf") + from, to - from);
    }

    internal ReadOnlySpan<byte> Bytes(string table) => data.AsSpan(tables[table].Offset, tables[table].Length);

    // Format 4 of the Unicode table covers the basic plane, where all of Vietnamese stands.
    private void ReadLetters()
    {
        var map = Table("cmap");
        var unicode = Enumerable.Range(0, U16(map + 2)).Select(i => map + 4 + (8 * i))
            .Where(r => (U16(r), U16(r + 2)) is (3, 1) or (0, _)).Select(r => map + I32(r + 4)).FirstOrDefault(t => U16(t) == 4);
        if (unicode == 0)
        {
            throw new InvalidDataException("The font has no Unicode table of format 4.");
        }

        var twice = U16(unicode + 6);
        for (var s = 0; s < twice; s += 2)
        {
            var (end, start) = (U16(unicode + 14 + s), U16(unicode + 16 + twice + s));
            var (delta, range) = (U16(unicode + 16 + (2 * twice) + s), U16(unicode + 16 + (3 * twice) + s));
            for (var letter = (int)start; letter <= end && letter < 0xFFFF; letter++)
            {
                var glyph = range == 0 ? letter : U16(unicode + 16 + (3 * twice) + s + range + (2 * (letter - start)));
                glyphs[letter] = range != 0 && glyph == 0 ? (ushort)0 : (ushort)(glyph + delta);
            }
        }
    }

    private string PostScriptName()
    {
        var names = Table("name");
        for (var i = 0; i < U16(names + 2); i++)
        {
            var record = names + 6 + (12 * i);
            if (U16(record) == 3 && U16(record + 6) == 6)
            {
                return Encoding.BigEndianUnicode.GetString(data, names + U16(names + 4) + U16(record + 10), U16(record + 8));
            }
        }

        throw new InvalidDataException("The font has no PostScript name.");
    }

    private int Table(string name) => tables[name].Offset;

    private int Thousandths(int units) => (int)Math.Round(units * 1000.0 / UnitsPerEm, MidpointRounding.AwayFromZero);

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at));

    private short I16(int at) => BinaryPrimitives.ReadInt16BigEndian(data.AsSpan(at));

    private int I32(int at) => BinaryPrimitives.ReadInt32BigEndian(data.AsSpan(at));
}
