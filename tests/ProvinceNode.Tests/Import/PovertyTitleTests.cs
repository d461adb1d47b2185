using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Poverty;
using ProvinceNode.Import.Values;
using ProvinceNode.Registry;

namespace ProvinceNode.Tests.Import;

/// <summary>What titles, sheets and marks of a list of poor households say, and what they leave open.</summary>
public sealed class PovertyTitleTests
{
    [Theory]
    [InlineData("DANH SÁCH HỘ NGHÈO NĂM 2027", PovertyTitle.Poor)]
    [InlineData("Mẫu số 7.1. Danh sách hộ nghèo", PovertyTitle.Poor)]
    [InlineData("Nghèo 2027", PovertyTitle.Poor)]
    [InlineData("DS HN", PovertyTitle.Poor)]
    [InlineData("Danh sách hộ tái nghèo", PovertyTitle.Poor)]
    [InlineData("DANH SÁCH HỘ CẬN NGHÈO (Kèm theo Quyết định công nhận hộ nghèo)", PovertyTitle.NearPoor)]
    [InlineData("Cận nghèo", PovertyTitle.NearPoor)]
    [InlineData("UBND xã Hoa Lộc - Danh sách hộ cận nghèo theo chuẩn nghèo đa chiều", PovertyTitle.NearPoor)]
    [InlineData("II. Hộ cận nghèo (15 hộ)", PovertyTitle.NearPoor)]
    [InlineData("Danh sách hộ thoát nghèo", PovertyTitle.LeftPoverty)]
    [InlineData("Thoát nghèo", PovertyTitle.LeftPoverty)]
    [InlineData("Hộ thoát cận nghèo", PovertyTitle.Neither)]
    [InlineData("Hộ không nghèo", PovertyTitle.Neither)]
    [InlineData("HN và cận nghèo, hộ nghèo", PovertyTitle.Several)]
    [InlineData("Danh sách hộ nghèo, hộ thoát nghèo", PovertyTitle.Several)]
    [InlineData("BAN CHỈ ĐẠO GIẢM NGHÈO", PovertyTitle.Nothing)]
    [InlineData("BAN CHỈ ĐẠO RÀ SOÁT HỘ NGHÈO", PovertyTitle.Nothing)]
    [InlineData("Theo chuẩn nghèo đa chiều giai đoạn 2022-2025", PovertyTitle.Nothing)]
    [InlineData("(Kèm theo Quyết định công nhận hộ nghèo)", PovertyTitle.Nothing)]
    [InlineData("Danh sách đối tượng", PovertyTitle.Nothing)]
    public void Title_OfAList_NamesWhatItLists(string title, PovertyTitle expected) => Assert.Equal(expected, PovertyTitles.Of(title));

    [Theory]
    [InlineData("000.00.38.H56-221005-0001", "hồ sơ 000.00.38.H56-221005-0001")]
    [InlineData("“thang 8.xlsx”, trang “Danh sách”", "tệp “thang 8.xlsx”, trang “Danh sách”")]
    [InlineData("Danh sách hộ nghèo, cận nghèo năm 2027: “a.xlsx”", "danh sách hộ nghèo, cận nghèo năm 2027: “a.xlsx”")]
    public void Source_OfAYear_IsWordedForWhatItIs(string source, string expected) => Assert.Equal(expected, PovertyYear.Told(source));

    // Relation and mark of each row, from the top; what holds for it. "^": merged down from the row above.
    [Theory]
    [InlineData("Chủ hộ:x Vợ: Con: Chủ_hộ: Con:", "x x x - -")]
    [InlineData("1:x 3: 1: 3:", "x x - -")]
    [InlineData("Chủ_hộ:x Con:^ Chủ_hộ:^", "x x x")]
    [InlineData(":x :", "x -")]
    public void Mark_OfAHead_HoldsForHisHouseholdAlone(string rows, string expected)
    {
        var marks = new ProvinceNode.Import.Rows.HouseholdMarks(new SheetHeader(1, 1, [["Quan hệ với chủ hộ"], ["Hộ nghèo"]], []), new ColumnMap([]), 2027);
        var told = rows.Replace("Chủ hộ", "Chủ_hộ", StringComparison.Ordinal).Split(' ').Select(r => r.Split(':'))
            .Select(r => (Own: r[1] == "^" ? "" : r[1], Marks: marks.Of([r[0].Replace('_', ' '), r[1] == "^" ? "" : r[1]], _ => r[1] == "^" ? "x" : ""))).Select(t => t.Own.Length > 0 ? t.Own : t.Marks.GetValueOrDefault(1, "-"));
        Assert.Equal(expected, string.Join(' ', told));
    }

