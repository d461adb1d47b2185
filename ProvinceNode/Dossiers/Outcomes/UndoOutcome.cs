using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// Hủy bỏ quyết định đã ký dựa trên tin sai (a false death, a suspension, resumption or adjustment without ground): what it ended goes on from the very month, new versions
/// beside those that history keeps; the months in between are paid, what waits by it is cancelled, and what lists carried for it is given back or recovered.
/// </summary>
public sealed class UndoOutcome : IOutcome
{
    public static readonly ProblemKind NothingToUndo = new("undo-nothing",
        "Không tìm thấy quyết định cần hủy bỏ, hoặc quyết định này đã được hủy bỏ. Hãy xem lại hồ sơ của đối tượng và chọn đúng quyết định dựa trên tin sai.");

    public static readonly ProblemKind BuiltUpon = new("undo-built-upon",
        "Sau quyết định này đã có quyết định khác của đối tượng (hồ sơ {0}). Hãy hủy bỏ quyết định sau trước, hoặc lập hồ sơ điều chỉnh.");

    public static readonly ProblemKind OnList = new("undo-on-list",
        "Khoản {0} theo quyết định này đang nằm trong danh sách chi trả đã duyệt, chưa có kết quả. Hãy chờ kết quả chi trả của danh sách đó rồi mới hủy bỏ quyết định.");

    public static readonly ProblemKind ReceiptWaits = new("undo-receipt-waits",
        "Khoản thu hồi theo quyết định này có phiếu thu chờ xác nhận. Hãy xác nhận hoặc không xác nhận phiếu thu tại trang phiếu thu của đối tượng, rồi mới hủy bỏ quyết định.");

    public IReadOnlyList<RequestKind> Kinds { get; } = [RequestKind.Undo];

    public IEnumerable<Problem> Faults(Case found)
    {
        if (found.Person is null)
        {
            yield return OutcomeProblems.NotBeneficiary.Now();
            yield break;
        }

        if (found.Undone is not { Decisions.Count: > 0 } undone)
        {
            yield return NothingToUndo.Now();
            yield break;
        }

        if (undone.BuiltUpon.Length > 0)
        {
            yield return BuiltUpon.Now(undone.BuiltUpon);
            yield break;
        }

        if (found.Unverified is { } told)
        {
            yield return OutcomeProblems.UnverifiedOf(told);
        }

        if (undone.OnList is { } listed)
        {
            yield return OnList.Now(listed.Amount);
        }

        if (undone.ReceiptWaits)
        {
            yield return ReceiptWaits.Now();
        }

        var (broken, granted) = (Restoring.Of(found), Granted(found));
        if (broken.Count == 0 && undone.Payments.Count == 0 && undone.Move is null)
        {
            yield return NothingToUndo.Now();
        }
        else if (found.Rows.FirstOrDefault(r => r.Status == EntitlementStatus.Active && !broken.Any(b => b.Since.Contains(r)) && granted.Any(g => Standing.Exclude(g.Kind, g.CategoryCode, r.Kind, r.CategoryCode))) is { } other)
        {
            yield return OutcomeProblems.ReceivesOther.Now(OutcomeWords.LabelOf(found, other), new PayMonth(other.StartMonth));
        }
    }

    public IReadOnlyList<AwardRow> Granted(Case found) => found.Undone is null ? [] : Restoring.Of(found).SelectMany(b => Restoring.Rows(found, b)).Where(r => r.End is null).ToList();

    public IReadOnlyList<Guid> Replaced(Case found) => found.Undone is null ? [] : Restoring.Of(found).SelectMany(b => b.Since).Select(r => r.Id).ToList();

