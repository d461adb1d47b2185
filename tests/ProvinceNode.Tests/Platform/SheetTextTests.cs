using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Tests.Platform;

/// <summary>Texts of cells that nobody's spreadsheet program runs, and that come back as they were.</summary>
public sealed class SheetTextTests
{
    // A control character behind an apostrophe made a workbook that opened nowhere.
    [Theory]
    [InlineData("'a\u0001b", "''ab")]
    [InlineData("\u0001'a", "''a")]
    [InlineData("\u0001=1+1", "'=1+1")]
    [InlineData("'=1+1", "''=1+1")]
    [InlineData("Lê Thị Sau", "Lê Thị Sau")]
    public void Text_QuotedForACell_HoldsNothingThatBreaksTheFile(string text, string quoted) => Assert.Equal(quoted, SheetText.Quoted(text));
}
