using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using NationalHub.Platform;
using Protos.Hosting;

namespace NationalHub.Gateways;

/// <summary>
/// The gateway's secret. Personal numbers are logged as keyed hashes: the same number can be found again, but twelve digits
/// cannot be tried one by one by who has the database alone. Kept answers are sealed with a key derived from the same secret.
/// </summary>
public sealed class GatewayKey(IOptions<GatewayOptions> options, IOptions<DataOptions> data)
{
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private readonly Lock _lock = new();
    private byte[]? _hashing;
    private byte[]? _sealing;

    /// <summary>HMAC-SHA256, 64 lower-case hexadecimal digits.</summary>
    public string Hash(string text)
    {
        Load();
        return Convert.ToHexStringLower(HMACSHA256.HashData(_hashing!, Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>AES-GCM: nonce, tag, content. <paramref name="owner"/> must be given again to open.</summary>
    public byte[] Seal(ReadOnlySpan<byte> content, string owner)
    {
        Load();
        var box = new byte[NonceBytes + TagBytes + content.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(_sealing!, TagBytes);
        cipher.Encrypt(
            box.AsSpan(0, NonceBytes), content, box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(owner));
        return box;
    }

    /// <returns>Null when the box was changed, belongs to another owner, or was sealed with another key.</returns>
    public byte[]? Open(ReadOnlySpan<byte> box, string owner)
    {
        Load();
        if (box.Length < NonceBytes + TagBytes)
        {
            return null;
        }

        var content = new byte[box.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(_sealing!, TagBytes);
        try
        {
            cipher.Decrypt(box[..NonceBytes], box[(NonceBytes + TagBytes)..], box.Slice(NonceBytes, TagBytes), content, Encoding.UTF8.GetBytes(owner));
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private void Load()
    {
        lock (_lock)
        {
            if (_hashing is not null)
            {
                return;
            }

            var secret = Secret();
            _sealing = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, KeyBytes, info: "answers"u8.ToArray());
            _hashing = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, KeyBytes, info: "numbers"u8.ToArray());
        }
    }

    private byte[] Secret()
    {
        var text = options.Value.NumberKey;
        var file = data.Value.PathOf("gateway.key");
        if (text.Length == 0 && !File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            PrivateFile.Write(file, Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)));
        }

        var secret = Convert.FromBase64String((text.Length > 0 ? text : File.ReadAllText(file)).Trim());
        return secret.Length >= KeyBytes ? secret : throw new InvalidOperationException($"Gateways:NumberKey must hold at least {KeyBytes} bytes.");
    }
}
