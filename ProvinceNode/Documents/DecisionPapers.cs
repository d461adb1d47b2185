using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>How and to whom a grant is paid.</summary>
/// <param name="Account">Number, bank and holder; empty for cash.</param>
/// <param name="Proxy">Person who may collect for him; empty when nobody.</param>
public sealed record PaperPayment(string Account = "", string Proxy = "")
{
    /// <summary>"Trợ cấp được chi trả hàng tháng …", a sentence of Article 2.</summary>
    public string Sentence =>
        $"Trợ cấp được chi trả hàng tháng qua tổ chức dịch vụ chi trả{(Account.Length > 0 ? $" vào tài khoản {Account}" : "")}{(Proxy.Length > 0 ? $"; người nhận thay (nếu có ủy quyền hợp lệ): {Proxy}" : "")}.";
}

/// <summary>What a granting decision grants.</summary>
public sealed record GrantPaper
{
    public required PaperPerson Person { get; init; }

    /// <summary>One or several: own assistance, single parent, care support.</summary>
    public required IReadOnlyList<PaperAward> Awards { get; init; }

    /// <summary>Arrears of all awards together when there are several.</summary>
    public IReadOnlyList<PaperArrears> Arrears { get; init; } = [];

    public PaperPayment Payment { get; init; } = new();

    public bool HealthCard { get; init; } = true;

    /// <summary>Who proposed, after "Xét đề nghị của "; the offices and the dossier's code when it is empty.</summary>
    public string Proposal { get; init; } = "";
}

/// <summary>D14 decision (of one person and of a list) and D20 written answer, in the layout and words of policy 4.1 and 4.3. Pure.</summary>
public static class DecisionPapers
{
    /// <summary>D14: quyết định về việc trợ cấp xã hội hàng tháng, of one person, one or several awards.</summary>
    public static PaperContent Grant(PaperScene scene, GrantPaper grant, SignedInOfficial signer)
    {
        var awards = grant.Awards;
        var care = awards.Any(a => a.Kind == AwardWord.Care);
        var own = awards.Any(a => a.Kind is not AwardWord.Care);
        var pension = awards.Any(a => a.Kind == AwardWord.Pension);
        var about = pension ? ChangePapers.Kinds(awards) : !own ? "hỗ trợ kinh phí chăm sóc, nuôi dưỡng hàng tháng" : care ? "trợ cấp xã hội hàng tháng và hỗ trợ kinh phí chăm sóc, nuôi dưỡng" : "trợ cấp xã hội hàng tháng";
        return Decision(scene, about, [LegalBases.Assistance, .. care ? [LegalBases.Care] : Array.Empty<string>(), .. pension ? [LegalBases.Pension] : Array.Empty<string>()], grant.Proposal, signer) with
        {
            Paragraphs =
            [
                $"Điều 1. {Capital(about)} cho {grant.Person.Described(scene.Today)}.",
                .. awards.Count == 1 ? [awards[0].CategorySentence(), awards[0].AmountSentence()] : Several(awards, grant.Arrears),
                $"Điều 2. Kinh phí thực hiện bảo đảm từ ngân sách nhà nước theo quy định. {grant.Payment.Sentence}{(grant.HealthCard ? " Người hưởng trợ cấp được cấp thẻ bảo hiểm y tế theo quy định." : "")}",
                Execution(scene, "Điều 3", "ông (bà) có tên tại Điều 1"),
            ],
        };
    }

    /// <summary>D14, D26 for a list of people, with the annex of policy 4.3.</summary>
    /// <param name="about">After "Về việc", e.g. trợ cấp xã hội hàng tháng.</param>
    /// <param name="topics">Topics of <see cref="LegalBases"/>.</param>
    public static PaperContent ListOf(
        PaperScene scene, string about, IReadOnlyList<string> topics, IReadOnlyList<PaperListRow> rows, SignedInOfficial signer, string proposal = "")
    {
        var monthly = rows.Sum(r => r.Award?.MonthlyDong ?? 0);
        return Decision(scene, about, topics, proposal, signer) with
        {
            DossierCode = "",
            Paragraphs =
            [
                $"Điều 1. {Capital(about)} cho {PaperStyle.Count(rows.Count)} người (có danh sách kèm theo). Tổng số tiền một tháng: {new Dong(monthly)} {PaperStyle.InWords(monthly)}.",
                "Điều 2. Kinh phí thực hiện bảo đảm từ ngân sách nhà nước theo quy định. Trợ cấp được chi trả hàng tháng qua tổ chức dịch vụ chi trả.",
                Execution(scene, "Điều 3", "các ông (bà) có tên trong danh sách tại Điều 1"),
            ],
            Annexes = [PaperLists.Annex("DANH SÁCH", $"Quyết định số ………/QĐ-UBND {PaperStyle.LongDate(scene.Today)} của Chủ tịch {scene.Committee(scene.Decider)}", rows)],
        };
    }

