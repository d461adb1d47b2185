using System.Diagnostics;
using Protos.Values;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Rows;
using ProvinceNode.Platform.Sheets;
using TestSupport.UglyFiles;

namespace ProvinceNode.Tests.Import;

/// <summary>A sheet from its survey to its rows.</summary>
public sealed class ReadSheetTests
{
    private static readonly ReadSettings Settings = new("38", UglyDraft.Today, UglyDraft.Today, PayMonth.Of(UglyDraft.Today));

    [Fact]
    public void Sheet_WithoutAHeading_SaysWhatToDo()
    {
        var sheet = new GridSheet { Name = "Ghi chép" };
        sheet.Add("Mua gạo", 500_000);
        sheet.Add("Mua mắm", 20_000);
        Assert.Equal(RowProblems.NoHeading.Code, Survey(sheet).Problems.Single().Code);
    }

    [Fact]
    public void Sheet_WithoutNames_AsksForTheColumn()
    {
        var sheet = new GridSheet();
        sheet.Add("STT", "Số tiền", "Thôn", "Ghi chú");
        sheet.Add("1", "540.000", "Thôn 1", "x");
        Assert.Equal(["import-field-missing", "import-field-missing"], ReadSheet.Check(Survey(sheet).Value).Select(p => p.Code));
    }

    [Fact]
    public void EmptyCell_InARow_IsNoValueAndNoFault()
    {
        var row = Rows(Table(["STT", "Họ và tên", "Năm sinh", "Số CCCD", "Dân tộc", "Điện thoại"], ["1", "Lê Văn An", "1954", "038054123456", null, "  "])).Single();
        Assert.Equal(RowVerdict.Valid, row.Verdict);
        Assert.Equal([Field.FullName, Field.Birth, Field.CitizenNumber], row.Values.Keys.Order());
    }

    [Fact]
    public void Value_OfARow_KnowsItsCell()
    {
        var row = Rows(Table(["STT", "Họ và tên", "Năm sinh", "Số CCCD"], ["1", "Lê Văn An", "1954", "38054123456"])).Single();
        Assert.Equal(new CellPlace("a.xlsx", "Sheet1", 2, 3), row.Values[Field.CitizenNumber].Place);
        Assert.Equal("D2", row.Values[Field.CitizenNumber].Place.Address);
        var fault = Assert.Single(row.Faults);
        Assert.Equal(("warn-import-number-zero", "D2", "038054123456"), (fault.Problem.Code, fault.Place.Address, fault.Mend));
        Assert.Equal("a.xlsx, trang Sheet1, ô D2", fault.Place.ToString());
    }

    [Fact]
    public void Person_Twice_IsNamedWithTheFirstPlace()
    {
        var rows = Rows(Table(
            ["STT", "Họ và tên", "Năm sinh", "Số CCCD", "Thôn"],
            ["1", "Lê Văn An", "1954", "038054123456", "Thôn 1"], ["2", "Lê Văn An", "1954", "038054123456", "Thôn 1"], ["3", "LÊ VĂN AN", "1954", "", "thôn 1"], ["4", "Lê Văn An", "1954", "", "Thôn 2"]));
        Assert.Equal([RowVerdict.Valid, RowVerdict.Refused, RowVerdict.ValidWithWarnings, RowVerdict.Valid], rows.Select(r => r.Verdict));
        Assert.Contains("ô D2", rows[1].Faults[0].Problem.Message, StringComparison.Ordinal);
        Assert.Equal("B4", rows[2].Faults.Single().Place.Address);
    }

    [Fact]
    public void Number_AgainstItsOwner_IsWarnedOf()
    {
        var row = Rows(Table(["STT", "Họ và tên", "Năm sinh", "Giới tính", "Số CCCD"], ["1", "Lê Thị Bé", "1955", "Nữ", "038054123456"])).Single();
        Assert.Equal(["warn-import-number-birth", "warn-import-number-sex"], row.Faults.Select(f => f.Problem.Code).Order());
    }

    [Fact]
    public void Person_WithoutBirthAndNumber_IsRefused()
    {
        var rows = Rows(Table(["STT", "Họ và tên", "Năm sinh", "Số CCCD", "Hệ số"], ["1", "Lê Văn An", "1954", "038054123456", "1,5"], ["2", "Lê Thị Bé", null, null, "1,5"]));
        Assert.Equal("import-row-nobody", rows[1].Faults.Single().Problem.Code);
    }

