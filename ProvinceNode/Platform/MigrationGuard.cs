using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ProvinceNode.Platform;

/// <summary>
/// Brings the schema up to date so that the data is either migrated or as it was before, also when the process is killed in the middle.
/// On SQLite a copy <c>*.before-migration</c> stands beside the file exactly as long as a migration is unfinished;
/// SQL Server runs each migration in a transaction of its own.
/// </summary>
public static class MigrationGuard
{
    private const int LockTries = 600;

    /// <summary>Migrates when something is pending; otherwise touches nothing.</summary>
    /// <exception cref="TimeoutException">Another process migrates the same file for longer than a minute.</exception>
    public static async Task RunAsync(NodeDb db, CancellationToken cancel)
    {
        if (!db.Database.IsSqlite())
        {
            await db.Database.MigrateAsync(cancel);
            RowVersions.Require(await db.Database.SqlQueryRaw<bool>(RowVersions.Question).SingleAsync(cancel), db.Database.GetDbConnection().Database);
            return;
        }

        var file = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        if (!File.Exists(file) || File.Exists(CopyOf(file)) || (await db.Database.GetPendingMigrationsAsync(cancel)).Any())
        {
            await GuardAsync(file, token => MigrateAsync(db, token), cancel);
        }
    }

    /// <summary>Runs a change of the schema of a SQLite file, all or nothing.</summary>
    /// <param name="file">The database; need not exist yet.</param>
    /// <param name="migrate">Opens the file itself.</param>
    internal static async Task GuardAsync(string file, Func<CancellationToken, Task> migrate, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        await using var alone = await AloneAsync(file + ".migration-lock", cancel);
        SqliteConnection.ClearAllPools();
        Restore(file);
        await KeepCopyAsync(file, cancel);
        var done = false;
        try
        {
            await migrate(cancel);
            done = true;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            if (done)
            {
                File.Delete(CopyOf(file));
            }
            else
            {
                Restore(file);
            }
        }
    }

    private static string CopyOf(string file) => file + ".before-migration";

    private static async Task MigrateAsync(NodeDb db, CancellationToken cancel)
    {
        await db.Database.MigrateAsync(cancel);
        await db.Database.CloseConnectionAsync();
    }

    private static async Task KeepCopyAsync(string file, CancellationToken cancel)
    {
        if (!File.Exists(file))
        {
            // An empty copy says: there was no database before.
            await File.WriteAllBytesAsync(CopyOf(file), [], cancel);
            return;
        }

        var unfinished = CopyOf(file) + ".part";
        File.Delete(unfinished);
        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await connection.OpenAsync(cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = "VACUUM INTO $copy";
            command.Parameters.AddWithValue("$copy", unfinished);
            await command.ExecuteNonQueryAsync(cancel);
        }

        File.Move(unfinished, CopyOf(file));
    }

    private static void Restore(string file)
    {
        var copy = CopyOf(file);
        if (!File.Exists(copy))
        {
            return;
        }

        // The file itself comes last: until it is replaced the copy stays and the next start tries again.
        File.Delete(file + "-wal");
        File.Delete(file + "-shm");
        if (new FileInfo(copy).Length == 0)
        {
            File.Delete(file);
            File.Delete(copy);
        }
        else
        {
            File.Move(copy, file, overwrite: true);
        }
    }

    private static async Task<FileStream> AloneAsync(string lockFile, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < LockTries)
            {
                await Task.Delay(100, cancel);
            }
            catch (IOException e)
            {
                throw new TimeoutException("Another process migrates the node's database.", e);
            }
        }
    }
}