    /// <summary>D15, D16, D18 (and D26 of a stop) for a list of people: what is decided about each stands in the annex in the words of his own decision.</summary>
    /// <param name="members">Each with the decision that he would be given alone; all are about the same.</param>
    public static PaperContent ListInWords(PaperScene scene, IReadOnlyList<(PaperPerson Person, PaperContent Own)> members, string proposal, SignedInOfficial signer)
    {
        var about = members[0].Own.Summary["Về việc ".Length..];
        var second = members[0].Own.Paragraphs.First(p => p.StartsWith("Điều 2.", StringComparison.Ordinal));
        return Decision(scene, about, [], proposal, signer) with
        {
            DossierCode = "",
            Bases = [.. members.SelectMany(m => m.Own.Bases.SkipLast(1)).Distinct(StringComparer.Ordinal), $"Xét đề nghị của {proposal.TrimEnd('.')}."],
            Paragraphs =
            [
                $"Điều 1. {Capital(about)} đối với {PaperStyle.Count(members.Count)} người (có danh sách và nội dung quyết định đối với từng người kèm theo).",
                second,
                Execution(scene, "Điều 3", "các ông (bà) có tên trong danh sách tại Điều 1"),
            ],
            Annexes = [PaperLists.InWords("DANH SÁCH", $"Quyết định số ………/QĐ-UBND {PaperStyle.LongDate(scene.Today)} của Chủ tịch {scene.Committee(scene.Decider)}", members)],
        };
    }

    /// <summary>D20: thông báo không đủ điều kiện, with reason, legal reference and the right to complain.</summary>
    /// <param name="policy">What was asked for, e.g. trợ cấp xã hội hàng tháng, hỗ trợ chi phí mai táng.</param>
    /// <param name="reason">Reason of the official.</param>
    /// <param name="clauses">Clauses that are not met, with their articles; may be empty.</param>
    public static PaperContent Reject(PaperScene scene, string applicant, string person, string policy, string reason, string clauses, SignedInOfficial signer)
    {
        var office = scene.Decider;
        var (superior, issuer) = PaperStyle.Committee(scene, office);
        return new PaperContent
        {
            Superior = superior, Issuer = issuer, PlaceAndDate = PaperStyle.PlaceAndDate(scene, office), NumberLine = PaperStyle.Unnumbered("TB-UBND"),
            Title = "THÔNG BÁO", Summary = $"Về việc {RefusalWords.About(policy)}", DossierCode = scene.DossierCode, Addressees = [$"ông/bà {applicant}"],
            Paragraphs =
            [
                $"{scene.Committee(office)} đã xem xét hồ sơ mã {scene.DossierCode} đề nghị {policy} cho ông/bà {person}.",
                $"Kết quả thẩm định: {RefusalWords.Result(policy, person)}.{(reason.Length > 0 ? $" Lý do: {NeutralWords.Remark(reason)}" : "")}",
                .. clauses.Length > 0 && !(NeutralWords.Reveals(reason) && clauses == NeutralWords.Reason) ? [$"Quy định chưa đáp ứng: {clauses}"] : Array.Empty<string>(),
                "Nếu không đồng ý, ông/bà có quyền khiếu nại theo quy định của Luật Khiếu nại hoặc nộp lại hồ sơ khi đủ điều kiện.",
            ],
            Recipients = ["Như trên;", $"{scene.Desk} {scene.Inside(scene.Commune)} (để trả kết quả);", "Lưu: VT."],
            Signatures = [PaperStyle.Signer("CHỦ TỊCH", signer)],
        };
    }

    /// <summary>D20 to whom an office proposed a change of his own accord that was not confirmed: nothing of what he receives changes.</summary>
    /// <param name="policy">What was proposed, e.g. thôi hưởng trợ cấp xã hội hàng tháng.</param>
    public static PaperContent Unchanged(PaperScene scene, string person, string policy, string reason, string clauses, SignedInOfficial signer)
    {
        var paper = Reject(scene, person, person, policy, reason, clauses, signer);
        return paper with
        {
            Summary = "Về việc giữ nguyên chế độ trợ giúp xã hội đang hưởng",
            Paragraphs =
            [
                $"{scene.Committee(scene.Decider)} đã xem xét hồ sơ mã {scene.DossierCode} do cơ quan chuyên môn lập về việc {policy} đối với ông/bà {person}.",
                $"Kết quả thẩm định: chưa đủ căn cứ {policy}. Chế độ ông/bà đang hưởng được giữ nguyên.{(reason.Length > 0 ? $" Lý do: {NeutralWords.Remark(reason)}" : "")}",
                .. paper.Paragraphs.Where(p => p.StartsWith("Quy định chưa đáp ứng:", StringComparison.Ordinal)),
                "Nếu không đồng ý, ông/bà có quyền khiếu nại theo quy định của Luật Khiếu nại.",
            ],
        };
    }

