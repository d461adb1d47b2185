using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Registry.Erasing;

/// <summary>Requests to erase: those that wait for confirmation, what became of the latest others, and what a confirmed one has not taken away yet. Nobody is named.</summary>
[Needs(Actions.RegistryErase)]
public sealed class ErasureListModel(NodeDb db, IEnumerable<IPersonalTraces> slices) : PageModel
{
    private const int Most = 200;

    public IReadOnlyList<ErasureRequest> Waiting { get; private set; } = [];

    public IReadOnlyList<ErasureRequest> Settled { get; private set; } = [];

    public IReadOnlyList<UnfinishedErasure> Unfinished { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var requests = db.Set<ErasureRequest>().AsNoTracking();
        Waiting = await requests.Where(r => r.State == ErasureState.Waiting).OrderBy(r => r.ProposedAt).Take(Most).ToListAsync(cancel);
        Settled = await requests.Where(r => r.State != ErasureState.Waiting).OrderByDescending(r => r.SettledAt).Take(Most).ToListAsync(cancel);
        foreach (var slice in slices)
        {
            Unfinished = [.. Unfinished, .. await slice.UnfinishedAsync(cancel)];
        }
    }
}
