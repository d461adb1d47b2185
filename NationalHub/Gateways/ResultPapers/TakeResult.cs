using System.Text.RegularExpressions;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using NationalHub.Gateways.Mailbox;
using NationalHub.Platform;
using Protos.PublicService;
using Protos.Values;

namespace NationalHub.Gateways.ResultPapers;

/// <summary>
/// Takes a result paper that a node hands over: head, then bytes. It is here, sealed and held against its hash, before the node hears back; handed over again it changes nothing, unless the portal
/// lost it meanwhile.
/// </summary>
public sealed partial class TakeResult(HubDb db, MailboxPapers papers, VietnamTime time)
{
    private const int MostWanted = 200;

    /// <param name="province">From the node's certificate.</param>
    /// <exception cref="RpcException">InvalidArgument: what is wrong, in Vietnamese.</exception>
    public async Task<ResultReply> HandleAsync(string province, IAsyncStreamReader<ResultChunk> chunks, CancellationToken cancellation)
    {
        if (!await chunks.MoveNext(cancellation).ConfigureAwait(false) || chunks.Current.Head is not { } head)
        {
            throw Refuse("head: Gói đầu tiên phải là thông tin của giấy tờ.");
        }

        if (Faults(head) is { Count: > 0 } faults)
        {
            throw Refuse(string.Join(" ", faults));
        }

        var content = await ReadAsync(chunks, head.Bytes, cancellation).ConfigureAwait(false);
        var known = await db.PortalResults.FirstOrDefaultAsync(r => r.ProvinceCode == province && r.PaperId == head.PaperId, cancellation).ConfigureAwait(false);
        if (known is not null && (known.Hash != head.Hash || known.DossierId != head.DossierId))
        {
            throw Refuse("paper_id: Giấy tờ này đã nhận với nội dung khác.");
        }

        // What was withdrawn is not the result again.
        if (known is { State: ResultState.Uploaded or ResultState.Told or ResultState.Withdrawn })
        {
            return new ResultReply { Known = true };
        }

        var row = known ?? db.PortalResults.Add(New(province, head)).Entity;
        if (!await papers.KeepAsync(row.Place, head.Hash, content, cancellation).ConfigureAwait(false))
        {
            throw Refuse("hash: Nội dung không đúng với dấu vân tay đã ghi.");
        }

        (row.State, row.Reason, row.FileId, row.ReceivedAt) = (ResultState.Waiting, "", "", time.UtcNow);
        try
        {
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        }
        catch (DbUpdateException)
        {
            // The same paper twice at once: the first one stands. Whatever else went wrong, nothing is kept, and the node must not hear that something is.
            db.ChangeTracker.Clear();
            return await KeptAsync(province, head, cancellation).ConfigureAwait(false);
        }

        return new ResultReply { Known = known is not null };
    }

    private async Task<ResultReply> KeptAsync(string province, ResultHead head, CancellationToken cancellation) =>
        await db.PortalResults.AsNoTracking().AnyAsync(r => r.ProvinceCode == province && r.PaperId == head.PaperId && r.Hash == head.Hash && r.DossierId == head.DossierId, cancellation).ConfigureAwait(false)
            ? new ResultReply { Known = true } : throw new RpcException(new Status(StatusCode.Unavailable, "Trục quốc gia chưa lưu được giấy tờ này; nút tự gửi lại."));

    /// <summary>Papers that the node is asked to hand over again.</summary>
    public async Task<WantedReply> WantedAsync(string province, CancellationToken cancellation)
    {
        var reply = new WantedReply();
        reply.PaperIds.AddRange(await db.PortalResults.AsNoTracking().Where(r => r.ProvinceCode == province && r.State == ResultState.Wanted).OrderBy(r => r.PaperId).Take(MostWanted)
            .Select(r => r.PaperId).ToListAsync(cancellation).ConfigureAwait(false));
        return reply;
    }

    /// <summary>A paper is the result no more.</summary>
    public async Task<WithdrawResultReply> WithdrawAsync(string province, WithdrawResultRequest request, CancellationToken cancellation)
    {
        if (await db.PortalResults.FirstOrDefaultAsync(r => r.ProvinceCode == province && r.PaperId == request.PaperId && r.State != ResultState.Withdrawn, cancellation).ConfigureAwait(false) is { } row)
        {
            (row.State, row.Reason) = (ResultState.Withdrawn, "Tỉnh đã thu hồi hoặc thay giấy tờ này bằng giấy tờ khác.");
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
            papers.Forget(row.Place);
        }

        return new WithdrawResultReply();
    }

    private PortalResult New(string province, ResultHead head) => new()
    {
        ProvinceCode = province, PaperId = head.PaperId, DossierId = head.DossierId, DossierCode = head.Code, Name = head.Name, Component = head.Component, FileName = head.FileName,
        Hash = head.Hash, Bytes = (int)head.Bytes, ReceivedAt = time.UtcNow,
    };

    private static async Task<byte[]> ReadAsync(IAsyncStreamReader<ResultChunk> chunks, long bytes, CancellationToken cancellation)
    {
        using var kept = new MemoryStream();
        // One byte past what was said is enough to be refused.
        while (kept.Length <= bytes && await chunks.MoveNext(cancellation).ConfigureAwait(false))
        {
            chunks.Current.Content.WriteTo(kept);
        }

        return kept.Length == bytes ? kept.ToArray() : throw Refuse($"bytes: Đã ghi {bytes} byte nhưng nhận {kept.Length}.");
    }

    private static List<string> Faults(ResultHead head)
    {
        var faults = new List<string>();
        void Need(bool holds, string fault)
        {
            if (!holds)
            {
                faults.Add(fault);
            }
        }

        Need(Guid.TryParseExact(head.PaperId, "D", out _), "paper_id: Mã giấy tờ không đúng dạng.");
        Need(Guid.TryParseExact(head.DossierId, "D", out _), "dossier_id: Mã bản ghi hồ sơ không đúng dạng.");
        Need(Sha256().IsMatch(head.Hash), "hash: Phải là SHA-256.");
        Need(head.Bytes is > 0 and <= MailboxPapers.MostBytes, $"bytes: Từ 1 đến {MailboxPapers.MostBytes} byte.");
        Need(Short(head.Code, 60) && Short(head.Name, 300) && Short(head.Component, 50) && Short(head.FileName, 200), "code, name, component, file_name: Thiếu hoặc quá dài.");
        return faults;
    }

    private static bool Short(string text, int longest) => text.Length > 0 && text.Length <= longest && !text.Any(char.IsControl);

    private static RpcException Refuse(string sentence) => new(new Status(StatusCode.InvalidArgument, sentence));

    [GeneratedRegex("^[0-9a-f]{64}$", RegexOptions.CultureInvariant)]
    private static partial Regex Sha256();
}
