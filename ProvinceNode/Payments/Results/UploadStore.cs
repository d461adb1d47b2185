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

    public Task<(string Hash, long Bytes)> KeepAsync(Stream content, CancellationToken cancel) => KeepAsync(content, MostBytes, 1, _ => true, cancel);

    /// <param name="most">Bytes that are taken at most: what is longer is not read to its end, and nothing of it is kept.</param>
    /// <param name="head">Bytes from the start that are enough to tell what it is.</param>
    /// <param name="accepts">Told these, or all of what is shorter: false, and nothing is read on or kept.</param>
    /// <returns>Hash of the bytes and their number; 0 bytes when there are none or they were not accepted.</returns>
    public async Task<(string Hash, long Bytes)> KeepAsync(Stream content, long most, int head, Func<byte[], bool> accepts, CancellationToken cancel)
    {
        Directory.CreateDirectory(Root);
        var temporary = Path.Combine(Root, $"{Guid.NewGuid():N}.tmp");
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[1 << 16];
            var read = await content.ReadAtLeastAsync(buffer.AsMemory(), head, throwOnEndOfStream: false, cancel);
            if (read == 0 || !accepts(buffer[..Math.Min(read, head)]))
            {
                return ("", 0);
            }

            var bytes = 0L;
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                for (; read > 0 && bytes <= most; read = bytes > most ? 0 : await content.ReadAsync(buffer, cancel))
                {
                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancel);
                    bytes += read;
                }

                file.Flush(flushToDisk: true);
            }

            var name = Convert.ToHexStringLower(hash.GetHashAndReset());
            if (bytes <= most)
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
