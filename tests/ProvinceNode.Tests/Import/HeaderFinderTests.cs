using ProvinceNode.Import.Columns;
using ProvinceNode.Platform.Sheets;
using TestSupport.UglyFiles;

namespace ProvinceNode.Tests.Import;

/// <summary>Headings, the map of columns, and rows that are no people.</summary>
public sealed class HeaderFinderTests
{
    [Theory]
    [InlineData("xlsx")]
    [InlineData("csv")]
    public void PaperForm_TwoRowsMerged_IsMapped(string form)
    {
        var sheet = Paper(form != "csv");
        var (header, map) = Read(sheet, form);
        Assert.Equal((5, 7), (header.FirstRow, header.LastRow));
        Assert.Equal(
            [Field.Order, Field.FullName, Field.BirthMale, Field.BirthFemale, Field.CitizenNumber, Field.Village, Field.Category, Field.Coefficient, Field.MonthlyAmount, Field.DecisionNumber, Field.DecisionDate, Field.None],
            map.Columns.Select(c => c.Field));
        Assert.Contains("Xã Hoa Lộc", header.Above);
        Assert.All(map.Columns.Where(c => c.Field != Field.None), c => Assert.InRange(c.Confidence, 0.6, 1));
        Assert.Equal("Năm sinh / Nữ", header.Title(3));
        Assert.Empty(map.Missing);
    }

    [Fact]
    public void ThreeColumnBirth_UnderOneHeading_IsDayMonthYear()
    {
        var sheet = new GridSheet();
        sheet.Add("STT", "Họ tên", "Ngày tháng năm sinh", null, null, "Giới tính", "Dân tộc", "CMND", "CCCD", "Địa chỉ");
        sheet.Add(null, null, "Ngày", "Tháng", "Năm", null, null, null, null, null);
        sheet.Merges.Add(new GridMerge(0, 2, 0, 4));
        sheet.Add("1", "Lê Văn An", "2", "3", "1954", "Nam", "Kinh", "171234567", "038054123456", "Thôn 1");
        var (_, map) = Read(sheet, "xlsx");
        Assert.Equal([Field.Order, Field.FullName, Field.BirthDay, Field.BirthMonth, Field.BirthYear, Field.Sex, Field.Ethnic, Field.OldNumber, Field.CitizenNumber, Field.Address], map.Columns.Select(c => c.Field));
    }

    [Theory]
    [InlineData("Người nhận thay/Họ tên;CCCD;Quan hệ", "ReceiverName,ReceiverNumber,ReceiverRelation")]
    [InlineData("Quyết định/Số;Ngày", "DecisionNumber,DecisionDate")]
    [InlineData("CCCD/Số;Ngày cấp;Nơi cấp", "CitizenNumber,NumberIssuedOn,NumberIssuedBy")]
    [InlineData("Giới tính/Nam;Nữ", "MaleMark,FemaleMark")]
    public void Leaves_UnderACommonHeading_AreReadWithIt(string headings, string fields)
    {
        var (parent, leaves) = (headings.Split('/')[0], headings.Split('/')[1].Split(';'));
        Assert.Equal(fields, string.Join(",", leaves.Select(l => FieldWords.Read([parent, l]).Field)));
    }

