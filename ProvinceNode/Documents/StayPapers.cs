using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>A contract of service of an institution with who lives there of his own will (Mẫu số 08, Decree 20 Art. 24(5), 27(4), 28(3)).</summary>
/// <param name="Payer">Who signs and pays when it is not the person himself; null: himself.</param>
/// <param name="PayerRelation">To the person; empty for himself.</param>
/// <param name="MonthlyDong">Price of a month as agreed.</param>
public sealed record ServiceContract(
    string Institution, PaperPerson Person, PaperPerson? Payer, string PayerRelation, string Services, long MonthlyDong, string PaidBy, DateOnly From, DateOnly Until);

/// <summary>What the minutes of an admission tell (Art. 28(2)(a)).</summary>
/// <param name="Urgent">Urgent protection: who found the person and the commune or its police sign too.</param>
/// <param name="Signs">The person himself signs, as a victim does where he can.</param>
public sealed record AdmissionMinutes(string Institution, PaperPerson Person, DateOnly On, string Circumstances, bool Urgent, bool Signs, string BroughtBy);

/// <summary>What is made public of an abandoned child.</summary>
/// <param name="Story">Where and when it was found, and by what it can be known.</param>
/// <param name="Media">Where the notice is published, as its recipients.</param>
/// <param name="Until">Last day on which the family may come forward.</param>
public sealed record SearchNotice(string Institution, int Sex, BirthDate Born, DateOnly ReceivedOn, string Story, string Media, DateOnly Until);

/// <summary>Minutes and contract of a stay in a care institution, and the department's slip on an admission (policy 2.6, 3.2). Pure.</summary>
public static class StayPapers
{
    private const string Blank = "………………………………";

    /// <summary>CS8: Mẫu số 08.</summary>
    public static PaperContent Contract(PaperScene scene, ServiceContract contract, SignedInOfficial head)
    {
        var party = contract.Payer is { } payer ? $"{payer.Described(scene.Today)}, là {contract.PayerRelation.ToLower(VietnameseFormat.Culture)} và là người ký hợp đồng cho người sử dụng dịch vụ" : contract.Person.Described(scene.Today);
        return Sheet(scene, contract.Institution, "HỢP ĐỒNG", "Cung cấp dịch vụ trợ giúp xã hội") with
        {
            NumberLine = PaperStyle.Unnumbered(PaperKind.Contracts),
            Bases = [.. scene.Bases(LegalBases.Institution), "Theo nhu cầu và thỏa thuận của hai bên."],
            Paragraphs =
            [
                $"Bên cung cấp dịch vụ (Bên A): {contract.Institution}; người đại diện: {head.FullName}, {head.Title}.",
                $"Bên sử dụng dịch vụ (Bên B): {party}.",
                $"Điều 1. Bên A cung cấp dịch vụ trợ giúp xã hội cho {contract.Person.Described(scene.Today)} theo khoản 5 Điều 24 Nghị định số 20/2021/NĐ-CP. Nội dung dịch vụ: {contract.Services.TrimEnd('.')}.",
                $"Điều 2. Thời hạn hợp đồng: từ ngày {VietnameseFormat.Date(contract.From)} đến hết ngày {VietnameseFormat.Date(contract.Until)}.",
                $"Điều 3. Giá dịch vụ: {new Dong(contract.MonthlyDong)} một tháng {PaperStyle.InWords(contract.MonthlyDong)}, Bên B trả {contract.PaidBy}. Nhà nước không chi trợ cấp nuôi dưỡng hàng tháng tại cơ sở đối với người sử dụng dịch vụ theo hợp đồng này.",
                "Điều 4. Bên A bảo đảm chất lượng dịch vụ, an toàn, quyền và nhân phẩm của người sử dụng dịch vụ; thông báo ngay cho Bên B khi sức khỏe của người đó thay đổi. Bên B trả tiền đúng hạn, thực hiện nội quy của cơ sở và đón người sử dụng dịch vụ khi hợp đồng kết thúc.",
                "Điều 5. Hợp đồng kết thúc khi hết thời hạn, khi hai bên thỏa thuận hoặc trong trường hợp khác theo khoản 2 Điều 30 Nghị định số 20/2021/NĐ-CP; khi kết thúc hai bên lập biên bản thanh lý hợp đồng.",
                "Hợp đồng được lập thành 02 bản có giá trị như nhau, mỗi bên giữ 01 bản./.",
            ],
            Signatures = [new("ĐẠI DIỆN BÊN B", contract.Payer?.FullName ?? contract.Person.FullName), PaperStyle.Signer("GIÁM ĐỐC", head)],
        };
    }

