using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>Admission to a care institution.</summary>
public sealed record AdmitPaper
{
    /// <summary>E.g. Trung tâm Bảo trợ xã hội số 2.</summary>
    public required string Institution { get; init; }

    public required PaperPerson Person { get; init; }

    /// <summary>Nurture allowance: coefficient 4,0 or 5,0; null when another allowance is higher or the contract pays.</summary>
    public PaperAward? Award { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>Urgent protection lasts at most three months (Art. 24(2)).</summary>
    public bool Urgent { get; init; }

    public string Proposal { get; init; } = "";
}

/// <summary>Leaving a care institution (Decree 20 Art. 30(2)).</summary>
/// <param name="Reason">One of the reasons a–k in words.</param>
/// <param name="HandedTo">Who takes him over, e.g. gia đình ông Nguyễn Văn An; may be empty.</param>
public sealed record DischargePaper(string Institution, PaperPerson Person, DateOnly On, string Reason, string HandedTo, string Proposal = "")
{
    /// <summary>Decision that admitted him; empty when it is not known.</summary>
    public string Admission { get; init; } = "";
}

/// <summary>Decisions and proposals about care institutions (Decree 20 Art. 24–30, policy 2.6). Pure.</summary>
public static class InstitutionPapers
{
    /// <summary>The chairman of the deciding committee asks the department to admit to a provincial institution.</summary>
    public static PaperContent Propose(PaperScene scene, AdmitPaper admit, string reason, SignedInOfficial chairman)
    {
        var (superior, issuer) = PaperStyle.Committee(scene, scene.Decider);
        return new PaperContent
        {
            Superior = superior, Issuer = issuer, PlaceAndDate = PaperStyle.PlaceAndDate(scene, scene.Decider), NumberLine = PaperStyle.Unnumbered($"UBND-{scene.Letters(scene.Decider)}"),
            Title = "CÔNG VĂN", Summary = "V/v đề nghị tiếp nhận đối tượng bảo trợ xã hội vào cơ sở trợ giúp xã hội", DossierCode = scene.DossierCode,
            Addressees = [scene.OfficeName(Authorities.ProvinceDepartment)],
            Paragraphs =
            [
                $"{scene.Committee(scene.Decider)} đề nghị {scene.OfficeName(Authorities.ProvinceDepartment)} xem xét, tiếp nhận {admit.Person.Described(scene.Today)} vào {admit.Institution}.",
                $"Lý do: {NeutralWords.Remark(reason).TrimEnd('.')}.",
                $"{(admit.Proposal.Length > 0 ? $"Căn cứ {admit.Proposal.TrimEnd('.')}; " : "")}hồ sơ gửi kèm theo. Kính đề nghị quý cơ quan xem xét, quyết định./.",
            ],
            Recipients = ["Như trên;", $"{scene.Committee(scene.Commune)};", $"Lưu: VT, {scene.Letters(scene.Decider)}."],
            Signatures = [PaperStyle.Signer("CHỦ TỊCH", chairman)],
        };
    }

    /// <summary>Decision of the head to admit.</summary>
    public static PaperContent Admit(PaperScene scene, AdmitPaper admit, SignedInOfficial head) => Head(scene, admit.Institution, "tiếp nhận đối tượng vào cơ sở trợ giúp xã hội", admit.Proposal, head) with
    {
        Paragraphs =
        [
            $"Điều 1. Tiếp nhận {admit.Person.Described(scene.Today)} vào chăm sóc, nuôi dưỡng tại {admit.Institution} kể từ ngày {VietnameseFormat.Date(admit.From)}{(admit.Urgent ? ", thời gian tối đa 03 tháng theo diện cần bảo vệ khẩn cấp" : "")}.",
            .. admit.Award is { } award ? [award.CategorySentence(), award.AmountSentence()] : Array.Empty<string>(),
            "Điều 2. Đối tượng được chăm sóc, nuôi dưỡng và hưởng các chế độ tại cơ sở theo quy định; không hưởng trợ cấp xã hội hàng tháng tại cộng đồng trong thời gian được nuôi dưỡng tại cơ sở.",
            "Điều 3. Quyết định này có hiệu lực kể từ ngày ký. Các phòng chuyên môn của cơ sở và ông (bà) có tên tại Điều 1 hoặc người giám hộ chịu trách nhiệm thi hành Quyết định này./.",
        ],
    };

