using System.Text;
using ProvinceNode.Platform.Text;
using TestSupport.UglyFiles;

namespace ProvinceNode.Tests.Import;

/// <summary>Old fonts, other forms of Unicode and what hides in cells.</summary>
public sealed class LegacyFontTests
{
    private const string Vowels = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ";

    public static TheoryData<char> EveryLetter => [.. Vowels];

    [Theory]
    [MemberData(nameof(EveryLetter))]
    public void Letter_TypedInAnOldFont_ComesBack(char letter)
    {
        foreach (var text in new[] { $"b{letter}n", $"{letter}", $"Th{letter}ng v{letter}" })
        {
            Assert.Equal(text, LegacyFonts.ToUnicode(OldFonts.Tcvn3(text), LegacyFont.Tcvn3));
            Assert.Equal(text, LegacyFonts.ToUnicode(OldFonts.Vni(text), LegacyFont.Vni));
        }

        var capitals = $"TH{char.ToUpperInvariant(letter)}NG V{char.ToUpperInvariant(letter)}";
        Assert.Equal(capitals, LegacyFonts.ToUnicode(OldFonts.Vni(capitals), LegacyFont.Vni));
        Assert.Equal(capitals, LegacyFonts.ToUnicode(OldFonts.Tcvn3(capitals), LegacyFont.Tcvn3));
        Assert.Equal(text2(letter), TextCleaner.Clean(text2(letter).Normalize(NormalizationForm.FormD)).Value);

        static string text2(char c) => $"v{c} Th{char.ToUpperInvariant(c)}";
    }

    [Theory]
    [InlineData("NguyÔn ThÞ H­êng", "Nguyễn Thị Hường", LegacyFont.Tcvn3)]
    [InlineData("NGUYÔN V¡N §¤NG", "NGUYỄN VĂN ĐÔNG", LegacyFont.Tcvn3)]
    [InlineData("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam", LegacyFont.Tcvn3)]
    [InlineData("Nguyeãn Thò Höôøng", "Nguyễn Thị Hường", LegacyFont.Vni)]
    [InlineData("TRAÀN VAÊN ÑÖÙC", "TRẦN VĂN ĐỨC", LegacyFont.Vni)]
    [InlineData("Coäng hoaø xaõ hoäi chuû nghóa Vieät Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam", LegacyFont.Vni)]
    public void KnownText_OfAnOldFont_IsReadRight(string typed, string text, LegacyFont font)
    {
        Assert.Equal(text, LegacyFonts.ToUnicode(typed, font));
        var vote = new FontVote();
        vote.Add(typed);
        Assert.Equal(font, vote.Winner);
        Assert.Equal(text, TextCleaner.Clean(typed).Value); // a lone cell tells its font itself
    }

    [Theory]
    [InlineData("Hà Thị Phú, Lê Hoà, Trần Thế Tài, Ngô Quý, Vũ Hà, Cao Bá Quát")]
    [InlineData("Krông Ana, Y Bhĩ Êban, Hồ Vên, Lò Văn Ún")]
    [InlineData("NGUYỄN THỊ HƯỜNG")]
    [InlineData("Nguyen Van A")]
    public void Column_InUnicode_IsLeftAlone(string names)
    {
        var vote = new FontVote();
        foreach (var name in names.Split(", "))
        {
            vote.Add(name);
            Assert.Equal(name, TextCleaner.Clean(name, vote.Winner).Value);
        }

        Assert.Equal(LegacyFont.None, vote.Winner);
    }

    [Fact]
    public void MixedColumn_CellThatReadsBothWays_IsInDoubt()
    {
        var vote = new FontVote();
        foreach (var name in new[] { "Nguyễn Thị Hường", "Lê Văn Đức", OldFonts.Tcvn3("Phạm Thị Hường"), OldFonts.Tcvn3("Trần Văn Đức"), OldFonts.Tcvn3("Đỗ Thế Thọ") })
        {
            vote.Add(name);
        }

        Assert.True(vote.Mixed);
        Assert.Equal("Nguyễn Thị Hường", TextCleaner.Clean("Nguyễn Thị Hường", vote.Winner, vote.Mixed).Value);
        Assert.Equal(("Phạm Thị Hường", (string?)null), (TextCleaner.Clean(OldFonts.Tcvn3("Phạm Thị Hường"), vote.Winner, true).Value, TextCleaner.Clean(OldFonts.Tcvn3("Phạm Thị Hường"), vote.Winner, true).Otherwise));
        Assert.Equal("Lê Thu Hà", TextCleaner.Clean("Lê Thu Hà", vote.Winner, true).Otherwise);
    }

    [Theory]
    [InlineData("Nguyễn\u00A0Văn\u200B An ", "Nguyễn Văn An", false)]
    [InlineData("\uFEFFThôn\u202F1", "Thôn 1", false)]
    [InlineData("'038050123456", "038050123456", false)]
    [InlineData("Nguyễn Vаn Сường", "Nguyễn Van Cường", true)]
    [InlineData("", "", false)]
    public void Text_WithHiddenThings_IsCleaned(string typed, string text, bool lookAlikes)
    {
        var clean = TextCleaner.Clean(typed);
        Assert.Equal((text, lookAlikes), (clean.Value, clean.LookAlikes));
    }

    [Theory]
    [InlineData("O3805O123456", "038050123456", true)]
    [InlineData("0380l2I00456", "038012100456", true)]
    [InlineData("038050123456", "038050123456", false)]
    [InlineData("０３８０５０", "038050", false)]
    [InlineData("không có", "không có", false)]
    public void Number_WithLettersForDigits_IsMendedAndSaid(string typed, string digits, bool mended)
    {
        Assert.Equal(digits, TextCleaner.Digits(typed, out var was));
        Assert.Equal(mended, was);
    }

    [Theory]
    [InlineData("Nguyễn", true)]
    [InlineData("Giêng", true)]
    [InlineData("gì", true)]
    [InlineData("Quốc", true)]
    [InlineData("nghiêng", true)]
    [InlineData("khuỷu", true)]
    [InlineData("Hoà", true)]
    [InlineData("các", true)]
    [InlineData("cãc", false)]
    [InlineData("NguyÔn", false)]
    [InlineData("Vaên", false)]
    [InlineData("ThÞ", false)]
    [InlineData("12", false)]
    public void Word_ByItsParts_IsASyllableOrNot(string word, bool plausible) => Assert.Equal(plausible, Syllables.IsPlausible(word) && Syllables.Share([word]) is 1 or 0 && (Syllables.Share([word]) > 0 || word.All(char.IsAscii)) && (word.Any(char.IsLetter)));
}
