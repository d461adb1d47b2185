using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ProvinceNode.Documents.Pdf;

/// <summary>One face as one file uses it: letters get their codes in the order they are first drawn, and only they are packed.</summary>
internal sealed class PdfFont(TrueTypeFont face, FontStyle style)
{
    private const string Digits = "0123456789ABCDEF";
    private readonly Dictionary<int, int> codes = [];
    private readonly List<int> glyphs = [0];
    private readonly List<int> letters = [0xFFFD];

    /// <summary>Name in the resources of a page.</summary>
    public string Key { get; } = $"F{(int)style}";

    public bool Used => glyphs.Count > 1;

    /// <summary>Appends the letters as hexadecimal codes of two bytes.</summary>
    public void Encode(ReadOnlySpan<char> text, StringBuilder to)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!codes.TryGetValue(rune.Value, out var code))
            {
                codes[rune.Value] = code = glyphs.Count;
                glyphs.Add(face.Glyph(rune.Value));
                letters.Add(rune.Value);
            }

            to.Append(Digits[(code >> 12) & 15]).Append(Digits[(code >> 8) & 15]).Append(Digits[(code >> 4) & 15]).Append(Digits[code & 15]);
        }
    }

    /// <summary>Writes the font with its subset, widths and the way back to Unicode; answers its object.</summary>
    public int Write(PdfFile file)
    {
        var subset = FontSubset.Of(face, glyphs);
        var name = $"{Tag()}+{face.Name}";
        var program = file.AddStream($"/Length1 {subset.Length}", subset);
        var descriptor = file.Add(string.Create(CultureInfo.InvariantCulture,
            $"<</Type/FontDescriptor/FontName/{name}/Flags {6 | (face.ItalicAngle != 0 ? 64 : 0)}/FontBBox[{string.Join(' ', face.Box)}]/ItalicAngle {face.ItalicAngle:0.##}/Ascent {face.Ascent}/Descent {face.Descent}/CapHeight {face.CapHeight}/StemV {(face.Weight >= 600 ? 140 : 82)}/FontFile2 {program} 0 R>>"));
        var descendant = file.Add(
            $"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor} 0 R/DW 0/W[0[{string.Join(' ', glyphs.Select(face.Width))}]]/CIDToGIDMap/Identity>>");
        var unicode = file.AddStream("", Encoding.ASCII.GetBytes(ToUnicode()));
        return file.Add($"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>");
    }

    // Six capitals that differ with the glyphs, as subsets are named (ISO 32000-1, 9.6.4).
    private string Tag()
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(',', glyphs)));
        return new string([.. hash.Take(6).Select(b => (char)('A' + (b % 26)))]);
    }

    private string ToUnicode()
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
        for (var from = 1; from < letters.Count; from += 100)
        {
            var count = Math.Min(100, letters.Count - from);
            map.Append(CultureInfo.InvariantCulture, $"{count} beginbfchar\n");
            for (var code = from; code < from + count; code++)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{code:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(char.ConvertFromUtf32(letters[code])))}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap CMapName currentdict /CMap defineresource pop end end\n").ToString();
    }
}
