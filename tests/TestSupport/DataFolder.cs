namespace TestSupport;

/// <summary>A new folder under the system's temporary folder, removed when the test ends.</summary>
public sealed class DataFolder : IDisposable
{
    public DataFolder() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "btxh-" + Guid.NewGuid().ToString("N")[..12]);

    /// <summary>Path of a file in it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Remove(Path);

    /// <summary>Removes the folder of a host or process that has ended.</summary>
    public static void Remove(string folder)
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        for (var tries = 3; tries > 0 && Directory.Exists(folder); tries--)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
                // Something that was cut off in its midst still wrote a file there; the system's temporary folder is emptied anyway.
            }
        }
    }
}
