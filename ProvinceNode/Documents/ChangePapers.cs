using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>What is stopped or suspended.</summary>
public enum StopWord
{
    /// <summary>Thôi hưởng trợ cấp xã hội hàng tháng.</summary>
    Stop,

    /// <summary>Thôi hỗ trợ kinh phí chăm sóc, nuôi dưỡng.</summary>
    StopCare,

    Suspend,

    Resume,
}

/// <summary>An adjustment: what was paid and what is paid from a month on.</summary>
public sealed record AdjustPaper
{
    public required PaperPerson Person { get; init; }

    /// <summary>What ends; empty when something only comes beside.</summary>
    public required IReadOnlyList<PaperAward> Old { get; init; }

    /// <summary>What takes its place; arrears are the difference of earlier months. Empty when something only ends.</summary>
    public required IReadOnlyList<PaperAward> New { get; init; }

    /// <summary>Month of the adjustment.</summary>
    public required PayMonth From { get; init; }

    /// <summary>E.g. đủ 60 tuổi kể từ tháng 10/2022.</summary>
    public required string Reason { get; init; }

    /// <summary>What is to be paid back; 0 when nothing.</summary>
    public long RecoverDong { get; init; }

    public string Proposal { get; init; } = "";
}

/// <summary>A stop, suspension or resumption.</summary>
public sealed record StopPaper
{
    public required StopWord Kind { get; init; }

    public required PaperPerson Person { get; init; }

    /// <summary>The highest of what it is about.</summary>
    public required PaperAward Award { get; init; }

    /// <summary>What stops or goes on beside it.</summary>
    public IReadOnlyList<PaperAward> Beside { get; init; } = [];

    /// <summary>The reason in words when it is none of the codes; empty otherwise.</summary>
    public string Why { get; init; } = "";

    /// <summary>T1–T5, C1–C4 or S1–S3 (policy 3.6); for a resumption the code of the suspension.</summary>
    public required string ReasonCode { get; init; }

    /// <summary>What happened, e.g. chết ngày 12/10/2022; may be empty.</summary>
    public string Detail { get; init; } = "";

    /// <summary>First month without, or again with, the money.</summary>
    public required PayMonth From { get; init; }

    public long RecoverDong { get; init; }

    public IReadOnlyList<PaperArrears> Arrears { get; init; } = [];

    /// <summary>First month that a report still held keeps back and that stays due, with the last one; null when none is.</summary>
    public (PayMonth From, PayMonth To)? Held { get; init; }

    /// <summary>Decision that interrupted what goes on; for a resumption only, and only when it is known.</summary>
    public string Interrupting { get; init; } = "";

    public string Proposal { get; init; } = "";
}

