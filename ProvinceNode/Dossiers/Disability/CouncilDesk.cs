using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Disability;

/// <summary>Loads what the council's verbs share.</summary>
public sealed class CouncilDesk(DossierDesk dossiers)
{
    public DossierDesk Dossiers => dossiers;

    public NodeDb Db => dossiers.Db;

    /// <summary>The commune's council in its term on a day, with its members, or null.</summary>
    public async Task<DisabilityCouncil?> CouncilAsync(string commune, DateOnly day, CancellationToken cancel) =>
        (await Db.DisabilityCouncils.Include(c => c.Members).Where(c => c.TenantPath == commune && c.EstablishedOn <= day && day <= c.TermUntil).ToListAsync(cancel))
            .MaxBy(c => (c.EstablishedOn, c.Id));

    /// <summary>Rounds of a dossier, the newest first.</summary>
    public Task<List<CouncilCase>> RoundsAsync(Guid dossier, CancellationToken cancel) =>
        Db.CouncilCases.Where(c => c.DossierId == dossier).OrderByDescending(c => c.Round).ToListAsync(cancel);

    /// <summary>The open round, begun when there is none.</summary>
    public async Task<CouncilCase> OpenRoundAsync(OpenDossier open, CancellationToken cancel)
    {
        var rounds = await RoundsAsync(open.Dossier.Id, cancel);
        if (rounds.FirstOrDefault() is { Outcome: null } current)
        {
            current.Version++;
            return current;
        }

        var last = rounds.FirstOrDefault();
        var begun = new CouncilCase
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(open.Context.NowUtc)), DossierId = open.Dossier.Id, TenantPath = open.Dossier.TenantPath, Round = (last?.Round ?? 0) + 1,
            // What the school said about the person still stands in the next round.
            School = last?.School ?? "", SchoolAskedOn = last?.SchoolAskedOn, SchoolAnsweredOn = last?.SchoolAnsweredOn, SchoolRemarks = last?.SchoolRemarks,
        };
        Db.CouncilCases.Add(begun);
        return begun;
    }

    /// <summary>What the last concluded round found, or null.</summary>
    public async Task<CouncilCase?> ConcludedAsync(Guid dossier, CancellationToken cancel) =>
        await Db.CouncilCases.Where(c => c.DossierId == dossier && c.Outcome != null).OrderByDescending(c => c.Round).FirstOrDefaultAsync(cancel);
}