    /// <summary>CS3: biên bản tiếp nhận.</summary>
    public static PaperContent Admitted(PaperScene scene, AdmissionMinutes minutes, string recorder) => Sheet(scene, minutes.Institution, "BIÊN BẢN", "Tiếp nhận đối tượng vào cơ sở trợ giúp xã hội") with
    {
        Paragraphs =
        [
            $"Ngày {VietnameseFormat.Date(minutes.On)}, tại {minutes.Institution}, các bên có tên dưới đây lập biên bản tiếp nhận đối tượng{(minutes.Urgent ? " cần bảo vệ khẩn cấp" : "")} theo Điều 28 Nghị định số 20/2021/NĐ-CP.",
            $"1. Người được tiếp nhận: {minutes.Person.Described(scene.Today)}.",
            $"2. Người đưa đến, phát hiện hoặc gia đình, người giám hộ: {(minutes.BroughtBy.Length > 0 ? minutes.BroughtBy : Blank)}.",
            $"3. Hoàn cảnh: {(minutes.Circumstances.Length > 0 ? NeutralWords.Remark(minutes.Circumstances).TrimEnd('.') : Blank)}.",
            $"4. Tình trạng sức khỏe, tinh thần khi tiếp nhận: {Blank}.",
            $"5. Giấy tờ, tư trang, tài sản mang theo: {Blank}.",
            "Biên bản được đọc cho mọi người cùng nghe, thống nhất và ký tên, mỗi bên giữ 01 bản./.",
        ],
        Signatures =
        [
            new(minutes.Urgent ? "NGƯỜI PHÁT HIỆN,\nĐƯA ĐẾN" : "BÊN GIAO", minutes.BroughtBy), .. minutes.Urgent ? [new SignatureBlock("ĐẠI DIỆN UBND\nHOẶC CÔNG AN CẤP XÃ", "")] : Array.Empty<SignatureBlock>(),
            .. minutes.Signs ? [new SignatureBlock("NGƯỜI ĐƯỢC\nTIẾP NHẬN", minutes.Person.FullName)] : Array.Empty<SignatureBlock>(), new("ĐẠI DIỆN CƠ SỞ", recorder),
        ],
    };

    /// <summary>CS4: biên bản bàn giao về gia đình, cộng đồng, hay thanh lý hợp đồng (Art. 30(3)(c)).</summary>
    /// <param name="contract">He lived there by contract: it is wound up in the same minutes.</param>
    public static PaperContent HandedOver(PaperScene scene, DischargePaper leaving, bool contract, string recorder) =>
        Sheet(scene, leaving.Institution, "BIÊN BẢN", contract ? "Bàn giao đối tượng và thanh lý hợp đồng dịch vụ trợ giúp xã hội" : "Bàn giao đối tượng về gia đình, cộng đồng") with
        {
            Paragraphs =
            [
                $"Ngày {VietnameseFormat.Date(leaving.On)}, tại {leaving.Institution}, các bên có tên dưới đây lập biên bản theo khoản 3 Điều 30 Nghị định số 20/2021/NĐ-CP.",
                $"1. Người rời cơ sở: {leaving.Person.Described(scene.Today)}.",
                $"2. Lý do dừng trợ giúp: {NeutralWords.Remark(leaving.Reason).TrimEnd('.')}.",
                $"3. Người, nơi tiếp nhận: {(leaving.HandedTo.Length > 0 ? leaving.HandedTo : Blank)}; {scene.Committee(scene.Commune)} xác nhận và có trách nhiệm tiếp nhận, tạo điều kiện ổn định cuộc sống.",
                $"4. Tình trạng sức khỏe khi bàn giao: {Blank}.",
                $"5. Hồ sơ, giấy tờ, tư trang, tài sản bàn giao: {Blank}.",
                .. contract ? [$"6. Thanh lý hợp đồng: số tiền đã trả {Blank}; số tiền còn phải trả hoặc trả lại {Blank}. Hai bên không còn nghĩa vụ nào khác của hợp đồng."] : Array.Empty<string>(),
                "Biên bản được đọc cho mọi người cùng nghe, thống nhất và ký tên, mỗi bên giữ 01 bản./.",
            ],
            Signatures = [new("BÊN NHẬN", ""), new("XÁC NHẬN CỦA\nUBND CẤP XÃ", ""), new("ĐẠI DIỆN CƠ SỞ", recorder)],
        };

    /// <summary>CS6: the district's chairman brings somebody into an institution that the district manages (Art. 27(1), 28(1)(d)).</summary>
    public static PaperContent Bring(PaperScene scene, AdmitPaper admit, SignedInOfficial chairman) =>
        DecisionPapers.Decision(scene, "đưa đối tượng vào cơ sở trợ giúp xã hội", [LegalBases.Institution], admit.Proposal, chairman) with
        {
            Paragraphs =
            [
                $"Điều 1. Đưa {admit.Person.Described(scene.Today)} vào chăm sóc, nuôi dưỡng tại {admit.Institution} kể từ ngày {VietnameseFormat.Date(admit.From)}.",
                .. admit.Award is { } award ? [award.CategorySentence(), award.AmountSentence()] : Array.Empty<string>(),
                "Điều 2. Đối tượng được chăm sóc, nuôi dưỡng và hưởng các chế độ tại cơ sở theo quy định; không hưởng trợ cấp xã hội hàng tháng tại cộng đồng trong thời gian được nuôi dưỡng tại cơ sở.",
                DecisionPapers.Execution(scene, "Điều 3", $"{admit.Institution} và ông (bà) có tên tại Điều 1 hoặc người giám hộ"),
            ],
        };

