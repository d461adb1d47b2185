using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace NationalHub.Platform;

/// <summary>What SQL Server says of a statement that another writer overtook: rolled back, it may be done again at once.</summary>
public static class DatabaseRaces
{
    // Deadlock, lock time-out, snapshot conflict; a key that another made meanwhile.
    private static readonly HashSet<int> Lost = [1205, 1222, 3960, 2601, 2627];

    /// <summary>Whether the same may be done again.</summary>
    public static bool IsLost(DbException failure) => failure is SqlException server && server.Errors.Cast<SqlError>().Select(e => e.Number).Append(server.Number).Any(IsLost);

    /// <inheritdoc cref="IsLost(DbException)"/>
    public static bool IsLost(DbUpdateException failure) => failure.InnerException is DbException inner && IsLost(inner);

    /// <summary>The same of a number of SQL Server.</summary>
    public static bool IsLost(int number) => Lost.Contains(number);
}
