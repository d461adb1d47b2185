using Microsoft.Data.Sqlite;

namespace NationalHub.Platform;

/// <summary>
/// Runs a migration of a SQLite file so that the file is either migrated or as before, also when the process is
/// killed in the middle: a copy named <c>*.before-migration</c> exists exactly as long as a migration is unfinished.
/// </summary>
internal static class SqliteSafeguard
{
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(60);

    /// <param name="file">The database file; need not exist yet.</param>
    /// <param name="migrate">Opens the file itself and closes it.</param>
    /// <exception cref="TimeoutException">Another process migrates the same file for longer than a minute.</exception>
    public static async Task RunAsync(string file, Func<CancellationToken, Task> migrate, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        await using var alone = await AloneAsync(file + ".migration-lock", cancellation).ConfigureAwait(false);
        var copy = file + ".before-migration";
        RestoreIfUnfinished(file, copy);
        await KeepCopyAsync(file, copy, cancellation).ConfigureAwait(false);
        var done = false;
        try
        {
            await migrate(cancellation).ConfigureAwait(false);
            done = true;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            if (done)
            {
                File.Delete(copy);
            }
            else
            {
                RestoreIfUnfinished(file, copy);
            }
        }
    }

    private static async Task KeepCopyAsync(string file, string copy, CancellationToken cancellation)
    {
        if (!File.Exists(file))
        {
            // An empty copy means: there was no database before.
            await File.WriteAllBytesAsync(copy, [], cancellation).ConfigureAwait(false);
            return;
        }

        var unfinished = copy + ".part";
        File.Delete(unfinished);
        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await connection.OpenAsync(cancellation).ConfigureAwait(false);
            await using var command = connection.CreateCommand();
            command.CommandText = "VACUUM INTO $copy";
            command.Parameters.AddWithValue("$copy", unfinished);
            await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }

        File.Move(unfinished, copy);
    }

    private static void RestoreIfUnfinished(string file, string copy)
    {
        if (!File.Exists(copy))
        {
            return;
        }

        // The file itself last: until it is replaced the copy stays and the next start tries again.
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

    private static async Task<FileStream> AloneAsync(string lockFile, CancellationToken cancellation)
    {
        var tries = (int)(LockWait / TimeSpan.FromMilliseconds(100));
        for (var i = 0; ; i++)
        {
            try
            {
                return new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (i < tries)
            {
                await Task.Delay(100, cancellation).ConfigureAwait(false);
            }
            catch (IOException e)
            {
                throw new TimeoutException("Another process migrates the hub's database.", e);
            }
        }
    }
}