    /// <summary>Decision of the head to end the stay.</summary>
    public static PaperContent Discharge(PaperScene scene, DischargePaper leaving, SignedInOfficial head) => Head(scene, leaving.Institution, "dừng trợ giúp xã hội tại cơ sở trợ giúp xã hội", leaving.Proposal, head) with
    {
        Paragraphs =
        [
            $"Điều 1. Dừng trợ giúp xã hội tại {leaving.Institution} đối với {leaving.Person.Described(scene.Today)}{(leaving.Admission.Length > 0 ? $", được tiếp nhận theo {leaving.Admission}," : "")} kể từ ngày {VietnameseFormat.Date(leaving.On)}.",
            $"Lý do: {NeutralWords.Remark(leaving.Reason).TrimEnd('.')}.",
            $"Điều 2. {(leaving.HandedTo.Length > 0 ? $"Bàn giao đối tượng cho {leaving.HandedTo}; việc bàn giao được lập thành biên bản." : "Việc bàn giao được lập thành biên bản theo quy định.")}",
            "Điều 3. Quyết định này có hiệu lực kể từ ngày ký. Các phòng chuyên môn của cơ sở và ông (bà) có tên tại Điều 1 hoặc người giám hộ chịu trách nhiệm thi hành Quyết định này./.",
        ],
    };

    /// <summary>D20 of an institution: its head answers that the conditions are not met, with the reason and the right to complain.</summary>
    /// <param name="applicant">Who filed.</param>
    /// <param name="person">Whom it is about.</param>
    /// <param name="policy">What was asked for, e.g. tiếp nhận vào cơ sở trợ giúp xã hội.</param>
    public static PaperContent Reject(PaperScene scene, string institution, string applicant, string person, string policy, string reason, SignedInOfficial head) => Body(scene, institution, "TB-CSTGXH", head) with
    {
        Title = "THÔNG BÁO", Summary = $"Về việc {RefusalWords.About(policy)}", Addressees = [$"ông/bà {applicant}"],
        Paragraphs =
        [
            $"{institution} đã xem xét hồ sơ mã {scene.DossierCode} đề nghị {policy} đối với ông/bà {person}.",
            $"Kết quả thẩm định: {RefusalWords.Result(policy, person)}.{(reason.Length > 0 ? $" Lý do: {NeutralWords.Remark(reason)}" : "")}",
            "Nếu không đồng ý, ông/bà có quyền khiếu nại theo quy định của Luật Khiếu nại hoặc nộp lại hồ sơ khi đủ điều kiện.",
        ],
        Recipients = ["Như trên;", $"{scene.Desk} {scene.Inside(scene.Commune)} (để trả kết quả);", "Lưu: VT."],
    };

    private static PaperContent Body(PaperScene scene, string institution, string series, SignedInOfficial head) => new()
    {
        Superior = PaperStyle.Upper(scene.OfficeName(Authorities.ProvinceDepartment)), Issuer = PaperStyle.Upper(institution), PlaceAndDate = PaperStyle.PlaceAndDate(scene, scene.Province),
        NumberLine = PaperStyle.Unnumbered(series), Title = "", DossierCode = scene.DossierCode, Signatures = [PaperStyle.Signer("GIÁM ĐỐC", head)],
    };

    private static PaperContent Head(PaperScene scene, string institution, string about, string proposal, SignedInOfficial head) => Body(scene, institution, PaperKind.Institutions, head) with
    {
        Title = "QUYẾT ĐỊNH", Summary = $"Về việc {about}", Authority = $"GIÁM ĐỐC {PaperStyle.Upper(institution)}", Resolves = "QUYẾT ĐỊNH:",
        Bases = [.. scene.Bases(LegalBases.Institution), $"Xét đề nghị của {(proposal.Length > 0 ? proposal.TrimEnd('.') : scene.OfficeName(Authorities.ProvinceDepartment))}."],
        Recipients = ["Như Điều 3;", $"{scene.OfficeName(Authorities.ProvinceDepartment)};", $"{scene.Committee(scene.Commune)};", "Lưu: VT."],
    };
}
