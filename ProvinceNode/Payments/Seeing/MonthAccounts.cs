using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Seeing;

/// <summary>Lines (receivers), beneficiaries and money of one outcome.</summary>
public sealed record AccountPart(int Lines, int People, long Dong)
{
    public static AccountPart Nothing { get; } = new(0, 0, 0);

    public AccountPart And(AccountPart other) => new(Lines + other.Lines, People + other.People, Dong + other.Dong);
}

/// <summary>
/// What went out for a commune by one method, and what became of it. <see cref="Sent"/> and <see cref="SentLines"/> are what the lists were frozen with, the parts what their lines say today:
/// that both agree is the reconciliation identity (policy 6.6; reliability, payments 5).
/// </summary>
/// <param name="Commune">Path of the commune; empty for a total.</param>
/// <param name="Method">Null for a total.</param>
public sealed record AccountRow(string Commune, string UnitName, PayMethod? Method, int Lists, int SentLines, long Sent, IReadOnlyDictionary<LineOutcome, AccountPart> Parts)
{
    /// <summary>The order in which outcomes are shown.</summary>
    public static IReadOnlyList<LineOutcome> Outcomes { get; } = [LineOutcome.Paid, LineOutcome.Unpaid, LineOutcome.Returned, LineOutcome.Failed, LineOutcome.Open];

    public int People => Parts.Values.Sum(p => p.People);

    /// <summary>Sent less all parts; nothing, or the books are wrong.</summary>
    public long Difference => Sent - Parts.Values.Sum(p => p.Dong);

    public int LinesDifference => SentLines - Parts.Values.Sum(p => p.Lines);

    public bool Holds => Difference == 0 && LinesDifference == 0;

    public AccountPart Of(LineOutcome outcome) => Parts.GetValueOrDefault(outcome, AccountPart.Nothing);

    public static AccountRow Total(string name, IEnumerable<AccountRow> rows)
    {
        var all = rows.ToList();
        return new("", name, null, all.Sum(r => r.Lists), all.Sum(r => r.SentLines), all.Sum(r => r.Sent), Outcomes.ToDictionary(o => o, o => all.Aggregate(AccountPart.Nothing, (sum, r) => sum.And(r.Of(o)))));
    }
}

/// <summary>Lines that were not paid, by the payer's reason.</summary>
public sealed record ReasonSum(string Code, int Lines, long Dong);

/// <summary>The books of a month.</summary>
/// <param name="Waiting">Approved lists that did not go out yet, with their lines and đồng; drafts are not counted at all.</param>
public sealed record MonthBook(IReadOnlyList<AccountRow> Rows, AccountRow Total, (int Lists, int Lines, long Dong) Waiting, IReadOnlyList<ReasonSum> Reasons);

/// <summary>Reads the books of a month from its lines, in the database, whatever their number.</summary>
public sealed class MonthAccounts(NodeDb db)
{
    /// <summary>Lists that left the node, or may have.</summary>
    public static IQueryable<PaymentList> Out(NodeDb db, Guid period) => db.PaymentLists.AsNoTracking()
        .Where(l => l.PeriodId == period && (l.Status == ListStatus.Sending || l.Status == ListStatus.Unknown || l.Status == ListStatus.Sent || l.Status == ListStatus.Settled));

    public async Task<MonthBook> OfAsync(PaymentPeriod period, CancellationToken cancel)
    {
        var lists = await Out(db, period.Id).Select(l => new { l.TenantPath, l.UnitName, l.Method, l.Lines, l.TotalDong }).ToListAsync(cancel);
        var ids = Out(db, period.Id).Select(l => l.Id);
        var sums = await db.PaymentLines.AsNoTracking().Where(l => ids.Contains(l.ListId)).GroupBy(l => new { l.TenantPath, l.Method, l.Outcome })
            .Select(g => new { g.Key.TenantPath, g.Key.Method, g.Key.Outcome, Lines = g.Count(), People = g.Sum(l => l.People), Dong = g.Sum(l => (long)(object)l.Total) }).ToListAsync(cancel);
        var parts = sums.ToLookup(s => (s.TenantPath, s.Method));
        var rows = lists.GroupBy(l => (l.TenantPath, l.Method)).OrderBy(g => g.Key.TenantPath, StringComparer.Ordinal).ThenBy(g => g.Key.Method)
            .Select(g => new AccountRow(g.Key.TenantPath, g.First().UnitName, g.Key.Method, g.Count(), g.Sum(l => l.Lines), g.Sum(l => l.TotalDong.Amount), parts[g.Key].ToDictionary(p => p.Outcome, p => new AccountPart(p.Lines, p.People, p.Dong)))).ToList();
        var waiting = await db.PaymentLists.AsNoTracking().Where(l => l.PeriodId == period.Id && l.Status == ListStatus.Approved).Select(l => new { l.Lines, l.TotalDong }).ToListAsync(cancel);
        var reasons = await db.PaymentLines.AsNoTracking().Where(l => ids.Contains(l.ListId) && l.Outcome != LineOutcome.Paid && l.Outcome != LineOutcome.Open)
            .Join(db.PaymentResults.AsNoTracking(), l => new { l.Id, Version = l.ResultVersion }, r => new { Id = r.LineId, r.Version }, (l, r) => new { r.ReasonCode, l.Total }).GroupBy(r => r.ReasonCode)
            .Select(g => new { Code = g.Key, Lines = g.Count(), Dong = g.Sum(r => (long)(object)r.Total) }).ToListAsync(cancel);
        return new(rows, AccountRow.Total(period.HolderName, rows), (waiting.Count, waiting.Sum(w => w.Lines), waiting.Sum(w => w.TotalDong.Amount)),
            [.. reasons.OrderByDescending(r => r.Lines).ThenBy(r => r.Code, StringComparer.Ordinal).Select(r => new ReasonSum(r.Code, r.Lines, r.Dong))]);
    }
}