    [Fact]
    public void GroupHeading_AboveRows_GivesTheirCategory()
    {
        var rows = Rows(Table(
            ["STT", "Họ và tên", "Năm sinh", "Số CCCD"],
            ["I", "Người khuyết tật nặng", null, null], ["1", "Lê Văn An", "1980", "038080123456", null], ["II", "Hưu trí xã hội", null, null], ["2", "Lê Văn Bình", "1940", "038040123456"]));
        Assert.Equal(["6.n.adult", "HT.1"], rows.Select(r => r.Get<string>(Field.Category)));
    }

    [Fact]
    public void TwoPlaces_OneAfterTheOther_HoldForTheirRows()
    {
        var rows = Rows(Table(
            ["STT", "Họ và tên", "Năm sinh", "Số CCCD"],
            ["Xã Hoa Lộc"], [null, "Thôn 1"], ["1", "Lê Văn An", "1980", "038080123456"], ["Xã Vạn Lộc"], ["2", "Lê Văn Bình", "1940", "038040123456"]));
        Assert.Equal([("16072", "Thôn 1"), ("16078", null)], rows.Select(r => (r.Get<string>(Field.Commune), r.Get<string>(Field.Village))));
    }

    [Fact]
    public void Name_ThatReadsWellInTwoFonts_GoesBack()
    {
        string?[][] typed =
        [
            ["STT", "Ho va ten", "Nam sinh", "So CCCD"], ["1", "Nguyễn Thị Hường", "1954", "038154123456"], ["2", "Lê Văn Đức", "1955", "038055123456"],
            .. new[] { "Phạm Thị Hường", "Trần Văn Đức", "Đỗ Thế Thọ" }.Select((n, i) => new[] { $"{i + 3}", OldFonts.Tcvn3(n), $"{1956 + i}", $"03805{6 + i}123456" }), ["6", "Lê Thu Hà", "1960", "038160123456"],
        ];
        var row = Rows(Table(typed))[^1];
        Assert.Equal(("import-font-mixed", "Lê Thu Hà"), (row.Faults.Single(f => f.Field == Field.FullName).Problem.Code, row.Faults.Single(f => f.Field == Field.FullName).Mend));
        Assert.Equal(RowVerdict.Refused, row.Verdict);
    }

    [Fact]
    public void FiftyThousandRows_Read_KeepMemoryFlat()
    {
        const int People = 50_000;
        var sheet = new GridSheet();
        var sample = new UglyDraft(3, 100);
        sheet.Add([.. sample.Columns.Select(c => (GridCell?)c.Title)]);
        for (var i = 0; i < People; i++)
        {
            var row = sample.Columns.Select(c => c.Cells[i % 100]).ToArray();
            row[5] = $"038{i % 4}{i % 100:00}{i:000000}";
            sheet.Add(row);
        }

        var content = XlsxFile.Of([sheet]);
        sheet.Rows.Clear();
        var stream = new MemoryStream(content);
        var source = WorkbookReader.Open(stream, FileGuard.Inspect(stream, "lon.xlsx").Value).Value;
        var clock = Stopwatch.StartNew();
        var plain = source.Lines(0).Count();
        var reading = clock.Elapsed;
        clock.Restart();
        var survey = ReadSheet.Survey(source, 0, "lon.xlsx").Value;
        var (count, most, before) = (0, 0L, GC.GetTotalMemory(forceFullCollection: true));
        foreach (var row in new ReadSheet(Settings, UglyDraft.Book).Rows(source, survey, new DuplicateWatch()))
        {
            count += row.Values.Count > 5 ? 1 : 0;
            if (row.Number % 10_000 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        Assert.Equal((People + 1, People), (plain, count));

        // What grows is the key of each number for the search of duplicates: about 200 bytes a person, places included.
        Assert.True(most < 48L << 20, $"{most >> 20} MB for {content.Length >> 20} MB; read {reading}, rows {clock.Elapsed}");
    }

    private static ProvinceNode.Platform.Outcome<SurveyedSheet> Survey(GridSheet sheet) => ReadSheet.Survey(WorkbookReaderTests.Open(sheet, "xlsx"), 0, "a.xlsx");

    private static GridSheet Table(params string?[][] rows)
    {
        var sheet = new GridSheet();
        foreach (var row in rows)
        {
            sheet.Add([.. row.Select(t => (GridCell?)t)]);
        }

        return sheet;
    }

    private static List<ImportedRow> Rows(GridSheet sheet)
    {
        var source = WorkbookReaderTests.Open(sheet, "xlsx");
        return new ReadSheet(Settings, UglyDraft.Book).Rows(source, ReadSheet.Survey(source, 0, "a.xlsx").Value, new DuplicateWatch()).ToList();
    }
}