/// <summary>D15 adjustment and D16 stop, suspension and resumption (Decree 20 Art. 8(2), Circular 02/2021 Art. 2; policy 3.5, 3.6). Pure.</summary>
public static class ChangePapers
{
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["T1"] = "đối tượng chết hoặc mất tích theo quy định của pháp luật",
        ["T2"] = "đối tượng không còn đủ điều kiện hưởng trợ cấp xã hội",
        ["T3"] = "đối tượng chấp hành án phạt tù ở trại giam hoặc có quyết định thôi hưởng của cơ quan có thẩm quyền",
        ["T4"] = "đối tượng từ chối nhận trợ cấp xã hội",
        ["T5"] = "sau 03 tháng kể từ khi bị tạm dừng, đối tượng vẫn không thực hiện yêu cầu xác định lại mức độ khuyết tật, điều kiện hưởng hoặc cung cấp thông tin",
        ["C1"] = "đối tượng được nhận chăm sóc, nuôi dưỡng hoặc người nhận chăm sóc, nuôi dưỡng chết hoặc mất tích theo quy định của pháp luật",
        ["C2"] = "đối tượng được nhận chăm sóc, nuôi dưỡng không còn đủ điều kiện",
        ["C3"] = "người nhận chăm sóc, nuôi dưỡng không còn bảo đảm điều kiện quy định tại Điều 22, Điều 23 Nghị định số 20/2021/NĐ-CP",
        ["C4"] = "người nhận chăm sóc, nuôi dưỡng bị xử phạt vi phạm hành chính hoặc bị kết án do vi phạm quy định về chăm sóc, nuôi dưỡng đối tượng",
        ["S1"] = "đối tượng không nhận trợ cấp xã hội liên tục từ 03 tháng trở lên",
        ["S2"] = "đối tượng không thực hiện xác định lại mức độ khuyết tật, điều kiện hưởng trợ cấp hoặc không cung cấp thông tin theo yêu cầu của cơ quan có thẩm quyền",
        ["S3"] = "đối tượng bị tạm giam từ 01 tháng trở lên",
    };

    /// <summary>Codes and words of all reasons, for choices on pages.</summary>
    public static IReadOnlyDictionary<string, string> ReasonWords => Reasons;

    /// <summary>Codes that may be given for a kind; a resumption ends a suspension.</summary>
    public static IEnumerable<string> ReasonsFor(StopWord kind) =>
        Reasons.Keys.Where(k => k[0] == kind switch { StopWord.Stop => 'T', StopWord.StopCare => 'C', _ => 'S' });

    /// <summary>D15: quyết định điều chỉnh.</summary>
    public static PaperContent Adjust(PaperScene scene, AdjustPaper adjust, Organization.SignedInOfficial signer)
    {
        var (old, now) = (adjust.Old, adjust.New);
        var about = $"điều chỉnh {Kinds(now.Count > 0 ? now : old)}";
        var settled = PaperAward.ArrearsSentence([.. now.SelectMany(a => a.Arrears)]) + (adjust.RecoverDong > 0 ? $" Thu hồi: {new Dong(adjust.RecoverDong)} {PaperStyle.InWords(adjust.RecoverDong)}." : "");
        return DecisionPapers.Decision(scene, about, Topics([.. old, .. now]), adjust.Proposal, signer) with
        {
            Paragraphs =
            [
                $"Điều 1. {DecisionPapers.Capital(about)} đối với {adjust.Person.Described(scene.Today)}.",
                .. old.Select(a => $"Đang hưởng{By(a)}: {Paid(a)}."),
                now.Count == 0 ? $"Nay thôi hưởng mức trên kể từ tháng {adjust.From}.{settled}"
                    : $"Nay điều chỉnh thành: {string.Join("; ", now.Select(a => $"{Paid(a)} {PaperStyle.InWords(a.MonthlyDong)}{(a.Receiver.Length > 0 ? $", người nhận tiền: {a.Receiver}" : "")}"))}. Thời gian hưởng mức mới: kể từ tháng {adjust.From}.{settled}",
                $"Lý do điều chỉnh: {NeutralWords.Remark(adjust.Reason).TrimEnd('.')}.",
                "Điều 2. Kinh phí thực hiện bảo đảm từ ngân sách nhà nước theo quy định. Mức trợ cấp mới được chi trả hàng tháng qua tổ chức dịch vụ chi trả.",
                DecisionPapers.Execution(scene, "Điều 3", "ông (bà) có tên tại Điều 1"),
            ],
        };
    }

    /// <summary>D16: quyết định thôi hưởng, tạm dừng, tiếp tục hưởng; D26 when it is a social pension.</summary>
    public static PaperContent Change(PaperScene scene, StopPaper stop, Organization.SignedInOfficial signer)
    {
        List<PaperAward> all = [stop.Award, .. stop.Beside];
        var about = $"{Verb(stop.Kind)} {Kinds(all)}";
        return DecisionPapers.Decision(scene, about, Topics(all), stop.Proposal, signer) with
        {
            Paragraphs =
            [
                $"Điều 1. {DecisionPapers.Capital(about)} đối với {stop.Person.Described(scene.Today)}.",
                .. all.Select(a => $"Thuộc đối tượng: {Paid(a)}{By(a)}."),
                Reason(stop),
                $"Thời gian: kể từ tháng {stop.From}.{Settlement(stop)}",
                After(stop),
                DecisionPapers.Execution(scene, "Điều 3", "ông (bà) có tên tại Điều 1 hoặc người đại diện theo pháp luật"),
            ],
        };
    }

    private static string Verb(StopWord kind) => kind switch { StopWord.Suspend => "tạm dừng hưởng", StopWord.Resume => "tiếp tục hưởng", _ => "thôi hưởng" };

    private static string Reason(StopPaper stop)
    {
        if (stop.Why.Length > 0)
        {
            return $"Lý do: {NeutralWords.Remark(stop.Why).TrimEnd('.')}.";
        }

        var words = Reasons.GetValueOrDefault(stop.ReasonCode, "theo quy định tại Điều 2 Thông tư số 02/2021/TT-BLĐTBXH");
        var detail = stop.Detail.Length > 0 ? $" ({NeutralWords.Remark(stop.Detail).TrimEnd('.')})" : "";
        return stop.Kind == StopWord.Resume
            ? $"Lý do: không còn lý do tạm dừng{(stop.Interrupting.Length > 0 ? $" theo {stop.Interrupting}" : "")} là {words}{detail}."
            : $"Lý do: {words}{detail}.";
    }

    private static string Settlement(StopPaper stop) =>
        PaperAward.ArrearsSentence(stop.Arrears)
        + (stop.Held is { } held ? $" Trợ cấp {(held.From == held.To ? $"tháng {held.From}" : $"từ tháng {held.From} đến tháng {held.To}")} đang tạm giữ để xác minh tin báo; tin báo bị bác bỏ thì được chi trả một lần, mỗi tháng theo mức của tháng đó." : "")
        + (stop.RecoverDong > 0 ? $" Số tiền đã chi trả sau thời điểm {Verb(stop.Kind)} phải thu hồi: {new Dong(stop.RecoverDong)} {PaperStyle.InWords(stop.RecoverDong)}." : "");

    private static string After(StopPaper stop) => stop.Kind switch
    {
        StopWord.Suspend => "Điều 2. Trong thời gian tạm dừng, đối tượng không có tên trong danh sách chi trả. Khi không còn lý do tạm dừng, đối tượng được xem xét tiếp tục hưởng và truy lĩnh (nếu có).",
        StopWord.Resume => "Điều 2. Kinh phí thực hiện bảo đảm từ ngân sách nhà nước theo quy định. Trợ cấp được chi trả hàng tháng qua tổ chức dịch vụ chi trả. Người hưởng trợ cấp được cấp lại thẻ bảo hiểm y tế theo quy định.",
        StopWord.StopCare => "Điều 2. Tổ chức dịch vụ chi trả dừng chi trả kinh phí hỗ trợ chăm sóc, nuôi dưỡng theo thời gian tại Điều 1.",
        _ => "Điều 2. Tổ chức dịch vụ chi trả dừng chi trả theo thời gian tại Điều 1. Thu hồi thẻ bảo hiểm y tế đã cấp theo diện hưởng trợ cấp theo quy định.",
    };

    internal static string Kinds(IReadOnlyList<PaperAward> awards) => string.Join(" và ", awards.Select(a => a.KindWords).Distinct(StringComparer.Ordinal));

    internal static string[] Topics(IReadOnlyList<PaperAward> awards) => [.. awards.Select(Topic).Distinct(StringComparer.Ordinal)];

    private static string Paid(PaperAward award) => $"{award.Label} quy định tại {award.Article}{Coefficient(award)}; mức {new Dong(award.MonthlyDong)}/tháng";

    /// <summary>" theo Quyết định số …": a signed decision is only changed by another one, which names it (policy 10.2).</summary>
    internal static string By(PaperAward award) => award.Decision.Length > 0 ? $" theo {award.Decision}" : "";

    internal static string Coefficient(PaperAward award) => award.CoefficientHundredths == 0 ? "" : $"; hệ số {award.CoefficientWords}{(award.Times > 1 ? $" × {award.Times}" : "")}";

    private static string Topic(PaperAward award) => award.Kind switch
    {
        AwardWord.Pension => LegalBases.Pension, AwardWord.Care => LegalBases.Care, AwardWord.Institution => LegalBases.Institution, _ => LegalBases.Assistance,
    };
}
