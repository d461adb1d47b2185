using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Results;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Results;

/// <summary>A payer's line that waits fits its column, whatever it says, and comes out as it went in.</summary>
public sealed class WaitingContentTests
{
    private static readonly ResultRow Row = new()
    {
        ListId = Guid.NewGuid().ToString("D"), RowId = Guid.NewGuid().ToString("D"), Status = WireCodes.Paid, Amount = new Dong(540_000), PaidAt = new DateTime(2022, 11, 5, 8, 30, 0), Method = WireCodes.CashPoint,
        CollectedBy = WireCodes.Self, CollectorName = "Nguyễn Thị Ngọc Ánh", CollectorId = "038149000001", Evidence = "CT-1", Version = 3,
    };

    [Fact]
    public void Content_OfALongVietnameseReason_FitsAndComesBackWhole()
    {
        var row = Row with { ReasonText = string.Concat(Enumerable.Repeat("đã nhận đủ tiền ", 18)), Evidence = new string('ế', 100), CollectorName = new string('ữ', 120) };

        var content = WaitingContent.Of(row);

        Assert.InRange(content.Length, 1, ResultFault.LongestContent);
        Assert.Equal(row, WaitingContent.Read(content));
    }

    [Fact]
    public void Content_OfSignsThatAreEscaped_FitsAndKeepsWhatCounts()
    {
        var row = Row with { ReasonText = new string('"', 300), Evidence = new string('<', 100), CollectorName = new string('&', 200) };

        var content = WaitingContent.Of(row);

        Assert.InRange(content.Length, 1, ResultFault.LongestContent);
        Assert.Equal(row with { ReasonText = "", Evidence = "", CollectorName = "" }, WaitingContent.Read(content));
    }

    [Fact]
    public void Content_ThatNamesTheIllness_IsKeptNeutral() => Assert.DoesNotContain("HIV", WaitingContent.Of(Row with { ReasonText = "Đi điều trị HIV ở tỉnh" }), StringComparison.Ordinal);
}
