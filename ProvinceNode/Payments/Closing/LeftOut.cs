using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Closing;

/// <summary>Whom an omission is about.</summary>
/// <param name="Code">Of the registry; empty for somebody who is in none.</param>
/// <param name="InScope">His page may be opened here: who moved on lies elsewhere.</param>
public sealed record LeftOutName(string Name, string Code, bool InScope)
{
    public string Words => Code.Length > 0 ? $"{Name}, {Code}" : Name;
}

/// <summary>Để ngoài danh sách: what the buildings of a month left out, as it stands now.</summary>
public static class LeftOut
{
    private const int Chunk = 500;

    /// <summary>What the latest building of each commune told: an earlier one's word is past.</summary>
    public static async Task<List<PaymentOmission>> OfAsync(NodeDb db, Guid period, CancellationToken cancel)
    {
        var runs = await db.PaymentRuns.AsNoTracking().Where(r => r.PeriodId == period).OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id).ToListAsync(cancel);
        var ids = runs.ConvertAll(r => r.Id);
        var told = await db.PaymentOmissions.AsNoTracking().Where(o => ids.Contains(o.RunId)).ToListAsync(cancel);
        var latest = told.Select(o => o.TenantPath).Distinct().ToDictionary(p => p, p => runs.Find(r => r.WentOver(p))?.Id, StringComparer.Ordinal);
        return told.FindAll(o => latest[o.TenantPath] == o.RunId);
    }

    /// <summary>Names of people, and of who is in no registry by the payment made once.</summary>
    public static async Task<Dictionary<Guid, LeftOutName>> NamesAsync(NodeDb db, IEnumerable<Guid> people, CancellationToken cancel)
    {
        var names = new Dictionary<Guid, LeftOutName>();
        foreach (var chunk in people.Distinct().Chunk(Chunk))
        {
            var here = (await db.Beneficiaries.AsNoTracking().Where(b => chunk.Contains(b.Id)).Select(b => b.Id).ToListAsync(cancel)).ToHashSet();
            var found = await db.Beneficiaries.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(b => chunk.Contains(b.Id)).Select(b => new { b.Id, b.FullName, b.Code }).ToListAsync(cancel);
            found.ForEach(b => names[b.Id] = new(b.FullName, b.Code, here.Contains(b.Id)));
            var once = await db.OneOffPayments.AsNoTracking().Where(p => p.BeneficiaryId == null && chunk.Contains(p.Id)).Select(p => new { p.Id, p.PersonName }).ToListAsync(cancel);
            once.ForEach(p => names[p.Id] = new(p.PersonName, "", false));
        }

        return names;
    }
}
