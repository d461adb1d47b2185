using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;

namespace ProvinceNode.Documents.Signing;

/// <summary>Keeps signed PDFs on disk under the hash of their content, outside the web root; flushed before they are named in the database.</summary>
public sealed class PaperStore(IOptions<NodeOptions> options)
{
    private string Root => Path.Combine(Path.GetFullPath(options.Value.DataFolder), "papers");

    /// <returns>SHA-256, lower-case hexadecimal.</returns>
    public async Task<string> SaveAsync(ReadOnlyMemory<byte> pdf, CancellationToken cancel)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(pdf.Span));
        var path = PathOf(hash);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var waiting = $"{path}.{Guid.NewGuid():N}";
        try
        {
            await using (var file = new FileStream(waiting, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous))
            {
                await file.WriteAsync(pdf, cancel);
                file.Flush(flushToDisk: true);
            }

            File.Move(waiting, path, overwrite: true); // the same bytes under the same name
        }
        finally
        {
            File.Delete(waiting);
        }

        return hash;
    }

    /// <summary>The PDF, or null when it is missing or was changed on disk.</summary>
    public async Task<byte[]?> ReadAsync(string hash, CancellationToken cancel)
    {
        var path = PathOf(hash);
        if (!File.Exists(path))
        {
            return null;
        }

        var pdf = await File.ReadAllBytesAsync(path, cancel);
        return Convert.ToHexStringLower(SHA256.HashData(pdf)) == hash ? pdf : null;
    }

    private string PathOf(string hash) => hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower)
        ? Path.Combine(Root, hash[..2], hash[2..4], hash + ".pdf")
        : throw new ArgumentException("Not a SHA-256 in lower-case hexadecimal.", nameof(hash));
}
