using System.Text;

namespace NationalServices.Platform;

/// <summary>
/// Lines appended and forced to disk before anything is acknowledged. With no folder it keeps nothing.
/// A last line without its line feed was cut by a crash before its acknowledgement, so opening drops it.
/// Not safe for several threads: the owner holds its lock.
/// </summary>
internal sealed class JournalFile : IDisposable
{
    private readonly FileStream? file;

    private JournalFile(FileStream? file, IReadOnlyList<string> kept)
    {
        this.file = file;
        Kept = kept;
    }

    /// <summary>Whole lines found when the journal was opened, oldest first.</summary>
    public IReadOnlyList<string> Kept { get; private set; }

    /// <summary>Opens or creates <paramref name="name"/> in <paramref name="folder"/>. Throws IOException when another process holds it.</summary>
    public static JournalFile Open(string? folder, string name)
    {
        if (string.IsNullOrWhiteSpace(folder))
        {
            return new JournalFile(null, []);
        }

        Directory.CreateDirectory(folder);
        var file = new FileStream(Path.Combine(folder, name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var whole = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        file.SetLength(whole);
        file.Position = whole;
        var lines = Encoding.UTF8.GetString(bytes, 0, whole).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new JournalFile(file, lines);
    }

    /// <summary>Appends the lines and forces them to disk. On failure the file is as before and IOException is thrown: nothing may be acknowledged.</summary>
    public void Append(IEnumerable<string> lines)
    {
        if (file is null)
        {
            return;
        }

        var before = file.Position;
        try
        {
            foreach (var line in lines)
            {
                file.Write(Encoding.UTF8.GetBytes(line + "\n"));
            }

            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            file.Position = before;
            file.SetLength(before);
            throw;
        }
    }

    /// <summary>Lets go of the lines read at opening.</summary>
    public void Forget() => Kept = [];

    public void Dispose() => file?.Dispose();
}
