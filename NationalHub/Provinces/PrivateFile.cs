namespace NationalHub.Provinces;

/// <summary>Files with keys: readable by their owner only from the first byte on.</summary>
internal static class PrivateFile
{
    public static void Write(string path, string text) => Write(path, System.Text.Encoding.ASCII.GetBytes(text + "\n"));

    public static void Write(string path, byte[] bytes)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(bytes);
    }
}
