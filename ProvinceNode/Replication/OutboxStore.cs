using System.Data;
using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Protos.Values;
using ProvinceNode.Platform;

namespace ProvinceNode.Replication;

/// <summary>
/// Reads the outbox in order and takes out what the hub acknowledged. The one place of the node where a statement differs
/// by provider: EF offers neither a comparison of row values nor a set-based delete by four-part keys.
/// </summary>
public sealed class OutboxStore(NodeDb db, VietnamTime time)
{
    /// <summary>Rows that may be sent, in order of <see cref="OutboxRow.RecordedAt"/>.</summary>
    /// <param name="after">The last row read, or null to read from the first.</param>
    /// <param name="mostBytes">Reading ends before a message would go beyond it, so that no page is larger in memory; the first row is read whatever its size.</param>
    /// <returns>The rows, and whether there may be more behind them.</returns>
    public async Task<(List<OutboxItem> Items, bool More)> ReadAsync(OutboxItem? after, int take, long mostBytes, CancellationToken cancel)
    {
        var rows = db.Outbox.AsNoTracking();
        if (after is { RecordedAt: var at, Key: var key })
        {
            rows = db.Database.IsSqlite()
                ? db.Outbox.FromSql($"""SELECT * FROM "Outbox" WHERE "RefusedAt" IS NULL AND ("RecordedAt", "Kind", "RecordId") > ({at}, {key.Kind}, {key.RecordId})""").AsNoTracking()
                : rows.Where(r => r.RecordedAt > at || (r.RecordedAt == at && (r.Kind > key.Kind || (r.Kind == key.Kind && r.RecordId > key.RecordId))));
        }

        var query = rows.Where(r => r.RefusedAt == null)
            .OrderBy(r => r.RecordedAt).ThenBy(r => r.Kind).ThenBy(r => r.RecordId).Take(take)
            .Select(r => new OutboxItem(new OutboxKey(r.Kind, r.RecordId, r.Epoch, r.Version), r.RecordedAt, r.Message));
        var (items, bytes) = (new List<OutboxItem>(), 0L);
        await foreach (var item in query.AsAsyncEnumerable().WithCancellation(cancel))
        {
            bytes += item.Message.Length;
            if (items.Count > 0 && bytes > mostBytes)
            {
                return (items, true);
            }

            items.Add(item);
        }

        return (items, items.Count == take);
    }

    public async Task<OutboxCounts> CountAsync(CancellationToken cancel)
    {
        var all = await db.Outbox.LongCountAsync(cancel);
        var refused = await db.Outbox.LongCountAsync(r => r.RefusedAt != null, cancel);
        return new OutboxCounts(all - refused, refused);
    }

    /// <summary>
    /// Takes out acknowledged rows and marks refused ones, all or nothing. A row that meanwhile holds a newer version is left alone.
    /// It waits for its turn among the savers, so that a save in progress never meets a row that vanishes.
    /// </summary>
    /// <param name="position">Position of the hub that these answers told, 0 for none. Kept with the rows that leave, so that a hub that goes back behind it is found out.</param>
    public async Task SettleAsync(
        IReadOnlyCollection<OutboxKey> acknowledged, IReadOnlyList<OutboxRefusal> refused, long position, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.States.ExecuteUpdateAsync(
            s => s.SetProperty(x => x.Turn, x => x.Turn + 1).SetProperty(x => x.HubPosition, x => x.HubPosition < position ? position : x.HubPosition), cancel);
        await RemoveAsync(acknowledged, transaction.GetDbTransaction(), cancel);
        var marked = new List<OutboxRefusal>();
        foreach (var refusal in refused)
        {
            if (await MarkAsync(refusal, cancel) > 0)
            {
                marked.Add(refusal);
            }
        }

        if (marked.Count > 0 && !await db.SaveAsync(await ActOfAsync(marked, cancel), cancel))
        {
            throw new DBConcurrencyException("The act of a refusal met another writer although it had the turn.");
        }

        await transaction.CommitAsync(cancel);
    }

    private async Task<int> MarkAsync(OutboxRefusal refusal, CancellationToken cancel)
    {
        var (key, now) = (refusal.Key, time.UtcNow);
        var (code, reason) = (Cut(refusal.Code, 60), Cut(refusal.Reason, 1000));
        return await db.Outbox
            .Where(r => r.Kind == key.Kind && r.RecordId == key.RecordId && r.Epoch == key.Epoch && r.Version == key.Version)
            .ExecuteUpdateAsync(
                s => s.SetProperty(r => r.RefusedCode, code).SetProperty(r => r.RefusedReason, reason).SetProperty(r => r.RefusedAt, now), cancel);
    }

    private async Task<Act> ActOfAsync(List<OutboxRefusal> marked, CancellationToken cancel)
    {
        var province = TenantPath.Parse((await db.States.AsNoTracking().SingleAsync(cancel)).ProvinceCode);
        var codes = string.Join(", ", marked.GroupBy(m => m.Code).Select(g => $"{g.Key} ({g.Count()})"));
        var act = Act.BySystem(province, ActKinds.ReplicationRefused, time.UtcNow, codes);
        return marked.Count == 1 ? act.On(RecordMessages.KindName(marked[0].Key.Kind), marked[0].Key.RecordId) : act;
    }

    private async Task RemoveAsync(IReadOnlyCollection<OutboxKey> keys, DbTransaction transaction, CancellationToken cancel)
    {
        if (keys.Count == 0)
        {
            return;
        }

        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        if (db.Database.IsSqlite())
        {
            await RemoveOneByOneAsync(command, keys, cancel);
        }
        else
        {
            await RemoveBySetAsync(command, keys, cancel);
        }
    }

    // SQLite has no round trips: a prepared statement a row is its fastest delete.
    private static async Task RemoveOneByOneAsync(DbCommand command, IReadOnlyCollection<OutboxKey> keys, CancellationToken cancel)
    {
        command.CommandText = """DELETE FROM "Outbox" WHERE "Kind" = $kind AND "RecordId" = $id AND "Epoch" = $epoch AND "Version" = $version""";
        var (kind, id, epoch, version) = (Parameter(command, "$kind"), Parameter(command, "$id"), Parameter(command, "$epoch"), Parameter(command, "$version"));
        foreach (var key in keys)
        {
            (kind.Value, id.Value, epoch.Value, version.Value) = (key.Kind, key.RecordId, key.Epoch, key.Version);
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    private static async Task RemoveBySetAsync(DbCommand command, IReadOnlyCollection<OutboxKey> keys, CancellationToken cancel)
    {
        command.CommandText = """
            DELETE o FROM [Outbox] o
            JOIN OPENJSON(@keys) WITH ([Kind] int, [RecordId] uniqueidentifier, [Epoch] bigint, [Version] bigint) k
              ON o.[Kind] = k.[Kind] AND o.[RecordId] = k.[RecordId] AND o.[Epoch] = k.[Epoch] AND o.[Version] = k.[Version]
            """;
        Parameter(command, "@keys").Value = JsonSerializer.Serialize(keys);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static DbParameter Parameter(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
