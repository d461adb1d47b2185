using ProvinceNode.Documents;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// Thu hồi các tháng danh sách đã chi vượt: a stop or a lower amount was decided when the list of the month was closed, so no other decision takes it back (policy 3.6, 6.2). Months and sums are what
/// the lists told, each from who took it; lists then take of his own money, or receipts book what he or the heirs pay back. Nothing of what he is entitled to changes.
/// </summary>
public sealed class RecoverOutcome : IOutcome
{
    public static readonly ProblemKind NothingOverpaid = new("recover-nothing",
        "Không còn tháng nào danh sách đã chi vượt mà chưa có quyết định thu hồi. Hãy xem lại trang thu hồi của đối tượng; nếu vừa có quyết định mới, hãy chờ lập danh sách kỳ sau.");

    public static readonly ProblemKind AwaitResults = new("recover-await-results",
        "Các tháng chi vượt chưa có kết quả chi trả, có thể chưa ai nhận tiền. Hãy chờ kết quả của tổ chức chi trả, hoặc đề nghị tổ chức chi trả dừng chi các dòng này.");

    public IReadOnlyList<RequestKind> Kinds { get; } = [RequestKind.Recover];

    public IEnumerable<Problem> Faults(Case found)
    {
        if (found.Person is null)
        {
            yield return OutcomeProblems.NotBeneficiary.Now();
        }
        else if (!Months(found).Any())
        {
            yield return found.Overpaid.Count == 0 ? NothingOverpaid.Now() : AwaitResults.Now();
        }
    }

    public IReadOnlyList<AwardRow> Granted(Case found) => [];

    public IReadOnlyList<Drafted> Papers(Case found)
    {
        var pension = found.Dossier.ProcedureCode == Procedures.SocialPension;
        var paper = new RecoverPaper
        {
            Person = OutcomeWords.Owner(found), Died = found.Person!.DiedOn is not null, Pension = pension,
            Why = found.Measure.Words.Length > 0 ? found.Measure.Words : Reason([.. Months(found)]),
            Months = Months(found).Select(Words).ToList(),
        };
        return [new(pension ? "D26" : "D16", RecoverPapers.Recover(OutcomeWords.Scene(found), paper, found.Open.Official))];
    }

    public Task ApplyAsync(NodeDb db, Case found, IReadOnlyList<Guid> decisions, CancellationToken cancel)
    {
        foreach (var group in Months(found).GroupBy(m => (m.Strand, m.Receiver, IsOfCase: m.CaseId is not null, IsTwice: m.FaultId is not null)))
        {
            var (months, now) = (group.OrderBy(m => m.Month).ToList(), found.Context.NowUtc);
            var payment = new OneOffPayment
            {
                Id = Guid.CreateVersion7(new DateTimeOffset(now)), TenantPath = found.Dossier.TenantPath, BeneficiaryId = found.Person!.Id, Kind = OneOffKind.Recovery, PersonName = found.Subject.FullName,
                EntitlementId = found.Rows.Where(r => r.Strand == group.Key.Strand && r.StartMonth <= months[^1].Month).MaxBy(r => (r.StartMonth, r.RecordedAt))?.Id, PersonNumber = found.Number,
                ReceiverName = group.Key.Receiver.Name, ReceiverNumber = group.Key.Receiver.Number, ReceiverRelation = group.Key.Receiver.Relation, Amount = new Dong(months.Sum(m => m.Amount.Amount)),
                FromMonth = months[0].Month, ToMonth = months[^1].Month, DueMonth = found.FirstList.Number, DecisionId = decisions[0], RecordedAt = now,
                Arithmetic = $"Thu hồi các tháng đã chi vượt: {string.Join("; ", months.Select(m => $"tháng {new PayMonth(m.Month)}: {m.Amount}"))}. Tổng cộng {new Dong(months.Sum(m => m.Amount.Amount))}",
            };
            db.OneOffPayments.Add(payment);
            months.ForEach(m => (m.RecoveryId, m.DecidedAt) = (payment.Id, now));
        }

        return Task.CompletedTask;
    }

    /// <summary>Why months are taken back, each for its own reason: by the case of two provinces, because the payer handed them out twice, or because the decision came after the list.</summary>
    internal static string Reason(IReadOnlyList<OverpaidMonth> months)
    {
        var reasons = months.GroupBy(Why).ToList();
        return reasons.Count == 1 ? reasons[0].Key : string.Join("; ", reasons.Select(g => $"tháng {string.Join(", ", g.Select(m => m.Month).Distinct().Order().Select(m => $"{new PayMonth(m)}"))}: {g.Key}"));
    }

    internal static RecoveredMonthWords Words(OverpaidMonth month) =>
        new(new PayMonth(month.Month), month.Amount.Amount, RecoverPapers.ListsOf(month.Lists), month.ReceiverName) { Twice = month.FaultId is not null, Once = month.FaultId is null ? "" : RecoverPapers.OnceOf(month.Lists) };

    private static string Why(OverpaidMonth month) =>
        month.CaseId is not null ? "trong các tháng này người hưởng đồng thời được tỉnh khác chi trả; hai tỉnh đã thống nhất, hoặc Bộ đã quyết định, nơi chi trả đúng"
        : month.FaultId is not null ? "tổ chức chi trả đã chi trả hai lần tiền của các tháng này"
        : "danh sách chi trả của các tháng này đã được duyệt trước khi có quyết định thôi hưởng, tạm dừng hoặc điều chỉnh";

    /// <summary>Months that the payer told paid: what has no result yet may come back by itself, and waits for a decision of its own.</summary>
    public static IEnumerable<OverpaidMonth> Months(Case found) => found.Overpaid.Where(m => m.IsPaid);
}
