using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;

namespace Protos.Hosting;

/// <summary>A folder that a backup holds.</summary>
/// <param name="Name">Its name in the backup.</param>
/// <param name="Left">Paths in it that are left out: what is made anew by itself, and the database, which is copied apart.</param>
public sealed record BackupFolder(string Name, string Folder, params string[] Left)
{
    /// <summary>The paths of a SQLite database and of what stands beside it; none when it stands elsewhere.</summary>
    public static string[] PathsOf(string? database, string folder)
    {
        var path = database is null ? ".." : Path.GetRelativePath(Path.GetFullPath(folder), Path.GetFullPath(database));
        return path.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(path) ? [] : [path, path + "-wal", path + "-shm", path + ".before-migration", path + ".migration-lock"];
    }
}

/// <summary>A file of a backup, with slashes in its path.</summary>
public sealed record BackupFile(string Path, long Bytes, string Sha256);

/// <summary>What a backup holds: <see cref="DataBackup.ContentFile"/> in it.</summary>
/// <param name="Of">Whose: a backup is restored to nobody else.</param>
/// <param name="WithDatabase">False: the database stands on a server that makes its own backups.</param>
public sealed record BackupContent(string Of, DateTime MadeAt, bool WithDatabase, IReadOnlyList<BackupFile> Files);

/// <summary>
/// Copies the data of a process that may go on working into a folder, and back into folders that are empty. A backup is whole or not there, and each file is held against its hash before anything is restored. It holds keys: only its owner may
/// read it. Files of one name that change meanwhile are copied again, those that are added before the database is copied are in it: what the database tells of is there.
/// </summary>
public static class DataBackup
{
    public const string ContentFile = "backup.json";
    public const string Database = "database.db";
    private const string Unfinished = ".part";

