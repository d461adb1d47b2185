using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Protos.Values;

/// <summary>
/// What the ministry hands to a province so that its node can enrol: whose it is, a secret that opens the door once, and the fingerprint of the
/// hub's authority, so that the node knows the hub before it tells the secret. Written as <c>38.SECRET.FINGERPRINT</c>.
/// </summary>
public sealed record Invitation(string ProvinceCode, byte[] Secret, byte[] AuthorityFingerprint)
{
    public const int SecretBytes = 32;
    private const int FingerprintBytes = 32;

    /// <summary>A new one with a secret of its own.</summary>
    public static Invitation New(string provinceCode, byte[] authorityCertificate) =>
        new(provinceCode, RandomNumberGenerator.GetBytes(SecretBytes), SHA256.HashData(authorityCertificate));

    /// <summary>What is kept of a secret: it is random, so that its hash cannot be guessed.</summary>
    public static string HashOf(ReadOnlySpan<byte> secret) => Convert.ToHexString(SHA256.HashData(secret));

    /// <summary>False when it is no invitation, or a cut or mistyped one.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Invitation? invitation)
    {
        invitation = null;
        if (text?.Trim().Split('.') is not [{ Length: 2 } code, var secret, var fingerprint] || !code.All(char.IsAsciiDigit)
            || Decode(secret) is not { Length: SecretBytes } first || Decode(fingerprint) is not { Length: FingerprintBytes } second)
        {
            return false;
        }

        invitation = new Invitation(code, first, second);
        return true;
    }

    public bool Vouches(byte[] authorityCertificate) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(authorityCertificate), AuthorityFingerprint);

    public override string ToString() => $"{ProvinceCode}.{Base64Url.EncodeToString(Secret)}.{Base64Url.EncodeToString(AuthorityFingerprint)}";

    private static byte[]? Decode(string text) => Base64Url.IsValid(text) && !text.Any(char.IsWhiteSpace) ? Base64Url.DecodeFromChars(text) : null;
}
