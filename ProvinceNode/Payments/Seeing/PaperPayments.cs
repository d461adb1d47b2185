using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Seeing;

/// <summary>A payment made once that a list on paper paid, outside the lists of this system.</summary>
/// <param name="Paper">Which paper, as who proposed it wrote.</param>
/// <param name="On">Day on which that was written down.</param>
public sealed record PaidByPaper(Guid Id, OneOffKind Kind, Dong Amount, PayMonth Due, string Receiver, string Paper, string ByName, DateOnly On);

/// <summary>Reads what paper paid of a person, see <see cref="Closing.PaidBefore"/>.</summary>
public static class PaperPayments
{
    /// <param name="once">Payments made once of one person, within the scope.</param>
    public static async Task<IReadOnlyList<PaidByPaper>> OfAsync(NodeDb db, IReadOnlyList<OneOffPayment> once, CancellationToken cancel)
    {
        // Marked as listed in the month in which it was due, which no list of this system reaches.
        var paid = once.Where(o => o is { ListedMonth: > 0, CancelledById: null } && o.Kind != OneOffKind.Recovery && o.ListedMonth == o.DueMonth && o.MovedDong == o.Amount).ToDictionary(o => o.Id);
        if (paid.Count == 0)
        {
            return [];
        }

        var ids = paid.Keys.ToList();
        // They lie with the fund holder, which may be above who reads.
        var told = await db.PaymentJustifications.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(j => j.Kind == MatterKind.PaidOnPaper && ids.Contains(j.SubjectId)).OrderByDescending(j => j.At).ToListAsync(cancel);
        return
        [
            .. told.DistinctBy(j => j.SubjectId).Select(j => (Told: j, Once: paid[j.SubjectId])).OrderByDescending(p => p.Once.DueMonth).ThenBy(p => p.Once.Id)
                .Select(p => new PaidByPaper(p.Once.Id, p.Once.Kind, p.Once.Amount, new(p.Once.DueMonth), p.Once.ReceiverName, NeutralWords.Remark(p.Told.Reason), p.Told.ByName, VietnamTime.Day(p.Told.At))),
        ];
    }
}
