namespace TestSupport;

/// <summary>A new folder under the system's temporary folder, removed when the test ends.</summary>
public sealed class DataFolder : IDisposable
{
    public DataFolder() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "btxh-" + Guid.NewGuid().ToString("N")[..12]);

    /// <summary>Path of a file in it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A log file may still be open; the system's temporary folder is emptied anyway.
        }
    }
}
