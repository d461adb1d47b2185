using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Reference.Packs;
using Protos.ReferenceDown;
using Protos.Values;

namespace ProvinceNode.Reference;

/// <summary>What a turn with the hub came to.</summary>
/// <param name="Trouble">Why nothing could be asked, in words; empty when the hub answered.</param>
public sealed record PulledPacks(int Taken, int Refused, string Trouble);

/// <summary>When the hub was asked last and what stood against it; of this process, for the page.</summary>
public sealed class PullStatus
{
    public DateTime? AskedAt { get; set; }

    public string Trouble { get; set; } = "";
}

/// <summary>Hỏi trục quốc gia: tells what the node holds, fetches what it does not, and takes each pack or refuses it. Without the hub the node works on with the packs in force.</summary>
public sealed class PullPacks(NodeDb db, PackBook book, TakePack take, HubClient hub, PullStatus status, VietnamTime time)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public async Task<PulledPacks> HandleAsync(CancellationToken cancel)
    {
        if (!hub.IsConfigured || !take.CanVerify)
        {
            return new(0, 0, "Nút chưa ghi danh với trục quốc gia nên không tự lấy được gói. Gói có thể được mang đến dưới dạng tệp.");
        }

        try
        {
            var (taken, refused) = (0, 0);
            var answer = await hub.Packs().ListAsync(await StandingAsync(cancel), deadline: Until(), cancellationToken: cancel);
            await take.WithdrawnAsync(answer.Withdrawn, cancel);
            foreach (var offered in answer.Packs)
            {
                if (await TakeAsync(offered, cancel) is { } done)
                {
                    (taken, refused) = (taken + (done.Pack is null ? 0 : 1), refused + (done.Faults.Count > 0 ? 1 : 0));
                }
            }

            (status.AskedAt, status.Trouble) = (time.UtcNow, "");
            return new(taken, refused, "");
        }
        catch (RpcException failure)
        {
            (status.AskedAt, status.Trouble) = (time.UtcNow, Words(failure));
            return new(0, 0, status.Trouble);
        }
        catch (FileNotFoundException)
        {
            return new(0, 0, "Nút chưa ghi danh với trục quốc gia nên không tự lấy được gói. Gói có thể được mang đến dưới dạng tệp.");
        }
    }

    /// <summary>Tells the hub what is held and in force now; nothing waits for it.</summary>
    public async Task TellAsync(CancellationToken cancel)
    {
        if (hub.IsConfigured && take.CanVerify)
        {
            try
            {
                await hub.Packs().ListAsync(await StandingAsync(cancel), deadline: Until(), cancellationToken: cancel);
            }
            catch (RpcException failure)
            {
                status.Trouble = Words(failure);
            }
        }
    }

    private async Task<TakenPack?> TakeAsync(OfferedPack offered, CancellationToken cancel)
    {
        // A file that was refused is not fetched again today; after an update of the product it may be understood.
        var since = time.UtcNow.AddDays(-1);
        var refused = await db.RefusedPacks.AsNoTracking().FirstOrDefaultAsync(r => r.Sha256 == offered.Sha256 && r.LastAt > since && r.Fault != PackFaultKind.Gap, cancel);
        if (offered.Bytes > PackReader.MostBytes || (refused is not null && !await IsTrustedSinceAsync(refused, cancel)))
        {
            return null;
        }

        using var file = new MemoryStream();
        using var call = hub.Packs().Fetch(new FetchPackRequest { Kind = offered.Kind, Number = offered.Number }, deadline: Until(), cancellationToken: cancel);
        while (file.Length <= PackReader.MostBytes && await call.ResponseStream.MoveNext(cancel))
        {
            call.ResponseStream.Current.Data.WriteTo(file);
        }

        return await take.HandleAsync(file.ToArray(), (PackKinds.Of(offered.Kind), offered.Number), null, cancel);
    }

    // Its signer was strange here: the hub had changed its authority, and the node has learnt the new one since.
    private async Task<bool> IsTrustedSinceAsync(RefusedPack refused, CancellationToken cancel) =>
        refused.Fault == PackFaultKind.WrongSigner && await db.Acts.AnyAsync(a => a.Kind == ActKinds.HubAuthority && a.At > refused.LastAt, cancel);

    private async Task<ListPacksRequest> StandingAsync(CancellationToken cancel)
    {
        var request = new ListPacksRequest();
        var refused = await db.RefusedPacks.AsNoTracking().Where(r => !r.Carried).OrderByDescending(r => r.FirstAt).Take(20).ToListAsync(cancel);
        foreach (var kind in PackKinds.All)
        {
            var (held, active) = (await book.HeldAsync(kind, cancel), await book.ActiveAsync(kind, cancel));
            var trouble = await db.ReferencePacks.Where(p => p.Kind == kind && p.Trouble != "" && p.State != ReferencePackState.Past).OrderByDescending(p => p.Number).Select(p => p.Trouble).FirstOrDefaultAsync(cancel)
                ?? refused.FirstOrDefault(r => r.Kind == kind && r.Number > held)?.Reason ?? "";
            request.Held.Add(new HeldPack { Kind = kind.ToString(), Held = held, Active = active, Trouble = trouble.Length > 500 ? trouble[..500] : trouble });
        }

        return request;
    }

    private static string Words(RpcException failure) => failure.StatusCode == StatusCode.Unimplemented
        ? "Trục quốc gia chưa có gói tham chiếu (phiên bản cũ hơn). Nút vẫn dùng các gói đang áp dụng."
        : $"Chưa lấy được gói từ trục quốc gia: {failure.Status.Detail} Nút vẫn dùng các gói đang áp dụng và sẽ tự hỏi lại.";

    private static DateTime Until() => TimeProvider.System.GetUtcNow().UtcDateTime + Deadline;
}
