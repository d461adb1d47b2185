using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Tests.Dossiers;

namespace ProvinceNode.Tests.Documents;

/// <summary>Papers that strangers see keep the person's number, phone and health to themselves (policy 4.3, D09).</summary>
public sealed class OpenPapersTests
{
    [Fact]
    public void Posting_OnTheWall_HasNoNumberPhoneOrHealth()
    {
        var dossier = ShippedFlow.Dossier(ShippedFlow.Pilot, DossierStatus.Posted);
        (dossier.PostedFrom, dossier.PostedUntil, dossier.ReviewedEligible) = (new DateOnly(2022, 10, 5), new DateOnly(2022, 10, 7), true);

        var text = FlowPapers.Posting(ShippedFlow.On(ShippedFlow.Pilot), dossier).ToJson();

        Assert.All(new[] { dossier.Owner.CitizenId, dossier.Owner.Phone, "khuyết tật", "15/03" }, secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("1982", text, StringComparison.Ordinal);
        Assert.Contains("từ ngày 05/10/2022 đến ngày 07/10/2022 (02 ngày làm việc)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void HandOver_MasksTheNumber_OfWhoTookIt()
    {
        var text = DeskPapers.HandOver(ShippedFlow.On(ShippedFlow.Pilot), ShippedFlow.Dossier(ShippedFlow.Pilot), "Quyết định số 05/QĐ-UBND", "Nguyễn Thị Hoa", "038182000777", "Lê Thị Hoa").ToJson();

        Assert.Contains("038•••••0777", text, StringComparison.Ordinal);
        Assert.DoesNotContain("038182000777", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Receipt_Promises_TheDueDayOfTheLaw()
    {
        var dossier = ShippedFlow.Dossier(ShippedFlow.Pilot);
        dossier.DueOn = new DateOnly(2022, 11, 4);

        var paper = DeskPapers.Receipt(ShippedFlow.On(ShippedFlow.Pilot), dossier, 7, "Lê Thị Hoa", ["Tờ khai mẫu 1đ"]);

        Assert.Equal("Số: 07/TNHS", paper.NumberLine);
        Assert.Equal("22 ngày làm việc", paper.Lines.Single(l => l.Label.StartsWith("Thời gian giải quyết", StringComparison.Ordinal)).Value);
        Assert.Equal("17 giờ 00 phút, ngày 04 tháng 11 năm 2022", paper.Lines.Single(l => l.Label == "Thời gian trả kết quả").Value);
        Assert.Equal("Quyển số 2022, số thứ tự 07", paper.Lines.Single(l => l.Label == "Vào Sổ theo dõi hồ sơ").Value);
        Assert.Equal("08 giờ 30 phút, ngày 05 tháng 10 năm 2022", paper.Lines.Single(l => l.Label == "Thời gian nhận hồ sơ").Value);
    }
}
