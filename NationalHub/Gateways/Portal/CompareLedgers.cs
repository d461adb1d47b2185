using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Gateways.Portal;

/// <summary>
/// Daily comparison of both ledgers (policy 5.4): what the portal lost, or holds otherwise than it was told, is sent again.
/// </summary>
public sealed class CompareLedgers(HubDb db, PortalClient portal, VietnamTime time)
{
    private const int PageSize = 1000;

    /// <returns>How many dossiers differ.</returns>
    /// <exception cref="PortalDownException">The portal does not answer; what was found so far is noted.</exception>
    public async Task<int> HandleAsync(CancellationToken cancellation)
    {
        var (differ, after) = (0, "");
        string next;
        do
        {
            var reply = await portal.GetAsync($"/dvcqg/ho-so?sau={Uri.EscapeDataString(after)}&soLuong={PageSize}", cancellation).ConfigureAwait(false);
            next = Json.Text(reply.Body, "TiepTheo");
            if (reply.Status != HttpStatusCode.OK || (next.Length > 0 && string.CompareOrdinal(next, after) <= 0))
            {
                throw new PortalDownException("unreadable list");
            }

            var held = Json.Items(reply.Body, "DanhSach").GroupBy(d => Json.Text(d, "MaHoSo"), d => Json.Text(d, "TrangThai")).ToDictionary(g => g.Key, g => g.First());
            differ += await PageAsync(after, next, held, cancellation).ConfigureAwait(false);
            after = next;
        }
        while (next.Length > 0);

        return differ;
    }

    private async Task<int> PageAsync(string after, string upTo, Dictionary<string, string> held, CancellationToken cancellation)
    {
        var entries = await Query(db, after, upTo).ToListAsync(cancellation).ConfigureAwait(false);
        var differ = 0;
        foreach (var entry in entries)
        {
            if (!held.TryGetValue(entry.DossierCode, out var status))
            {
                (entry.PortalId, entry.SentStep, entry.SentStepAt, entry.HeldStatus) = ("", 0, null, 0);
            }
            else if (status == entry.LocalPortalStatus.ToString(CultureInfo.InvariantCulture))
            {
                continue;
            }

            (entry.State, entry.SentVersion, entry.NextAttemptAt, entry.HeldAt) = (PortalState.Waiting, 0, time.UtcNow, time.UtcNow);
            entry.Reason = "Đối chiếu hằng ngày: Cổng không giữ đúng trạng thái tỉnh đã báo; gửi lại.";
            differ++;
        }

        try
        {
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        }
        catch (DbUpdateConcurrencyException)
        {
            // A newer version of one of them came meanwhile: the rest is compared again tomorrow.
        }

        db.ChangeTracker.Clear();
        return differ;
    }

    /// <summary>Entries taken for equal, in a span of codes; an empty end has no bound.</summary>
#pragma warning disable CA1309 // The database compares, ordinally by its collation; the overload with a comparison is not translated.
    internal static IQueryable<PortalEntry> Query(HubDb db, string after, string upTo) => db.PortalLedger.Where(
        e => e.State == PortalState.Sent && string.Compare(e.DossierCode, after) > 0 && (upTo == "" || string.Compare(e.DossierCode, upTo) <= 0));
#pragma warning restore CA1309
}
