using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>Money of the months before the first list: what was paid, what was due, the difference. Whole months only (policy appendix B).</summary>
public static class OutcomeMoney
{
    /// <summary>What the rules give in each month for some kinds of awards.</summary>
    public static IReadOnlyList<ArrearsSpan> Due(Case found, Func<Award, bool> counts, PayMonth from, PayMonth until) => Spans(from, until, month =>
        Assistance.Decide(found.Appraisal.Facts, month, found.Context.Rules, found.Appraisal.ProvinceCode).Awards.Where(counts).Sum(a => a.MonthlyDong));

    /// <summary>What a decision signed this month owes for months before it and until the first list.</summary>
    public static IReadOnlyList<ArrearsSpan> DueWhenSigned(Case found, Func<PaidPart, bool> counts, PayMonth from, PayMonth until)
    {
        var months = Timeline.Of(found.Appraisal.Facts, new TimelineMonths(from, until, found.Month), found.Context.Rules, found.Appraisal.ProvinceCode)
            .ToDictionary(m => m.Month, m => m.Parts.Where(counts).Sum(p => p.MonthlyDong));
        return Spans(from, until, month => months.GetValueOrDefault(month.Number));
    }

    /// <summary>What the registry's versions paid in each month.</summary>
    public static IReadOnlyList<ArrearsSpan> Paid(IEnumerable<Entitlement> rows, PayMonth from, PayMonth until)
    {
        var versions = rows.ToList();
        return Spans(from, until, month => versions.Where(r => r.Status != EntitlementStatus.Suspended && r.Covers(month)).Sum(r => r.MonthlyAmount.Amount));
    }

    /// <summary>Month by month, due less paid.</summary>
    public static IReadOnlyList<ArrearsSpan> Difference(IReadOnlyList<ArrearsSpan> due, IReadOnlyList<ArrearsSpan> paid, PayMonth from, PayMonth until) =>
        Spans(from, until, month => At(due, month) - At(paid, month));

    /// <summary>"từ tháng 05/2024 đến tháng 06/2024: 2 tháng × 540.000 đồng; … Tổng cộng …".</summary>
    public static string Words(IReadOnlyList<ArrearsSpan> spans) => string.Join("; ", spans.Where(s => s.MonthlyDong != 0).Select(s =>
        $"từ tháng {new PayMonth(s.FromMonth)} đến tháng {new PayMonth(s.ToMonth)}: {s.Months} tháng × {new Dong(Math.Abs(s.MonthlyDong))}"))
        + $". Tổng cộng {new Dong(Math.Abs(Total(spans)))}";

    public static long Total(IReadOnlyList<ArrearsSpan> spans) => spans.Sum(s => s.TotalDong);

    /// <summary>The row that makes good or takes back the spans; null when they come to nothing.</summary>
    public static OneOffPayment? Settle(Case found, IReadOnlyList<ArrearsSpan> spans, Guid? beneficiary, Guid decision, Receiver receiver)
    {
        var (total, counted) = (Total(spans), spans.Where(s => s.MonthlyDong != 0).ToList());
        return total == 0 ? null : new OneOffPayment
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(found.Context.NowUtc)), TenantPath = found.Dossier.TenantPath, BeneficiaryId = beneficiary,
            Kind = total > 0 ? OneOffKind.Arrears : OneOffKind.Recovery, PersonName = found.Dossier.Owner.FullName, PersonNumber = found.Number,
            ReceiverName = receiver.Name, ReceiverNumber = receiver.Number, ReceiverRelation = receiver.Relation, Amount = new Dong(Math.Abs(total)),
            FromMonth = counted[0].FromMonth, ToMonth = counted[^1].ToMonth, DueMonth = found.FirstList.Number, DecisionId = decision,
            Arithmetic = Words(spans), RecordedAt = found.Context.NowUtc,
        };
    }

    private static long At(IReadOnlyList<ArrearsSpan> spans, PayMonth month) =>
        spans.FirstOrDefault(s => s.FromMonth <= month.Number && month.Number <= s.ToMonth)?.MonthlyDong ?? 0;

    private static List<ArrearsSpan> Spans(PayMonth from, PayMonth until, Func<PayMonth, long> amount)
    {
        var spans = new List<ArrearsSpan>();
        for (var month = from; month < until; month = month.AddMonths(1))
        {
            var dong = amount(month);
            if (spans.Count > 0 && spans[^1].MonthlyDong == dong)
            {
                spans[^1] = spans[^1] with { ToMonth = month.Number, Months = spans[^1].Months + 1 };
            }
            else
            {
                spans.Add(new ArrearsSpan(month.Number, month.Number, dong, 1));
            }
        }

        return spans;
    }
}
