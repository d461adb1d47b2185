using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NationalHub.Gateways.Portal;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Gateways.Mailbox;

/// <summary>Tells the portal what became of its dossiers, until it knows; then what the mailbox held of them is forgotten.</summary>
public sealed class TellOutcomes(HubDb db, PortalClient portal, PortalPause pause, MailboxPapers papers, VietnamTime time)
{
    private const int AtOnce = 100;

    /// <returns>Dossiers of which the portal now knows.</returns>
    /// <exception cref="PortalDownException">The portal does not answer; the rest is told later.</exception>
    public async Task<int> HandleAsync(CancellationToken cancellation)
    {
        var now = time.UtcNow;
        var told = 0;
        foreach (var row in await db.PortalFilings.Where(f => !f.IsTold && (f.State == FilingState.Accepted || f.State == FilingState.Returned) && f.NextAttemptAt <= now)
            .OrderBy(f => f.NextAttemptAt).Take(AtOnce).ToListAsync(cancellation).ConfigureAwait(false))
        {
            var body = new JsonObject { ["MaHoSo"] = row.Code, ["KetQua"] = row.State == FilingState.Accepted ? "DA_NHAN" : "TRA_LAI", ["LyDo"] = row.State == FilingState.Accepted ? "" : row.Reason };
            var reply = await portal.PostAsync("/dvcqg/ho-so-den/ket-qua", body, cancellation).ConfigureAwait(false);
            // A portal that knows no such dossier has nothing left to be told.
            if (reply.Status is HttpStatusCode.OK or HttpStatusCode.NotFound)
            {
                papers.Forget(row.Code);
                (row.IsTold, row.Sealed, row.Attempts) = (true, [], 0);
                told++;
            }
            else
            {
                row.Attempts++;
                row.NextAttemptAt = time.UtcNow + pause.After(row.Attempts);
            }

            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        }

        return told;
    }
}
