using System.Text;
using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Tests.Import;

/// <summary>A row of separated text is kept in memory whole: one that is no row of a list is refused before it is (reliability, "Hostile input").</summary>
public sealed class CsvBoundTests
{
    private const string Head = "Họ và tên;Số CCCD\n";

    public static TheoryData<string> Endless => new(
        Head + string.Concat(Enumerable.Repeat("\"\n\";", 100_000)),    // breaks inside quotes, a cell each: no line of it is long
        Head + new string(';', 20_000),                                  // more cells than Excel has columns
        Head + string.Concat(Enumerable.Repeat("Nguyễn Văn An;", 40_000)));

    [Theory]
    [MemberData(nameof(Endless))]
    public void Row_WithoutEnd_IsRefusedWithASentence(string text)
    {
        using var content = Of(text);
        var source = WorkbookReader.Open(content, FileGuard.Inspect(content, "dai.csv").Value).Value;

        var refused = Assert.Throws<UnreadableSheetException>(() => source.Lines(0).Count());

        Assert.Equal(SheetProblems.LineTooLong.Code, refused.Problem.Code);
        Assert.Contains("Hãy mở tệp bằng Excel, chỉ giữ các cột của danh sách", refused.Problem.Message, StringComparison.Ordinal);
    }

    // Excel writes a separator for each column that is formatted; and a long list is no long row.
    [Fact]
    public void Rows_OfAList_AreReadHoweverManyOrWide()
    {
        using var content = Of(Head + "Nguyễn Văn An;038050123456" + new string(';', 16_000) + "\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"Người thứ {i};\"038{i:000000000}\"\n")));
        var source = WorkbookReader.Open(content, FileGuard.Inspect(content, "ds.csv").Value).Value;

        var lines = source.Lines(0).ToList();

        Assert.Equal(20_002, lines.Count);
        Assert.Equal(("038050123456", "Người thứ 19999"), (lines[1][1].Text, lines[^1][0].Text));
        Assert.True(lines[1].Cells.Count <= 200);
    }

    private static MemoryStream Of(string text) => new([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)]);
}
