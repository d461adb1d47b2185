using System.Net;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using NationalHub.Gateways.Portal;
using NationalHub.Platform;
using Protos.PublicService;
using Protos.Values;

namespace NationalHub.Gateways.Mailbox;

/// <summary>
/// Brings what citizens filed on the portal into the mailbox: the dossier first, once for each code, then its papers, each held against its hash. The portal goes on showing a dossier until it
/// knows the outcome, so nothing is lost with an answer.
/// </summary>
public sealed class CollectFilings(HubDb db, PortalClient portal, PortalPause pause, MailboxPapers papers, GatewayKey key, VietnamTime time)
{
    private const int PageSize = 100;
    private const int AtOnce = 50;

    // So many wrong papers in a row are wrong at the portal: somebody must send them again.
    private const int MostAttempts = 6;

    /// <returns>Dossiers that are new.</returns>
    /// <exception cref="PortalDownException">The portal does not answer; what came before is kept.</exception>
    public async Task<int> HandleAsync(CancellationToken cancellation)
    {
        var (found, after) = (0, "");
        do
        {
            var reply = await portal.GetAsync($"/dvcqg/ho-so-den?sau={Uri.EscapeDataString(after)}&soLuong={PageSize}", cancellation).ConfigureAwait(false);
            if (reply.Status == HttpStatusCode.NotFound)
            {
                return found; // a portal that hands out nothing
            }

            var next = Json.Text(reply.Body, "TiepTheo");
            if (reply.Status != HttpStatusCode.OK || (next.Length > 0 && string.CompareOrdinal(next, after) <= 0))
            {
                throw new PortalDownException("unreadable list of filings");
            }

            found += await KeepAsync([.. Json.Items(reply.Body, "DanhSach")], cancellation).ConfigureAwait(false);
            after = next;
        }
        while (after.Length > 0);

        await FetchAsync(cancellation).ConfigureAwait(false);
        return found;
    }

    private async Task<int> KeepAsync(List<JsonNode?> told, CancellationToken cancellation)
    {
        var codes = told.Select(FilingReader.Code).Where(c => c.Length > 0).Distinct().ToList();
        var known = (await db.PortalFilings.Where(f => codes.Contains(f.Code)).Select(f => f.Code).ToListAsync(cancellation).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal);
        var provinces = await db.Provinces.AsNoTracking().Select(p => new { p.Code, p.Identifier }).ToListAsync(cancellation).ConfigureAwait(false);
        var found = 0;
        foreach (var one in told.Where(t => FilingReader.Code(t) is { Length: > 0 } code && known.Add(code)))
        {
            var (identifier, named) = FilingReader.Destination(one);
            var province = (provinces.Find(p => p.Identifier.Length > 0 && p.Identifier == identifier) ?? provinces.Find(p => p.Code == named))?.Code ?? "";
            db.PortalFilings.Add(New(one, province));
            try
            {
                await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
                found++;
            }
            catch (DbUpdateException)
            {
                // Another hub on the same store was first.
            }

            db.ChangeTracker.Clear();
        }

        return found;
    }

    private PortalFiling New(JsonNode? told, string province)
    {
        var (filing, faults) = FilingReader.Read(told);
        var now = time.UtcNow;
        var row = new PortalFiling
        {
            Code = filing.Code, ProvinceCode = province, Sealed = key.Seal(filing.ToByteArray(), filing.Code), State = FilingState.Fetching, ReceivedAt = now, NextAttemptAt = now,
        };
        if (province.Length == 0)
        {
            row.Settle(false, "Tỉnh, thành phố ghi trong hồ sơ chưa nhận hồ sơ của Cổng qua hệ thống này. Ông/Bà hãy nộp tại Bộ phận Một cửa của UBND cấp xã.", now);
        }
        else if (faults.Count > 0)
        {
            row.Settle(false, $"Hồ sơ có {faults.Count} lỗi, hãy sửa tất cả rồi gửi lại. {string.Join(" ", faults)}", now);
        }

        return row;
    }

    private async Task FetchAsync(CancellationToken cancellation)
    {
        var now = time.UtcNow;
        foreach (var row in await db.PortalFilings.Where(f => f.State == FilingState.Fetching && f.NextAttemptAt <= now).OrderBy(f => f.NextAttemptAt).Take(AtOnce).ToListAsync(cancellation).ConfigureAwait(false))
        {
            var filing = Filing.Parser.ParseFrom(key.Open(row.Sealed, row.Code) ?? []);
            var missing = "";
            foreach (var paper in filing.Papers.Where(p => !papers.Has(row.Code, p.Hash)))
            {
                var content = await portal.FileAsync("/dvcqg/tep/" + Uri.EscapeDataString(paper.SourceId), MailboxPapers.MostBytes, cancellation).ConfigureAwait(false);
                missing = content is not null && await papers.KeepAsync(row.Code, paper.Hash, content, cancellation).ConfigureAwait(false) ? missing : paper.FileName;
            }

            Note(row, missing);
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        }

        db.ChangeTracker.Clear();
    }

    private void Note(PortalFiling row, string missing)
    {
        if (missing.Length == 0)
        {
            row.Wait();
            return;
        }

        row.Attempts++;
        row.Reason = $"Tệp “{missing}” không tải được từ Cổng, lớn quá 20 MB, hoặc không đúng như Cổng đã ghi.";
        row.NextAttemptAt = time.UtcNow + pause.After(row.Attempts);
        if (row.Attempts >= MostAttempts)
        {
            row.Settle(false, row.Reason + " Ông/Bà hãy đính kèm lại tệp này và gửi lại.", time.UtcNow);
        }
    }
}
