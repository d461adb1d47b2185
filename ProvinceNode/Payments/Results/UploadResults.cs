using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Providers.Folders;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Results;

/// <summary>A file that was brought.</summary>
/// <param name="IsNew">False: the same bytes were taken before, and nothing changed.</param>
public sealed record BroughtResults(ResultDelivery Delivery, bool IsNew);

/// <summary>
/// Nhận tệp kết quả at the page of a list that went out as a file: for offices without a link. A file carries no signature of the payer, and nobody types a payment status by hand (policy 6.6),
/// so it is kept and looked through only; nothing of it counts before another official confirmed it (<see cref="ConfirmUpload"/>).
/// </summary>
public sealed class UploadResults(PaymentDesk desk, UploadStore files, ReadUploads reader)
{
    private NodeDb Db => desk.Db;

    public async Task<Outcome<BroughtResults>> Handle(Guid list, string name, Stream content, SignedInOfficial official, CancellationToken cancel)
    {
        if (await Db.PaymentLists.AsNoTracking().SingleOrDefaultAsync(l => l.Id == list, cancel) is not { } found)
        {
            return CommonProblems.NotFound.Now();
        }

        if (await desk.ListRefusalAsync(official, official.May(Actions.PaymentSend) ? Actions.PaymentSend : Actions.PaymentBuild, found, cancel) is { } refusal)
        {
            return refusal;
        }

        if (found.Status is ListStatus.Draft or ListStatus.Approved or ListStatus.Discarded)
        {
            return ResultProblems.NotSent.Now(PaymentStatusTable.Name(found.Status));
        }

        var provider = await Db.PaymentSendings.AsNoTracking().Where(s => s.ListId == list).OrderByDescending(s => s.Attempt).Select(s => s.Provider).FirstAsync(cancel);
        if (!ChannelRules.IsFile(provider))
        {
            return provider == ChannelRules.Paper ? ResultProblems.OnPaper.Now() : ResultProblems.Signed.Now(ChannelRules.Name(provider));
        }

        var (hash, bytes) = await files.KeepAsync(content, cancel);
        if (bytes is 0 or > UploadStore.MostBytes)
        {
            return bytes == 0 ? ResultProblems.NoFile.At("Sheet") : ResultProblems.TooLarge.At("Sheet", UploadStore.MostBytes >> 20);
        }

        var kept = await Db.InTurnAsync(() => KeepAsync(found, provider, (Bare(name), hash), official, cancel), cancel);
        Db.ChangeTracker.Clear();
        if (!kept.Succeeded || !kept.Value.IsNew)
        {
            return kept;
        }

        var delivery = await reader.LookAsync(kept.Value.Delivery.Id, cancel);
        return delivery.State == DeliveryState.Refused ? ResultProblems.Refused.At("Sheet", delivery.Words) : new BroughtResults(delivery, true);
    }

    private async Task<Outcome<BroughtResults>> KeepAsync(PaymentList list, string provider, (string Name, string Hash) file, SignedInOfficial official, CancellationToken cancel)
    {
        var (now, id, hash) = (desk.Time.UtcNow, list.Id, file.Hash);
        if (await Db.ResultDeliveries.AsNoTracking().Where(d => d.ContentHash == hash && d.ListId == id && d.State != DeliveryState.Refused && (d.State != DeliveryState.Taken || d.Faults == 0))
            .OrderByDescending(d => d.ReceivedAt).FirstOrDefaultAsync(cancel) is { } known)
        {
            return new BroughtResults(known, false);
        }

        var delivery = new ResultDelivery
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(now)), TenantPath = list.TenantPath, Provider = provider, Channel = ResultChannel.Upload, Source = file.Name, ContentHash = hash, ListId = id, State = DeliveryState.Checking,
            ReceivedAt = now, ReceivedByName = official.FullName, ReceivedById = official.Id, Version = 1,
        };
        Db.ResultDeliveries.Add(delivery);
        var act = Act.By(official, ActKinds.PaymentResult, now, $"Nhận tệp kết quả chi trả tháng {new PayMonth(list.Month)}, {list.UnitName}", $"sha256 {hash}").On("payment-list", id);
        return await Db.SaveAsync(act, cancel) ? new BroughtResults(delivery, true) : CommonProblems.ChangedMeanwhile.Now();
    }

    private static string Bare(string name)
    {
        var bare = Path.GetFileName(name.Replace('\\', '/'));
        return bare.Length <= 200 ? bare : bare[..200];
    }
}

