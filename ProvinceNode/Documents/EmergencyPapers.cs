using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>Kinds of emergency assistance (Decree 20 Art. 12–16, 18(2); Circular 02/2021 Art. 3).</summary>
public enum EmergencyWord
{
    /// <summary>Art. 12(1): rice.</summary>
    Rice,

    /// <summary>Art. 12(2): essentials in kind.</summary>
    Essentials,

    /// <summary>Art. 13: treatment of the seriously injured.</summary>
    Injured,

    /// <summary>Art. 15: building or repairing a house.</summary>
    House,

    /// <summary>Art. 16, 18(2): temporary care in the community, at most three months.</summary>
    TemporaryCare,
}

/// <summary>An emergency decision about one person or household.</summary>
public sealed record EmergencyPaper
{
    public required EmergencyWord Kind { get; init; }

    /// <summary>Person helped, or household head.</summary>
    public required PaperPerson Person { get; init; }

    /// <summary>Who gets the money when it is another, e.g. the hospital or the host household; may be empty.</summary>
    public string Receiver { get; init; } = "";

    /// <summary>What happened and when, e.g. nhà bị sập do bão số 4 ngày 28/9/2022.</summary>
    public required string Cause { get; init; }

    /// <summary>0 for help in kind.</summary>
    public long AmountDong { get; init; }

    /// <summary>How the amount came about, e.g. 10 lần mức chuẩn 360.000 đồng; or what is given in kind, e.g. 45 kg gạo.</summary>
    public required string Measure { get; init; }

    public string Proposal { get; init; } = "";
}

/// <summary>A row of a list of households that get rice or essentials (forms 5a, 5b).</summary>
public sealed record ReliefRow(string Head, string Village, int People, int InNeed, int Months, decimal RiceKg, string Essentials, string Reason);

/// <summary>Emergency assistance (policy 2.2, 2.4) and the decisions of a care institution (policy 2.6). Pure.</summary>
public static class EmergencyPapers
{
    /// <summary>Decision about one person or household.</summary>
    public static PaperContent Decide(PaperScene scene, EmergencyPaper emergency, SignedInOfficial signer)
    {
        var about = About(emergency.Kind);
        var amount = emergency.AmountDong > 0
            ? $"Mức hỗ trợ: {new Dong(emergency.AmountDong)} {PaperStyle.InWords(emergency.AmountDong)}; cách tính: {emergency.Measure.TrimEnd('.')}."
            : $"Nội dung hỗ trợ: {emergency.Measure.TrimEnd('.')}.";
        return DecisionPapers.Decision(scene, about, [LegalBases.Emergency], emergency.Proposal, signer) with
        {
            Paragraphs =
            [
                $"Điều 1. {DecisionPapers.Capital(about)} đối với {emergency.Person.Described(scene.Today)}.",
                $"Lý do: {emergency.Cause.TrimEnd('.')}; thuộc diện hỗ trợ quy định tại {Article(emergency.Kind)} Nghị định số 20/2021/NĐ-CP.",
                amount,
                .. emergency.Receiver.Length > 0 ? [$"Người (đơn vị) nhận hỗ trợ: {emergency.Receiver}."] : Array.Empty<string>(),
                "Điều 2. Kinh phí thực hiện bảo đảm từ nguồn trợ giúp xã hội khẩn cấp của địa phương theo quy định và được chi trả một lần.",
                DecisionPapers.Execution(scene, "Điều 3", "người (đơn vị) có tên tại Điều 1"),
            ],
        };
    }

    /// <summary>Decision about a list of households in need of rice or essentials.</summary>
    public static PaperContent Relief(PaperScene scene, bool rice, string cause, IReadOnlyList<ReliefRow> rows, SignedInOfficial signer, string proposal = "")
    {
        var about = About(rice ? EmergencyWord.Rice : EmergencyWord.Essentials);
        var kilograms = rows.Sum(r => r.RiceKg);
        var total = rice ? $" Tổng số gạo: {kilograms.ToString("#,0.#", VietnameseFormat.Culture)} kg." : "";
        return DecisionPapers.Decision(scene, about, [LegalBases.Emergency], proposal, signer) with
        {
            Paragraphs =
            [
                $"Điều 1. {DecisionPapers.Capital(about)} cho {PaperStyle.Count(rows.Count)} hộ, {PaperStyle.Count(rows.Sum(r => r.InNeed))} người (có danh sách kèm theo). Lý do: {cause.TrimEnd('.')}.{total}",
                "Điều 2. Kinh phí và hiện vật thực hiện bảo đảm từ nguồn trợ giúp xã hội khẩn cấp của địa phương theo quy định; việc cấp phát công khai, đúng đối tượng.",
                DecisionPapers.Execution(scene, "Điều 3", "các hộ có tên trong danh sách tại Điều 1"),
            ],
            Annexes = [ReliefAnnex(scene, rice, rows, kilograms)],
        };
    }

