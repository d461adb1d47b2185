using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NationalHub.Gateways.ResultPapers;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Gateways.Portal;

/// <summary>
/// Daily comparison of both ledgers (policy 5.4): what the portal lost, or holds otherwise than it was told, is sent again. That a dossier is missing in the list is not taken for its loss: the
/// portal is asked for some of those missing one by one, and a list that leaves out what it holds is no list.
/// </summary>
public sealed class CompareLedgers(HubDb db, PortalClient portal, IOptions<GatewayOptions> options, VietnamTime time)
{
    private const int PageSize = 1000;

    // Spread over those of a page that are missing.
    private const int Probes = 10;

    /// <returns>How many dossiers differ.</returns>
    /// <exception cref="PortalDownException">The portal does not answer, or with something that is no list of what it holds; what was found so far is noted.</exception>
    public async Task<int> HandleAsync(CancellationToken cancellation)
    {
        var (differ, after) = (0, "");
        string next;
        do
        {
            var reply = await portal.GetAsync($"/dvcqg/ho-so?sau={Uri.EscapeDataString(after)}&soLuong={PageSize}", cancellation).ConfigureAwait(false);
            if (reply.Status != HttpStatusCode.OK || Json.List(reply.Text, "DanhSach") is not { } list || (list.Next.Length > 0 && string.CompareOrdinal(list.Next, after) <= 0))
            {
                throw new PortalDownException("unreadable list");
            }

            var held = list.Items.GroupBy(d => d.Code, d => new Held(Json.Text(d.Node, "TrangThai"), Json.Text(d.Node, "SoKetQua")), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
            next = list.Next;
            differ += await SpanAsync(after, next, held, cancellation).ConfigureAwait(false);
            after = next;
        }
        while (next.Length > 0);

        return differ;
    }

    // The last page of the portal's list has no end: behind it may lie as many of ours as there are.
    private async Task<int> SpanAsync(string after, string upTo, Dictionary<string, Held> held, CancellationToken cancellation)
    {
        for (var differ = 0; ;)
        {
            var codes = await Codes(db, after, upTo, PageSize).ToListAsync(cancellation).ConfigureAwait(false);
            var end = codes.Count < PageSize ? upTo : codes[^1];
            differ += codes.Count == 0 ? 0 : await PageAsync(after, end, held, cancellation).ConfigureAwait(false);
            if (codes.Count < PageSize)
            {
                return differ;
            }

            after = end;
        }
    }

    private async Task<int> PageAsync(string after, string upTo, Dictionary<string, Held> held, CancellationToken cancellation)
    {
        var entries = await Query(db, after, upTo).ToListAsync(cancellation).ConfigureAwait(false);
        await DoubtAsync(entries, held, cancellation).ConfigureAwait(false);
        var told = (await Told(db, after, upTo).Select(r => r.DossierId).ToListAsync(cancellation).ConfigureAwait(false)).CountBy(id => id).ToDictionary(StringComparer.Ordinal);
        var differ = 0;
        foreach (var entry in entries)
        {
            if (!held.TryGetValue(entry.DossierCode, out var there))
            {
                await LostAsync(entry, cancellation).ConfigureAwait(false);
                (entry.PortalId, entry.SentStep, entry.SentStepAt, entry.HeldStatus) = ("", 0, null, 0);
            }
            else if (there.Status == entry.LocalPortalStatus.ToString(CultureInfo.InvariantCulture) && HasResults(there, told.GetValueOrDefault(entry.DossierId)))
            {
                continue;
            }

            (entry.State, entry.SentVersion, entry.NextAttemptAt, entry.HeldAt) = (PortalState.Waiting, 0, time.UtcNow, time.UtcNow);
            entry.Reason = "Đối chiếu hằng ngày: Cổng không giữ đúng trạng thái, giấy tờ kết quả tỉnh đã báo; gửi lại.";
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

    /// <summary>Is what is missing in the list missing at the portal?</summary>
    /// <exception cref="PortalDownException">It is not, or more is missing than a portal loses: nothing is changed.</exception>
    private async Task DoubtAsync(List<PortalEntry> entries, Dictionary<string, Held> held, CancellationToken cancellation)
    {
        var missing = entries.FindAll(e => !held.ContainsKey(e.DossierCode));
        if (missing.Count > options.Value.CompareMostMissing && missing.Count * 100L > (long)entries.Count * options.Value.CompareMostMissingPercent)
        {
            throw new PortalDownException($"{missing.Count} of {entries.Count} dossiers are not in its list: more than is believed (Gateways:CompareMostMissing, CompareMostMissingPercent)");
        }

        var step = Math.Max(1, missing.Count / Probes);
        for (var at = 0; at < missing.Count; at += step)
        {
            var reply = await portal.GetAsync($"/dvcqg/ho-so/{Uri.EscapeDataString(missing[at].DossierCode)}", cancellation).ConfigureAwait(false);
            if (reply.Status != HttpStatusCode.NotFound || ServiceRefusal.Of(reply.Text)?.Code != PortalDelivery.UnknownThere)
            {
                throw new PortalDownException("its list leaves out what it holds");
            }
        }
    }

    // A portal that does not count them is compared dossier by dossier, when it is told the next thing.
    private static bool HasResults(Held there, int told) => there.Results.Length == 0 || there.Results == told.ToString(CultureInfo.InvariantCulture);

    private Task<int> LostAsync(PortalEntry entry, CancellationToken cancellation) => db.PortalResults
        .Where(r => r.ProvinceCode == entry.ProvinceCode && r.DossierId == entry.DossierId && (r.State == ResultState.Told || r.State == ResultState.Uploaded))
        .ExecuteUpdateAsync(set => set.SetProperty(r => r.State, ResultState.Wanted).SetProperty(r => r.FileId, "").SetProperty(r => r.Reason, "Chờ tỉnh gửi lại tệp."), cancellation);

    /// <summary>Codes of such entries in their order, so many at once.</summary>
    internal static IQueryable<string> Codes(HubDb db, string after, string upTo, int most) => Query(db, after, upTo).AsNoTracking().Select(e => e.DossierCode).Distinct().OrderBy(code => code).Take(most);

    /// <summary>Entries taken for equal, in a span of codes; an empty end has no bound.</summary>
#pragma warning disable CA1309 // The database compares, ordinally by its collation; the overload with a comparison is not translated.
    internal static IQueryable<PortalEntry> Query(HubDb db, string after, string upTo) => db.PortalLedger.Where(
        e => e.State == PortalState.Sent && string.Compare(e.DossierCode, after) > 0 && (upTo == "" || string.Compare(e.DossierCode, upTo) <= 0));

    /// <summary>Result papers that the portal was told, in the same span.</summary>
    internal static IQueryable<PortalResult> Told(HubDb db, string after, string upTo) => db.PortalResults.AsNoTracking().Where(
        r => r.State == ResultState.Told && string.Compare(r.DossierCode, after) > 0 && (upTo == "" || string.Compare(r.DossierCode, upTo) <= 0));
#pragma warning restore CA1309

    private sealed record Held(string Status, string Results);
}
