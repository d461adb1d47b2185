using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments.Closing;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Papers;

/// <summary>
/// Tells apart what the papers of a month are made from: its lists and last month's by their hashes, those of communes that were taken over too, what came back of them, and what the lists of changes
/// print that is frozen nowhere: names, numbers of decisions, labels. Another approval, list, withdrawal, result, name or number of a decision is another stamp.
/// </summary>
public sealed class ArchiveStamp(PaymentDesk desk, MonthReview review)
{
    // Grows when papers or sheets are laid out anew.
    private const string Layout = "2";

    public async Task<string> OfAsync(PaymentPeriod period, CancellationToken cancel)
    {
        var (db, id) = (desk.Db, period.Id);
        var lists = await ListsAsync(period, cancel);
        var ids = db.PaymentLists.AsNoTracking().Where(l => l.PeriodId == id && l.Status != ListStatus.Discarded).Select(l => l.Id);
        var back = await db.PaymentLines.AsNoTracking().Where(l => ids.Contains(l.ListId) && (l.Outcome == LineOutcome.Unpaid || l.Outcome == LineOutcome.Returned || l.Outcome == LineOutcome.Failed))
            .GroupBy(l => l.ListId).Select(g => new { List = g.Key, Lines = g.Count(), Versions = g.Sum(l => (long)l.ResultVersion) }).ToListAsync(cancel);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(FormattableString part) => hash.AppendData(Encoding.UTF8.GetBytes(part.ToString(CultureInfo.InvariantCulture) + "|"));
        Add($"{Layout}");
        lists.ForEach(list => Add($"{list.Id:N} {list.Hash}"));
        foreach (var list in back.OrderBy(l => l.List))
        {
            Add($"{list.List:N} {list.Lines} {list.Versions}");
        }

        // Read anew each time: rows that the making of the papers read before would hide what changed under it.
        var changes = new ChangeRows(db, review, desk.Time);
        foreach (var kind in Enum.GetValues<ChangeKind>())
        {
            foreach (var row in await changes.OfAsync(period, kind, cancel))
            {
                var person = row.Person;
                Add($"{kind} {row.Commune};{row.BeneficiaryCode};{person.FullName};{person.BirthPrinted};{person.Sex};{person.Number};{person.Village};{row.Category};{row.Coefficient};{row.BeforeDong};{row.AfterDong};{row.Why};{row.Decision}");
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // As the review of changes reads them (MonthReview).
    private async Task<List<(Guid Id, string Hash)>> ListsAsync(PaymentPeriod period, CancellationToken cancel)
    {
        var (holder, month, before) = (period.TenantPath, period.Month, new PayMonth(period.Month).AddMonths(-1).Number);
        var former = await desk.FormerCommunesAsync(TenantPath.Parse(holder), cancel);
        var lists = await desk.Db.PaymentLists.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking()
            .Where(l => l.Status != ListStatus.Discarded && ((l.HolderPath == holder && (l.Month == month || l.Month == before)) || (former.Contains(l.TenantPath) && l.Month == before))).Select(l => new { l.Id, l.Hash }).ToListAsync(cancel);
        return [.. lists.OrderBy(l => l.Id).Select(l => (l.Id, l.Hash))];
    }
}
