using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>What the person was due, paid or to be paid to another by the undone decision.</summary>
/// <param name="Taker">Who took it; empty when he was the right one.</param>
/// <param name="Carried">It was paid already.</param>
/// <param name="Owner">Who takes it now; empty for the person himself.</param>
public sealed record PassedMoney(long Dong, PayMonth From, PayMonth To, string Taker, bool Carried, string Owner);

/// <summary>A decision that undoes earlier ones.</summary>
public sealed record UndoPaper
{
    public required PaperPerson Person { get; init; }

    /// <summary>"Quyết định số 12/QĐ-UBND ngày … của … về việc thôi hưởng …", each.</summary>
    public required IReadOnlyList<string> Undone { get; init; }

    /// <summary>What goes on, each from the month that was undone, with the months to be paid. Empty when nothing monthly was touched.</summary>
    public required IReadOnlyList<PaperAward> Awards { get; init; }

    /// <summary>Month of the death of who died since: what is restored ends with it. Null while he lives.</summary>
    public PayMonth? Until { get; init; }

    /// <summary>A recovery of what lists overpaid is undone: nothing monthly was touched.</summary>
    public bool Recovery { get; init; }

    /// <summary>What is restored, or was taken back, is social pension.</summary>
    public bool Pension { get; init; }

    /// <summary>It was interrupted before and stays interrupted.</summary>
    public bool Suspended { get; init; }

    public required string Why { get; init; }

    /// <summary>Recovery that the undone decision wanted and nobody carried out yet.</summary>
    public long CancelledRecoveryDong { get; init; }

    /// <summary>Recovery that was carried out: it is given back.</summary>
    public long RefundDong { get; init; }

    /// <summary>Paid too much by the undone decision.</summary>
    public long RecoverDong { get; init; }

    /// <summary>Month from which the new place pays, where a change of residence that the wrong death ended goes on; else null.</summary>
    public PayMonth? MovesFrom { get; init; }

    /// <summary>Months between two places, wanted as of the dead and carried by no list yet.</summary>
    public long CancelledTransitDong { get; init; }

    public IReadOnlyList<PassedMoney> Passed { get; init; } = [];

    public long CancelledFuneralDong { get; init; }

    public long RecoverFuneralDong { get; init; }

    public string Proposal { get; init; } = "";
}

/// <summary>D16, or D26 of a social pension: quyết định hủy bỏ quyết định đã ban hành và tiếp tục chi trả (policy 3.6; product, scene D). Pure.</summary>
public static class UndoPapers
{
    public static PaperContent Undo(PaperScene scene, UndoPaper undo, Organization.SignedInOfficial signer)
    {
        var goesOn = undo.Awards.Count == 0 ? "" : $"{(undo.Suspended || undo.Until is not null ? "khôi phục" : "tiếp tục hưởng")} {ChangePapers.Kinds(undo.Awards)}{(undo.Until is null ? "" : " đến hết tháng chết")}";
        var about = $"hủy bỏ quyết định đã ban hành{(goesOn.Length > 0 ? $" và {goesOn}" : "")}";
        var decision = DecisionPapers.Decision(scene, about, undo.Awards.Count > 0 ? ChangePapers.Topics(undo.Awards) : undo.Recovery ? [undo.Pension ? LegalBases.Pension : LegalBases.Assistance, LegalBases.Payment] : [LegalBases.Funeral], undo.Proposal, signer);
        return decision with
        {
            Recipients = DecisionPapers.Told(decision, "Điều 4"),
            Paragraphs =
            [
                $"Điều 1. Hủy bỏ {string.Join("; ", undo.Undone)} đối với {undo.Person.Described(scene.Today)}.",
                $"Lý do: {NeutralWords.Remark(undo.Why).TrimEnd('.')}.",
                .. Restored(undo),
                .. Settled(undo),
                $"Điều 3. Kinh phí thực hiện bảo đảm từ ngân sách nhà nước theo quy định.{(undo.Awards.Count == 0 || undo.Suspended || undo.Until is not null ? "" : " Tổ chức dịch vụ chi trả tiếp tục chi trả hàng tháng. Người hưởng được cấp lại thẻ bảo hiểm y tế theo quy định.")}",
                DecisionPapers.Execution(scene, "Điều 4", "ông (bà) có tên tại Điều 1 hoặc người đại diện theo pháp luật"),
            ],
        };
    }

