using System.IO.Compression;
using System.Net;
using System.Xml.Linq;
using NationalHub.Reporting.OData;

namespace NationalHub.Tests.Reporting;

/// <summary>The same query as a file that people open.</summary>
public sealed class SheetAnswerTests(SharedDoor shared) : IClassFixture<SharedDoor>
{
    private const string Purpose = "&purpose=" + "B%C3%A1o c%C3%A1o qu%C3%BD";
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private readonly DoorWorld _door = shared.World;

    [Fact]
    public async Task Csv_OfAQuery_HasVietnameseHeadingsAndTheSameRows()
    {
        using var response = await _door.SendAsync(HttpMethod.Get, "Beneficiaries?$filter=ProvinceCode eq '40'&$select=ProvinceCode,FullName,MonthlyAmount,Alive&$orderby=Id&$top=2&$expand=Province($select=Name)&$format=csv" + Purpose);
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("Beneficiaries-", response.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal("Mã tỉnh,Họ và tên,Mức hằng tháng (đồng),Alive,Tỉnh: Tên tỉnh\r\n40,Nguyễn Văn 1,1000000,Có,Tỉnh Nghệ An\r\n40,Nguyễn Văn 4,500000,Có,Tỉnh Nghệ An\r\n", System.Text.Encoding.UTF8.GetString(bytes[3..]));
    }

    [Fact]
    public async Task Xlsx_OfAnAggregate_HasNumbersThatSumAndASheetOfSources()
    {
        using var response = await _door.SendAsync(HttpMethod.Get, "Beneficiaries?$apply=groupby((ProvinceCode),aggregate($count as People,MonthlyAmount with sum as Money))&$format=xlsx" + Purpose, user: "an");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync());
        var sheets = zip.Entries.Where(e => e.FullName.Contains("worksheets/", StringComparison.Ordinal)).Select(Rows).ToList();
        var data = sheets.Single(s => s[0][0] == "Mã tỉnh");
        Assert.Equal(["Mã tỉnh", "People", "Money"], data[0]);
        Assert.Equal(["01", "20", "25000000"], data[1]);
        var about = sheets.Single(s => s != data).ToDictionary(r => r[0], r => r[1]);
        Assert.Equal(("an", "Báo cáo quý", "33/34 tỉnh đủ đến 02:10"), (about["Người lấy"], about["Mục đích"], about["Số liệu đến, tỉnh chậm nhất"]));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData(" =cmd|' /C calc'!A0", "' =cmd|' /C calc'!A0")]
    [InlineData("+84", "'+84")]
    [InlineData("@x", "'@x")]
    [InlineData("\tx", "'\tx")]
    [InlineData("＝1", "'＝1")]
    [InlineData("Nguyễn\u0001 Văn", "Nguyễn Văn")]
    [InlineData("038•••••1234", "038•••••1234")]
    public void Cell_OfAText_NeverRuns(string text, string expected) => Assert.Equal(expected, SheetCellText.Of(text));

    [Theory]
    [InlineData(-5L, "-5")]
    [InlineData(1.5, "1.5")]
    [InlineData(null, "")]
    public void Cell_OfANumber_StaysOne(object? value, string expected) => Assert.Equal(expected, SheetCellText.Of(value));

    [Fact]
    public async Task File_LargerThanTheLimit_IsRefusedWithAWayOut()
    {
        await using var door = await DoorWorld.StartAsync(60, limits => limits.MaxExportRows = 10);
        var fault = await door.FaultAsync("Beneficiaries?$format=csv" + Purpose, HttpStatusCode.BadRequest);
        Assert.Equal("OData.OverLimit", fault.Code);
        Assert.Contains("$apply", fault.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await door.SendAsync(HttpMethod.Get, "Beneficiaries?$format=csv&$top=10" + Purpose)).StatusCode);
    }

    private static List<List<string>> Rows(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        return [.. XDocument.Load(stream).Descendants(Main + "row").Select(row => row.Elements(Main + "c").Select(cell => cell.Value).ToList())];
    }
}