    // A disk that was just mounted has it.
    private const string OfTheDisk = "lost+found";
    private static readonly EnumerationOptions All = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None };
    private const int MostRounds = 5;
    private static readonly string[] Beside = ["", "-wal", "-shm", "-journal"];

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <param name="into">Must not exist, or be empty.</param>
    /// <param name="database">Writes the database's copy to a path; null: it is not ours to copy.</param>
    /// <exception cref="ArgumentException">The folder holds something, or cannot be written; nothing of what was copied is left.</exception>
    public static async Task<BackupContent> MakeAsync(string into, string of, DateTime at, IReadOnlyList<BackupFolder> folders, Func<string, CancellationToken, Task>? database, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(folders);
        var target = Path.GetFullPath(into).TrimEnd(Path.DirectorySeparatorChar);
        if (folders.FirstOrDefault(f => (target + Path.DirectorySeparatorChar).StartsWith(Path.GetFullPath(f.Folder).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal)) is { } around)
        {
            throw new ArgumentException($"Thư mục sao lưu không được nằm trong {around.Folder}. Hãy chọn thư mục ở nơi khác, tốt nhất là trên ổ đĩa khác.");
        }

        RequireEmpty(target, [OfTheDisk]);
        var isNew = !Directory.Exists(target);
        // In the place that was named, which may be a disk of its own: keys are copied nowhere else.
        var part = Path.Combine(target, Unfinished);
        var whole = false;
        try
        {
            OwnFolder(target);
            var content = await MakeAsync(target, part, of, at, folders, database, cancellation).ConfigureAwait(false);
            whole = true;
            return content;
        }
        catch (IOException e)
        {
            throw NotWritten(target, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw NotWritten(target, e);
        }
        catch (DbException e)
        {
            throw NotWritten(target, e);
        }
        finally
        {
            if (!whole)
            {
                Forget(isNew ? target : part);
            }
        }
    }

    private static ArgumentException NotWritten(string target, Exception e) =>
        new($"Không ghi được bản sao lưu vào {target}: {e.Message} Chưa có bản sao lưu nào được tạo. Hãy kiểm tra chỗ trống và quyền ghi rồi chạy lại.", e);

    private static async Task<BackupContent> MakeAsync(string target, string part, string of, DateTime at, IReadOnlyList<BackupFolder> folders, Func<string, CancellationToken, Task>? database, CancellationToken cancellation)
    {
        OwnFolder(part);
        Copy(folders, part, cancellation);
        if (database is not null)
        {
            await database(Path.Combine(part, Database), cancellation).ConfigureAwait(false);
        }

        // Until a round finds nothing new: keys and certificates that were changed meanwhile fit one another.
        for (var round = 0; round < MostRounds && Copy(folders, part, cancellation) > 0; round++)
        {
        }

        var content = new BackupContent(of, at, database is not null, await HashAsync(part, cancellation).ConfigureAwait(false));
        foreach (var entry in Directory.EnumerateFileSystemEntries(part).ToList())
        {
            Directory.Move(entry, Path.Combine(target, Path.GetFileName(entry)));
        }

        // What tells the content last: without it the folder is no backup.
        PrivateFile.Write(Path.Combine(target, ContentFile), JsonSerializer.SerializeToUtf8Bytes(content, Json));
        Directory.Delete(part);
        return content;
    }

    /// <summary>Reads what a backup holds and holds every file against it.</summary>
    /// <exception cref="ArgumentException">It is none, somebody else's, or damaged; the sentence says where.</exception>
    public static async Task<BackupContent> VerifyAsync(string folder, string of, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, ContentFile);
        var content = File.Exists(file) ? Read(await File.ReadAllBytesAsync(file, cancellation).ConfigureAwait(false)) : null;
        if (content is null)
        {
            throw new ArgumentException($"{folder} không phải là bản sao lưu trọn vẹn (không đọc được {ContentFile}). Hãy chọn bản sao lưu khác.");
        }

        if (content.Of != of)
        {
            throw new ArgumentException($"Bản sao lưu này là của {content.Of}, không phải của {of}. Hãy kiểm tra cấu hình và thư mục.");
        }

        var found = (await HashAsync(folder, cancellation).ConfigureAwait(false)).ToDictionary(f => f.Path, StringComparer.Ordinal);
        if (content.Files.FirstOrDefault(f => found.GetValueOrDefault(f.Path) != f) is { } damaged)
        {
            throw new ArgumentException($"Tệp {damaged.Path} của bản sao lưu thiếu hoặc đã bị thay đổi (không khớp SHA-256). Hãy dùng bản sao lưu khác.");
        }

        return content;
    }

    /// <summary>Brings a backup back, file by file with its hash held first. The folders must be empty: nothing that is there is written over.</summary>
    /// <param name="database">Where the database goes; used when the backup has one.</param>
    /// <exception cref="ArgumentException">The backup is damaged or somebody else's, or something stands in a folder.</exception>
    public static async Task<BackupContent> RestoreAsync(string folder, string of, IReadOnlyList<BackupFolder> folders, string database, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(folders);
        var content = await VerifyAsync(folder, of, cancellation).ConfigureAwait(false);
        var targets = folders.ToDictionary(f => f.Name, StringComparer.Ordinal);
        if (content.Files.Select(f => f.Path.Split('/')[0]).FirstOrDefault(name => name != Database && !targets.ContainsKey(name)) is { } homeless)
        {
            throw new ArgumentException($"Bản sao lưu có thư mục {homeless} mà cấu hình hiện tại không có chỗ. Hãy cấu hình như khi sao lưu.");
        }

        foreach (var target in folders)
        {
            RequireEmpty(target.Folder, target.Left);
        }

        // What was left beside a database that was taken away would be played into the restored one at its first start.
        if (content.WithDatabase && Beside.Select(end => database + end).FirstOrDefault(File.Exists) is { } stands)
        {
            throw new ArgumentException($"Đã có cơ sở dữ liệu, hoặc phần còn lại của một cơ sở dữ liệu: {stands}. Hãy chuyển dữ liệu cũ sang chỗ khác rồi khôi phục lại.");
        }

        // The database last: a start in the midst of it makes none that would look whole.
        foreach (var file in content.Files.OrderBy(f => f.Path == Database))
        {
            cancellation.ThrowIfCancellationRequested();
            var parts = file.Path.Split('/', 2);
            var to = file.Path == Database ? Path.GetFullPath(database) : Path.Combine(targets[parts[0]].Folder, parts[1].Replace('/', Path.DirectorySeparatorChar));
            OwnFolder(Path.GetDirectoryName(to)!);
            Put(Path.Combine(folder, file.Path.Replace('/', Path.DirectorySeparatorChar)), to);
        }

        return content;
    }

    /// <returns>How many files were new or had changed.</returns>
    private static int Copy(IReadOnlyList<BackupFolder> folders, string part, CancellationToken cancellation)
    {
        var copied = 0;
        foreach (var source in folders.Where(f => Directory.Exists(f.Folder)))
        {
            foreach (var (path, file) in FilesOf(source))
            {
                cancellation.ThrowIfCancellationRequested();
                var to = Path.Combine(part, source.Name, path);
                if (File.Exists(to) && new FileInfo(to) is var has && has.Length == file.Length && has.LastWriteTimeUtc == file.LastWriteTimeUtc)
                {
                    continue;
                }

                OwnFolder(Path.GetDirectoryName(to)!);
                try
                {
                    Put(file.FullName, to);
                    copied++;
                }
                catch (FileNotFoundException)
                {
                    // It went meanwhile.
                }
            }
        }

        return copied;
    }

    private static IEnumerable<(string Path, FileInfo File)> FilesOf(BackupFolder source) => new DirectoryInfo(source.Folder).EnumerateFiles("*", SearchOption.AllDirectories)
        .Select(file => (Path: Path.GetRelativePath(source.Folder, file.FullName), File: file))
        .Where(f => !source.Left.Contains(f.Path) && !source.Left.Contains(f.Path.Split(Path.DirectorySeparatorChar)[0]) && f.File.LinkTarget is null
            && f.File.Extension is not Unfinished && f.File.Name is not ".making" && !f.File.Name.EndsWith("-lock", StringComparison.Ordinal));

    private static async Task<List<BackupFile>> HashAsync(string folder, CancellationToken cancellation)
    {
        var files = new List<BackupFile>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", All).Select(f => Path.GetRelativePath(folder, f)).Where(p => p != ContentFile).Order(StringComparer.Ordinal))
        {
            await using var stream = File.OpenRead(Path.Combine(folder, path));
            files.Add(new(path.Replace(Path.DirectorySeparatorChar, '/'), stream.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation).ConfigureAwait(false))));
        }

        return files;
    }

    private static BackupContent? Read(byte[] bytes)
    {
        try
        {
            // Paths that lead out of a folder are none of ours.
            return JsonSerializer.Deserialize<BackupContent>(bytes) is { Files: not null, Of: not null } content && content.Files.All(f => f is { Path: not null, Sha256: not null } && !f.Path.Split('/').Contains("..") && !Path.IsPathRooted(f.Path)) ? content : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // With the time of its last change, and whole or not at all.
    private static void Put(string from, string to)
    {
        var unfinished = to + Unfinished;
        File.Copy(from, unfinished, overwrite: true);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(unfinished, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.Move(unfinished, to, overwrite: true);
    }

    private static void Forget(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (IOException)
        {
            // What was wrong is told; the folder is named there.
        }
        catch (UnauthorizedAccessException)
        {
            // The same.
        }
    }

    private static void OwnFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static void RequireEmpty(string folder, string[] left)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).FirstOrDefault(name => !left.Contains(name)) is { } stands)
        {
            throw new ArgumentException($"Thư mục {folder} không trống (có {stands}). Hãy chọn thư mục chưa có hoặc trống; không ghi đè lên dữ liệu nào.");
        }
    }
}