    private static IEnumerable<string> Restored(UndoPaper undo)
    {
        if (undo.Awards.Count == 0)
        {
            yield return undo.MovesFrom is { } month
                ? $"Điều 2. Hồ sơ thay đổi nơi cư trú của người có tên tại Điều 1 được tiếp tục giải quyết; nơi cư trú mới xem xét, quyết định chi trả kể từ tháng {month}, không bị gián đoạn (khoản 4 Điều 8 Nghị định số 20/2021/NĐ-CP). Các khoản chi trả theo Quyết định bị hủy bỏ được xử lý như sau."
                : "Điều 2. Các khoản chi trả theo Quyết định bị hủy bỏ được xử lý như sau.";
            yield break;
        }

        var (many, start, until) = (undo.Awards.Count > 1, undo.Awards.Min(a => a.Start), undo.Until is { } last ? $" đến hết tháng {last}" : "");
        var died = undo.Until is null ? "" : " là tháng chết";
        yield return undo.Suspended
            ? $"Điều 2. Khôi phục chế độ của người có tên tại Điều 1 như trước khi có Quyết định bị hủy bỏ, kể từ tháng {start}{until}{died}; chế độ này {(until.Length > 0 ? "tạm dừng hưởng trong thời gian đó" : "đang tạm dừng hưởng")}."
            : $"Điều 2. Người có tên tại Điều 1 được hưởng liên tục, không bị gián đoạn, kể từ tháng {start}{until}{died}:";
        foreach (var (award, i) in undo.Awards.Select((a, i) => (a, i)))
        {
            var number = many ? $"{i + 1}. " : "";
            yield return $"{number}{DecisionPapers.Capital(award.KindWords)}: {award.Label} quy định tại {award.Article}{ChangePapers.Coefficient(award)}; mức {new Dong(award.MonthlyDong)}/tháng {PaperStyle.InWords(award.MonthlyDong)}"
                + $"{(award.Receiver.Length > 0 ? $", người nhận tiền: {award.Receiver}" : "")}{ChangePapers.By(award)}; kể từ tháng {award.Start}{until}.{PaperAward.ArrearsSentence(award.Arrears)}";
        }
    }

    private static IEnumerable<string> Settled(UndoPaper undo)
    {
        if (undo.CancelledRecoveryDong > 0)
        {
            yield return $"Không thực hiện khoản thu hồi {Sum(undo.CancelledRecoveryDong)} theo Quyết định bị hủy bỏ.";
        }

        if (undo.RefundDong > 0)
        {
            yield return $"Hoàn trả {Sum(undo.RefundDong)} đã thu hồi theo Quyết định bị hủy bỏ.";
        }

        if (undo.CancelledTransitDong > 0)
        {
            yield return $"Không chi trả {Sum(undo.CancelledTransitDong)} trợ cấp của các tháng chưa có nơi chi trả theo Quyết định bị hủy bỏ.";
        }

        if (undo.RecoverDong > 0)
        {
            yield return undo.Awards.Count == 0 ? $"Thu hồi {Sum(undo.RecoverDong)} đã chi trả theo Quyết định bị hủy bỏ." : $"Thu hồi {Sum(undo.RecoverDong)} đã chi trả cao hơn mức được hưởng theo Quyết định bị hủy bỏ.";
        }

        foreach (var passed in undo.Passed)
        {
            var (what, owner) = ($"{Sum(passed.Dong)} trợ cấp của {(passed.From == passed.To ? $"tháng {passed.From}" : $"các tháng từ tháng {passed.From} đến tháng {passed.To}")}", passed.Owner.Length > 0 ? passed.Owner : "người có tên tại Điều 1");
            yield return passed.Taker.Length == 0 ? $"Chi trả một lần {what} cho {owner}, thay khoản ghi tại Quyết định bị hủy bỏ."
                : passed.Carried ? $"Thu hồi {what} đã chi trả cho ông/bà {passed.Taker} theo Quyết định bị hủy bỏ; chi trả một lần số tiền này cho {owner}."
                : $"Không chi trả {what} cho ông/bà {passed.Taker} theo Quyết định bị hủy bỏ; chi trả một lần số tiền này cho {owner}.";
        }

        if (undo.CancelledFuneralDong > 0)
        {
            yield return $"Không chi trả {Sum(undo.CancelledFuneralDong)} hỗ trợ chi phí mai táng.";
        }

        if (undo.RecoverFuneralDong > 0)
        {
            yield return $"Thu hồi {Sum(undo.RecoverFuneralDong)} hỗ trợ chi phí mai táng đã chi trả.";
        }
    }

    private static string Sum(long dong) => $"{new Dong(dong)} {PaperStyle.InWords(dong)}";
}
