using Protos.Values;

namespace Protos.Tests.Values;

/// <summary>Amounts spelled as papers want them (policy appendix B).</summary>
public sealed class AmountInWordsTests
{
    [Theory]
    [InlineData(0, "Không đồng")]
    [InlineData(1, "Một đồng")]
    [InlineData(4, "Bốn đồng")]
    [InlineData(5, "Năm đồng")]
    [InlineData(10, "Mười đồng")]
    [InlineData(11, "Mười một đồng")]
    [InlineData(14, "Mười bốn đồng")]
    [InlineData(15, "Mười lăm đồng")]
    [InlineData(20, "Hai mươi đồng")]
    [InlineData(21, "Hai mươi mốt đồng")]
    [InlineData(24, "Hai mươi tư đồng")]
    [InlineData(25, "Hai mươi lăm đồng")]
    [InlineData(91, "Chín mươi mốt đồng")]
    [InlineData(100, "Một trăm đồng")]
    [InlineData(101, "Một trăm lẻ một đồng")]
    [InlineData(104, "Một trăm lẻ bốn đồng")]
    [InlineData(105, "Một trăm lẻ năm đồng")]
    [InlineData(110, "Một trăm mười đồng")]
    [InlineData(115, "Một trăm mười lăm đồng")]
    [InlineData(121, "Một trăm hai mươi mốt đồng")]
    [InlineData(999, "Chín trăm chín mươi chín đồng")]
    public void Amount_BelowAThousand_IsSpelled(long amount, string words) => Assert.Equal(words, AmountInWords.Of(new Dong(amount)));

    [Theory]
    [InlineData(1_000, "Một nghìn đồng")]
    [InlineData(1_005, "Một nghìn không trăm lẻ năm đồng")]
    [InlineData(1_050, "Một nghìn không trăm năm mươi đồng")]
    [InlineData(15_000, "Mười lăm nghìn đồng")]
    [InlineData(21_000, "Hai mươi mốt nghìn đồng")]
    [InlineData(105_000, "Một trăm lẻ năm nghìn đồng")]
    [InlineData(360_000, "Ba trăm sáu mươi nghìn đồng")]
    [InlineData(540_000, "Năm trăm bốn mươi nghìn đồng")]
    [InlineData(810_000, "Tám trăm mười nghìn đồng")]
    [InlineData(1_000_000, "Một triệu đồng")]
    [InlineData(1_000_001, "Một triệu không trăm lẻ một đồng")]
    [InlineData(1_001_000, "Một triệu không trăm lẻ một nghìn đồng")]
    [InlineData(1_250_000, "Một triệu hai trăm năm mươi nghìn đồng")]
    [InlineData(1_305_000, "Một triệu ba trăm lẻ năm nghìn đồng")]
    [InlineData(10_800_000, "Mười triệu tám trăm nghìn đồng")]
    public void Amount_OfOnePerson_IsSpelled(long amount, string words) => Assert.Equal(words, AmountInWords.Of(new Dong(amount)));

    [Theory]
    [InlineData(1_000_000_000, "Một tỷ đồng")]
    [InlineData(1_234_567_891, "Một tỷ hai trăm ba mươi tư triệu năm trăm sáu mươi bảy nghìn tám trăm chín mươi mốt đồng")]
    [InlineData(2_005_000_000, "Hai tỷ không trăm lẻ năm triệu đồng")]
    [InlineData(3_000_000_500, "Ba tỷ năm trăm đồng")]
    [InlineData(1_000_000_000_000, "Một nghìn tỷ đồng")]
    [InlineData(1_500_000_000_000, "Một nghìn năm trăm tỷ đồng")]
    [InlineData(32_105_000_000_000, "Ba mươi hai nghìn một trăm lẻ năm tỷ đồng")]
    public void Amount_OfABudget_IsSpelled(long amount, string words) => Assert.Equal(words, AmountInWords.Of(new Dong(amount)));

    [Fact]
    public void Recovery_IsSpelled_AsNegative() => Assert.Equal("Âm ba trăm sáu mươi nghìn đồng", AmountInWords.Of(new Dong(-360_000)));
}
