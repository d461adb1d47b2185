using ProvinceNode.Payments.OnPaper;

namespace ProvinceNode.Tests.Payments.OnPaper;

/// <summary>Orders of lines as officials write them.</summary>
public sealed class PaperRowsTests
{
    [Theory]
    [InlineData("1-3, 7", "1-3, 7")]
    [InlineData("7;1–3 , 2", "1-3, 7")]
    [InlineData("", "")]
    [InlineData("10", "10")]
    [InlineData("9, 10, 8", "8-10")]
    public void Rows_WrittenInAnyWay_AreKeptInOne(string text, string kept) => Assert.Equal(kept, PaperRows.Words(PaperRows.Parse(text, 10)!));

    [Theory]
    [InlineData("0")]
    [InlineData("11")]
    [InlineData("3-1")]
    [InlineData("1-2-3")]
    [InlineData("một")]
    [InlineData("-5")]
    [InlineData("1-99999999999")]
    public void Rows_ThatAreNotThere_AreNone(string text) => Assert.Null(PaperRows.Parse(text, 10));
}
