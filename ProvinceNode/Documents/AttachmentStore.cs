using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;

namespace ProvinceNode.Documents;

/// <summary>
/// Keeps papers on disk under the hash of their content, outside the web root: the same file twice is kept once, and a changed file
/// no longer fits its name. What is acknowledged has been flushed to the disk.
/// </summary>
public sealed class AttachmentStore(IOptions<NodeOptions> options)
{
    /// <summary>20 MB a file.</summary>
    public const long MostBytes = 20 * 1024 * 1024;

    /// <summary>Files of one dossier.</summary>
    public const int MostFiles = 40;

    private readonly Lock _gate = new();

    private string Root => Path.Combine(Path.GetFullPath(options.Value.DataFolder), "attachments");

    /// <summary>Streams a file to the disk, telling its type by its content.</summary>
    public async Task<Outcome<StoredFile>> SaveAsync(Stream content, string? sentName, string paper, CancellationToken cancel)
    {
        var name = AttachmentContent.CleanName(sentName);
        var waiting = Path.Combine(Root, "tmp");
        Directory.CreateDirectory(waiting);
        var temporary = Path.Combine(waiting, Guid.NewGuid().ToString("N"));
        try
        {
            var (bytes, head, hash) = await CopyAsync(content, temporary, MostBytes, cancel);
            var type = AttachmentContent.TypeOf(head);
            if (Refusal(name, bytes, type) is { } problem)
            {
                return problem;
            }

            Keep(temporary, hash);
            return new StoredFile(paper, name, hash, bytes, type!);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Keeps a file whose type somebody else has told (lists that are imported).</summary>
    /// <param name="most">Bytes; the file is read no further.</param>
    /// <returns>Its hash and length.</returns>
    public async Task<(string Hash, long Bytes)> KeepAsync(Stream content, long most, CancellationToken cancel)
    {
        var waiting = Path.Combine(Root, "tmp");
        Directory.CreateDirectory(waiting);
        var temporary = Path.Combine(waiting, Guid.NewGuid().ToString("N"));
        try
        {
            var (bytes, _, hash) = await CopyAsync(content, temporary, most, cancel);
            Keep(temporary, hash);
            return (hash, bytes);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Opens a paper after checking that it is still what was stored; null when it is missing or was changed.</summary>
    public async Task<Stream?> OpenAsync(string hash, CancellationToken cancel)
    {
        var path = PathOf(hash);
        if (!File.Exists(path))
        {
            return null;
        }

        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var found = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
        if (found != hash)
        {
            await file.DisposeAsync();
            return null;
        }

        file.Position = 0;
        return file;
    }

    /// <summary>Whether a file is there; <see cref="OpenAsync"/> tells whether it is still what was stored.</summary>
    public bool Has(string hash) => File.Exists(PathOf(hash));

    /// <summary>Hashes of the files that were last stored before a moment (UTC, of the disk's clock).</summary>
    public IEnumerable<string> StoredBefore(DateTime utc) => !Directory.Exists(Root) ? []
        : Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Where(p => IsHash(Path.GetFileName(p)) && File.GetLastWriteTimeUtc(p) < utc).Select(p => Path.GetFileName(p)!);

    /// <summary>Takes a file away; one that was stored again since that moment stays.</summary>
    /// <returns>Whether it is gone.</returns>
    public bool Forget(string hash, DateTime beforeUtc)
    {
        var path = PathOf(hash);
        lock (_gate)
        {
            if (!File.Exists(path) || File.GetLastWriteTimeUtc(path) >= beforeUtc)
            {
                return false;
            }

            File.Delete(path);
            return true;
        }
    }

    private static bool IsHash(string name) => name.Length == 64 && name.All(char.IsAsciiHexDigitLower);

    private string PathOf(string hash) => IsHash(hash)
        ? Path.Combine(Root, hash[..2], hash[2..4], hash)
        : throw new ArgumentException("Not a SHA-256 in lower-case hexadecimal.", nameof(hash));

    private static Problem? Refusal(string name, long bytes, string? type)
    {
        if (bytes == 0)
        {
            return AttachmentProblems.Empty.At(null, name);
        }

        if (bytes > MostBytes)
        {
            return AttachmentProblems.TooLarge.At(null, name);
        }

        if (type is null)
        {
            return AttachmentProblems.WrongType.At(null, name);
        }

        return AttachmentContent.Agrees(name, type) ? null : AttachmentProblems.Lies.At(null, name, Ending(name), AttachmentContent.Word(type));
    }

    private static string Ending(string name) => Path.GetExtension(name) is { Length: > 1 } ending ? $"“{ending}”" : "(không có)";

    // Reads no further than one byte past the limit.
    private static async Task<(long Bytes, byte[] Head, string Hash)> CopyAsync(Stream content, string path, long most, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var head = new List<byte>(AttachmentContent.HeadLength);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        long bytes = 0;
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous);
            int read;
            while (bytes <= most && (read = await content.ReadAsync(buffer, cancel)) > 0)
            {
                bytes += read;
                head.AddRange(buffer.Take(Math.Min(read, AttachmentContent.HeadLength - head.Count)));
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancel);
            }

            file.Flush(flushToDisk: true);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return (bytes, head.ToArray(), Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private void Keep(string temporary, string hash)
    {
        var path = PathOf(hash);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        lock (_gate)
        {
            File.Move(temporary, path, overwrite: true); // the same bytes under the same name
        }
    }
}
