using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using NationalHub.Gateways.Mailbox;
using NationalHub.Platform;
using NationalHub.Provinces;
using Protos.Transfer;
using Protos.Values;

namespace NationalHub.Gateways.Transfers;

/// <summary>Loads an object for one of its two provinces, lets it move, saves; a province that it is not of is told that there is none, and that is recorded.</summary>
public sealed class TransferDesk(HubDb db, TransferNodes nodes, MailboxPapers papers, GatewayKey key, SecurityLog log, VietnamTime time)
{
    private const int Tries = 5;

    public HubDb Db => db;

    public TransferNodes Nodes => nodes;

    public MailboxPapers Papers => papers;

    public DateTime Now => time.UtcNow;

    /// <summary>Name under which the papers of an object are kept.</summary>
    public static string FolderOf(string id) => "chuyen-" + id;

    public byte[] Seal(IMessage message, string id) => key.Seal(message.ToByteArray(), "transfer/" + id);

    public Protos.Transfer.Transfer? Open(TransferObject row) => key.Open(row.Sealed, "transfer/" + row.Id) is { } content ? Protos.Transfer.Transfer.Parser.ParseFrom(content) : null;

    public TransferAnswer? OpenAnswer(TransferObject row) => key.Open(row.SealedAnswer, "transfer/" + row.Id) is { } content ? TransferAnswer.Parser.ParseFrom(content) : null;

    /// <summary>Hashes of papers of an object that are not here yet.</summary>
    public IEnumerable<string> Missing(Protos.Transfer.Transfer transfer) => transfer.Papers.Select(p => p.Hash).Distinct(StringComparer.Ordinal).Where(h => !papers.Has(FolderOf(transfer.TransferId), h));

    /// <summary>Moves an object of the caller; two at once are done one after the other.</summary>
    /// <param name="isHis">Whether the caller may do this to the object.</param>
    /// <param name="move">Whether it changed anything.</param>
    public async Task<TransferObject> MoveAsync(ServerCallContext context, string id, Func<TransferObject, string, bool> isHis, Func<TransferObject, Task<bool>> move)
    {
        for (var left = Tries; ; left--)
        {
            var row = await FindAsync(context, id, isHis).ConfigureAwait(false);
            if (!await move(row).ConfigureAwait(false))
            {
                return row;
            }

            try
            {
                await db.SaveChangesAsync(context.CancellationToken).ConfigureAwait(false);
                return row;
            }
            catch (DbUpdateConcurrencyException) when (left > 1)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>What the hub does not know is recalled all the same: a post of it that is still under way comes too late.</summary>
    public async Task BarAsync(ServerCallContext context, string id)
    {
        var (caller, cancellation) = (NodeCaller.Of(context.GetHttpContext()), context.CancellationToken);
        if (!TransferCheck.IsId(id) || await db.Transfers.AnyAsync(t => t.Id == id, cancellation).ConfigureAwait(false))
        {
            return;
        }

        var now = time.UtcNow;
        db.Transfers.Add(new TransferObject
        {
            Id = id, FromProvince = caller.ProvinceCode, FromCommune = "", ToProvince = "", ToCommune = "", Hash = "", Sealed = [], Stage = TransferStage.Recalled, PostedAt = now, ClosedAt = now,
        });
        try
        {
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        }
        catch (DbUpdateException)
        {
            // It came at the same moment: it is recalled as it stands.
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>The object, when it is the caller's.</summary>
    /// <exception cref="RpcException">NOT_FOUND.</exception>
    public async Task<TransferObject> FindAsync(ServerCallContext context, string id, Func<TransferObject, string, bool> isHis)
    {
        var caller = NodeCaller.Of(context.GetHttpContext());
        if (!TransferCheck.IsId(id))
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, "Mã chuyển không đúng dạng."));
        }

        var row = await db.Transfers.FirstOrDefaultAsync(t => t.Id == id, context.CancellationToken).ConfigureAwait(false);
        if (row is not null && isHis(row, caller.ProvinceCode))
        {
            return row;
        }

        if (row is not null)
        {
            await RecordAsync(caller, id, context.CancellationToken).ConfigureAwait(false);
        }

        throw new RpcException(new Status(StatusCode.NotFound, "Hộp thư của tỉnh không có hồ sơ chuyển này."));
    }

    /// <summary>A province asked for what is between two others.</summary>
    public Task RecordAsync(NodeCaller caller, string id, CancellationToken cancellation) => log.RecordAsync(
        new SecurityEvent
        {
            Kind = SecurityEventKind.TransferForeign, ProvinceCode = caller.ProvinceCode, Subject = id, RemoteAddress = caller.RemoteAddress,
            Detail = "Nút tỉnh hỏi hồ sơ chuyển nơi cư trú không phải của tỉnh mình; đã từ chối.",
        },
        cancellation);

    public static TransferState StateOf(TransferObject row, IEnumerable<string>? missing = null)
    {
        var state = new TransferState
        {
            TransferId = row.Id, Stage = row.Stage, Version = row.Version, Outcome = row.Outcome,
            ReceivedAtUnixMs = row.ReceivedAt is { } at ? new DateTimeOffset(at).ToUnixTimeMilliseconds() : 0,
        };
        state.Missing.AddRange(missing ?? []);
        return state;
    }
}
