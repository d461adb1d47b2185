using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// The version with which its receiver began to take a payment: a new level makes new versions, and what was asked of one is answered of all. Whose absence was decided
/// before it was back when he was named.
/// </summary>
/// <param name="Version">Id of that version.</param>
/// <param name="RecordedAt">UTC.</param>
public sealed record ReceiverBegan(Guid Version, DateTime RecordedAt)
{
    /// <summary>Of every version of some people that somebody with a number takes, by its id.</summary>
    public static async Task<IReadOnlyDictionary<Guid, ReceiverBegan>> OfAsync(NodeDb db, IReadOnlyCollection<Guid> people, CancellationToken cancel)
    {
        var known = new Dictionary<Guid, (string Number, Guid? Previous, DateTime At)>();
        foreach (var chunk in people.Distinct().Chunk(500))
        {
            foreach (var row in await db.Entitlements.AsNoTracking().Where(e => chunk.Contains(e.BeneficiaryId) && e.ReceiverNumber != "").Select(e => new { e.Id, e.ReceiverNumber, e.PreviousId, e.RecordedAt }).ToListAsync(cancel))
            {
                known[row.Id] = (row.ReceiverNumber, row.PreviousId, row.RecordedAt);
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
}
