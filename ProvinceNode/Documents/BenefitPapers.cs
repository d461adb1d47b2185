using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>Care support: who is cared for and who gets the money.</summary>
public sealed record CarePaper
{
    /// <summary>Household head, person who takes in, or the disabled person himself (Art. 20(2)(a)).</summary>
    public required PaperPerson Carer { get; init; }

    /// <summary>Null when the carer is the person himself.</summary>
    public PaperPerson? Cared { get; init; }

    /// <summary>Others whom the same household cares for, each with his own support.</summary>
    public IReadOnlyList<(PaperPerson Cared, IReadOnlyList<PaperAward> Awards)> Others { get; init; } = [];

    /// <summary>Household head, e.g. chủ hộ; ông, bà, cô, dì of the cared person; may be empty.</summary>
    public string Relation { get; init; } = "";

    public required IReadOnlyList<PaperAward> Awards { get; init; }

    /// <summary>Account into which it is paid, as printed; empty: in cash.</summary>
    public string Account { get; init; } = "";

    public string Proposal { get; init; } = "";
}

/// <summary>Text under which a funeral is paid.</summary>
public enum FuneralLaw
{
    /// <summary>Decree 20 Art. 11: at least 20 times the level.</summary>
    Community,

    /// <summary>Decree 20 Art. 25: 50 times, person in an institution.</summary>
    Institution,

    /// <summary>Decree 20 Art. 14: 50 times, disaster, accident.</summary>
    Emergency,

    /// <summary>Decree 176/2025: 20 times the social pension.</summary>
    Pension,
}

/// <summary>A funeral and who is paid for it.</summary>
public sealed record FuneralPaper
{
    public required PaperPerson Deceased { get; init; }

    public required DateOnly DiedOn { get; init; }

    public required PaperPerson Receiver { get; init; }

    /// <summary>Relation to the deceased, or the post of who receives for an organisation; may be empty.</summary>
    public string Relation { get; init; } = "";

    /// <summary>Organisation that buried; empty for a person.</summary>
    public string Organization { get; init; } = "";

    public required FuneralLaw Law { get; init; }

    /// <summary>20 or 50; 0 when actual cost is paid.</summary>
    public required int Times { get; init; }

    public required long LevelDong { get; init; }

    public required long AmountDong { get; init; }

    /// <summary>The monthly award that ends with the death; null when there was none.</summary>
    public PaperAward? Ending { get; init; }

    public string Proposal { get; init; } = "";
}

/// <summary>A social pension.</summary>
public sealed record PensionPaper(PaperPerson Person, PaperAward Award, PaperPayment Payment, string Proposal = "");

/// <summary>D18 care support, D19 funeral, D26 social pension (policy 1.4, 2.1, 2.3, 4.3). Pure.</summary>
public static class BenefitPapers
{
    /// <summary>D18: quyết định hỗ trợ kinh phí chăm sóc, nuôi dưỡng.</summary>
    public static PaperContent Care(PaperScene scene, CarePaper care, SignedInOfficial signer)
    {
        const string about = "hỗ trợ kinh phí chăm sóc, nuôi dưỡng hàng tháng";
        var relation = care.Relation.Length > 0 ? $" ({care.Relation})" : "";
        return DecisionPapers.Decision(scene, about, [LegalBases.Care], care.Proposal, signer) with
        {
            Paragraphs =
            [
                $"Điều 1. {DecisionPapers.Capital(about)} cho {care.Carer.Described(scene.Today)}{relation}.",
                .. care.Others.Count == 0 ? Cared(scene, care.Cared, care.Awards, "") : Cared(scene, care.Cared, care.Awards, "1. "),
                .. care.Others.SelectMany((o, i) => Cared(scene, o.Cared, o.Awards, $"{i + 2}. ")),
                .. care.Others.Count == 0 ? Array.Empty<string>() : [Total(care)],
                $"Điều 2. Kinh phí thực hiện bảo đảm từ ngân sách nhà nước theo quy định. Kinh phí hỗ trợ được chi trả hàng tháng qua tổ chức dịch vụ chi trả{(care.Account.Length > 0 ? $" vào tài khoản {care.Account}" : "")}.",
                DecisionPapers.Execution(scene, "Điều 3", "ông (bà) có tên tại Điều 1"),
            ],
        };
    }

    private static IEnumerable<string> Cared(PaperScene scene, PaperPerson? cared, IReadOnlyList<PaperAward> awards, string number) =>
    [
        .. cared is null ? Array.Empty<string>() : [$"{number}Đối tượng được chăm sóc, nuôi dưỡng: {cared.Described(scene.Today)}."],
        .. awards.SelectMany(a => new[] { a.CategorySentence(), a.AmountSentence() }),
    ];

