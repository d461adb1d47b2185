using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>A dossier with the rules of today and the official who opened it.</summary>
public sealed record OpenDossier(Dossier Dossier, FlowContext Context, SignedInOfficial Official);

/// <summary>Loads a dossier for a verb and saves it after: the two ends that every verb shares.</summary>
public sealed class DossierDesk(NodeDb db, FlowRules rules)
{
    public NodeDb Db => db;

    /// <summary>The dossier within the official's scope, or null.</summary>
    /// <param name="known">Rules read in the same breath for other dossiers, by tenant; what is read for this one is added. Thirty dossiers of one commune do not read the law thirty times.</param>
    public async Task<OpenDossier?> FindAsync(Guid id, SignedInOfficial official, CancellationToken cancel, Dictionary<string, FlowContext>? known = null)
    {
        var dossier = await db.Dossiers.Include(d => d.Requests).Include(d => d.Steps).Include(d => d.Supplements).Include(d => d.Attachments)
            .AsSplitQuery().SingleOrDefaultAsync(d => d.Id == id, cancel);
        if (dossier is null)
        {
            return null;
        }

        await InstitutionOffices.HoldPersonAsync(db, dossier, official, cancel);
        if (known?.GetValueOrDefault(dossier.TenantPath) is not { } context)
        {
            context = await rules.ForAsync(TenantPath.Parse(dossier.TenantPath), cancel);
            known?.Add(dossier.TenantPath, context);
        }

        return new OpenDossier(dossier, context.For(dossier), official);
    }

    /// <summary>Opens a dossier for a verb: it exists here, is as the official saw it, and he may do this now.</summary>
    /// <param name="version">Version that the official's page showed.</param>
    public async Task<Outcome<OpenDossier>> OpenAsync(Guid id, long version, SignedInOfficial official, string verb, CancellationToken cancel)
    {
        if (await FindAsync(id, official, cancel) is not { } open)
        {
            return CommonProblems.NotFound.Now();
        }

        if (DossierFlow.Guard(open.Context, open.Dossier, official, verb) is { } problem)
        {
            return problem;
        }

        return open.Dossier.Version == version ? open : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>Applies the move and saves under its act.</summary>
    /// <param name="note">Stands in the control sheet.</param>
    /// <param name="carers">What a review confirmed of who cares, see <see cref="CarerChecks"/>.</param>
    /// <param name="attested">What a review attested of conditions of groups, see <see cref="AttestedChecks"/>.</param>
    public async Task<Outcome<Dossier>> MoveAsync(OpenDossier open, string verb, DossierStatus to, string note, CancellationToken cancel, string evidence = "", string? carers = null, string? attested = null)
    {
        var (dossier, context, official) = open;
        DossierFlow.Apply(context, dossier, to, verb, Mover.Of(official), DossierFlow.OfficeOf(context, dossier, verb), note);
        (dossier.Steps[^1].Carers, dossier.Steps[^1].Attested) = (carers, attested);
        var act = Act.By(official, verb, context.NowUtc, note, evidence).On("dossier", dossier.Id);
        return await db.SaveAsync(act, cancel) ? dossier : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>Runs a verb that takes numbers: all in one transaction, committed only when it succeeded. Such verbs follow one another: what one reads before it decides (a number, whether somebody receives already) no other changes.</summary>
    public Task<Outcome<T>> InTransactionAsync<T>(Func<Task<Outcome<T>>> verb, CancellationToken cancel) => db.InTurnAsync(verb, cancel);
}
