using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Payments.Seeing;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Papers;

/// <summary>Lines of a month that came back: not collected, returned, refused by the bank.</summary>
public sealed class UnpaidRows(NodeDb db)
{
    public async Task<IReadOnlyList<UnpaidRow>> OfAsync(PaymentPeriod period, CancellationToken cancel)
    {
        var names = (await MonthAccounts.Out(db, period.Id).Select(l => new { l.Id, l.UnitName }).ToListAsync(cancel)).ToDictionary(l => l.Id, l => l.UnitName);
        var ids = MonthAccounts.Out(db, period.Id).Select(l => l.Id);
        var lines = await db.PaymentLines.AsNoTracking().Where(l => ids.Contains(l.ListId) && (l.Outcome == LineOutcome.Unpaid || l.Outcome == LineOutcome.Returned || l.Outcome == LineOutcome.Failed))
            .OrderBy(l => l.TenantPath).ThenBy(l => l.ListId).ThenBy(l => l.Order).ToListAsync(cancel);
        var told = await db.PaymentResults.AsNoTracking().Where(r => ids.Contains(r.ListId) && r.Outcome != LineOutcome.Paid).Select(r => new { r.LineId, r.Version, r.ReasonCode, r.ReasonText }).ToListAsync(cancel);
        var reasons = told.ToDictionary(r => (r.LineId, r.Version), r => $"{SeeingWords.Reason(r.ReasonCode)}{(r.ReasonText.Length > 0 ? $": {r.ReasonText}" : "")}");
        return lines.ConvertAll(l =>
        {
            var row = ListRows.Row(l);
            return new UnpaidRow(names[l.ListId], row.BeneficiaryCode, row.Person, row.Category, row.Taker, ListWords.Method(l.Method), row.TotalDong, ListWords.Outcome(l.Outcome), reasons.GetValueOrDefault((l.Id, l.ResultVersion), ""));
        });
    }
}
