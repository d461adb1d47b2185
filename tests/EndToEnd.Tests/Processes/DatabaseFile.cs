using Microsoft.Data.Sqlite;

namespace EndToEnd.Tests.Processes;

/// <summary>The database of a real process as an operator meets it: read beside it, copied while it is stopped, put back.</summary>
public static class DatabaseFile
{
    private static readonly string[] Parts = ["", "-wal", "-shm"];

    /// <summary>Rows of a text and two numbers, in lower case.</summary>
    public static SortedSet<string> Rows(string database, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new SortedSet<string>(StringComparer.Ordinal);
        while (reader.Read())
        {
            rows.Add($"{reader.GetString(0).ToLowerInvariant()} {reader.GetInt64(1)} {reader.GetInt64(2)}");
        }

        return rows;
    }

    /// <summary>A backup of a process that does not run.</summary>
    public static string Copy(string database)
    {
        var backup = $"{database}.{Guid.NewGuid():N}";
        foreach (var part in Parts.Where(p => File.Exists(database + p)))
        {
            File.Copy(database + part, backup + part);
        }

        return backup;
    }

    /// <summary>Puts it in the place of what is there, with nothing left beside it.</summary>
    public static void PutBack(string backup, string database)
    {
        foreach (var part in Parts)
        {
            File.Delete(database + part);
            if (File.Exists(backup + part))
            {
                File.Copy(backup + part, database + part);
            }
        }
    }
}
