using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NationalHub.Gateways.ResultPapers;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Gateways.Portal;

/// <summary>Brings the ledger up to the dossiers: what is new or has another version than the ledger knows waits to be sent.</summary>
public sealed class PortalScan(HubDb db, IOptions<GatewayOptions> options, VietnamTime time)
{
    private const int PageSize = 500;

    /// <param name="since">Dossiers received before it are taken as known; null compares all.</param>
    /// <returns>How many entries changed.</returns>
    public async Task<int> HandleAsync(DateTime? since, CancellationToken cancellation)
    {
        var changed = 0;
        int page;
        do
        {
            page = await PageAsync(since, cancellation).ConfigureAwait(false);
            changed += page;
        }
        while (page == PageSize);

        var now = time.UtcNow;
        var ids = await Unfinished(db).ToListAsync(cancellation).ConfigureAwait(false);
        return ids.Count == 0 ? changed : changed + await db.PortalLedger.Where(e => e.State == PortalState.Sent && ids.Contains(e.DossierId)).ExecuteUpdateAsync(
            set => set.SetProperty(e => e.State, PortalState.Waiting).SetProperty(e => e.Attempts, 0).SetProperty(e => e.Reason, "").SetProperty(e => e.NextAttemptAt, now), cancellation).ConfigureAwait(false);
    }

    /// <summary>Dossiers taken for equal of which a result paper came, or was withdrawn, since.</summary>
    internal static IQueryable<string> Unfinished(HubDb db) =>
        (from r in db.PortalResults
         where r.State == ResultState.Waiting || r.State == ResultState.Uploaded || (r.State == ResultState.Withdrawn && r.FileId != "")
         join e in db.PortalLedger on new { r.ProvinceCode, r.DossierId } equals new { e.ProvinceCode, e.DossierId }
         where e.State == PortalState.Sent
         select e.DossierId).Distinct().OrderBy(id => id).Take(PageSize);

    /// <summary>Dossiers whose version the ledger does not know, with their entry when there is one.</summary>
    /// <param name="rehearsal">See <see cref="PortalProvinces"/>.</param>
    internal static IQueryable<Behind> Query(HubDb db, DateTime? since, bool rehearsal)
    {
        var provinces = PortalProvinces.Query(db, rehearsal);
        // 0: a draft that was not handed in yet has no status at the portal.
        var dossiers = db.Dossiers.AsNoTracking().Where(d => d.PortalStatus > 0 && provinces.Contains(d.ProvinceCode));
        if (since is { } from)
        {
            dossiers = dossiers.Where(d => d.ReceivedAt >= from);
        }

        return from d in dossiers
               join e in db.PortalLedger on new { d.ProvinceCode, d.Id } equals new { e.ProvinceCode, Id = e.DossierId } into entries
               from e in entries.DefaultIfEmpty()
               where e == null || e.Epoch != d.Epoch || e.Version != d.Version
               orderby d.ProvinceCode, d.Id
               select new Behind { Dossier = d, Entry = e };
    }

    private async Task<int> PageAsync(DateTime? since, CancellationToken cancellation)
    {
        var found = await Query(db, since, options.Value.Rehearsal).Take(PageSize).AsTracking().ToListAsync(cancellation).ConfigureAwait(false);
        foreach (var (d, known) in found.Select(f => (f.Dossier, f.Entry)))
        {
            var entry = known ?? db.PortalLedger.Add(new PortalEntry { ProvinceCode = d.ProvinceCode, DossierId = d.Id, DossierCode = d.Code }).Entity;
            entry.DossierCode = d.Code;
            (entry.LocalStatus, entry.LocalPortalStatus, entry.Epoch, entry.Version) = (d.Status, d.PortalStatus, d.Epoch, d.Version);
            (entry.State, entry.Attempts, entry.Reason, entry.NextAttemptAt) = (PortalState.Waiting, 0, "", time.UtcNow);
        }

        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        db.ChangeTracker.Clear();
        return found.Count;
    }

    internal sealed class Behind
    {
        public required Reporting.Dossier Dossier { get; init; }

        public PortalEntry? Entry { get; init; }
    }
}
