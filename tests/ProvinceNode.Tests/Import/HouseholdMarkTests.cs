using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using TestSupport;
using TestSupport.UglyFiles;

namespace ProvinceNode.Tests.Import;

/// <summary>The head's mark holds for his household, and what the sender wrote stays what he wrote.</summary>
public sealed class HouseholdMarkTests
{
    [Fact]
    public async Task Mark_OfTheHead_IsKeptApartFromWhatTheMembersRowSays()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = new(2027, 1, 5) });
        var run = new ImportRun(host);
        var wife = await PovertyListTests.PersonAsync(run, "Trần Thị Vợ", "1952-02-10", "038152000103", "5.a.60", 810_000);
        var sheet = new GridSheet { Name = "Danh sách" };
        sheet.Add("STT", "Họ và tên", "Quan hệ với chủ hộ", "Ngày sinh", "Số CCCD", "Hộ nghèo năm 2026", "Hộ cận nghèo năm 2027");
        sheet.Add("1", "Nguyễn Văn Thủy", "Chủ hộ", "15/03/1948", "038048000102", "x", "x");
        sheet.Add("2", "Trần Thị Vợ", "Vợ", "10/02/1952", "038152000103", null, null);

        var id = await PovertyListTests.SendAsync(run, XlsxFile.Of([sheet]));

        var row = await run.RowAsync(id, 3, 1);
        Assert.Equal((wife, "2"), (row.BeneficiaryId!.Value, RowValues.Of(row).Text(Field.Poverty)));
        Assert.Equal(["2", "Trần Thị Vợ", "Vợ", "10/02/1952", "038152000103"], row.CellsOf().Where(c => c.Length > 0));
        // What the head had last year is nobody else's.
        Assert.Equal(["", "x"], row.MarkedCells().Skip(5));
        Assert.DoesNotContain("x", row.Returned(new ColumnMap([]), "a", "b").Texts);
        Assert.Equal("", (await run.RowAsync(id, 2, 1)).Marks);
        var page = await PageReader.OpenAsync(await run.OfficerAsync(), $"/nhap-danh-sach/{id}/dong/1/3");
        Assert.DoesNotContain("Hộ cận nghèo năm 2027", page.Main.Split("Các ô như đã gửi")[1], StringComparison.Ordinal);
    }

    // A cell of last year that is merged over the household tells nothing of this one.
    [Fact]
    public async Task Cell_OfLastYearOverTheHousehold_TellsNoStatus()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = new(2027, 1, 5) });
        var run = new ImportRun(host);
        await PovertyListTests.PersonAsync(run, "Trần Thị Vợ", "1952-02-10", "038152000103", "5.a.60", 810_000);
        var sheet = new GridSheet { Name = "Danh sách" };
        sheet.Add("STT", "Họ và tên", "Quan hệ với chủ hộ", "Ngày sinh", "Số CCCD", "Hộ nghèo năm 2026");
        sheet.Add("1", "Nguyễn Văn Thủy", "Chủ hộ", "15/03/1948", "038048000102", "Hộ nghèo");
        sheet.Add("2", "Trần Thị Vợ", "Vợ", "10/02/1952", "038152000103", null);
        sheet.Merges.Add(new(1, 5, 2, 5));

        var id = await PovertyListTests.SendAsync(run, XlsxFile.Of([sheet]));

        Assert.Contains("poverty-status-missing", (await run.RowAsync(id, 3, 1)).Faults, StringComparison.Ordinal);
    }
}
