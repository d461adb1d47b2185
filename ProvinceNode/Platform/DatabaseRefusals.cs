using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ProvinceNode.Platform;

/// <summary>
/// Tells what the database refuses for good (a key, a check, a trigger) from what may go at another moment: a lock, a deadlock, a lost line, a full disk. Neither driver tells it by
/// <see cref="DbException.IsTransient"/>, which is false whatever happened.
/// </summary>
public static class DatabaseRefusals
{
    // Busy, locked, no memory, read only, interrupted, input or output, full, cannot open, protocol: https://www.sqlite.org/rescode.html
    private static readonly HashSet<int> Sqlite = [5, 6, 7, 8, 9, 10, 13, 14, 15];

    // Time-out, lost or refused connections, no memory, no lock, full file or log, deadlock, snapshot conflict, lock time-out, database that is not there (yet), limits of a service.
    private static readonly HashSet<int> SqlServer =
    [
        -2, -1, 2, 20, 53, 64, 121, 233, 258, 596, 617, 669, 701, 802, 844, 845, 1105, 1204, 1205, 1222, 3928, 3960, 4060, 4221, 6005, 8645, 8651, 9002, 10053, 10054, 10060, 10061, 10928, 10929, 17142, 40197, 40501, 40540, 40613,
    ];

    // Deadlock, lock time-out, snapshot conflict.
    private static readonly HashSet<int> LostRaces = [1205, 1222, 3960];

    private const int Busy = 5;

    private const int Locked = 6;

    // Severity from which the server ends the connection.
    private const byte Fatal = 20;

    /// <summary>Whether the database refused what was to be stored, and would refuse it again.</summary>
    public static bool IsRefusal(Exception failure) => (failure is DbUpdateException ? failure.InnerException : failure) switch
    {
        SqliteException sqlite => !Sqlite.Contains(sqlite.SqliteErrorCode),
        SqlException server => IsRefusal(server.Class, server.Errors.Cast<SqlError>().Select(e => e.Number).Append(server.Number)),
        DbException other => !other.IsTransient,
        _ => false,
    };

    /// <summary>Whether the database let another writer pass and rolled this one back: the same may be done again at once. It is no <see cref="DbUpdateException"/> where a statement was written without the change tracker.</summary>
    public static bool LostToAnother(DbException failure) => failure switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is Busy or Locked,
        SqlException server => server.Errors.Cast<SqlError>().Select(e => e.Number).Append(server.Number).Any(LostRaces.Contains),
        _ => false,
    };

    /// <summary>The same of what SQL Server said; its driver makes its failures alone.</summary>
    /// <param name="severity">Of the worst error.</param>
    /// <param name="numbers">Of every error that it told at once: one that passes makes all of it pass.</param>
    public static bool IsRefusal(byte severity, IEnumerable<int> numbers) => severity < Fatal && !numbers.Any(SqlServer.Contains);

    /// <summary>Does what may be refused.</summary>
    /// <returns>Why the database refused it, with nothing of it left in memory; null when it was done. What may go at another moment goes up.</returns>
    public static async Task<Exception?> RefusedAsync(this NodeDb db, Func<CancellationToken, Task> act, CancellationToken cancel)
    {
        try
        {
            await act(cancel);
            return null;
        }
        catch (DbUpdateException e) when (IsRefusal(e))
        {
            db.ChangeTracker.Clear();
            return e;
        }
        catch (DbException e) when (IsRefusal(e))
        {
            db.ChangeTracker.Clear();
            return e;
        }
    }
}
