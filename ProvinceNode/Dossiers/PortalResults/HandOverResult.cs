using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Signing;
using ProvinceNode.Platform;
using ProvinceNode.Replication;
using Protos.PublicService;
using Protos.Values;

namespace ProvinceNode.Dossiers.PortalResults;

/// <summary>
/// Hands the signed result papers of ended dossiers over to the hub, which brings them to the national portal (policy 5.4). Only the node calls; killed anywhere between, it hands the same paper over
/// again, which changes nothing there. A common decision names others and is not handed over.
/// </summary>
public sealed class HandOverResult(NodeDb db, HubClient hub, PaperStore store, VietnamTime time, IOptions<NodeOptions> node)
{
    private const int ChunkBytes = 256 * 1024;

    // Giấy xác nhận khuyết tật is the result of its procedure without a decision (Circular 01/2019).
    private const string Certificate = "KT6";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly DossierStatus[] Ended = [DossierStatus.Issued, DossierStatus.Rejected, DossierStatus.HandedOver];

    /// <summary>Papers that the hub does not have, the oldest first. Call in the scope of the province.</summary>
    public static IQueryable<Guid> Due(NodeDb db) =>
        from p in db.Papers.AsNoTracking()
        join d in db.Dossiers.AsNoTracking() on p.DossierId equals d.Id
        where p.State == PaperState.Sealed && p.Validity == PaperValidity.Valid && p.CopyOf == null && Ended.Contains(d.Status)
            && (p.Paper == Certificate || db.Decisions.Any(x => x.DossierId == d.Id && x.Paper == p.Paper && x.Number != null && x.ListId == null))
            && !db.Set<HandedResult>().Any(h => h.PaperId == p.Id && h.HubPosition != HandedResult.Forgotten)
        orderby p.IssuedAt, p.Id
        select p.Id;

    /// <summary>Papers that the hub was handed and that are the result no more: taken back, or another stands in their place. Call in the scope of the province.</summary>
    public static IQueryable<Guid> Withdrawn(NodeDb db) =>
        from h in db.Set<HandedResult>().AsNoTracking()
        join p in db.Papers.AsNoTracking() on h.PaperId equals p.Id
        where h.WithdrawnAt == null && p.Validity != PaperValidity.Valid
        orderby p.Id
        select p.Id;

