using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;

namespace NationalHub.Intake;

/// <summary>Up to when tombstones were carried into a day's file, kept in the file itself: a hub that starts again need not look through all that came since that day.</summary>
internal static class DaySnapshotsMark
{
    public static async Task WriteAsync(SqliteHubDb snapshot, DateTime until, CancellationToken cancellation)
    {
        var ticks = until.Ticks;
        await snapshot.Database.ExecuteSqlAsync($"CREATE TABLE IF NOT EXISTS ErasedUntil (Id INTEGER PRIMARY KEY, Ticks INTEGER NOT NULL)", cancellation).ConfigureAwait(false);
        await snapshot.Database.ExecuteSqlAsync($"INSERT OR REPLACE INTO ErasedUntil (Id, Ticks) VALUES (1, {ticks})", cancellation).ConfigureAwait(false);
    }

    /// <summary>Says in the file what it holds: kept by SQLite itself, 0 in a file that says nothing.</summary>
    public static Task FormAsync(SqliteHubDb snapshot, CancellationToken cancellation) => snapshot.Database.ExecuteSqlRawAsync("PRAGMA user_version = 2", cancellation);

    /// <returns>False for a file that was made before the hub knew whom it must not name, or with the stages of a later day: it is to be made again.</returns>
    public static async Task<bool> IsOfNewestFormAsync(SqliteHubDb snapshot, CancellationToken cancellation) =>
        await snapshot.Database.SqlQuery<int>($"SELECT user_version AS Value FROM pragma_user_version").SingleAsync(cancellation).ConfigureAwait(false) >= 2 && await HasAsync(snapshot, "ApartPeople", cancellation).ConfigureAwait(false);

    /// <returns>Null for a file that was made before marks were kept.</returns>
    public static async Task<DateTime?> ReadAsync(SqliteHubDb snapshot, CancellationToken cancellation)
    {
        return !await HasAsync(snapshot, "ErasedUntil", cancellation).ConfigureAwait(false) ? null : new DateTime(await snapshot.Database.SqlQuery<long>($"SELECT Ticks AS Value FROM ErasedUntil WHERE Id = 1").SingleAsync(cancellation).ConfigureAwait(false), DateTimeKind.Utc);
    }

    private static async Task<bool> HasAsync(SqliteHubDb snapshot, string table, CancellationToken cancellation) =>
        await snapshot.Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE type = 'table' AND name = {table}").SingleAsync(cancellation).ConfigureAwait(false) > 0;

    /// <summary>Nothing is written to a day any more: analyses read these few columns in order instead of every row out of order. Today's store would pay for it with every batch. Sorted on disk, not in memory.</summary>
    public static Task AnalysedAsync(SqliteHubDb snapshot, CancellationToken cancellation) => snapshot.Database.ExecuteSqlRawAsync(
        "PRAGMA temp_store=FILE; CREATE INDEX IF NOT EXISTS IX_Entitlements_Analysed ON Entitlements (ProvinceCode, CategoryCode, Status, Kind, CommuneCode, StartMonth, EndMonth, MonthlyAmount, BeneficiaryId, Deleted); PRAGMA temp_store=MEMORY",
        cancellation);
}
