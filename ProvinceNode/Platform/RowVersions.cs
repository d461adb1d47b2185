namespace ProvinceNode.Platform;

/// <summary>Readers must not wait for writers, nor lock what they read: the database of SQL Server keeps row versions. One that the program makes does; of one that was made by hand it is asked at each start.</summary>
public static class RowVersions
{
    /// <summary>Answers with one bit.</summary>
    public const string Question = "SELECT [is_read_committed_snapshot_on] AS [Value] FROM sys.databases WHERE [database_id] = DB_ID()";

    /// <exception cref="InvalidOperationException">It does not; the message says what to run.</exception>
    public static void Require(bool on, string database)
    {
        if (!on)
        {
            throw new InvalidOperationException(
                $"The database {database} does not keep row versions: readers and savers would wait for each other and end in deadlocks. Run once, while nobody uses it: "
                + $"ALTER DATABASE [{database}] SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE; then start again.");
        }
    }
}
