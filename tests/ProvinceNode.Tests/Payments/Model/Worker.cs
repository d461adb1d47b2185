using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>The process is gone: nothing that it still tries reaches the database or the payer.</summary>
internal sealed class CrashException() : Exception("the process was killed here");

/// <summary>The database could not do one statement, and the process lives on.</summary>
internal static class DatabaseFault
{
    public static SqliteException Full => new("database or disk is full", 13);
}

/// <summary>
/// One process of a node: its own connection to the schedule's database, and the point at which it dies. Each statement, the beginning of a transaction, the moments before and after its commit and
/// before and after each call to the payer are points; from the one at which it dies on every further point throws, so that nobody who catches the first exception goes on.
/// </summary>
internal sealed class Worker : IDisposable
{
    public static readonly AsyncLocal<Worker?> Now = new();

    private readonly string _connectionString;
    private readonly Statements _statements;
    private readonly Transactions _transactions;
    private int _points;
    private int _dies;
    private bool _lives;

    public Worker(string file)
    {
        (_statements, _transactions) = (new(this), new(this));
        _connectionString = new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = 30, Pooling = false }.ToString();
        (Connection, Options) = Open();
    }

    /// <summary>The schedule that it lives.</summary>
    public PayWorld World { get; set; } = null!;

    public SqliteConnection Connection { get; private set; }

    public DbContextOptions<SqliteNodeDb> Options { get; private set; }

    public bool IsDead { get; private set; }

    /// <summary>Set while it shares the node with another worker.</summary>
    public Interleaver? Turns { get; set; }

    public bool IsTogether => Turns is not null;

    public bool IsInTransaction => SQLitePCL.raw.sqlite3_get_autocommit(Connection.Handle) == 0;

    /// <summary>Dies at a point from now on; 0: never.</summary>
    /// <param name="onlyOnce">The statement fails and the process goes on.</param>
    public void DieAt(int point, bool onlyOnce = false) => (_points, _dies, _lives) = (0, point, onlyOnce);

    /// <summary>Started again: whatever was open is rolled back, by the end of its scope or with its connection.</summary>
    public void Revive()
    {
        DieAt(0);
        if (IsDead && IsInTransaction)
        {
            Connection.Dispose();
            (Connection, Options) = Open();
        }

        IsDead = false;
    }

    /// <summary>A moment at which the process may die, or give way to another.</summary>
    public async ValueTask PointAsync(bool begins = false, bool fails = false)
    {
        if (Turns is { } turns && !IsDead)
        {
            await turns.GateAsync(this, begins && !IsInTransaction);
        }

        Point(fails);
    }

    public void Dispose() => Connection.Dispose();

    private void Point(bool fails)
    {
        if (IsDead)
        {
            throw new CrashException();
        }

        if (++_points != _dies)
        {
            return;
        }

        if (_lives)
        {
            if (fails)
            {
                World.Faulted = true;
                throw DatabaseFault.Full;
            }

            // Not at a commit or a call: the next statement.
            _dies++;
            return;
        }

        IsDead = true;
        throw new CrashException();
    }

    private (SqliteConnection, DbContextOptions<SqliteNodeDb>) Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var pragma = connection.CreateCommand();
        pragma.CommandText = "PRAGMA synchronous=OFF; PRAGMA busy_timeout=30000;";
        pragma.ExecuteNonQuery();
        var builder = new DbContextOptionsBuilder<SqliteNodeDb>().UseSqlite(connection).UseLoggerFactory(NullLoggerFactory.Instance).EnableThreadSafetyChecks(false).AddInterceptors(_statements, _transactions);
        QueryRecorder.Attach(builder);
        return (connection, builder.Options);
    }

    private sealed class Statements(Worker worker) : DbCommandInterceptor
    {
        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            await worker.PointAsync(command.CommandText.StartsWith('I') || command.CommandText.StartsWith('U') || command.CommandText.StartsWith('D'), fails: true);
            return result;
        }

        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            await worker.PointAsync(begins: true, fails: true);
            return result;
        }

        public override async ValueTask<InterceptionResult<object>> ScalarExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
        {
            await worker.PointAsync(begins: true, fails: true);
            return result;
        }
    }

    private sealed class Transactions(Worker worker) : DbTransactionInterceptor
    {
        public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
        {
            await worker.PointAsync(begins: true);
            return result;
        }

        public override async ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            await worker.PointAsync();
            return result;
        }

        // It is committed, and whoever waited for it never heard.
        public override async Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) => await worker.PointAsync();
    }
}
