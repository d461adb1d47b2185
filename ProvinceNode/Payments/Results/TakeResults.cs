using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Results;

/// <summary>What a channel told in one go.</summary>
public sealed record TakenResults(int Lines, int New, int Corrected, int Same, int Faults)
{
    public static TakenResults Nothing { get; } = new(0, 0, 0, 0, 0);

    public TakenResults With(int lines, SettleReport report) => new(Lines + lines, New + report.New, Corrected + report.Corrected, Same + report.Same, Faults + report.Faults.Count);
}

/// <summary>
/// Nhận kết quả chi trả: reads what a channel has, batch by batch. A batch is one transaction with the cursor or with how far its file is stored, so that a node that was stopped reads on, and
/// what it reads again changes nothing. Nobody types a result (policy 6.6). Call in the scope of the province.
/// </summary>
public sealed class TakeResults(PaymentDesk desk, StoreResults store, StoreSingly singly, IOptions<NodeOptions> node, ILogger<TakeResults> log)
{
    private NodeDb Db => desk.Db;

    public async Task<TakenResults> ReadAsync(IPaymentProvider provider, CancellationToken cancel)
    {
        var code = provider.Code;
        var cursor = await Db.ResultFeeds.AsNoTracking().Where(f => f.Provider == code).Select(f => f.Cursor).FirstOrDefaultAsync(cancel) ?? "";
        var (taken, open, begun) = (TakenResults.Nothing, (string?)null, new HashSet<string>(StringComparer.Ordinal));
        await foreach (var batch in provider.ResultsAsync(new ResultQuery(Since: cursor), cancel))
        {
            if (open is not null && open != batch.Source)
            {
                await EndAsync(code, open, cancel);
            }

            open = batch is ResultLines { Cursor.Length: 0 } ? batch.Source : null;
            var isBegun = begun.Contains(Cut(batch.Source));
            var report = await singly.TryAsync(() => StoreAsync(code, batch, begun, cancel), () => SinglyAsync(code, batch, isBegun, begun, cancel), cancel);
            if (report is not null && batch is ResultLines lines)
            {
                taken = taken.With(lines.Entries.Count, report);
                // The adapter writes what was not settled beside the file; what was wrong with lines by themselves it has already.
                var told = lines.Entries.SelectMany(e => e.Faults).ToHashSet();
                report.Faults.Select(f => f.Fault).Where(f => !told.Contains(f)).ToList().ForEach(lines.Report.Add);
            }
            else if (report is null && batch is not ResultsUnanswered)
            {
                // Somebody changed what it is about; the next run reads it again, because nothing of it was acknowledged.
                return taken;
            }
        }

        if (open is not null)
        {
            await EndAsync(code, open, cancel);
        }

        if (taken.Lines > 0)
        {
            ResultLog.Taken(log, code, taken.Lines, taken.New, taken.Corrected, taken.Same, taken.Faults);
        }

        return taken;
    }

    private async Task<SettleReport?> StoreAsync(string code, ResultBatch batch, HashSet<string> begun, CancellationToken cancel)
    {
        var nothing = new SettleReport(0, 0, 0, [], []);
        switch (batch)
        {
            case ResultLines lines:
                var delivery = await DeliveryAsync(code, lines, begun, true, cancel);
                await MoveAsync(code, lines.Cursor, cancel);
                return await store.StoreAsync(delivery, OriginOf(code, lines, delivery), lines.Entries, null, cancel);
            case ResultsRepeated repeated:
                var again = Make(code, batch.Source, ChannelOf(batch, ""), DeliveryState.Repeated, $"Tệp này đã được nhận lúc {VietnamTime.Local(repeated.FirstSeen).ToString("HH:mm dd/MM/yyyy", VietnameseFormat.Culture)}; không có gì thay đổi.");
                Db.ResultDeliveries.Add(again);
                return await store.RecordAsync(again, "đã nhận trước đó, không thay đổi", [], cancel) ? nothing : null;
            case ResultsRefused refused:
                var bad = Make(code, batch.Source, ChannelOf(batch, refused.Cursor), DeliveryState.Refused, refused.Faults.Count > 0 ? refused.Faults[0].Problem.Message : "");
                bad.Faults = refused.Faults.Count;
                Db.ResultDeliveries.Add(bad);
                Db.ResultFaults.AddRange(refused.Faults.Select(f => FaultOf(bad, f)));
                await MoveAsync(code, refused.Cursor, cancel);
                return await store.RecordAsync(bad, "không nhận", [], cancel) ? nothing : null;
            default:
                return null;
        }
    }