    private static string Total(CarePaper care)
    {
        var total = care.Awards.Concat(care.Others.SelectMany(o => o.Awards)).Sum(a => a.MonthlyDong);
        return $"Tổng mức hỗ trợ {care.Others.Count + 1} người: {new Dong(total)}/tháng {PaperStyle.InWords(total)}.";
    }

    /// <summary>D19: quyết định hỗ trợ chi phí mai táng, under Article 11, 14 or 25 of Decree 20 or Decree 176/2025.</summary>
    public static PaperContent Funeral(PaperScene scene, FuneralPaper funeral, SignedInOfficial signer)
    {
        const string about = "hỗ trợ chi phí mai táng";
        var level = funeral.Law == FuneralLaw.Pension ? "mức trợ cấp hưu trí xã hội" : "mức chuẩn trợ giúp xã hội";
        var sum = funeral.Times > 0 ? $" ({funeral.Times} lần {level} {new Dong(funeral.LevelDong)})" : " (theo chi phí thực tế)";
        var receiver = funeral.Organization.Length > 0
            ? $"{funeral.Organization}; người đại diện: {funeral.Receiver.Named(scene.Today)}{(funeral.Relation.Length > 0 ? $", chức vụ: {funeral.Relation}" : "")}"
            : $"{funeral.Receiver.Described(scene.Today)}{(funeral.Relation.Length > 0 ? $"; quan hệ với người chết: {funeral.Relation}" : "")}";
        return DecisionPapers.Decision(scene, about, [funeral.Law switch
        {
            FuneralLaw.Pension => LegalBases.Pension, FuneralLaw.Emergency => LegalBases.Emergency, FuneralLaw.Institution => LegalBases.Institution, _ => LegalBases.Funeral,
        }], funeral.Proposal, signer) with
        {
            Paragraphs =
            [
                $"Điều 1. {DecisionPapers.Capital(about)} đối với {funeral.Deceased.Described(scene.Today)}; chết ngày {VietnameseFormat.Date(funeral.DiedOn)}.",
                $"Người nhận hỗ trợ: {receiver}.",
                $"Mức hỗ trợ: {new Dong(funeral.AmountDong)} {PaperStyle.InWords(funeral.AmountDong)}{sum}, theo {Article(funeral.Law)}.",
                .. funeral.Ending is { } ending
                    ? [$"Thôi hưởng {ending.KindWords} của người chết (mức {new Dong(ending.MonthlyDong)}/tháng) kể từ tháng {PayMonth.Of(funeral.DiedOn).AddMonths(1)}."] : Array.Empty<string>(),
                "Điều 2. Kinh phí thực hiện bảo đảm từ ngân sách nhà nước theo quy định. Kinh phí hỗ trợ được chi trả một lần qua tổ chức dịch vụ chi trả trong kỳ chi trả gần nhất.",
                DecisionPapers.Execution(scene, "Điều 3", funeral.Organization.Length > 0 ? "cơ quan, tổ chức nhận hỗ trợ có tên tại Điều 1" : "người nhận hỗ trợ có tên tại Điều 1"),
            ],
        };
    }

    /// <summary>D26: quyết định trợ cấp hưu trí xã hội.</summary>
    public static PaperContent Pension(PaperScene scene, PensionPaper pension, SignedInOfficial signer)
    {
        const string about = "trợ cấp hưu trí xã hội hàng tháng";
        return DecisionPapers.Decision(scene, about, [LegalBases.Pension], pension.Proposal, signer) with
        {
            Paragraphs =
            [
                $"Điều 1. {DecisionPapers.Capital(about)} cho {pension.Person.Described(scene.Today)}.",
                pension.Award.CategorySentence(),
                pension.Award.AmountSentence(),
                $"Điều 2. Kinh phí thực hiện bảo đảm từ ngân sách nhà nước theo quy định. {pension.Payment.Sentence} Người hưởng trợ cấp hưu trí xã hội được cấp thẻ bảo hiểm y tế theo quy định.",
                DecisionPapers.Execution(scene, "Điều 3", "ông (bà) có tên tại Điều 1"),
            ],
        };
    }

    /// <summary>D26: quyết định thôi hưởng trợ cấp hưu trí xã hội.</summary>
    public static PaperContent PensionStop(PaperScene scene, StopPaper stop, SignedInOfficial signer) => ChangePapers.Change(scene, stop with { Award = stop.Award with { Kind = AwardWord.Pension } }, signer);

    private static string Article(FuneralLaw law) => law switch
    {
        FuneralLaw.Pension => "Nghị định số 176/2025/NĐ-CP",
        FuneralLaw.Emergency => "Điều 14 Nghị định số 20/2021/NĐ-CP",
        FuneralLaw.Institution => "Điều 25 Nghị định số 20/2021/NĐ-CP",
        _ => "Điều 11 Nghị định số 20/2021/NĐ-CP",
    };
}
