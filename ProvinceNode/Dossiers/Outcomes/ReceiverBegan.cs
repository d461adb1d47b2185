using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// The version with which its receiver began to take a payment: a new level or another commune makes new versions, and what was asked of one is answered of all. Whose
/// absence was decided before it was back when he was named.
/// </summary>
/// <param name="Version">Id of that version.</param>
/// <param name="Since">When he was named, UTC.</param>
public sealed record ReceiverBegan(Guid Version, DateTime Since)
{
    /// <summary>Of every version of some people that somebody with a number takes, by its id; former versions of another commune too, of which only the moment is told.</summary>
    public static async Task<IReadOnlyDictionary<Guid, ReceiverBegan>> OfAsync(NodeDb db, IReadOnlyCollection<Guid> people, CancellationToken cancel)
    {
        var known = new Dictionary<Guid, (string Number, Guid? Previous, DateTime At)>();
        foreach (var chunk in people.Distinct().Chunk(500))
        {
            foreach (var row in await db.Entitlements.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(e => chunk.Contains(e.BeneficiaryId) && e.ReceiverNumber != "")
                .Select(e => new { e.Id, e.ReceiverNumber, e.PreviousId, e.RecordedAt, e.Source, e.StartMonth }).ToListAsync(cancel))
            {
                known[row.Id] = (row.ReceiverNumber, row.PreviousId, Moment(row.Source, row.RecordedAt, row.StartMonth));
            }
        }

        return known.Keys.ToDictionary(id => id, First);

        ReceiverBegan First(Guid id)
        {
            var number = known[id].Number;
            while (known[id].Previous is { } before && known.TryGetValue(before, out var former) && former.Number == number)
            {
                id = before;
            }

            return new(id, known[id].At);
        }
    }

    /// <summary>When a version was decided as far as the registry knows, UTC: one from a list or from paper was decided before its first month, whenever somebody typed it.</summary>
    public static DateTime Moment(EntitlementSource source, DateTime recordedAt, int startMonth) =>
        source != EntitlementSource.Decision && VietnamTime.Utc(new PayMonth(startMonth).FirstDay.ToDateTime(TimeOnly.MinValue)) is var first && first < recordedAt ? first : recordedAt;
}