    /// <summary>CS5: phiếu thẩm định của Sở và chuyển hồ sơ đến cơ sở (Art. 28(1)(đ)).</summary>
    public static PaperContent DepartmentSlip(PaperScene scene, string institution, PaperPerson person, string opinion, SignedInOfficial official)
    {
        var department = scene.OfficeName(Authorities.ProvinceDepartment);
        return new PaperContent
        {
            Superior = PaperStyle.Upper($"Ủy ban nhân dân {scene.Inside(scene.Province)}"), Issuer = PaperStyle.Upper(department), PlaceAndDate = PaperStyle.PlaceAndDate(scene, scene.Province),
            Title = "PHIẾU THẨM ĐỊNH", Summary = "Hồ sơ tiếp nhận vào cơ sở trợ giúp xã hội và chuyển hồ sơ", DossierCode = scene.DossierCode, Addressees = [institution],
            Paragraphs =
            [
                $"{department} đã thẩm định hồ sơ đề nghị tiếp nhận {person.Described(scene.Today)} vào {institution}, theo văn bản đề nghị của Chủ tịch {scene.Committee(scene.Decider)} (điểm đ khoản 1 Điều 28 Nghị định số 20/2021/NĐ-CP).",
                $"Ý kiến thẩm định: {NeutralWords.Remark(opinion).TrimEnd('.')}.",
                $"Hồ sơ được chuyển đến {institution} để người đứng đầu cơ sở xem xét, quyết định tiếp nhận; trường hợp không tiếp nhận thì trả lời bằng văn bản và nêu rõ lý do.",
            ],
            Recipients = ["Như trên;", $"{scene.Committee(scene.Decider)};", "Lưu: Hồ sơ."],
            Signatures = [new("NGƯỜI THẨM ĐỊNH", official.FullName)],
        };
    }

    /// <summary>CS7: the public notice that looks for the family of an abandoned child (Art. 28(2)). No more of the child than makes it known (Law on Children 102/2016 Art. 6(11)).</summary>
    public static PaperContent SearchNotice(PaperScene scene, SearchNotice notice, SignedInOfficial head) => Sheet(scene, notice.Institution, "THÔNG BÁO", "Tìm cha, mẹ, người thân thích của trẻ em") with
    {
        NumberLine = PaperStyle.Unnumbered(PaperKind.InstitutionNotices), Bases = FlowPapers.Closed(scene.Bases(LegalBases.Institution)),
        Paragraphs =
        [
            $"{notice.Institution} đang bảo vệ khẩn cấp, chăm sóc 01 trẻ em {(notice.Sex == 2 ? "nữ" : "nam")}, sinh {notice.Born.Printed} (ghi theo giấy tờ hoặc ước tính), được tiếp nhận ngày {VietnameseFormat.Date(notice.ReceivedOn)} theo khoản 2 Điều 28 Nghị định số 20/2021/NĐ-CP.",
            $"Nơi, thời gian phát hiện và đặc điểm nhận dạng: {notice.Story.TrimEnd('.')}.",
            $"Ai là cha, mẹ, người giám hộ hoặc người thân thích của trẻ em nói trên, đề nghị liên hệ {notice.Institution}, mang theo giấy tờ chứng minh quan hệ, trước hết ngày {VietnameseFormat.Date(notice.Until)}.",
            "Hết thời hạn trên mà không có người nhận, cơ sở phối hợp với Ủy ban nhân dân cấp xã làm thủ tục đăng ký khai sinh và các thủ tục khác cho trẻ em theo quy định của pháp luật./.",
        ],
        Recipients = [$"{notice.Media.TrimEnd('.', ';')};", $"{scene.Committee(scene.Commune)};", "Lưu: Văn thư, Hồ sơ."],
        Signatures = [PaperStyle.Signer("GIÁM ĐỐC", head)],
    };

    private static PaperContent Sheet(PaperScene scene, string institution, string title, string summary) => new()
    {
        Superior = PaperStyle.Upper(scene.OfficeName(Authorities.ProvinceDepartment)), Issuer = PaperStyle.Upper(institution), PlaceAndDate = PaperStyle.PlaceAndDate(scene, scene.Province),
        Title = title, Summary = summary, DossierCode = scene.DossierCode,
    };
}