/// <summary>Reads uploaded files that were confirmed: chunk by chunk, each with the place it has come to, so that whoever goes on begins behind it.</summary>
public sealed class ReadUploads(PaymentDesk desk, UploadStore files, StoreResults store, StoreSingly singly, IOptionsMonitor<FolderOptions> folders)
{
    private const int Chunk = 1_000;

    private NodeDb Db => desk.Db;

    /// <summary>Files that are kept and not stored to their end.</summary>
    public Task<List<Guid>> WaitingAsync(CancellationToken cancel) =>
        Db.ResultDeliveries.AsNoTracking().Where(d => d.ContentHash != "" && (d.State == DeliveryState.Waiting || d.State == DeliveryState.Taking)).OrderBy(d => d.ReceivedAt).Select(d => d.Id).ToListAsync(cancel);

    /// <summary>Looks a file through that waits to be confirmed: refuses what is damaged, else tells what it says, in lines and đồng.</summary>
    /// <returns>How it stands now.</returns>
    public Task<ResultDelivery> LookAsync(Guid id, CancellationToken cancel) => WithFileAsync(id, (delivery, file) => Db.InTurnAsync(() => TellAsync(delivery.Id, file, cancel), cancel), cancel);

    /// <param name="most">A file with more lines is left to the job.</param>
    /// <returns>How it stands now.</returns>
    public Task<ResultDelivery> ReadOnAsync(Guid id, int most, CancellationToken cancel) =>
        WithFileAsync(id, (delivery, file) => file.Lines <= most ? ReadAsync(delivery, file, cancel) : Task.CompletedTask, cancel);

    private async Task<ResultDelivery> WithFileAsync(Guid id, Func<ResultDelivery, UploadedFile, Task> act, CancellationToken cancel)
    {
        var delivery = await Db.ResultDeliveries.AsNoTracking().SingleAsync(d => d.Id == id, cancel);
        var list = await Db.PaymentLists.AsNoTracking().SingleAsync(l => l.Id == delivery.ListId, cancel);
        var sent = ListDocument.Of(list, await Db.PaymentLines.AsNoTracking().Where(l => l.ListId == list.Id && l.Total != Dong.Zero).OrderBy(l => l.Order).ToListAsync(cancel));
        await using var content = files.Open(delivery.ContentHash);
        var file = UploadedFile.Open(content, delivery.Source, delivery.Provider, sent, folders.Get(FolderOptions.Bank).Reasons);
        if (file.Faults.Count > 0)
        {
            await Db.InTurnAsync(() => RefuseAsync(id, file, cancel), cancel);
        }
        else
        {
            await act(delivery, file);
        }

        return await Db.ResultDeliveries.AsNoTracking().SingleAsync(d => d.Id == id, cancel);
    }

    private async Task<bool> TellAsync(Guid id, UploadedFile file, CancellationToken cancel)
    {
        if (await Db.ResultDeliveries.SingleOrDefaultAsync(d => d.Id == id && d.State == DeliveryState.Checking, cancel) is not { } delivery)
        {
            return false;
        }

        var (sums, bad) = (new SortedDictionary<LineOutcome, (int Lines, long Dong)>(), 0);
        foreach (var entry in file.Entries)
        {
            if (entry.Row is not { } row)
            {
                bad++;
                continue;
            }

            var outcome = ResultRules.Outcome(row.Status);
            var (lines, dong) = sums.GetValueOrDefault(outcome);
            sums[outcome] = (lines + 1, dong + row.Amount.Amount);
        }

        var told = string.Join("; ", sums.Select(s => $"{ListWords.Outcome(s.Key).ToLower(VietnameseFormat.Culture)} {s.Value.Lines} dòng, {new Dong(s.Value.Dong)}").Concat(bad > 0 ? [$"{bad} dòng lỗi"] : []));
        (delivery.Words, delivery.Version) = ($"Tệp ghi: {told}.", delivery.Version + 1);
        return await store.RecordAsync(delivery, "chờ người thứ hai xác nhận", [], cancel);
    }

