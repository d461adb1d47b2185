using ProvinceNode.Documents;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;

namespace ProvinceNode.Tests.Documents;

/// <summary>Head lines, numbers and dates of papers (Decree 30/2020, Annex I).</summary>
public sealed class PaperStyleTests
{
    [Theory]
    [InlineData(1, "01/QĐ-UBND")]
    [InlineData(9, "09/QĐ-UBND")]
    [InlineData(10, "10/QĐ-UBND")]
    [InlineData(1234, "1234/QĐ-UBND")]
    public void Number_BelowTen_HasALeadingZero(int number, string printed) => Assert.Equal(printed, PaperNumbers.Print(number, "QĐ-UBND"));

    [Theory]
    [InlineData("2023-01-05", "ngày 05 tháng 01 năm 2023")]
    [InlineData("2023-02-10", "ngày 10 tháng 02 năm 2023")]
    [InlineData("2023-03-09", "ngày 09 tháng 3 năm 2023")]
    [InlineData("2022-09-30", "ngày 30 tháng 9 năm 2022")]
    [InlineData("2022-10-31", "ngày 31 tháng 10 năm 2022")]
    public void Date_Printed_HasZerosOnDaysBelowTenAndMonthsOneAndTwo(string day, string printed) =>
        Assert.Equal(printed, PaperStyle.LongDate(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("Xã Hoa Lộc", "Hoa Lộc")]
    [InlineData("Phường Điện Biên", "Điện Biên")]
    [InlineData("Thị trấn Hậu Lộc", "Hậu Lộc")]
    [InlineData("Thị xã Bỉm Sơn", "Bỉm Sơn")]
    [InlineData("Thành phố Thanh Hóa", "Thanh Hóa")]
    [InlineData("Huyện Hậu Lộc", "Hậu Lộc")]
    [InlineData("Quận 1", "1")]
    [InlineData("Đặc khu Côn Đảo", "Côn Đảo")]
    [InlineData("Tỉnh Thanh Hóa", "Thanh Hóa")]
    [InlineData("Hoa Lộc", "Hoa Lộc")]
    public void Unit_OnTheDateLine_HasNoType(string name, string bare) => Assert.Equal(bare, PaperStyle.BareName(name));

    [Fact]
    public void Head_OfAnOffice_NamesItAndItsSuperior()
    {
        var context = ShippedFlow.On(ShippedFlow.Pilot);
        var commune = ShippedFlow.CommuneOn(ShippedFlow.Pilot);

        Assert.Equal(("ỦY BAN NHÂN DÂN HUYỆN HẬU LỘC", "ỦY BAN NHÂN DÂN XÃ HOA LỘC"), PaperStyle.Committee(context, commune));
        Assert.Equal(("", "ỦY BAN NHÂN DÂN TỈNH THANH HÓA"), PaperStyle.Committee(context, TenantPath.Parse("38")));
        Assert.Equal(("ỦY BAN NHÂN DÂN XÃ HOA LỘC", "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ"), PaperStyle.Desk(context, commune));
        Assert.Equal("Hoa Lộc, ngày 05 tháng 10 năm 2022", PaperStyle.PlaceAndDate(context, commune));
    }

    [Fact]
    public void Paper_StoredAndRead_IsTheSame()
    {
        var paper = DeskPapers.Receipt(ShippedFlow.On(ShippedFlow.Pilot), ShippedFlow.Dossier(ShippedFlow.Pilot), 7, "Lê Thị Hoa", ["Tờ khai mẫu 1đ"]);

        Assert.Equal(paper.ToJson(), PaperContent.Parse(paper.ToJson()).ToJson());
        Assert.Contains("Nguyễn Văn Thủy", paper.ToJson(), StringComparison.Ordinal); // letters stay readable in the table
    }
}
