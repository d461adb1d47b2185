using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;

namespace ProvinceNode.Tests.Documents;

/// <summary>What each paper must say, word by word, and who signs it in what capacity (policy 4.1, 4.3).</summary>
public sealed class KeySentenceTests
{
    private static readonly PaperSamples Pilot = new(new DateOnly(2022, 10, 5), PaperSamples.Thuy, PaperSamples.Severe);
    private static readonly PaperSamples Today = Pilot with { Day = new DateOnly(2026, 11, 16) };

    [Theory]
    [InlineData("D15", "Nay điều chỉnh thành: người khuyết tật nặng quy định tại khoản 6 Điều 5 Nghị định số 20/2021/NĐ-CP; hệ số 2,0; mức 720.000 đồng/tháng (Bằng chữ: Bảy trăm hai mươi nghìn đồng).")]
    [InlineData("D16", "Lý do: đối tượng không còn đủ điều kiện hưởng trợ cấp xã hội.")]
    [InlineData("D16", "Số tiền đã chi trả sau thời điểm thôi hưởng phải thu hồi: 540.000 đồng (Bằng chữ: Năm trăm bốn mươi nghìn đồng).")]
    [InlineData("D16", "Thu hồi thẻ bảo hiểm y tế đã cấp theo diện hưởng trợ cấp theo quy định.")]
    [InlineData("D16", "Lý do: không còn lý do tạm dừng theo Quyết định số 09/QĐ-UBND ngày 05/11/2022 là đối tượng bị tạm giam từ 01 tháng trở lên.")]
    [InlineData("D17", "thôi chi trả kể từ tháng 11/2022. Nơi hưởng mới chi trả từ tháng 11/2022.")]
    [InlineData("D18", "Thuộc đối tượng: hộ gia đình trực tiếp chăm sóc người khuyết tật đặc biệt nặng (mỗi người) quy định tại điểm c khoản 2 Điều 20 Nghị định số 20/2021/NĐ-CP; hệ số 1,0.")]
    [InlineData("D19", "Mức hỗ trợ: 7.200.000 đồng (Bằng chữ: Bảy triệu hai trăm nghìn đồng) (20 lần mức chuẩn trợ giúp xã hội 360.000 đồng), theo Điều 11 Nghị định số 20/2021/NĐ-CP.")]
    [InlineData("D19", "Người nhận hỗ trợ: Hội Chữ thập đỏ xã Hoa Lộc; người đại diện: ông/bà Lê Văn Hội, số định danh cá nhân 038081000777, chức vụ: Chủ tịch Hội.")]
    [InlineData("D19", "và cơ quan, tổ chức nhận hỗ trợ có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.")]
    [InlineData("D15", "Đang hưởng theo Quyết định số 05/QĐ-UBND ngày 05/10/2022 của Chủ tịch Ủy ban nhân dân huyện Hậu Lộc: người khuyết tật nặng")]
    [InlineData("D16", "mức 540.000 đồng/tháng theo Quyết định số 05/QĐ-UBND ngày 05/10/2022 của Chủ tịch Ủy ban nhân dân huyện Hậu Lộc.")]
    [InlineData("D14", "Tổng mức hưởng: 900.000 đồng/tháng (Bằng chữ: Chín trăm nghìn đồng). Truy lĩnh: từ tháng 09/2022 đến tháng 10/2022, 2 tháng × 540.000 đồng; tổng cộng 1.080.000 đồng.")]
    [InlineData("D14", "vào tài khoản 0123, Agribank, Nguyễn Văn Thủy")]
    [InlineData("D13", "Kinh phí tăng thêm mỗi tháng: 540.000 đồng (Bằng chữ: Năm trăm bốn mươi nghìn đồng).")]
    [InlineData("D22", "Tổng số tiền: 2.680.000 đồng (Bằng chữ: Hai triệu sáu trăm tám mươi nghìn đồng).")]
    [InlineData("KT5", "Kết luận: Là người khuyết tật, mức độ nặng; dạng: khuyết tật vận động.")]
    public void Paper_InThePilot_Says(string id, string sentence) =>
        Assert.Contains(Pilot.All().Where(p => p.Id == id).SelectMany(p => AllPapersTests.Texts(p.Paper)), t => t.Contains(sentence, StringComparison.Ordinal));