    private async Task ReadAsync(ResultDelivery delivery, UploadedFile file, CancellationToken cancel)
    {
        var place = delivery.Lines;
        var origin = new ResultOrigin(ChannelRules.Payer(delivery.Provider), delivery.Channel, delivery.Source, file.Month, delivery.ListId!.Value.ToString("D"));
        foreach (var chunk in file.Entries.Skip(place).Chunk(Chunk))
        {
            var at = place;
            var stored = await singly.TryAsync(
                async () => await Db.ResultDeliveries.SingleOrDefaultAsync(d => d.Id == delivery.Id && d.Lines == at && (d.State == DeliveryState.Waiting || d.State == DeliveryState.Taking), cancel) is { } mine
                    && Begin(mine) ? await store.StoreAsync(mine, origin, chunk, null, cancel) : null,
                () => SinglyAsync(delivery.Id, at, origin, chunk, cancel), cancel);
            if (stored is null)
            {
                // Somebody else reads it.
                return;
            }

            place += chunk.Length;
        }

        await Db.InTurnAsync(() => EndAsync(delivery.Id, place, cancel), cancel);
    }

    private async Task<SettleReport?> SinglyAsync(Guid id, int at, ResultOrigin origin, ResultEntry[] chunk, CancellationToken cancel) => await Db.InTurnAsync(
        async () => await Db.ResultDeliveries.SingleOrDefaultAsync(d => d.Id == id && d.Lines == at && (d.State == DeliveryState.Waiting || d.State == DeliveryState.Taking), cancel) is { } mine && Begin(mine)
            && await store.RecordAsync(mine, "nhận từng dòng", [], cancel),
        cancel) ? await singly.HandleAsync(id, at, origin, chunk, cancel) : null;

    private static bool Begin(ResultDelivery delivery)
    {
        delivery.State = DeliveryState.Taking;
        return true;
    }

    private async Task<bool> EndAsync(Guid id, int lines, CancellationToken cancel)
    {
        if (await Db.ResultDeliveries.SingleOrDefaultAsync(d => d.Id == id && d.Lines == lines && d.State != DeliveryState.Taken, cancel) is not { } delivery)
        {
            return false;
        }

        (delivery.State, delivery.DoneAt, delivery.Version) = (DeliveryState.Taken, desk.Time.UtcNow, delivery.Version + 1);
        return await store.RecordAsync(delivery, $"đã nhận hết {lines} dòng", [], cancel);
    }

    private async Task<bool> RefuseAsync(Guid id, UploadedFile file, CancellationToken cancel)
    {
        if (await Db.ResultDeliveries.SingleOrDefaultAsync(d => d.Id == id && (d.State == DeliveryState.Waiting || d.State == DeliveryState.Taking || d.State == DeliveryState.Checking), cancel) is not { } delivery)
        {
            return false;
        }

        var (now, words) = (desk.Time.UtcNow, file.Faults[0].Sentence);
        (delivery.State, delivery.DoneAt, delivery.Faults, delivery.Words, delivery.Version) = (DeliveryState.Refused, now, file.Faults.Count, words.Length <= 500 ? words : words[..500], delivery.Version + 1);
        Db.ResultFaults.AddRange(file.Faults.Select(f => new ResultFault
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(now)), TenantPath = delivery.TenantPath, DeliveryId = id, ListId = delivery.ListId, Line = f.Line, Column = f.Column, Code = f.Problem.Code,
            Message = f.Problem.Message.Length <= 1000 ? f.Problem.Message : f.Problem.Message[..1000], RecordedAt = now, Version = 1,
        }));
        return await store.RecordAsync(delivery, "không nhận", [], cancel);
    }
}