    public IReadOnlyList<Drafted> Papers(Case found)
    {
        var (undone, broken) = (found.Undone!, Restoring.Of(found));
        var lines = Restoring.Lines(found);
        var awards = broken.SelectMany(b => Restoring.Rows(found, b).TakeLast(1).Select(r => OutcomeWords.Award(found, r with { Start = b.From }, OutcomeMoney.Of(lines, r.Kind, r.Strand)) with
        {
            Decision = b.Ended.Count > 0 ? CitedDecisions.Of(found, b.Ended[^1]) : "",
        })).OrderByDescending(a => a.MonthlyDong).ToList();
        var pension = IsRecovery(undone) ? found.Dossier.ProcedureCode == Procedures.SocialPension : awards.Count > 0 && awards.TrueForAll(a => a.Kind == AwardWord.Pension);
        var paper = new UndoPaper
        {
            Recovery = IsRecovery(undone), Pension = pension,
            Person = OutcomeWords.Owner(found), Undone = undone.Decisions.Select(d => $"{d.Words} về việc {d.About}").ToList(), Awards = awards, Suspended = broken.Count > 0 && broken.All(b => b.WasSuspended),
            Why = found.Measure.Words.Length > 0 ? found.Measure.Words : undone.TellsDeath ? "người có tên tại Quyết định bị hủy bỏ còn sống, thông tin báo tử là sai"
                : undone.TellsMissing ? "người có tên tại Quyết định bị hủy bỏ không mất tích, thông tin mất tích là sai" : "thông tin làm căn cứ ra Quyết định bị hủy bỏ không đúng thực tế",
            CancelledRecoveryDong = Sum(undone.Payments, OneOffKind.Recovery) - Moved(undone, OneOffKind.Recovery), RefundDong = Moved(undone, OneOffKind.Recovery),
            RecoverDong = OutcomeMoney.Recovered(lines) + Moved(undone, OneOffKind.Arrears),
            MovesFrom = undone.Move?.From, CancelledTransitDong = undone.Move is null ? 0 : Sum(undone.Waiting, OneOffKind.Arrears),
            Passed = undone.PassedOn.Select(p => new PassedMoney(p.Payment.Amount.Amount, new PayMonth(p.Payment.FromMonth), new PayMonth(p.Payment.ToMonth), p.SameTaker ? "" : p.Payment.ReceiverName, p.Carried,
                p.Owner.Name == found.Subject.FullName ? "" : p.Owner.Name)).ToList(),
            CancelledFuneralDong = Sum(undone.Waiting, OneOffKind.Funeral), RecoverFuneralDong = Moved(undone, OneOffKind.Funeral), Until = Restoring.DiedIn(found),
        };
        return [new(pension ? "D26" : "D16", UndoPapers.Undo(OutcomeWords.Scene(found), paper, found.Open.Official))];
    }

    public async Task ApplyAsync(NodeDb db, Case found, IReadOnlyList<Guid> decisions, CancellationToken cancel)
    {
        var (undone, broken, cause, rows) = (found.Undone!, Restoring.Of(found), new ChangeCause(decisions[0], "Hủy bỏ quyết định", found.Context.NowUtc), found.Rows.ToList());
        // Told before anything changes: afterwards the rows would not say any more what stood and what was paid.
        var (lines, restored) = (Restoring.Lines(found), broken.Select(b => (Broken: b, Rows: Restoring.Rows(found, b))).ToList());
        foreach (var (one, awards) in restored)
        {
            ChangeEntitlement.EndAll(one.Since, one.From.AddMonths(-1), cause);
            var begun = ChangeEntitlement.BeginAll(db, found.Person!.Id, found.Dossier.TenantPath, awards, cause, one.Ended);
            begun.ForEach(r => r.SharedPath = one.Ended[^1].SharedPath);
            foreach (var row in begun.Where(_ => one.WasSuspended))
            {
                // What a wrong resumption made good is cancelled or taken back.
                one.Ended[^1].Withheld = true;
                (row.Status, row.Withheld, row.BeganSuspended) = (row.EndMonth == 0 ? EntitlementStatus.Suspended : row.Status, true, true);
            }

            rows.AddRange(begun);
        }

        Standing.Refresh(found.Person!, rows);
        foreach (var payment in undone.Payments.Concat(undone.PassedOn.Select(p => p.Payment)))
        {
            (payment.CancelledById, payment.CancelledAt) = (cause.DecisionId, cause.NowUtc);
        }

        db.OneOffPayments.AddRange(undone.Carried.Concat(undone.PassedOn.Where(p => p.Carried).Select(p => p.Payment)).Select(p => Back(found, p, cause)));
        db.OneOffPayments.AddRange(undone.PassedOn.Select(p => ToOwner(found, p, cause)));
        OutcomeMoney.Add(db, found, lines, found.Person!.Id, cause.DecisionId, rows);
        // Who died since did not come back to it.
        if (undone.Stay is { } stay && Restoring.DiedIn(found) is null)
        {
            (stay.LeftOn, stay.LeftDecisionId) = (null, null);
        }

        undone.Move?.GoOn();
        await Undoing.NoteAsync(db, undone, cause.DecisionId, cancel);
    }

