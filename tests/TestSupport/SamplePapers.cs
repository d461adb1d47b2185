using ProvinceNode.Documents;

namespace TestSupport;

/// <summary>Papers as Thanh Hóa would issue them, with the long names and amounts that strain a layout.</summary>
public static class SamplePapers
{
    private static readonly string[] Families = ["Nguyễn Thị", "Lê Văn", "Trần Đình", "Phạm Thị Ngọc", "Vũ Hữu", "Đặng Quỳnh", "Hoàng Thế", "Bùi Thị Mỹ"];
    private static readonly string[] Names = ["Ánh", "Bằng", "Đức", "Hạnh", "Khuyến", "Lượng", "Nghĩa", "Phượng", "Quý", "Thủy", "Uyên", "Yến"];

    /// <summary>D01, with two signatures and a QR code.</summary>
    public static PaperContent Receipt { get; } = new()
    {
        Superior = "ỦY BAN NHÂN DÂN XÃ HOA LỘC", Issuer = "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ", NumberLine = "Số: 07/TNHS",
        PlaceAndDate = "Hoa Lộc, ngày 05 tháng 10 năm 2022", Title = "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", DossierCode = "H56.12.03-221005-0001",
        HeadNote = "(Liên: Giao tổ chức, cá nhân nộp hồ sơ)", Paragraphs = ["Bộ phận tiếp nhận và trả kết quả xã Hoa Lộc đã tiếp nhận hồ sơ của:"],
        Lines =
        [
            new("Hồ sơ của", "Nguyễn Văn Thủy, sinh 15/03/1982"), new("Địa chỉ", "Thôn Hoa Trung, xã Hoa Lộc"), new("Số điện thoại", "0912345678"),
            new("Nội dung yêu cầu giải quyết", "Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hàng tháng, hỗ trợ kinh phí chăm sóc, nuôi dưỡng hàng tháng (mã 1.001776)"),
            new("Thời gian giải quyết hồ sơ theo quy định", "22 ngày làm việc"), new("Thời gian nhận hồ sơ", "08 giờ 30 phút, ngày 05 tháng 10 năm 2022"),
            new("Thời gian trả kết quả", "04/11/2022"), new("Đăng ký nhận kết quả tại", "Bộ phận tiếp nhận và trả kết quả"),
        ],
        ItemsTitle = "Thành phần hồ sơ nộp gồm:",
        Items = ["Tờ khai đề nghị trợ giúp xã hội (Mẫu số 1đ), 01 bản chính", "Giấy xác nhận khuyết tật, 01 bản sao điện tử có chứng thực từ bản chính của Ủy ban nhân dân xã", "Bản sao căn cước công dân, 01 bản"],
        Closing = ["Số lượng hồ sơ: 01 (bộ). Lệ phí: 0 đồng."],
        Signatures = [new("NGƯỜI NỘP HỒ SƠ", "Nguyễn Văn Thủy"), new("NGƯỜI TIẾP NHẬN HỒ SƠ", "Lê Thị Hoa")],
        Notes = ["Ghi chú: Tổ chức, cá nhân tra cứu tình trạng giải quyết hồ sơ bằng mã hồ sơ hoặc mã QR trên giấy này."],
        VerifyUrl = "http://tracuu.thanhhoa.test/ho-so/H56.12.03-221005-0001",
    };

    /// <summary>D14 for one person.</summary>
    public static PaperContent Decision { get; } = new()
    {
        Superior = "ỦY BAN NHÂN DÂN", Issuer = "HUYỆN HẬU LỘC", NumberLine = "Số: 05/QĐ-UBND", PlaceAndDate = "Hậu Lộc, ngày 05 tháng 10 năm 2022",
        Title = "QUYẾT ĐỊNH", Summary = "Về việc trợ cấp xã hội hàng tháng", Authority = "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN HẬU LỘC",
        Bases =
        [
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
            "Căn cứ Nghị định số 20/2021/NĐ-CP ngày 15 tháng 3 năm 2021 của Chính phủ quy định chính sách trợ giúp xã hội đối với đối tượng bảo trợ xã hội;",
            "Căn cứ Thông tư số 02/2021/TT-BLĐTBXH ngày 24 tháng 6 năm 2021 của Bộ trưởng Bộ Lao động – Thương binh và Xã hội;",
            "Xét đề nghị của Chủ tịch Ủy ban nhân dân xã Hoa Lộc và Phòng Lao động – Thương binh và Xã hội huyện Hậu Lộc tại hồ sơ mã H56.12.03-221005-0001.",
        ],
        Resolves = "QUYẾT ĐỊNH:", DossierCode = "H56.12.03-221005-0001",
        Paragraphs =
        [
            "Điều 1. Trợ cấp xã hội hàng tháng cho ông NGUYỄN VĂN THỦY; sinh ngày 15/03/1982; số định danh cá nhân 038082000102; nơi cư trú: Thôn Hoa Trung, xã Hoa Lộc, huyện Hậu Lộc, tỉnh Thanh Hóa.",
            "Thuộc đối tượng: người khuyết tật nặng quy định tại khoản 6 Điều 5 Nghị định số 20/2021/NĐ-CP; hệ số 1,5.",
            "Mức trợ cấp: 540.000 đồng/tháng (Bằng chữ: Năm trăm bốn mươi nghìn đồng). Thời gian hưởng: kể từ tháng 09/2022. Truy lĩnh: từ tháng 09/2022 đến tháng 09/2022, 1 tháng × 540.000 đồng; tổng cộng 540.000 đồng.",
            "Điều 2. Kinh phí thực hiện bảo đảm từ ngân sách nhà nước theo quy định. Trợ cấp được chi trả hàng tháng qua tổ chức dịch vụ chi trả. Người hưởng trợ cấp được cấp thẻ bảo hiểm y tế theo quy định.",
            "Điều 3. Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng HĐND và UBND, Trưởng phòng Lao động – Thương binh và Xã hội, Trưởng phòng Tài chính – Kế hoạch, Chủ tịch Ủy ban nhân dân xã Hoa Lộc và ông (bà) có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.",
        ],
        Recipients = ["Như Điều 3;", "Bảo hiểm xã hội;", "Lưu: VT, LĐTBXH."],
        Signatures = [SignatureBlock.Of(SigningCapacity.Deputy, "CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Quốc Tuấn")],
        VerifyUrl = "http://xacthuc.thanhhoa.test/van-ban/0192f3a4b5c6d7e8",
    };

