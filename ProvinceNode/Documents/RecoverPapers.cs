using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>A month that is taken back.</summary>
/// <param name="Lists">By which it was paid, in words.</param>
/// <param name="Taker">Who took it.</param>
public sealed record RecoveredMonthWords(PayMonth Month, long Dong, string Lists, string Taker)
{
    /// <summary>The payer handed it out twice; else it is above what was due.</summary>
    public bool Twice { get; init; }

    /// <summary>What is no monthly sum, in words: the month is that of its list. Empty else.</summary>
    public string Once { get; init; } = "";
}

/// <summary>A decision that takes back what lists overpaid.</summary>
public sealed record RecoverPaper
{
    public required PaperPerson Person { get; init; }

    /// <summary>The person is dead: heirs pay back out of what he left.</summary>
    public bool Died { get; init; }

    /// <summary>What was paid is social pension.</summary>
    public bool Pension { get; init; }

    /// <summary>In a sentence.</summary>
    public required string Why { get; init; }

    public required IReadOnlyList<RecoveredMonthWords> Months { get; init; }
}

/// <summary>D16, or D26 of a social pension: quyết định thu hồi số tiền trợ cấp đã chi vượt (policy 3.6, 4.3). Pure.</summary>
public static class RecoverPapers
{
    public static PaperContent Recover(PaperScene scene, RecoverPaper paper, Organization.SignedInOfficial signer)
    {
        var (sum, once) = (paper.Months.Sum(m => m.Dong), paper.Months.Any(m => m.Once.Length > 0));
        var what = $"{(once ? "trợ cấp, hỗ trợ xã hội" : paper.Pension ? "trợ cấp hưu trí xã hội hàng tháng" : "trợ cấp xã hội hàng tháng")} {Excess(paper.Months)}";
        var decision = DecisionPapers.Decision(scene, $"thu hồi {what}", [paper.Pension ? LegalBases.Pension : LegalBases.Assistance, LegalBases.Payment], "", signer);
        return decision with
        {
            Recipients = DecisionPapers.Told(decision, "Điều 4"),
            Paragraphs =
            [
                $"Điều 1. Thu hồi {Sum(sum)} {what} của {paper.Person.Described(scene.Today)}, gồm:",
                .. paper.Months.Select(m => $"- {(m.Once.Length > 0 ? $"Kỳ chi trả tháng {m.Month}, {m.Once}" : $"Tháng {m.Month}")}: {new Dong(m.Dong)}{(m.Lists.Length > 0 ? $", theo {NeutralWords.Remark(m.Lists)}" : "")}{(m.Taker.Length > 0 ? $"; người nhận tiền: {m.Taker}" : "")}."),
                $"Lý do: {NeutralWords.Remark(paper.Why).TrimEnd('.')}.",
                paper.Died
                    ? "Điều 2. Người đã nhận tiền hoặc người thừa kế hoàn trả số tiền tại Điều 1 trong phạm vi di sản theo quy định của pháp luật dân sự, có phiếu thu. Không khấu trừ vào hỗ trợ chi phí mai táng hoặc trợ cấp của thành viên khác trong hộ khi chưa có sự đồng ý."
                    : "Điều 2. Người đã nhận tiền hoàn trả số tiền tại Điều 1 bằng cách trừ dần vào trợ cấp hàng tháng của chính mình tại các kỳ chi trả sau, hoặc nộp lại có phiếu thu. Không khấu trừ vào trợ cấp của thành viên khác trong hộ khi chưa có sự đồng ý.",
                "Điều 3. Số tiền thu hồi được giảm chi hoặc nộp lại ngân sách nhà nước theo quy định.",
                DecisionPapers.Execution(scene, "Điều 4", "ông (bà) có tên tại Điều 1 hoặc người đã nhận tiền"),
            ],
        };
    }

    /// <summary>Lists of what is no monthly sum, with its name.</summary>
    public static string Once(string kind, string lists) => $"({kind}) {lists}";

    /// <summary>The name in what <see cref="Once"/> made; empty else.</summary>
    public static string OnceOf(string lists) => lists.StartsWith('(') && lists.IndexOf(") ", StringComparison.Ordinal) is > 0 and var end ? lists[1..end] : "";

    /// <summary>The lists in it.</summary>
    public static string ListsOf(string lists) => OnceOf(lists) is { Length: > 0 } once ? lists[(once.Length + 3)..] : lists;

    private static string Excess(IReadOnlyList<RecoveredMonthWords> months) =>
        months.All(m => m.Twice) ? "đã chi hai lần" : months.Any(m => m.Twice) ? "đã chi hai lần và đã chi vượt mức được hưởng" : "đã chi vượt mức được hưởng";

    private static string Sum(long dong) => $"{new Dong(dong)} {PaperStyle.InWords(dong)}";
}
