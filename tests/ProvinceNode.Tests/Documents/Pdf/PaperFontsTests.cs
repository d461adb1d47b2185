using System.Buffers.Binary;
using System.Text;
using ProvinceNode.Documents.Pdf;

namespace ProvinceNode.Tests.Documents.Pdf;

/// <summary>The faces have every letter that official papers need, and a node with another font does not start.</summary>
public sealed class PaperFontsTests
{
    [Fact]
    public void Required_Counted_IsTheWholeVietnameseAlphabet()
    {
        var letters = PaperFonts.Required.Where(char.IsLetter).Distinct().ToList();

        // 12 vowels × 6 tones and 21 consonants with f, j, w, z, in both cases.
        Assert.Equal(2 * ((12 * 6) + 21), letters.Count);
        Assert.All("ăâđêôơưẰẲẴẮẶỀỂỄẾỆỒỔỖỐỘỜỞỠỚỢỪỬỮỨỰỲỶỸÝỴĐ“”–…", c => Assert.Contains(c, PaperFonts.Required));
        Assert.Equal(PaperFonts.Required.Normalize(), PaperFonts.Required);
    }

    [Fact]
    public void Faces_Shipped_AreTheFourOfOneFamily()
    {
        var fonts = PaperFonts.Shipped;

        Assert.Equal(["Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"], Enum.GetValues<FontStyle>().Select(s => fonts[s].Name));
        Assert.All(Enum.GetValues<FontStyle>(), s => Assert.Equal("", fonts.Missing(s, PaperFonts.Required)));
        Assert.Equal("漢", fonts.Missing(FontStyle.Regular, "Nguyễn 漢"));
        // Times New Roman's measures: an em of digits is half an em each, in every face.
        Assert.All(Enum.GetValues<FontStyle>(), s => Assert.Equal(5000, fonts[s].Width("0123456789".AsSpan())));
    }

    [Fact]
    public void Face_WithoutALetter_IsRefusedByName()
    {
        var crippled = Without('Ữ');

        var refused = Assert.Throws<InvalidOperationException>(() => new PaperFonts(_ => new TrueTypeFont(crippled)));

        Assert.Contains("Tinos-Regular lacks Ữ;", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_ThatIsNoFont_IsRefused() => Assert.Throws<InvalidDataException>(() => new TrueTypeFont(new byte[64]));

    // The shipped face with one letter of its Unicode table pointing nowhere: the segment that holds it is given the empty glyph's range.
    private static byte[] Without(char letter)
    {
        using var resource = typeof(PaperFonts).Assembly.GetManifestResourceStream("ProvinceNode.Documents.Pdf.Regular.ttf")!;
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        var data = copy.ToArray();
        var table = Enumerable.Range(0, U16(4)).Select(i => 12 + (16 * i)).Where(r => Encoding.ASCII.GetString(data, r, 4) == "cmap").Select(r => I32(r + 8)).Single();
        foreach (var map in Enumerable.Range(0, U16(table + 2)).Select(i => table + I32(table + 4 + (8 * i) + 4)).Where(m => U16(m) == 4).Distinct())
        {
            var twice = U16(map + 6);
            var segment = Enumerable.Range(0, twice / 2).Select(s => 2 * s).First(s => U16(map + 14 + s) >= letter);
            var (start, delta, range) = (U16(map + 16 + twice + segment), map + 16 + (2 * twice) + segment, map + 16 + (3 * twice) + segment);
            if (U16(range) == 0)
            {
                BinaryPrimitives.WriteUInt16BigEndian(data.AsSpan(delta), (ushort)-letter); // letter + delta = 0
            }
            else
            {
                BinaryPrimitives.WriteUInt16BigEndian(data.AsSpan(range + U16(range) + (2 * (letter - start))), 0);
            }
        }

        return data;

        int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at));
        int I32(int at) => BinaryPrimitives.ReadInt32BigEndian(data.AsSpan(at));
    }
}
