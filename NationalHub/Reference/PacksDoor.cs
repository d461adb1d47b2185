using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Provinces;
using Protos.Reference.Packs;
using Protos.ReferenceDown;
using Protos.Values;

namespace NationalHub.Reference;

/// <summary>The door through which packs come down, and through which a node tells what it holds.</summary>
public sealed class PacksDoor(HubDb db, PackShelf shelf, VietnamTime time) : ReferencePacks.ReferencePacksBase
{
    private const int PartBytes = 64 * 1024;
    private const int MostOffered = 100;

    public override async Task<ListPacksAnswer> List(ListPacksRequest request, ServerCallContext context)
    {
        var (province, cancellation) = (NodeCaller.Of(context.GetHttpContext()).ProvinceCode, context.CancellationToken);
        var told = PackKinds.All.ToDictionary(k => k, k => request.Held.LastOrDefault(h => h.Kind == k.ToString()));
        await TakeAsync(province, told, cancellation).ConfigureAwait(false);
        await shelf.EnsureFirstAsync(cancellation).ConfigureAwait(false);
        var answer = new ListPacksAnswer();
        foreach (var (kind, held) in told)
        {
            var above = held?.Held ?? 0;
            var offered = await db.PublishedPacks.AsNoTracking().Where(p => p.Kind == kind && p.Number > above && p.WithdrawnAt == null).OrderBy(p => p.Number).Take(MostOffered)
                .Select(p => new { p.Number, p.Sha256, p.File.Length, p.InForceFrom }).ToListAsync(cancellation).ConfigureAwait(false);
            answer.Packs.AddRange(offered.Select(p => new OfferedPack
            {
                Kind = kind.ToString(), Number = p.Number, Sha256 = p.Sha256, Bytes = p.Length, InForceFrom = p.InForceFrom.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            }));
            var withdrawn = await db.PublishedPacks.AsNoTracking().Where(p => p.Kind == kind && p.Number <= above && p.WithdrawnAt != null).OrderByDescending(p => p.Number).Take(MostOffered)
                .Select(p => new { p.Number, p.WithdrawnWhy }).ToListAsync(cancellation).ConfigureAwait(false);
            answer.Withdrawn.AddRange(withdrawn.Select(p => new WithdrawnPack { Kind = kind.ToString(), Number = p.Number, Why = p.WithdrawnWhy ?? "" }));
        }

        return answer;
    }

    public override async Task Fetch(FetchPackRequest request, IServerStreamWriter<PackPart> responseStream, ServerCallContext context)
    {
        _ = NodeCaller.Of(context.GetHttpContext());
        var kind = PackKinds.Of(request.Kind);
        var file = await db.PublishedPacks.Where(p => p.Kind == kind && p.Number == request.Number && p.WithdrawnAt == null).Select(p => p.File)
            .SingleOrDefaultAsync(context.CancellationToken).ConfigureAwait(false)
            ?? throw new RpcException(new Status(StatusCode.NotFound, $"Trục quốc gia không có gói {request.Kind} số {request.Number}, hoặc gói đã được thu hồi."));
        for (var at = 0; at < file.Length; at += PartBytes)
        {
            await responseStream.WriteAsync(new PackPart { Data = ByteString.CopyFrom(file, at, Math.Min(PartBytes, file.Length - at)) }).ConfigureAwait(false);
        }
    }

    // What the node says is shown to operators, and decides nothing.
    private async Task TakeAsync(string province, Dictionary<PackKind, HeldPack?> told, CancellationToken cancellation)
    {
        var known = await db.ProvincePacks.Where(p => p.ProvinceCode == province).ToDictionaryAsync(p => p.Kind, cancellation).ConfigureAwait(false);
        foreach (var (kind, held) in told)
        {
            var row = known.GetValueOrDefault(kind) ?? db.ProvincePacks.Add(new ProvincePack { ProvinceCode = province, Kind = kind }).Entity;
            var trouble = held?.Trouble ?? "";
            (row.Held, row.Active, row.Trouble, row.ToldAt) = (Math.Max(held?.Held ?? 0, 0), Math.Max(held?.Active ?? 0, 0), trouble.Length > 500 ? trouble[..500] : trouble, time.UtcNow);
        }

        try
        {
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        }
        catch (DbUpdateException)
        {
            // The same node's other call told it at the same time; it is told again at each turn.
            db.ChangeTracker.Clear();
        }
    }
}
