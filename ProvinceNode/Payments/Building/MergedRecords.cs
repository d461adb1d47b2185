using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry;

namespace ProvinceNode.Payments.Building;

/// <summary>A record that became part of another by a merge.</summary>
/// <param name="Into">The record that it is part of now, also by further merges.</param>
/// <param name="Numbers">Its number and the old one, those that are known.</param>
public sealed record MergedRecord(Guid Id, Guid Into, string Name, IReadOnlyList<string> Numbers);

/// <summary>Reads what became part of people by merges: what was paid to it was paid to them, and what it owes they owe.</summary>
public static class MergedRecords
{
    private const int Set = 500;

    /// <param name="people">As a query: whoever has or had a month in a commune.</param>
    public static async Task<IReadOnlyList<MergedRecord>> OfAsync(NodeDb db, IQueryable<Guid> people, CancellationToken cancel)
    {
        var all = db.Beneficiaries.IgnoreQueryFilters([NodeDb.TenantFilter, Beneficiary.AbsorbedFilter]).AsNoTracking().Where(b => b.MergedIntoId != null);
        var found = await ReadAsync(all.Where(b => people.Contains(b.MergedIntoId!.Value)), cancel);
        var into = found.ToDictionary(m => m.Id, m => m.Into);
        for (var level = into.Keys.ToList(); level.Count > 0;)
        {
            var further = new List<Guid>();
            foreach (var chunk in level.Chunk(Set))
            {
                foreach (var row in (await ReadAsync(all.Where(b => chunk.Contains(b.MergedIntoId!.Value)), cancel)).Where(b => into.TryAdd(b.Id, into[b.Into])))
                {
                    found.Add(row with { Into = into[row.Id] });
                    further.Add(row.Id);
                }
            }

            level = further;
        }

        return found;
    }

    private static async Task<List<MergedRecord>> ReadAsync(IQueryable<Beneficiary> records, CancellationToken cancel) =>
        (await records.Select(b => new { b.Id, Into = b.MergedIntoId!.Value, b.FullName, b.CitizenId, b.OldIdentityNumber }).ToListAsync(cancel))
            .ConvertAll(b => new MergedRecord(b.Id, b.Into, b.FullName, [.. new[] { b.CitizenId, b.OldIdentityNumber }.Where(n => n.Length > 0)]));
}
