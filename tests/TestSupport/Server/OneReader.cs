using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace TestSupport.Server;

/// <summary>SQL Server without MARS knows one open reader a connection: any other command, or the beginning or commit of a transaction, before it is read to its end is an error there.</summary>
/// <param name="refuse">Makes the exception and keeps it.</param>
internal sealed class OneReader(Func<string, Exception> refuse) : DbCommandInterceptor
{
    // Keyed by the reader that EF wraps; the value is its statement.
    private readonly ConditionalWeakTable<DbConnection, ConcurrentDictionary<DbDataReader, string>> _open = [];

    /// <summary>The same rule for transactions.</summary>
    public IInterceptor Transactions => new OfTransactions(this);

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => Alone(command, result);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => new(Alone(command, result));

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result) => Alone(command, result);

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) => new(Alone(command, result));

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => Alone(command, result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => new(Alone(command, result));

    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result) => Opened(command, result);

    public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default) => new(Opened(command, result));

    public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        if (command.Connection is { } connection && _open.TryGetValue(connection, out var readers))
        {
            readers.TryRemove(eventData.DataReader, out _);
        }

        return result;
    }

    private DbDataReader Opened(DbCommand command, DbDataReader reader)
    {
        _open.GetValue(command.Connection!, _ => new())[reader] = command.CommandText;
        return reader;
    }

    private T Alone<T>(DbCommand command, T result)
    {
        Alone(command.Connection!, command.CommandText);
        return result;
    }

    private void Alone(DbConnection connection, string what)
    {
        if (!_open.TryGetValue(connection, out var readers))
        {
            return;
        }

        foreach (var (reader, _) in readers.Where(r => r.Key.IsClosed).ToList())
        {
            readers.TryRemove(reader, out _);
        }

        // The parts of a split query are read side by side here; for SQL Server EF holds each in memory.
        if (!readers.IsEmpty && !Array.Exists(new StackTrace().GetFrames(), f => f.GetMethod() is { } m && (IsSplit(m.Name) || IsSplit(m.DeclaringType?.Name))))
        {
            throw refuse($"SQL Server has one open reader a connection. Still read:\n{readers.First().Value}\n\nbut begun:\n{what}");
        }
    }

    private static bool IsSplit(string? name) => name?.Contains("PopulateSplit", StringComparison.Ordinal) == true;

    private sealed class OfTransactions(OneReader rule) : DbTransactionInterceptor
    {
        public override InterceptionResult<DbTransaction> TransactionStarting(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
        {
            rule.Alone(connection, "a transaction");
            return result;
        }

        public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
        {
            rule.Alone(connection, "a transaction");
            return new(result);
        }

        public override InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result)
        {
            rule.Alone(transaction.Connection!, "the commit");
            return result;
        }

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            rule.Alone(transaction.Connection!, "the commit");
            return new(result);
        }
    }
}
