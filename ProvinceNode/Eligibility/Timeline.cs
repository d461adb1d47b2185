using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>Months to compute.</summary>
/// <param name="To">Last month, included.</param>
/// <param name="SignedIn">Month of signing: before it only groups whose start the law sets back are due.</param>
public readonly record struct TimelineMonths(PayMonth From, PayMonth To, PayMonth SignedIn);

/// <summary>What one month owes.</summary>
/// <param name="Month">yyyyMM.</param>
/// <param name="Note">Not empty: the month is not computed, and this says why.</param>
public sealed record MonthDue(int Month, IReadOnlyList<PaidPart> Parts, long TotalDong, string Note);

/// <summary>A run of months that owe the same parts.</summary>
public sealed record TimelineSpan(int FromMonth, int ToMonth, int Months, IReadOnlyList<PaidPart> Parts, long MonthlyDong, string Note)
{
    public long TotalDong => MonthlyDong * Months;
}

/// <summary>Amount by month across birthdays, levels, rule sets, poverty years, studies and pregnancies. Each month knows what the month before paid.</summary>
public static class Timeline
{
    /// <summary>Every month from the first to the last.</summary>
    public static IReadOnlyList<MonthDue> Of(Facts facts, TimelineMonths months, RuleBook rules, string provinceCode)
    {
        var due = new List<MonthDue>(Math.Max(0, months.To.MonthsSince(months.From) + 1));
        var before = PaidBefore.Of(facts);
        for (var month = months.From; month <= months.To; month = month.AddMonths(1))
        {
            var paid = Assistance.Amounts(facts, month, rules, provinceCode, before, months.SignedIn);
            var note = rules.RuleSetIn(month) is null ? Arrears.NotComputed(month) : "";
            due.Add(new MonthDue(month.Number, [.. paid.Parts], paid.TotalDong, note));
            before = note.Length > 0 ? before : PaidBefore.Of(paid);
        }

        return due;
    }

    /// <summary>The same months joined where nothing changes.</summary>
    public static IReadOnlyList<TimelineSpan> Spans(IReadOnlyList<MonthDue> months)
    {
        var spans = new List<TimelineSpan>();
        foreach (var month in months)
        {
            if (spans.Count > 0 && spans[^1] is var last && last.Note.Length == 0 == (month.Note.Length == 0) && last.Parts.SequenceEqual(month.Parts))
            {
                spans[^1] = last with { ToMonth = month.Month, Months = last.Months + 1 };
            }
            else
            {
                spans.Add(new TimelineSpan(month.Month, month.Month, 1, month.Parts, month.TotalDong, month.Note));
            }
        }

        return spans;
    }
}
