using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>Months of one entitlement at one amount, due or paid.</summary>
/// <param name="To">Last month; null while open.</param>
public sealed record Stretch(EntitlementKind Kind, string CategoryCode, long MonthlyDong, PayMonth From, PayMonth? To, Receiver Receiver)
{
    public EntitlementStrand Strand => Strands.Of(Kind, CategoryCode);

    public bool Covers(PayMonth month) => From <= month && (To is not { } to || month <= to);

    public static Stretch Of(AwardRow row) => new(row.Kind, row.CategoryCode, row.Monthly.Amount, row.Start, row.End, row.Receiver);

    public static Stretch Of(Entitlement row) => new(row.Kind, row.CategoryCode, row.MonthlyAmount.Amount, new PayMonth(row.StartMonth),
        row.EndMonth == 0 ? null : new PayMonth(row.EndMonth), row.Receiver);
}

/// <summary>What is made good or taken back of one entitlement, from or to one receiver.</summary>
/// <param name="Spans">Months with a difference; negative ones are paid too much.</param>
public sealed record Settlement(EntitlementKind Kind, EntitlementStrand Strand, Receiver Receiver, IReadOnlyList<ArrearsSpan> Spans)
{
    public long TotalDong => Spans.Sum(s => s.TotalDong);
}

/// <summary>
/// Truy lĩnh and truy thu of the months before the first list: each month's due less what it was paid, one line for each entitlement and receiver,
/// because each is paid, or owes, for himself. Pure.
/// </summary>
public static class Settlements
{
    /// <param name="until">The first list, which pays for itself.</param>
    public static IReadOnlyList<Settlement> Between(IReadOnlyList<Stretch> due, IReadOnlyList<Stretch> paid, PayMonth from, PayMonth until)
    {
        var lines = new List<Settlement>();
        for (var month = from; month < until; month = month.AddMonths(1))
        {
            foreach (var (wanted, given) in Pairs(due.Where(d => d.Covers(month)), paid.Where(p => p.Covers(month))))
            {
                Put(lines, wanted, given, month);
            }
        }

        return lines;
    }

    /// <summary>What was granted anew and nothing has paid.</summary>
    public static IReadOnlyList<Settlement> Owed(IReadOnlyList<AwardRow> rows, PayMonth until) =>
        rows.Count == 0 ? [] : Between(rows.Select(Stretch.Of).ToList(), [], rows.Min(r => r.Start), until);

    /// <summary>What the versions paid: all of them, also those that ended since; withheld months paid nothing.</summary>
    public static List<Stretch> Paid(IEnumerable<Entitlement> rows) => rows.Where(r => !r.Withheld).Select(Stretch.Of).ToList();

    // The same strand belongs together; else the person's own money of one group takes the place of his own money of another.
    private static List<(Stretch? Due, Stretch? Paid)> Pairs(IEnumerable<Stretch> due, IEnumerable<Stretch> paid)
    {
        var (pairs, left, alone) = (new List<(Stretch? Due, Stretch? Paid)>(), paid.ToList(), new List<Stretch>());
        foreach (var one in due)
        {
            if (left.Find(p => p.Strand == one.Strand) is { } same)
            {
                pairs.Add((one, same));
                left.Remove(same);
            }
            else
            {
                alone.Add(one);
            }
        }

        foreach (var one in alone)
        {
            var taken = left.Find(p => Strands.Related(p.Strand, one.Strand));
            pairs.Add((one, taken));
            left.RemoveAll(p => ReferenceEquals(p, taken));
        }

        pairs.AddRange(left.Select(p => ((Stretch?)null, (Stretch?)p)));
        return pairs;
    }

    // More goes to who is due it, less comes back from who was paid.
    private static void Put(List<Settlement> lines, Stretch? due, Stretch? paid, PayMonth month)
    {
        var (dong, of) = ((due?.MonthlyDong ?? 0) - (paid?.MonthlyDong ?? 0), (due ?? paid)!);
        if (dong == 0)
        {
            return;
        }

        var who = dong < 0 ? paid!.Receiver : of.Receiver;
        var i = lines.FindIndex(l => l.Kind == of.Kind && l.Strand == of.Strand && l.Receiver == who);
        if (i < 0)
        {
            lines.Add(new Settlement(of.Kind, of.Strand, who, [new ArrearsSpan(month.Number, month.Number, dong, 1)]));
            return;
        }

        var last = lines[i].Spans[^1];
        lines[i] = lines[i] with
        {
            Spans = last.MonthlyDong == dong && new PayMonth(last.ToMonth).AddMonths(1) == month
                ? [.. lines[i].Spans.SkipLast(1), last with { ToMonth = month.Number, Months = last.Months + 1 }]
                : [.. lines[i].Spans, new ArrearsSpan(month.Number, month.Number, dong, 1)],
        };
    }
}
