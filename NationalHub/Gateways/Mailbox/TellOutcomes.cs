using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NationalHub.Gateways.Portal;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Gateways.Mailbox;

/// <summary>Tells the portal what became of its dossiers, until it knows; then what the mailbox held of them is forgotten; what a province took after the days in which its node may be restored.</summary>
public sealed class TellOutcomes(HubDb db, PortalClient portal, PortalPause pause, MailboxPapers papers, IOptions<GatewayOptions> options, VietnamTime time)
{
    private const int AtOnce = 100;

    /// <returns>Dossiers of which the portal now knows.</returns>
    /// <exception cref="PortalDownException">The portal does not answer; the rest is told later.</exception>
    public async Task<int> HandleAsync(CancellationToken cancellation)
    {
        var now = time.UtcNow;
        var due = await db.PortalFilings.AsNoTracking().Where(f => !f.IsTold && (f.State == FilingState.Accepted || f.State == FilingState.Returned) && f.NextAttemptAt <= now)
            .OrderBy(f => f.NextAttemptAt).Take(AtOnce).Select(f => f.Code).ToListAsync(cancellation).ConfigureAwait(false);
        await ForgetAsync(now, cancellation).ConfigureAwait(false);
        var (told, away) = (0, 0);
        foreach (var code in due)
        {
            if (await db.PortalFilings.FirstOrDefaultAsync(f => f.Code == code && !f.IsTold, cancellation).ConfigureAwait(false) is not { } row)
            {
                continue;
            }

            var silent = await TellAsync(row, cancellation).ConfigureAwait(false);
            await SaveAsync(cancellation).ConfigureAwait(false);
            told += row.IsTold ? 1 : 0;
            away = silent is null ? 0 : away + 1;
            if (silent is { IsSignIn: true } || away >= PortalClient.EnoughAway)
            {
                throw new PortalDownException(silent!.Message, silent);
            }
        }

        return told;
    }

    /// <summary>What was kept for a node that might be restored, and its time is over.</summary>
    private async Task ForgetAsync(DateTime now, CancellationToken cancellation)
    {
        foreach (var row in await db.PortalFilings.Where(f => f.IsTold && f.KeptUntil != null && f.KeptUntil <= now).OrderBy(f => f.Code).Take(AtOnce).ToListAsync(cancellation).ConfigureAwait(false))
        {
            papers.Forget(row.Code);
            (row.Sealed, row.KeptUntil) = ([], null);
        }

        await SaveAsync(cancellation).ConfigureAwait(false);
    }

    /// <returns>Why the portal said nothing about this one; null when it did. The others are told all the same.</returns>
    private async Task<PortalDownException?> TellAsync(PortalFiling row, CancellationToken cancellation)
    {
        var body = new JsonObject { ["MaHoSo"] = row.Code, ["KetQua"] = row.State == FilingState.Accepted ? "DA_NHAN" : "TRA_LAI", ["LyDo"] = row.State == FilingState.Accepted ? "" : row.Reason };
        PortalDownException? silent = null;
        try
        {
            var reply = await portal.PostAsync("/dvcqg/ho-so-den/ket-qua", body, cancellation).ConfigureAwait(false);
            // A portal that knows no such dossier has nothing left to be told.
            if (reply.Status == HttpStatusCode.OK || (reply.Status == HttpStatusCode.NotFound && ServiceRefusal.Of(reply.Text)?.Code == PortalDelivery.UnknownThere))
            {
                row.Told(options.Value.KeepTakenDays > 0 ? time.UtcNow.AddDays(options.Value.KeepTakenDays) : null);
                if (row.KeptUntil is null)
                {
                    papers.Forget(row.Code);
                }

                return null;
            }
        }
        catch (PortalDownException e)
        {
            silent = e;
        }

        row.Attempts++;
        row.NextAttemptAt = time.UtcNow + pause.After(row.Attempts);
        return silent;
    }

    private async Task SaveAsync(CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another hub on the same store was first: it is told again, which does no harm.
        }

        db.ChangeTracker.Clear();
    }
}