    [Theory]
    // Titles alone.
    [InlineData("Danh sách", "BAN CHỈ ĐẠO GIẢM NGHÈO|DANH SÁCH HỘ CẬN NGHÈO", "Họ và tên=A", 2, "")]
    [InlineData("Danh sách", "Theo chuẩn nghèo đa chiều|DANH SÁCH HỘ CẬN NGHÈO", "Họ và tên=A", 2, "")]
    [InlineData("Cận nghèo", "DANH SÁCH HỘ NGHÈO", "Họ và tên=A", -1, "poverty-status-unclear")]
    [InlineData("Hộ thoát nghèo", "", "Họ và tên=A", -1, "poverty-status-left")]
    [InlineData("Sheet1", "", "Họ và tên=A", -1, "poverty-status-missing")]
    // Marks win over titles; of two headings over a column the lower one tells.
    [InlineData("Sheet1", "DANH SÁCH HỘ NGHÈO", "Hộ nghèo, hộ cận nghèo / Hộ nghèo=|Hộ nghèo, hộ cận nghèo / Hộ cận nghèo=x", 2, "")]
    [InlineData("Sheet1", "", "Hộ nghèo=x|Hộ cận nghèo=x", -1, "poverty-status-twice")]
    [InlineData("Sheet1", "", "Hộ nghèo=Không|Hộ cận nghèo=x", 2, "")]
    [InlineData("Sheet1", "", "Hộ thoát nghèo=x", -1, "poverty-status-left")]
    [InlineData("Sheet1", "", "Hộ thoát nghèo=x|Hộ cận nghèo=x", 2, "")]
    [InlineData("Sheet1", "", "Hộ nghèo=x|Hộ thoát nghèo=x", -1, "poverty-status-unclear")]
    [InlineData("Sheet1", "DANH SÁCH HỘ NGHÈO", "Hộ thoát nghèo=x|Hộ nghèo=x", -1, "poverty-status-unclear")]
    [InlineData("Sheet1", "", "Hộ nghèo=x|Hộ thoát nghèo=Không", 1, "")]
    [InlineData("Sheet1", "", "Hộ thoát cận nghèo=x", 0, "")]
    [InlineData("Sheet1", "DANH SÁCH HỘ NGHÈO", "Hộ nghèo dân tộc thiểu số=Không", -1, "poverty-status-unclear")]
    // Columns that mark nothing of this year.
    [InlineData("Sheet1", "DANH SÁCH HỘ CẬN NGHÈO", "Hộ nghèo năm 2026=x", 2, "")]
    [InlineData("Sheet1", "DANH SÁCH HỘ CẬN NGHÈO", "Mã hộ nghèo=1|Nguyên nhân nghèo=x", 2, "")]
    public void Row_OfAList_TellsItsStatusOrIsAsked(string name, string above, string columns, int status, string problem)
    {
        var cells = columns.Split('|').Select(c => c.Split('=')).ToList();
        var sheet = new ImportSheet { BatchId = Guid.Empty, FileId = Guid.Empty, TenantPath = "38.16072", Ordinal = 1, Index = 0, Name = name };
        sheet.Take(new SheetHeader(1, 1, [.. cells.Select(c => (IReadOnlyList<string>)c[0].Split(" / "))], above.Length == 0 ? [] : above.Split('|')), new ColumnMap([]));
        var row = new ImportRow { BatchId = Guid.Empty, SheetId = Guid.Empty, TenantPath = "38.16072", Sheet = 1, Number = 2, Cells = RowContent.Write([.. cells.Select(c => c[1])]) };

        var told = PovertyMarks.Of(row, RowValues.Empty(), sheet, 2027);

        Assert.Equal((status, problem), ((int?)told.Status ?? -1, told.Problem?.Code ?? ""));
    }
}
