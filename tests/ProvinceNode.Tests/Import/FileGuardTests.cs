using System.Text;
using ProvinceNode.Platform.Sheets;
using TestSupport.UglyFiles;

namespace ProvinceNode.Tests.Import;

/// <summary>What is taken in and what is refused, by content (reliability, "Hostile input").</summary>
public sealed class FileGuardTests
{
    public static TheoryData<string> Hostile => [.. HostileFiles.All.Keys];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void HostileFile_Opened_IsRefusedWithItsSentence(string kind)
    {
        var (name, content, problem) = HostileFiles.All[kind];
        using var stream = new MemoryStream(content);
        var guarded = FileGuard.Inspect(stream, name);
        var problems = guarded.Succeeded ? WorkbookReader.Open(stream, guarded.Value).Problems : guarded.Problems;
        var said = Assert.Single(problems);
        Assert.Equal(problem, said.Code);
        Assert.Contains(name, said.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LyingBomb_Unpacked_IsStoppedByItsOwnCount()
    {
        var content = HostileFiles.All["ZipBomb"].Content;
        using var stream = new MemoryStream(content);
        Assert.True(content.Length < 200_000);
        Assert.True(FileGuard.Inspect(stream, "x.xlsx", SheetLimits.Standard with { Ratio = int.MaxValue }).Succeeded);
        Assert.True(FileGuard.Inspect(stream, "x.xlsx", SheetLimits.Standard with { Ratio = int.MaxValue, UnpackedBytes = 1 << 20 }).Has(SheetProblems.Bomb));
    }

    [Fact]
    public void Macros_InAWorkbook_AreRemarkedAndNotRun()
    {
        using var stream = new MemoryStream(HostileFiles.Macros());
        var guarded = FileGuard.Inspect(stream, "co macro.xlsm");
        Assert.Equal(SheetProblems.Macros.Code, Assert.Single(guarded.Value.Remarks).Code);
        Assert.Equal(2, WorkbookReader.Open(stream, guarded.Value).Value.Lines(0).Count());
    }

    [Theory]
    [InlineData("danh sach.xls", FileForm.Html)]
    [InlineData("danh sach.html", FileForm.Html)]
    [InlineData("danh sach.xlsx", FileForm.XmlSpreadsheet)]
    [InlineData("danh sach.xls", FileForm.Workbook)]
    [InlineData("danh sach.xlsx", FileForm.OldWorkbook)]
    [InlineData("danh sach.xls", FileForm.Text)]
    public void RightContent_BehindAnotherName_IsReadByItsContent(string name, FileForm form)
    {
        using var stream = new MemoryStream(Content(form));
        var guarded = FileGuard.Inspect(stream, name).Value;
        Assert.Equal(form, guarded.Form);
        Assert.Equal(name == "danh sach.html" ? 0 : 1, guarded.Remarks.Count);
        Assert.All(guarded.Remarks, r => Assert.Equal("warn-import-other-name", r.Code));
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\Users\a\ds.xlsx", "ds.xlsx")]
    [InlineData("", "không tên")]
    public void Name_WithFolders_IsCutToTheFile(string name, string bare) => Assert.Equal(bare, FileGuard.Bare(name));

    private static byte[] Content(FileForm form)
    {
        var sheet = new GridSheet();
        sheet.Add("Họ và tên", "Thôn");
        sheet.Add("Nguyễn Thị Hường", "Thôn Đông");
        return form switch
        {
            FileForm.Html => TextFiles.Html([sheet]),
            FileForm.XmlSpreadsheet => TextFiles.Xml([sheet]),
            FileForm.OldWorkbook => XlsFile.Of([sheet]),
            FileForm.Text => TextFiles.Csv(sheet, ';', Encoding.UTF8),
            _ => XlsxFile.Of([sheet]),
        };
    }
}