    // The channel's cursor goes on when every line is stored or told, so that a node that was stopped between reads the page again.
    private async Task<SettleReport?> SinglyAsync(string code, ResultBatch batch, bool isBegun, HashSet<string> begun, CancellationToken cancel)
    {
        if (batch is not ResultLines lines)
        {
            return null;
        }

        if (!isBegun)
        {
            begun.Remove(Cut(lines.Source));
        }

        ResultDelivery? delivery = null;
        if (!await Db.InTurnAsync(async () => await store.RecordAsync(delivery = await DeliveryAsync(code, lines, begun, false, cancel), "nhận từng dòng", [], cancel), cancel)
            || await singly.HandleAsync(delivery!.Id, delivery.Lines, OriginOf(code, lines, delivery), lines.Entries, cancel) is not { } report)
        {
            return null;
        }

        var ended = lines.Cursor.Length == 0 || await Db.InTurnAsync(
            async () =>
            {
                var mine = await Db.ResultDeliveries.SingleAsync(d => d.Id == delivery.Id, cancel);
                (mine.State, mine.DoneAt, mine.Version) = (DeliveryState.Taken, desk.Time.UtcNow, mine.Version + 1);
                await MoveAsync(code, lines.Cursor, cancel);
                return await store.RecordAsync(mine, $"đã nhận từng dòng, {report.Faults.Count} lỗi", [], cancel);
            },
            cancel);
        return ended ? report : null;
    }

    private static ResultOrigin OriginOf(string code, ResultLines lines, ResultDelivery delivery) => new(ChannelRules.Payer(code), delivery.Channel, Cut(lines.Source), lines.Month, lines.ListId);

    // A page is stored whole by its one batch, or line by line until the cursor goes on: one that was left in between is gone on with, whatever it is called now. A file goes on over many
    // batches, and after a stop it is read again from its beginning.
    private async Task<ResultDelivery> DeliveryAsync(string code, ResultLines lines, HashSet<string> begun, bool whole, CancellationToken cancel)
    {
        var (source, page) = (Cut(lines.Source), lines.Cursor.Length > 0);
        var open = Db.ResultDeliveries.Where(d => d.Provider == code && d.State == DeliveryState.Taking && d.ContentHash == "");
        var going = await (page ? open.Where(d => d.Channel == ResultChannel.Polling) : open.Where(d => d.Source == source)).OrderBy(d => d.ReceivedAt).ThenBy(d => d.Id).FirstOrDefaultAsync(cancel);
        if (going is not null && (page || begun.Add(source)))
        {
            (going.Lines, going.Same) = (0, 0);
        }

        if (going is not null && page && whole)
        {
            (going.State, going.DoneAt) = (DeliveryState.Taken, desk.Time.UtcNow);
        }

        if (going is null)
        {
            going = Make(code, source, ChannelOf(lines, lines.Cursor), page && whole ? DeliveryState.Taken : DeliveryState.Taking, "");
            Db.ResultDeliveries.Add(going);
            begun.Add(source);
        }

        return going;
    }

    private Task<bool> EndAsync(string code, string source, CancellationToken cancel) => Db.InTurnAsync(
        async () =>
        {
            var name = Cut(source);
            if (await Db.ResultDeliveries.SingleOrDefaultAsync(d => d.Provider == code && d.Source == name && d.State == DeliveryState.Taking && d.ContentHash == "", cancel) is not { } delivery)
            {
                return false;
            }

            (delivery.State, delivery.DoneAt, delivery.Version) = (DeliveryState.Taken, desk.Time.UtcNow, delivery.Version + 1);
            return await store.RecordAsync(delivery, $"đã nhận hết {delivery.Lines} dòng", [], cancel);
        },
        cancel);

    private async Task MoveAsync(string code, string cursor, CancellationToken cancel)
    {
        if (cursor.Length == 0)
        {
            return;
        }

        var feed = await Db.ResultFeeds.SingleOrDefaultAsync(f => f.Provider == code, cancel);
        if (feed is null)
        {
            Db.ResultFeeds.Add(feed = new ResultFeed { Id = Guid.CreateVersion7(new DateTimeOffset(desk.Time.UtcNow)), TenantPath = node.Value.ProvinceCode, Provider = code });
        }

        (feed.Cursor, feed.MovedAt, feed.Version) = (cursor, desk.Time.UtcNow, feed.Version + 1);
    }

    private ResultDelivery Make(string code, string source, ResultChannel channel, DeliveryState state, string words) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(desk.Time.UtcNow)), TenantPath = node.Value.ProvinceCode, Provider = code, Channel = channel, Source = Cut(source), State = state,
        ReceivedAt = desk.Time.UtcNow, DoneAt = state == DeliveryState.Taking ? null : desk.Time.UtcNow, Words = words.Length <= 500 ? words : words[..500], Version = 1,
    };

    private ResultFault FaultOf(ResultDelivery delivery, WireFault fault) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(desk.Time.UtcNow)), TenantPath = delivery.TenantPath, DeliveryId = delivery.Id, Line = fault.Line, Column = fault.Column, Code = fault.Problem.Code,
        Message = fault.Problem.Message.Length <= 1000 ? fault.Problem.Message : fault.Problem.Message[..1000], RecordedAt = desk.Time.UtcNow, Version = 1,
    };

    // What was called back is kept as a file of its channel until it is read.
    private static ResultChannel ChannelOf(ResultBatch batch, string cursor) =>
        cursor.Length > 0 ? ResultChannel.Polling : batch.Source.StartsWith("goi-lai-", StringComparison.Ordinal) ? ResultChannel.CallBack : ResultChannel.File;

    private static string Cut(string text) => text.Length <= 200 ? text : text[..200];
}
