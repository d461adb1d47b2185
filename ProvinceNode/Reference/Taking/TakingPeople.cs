using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry;

namespace ProvinceNode.Reference.Taking;

/// <summary>Why somebody stays at a commune whose people are taken over.</summary>
public enum TakingReason
{
    /// <summary>An official keeps him there, with a reason.</summary>
    LeftOut,

    /// <summary>A dossier of his is being handled.</summary>
    Dossier,

    /// <summary>A move of residence of his is not through.</summary>
    Moving,

    /// <summary>Nobody was chosen for his village.</summary>
    Village,
}

/// <summary>Somebody in the registry of the commune.</summary>
/// <param name="To">Code of the commune that takes him; null: he stays.</param>
/// <param name="Reason">Why he stays; null when he goes.</param>
/// <param name="Left">Of who was left out.</param>
public sealed record TakingPerson(Guid Id, string Code, string Name, string Village, EntitlementStatus Status, string? To, TakingReason? Reason, LeftOut? Left);

/// <summary>Who of a commune goes where by a taking, and who stays and why: the same for what is shown before it and for what is done.</summary>
public static class TakingPeople
{
    /// <summary>Everybody of the registry, as the page lists them; merged records are none of them and go along.</summary>
    public static async Task<IReadOnlyList<TakingPerson>> OfAsync(NodeDb db, CommuneTaking run, CancellationToken cancel)
    {
        var (rule, path) = (await RuleAsync(db, run, cancel), run.FromPath);
        var people = await db.Beneficiaries.AsNoTracking().Where(b => b.TenantPath == path).OrderBy(b => b.Code).Select(b => new { b.Id, b.Code, b.FullName, b.Village, b.Status, b.CitizenId }).ToListAsync(cancel);
        return people.ConvertAll(p => rule.Of(p.Id, p.CitizenId, p.Village, null) is var (to, reason) ? new TakingPerson(p.Id, p.Code, p.FullName, p.Village, p.Status, to, reason, rule.Left.GetValueOrDefault(p.Id)) : null!);
    }

    /// <summary>Who goes, with merged records.</summary>
    public static async Task<IReadOnlyList<(Guid Id, string To)>> GoingAsync(NodeDb db, CommuneTaking run, CancellationToken cancel)
    {
        var (rule, path) = (await RuleAsync(db, run, cancel), run.FromPath);
        var people = await db.Beneficiaries.IgnoreQueryFilters([Beneficiary.AbsorbedFilter]).AsNoTracking().Where(b => b.TenantPath == path).OrderBy(b => b.Code)
            .Select(b => new { b.Id, b.Village, b.CitizenId, b.MergedIntoId }).ToListAsync(cancel);
        return [.. people.Select(p => (p.Id, rule.Of(p.Id, p.CitizenId, p.Village, p.MergedIntoId).To)).Where(p => p.To is not null).Select(p => (p.Id, p.To!))];
    }

    private static async Task<Rule> RuleAsync(NodeDb db, CommuneTaking run, CancellationToken cancel) =>
        new(run.Villages, run.LeftOuts.ToDictionary(l => l.Id), await TakingStays.OfAsync(db, run.FromPath, cancel));

    // Pure.
    internal sealed record Rule(IReadOnlyDictionary<string, string> Villages, IReadOnlyDictionary<Guid, LeftOut> Left, TakingStays Stays)
    {
        /// <param name="survivor">The record of which a merged one became part: what keeps that one keeps this.</param>
        public (string? To, TakingReason? Reason) Of(Guid id, string number, string village, Guid? survivor) =>
            Left.ContainsKey(survivor ?? id) ? (null, TakingReason.LeftOut)
            : Stays.HasDossier(id, number) || (survivor is { } of && Stays.HasDossier(of, "")) ? (null, TakingReason.Dossier)
            : Stays.Moving.Contains(survivor ?? id) ? (null, TakingReason.Moving)
            : (Villages.GetValueOrDefault(CommuneTaking.All) ?? Villages.GetValueOrDefault(CommuneTaking.KeyOf(village))) is { } to ? (to, null)
            : (null, TakingReason.Village);
    }
}
