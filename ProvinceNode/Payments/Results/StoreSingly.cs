using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments.Files;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Results;

/// <summary>
/// What is left when the database refuses a batch for something that no rule foresaw: each line in a turn of its own, so that one bad line neither keeps the others back nor stops its channel for
/// ever. What the database refuses again is told as a fault with its number, and its line stays open.
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
        if (await RefusedAsync(token => Db.InTurnAsync(async () => (report = await whole()) is not null, token), cancel) is not { } refused)
        {
            return report;
        }

        ResultLog.OneByOne(log, refused);
        return await singly();
    }

    /// <param name="id">Of a delivery that is stored.</param>
    /// <returns>What became of the lines; null when somebody else was there meanwhile: what is stored is known when it is read again.</returns>
    public async Task<SettleReport?> HandleAsync(Guid id, ResultOrigin origin, IReadOnlyList<ResultEntry> entries, CancellationToken cancel)
    {
        var (sum, faults) = (new SettleReport(0, 0, 0, [], []), new List<UnsettledLine>());
        foreach (var entry in entries)
        {
            SettleReport? one = null;
            var refused = await RefusedAsync(token => Db.InTurnAsync(async () => (one = await store.StoreAsync(await Db.ResultDeliveries.SingleAsync(d => d.Id == id, token), origin, [entry], null, token)) is not null, token), cancel);
            if (refused is not null)
            {
                ResultLog.NotStored(log, refused, id, entry.Line);
                await Db.InTurnAsync(async () => (one = await TellAsync(id, entry, cancel)) is not null, cancel);
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

    // What the database refuses; what may go at another moment (a broken line, a lock) is not refused.
    private async Task<Exception?> RefusedAsync(Func<CancellationToken, Task> act, CancellationToken cancel)
    {
        try
        {
            await act(cancel);
            return null;
        }
        catch (DbUpdateException e) when (e.InnerException is DbException { IsTransient: false })
        {
            Db.ChangeTracker.Clear();
            return e;
        }
        catch (DbException e) when (!e.IsTransient)
        {
            Db.ChangeTracker.Clear();
            return e;
        }
    }

    private async Task<SettleReport?> TellAsync(Guid id, ResultEntry entry, CancellationToken cancel)
    {
        var delivery = await Db.ResultDeliveries.SingleAsync(d => d.Id == id, cancel);
        var list = Guid.TryParse(entry.Row?.ListId, out var key) ? await Db.PaymentLists.AsNoTracking().SingleOrDefaultAsync(l => l.Id == key, cancel) : null;
        var line = list is not null && Guid.TryParse(entry.Row?.RowId, out var row) ? row : (Guid?)null;
        var fault = new WireFault(entry.Line, "", ResultProblems.NotStored.Now());
        var tenant = list?.TenantPath ?? delivery.TenantPath;
        Db.ResultFaults.Add(new ResultFault
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(desk.Time.UtcNow)), TenantPath = tenant, DeliveryId = id, ListId = list?.Id ?? delivery.ListId, LineId = line, Line = entry.Line, Column = "",
            Code = fault.Problem.Code, Message = fault.Problem.Message, RecordedAt = desk.Time.UtcNow, Version = 1,
        });
        (delivery.Lines, delivery.Faults, delivery.Version) = (delivery.Lines + 1, delivery.Faults + 1, delivery.Version + 1);
        return await store.RecordAsync(delivery, $"dòng {entry.Line} không ghi được", [], cancel) ? new SettleReport(0, 0, 0, [new(fault, list?.Id, line, tenant, "")], []) : null;
    }
}
