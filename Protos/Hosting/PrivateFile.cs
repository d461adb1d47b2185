namespace Protos.Hosting;

/// <summary>Files with keys: readable by their owner only from the first byte on, and whole or not there at all.</summary>
public static class PrivateFile
{
    public static void Write(string path, string text) => Write(path, System.Text.Encoding.ASCII.GetBytes(text + "\n"));

    public static void Write(string path, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var unfinished = path + ".part";
        File.Delete(unfinished);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(unfinished, options))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
    }
}
