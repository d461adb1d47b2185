using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Building;

/// <summary>Number and day of decisions, in words: "QĐ số 05/QĐ-UBND ngày 05/10/2022".</summary>
public static class DecisionNumbers
{
    private const int Chunk = 500;

    /// <summary>Those that are kept here; what was decided on paper is not among them.</summary>
    public static async Task<Dictionary<Guid, string>> OfAsync(NodeDb db, IReadOnlyCollection<Guid> decisions, CancellationToken cancel)
    {
        var words = new Dictionary<Guid, string>();
        foreach (var chunk in decisions.Chunk(Chunk))
        {
            var found = await db.Decisions.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(d => chunk.Contains(d.Id)).Select(d => new { d.Id, d.Number, d.SignedOn }).ToListAsync(cancel);
            found.ForEach(d => words[d.Id] = d.Number is { } number ? $"QĐ số {number} ngày {VietnameseFormat.Date(d.SignedOn)}" : $"QĐ ký ngày {VietnameseFormat.Date(d.SignedOn)}");
        }

        return words;
    }
}
