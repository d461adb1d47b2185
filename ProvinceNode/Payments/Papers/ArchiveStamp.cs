using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Papers;

/// <summary>Tells apart what the papers of a month are made from: its lists and last month's by their hashes, and what came back of them. Another approval, list, withdrawal or result is another stamp.</summary>
public static class ArchiveStamp
{
    // Grows when papers or sheets are laid out anew.
    private const string Layout = "1";

    public static async Task<string> OfAsync(NodeDb db, PaymentPeriod period, CancellationToken cancel)
    {
        var (id, holder, month, before) = (period.Id, period.TenantPath, period.Month, new PayMonth(period.Month).AddMonths(-1).Number);
        var lists = await db.PaymentLists.AsNoTracking().Where(l => l.HolderPath == holder && (l.Month == month || l.Month == before) && l.Status != ListStatus.Discarded).Select(l => new { l.Id, l.Hash }).ToListAsync(cancel);
        var ids = db.PaymentLists.AsNoTracking().Where(l => l.PeriodId == id && l.Status != ListStatus.Discarded).Select(l => l.Id);
        var back = await db.PaymentLines.AsNoTracking().Where(l => ids.Contains(l.ListId) && (l.Outcome == LineOutcome.Unpaid || l.Outcome == LineOutcome.Returned || l.Outcome == LineOutcome.Failed))
            .GroupBy(l => l.ListId).Select(g => new { List = g.Key, Lines = g.Count(), Versions = g.Sum(l => (long)l.ResultVersion) }).ToListAsync(cancel);
        var text = new StringBuilder(Layout);
        foreach (var list in lists.OrderBy(l => l.Id))
        {
            text.Append(CultureInfo.InvariantCulture, $"|{list.Id:N} {list.Hash}");
        }

        foreach (var list in back.OrderBy(l => l.List))
        {
            text.Append(CultureInfo.InvariantCulture, $"|{list.List:N} {list.Lines} {list.Versions}");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
