using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Erasing;

namespace ProvinceNode.Citizens;

/// <summary>What drafts keep of a person: they are forgotten at once instead of after their days.</summary>
public sealed class DraftTraces(NodeDb db) : IPersonalTraces
{
    public Task<IReadOnlyList<Problem>> StandingAsync(ErasedPerson person, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Problem>>([]);

    public async Task EraseAsync(ErasedPerson person, ErasureTally tally, CancellationToken cancel)
    {
        foreach (var number in person.Numbers)
        {
            var drafts = await db.Drafts.Where(d => d.DossierCode == null && d.Answers.Contains(number)).ToListAsync(cancel);
            db.RemoveRange(drafts);
            tally.Add("tờ khai đang viết dở", drafts.Count);
        }
    }
}
