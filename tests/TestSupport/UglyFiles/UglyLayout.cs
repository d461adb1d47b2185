using ProvinceNode.Import.Columns;

namespace TestSupport.UglyFiles;

/// <summary>What stands around the people of a list.</summary>
public sealed class UglyLayout
{
    public bool Titles { get; set; }

    public bool Numbering { get; set; }

    public bool HeadingAgain { get; set; }

    public bool Subtotals { get; set; }

    public bool GrandTotal { get; set; }

    /// <summary>A row with the village's name before its people, who are sorted by village.</summary>
    public bool VillageRows { get; set; }

    /// <summary>The village stands once, in a cell merged over its people.</summary>
    public bool VillageMerged { get; set; }

    /// <summary>The commune stands in the title only.</summary>
    public string CommuneTitle { get; set; } = "";

    public bool Signatures { get; set; }

    public bool BlankRows { get; set; }

    public bool HiddenSheet { get; set; }

    /// <summary>Empty columns at the left.</summary>
    public int Shift { get; set; }

    internal List<GridSheet> Sheets(UglyDraft draft)
    {
        var sheet = new GridSheet { Name = "Danh sách" };
        if (Titles || CommuneTitle.Length > 0)
        {
            Row(sheet, "UBND HUYỆN HẬU LỘC", null, null, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
            Row(sheet, "DANH SÁCH CHI TRẢ TRỢ CẤP BẢO TRỢ XÃ HỘI THÁNG 8 NĂM 2025");
            sheet.Merges.Add(new GridMerge(1, Shift, 1, Shift + draft.Columns.Count - 1));
            Row(sheet, CommuneTitle.Length > 0 ? CommuneTitle : "(Kèm theo Quyết định số 12/QĐ-UBND ngày 01/08/2025)");
            Row(sheet);
        }

        Heading(sheet, draft, merge: true);
        if (Numbering)
        {
            Row(sheet, [.. draft.Columns.Select((_, i) => (GridCell?)$"({i + 1})")]);
        }

        People(sheet, draft);
        if (GrandTotal)
        {
            Row(sheet, null, "Tổng cộng", null, null, null, "9.999.000");
        }

        if (Signatures)
        {
            Row(sheet, null, "Số tiền bằng chữ: Chín triệu đồng");
            Row(sheet, null, null, null, "Hậu Lộc, ngày 05 tháng 8 năm 2025");
            Row(sheet, null, "Người lập biểu", null, "CHỦ TỊCH");
            Row(sheet, null, "Nguyễn Văn Lập", null, "Trần Văn Chủ");
        }

        return HiddenSheet ? [Old(), sheet] : [sheet];
    }

    private void People(GridSheet sheet, UglyDraft draft)
    {
        var order = Order(draft);
        var village = draft.Columns.FindIndex(c => c.Field == Field.Village);
        var (last, start) = ("", 0);
        for (var n = 0; n < order.Count; n++)
        {
            if (order[n].Village != last)
            {
                Between(sheet, order[n].Village, first: n == 0);
            }

            var cells = draft.Columns.Select(c => c.Cells[order[n].i]).ToArray();
            if (VillageMerged && order[n].Village == last)
            {
                cells[village] = null;
                if (draft.Form == "csv")
                {
                    draft.People[order[n].i].Truth.Remove(Field.Village); // text keeps no merged cells: nothing is said any more
                }
            }
            else
            {
                Close(sheet, start, village);
                start = sheet.Rows.Count;
            }

            Row(sheet, cells);
            last = order[n].Village;
            After(sheet, draft, n);
        }

        Close(sheet, start, village);
        Sorted = [.. order.Select(o => o.i)];
    }

    /// <summary>People in the order in which they stand in the sheet.</summary>
    public IReadOnlyList<int> Sorted { get; private set; } = [];

    private void Between(GridSheet sheet, string village, bool first)
    {
        if (VillageRows)
        {
            Row(sheet, null, village);
        }

        if (!first && Subtotals && !VillageMerged)
        {
            Row(sheet, null, "Cộng", null, null, null, "3");
        }
    }

    private void After(GridSheet sheet, UglyDraft draft, int n)
    {
        if (!VillageMerged && BlankRows && n % 3 == 1)
        {
            Row(sheet);
        }

        if (!VillageMerged && HeadingAgain && n % 4 == 3)
        {
            Heading(sheet, draft, merge: false);
        }
    }

    private List<(string Village, int i)> Order(UglyDraft draft)
    {
        var people = draft.People.Select((p, i) => (Village: (string)p.Truth[Field.Village], i));
        return VillageRows || VillageMerged ? [.. people.OrderBy(p => p.Village, StringComparer.Ordinal)] : [.. people];
    }

    private void Close(GridSheet sheet, int start, int village)
    {
        if (VillageMerged && sheet.Rows.Count - start > 1 && start > 0)
        {
            sheet.Merges.Add(new GridMerge(start, village + Shift, sheet.Rows.Count - 1, village + Shift));
        }
    }

    private void Heading(GridSheet sheet, UglyDraft draft, bool merge)
    {
        var columns = draft.Columns;
        if (columns.All(c => c.Above.Length == 0))
        {
            Row(sheet, [.. columns.Select(c => (GridCell?)c.Title)]);
            return;
        }

        var top = Row(sheet, [.. columns.Select((c, i) => (GridCell?)(c.Above.Length == 0 ? c.Title : i > 0 && columns[i - 1].Above == c.Above ? null : c.Above))]);
        Row(sheet, [.. columns.Select(c => (GridCell?)(c.Above.Length == 0 ? null : c.Title))]);
        for (var i = 0; merge && i < columns.Count; i++)
        {
            if (columns[i].Above.Length == 0)
            {
                sheet.Merges.Add(new GridMerge(top, i + Shift, top + 1, i + Shift));
            }
            else if (i == 0 || columns[i - 1].Above != columns[i].Above)
            {
                sheet.Merges.Add(new GridMerge(top, i + Shift, top, columns.FindLastIndex(c => c.Above == columns[i].Above) + Shift));
            }
        }
    }

    private int Row(GridSheet sheet, params GridCell?[] cells) => sheet.Add([.. new GridCell?[Shift], .. cells]);

    private static GridSheet Old()
    {
        var sheet = new GridSheet { Name = "Tháng trước", Hidden = true };
        sheet.Add("STT", "Họ và tên", "Năm sinh", "Số CCCD");
        sheet.Add("1", "Người Đã Chết", "1930", "038030000001");
        return sheet;
    }
}