    [Theory]
    [InlineData("2025-06-30", "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ")]
    [InlineData("2025-07-01", "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT")]
    public void Apology_OnADay_HasItsTitle(string day, string title) => Assert.Equal(title, DeskPapers.ApologyTitle(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("CHỦ TỊCH", "Chủ tịch UBND huyện", "CHỦ TỊCH")]
    [InlineData("CHỦ TỊCH", "Chủ tịch", "CHỦ TỊCH")]
    [InlineData("CHỦ TỊCH", "Phó Chủ tịch UBND xã", "KT. CHỦ TỊCH|PHÓ CHỦ TỊCH")]
    [InlineData("CHỦ TỊCH", "Trưởng phòng Văn hóa – Xã hội xã Hoa Lộc", "TUQ. CHỦ TỊCH|TRƯỞNG PHÒNG VĂN HÓA – XÃ HỘI")]
    [InlineData("TRƯỞNG PHÒNG", "Trưởng phòng Lao động – Thương binh và Xã hội", "TRƯỞNG PHÒNG")]
    [InlineData("TRƯỞNG PHÒNG", "Phó Trưởng phòng", "KT. TRƯỞNG PHÒNG|PHÓ TRƯỞNG PHÒNG")]
    [InlineData("GIÁM ĐỐC", "Phó Giám đốc", "KT. GIÁM ĐỐC|PHÓ GIÁM ĐỐC")]
    public void Signer_ByHisTitle_SignsInItsCapacity(string head, string title, string lines) =>
        Assert.Equal(lines.Split('|'), PaperStyle.Signer(head, title, "Trần Văn Minh").TitleLines);

    [Fact]
    public void Reasons_OfThePolicy_AreAllInWords()
    {
        Assert.Equal(["C1", "C2", "C3", "C4", "S1", "S2", "S3", "T1", "T2", "T3", "T4", "T5"], ChangePapers.ReasonWords.Keys.Order());
        Assert.All(Enum.GetValues<StopWord>(), k => Assert.NotEmpty(ChangePapers.ReasonsFor(k)));
    }

    [Theory]
    [InlineData("khoản 6 Điều 5 Nghị định số 20/2021/NĐ-CP", "K6Đ5")]
    [InlineData("điểm c khoản 5 Điều 5 Nghị định số 20/2021/NĐ-CP", "K5Đ5.c")]
    [InlineData("Nghị quyết của HĐND tỉnh", "P38.1")]
    public void Award_OnAList_HasAShortCode(string article, string code) =>
        Assert.Equal(code, (PaperSamples.Severe with { CategoryArticle = article, CategoryCode = "P38.1" }).ShortCode);

    [Fact]
    public void PaymentRow_Totals_AsTheListDoes()
    {
        var row = new PaymentRow
        {
            BeneficiaryCode = "1", Person = PaperSamples.Thuy, MonthlyDong = 540_000, CareDong = 360_000, ArrearsDong = 1_080_000, ArrearsFrom = new PayMonth(202209), ArrearsTo = new PayMonth(202210),
            DeductDong = 100_000, CarriedDong = 540_000, OneOffDong = 7_200_000,
        };

        Assert.Equal(540_000 + 360_000 + 1_080_000 - 100_000 + 540_000 + 7_200_000, row.TotalDong);
        Assert.Equal(0, (row with { DeductDong = 99_000_000 }).TotalDong);
    }

    [Fact]
    public void Reports_Sum_TheirRows()
    {
        var rows = Enumerable.Range(1, 3).Select(i => new CommunityRow { Category = $"Nhóm {i}", People = i, ByAge = [i, 0, 0, 0, 0, i], AssistanceDong = i * 1000 }).ToList();
        var table = ReportPapers.Community(Pilot.Scene, new ReportHead(Pilot.Scene.Commune, Pilot.Day, Pilot.Day, "a", "Chủ tịch", "b"), rows).Tables[0];

        Assert.Equal(("6", "6", "6.000"), (table.Footers[0][2], table.Footers[0][5], table.Footers[0][13]));
    }

    [Fact]
    public void Decision_OfADeputy_IsInTheChairmansPlace()
    {
        var deputy = Today.Chairman with { Title = "Phó Chủ tịch UBND xã" };
        var paper = DecisionPapers.Grant(Today.Scene, new GrantPaper { Person = PaperSamples.Thuy, Awards = [PaperSamples.Severe] }, deputy);

        Assert.Equal(["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], paper.Signatures[0].TitleLines);
        Assert.Equal("Trần Văn Minh", paper.Signatures[0].Name);
    }
}
