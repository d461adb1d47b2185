using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>Settlements as rows that wait for a list and as words. Whole months only (policy appendix B).</summary>
public static class OutcomeMoney
{
    /// <summary>"từ tháng 05/2024 đến tháng 06/2024: 2 tháng × 540.000 đồng; … Tổng cộng …".</summary>
    public static string Words(IReadOnlyList<ArrearsSpan> spans) => string.Join("; ", spans.Where(s => s.MonthlyDong != 0).Select(s =>
        $"từ tháng {new PayMonth(s.FromMonth)} đến tháng {new PayMonth(s.ToMonth)}: {s.Months} tháng × {new Dong(Math.Abs(s.MonthlyDong))}"))
        + $". Tổng cộng {new Dong(Math.Abs(Total(spans)))}";

    public static long Total(IReadOnlyList<ArrearsSpan> spans) => spans.Sum(s => s.TotalDong);

    /// <summary>What a paper says is to be paid back, positive.</summary>
    public static long Recovered(IEnumerable<Settlement> lines) => -lines.SelectMany(l => l.Spans).Where(s => s.MonthlyDong < 0).Sum(s => s.TotalDong);

    /// <summary>The months to pay of one entitlement, as its award on a paper lists them.</summary>
    public static IReadOnlyList<ArrearsSpan> Of(IEnumerable<Settlement> lines, EntitlementKind kind, EntitlementStrand strand) =>
        lines.Where(l => l.Kind == kind && l.Strand == strand).SelectMany(l => l.Spans).Where(s => s.MonthlyDong > 0).OrderBy(s => s.FromMonth).ToList();

    /// <summary>A row for each line that comes to something. Call when the versions stand as the decision leaves them.</summary>
    /// <param name="about">What stands before the sum as people read it.</param>
    public static void Add(NodeDb db, Case found, IEnumerable<Settlement> lines, Guid beneficiary, Guid decision, IEnumerable<Entitlement> rows, string about = "")
    {
        var versions = rows.ToList();
        foreach (var line in lines)
        {
            // What ended before it began tells still whose strand it was: lists ask by it what of a recovery nobody was ever paid.
            var last = versions.Where(r => r.Kind == line.Kind && r.Strand == line.Strand && r.StartMonth <= line.Spans[^1].ToMonth).OrderBy(r => r.IsVoid).ThenByDescending(r => r.StartMonth).FirstOrDefault();
            if (Settle(found, line.Spans, beneficiary, decision, line.Receiver, last?.Id, about) is { } payment)
            {
                db.OneOffPayments.Add(payment);
            }
        }
    }

    /// <summary>The row that makes good or takes back the spans; null when they come to nothing.</summary>
    public static OneOffPayment? Settle(Case found, IReadOnlyList<ArrearsSpan> spans, Guid? beneficiary, Guid decision, Receiver receiver, Guid? entitlement = null, string about = "")
    {
        var (total, counted) = (Total(spans), spans.Where(s => s.MonthlyDong != 0).ToList());
        return total == 0 ? null : new OneOffPayment
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(found.Context.NowUtc)), TenantPath = found.Dossier.TenantPath, BeneficiaryId = beneficiary, EntitlementId = entitlement,
            Kind = total > 0 ? OneOffKind.Arrears : OneOffKind.Recovery, PersonName = found.Subject.FullName, PersonNumber = found.Number,
            ReceiverName = receiver.Name, ReceiverNumber = receiver.Number, ReceiverRelation = receiver.Relation, Amount = new Dong(Math.Abs(total)),
            FromMonth = counted[0].FromMonth, ToMonth = counted[^1].ToMonth, DueMonth = found.FirstList.Number, DecisionId = decision,
            Arithmetic = about + Words(spans), RecordedAt = found.Context.NowUtc,
        };
    }
}