    /// <summary>D14 for many, with the columns of policy 4.3 on lying pages.</summary>
    public static PaperContent ListDecision(int people) => Decision with
    {
        DossierCode = "",
        Paragraphs =
        [
            $"Điều 1. Trợ cấp xã hội hàng tháng cho {people} đối tượng bảo trợ xã hội trên địa bàn huyện Hậu Lộc (có danh sách kèm theo).",
            .. Decision.Paragraphs.Skip(3),
        ],
        Annexes =
        [
            new PaperAnnex
            {
                Title = "DANH SÁCH", Summary = "Đối tượng hưởng trợ cấp xã hội hàng tháng", Landscape = true, Table = List(people),
                Reference = "(Kèm theo Quyết định số 05/QĐ-UBND ngày 05 tháng 10 năm 2022 của Chủ tịch Ủy ban nhân dân huyện Hậu Lộc)",
            },
        ],
    };

    /// <summary>D11: a letter with two addressees and its list on standing pages.</summary>
    public static PaperContent Letter { get; } = new()
    {
        Superior = "ỦY BAN NHÂN DÂN HUYỆN HẬU LỘC", Issuer = "ỦY BAN NHÂN DÂN XÃ HOA LỘC", NumberLine = "Số: 12/UBND-VHXH", PlaceAndDate = "Hoa Lộc, ngày 10 tháng 02 năm 2023",
        Title = "CÔNG VĂN", Summary = "V/v đề nghị trợ cấp xã hội hàng tháng đối với 03 đối tượng",
        Addressees = ["Ủy ban nhân dân huyện Hậu Lộc;", "Phòng Lao động – Thương binh và Xã hội huyện Hậu Lộc."],
        Paragraphs = ["Căn cứ Nghị định số 20/2021/NĐ-CP ngày 15 tháng 3 năm 2021 của Chính phủ;", "Ủy ban nhân dân xã Hoa Lộc đề nghị quý cơ quan thẩm định, trình cấp có thẩm quyền xem xét, quyết định cho các đối tượng sau đây:"],
        Tables = [List(3) with { Title = "Danh sách đề nghị" }], Closing = ["Trân trọng./."],
        Recipients = ["Như trên;", "Lưu: VT, VHXH."],
        Signatures = [SignatureBlock.Of(SigningCapacity.Own, "CHỦ TỊCH", "", "Phạm Hồng Sơn").OnBehalfOf("ỦY BAN NHÂN DÂN")],
        IsDraft = true,
    };

    /// <summary>The list of a decision; the same number gives the same people.</summary>
    public static PaperTable List(int people) => new()
    {
        Columns =
        [
            new("STT", 1, PaperAlign.Center), new("Họ và tên", 4), new("Ngày sinh", 2, PaperAlign.Center), new("Giới", 1, PaperAlign.Center),
            new("Số định danh", 2.5, PaperAlign.Center), new("Nơi cư trú", 4), new("Đối tượng", 2, PaperAlign.Center), new("Hệ số", 1, PaperAlign.Center),
            new("Mức (đ)", 2, PaperAlign.Right), new("Hưởng từ tháng", 2, PaperAlign.Center), new("Truy lĩnh (đ)", 2, PaperAlign.Right), new("Ghi chú", 3),
        ],
        Rows = [.. Enumerable.Range(1, people).Select(Row)],
        Footers = [["", "Cộng", "", "", "", "", "", "", Dots(people * 540_000L), "", Dots(people * 1_080_000L), ""]],
        Caption = $"Danh sách này có {people} người.",
    };

    private static string[] Row(int i) =>
    [
        $"{i}", $"{Families[i % Families.Length]} {Names[i * 7 % Names.Length]}", $"{1 + (i % 28):00}/{1 + (i % 12):00}/{1940 + (i % 80)}", i % 2 == 0 ? "Nữ" : "Nam",
        $"0381{40 + (i % 50):00}{i:000000}", $"Thôn {Names[i % Names.Length]} Lộc, xã Hoa Lộc", "khoản 6", "1,5", "540.000", "09/2022", "1.080.000",
        i % 9 == 0 ? "Nhận qua người được ủy quyền hợp lệ" : "",
    ];

    private static string Dots(long amount) => amount.ToString("#,0", Protos.Values.VietnameseFormat.Culture);
}