    /// <summary>KC2: the commune's chairman asks the level above for what his means do not cover (Decree 20 Art. 12(3)(c), (đ)).</summary>
    public static PaperContent AskAbove(PaperScene scene, bool rice, string cause, IReadOnlyList<ReliefRow> rest, SignedInOfficial chairman)
    {
        var (superior, issuer) = PaperStyle.Committee(scene, scene.Commune);
        var kilograms = rest.Sum(r => r.RiceKg);
        var wanted = rice ? $"{kilograms.ToString("#,0.#", VietnameseFormat.Culture)} kg gạo" : "nhu yếu phẩm thiết yếu";
        // With districts the division appraises first; without them the commune asks the departments of the province.
        IReadOnlyList<string> above = scene.TwoTier ? [scene.OfficeName(Authorities.ProvinceDepartment), $"Sở Tài chính {scene.Inside(scene.Province)}"] : [scene.OfficeName(Authorities.Appraiser)];
        return new PaperContent
        {
            Superior = superior, Issuer = issuer, PlaceAndDate = PaperStyle.PlaceAndDate(scene, scene.Commune), NumberLine = PaperStyle.Unnumbered(PaperKind.Letters),
            Title = "CÔNG VĂN", Summary = "V/v đề nghị trợ giúp xã hội khẩn cấp do thiếu nguồn lực", DossierCode = scene.DossierCode, Addressees = above,
            Paragraphs =
            [
                $"{scene.Committee(scene.Commune)} đã quyết định cứu trợ ngay những trường hợp cấp thiết từ nguồn lực của xã. Lý do cứu trợ: {cause.TrimEnd('.')}.",
                $"Do thiếu nguồn lực, {scene.Committee(scene.Commune)} đề nghị {string.Join(", ", above)} xem xét, trình cấp có thẩm quyền hỗ trợ {wanted} cho {PaperStyle.Count(rest.Count)} hộ, {PaperStyle.Count(rest.Sum(r => r.InNeed))} người (có danh sách kèm theo), theo khoản 3 Điều 12 Nghị định số 20/2021/NĐ-CP.",
                "Khi nhận được hỗ trợ, xã tổ chức trợ giúp ngay cho các hộ và báo cáo kết quả. Kính đề nghị quý cơ quan xem xét, giải quyết./.",
            ],
            Recipients = ["Như trên;", $"Lưu: VT, {scene.Letters(scene.Commune)}."], Signatures = [PaperStyle.Signer("CHỦ TỊCH", chairman)],
            Annexes = [ReliefAnnex(scene, rice, rest, kilograms) with { Reference = $"(Kèm theo Công văn số ………/{PaperKind.Letters} {PaperStyle.LongDate(scene.Today)} của {scene.Committee(scene.Commune)})" }],
        };
    }

    private static PaperAnnex ReliefAnnex(PaperScene scene, bool rice, IReadOnlyList<ReliefRow> rows, decimal kilograms) => new()
    {
        Title = rice ? "DANH SÁCH HỘ GIA ĐÌNH VÀ SỐ NGƯỜI THIẾU ĐÓI" : "DANH SÁCH HỘ GIA ĐÌNH VÀ SỐ NGƯỜI THIẾU NHU YẾU PHẨM THIẾT YẾU",
        Reference = $"(Kèm theo Quyết định số ………/QĐ-UBND {PaperStyle.LongDate(scene.Today)} của Chủ tịch {scene.Committee(scene.Decider)})",
        Table = new PaperTable
        {
            Columns =
            [
                new("STT", 0.6, PaperAlign.Center), new("Họ và tên chủ hộ", 2.2), new("Thôn, bản, tổ dân phố", 1.8), new("Số khẩu", 0.8, PaperAlign.Center), new("Số người thiếu", 0.9, PaperAlign.Center),
                new(rice ? "Số tháng" : "Nhu yếu phẩm", rice ? 0.8 : 2), new(rice ? "Gạo (kg)" : "Số lượng", 1, PaperAlign.Right), new("Lý do", 1.8), new("Ký nhận", 1),
            ],
            Rows = rows.Select((r, i) => (IReadOnlyList<string>)
            [
                $"{i + 1}", r.Head, r.Village, $"{r.People}", $"{r.InNeed}", rice ? $"{r.Months}" : r.Essentials, rice ? r.RiceKg.ToString("#,0.#", VietnameseFormat.Culture) : $"{r.InNeed}", r.Reason, "",
            ]).ToList(),
            Footers = [["", $"Cộng: {rows.Count} hộ", "", $"{rows.Sum(r => r.People)}", $"{rows.Sum(r => r.InNeed)}", "", rice ? kilograms.ToString("#,0.#", VietnameseFormat.Culture) : "", "", ""]],
        },
    };

    private static string About(EmergencyWord kind) => kind switch
    {
        EmergencyWord.Rice => "trợ giúp xã hội khẩn cấp về lương thực",
        EmergencyWord.Essentials => "trợ giúp xã hội khẩn cấp về nhu yếu phẩm thiết yếu",
        EmergencyWord.Injured => "trợ giúp xã hội khẩn cấp về hỗ trợ chi phí điều trị người bị thương nặng",
        EmergencyWord.House => "trợ giúp xã hội khẩn cấp về hỗ trợ làm nhà ở, sửa chữa nhà ở",
        _ => "hỗ trợ chăm sóc, nuôi dưỡng đối tượng cần bảo vệ khẩn cấp tại cộng đồng",
    };

    private static string Article(EmergencyWord kind) => kind switch
    {
        EmergencyWord.Rice or EmergencyWord.Essentials => "Điều 12",
        EmergencyWord.Injured => "Điều 13",
        EmergencyWord.House => "Điều 15",
        _ => "Điều 18, Điều 19",
    };
}
