using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments.Files;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Results;

/// <summary>
/// What is left when the database refuses a batch for something that no rule foresaw: each line in a turn of its own, so that one bad line neither keeps the others back nor stops its channel for
/// ever. What the database refuses again is told as a fault with its number and waits; its line stays open until it can be stored (<see cref="RetryCorrections"/>).
/// </summary>
public sealed class StoreSingly(PaymentDesk desk, StoreResults store, ILogger<StoreSingly> log)
{
    private NodeDb Db => desk.Db;

    /// <summary>Stores a batch, whole if it goes.</summary>
    /// <param name="whole">The batch in one turn; null: somebody else was there meanwhile and nothing was stored.</param>
    /// <param name="singly">The same, line by line, after the database refused it whole.</param>
    public async Task<SettleReport?> TryAsync(Func<Task<SettleReport?>> whole, Func<Task<SettleReport?>> singly, CancellationToken cancel)
    {
        SettleReport? report = null;
        if (await Db.RefusedAsync(token => Db.InTurnAsync(async () => (report = await whole()) is not null, token), cancel) is not { } refused)
        {
            return report;
        }

        ResultLog.OneByOne(log, refused);
        return await singly();
    }

    /// <param name="id">Of a delivery that is stored.</param>
    /// <param name="place">Lines of it that are stored or told already: asked again in each line's turn, so that of two who read at once one stops.</param>
    /// <returns>What became of the lines; null when somebody else was there meanwhile: what is stored is known when it is read again.</returns>
    public async Task<SettleReport?> HandleAsync(Guid id, int place, ResultOrigin origin, IReadOnlyList<ResultEntry> entries, CancellationToken cancel)
    {
        var (sum, faults) = (new SettleReport(0, 0, 0, [], []), new List<UnsettledLine>());
        for (var done = 0; done < entries.Count; done++)
        {
            var (entry, at, one) = (entries[done], place + done, (SettleReport?)null);
            var refused = await Db.RefusedAsync(token => Db.InTurnAsync(async () => await AtAsync(id, at, token) is { } mine && (one = await store.StoreAsync(mine, origin, [entry], null, token)) is not null, token), cancel);
            if (refused is not null)
            {
                ResultLog.NotStored(log, refused, id, entry.Line);
                one = null;
                await Db.InTurnAsync(async () => await AtAsync(id, at, cancel) is { } mine && (one = await TellAsync(mine, origin, entry, cancel)) is not null, cancel);
            }

            if (one is null)
            {
                return null;
            }

            sum = sum with { New = sum.New + one.New, Same = sum.Same + one.Same, Corrected = sum.Corrected + one.Corrected };
            faults.AddRange(one.Faults);
        }

        return sum with { Faults = faults };
    }

    // The delivery, if nobody went on with it meanwhile.
    private Task<ResultDelivery?> AtAsync(Guid id, int place, CancellationToken cancel) => Db.ResultDeliveries.SingleOrDefaultAsync(d => d.Id == id && d.Lines == place, cancel);

    // A good line is kept as it came and looked at again: its channel goes on and gives it no second time.
    private async Task<SettleReport?> TellAsync(ResultDelivery delivery, ResultOrigin origin, ResultEntry entry, CancellationToken cancel)
    {
        var book = await ResultBook.OpenAsync(Db, origin.Payer, [entry], cancel);
        if (book.Judge(entry, origin.Month, origin.ListId, desk.Time.Today).Row is { } row && book.List(row.ListId) is { } sent && book.Line(row.ListId, row.RowId) is { } good)
        {
            return await store.TellAsync(delivery, new(new WireFault(entry.Line, "", ResultProblems.NotStoredYet.Now()), sent.Id, good.Id, good.TenantPath, WaitingContent.Of(row)), sent, cancel);
        }

        var list = entry.Row is { } bad ? book.List(bad.ListId) : null;
        var line = list is not null ? book.Line(entry.Row!.ListId, entry.Row.RowId) : null;
        return await store.TellAsync(delivery, new(new WireFault(entry.Line, "", ResultProblems.NotStored.Now()), list?.Id, line?.Id, list?.TenantPath ?? delivery.TenantPath, ""), null, cancel);
    }
}