    /// <summary>Tells the hub, and by it the portal, that a paper is the result no more.</summary>
    /// <returns>False when it must be tried again.</returns>
    /// <exception cref="RpcException">The hub does not answer.</exception>
    public async Task<bool> WithdrawAsync(Guid paperId, CancellationToken cancel)
    {
        try
        {
            await hub.Mailbox().WithdrawResultAsync(new WithdrawResultRequest { PaperId = paperId.ToString("D") }, deadline: Deadline(), cancellationToken: cancel);
        }
        catch (RpcException older) when (older.StatusCode == StatusCode.Unimplemented)
        {
            return false; // a hub of the version before
        }

        var row = await db.Set<HandedResult>().SingleAsync(h => h.PaperId == paperId, cancel);
        var dossier = await db.Papers.AsNoTracking().Where(p => p.Id == paperId).Select(p => p.DossierId).SingleAsync(cancel);
        (row.WithdrawnAt, row.HubPosition) = (time.UtcNow, await PositionAsync(cancel));
        return await db.SaveAsync(Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.HandOverResult, time.UtcNow, "Báo Cổng Dịch vụ công quốc gia: giấy tờ kết quả đã bị thu hồi hoặc thay thế").On("dossier", dossier), cancel);
    }

    /// <returns>False when it must be tried again.</returns>
    /// <exception cref="RpcException">The hub does not answer, or does not take it.</exception>
    public async Task<bool> HandleAsync(Guid paperId, CancellationToken cancel)
    {
        var paper = await db.Papers.AsNoTracking().SingleAsync(p => p.Id == paperId, cancel);
        var code = await db.Dossiers.AsNoTracking().Where(d => d.Id == paper.DossierId).Select(d => d.Code).SingleAsync(cancel);
        if (paper.PdfHash is not { } hash || await store.ReadAsync(hash, cancel) is not { } pdf)
        {
            return false;
        }

        // No transaction is open here: the network is never waited for with a lock held.
        await SendAsync(Head(paper, code, hash, pdf.Length), pdf, cancel);
        var (position, row) = (await PositionAsync(cancel), await db.Set<HandedResult>().SingleOrDefaultAsync(h => h.PaperId == paperId, cancel));
        row ??= db.Add(new HandedResult { PaperId = paperId, At = time.UtcNow, HubPosition = position }).Entity;
        (row.At, row.HubPosition) = (time.UtcNow, position);
        return await db.SaveAsync(Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.HandOverResult, time.UtcNow, "Chuyển giấy tờ kết quả lên Cổng Dịch vụ công quốc gia", hash).On("dossier", paper.DossierId), cancel);
    }

    /// <summary>What the portal lost is handed over again.</summary>
    /// <exception cref="RpcException">The hub does not answer.</exception>
    public async Task<int> TakeWantedAsync(CancellationToken cancel)
    {
        var wanted = (await hub.Mailbox().WantedResultsAsync(new WantedRequest(), deadline: Deadline(), cancellationToken: cancel)).PaperIds.Select(id => Guid.TryParse(id, out var paper) ? paper : Guid.Empty).ToList();
        var rows = wanted.Count == 0 ? [] : await db.Set<HandedResult>().Where(h => wanted.Contains(h.PaperId)).ToListAsync(cancel);
        var over = await db.Papers.AsNoTracking().Where(p => wanted.Contains(p.Id) && p.Validity != PaperValidity.Valid).Select(p => p.Id).ToListAsync(cancel);
        // What is the result no more is not handed over again: the hub is told that, and waits no longer.
        var past = rows.FindAll(h => over.Contains(h.PaperId) && h.WithdrawnAt is not null);
        var unknown = over.FindAll(id => !rows.Exists(h => h.PaperId == id));
        rows.RemoveAll(h => over.Contains(h.PaperId));
        if (rows.Count + past.Count + unknown.Count == 0)
        {
            return 0;
        }

        past.ForEach(h => h.WithdrawnAt = null);
        db.AddRange(unknown.Select(id => new HandedResult { PaperId = id, At = time.UtcNow, HubPosition = 0 }));
        db.RemoveRange(rows);
        var act = Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.HandOverResult, time.UtcNow, $"Cổng Dịch vụ công quốc gia cần lại {rows.Count} giấy tờ kết quả");
        return await db.SaveAsync(act, cancel) ? rows.Count : 0;
    }

    /// <summary>What the portal is told of a paper: its kind and number, nobody's name.</summary>
    public static ResultHead Head(IssuedPaper paper, string code, string hash, long bytes) => new()
    {
        PaperId = paper.Id.ToString("D"), DossierId = paper.DossierId.ToString("D"), Code = code, Component = paper.Paper, Hash = hash, Bytes = bytes,
        Name = paper.Number.Length > 0 ? $"{PaperKind.Of(paper.Paper).Name} số {paper.Number}" : PaperKind.Of(paper.Paper).Name,
        FileName = $"{(paper.Number.Length > 0 ? $"{paper.Paper}-{paper.Number.Replace('/', '-')}" : paper.Paper)}.pdf",
    };

    private async Task SendAsync(ResultHead head, byte[] pdf, CancellationToken cancel)
    {
        using var call = hub.Mailbox().HandOverResult(deadline: Deadline(), cancellationToken: cancel);
        await call.RequestStream.WriteAsync(new ResultChunk { Head = head }, cancel);
        for (var at = 0; at < pdf.Length; at += ChunkBytes)
        {
            await call.RequestStream.WriteAsync(new ResultChunk { Content = ByteString.CopyFrom(pdf, at, Math.Min(ChunkBytes, pdf.Length - at)) }, cancel);
        }

        await call.RequestStream.CompleteAsync();
        await call.ResponseAsync;
    }

    private Task<long> PositionAsync(CancellationToken cancel) => db.States.AsNoTracking().Select(s => s.HubPosition).SingleAsync(cancel);

    private static DateTime Deadline() => TimeProvider.System.GetUtcNow().UtcDateTime + Patience;
}
