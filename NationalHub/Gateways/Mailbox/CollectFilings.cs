using System.Net;
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
            if (await PageAsync(after, cancellation).ConfigureAwait(false) is not { } page)
            {
                return found; // a portal that hands out nothing
            }

            if (page.Next.Length > 0 && string.CompareOrdinal(page.Next, after) <= 0)
            {
                throw new PortalDownException("unreadable list of filings");
            }

            found += await KeepAsync(page.Items, cancellation).ConfigureAwait(false);
            after = page.Next;
        }
        while (after.Length > 0);

        await FetchAsync(cancellation).ConfigureAwait(false);
        return found;
    }

    /// <summary>A page; a shorter one when it is longer than is read.</summary>
    /// <returns>Null when the portal has no such list.</returns>
    private async Task<JsonList?> PageAsync(string after, CancellationToken cancellation)
    {
        for (var size = PageSize; ; size = (size + 1) / 2)
        {
            try
            {
                var reply = await portal.GetAsync($"/dvcqg/ho-so-den?sau={Uri.EscapeDataString(after)}&soLuong={size}", cancellation).ConfigureAwait(false);
                return reply.Status switch
                {
                    HttpStatusCode.NotFound => null,
                    HttpStatusCode.OK when Json.List(reply.Text, "DanhSach") is { } list => list,
                    _ => throw new PortalDownException("unreadable list of filings"),
                };
            }
            catch (PortalDownException none) when (none.Status == HttpStatusCode.NotFound)
            {
                return null;
            }
            catch (PortalDownException large) when (large.IsTooLarge && size > 1)
            {
                // Half of it is asked for.
            }
        }
    }

    private async Task<int> KeepAsync(IReadOnlyList<JsonItem> told, CancellationToken cancellation)
    {
        var codes = told.Select(t => FilingReader.Code(t.Code)).Where(c => c.Length > 0).Distinct().ToList();
        var known = (await db.PortalFilings.Where(f => codes.Contains(f.Code)).Select(f => f.Code).ToListAsync(cancellation).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal);
        var provinces = await db.Provinces.AsNoTracking().Select(p => new { p.Code, p.Identifier }).ToListAsync(cancellation).ConfigureAwait(false);
        var taking = await PortalProvinces.WithNode(db, portal.IsRehearsal).ToListAsync(cancellation).ConfigureAwait(false);
        var found = 0;
        foreach (var item in told.Where(t => FilingReader.Code(t.Code) is { Length: > 0 } code && known.Add(code)))
        {
            var one = FilingReader.IsSound(item.Node) ? item : item with { Node = null };
            var (identifier, named) = FilingReader.Destination(one.Node);
            var province = (provinces.Find(p => p.Identifier.Length > 0 && p.Identifier == identifier) ?? provinces.Find(p => p.Code == named))?.Code ?? "";
            db.PortalFilings.Add(New(one, taking.Contains(province) ? province : ""));
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

    private PortalFiling New(JsonItem told, string province)
    {
        var (filing, faults) = FilingReader.Read(told.Node);
        filing.Code = told.Code;
        var now = time.UtcNow;
        var row = new PortalFiling
        {
            Code = filing.Code, ProvinceCode = province, Sealed = key.Seal(filing.ToByteArray(), filing.Code), State = FilingState.Fetching, ReceivedAt = now, NextAttemptAt = now,
        };
        if (told.Node is null)
        {
            row.Settle(false, "Hồ sơ không đọc được: nội dung Cổng chuyển đến không đúng khuôn đã thống nhất (một trường ghi hai lần, hoặc lồng quá sâu). Ông/Bà hãy lập lại tờ khai và gửi lại.", now);
        }
        else if (province.Length == 0)
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
        var due = await db.PortalFilings.AsNoTracking().Where(f => f.State == FilingState.Fetching && f.NextAttemptAt <= now).OrderBy(f => f.NextAttemptAt).Take(AtOnce).Select(f => f.Code).ToListAsync(cancellation).ConfigureAwait(false);
        var away = 0;
        foreach (var code in due)
        {
            if (await db.PortalFilings.FirstOrDefaultAsync(f => f.Code == code && f.State == FilingState.Fetching, cancellation).ConfigureAwait(false) is { } row)
            {
                var silent = await FetchAsync(row, cancellation).ConfigureAwait(false);
                away = silent is null ? 0 : away + 1;
                if (silent is { IsSignIn: true } || away >= PortalClient.EnoughAway)
                {
                    throw new PortalDownException(silent!.Message, silent);
                }
            }
        }
    }

    /// <returns>Why the portal said nothing about a paper of it; null when it did. The others are asked about all the same.</returns>
    private async Task<PortalDownException?> FetchAsync(PortalFiling row, CancellationToken cancellation)
    {
        PortalDownException? silent = null;
        try
        {
            Note(row, await MissingAsync(row, cancellation).ConfigureAwait(false));
        }
        catch (PortalDownException e)
        {
            // No word about the paper: it does not count against the citizen.
            (silent, row.Reason, row.NextAttemptAt) = (e, "Cổng chưa đưa được tệp của hồ sơ này; hệ thống tự hỏi lại.", time.UtcNow + pause.After(MostAttempts));
        }

        try
        {
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Settled or fetched by another hub at the same moment: that counts.
        }

        db.ChangeTracker.Clear();
        return silent;
    }

    /// <returns>Name of a paper that the portal does not have as it said; empty when all are here.</returns>
    private async Task<string> MissingAsync(PortalFiling row, CancellationToken cancellation)
    {
        var missing = "";
        foreach (var paper in Filing.Parser.ParseFrom(key.Open(row.Sealed, row.Code) ?? []).Papers.Where(p => !papers.Has(row.Code, p.Hash)))
        {
            var content = await portal.FileAsync("/dvcqg/tep/" + Uri.EscapeDataString(paper.SourceId), MailboxPapers.MostBytes, cancellation).ConfigureAwait(false);
            missing = content is not null && await papers.KeepAsync(row.Code, paper.Hash, content, cancellation).ConfigureAwait(false) ? missing : paper.FileName;
        }

        return missing;
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
