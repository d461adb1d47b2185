using System.Text;
using ProvinceNode.Platform.Sheets;
using TestSupport.UglyFiles;

namespace ProvinceNode.Tests.Import;

/// <summary>Every form of file gives the same rows.</summary>
public sealed class WorkbookReaderTests
{
    private static readonly string[] Forms = ["xlsx", "xls", "html", "xml", "csv"];

    public static TheoryData<string> EveryForm => [.. Forms];

    [Theory]
    [MemberData(nameof(EveryForm))]
    public void Rows_OfEachForm_AreAsAPersonSeesThem(string form)
    {
        var sheet = new GridSheet { Name = "Xã Hoa Lộc" };
        sheet.Add("DANH SÁCH", null, null);
        sheet.Add("Họ và tên", "Số CCCD", "Ngày sinh");
        sheet.Add(null, null, null);
        sheet.Add("Nguyễn Thị \"Hường\"\nkhác", "038050123456", new DateTime(1954, 3, 2));
        sheet.Add("Lê, Văn; Bảy", 12.5, null);
        if (form != "csv")
        {
            sheet.Merges.Add(new GridMerge(0, 0, 0, 2));
        }

        var source = Open(sheet, form);
        var lines = source.Lines(0).ToList();
        Assert.Equal([1, 2, 4, 5], lines.Select(l => l.Number));
        Assert.Equal("Nguyễn Thị \"Hường\"\nkhác", lines[2][0].Text);
        Assert.Equal(["038050123456", "02/03/1954"], [lines[2][1].Text, lines[2][2].Text]);
        Assert.Equal(["Lê, Văn; Bảy", "12,5", ""], [lines[3][0].Text, lines[3][1].Text, lines[3][99].Text]);
        Assert.Equal(form == "csv" ? [] : [new MergedRange(0, 0, 0, 2)], source.Sheets[0].Merged);
        Assert.Equal(lines.Count, source.Lines(0).Count()); // a second reading starts anew
    }

    [Theory]
    [InlineData("xlsx")]
    [InlineData("xls")]
    [InlineData("xml")]
    public void HiddenSheet_AmongOthers_IsFlagged(string form)
    {
        GridSheet[] sheets = [new() { Name = "Tháng 9" }, new() { Name = "Cũ", Hidden = true }];
        sheets[0].Add("a", "b");
        sheets[1].Add("c", "d");
        using var stream = new MemoryStream(form switch { "xlsx" => XlsxFile.Of(sheets), "xls" => XlsFile.Of(sheets), _ => TextFiles.Xml(sheets) });
        var source = WorkbookReader.Open(stream, FileGuard.Inspect(stream, "a." + form).Value).Value;
        Assert.Equal([("Tháng 9", false), ("Cũ", true)], source.Sheets.Select(s => (s.Name, s.Hidden)));
        Assert.Equal("c", source.Lines(1).Single()[0].Text);
    }

    [Fact]
    public void Formula_InACell_GivesItsKeptValue()
    {
        var sheet = new GridSheet();
        sheet.Add(new GridCell(540000d, Formula: "360000*1.5"), new GridCell("Nữ", Formula: "IF(1=1,\"Nữ\",\"Nam\")"), new GridCell("#N/A"), new GridCell(true), new GridCell("#N/A"), new GridCell("#N/A"), new GridCell(5d));
        using var stream = new MemoryStream(XlsxFile.Of([sheet]));
        var line = WorkbookReader.Open(stream, FileGuard.Inspect(stream, "a.xlsx").Value).Value.Lines(0).Single();
        Assert.Equal((CellKind.Number, 540000d), (line[0].Kind, line[0].Number));
        Assert.Equal("Nữ", line[1].Text);
        Assert.All([2, 4, 5], c => Assert.Equal((CellKind.Error, "#N/A"), (line[c].Kind, line[c].Text)));
        Assert.Equal(5d, line[6].Number);
        Assert.Equal(CellKind.Truth, line[3].Kind);
    }

    [Theory]
    [InlineData(38050123456d, null, "38050123456")]
    [InlineData(38050123456d, "000000000000", "038050123456")]
    [InlineData(38050123456d, "\"0\"#", "038050123456")]
    [InlineData(38050123456d, "0.00E+00", "38050123456")]
    [InlineData(1080000d, "#,##0", "1.080.000")]
    [InlineData(1080000d, "#,##0\\ \"đ\"", "1.080.000 đ")]
    [InlineData(1080000d, "_-* #,##0_-;\\-* #,##0_-;_-* \"-\"??_-;_-@_-", "1.080.000")]
    [InlineData(1.5d, "0.0", "1,5")]
    [InlineData(1.5d, "General", "1,5")]
    public void Number_WithAFormat_ShowsAsInExcel(double number, string? format, string text) => Assert.Equal(text, NumberFormats.Show(number, format));