    [Theory]
    [InlineData("S.T.T", Field.Order)]
    [InlineData("HỌ VÀ TÊN", Field.FullName)]
    [InlineData("Họ và tên\n(viết in hoa)", Field.FullName)]
    [InlineData("Ho va ten", Field.FullName)]
    [InlineData("Ngày, tháng, năm sinh", Field.Birth)]
    [InlineData("Số CCCD/CMND/ĐDCN", Field.CitizenNumber)]
    [InlineData("Địa chỉ (thôn/bản/tổ)", Field.Village)]
    [InlineData("Địa chỉ (thôn, xã, huyện)", Field.Address)]
    [InlineData("Xã/phường/thị trấn", Field.Commune)]
    [InlineData("Huyện/Quận/Thị xã", Field.District)]
    [InlineData("Tỉnh, thành phố", Field.Province)]
    [InlineData("Giới tính", Field.Sex)]
    [InlineData("Nam/Nữ", Field.Sex)]
    [InlineData("Đối tượng", Field.Category)]
    [InlineData("Loại đối tượng", Field.Category)]
    [InlineData("Mã đối tượng", Field.BeneficiaryCode)]
    [InlineData("Hệ số", Field.Coefficient)]
    [InlineData("Mức chuẩn trợ giúp", Field.StandardLevel)]
    [InlineData("Mức trợ cấp tháng", Field.MonthlyAmount)]
    [InlineData("Kinh phí hỗ trợ chăm sóc, nuôi dưỡng", Field.CareAmount)]
    [InlineData("Thời điểm hưởng", Field.StartMonth)]
    [InlineData("Hưởng từ tháng", Field.StartMonth)]
    [InlineData("Số QĐ", Field.DecisionNumber)]
    [InlineData("Ngày QĐ", Field.DecisionDate)]
    [InlineData("Quan hệ với đối tượng", Field.ReceiverRelation)]
    [InlineData("Số tài khoản", Field.Account)]
    [InlineData("Ngân hàng", Field.Bank)]
    [InlineData("Dạng khuyết tật", Field.DisabilityType)]
    [InlineData("Mức độ khuyết tật", Field.DisabilityDegree)]
    [InlineData("Số giấy xác nhận khuyết tật", Field.CertificateNumber)]
    [InlineData("Ký nhận", Field.None)]
    [InlineData("Họ tên chủ hộ", Field.None)]
    [InlineData("Hộ nghèo", Field.Poverty)]
    [InlineData("Ghi chú", Field.Note)]
    [InlineData("Ngày sinh các con", Field.Children)]
    [InlineData("Năm sinh của con", Field.Children)]
    [InlineData("Con (ngày, tháng, năm sinh)", Field.Children)]
    [InlineData("Còn lại", Field.None)]
    [InlineData("SĐT", Field.Phone)]
    public void Heading_ByItsWords_NamesItsField(string heading, Field field) => Assert.Equal(field, FieldWords.Read([heading]).Field);

    [Fact]
    public void ColumnWithoutWords_ByItsValues_IsGuessedWithLowConfidence()
    {
        var sheet = new GridSheet();
        sheet.Add("STT", "Họ và tên", "Năm sinh", "Thông tin", "Mã đối tượng");
        for (var i = 0; i < 6; i++)
        {
            sheet.Add($"{i + 1}", "Lê Văn An", $"{1950 + i}", $"03805012345{i}", $"A{i}");
        }

        var (_, map) = Read(sheet, "xlsx");
        var guessed = map.Columns[3];
        Assert.Equal(Field.CitizenNumber, guessed.Field);
        Assert.InRange(guessed.Confidence, 0.3, 0.59);
    }

