using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>One run of months at one amount.</summary>
/// <param name="MonthlyDong">Negative in a recovery.</param>
/// <param name="Note">Not empty: these months are not computed, and this says why; their amount is not 0, it is unknown.</param>
public sealed record ArrearsSpan(int FromMonth, int ToMonth, long MonthlyDong, int Months, string Note = "")
{
    public long TotalDong => MonthlyDong * Months;

    /// <summary>False: the law of these months is not in the tables.</summary>
    public bool Computed => Note.Length == 0;
}

/// <summary>One month that a list paid.</summary>
public sealed record PaidMonth(int Month, long Dong);

/// <summary>Truy lĩnh and truy thu: whole calendar months, each at its own level and coefficient (policy appendix B).</summary>
public static class Arrears
{
    /// <summary>What is due before the first list.</summary>
    /// <param name="start">First month of entitlement.</param>
    /// <param name="firstListed">First month that a regular list pays; the decision is signed in the month before.</param>
    /// <param name="only">One kind of award, because each has its receiver; null: all together.</param>
    public static IReadOnlyList<ArrearsSpan> Between(
        Facts facts, PayMonth start, PayMonth firstListed, RuleBook rules, string provinceCode, AwardKind? only = null) => firstListed <= start ? [] : Spans(
        // An adjustment counts from the month of its condition, whatever the group; a new decision from what each group's start allows.
        Timeline.Of(facts, new(start, firstListed.AddMonths(-1), facts.CurrentCategory.Length > 0 ? start : firstListed.AddMonths(-1)), rules, provinceCode)
            .Select(m => (m.Month, m.Parts.Where(p => only is null || p.Kind == only).Sum(p => p.MonthlyDong), m.Note)));

    /// <summary>What was due less what was paid: positive months are truy lĩnh, negative ones truy thu; months that agree are left out.</summary>
    /// <param name="due">Of <see cref="Timeline.Of"/>.</param>
    /// <param name="paid">What the lists paid; a month that is missing paid nothing.</param>
    public static IReadOnlyList<ArrearsSpan> Against(IReadOnlyList<MonthDue> due, IReadOnlyList<PaidMonth> paid)
    {
        var byMonth = paid.ToLookup(p => p.Month, p => p.Dong);
        var months = due.Select(d => (d.Month, d.TotalDong - byMonth[d.Month].Sum(), d.Note))
            .Concat(byMonth.Where(p => due.All(d => d.Month != p.Key)).Select(p => (Month: p.Key, -p.Sum(), Note: "")));
        return Spans(months.Where(m => m.Item2 != 0 || m.Note.Length > 0).OrderBy(m => m.Month));
    }

    /// <summary>What is said of a month under the older law.</summary>
    public static string NotComputed(PayMonth month) =>
        $"Tháng {month} thuộc quy định trước {Articles.Decree20} (áp dụng từ tháng 07/2021). Phần mềm không tính theo quy định cũ; cơ quan tính riêng theo văn bản của thời gian đó.";

    private static List<ArrearsSpan> Spans(IEnumerable<(int Month, long Dong, string Note)> months)
    {
        var spans = new List<ArrearsSpan>();
        foreach (var (month, dong, note) in months)
        {
            var last = spans.Count > 0 ? spans[^1] : null;
            if (last is not null && last.MonthlyDong == dong && last.Computed == (note.Length == 0) && new PayMonth(last.ToMonth).AddMonths(1).Number == month)
            {
                spans[^1] = last with { ToMonth = month, Months = last.Months + 1 };
            }
            else
            {
                spans.Add(new ArrearsSpan(month, month, dong, 1, note));
            }
        }

        return spans;
    }
}
