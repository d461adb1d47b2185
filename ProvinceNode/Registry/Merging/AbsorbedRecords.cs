using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;

namespace ProvinceNode.Registry.Merging;

/// <summary>Where absorbed records lead: the person is found by every number and address that one of his records ever had.</summary>
public static class AbsorbedRecords
{
    private const int Few = 20;

    private static readonly string[] Everywhere = [Beneficiary.AbsorbedFilter, NodeDb.TenantFilter];

    /// <summary>The record that a record became part of, through as many merges as there were; null when it is no absorbed record of the scope.</summary>
    public static async Task<Guid?> IntoAsync(NodeDb db, Guid id, CancellationToken cancel) =>
        await db.Beneficiaries.IgnoreQueryFilters([Beneficiary.AbsorbedFilter]).AnyAsync(b => b.Id == id && b.MergedIntoId != null, cancel) ? await FollowAsync(db, id, cancel) : null;

    /// <summary>Records of the province that numbers lead to which only absorbed records hold; of whatever office.</summary>
    public static async Task<IReadOnlyList<(string Number, Guid Person)>> NumberedAsync(NodeDb db, IReadOnlyCollection<string> numbers, CancellationToken cancel)
    {
        var asked = numbers.Where(n => n.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        // Often nobody is absorbed at all: for a list of many that is asked first.
        if (asked.Count == 0 || (asked.Count > Few && !await db.Beneficiaries.IgnoreQueryFilters(Everywhere).AnyAsync(b => b.MergedIntoId != null, cancel)))
        {
            return [];
        }

        // Few records are absorbed and an index holds only those.
        var absorbed = await db.Beneficiaries.IgnoreQueryFilters(Everywhere).AsNoTracking().Where(b => b.MergedIntoId != null && (asked.Contains(b.CitizenId) || asked.Contains(b.OldIdentityNumber)))
            .Select(b => new { b.Id, b.CitizenId, b.OldIdentityNumber }).ToListAsync(cancel);
        var found = new List<(string, Guid)>();
        foreach (var record in absorbed)
        {
            if (await FollowAsync(db, record.Id, cancel) is { } person)
            {
                found.AddRange(new[] { record.CitizenId, record.OldIdentityNumber }.Where(asked.Contains).Select(n => (n, person)));
            }
        }

        return found;
    }

    private static async Task<Guid?> FollowAsync(NodeDb db, Guid id, CancellationToken cancel)
    {
        Guid? into = null;
        var seen = new HashSet<Guid>();
        for (var at = id; seen.Add(at);)
        {
            if (await db.Beneficiaries.IgnoreQueryFilters(Everywhere).Where(b => b.Id == at).Select(b => b.MergedIntoId).FirstOrDefaultAsync(cancel) is not { } further)
            {
                break;
            }

            (into, at) = (further, further);
        }

        return into;
    }
}
