using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Platform.Bulk;

namespace Benchmarks;

/// <summary>A hub's database file written past the hub: its schema of today, and prepared inserts of the values that the hub's own mapping gives. No checks, no wire, no answer.</summary>
internal sealed class PlainHub : IAsyncDisposable
{
    /// <summary>What the hub asks of the connection that it applies batches on.</summary>
    public static readonly string SettingsOfHub = new SqliteBulkWriter().ConnectionSettings + "; PRAGMA temp_store=MEMORY";

    private readonly List<IDisposable> _tables = [];

    private PlainHub(SqliteHubDb db, SqliteConnection connection) => (Db, Connection) = (db, connection);

    /// <summary>For rows that are few, before the plain ones are written.</summary>
    public SqliteHubDb Db { get; }

    public SqliteConnection Connection { get; }

    /// <param name="file">A new file.</param>
    /// <param name="settings">PRAGMAs of the plain connection.</param>
    /// <param name="prepare">Adds rows through the mapping, before the plain connection is opened.</param>
    public static async Task<PlainHub> CreateAsync(string file, string settings, Action<HubDb>? prepare, CancellationToken ct)
    {
        var text = $"Data Source={file};Pooling=False";
        var db = new SqliteHubDb(new DbContextOptionsBuilder<SqliteHubDb>().UseSqlite(text).Options);
        await db.Database.MigrateAsync(ct);
        prepare?.Invoke(db);
        await db.SaveChangesAsync(ct);
        var hub = new PlainHub(db, new SqliteConnection(text));
        await hub.Connection.OpenAsync(ct);
        await hub.ExecuteAsync(settings, ct);
        return hub;
    }

    public PlainTable<T> Table<T>()
    {
        var table = new PlainTable<T>(Db, Connection);
        _tables.Add(table);
        return table;
    }

    public async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = Connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 0);
        await command.ExecuteNonQueryAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        _tables.ForEach(t => t.Dispose());
        await Connection.DisposeAsync();
        await Db.DisposeAsync();
    }
}

/// <summary>One prepared insert.</summary>
internal sealed class PlainTable<T> : IDisposable
{
    private readonly BulkTable<T> _table;
    private readonly SqliteCommand _insert;

    public PlainTable(HubDb db, SqliteConnection connection)
    {
        _table = new BulkTable<T>(db);
        _insert = connection.CreateCommand();
        var names = string.Join(", ", _table.Names.Select(n => $"\"{n}\""));
        _insert.CommandText = $"INSERT INTO \"{_table.Name}\" ({names}) VALUES ({string.Join(", ", Enumerable.Range(0, _table.Count).Select(i => $"$p{i}"))})";
        _insert.Parameters.AddRange(Enumerable.Range(0, _table.Count).Select(i => new SqliteParameter { ParameterName = $"$p{i}" }));
    }

    public List<object[]> Values(IEnumerable<T> rows) => [.. rows.Select(r => Enumerable.Range(0, _table.Count).Select(i => _table.Value(r, i)).ToArray())];

    /// <param name="rows">As <see cref="Values"/> gave them.</param>
    public void Write(SqliteTransaction transaction, List<object[]> rows)
    {
        _insert.Transaction = transaction;
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                _insert.Parameters[i].Value = row[i];
            }

            _insert.ExecuteNonQuery();
        }
    }

    public void Dispose() => _insert.Dispose();
}