    // It took back what lists overpaid, and touched no entitlement.
    private static bool IsRecovery(Undone undone) => undone.Decisions[0].Kind == RequestKind.Recover;

    // What lists paid or took; of a recovery often a part.
    private static long Moved(Undone undone, OneOffKind kind) => undone.Carried.Where(p => p.Kind == kind).Sum(p => p.MovedDong.Amount);

    private static long Sum(IEnumerable<OneOffPayment> payments, OneOffKind kind) => payments.Where(p => p.Kind == kind).Sum(p => p.Amount.Amount);

    // The same months and sum, to who is due them.
    private static OneOffPayment ToOwner(Case found, PassedOn passed, ChangeCause cause) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(cause.NowUtc)), TenantPath = found.Dossier.TenantPath, BeneficiaryId = found.Person!.Id, EntitlementId = passed.Payment.EntitlementId, Kind = OneOffKind.Arrears,
        PersonName = passed.Payment.PersonName, PersonNumber = passed.Payment.PersonNumber, ReceiverName = passed.Owner.Name, ReceiverNumber = passed.Owner.Number, ReceiverRelation = passed.Owner.Relation,
        Amount = passed.Payment.Amount, FromMonth = passed.Payment.FromMonth, ToMonth = passed.Payment.ToMonth, DueMonth = found.FirstList.Number, DecisionId = cause.DecisionId, RecordedAt = cause.NowUtc,
        Arithmetic = passed.SameTaker ? $"Chi trả khoản đã ghi tại quyết định bị hủy bỏ: {passed.Payment.Amount}" : $"Chi trả cho {passed.Owner.Name} khoản đã ghi cho người khác nhận theo quyết định bị hủy bỏ: {passed.Payment.Amount}",
    };

    // From or to whoever a list paid or took it from. What is given back of overpaid months counts for no month: a list would set it off against them at once.
    private static OneOffPayment Back(Case found, OneOffPayment p, ChangeCause cause) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(cause.NowUtc)), TenantPath = found.Dossier.TenantPath, BeneficiaryId = found.Person!.Id, EntitlementId = p.EntitlementId,
        // The payer may correct what he told of it: lists give or take so much as was moved in the end.
        ReversesId = p.BeneficiaryId == found.Person!.Id ? p.Id : null, Kind = p.Kind == OneOffKind.Recovery ? OneOffKind.Arrears : OneOffKind.Recovery, PersonName = p.PersonName, PersonNumber = p.PersonNumber, ReceiverName = p.ReceiverName, ReceiverNumber = p.ReceiverNumber,
        ReceiverRelation = p.ReceiverRelation, Amount = p.MovedDong, FromMonth = IsRecovery(found.Undone!) ? 0 : p.FromMonth, ToMonth = IsRecovery(found.Undone!) ? 0 : p.ToMonth, DueMonth = found.FirstList.Number, DecisionId = cause.DecisionId, RecordedAt = cause.NowUtc,
        Arithmetic = p.Kind switch
        {
            OneOffKind.Recovery => $"Hoàn trả khoản đã thu hồi theo quyết định bị hủy bỏ: {p.MovedDong}",
            OneOffKind.Funeral => $"Thu hồi hỗ trợ chi phí mai táng đã chi trả theo quyết định bị hủy bỏ: {p.MovedDong}",
            _ => $"Thu hồi khoản đã chi trả theo quyết định bị hủy bỏ: {p.MovedDong}",
        },
    };
}
