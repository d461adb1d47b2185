using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using NationalHub.Platform;

namespace NationalHub.Gateways.Mailbox;

/// <summary>Papers on their way, sealed on disk under dossier and hash until the portal knows the outcome: the hub keeps nobody's papers.</summary>
public sealed class MailboxPapers(IOptions<DataOptions> data, GatewayKey key)
{
    /// <summary>As large as a node takes.</summary>
    public const int MostBytes = 20 * 1024 * 1024;

    public bool Has(string code, string hash) => File.Exists(PathOf(code, hash));

    /// <summary>Keeps a paper; on disk before it returns.</summary>
    /// <returns>False when it is not what its hash says.</returns>
    public async Task<bool> KeepAsync(string code, string hash, byte[] content, CancellationToken cancellation)
    {
        if (Convert.ToHexStringLower(SHA256.HashData(content)) != hash)
        {
            return false;
        }

        var path = PathOf(code, hash);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var waiting = $"{path}.{Guid.NewGuid():n}";
        await using (var file = new FileStream(waiting, FileMode.CreateNew, FileAccess.Write))
        {
            await file.WriteAsync(key.Seal(content, Owner(code, hash)), cancellation).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }

        File.Move(waiting, path, overwrite: true);
        return true;
    }

    /// <returns>Null when it is not here or was changed.</returns>
    public async Task<byte[]?> OpenAsync(string code, string hash, CancellationToken cancellation) =>
        Has(code, hash) ? key.Open(await File.ReadAllBytesAsync(PathOf(code, hash), cancellation).ConfigureAwait(false), Owner(code, hash)) : null;

    /// <summary>One paper that cannot be opened: it is as if it had never come.</summary>
    public void Drop(string code, string hash)
    {
        if (Has(code, hash))
        {
            File.Delete(PathOf(code, hash));
        }
    }

    public void Forget(string code)
    {
        var folder = Path.GetDirectoryName(PathOf(code, "x"))!;
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Owner(string code, string hash) => $"{code}/{hash}";

    // A code holds letters, digits, dots and hyphens alone (FilingReader), and no folder is named by dots alone.
    private string PathOf(string code, string hash) => data.Value.PathOf(Path.Combine("mailbox", code, hash));
}