    /// <summary>Head, bases, recipients and signature of a decision of the chairman; the articles are the caller's.</summary>
    /// <param name="about">After "Về việc".</param>
    /// <param name="topics">Topics of <see cref="LegalBases"/>.</param>
    internal static PaperContent Decision(PaperScene scene, string about, IReadOnlyList<string> topics, string proposal, SignedInOfficial signer)
    {
        var office = scene.Decider;
        var (superior, issuer) = PaperStyle.Chairman(scene, office);
        return new PaperContent
        {
            Superior = superior, Issuer = issuer, PlaceAndDate = PaperStyle.PlaceAndDate(scene, office), NumberLine = PaperStyle.Unnumbered("QĐ-UBND"),
            Title = "QUYẾT ĐỊNH", Summary = $"Về việc {about}", Authority = PaperStyle.Upper($"Chủ tịch {scene.Committee(office)}"),
            Bases = [.. scene.Bases(topics), $"Xét đề nghị của {(proposal.Length > 0 ? proposal.TrimEnd('.') : Proposal(scene))}."], Resolves = "QUYẾT ĐỊNH:", DossierCode = scene.DossierCode,
            Recipients = scene.CommuneAlone ? ["Như Điều 3;", "Lưu: VT, VHXH."] :
            [
                "Như Điều 3;", scene.TwoTier ? "Bảo hiểm xã hội cơ sở;" : $"Bảo hiểm xã hội {scene.Inside(scene.Decider)};", "Tổ chức dịch vụ chi trả;", $"Lưu: VT, {scene.Letters(office)}.",
            ],
            Signatures = [PaperStyle.Signer("CHỦ TỊCH", signer)],
        };
    }

    /// <summary>The last article: in force from the day of signing, and who carries it out.</summary>
    internal static string Execution(PaperScene scene, string article, string persons) =>
        $"{article}. Quyết định này có hiệu lực kể từ ngày ký. {Executors(scene)} và {persons} chịu trách nhiệm thi hành Quyết định này./.";

    /// <summary>Recipients of a decision whose last article is another than the third.</summary>
    internal static IReadOnlyList<string> Told(PaperContent decision, string article) => [$"Như {article};", .. decision.Recipients.Skip(1)];

    internal static string Capital(string text) => char.ToUpper(text[0], VietnameseFormat.Culture) + text[1..];

    private static IEnumerable<string> Several(IReadOnlyList<PaperAward> awards, IReadOnlyList<PaperArrears> arrears) =>
    [
        .. awards.SelectMany((a, i) => new[] { $"{i + 1}. {Capital(a.KindWords)}. {a.CategorySentence()}", a.AmountSentence() }),
        $"Tổng mức hưởng: {new Dong(Now(awards))}/tháng {PaperStyle.InWords(Now(awards))}.{PaperAward.ArrearsSentence(arrears)}",
    ];

    private static long Now(IEnumerable<PaperAward> awards) => awards.Where(a => a.Until is null).Sum(a => a.MonthlyDong);

    private static string Proposal(PaperScene scene) =>
        $"{(scene.TwoTier || scene.CommuneAlone || !scene.CommuneProposes ? "" : $"Chủ tịch {scene.Committee(scene.Commune)}{(scene.Letter.Length > 0 ? $" tại {scene.Letter}" : "")} và ")}{(scene.CommuneAlone ? scene.CommuneOfficer : scene.AppraiserName)}{(scene.DossierCode.Length > 0 ? $" tại hồ sơ mã {scene.DossierCode}" : "")}";

    private static string Executors(PaperScene scene) => scene.TwoTier
        ? $"Chánh Văn phòng HĐND và UBND, Trưởng phòng Văn hóa – Xã hội {scene.Inside(scene.Decider)}"
        : scene.CommuneAlone ? $"{Capital(scene.CommuneOfficer)}, công chức Tài chính – Kế toán"
        : $"Chánh Văn phòng HĐND và UBND, {scene.HeadOfDivision}, Trưởng phòng Tài chính – Kế hoạch, Chủ tịch {scene.Committee(scene.Commune)}";
}
