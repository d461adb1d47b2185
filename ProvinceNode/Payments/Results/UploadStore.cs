using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Results;

/// <summary>Keeps uploaded result files on the disk under the hash of their bytes: what is acknowledged can be read on after a stop, and shown to an inspector.</summary>
public sealed class UploadStore(IOptions<NodeOptions> node)
{
    /// <summary>Half a million results as JSON take some 200 MB.</summary>
    public const long MostBytes = 256L << 20;

    private string Root => Path.Combine(Path.GetFullPath(node.Value.DataFolder), "payments", "uploads");

    /// <returns>Hash of the bytes and their number; read no further than one byte past the limit.</returns>
    public async Task<(string Hash, long Bytes)> KeepAsync(Stream content, CancellationToken cancel)
    {
        Directory.CreateDirectory(Root);
        var temporary = Path.Combine(Root, $"{Guid.NewGuid():N}.tmp");
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var (buffer, bytes) = (new byte[1 << 16], 0L);
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                for (int read; bytes <= MostBytes && (read = await content.ReadAsync(buffer, cancel)) > 0; bytes += read)
                {
                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancel);
                }

                file.Flush(flushToDisk: true);
            }

            var name = Convert.ToHexStringLower(hash.GetHashAndReset());
            if (bytes is > 0 and <= MostBytes)
            {
                // The same bytes under the same name.
                File.Move(temporary, Path.Combine(Root, name), overwrite: true);
            }

            return (name, bytes);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public Stream Open(string hash) => new FileStream(Path.Combine(Root, hash), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
}