    [Fact]
    public void WrongValues_BelowAHeading_LowerTheConfidence()
    {
        var sheet = new GridSheet();
        sheet.Add("STT", "Họ và tên", "Năm sinh", "Số CCCD");
        for (var i = 0; i < 6; i++)
        {
            sheet.Add($"{i + 1}", "Lê Văn An", $"{1950 + i}", "không rõ");
        }

        var (_, map) = Read(sheet, "xlsx");
        Assert.InRange(map.Columns[3].Confidence, 0, 0.5);
        Assert.Contains("xem lại", map.Columns[3].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void LearnedMap_OfTheSameHeadings_IsOfferedAgain()
    {
        var (header, map) = Read(Paper(true), "xlsx");
        var chosen = map.With(11, Field.Note).With(5, Field.Address);
        var learned = LearnedMap.Of("38.380", header, chosen);
        Assert.Equal(chosen.Columns.Select(c => c.Field), map.With(learned, header).Columns.Select(c => c.Field));
        var other = Paper(true);
        other.Rows[4][11] = "Cột khác";
        var (otherHeader, otherMap) = Read(other, "xlsx");
        Assert.Same(otherMap, otherMap.With(learned, otherHeader));
        Assert.Equal(LearnedMap.FingerprintOf(header), LearnedMap.FingerprintOf(header with { FirstRow = 9, Above = [] }));
    }

    [Theory]
    [InlineData("STT|Nội dung|Giá", false)]
    [InlineData("Danh sách người hưởng trợ cấp xã hội họ tên năm sinh", false)]
    public void Sheet_WithoutPeople_HasNoHeading(string row, bool found)
    {
        var sheet = new GridSheet();
        sheet.Add([.. row.Split('|').Select(t => (GridCell?)t)]);
        Assert.Equal(found, HeaderFinder.Find(WorkbookReaderTests.Open(sheet, "xlsx").Lines(0).ToList(), []) is not null);
    }

    [Theory]
    [InlineData("|Cộng thôn 1||||", RowKind.Total)]
    [InlineData("|Tổng cộng||||1.080.000", RowKind.Total)]
    [InlineData("Cộng:|||||540000", RowKind.Total)]
    [InlineData("|TỔNG SỐ: 25 người||||", RowKind.Total)]
    [InlineData("|Tống Thị Hoa|1954|038154123456||", RowKind.Person)]
    [InlineData("|Nguyễn Văn Cộng|1954|||", RowKind.Person)]
    [InlineData("|Tong Thi Hoa|1954|||", RowKind.Person)]
    [InlineData("|Thôn Đông Thịnh||||", RowKind.Place)]
    [InlineData("I|Thôn Đông Thịnh||||", RowKind.Place)]
    [InlineData("Xã Hoa Lộc|||||", RowKind.Place)]
    [InlineData("II|Người khuyết tật nặng||||", RowKind.Group)]
    [InlineData("STT|Họ và tên|Năm sinh|Số CCCD|Thôn|Số tiền", RowKind.HeadingAgain)]
    [InlineData("(1)|(2)|(3)|(4)|(5)|(6)", RowKind.HeadingAgain)]
    [InlineData("|Số tiền bằng chữ: Một triệu đồng||||", RowKind.Footer)]
    [InlineData("||||Hoa Lộc, ngày 05 tháng 10 năm 2022|", RowKind.Footer)]
    [InlineData("|Người lập biểu|||CHỦ TỊCH|", RowKind.Footer)]
    [InlineData("5|Lê Văn An||||", RowKind.Person)]
    [InlineData("5|Lê Văn An|1954||Đại diện: con trai|", RowKind.Person)]
    [InlineData("|Cộng|12|||", RowKind.Total)]
    [InlineData("5|Lê Văn An|ngày 2 tháng 3 năm 1954|||", RowKind.Person)]
    [InlineData("||Hoa Lộc, ngày 05 tháng 10 năm 2022|||", RowKind.Footer)]
    public void Row_BelowTheHeading_IsSorted(string row, RowKind kind)
    {
        var sheet = new GridSheet();
        sheet.Add("STT", "Họ và tên", "Năm sinh", "Số CCCD", "Thôn", "Số tiền");
        sheet.Add("1", "Lê Văn An", "1954", "038054123456", "Thôn 1", "540000");
        sheet.Add([.. row.Split('|').Select(t => (GridCell?)(t.Length == 0 ? null : t))]);
        var lines = WorkbookReaderTests.Open(sheet, "xlsx").Lines(0).ToList();
        var header = HeaderFinder.Find(lines, [])!;
        var sorter = new RowSorter(header, MapProposal.Make(header, lines.Skip(1).ToList()));
        Assert.Equal(kind, sorter.Next(lines[2], [.. lines[2].Cells.Select(c => c.Text)]).Kind);
    }

    internal static (SheetHeader Header, ColumnMap Map) Read(GridSheet sheet, string form)
    {
        var source = WorkbookReaderTests.Open(sheet, form);
        var lines = source.Lines(0).ToList();
        var header = Assert.IsType<SheetHeader>(HeaderFinder.Find(lines.Take(HeaderFinder.HeadRows).ToList(), source.Sheets[0].Merged));
        return (header, MapProposal.Make(header, lines.Where(l => l.Number > header.LastRow).ToList()));
    }

    private static GridSheet Paper(bool merged)
    {
        var sheet = new GridSheet();
        sheet.Add("UBND HUYỆN HẬU LỘC", null, null, null, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
        sheet.Add("DANH SÁCH CHI TRẢ TRỢ CẤP BẢO TRỢ XÃ HỘI THÁNG 9 NĂM 2024");
        sheet.Add("Xã Hoa Lộc");
        sheet.Add(null, null);
        sheet.Add("STT", "Họ và tên", "Năm sinh", null, "Số CCCD/CMND", "Thôn", "Loại đối tượng", "Hệ số", "Mức trợ cấp tháng", "Quyết định", null, "Ký nhận");
        sheet.Add(null, null, "Nam", "Nữ", null, null, null, null, null, "Số", "Ngày", null);
        sheet.Add("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)=8x360", "(10)", "(11)", "(12)");
        sheet.Add("1", "Lê Văn An", "1954", null, "038054123456", "Thôn 1", "NKT nặng", "1,5", "540.000", "12/QĐ-UBND", "01/02/2022", null);
        sheet.Add("2", "Lê Thị Bé", null, "1955", "038155123456", "Thôn 1", "NKT nặng", "1,5", "540.000", "12/QĐ-UBND", "01/02/2022", null);
        if (merged)
        {
            sheet.Merges.AddRange([new GridMerge(1, 0, 1, 11), new GridMerge(4, 2, 4, 3), new GridMerge(4, 9, 4, 10), .. new[] { 0, 1, 4, 5, 6, 7, 8, 11 }.Select(c => new GridMerge(4, c, 5, c))]);
        }

        return sheet;
    }
}
