using System.Text;
using Protos.Values;

namespace Protos.Tests.Values;

/// <summary>Comparing and searching names (policy appendix B, "Name matching").</summary>
public sealed class VietnameseTextTests
{
    [Theory]
    [InlineData("Nguyễn Văn Thủy", "nguyen van thuy")]
    [InlineData("ĐẶNG THỊ ĐÀO", "dang thi dao")]
    [InlineData("Phường Ỷ La", "phuong y la")]
    [InlineData("Tưởng Ước Nguyện", "tuong uoc nguyen")]
    [InlineData("  Lê   Ơ  ", "le o")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Text_Folded_HasNoAccents(string? text, string folded) => Assert.Equal(folded, VietnameseText.Fold(text));

    [Theory]
    [InlineData("Nguyễn Văn Hoà", "nguyễn văn hòa")]
    [InlineData("LÊ THỊ THUỶ", "Lê Thị Thủy")]
    [InlineData("Trần Khoẻ", "Trần Khỏe")]
    [InlineData(" Phạm  Văn\tTuý ", "Phạm Văn Túy")]
    public void Names_DifferingInCaseSpaceOrTonePlacement_AreOne(string one, string other) =>
        Assert.Equal(VietnameseText.NameKey(one), VietnameseText.NameKey(other));

    [Theory]
    [InlineData("Nguyễn Văn Hòa", "Nguyễn Văn Hoa")]
    [InlineData("Lê Thị Đào", "Lê Thị Dao")]
    [InlineData("Trần Tú", "Trần Tư")]
    [InlineData("Lê Quý", "Lê Quy")]
    public void Names_DifferingInAccents_AreTwo(string one, string other) =>
        Assert.NotEqual(VietnameseText.NameKey(one), VietnameseText.NameKey(other));

    [Fact]
    public void Text_InDecomposedForm_IsStoredComposed()
    {
        var decomposed = "Nguyễn Thị Đượm".Normalize(NormalizationForm.FormD);

        Assert.Equal("Nguyễn Thị Đượm", VietnameseText.Clean(decomposed));
        Assert.Equal(VietnameseText.NameKey("Nguyễn Thị Đượm"), VietnameseText.NameKey(decomposed));
        Assert.Equal("nguyen thi duom", VietnameseText.Fold(decomposed));
    }

    [Fact]
    public void Names_Sorted_AreInTheOrderOfGivenNameThenFamilyName()
    {
        string[] ordered =
        [
            "Hà Văn An", "Lê Thị An", "Lê Văn An", "Nguyễn An", "Nguyễn Thị An", "Trần An", "Lê Ạn", "Lê Thị Anh", "Lê Ăn", "Lê Ân", "Lê Ấn", "Vũ Dần", "Cao Đan", "Trần Lan", "Lê Lân",
            "Đỗ Hòa Minh", "Lê Thị Oanh", "Lê Ốc", "Lê Ơn", "Lê Tu", "Lê Tú", "Lê Tư",
        ];

        Assert.Equal(ordered, ordered.Reverse().OrderBy(VietnameseText.SortKey, StringComparer.Ordinal));
        Assert.Equal(VietnameseText.SortKey("NGUYỄN  VĂN HOÀ"), VietnameseText.SortKey("Nguyễn Văn Hòa".Normalize(NormalizationForm.FormD)));
        Assert.Equal("", VietnameseText.SortKey(" "));
    }

    [Theory]
    [InlineData(150, "1,5")]
    [InlineData(100, "1,0")]
    [InlineData(250, "2,5")]
    [InlineData(125, "1,25")]
    public void Coefficient_Printed_HasAComma(int hundredths, string printed) => Assert.Equal(printed, VietnameseFormat.Coefficient(hundredths));

    [Fact]
    public void Date_Printed_IsDayMonthYear() => Assert.Equal("05/01/2023", VietnameseFormat.Date(new DateOnly(2023, 1, 5)));
}