    [Fact]
    public void Date_FormattedAsYear_ShowsTheYear()
    {
        var date = new DateTime(1954, 1, 1);
        Assert.Equal(["1954", "01/1954", "01/01/1954"], [NumberFormats.Show(date, "yyyy"), NumberFormats.Show(date, "mm/yyyy"), NumberFormats.Show(date, "[$-42A]dd/mm/yyyy;@")]);
    }

    [Theory]
    [InlineData(',', "utf-8")]
    [InlineData(';', "utf-8 bom")]
    [InlineData('\t', "utf-16")]
    [InlineData('|', "utf-16be")]
    [InlineData(';', "utf-16 bare")]
    [InlineData(';', "1258")]
    [InlineData('\t', "tcvn3")]
    [InlineData(',', "vni")]
    public void SeparatedText_InEachEncoding_IsToldByItself(char delimiter, string encoding)
    {
        var sheet = new GridSheet();
        string Typed(string text) => encoding switch { "tcvn3" => OldFonts.Tcvn3(text), "vni" => OldFonts.Vni(text), _ => text };
        sheet.Add("STT", Typed("Họ và tên"), Typed("Thôn"));
        foreach (var i in Enumerable.Range(1, 5))
        {
            sheet.Add($"{i}", Typed("Nguyễn Thị Hường, bà"), Typed("Thôn \"Đông\"\nThịnh"));
        }

        var bytes = encoding switch
        {
            "utf-8 bom" => TextFiles.Csv(sheet, delimiter, Encoding.UTF8),
            "utf-16" => TextFiles.Csv(sheet, delimiter, Encoding.Unicode),
            "utf-16be" => TextFiles.Csv(sheet, delimiter, Encoding.BigEndianUnicode),
            "utf-16 bare" => TextFiles.Csv(sheet, delimiter, new UnicodeEncoding(false, false)),
            "1258" => TextFiles.Csv1258(sheet, delimiter),
            "tcvn3" or "vni" => TextFiles.Csv(sheet, delimiter, Encoding.GetEncoding(1252)),
            _ => TextFiles.Csv(sheet, delimiter, new UTF8Encoding(false)),
        };
        using var stream = new MemoryStream(bytes);
        var source = Assert.IsType<CsvSheets>(WorkbookReader.Open(stream, FileGuard.Inspect(stream, "ds.csv").Value).Value);
        Assert.Equal(delimiter, source.Delimiter);
        var line = source.Lines(0).Last();
        Assert.Equal((6, Typed("Nguyễn Thị Hường, bà")), (line.Number, line[1].Text));
        Assert.Equal(Typed("Thôn \"Đông\"\nThịnh"), line[2].Text);
    }

    [Fact]
    public void ManyRows_BeyondTheBound_StopWithASentence()
    {
        var sheet = new GridSheet();
        for (var i = 0; i < 30; i++)
        {
            sheet.Add($"dòng {i}", "x");
        }

        using var stream = new MemoryStream(XlsxFile.Of([sheet]));
        var guarded = FileGuard.Inspect(stream, "a.xlsx", SheetLimits.Standard with { Rows = 20 }).Value;
        var broken = Assert.Throws<UnreadableSheetException>(() => WorkbookReader.Open(stream, guarded).Value.Lines(0).Count());
        Assert.Equal(SheetProblems.TooManyRows.Code, broken.Problem.Code);
    }

    [Theory]
    [InlineData(0, "A")]
    [InlineData(25, "Z")]
    [InlineData(26, "AA")]
    [InlineData(27, "AB")]
    [InlineData(702, "AAA")]
    public void Column_ByNumber_HasExcelLetters(int column, string letters) => Assert.Equal(letters, CellPlace.ColumnLetters(column));

    internal static SheetSource Open(GridSheet sheet, string form)
    {
        var stream = new MemoryStream(form switch
        {
            "xlsx" => XlsxFile.Of([sheet]), "xls" => XlsFile.Of([sheet]), "html" => TextFiles.Html([sheet]), "xml" => TextFiles.Xml([sheet]), _ => TextFiles.Csv(sheet, ';', Encoding.UTF8),
        });
        return WorkbookReader.Open(stream, FileGuard.Inspect(stream, "a." + form).Value).Value;
    }
}
