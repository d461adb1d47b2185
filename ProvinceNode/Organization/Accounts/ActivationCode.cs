using System.Security.Cryptography;
using System.Text;

namespace ProvinceNode.Organization.Accounts;

/// <summary>The one-time code on a slip, with which an official sets his own password. Only its hash is kept.</summary>
public static class ActivationCode
{
    /// <summary>How long a slip holds.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    // Without 0, O, 1, I, L and U: what is read aloud or copied by hand stays clear. 12 letters are 58 bits.
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A new code in three groups of four.</summary>
    public static string New() => string.Join('-', RandomNumberGenerator.GetString(Alphabet, 12).Chunk(4).Select(c => new string(c)));

    /// <summary>Hash of a code as typed; case, spaces and dashes do not matter.</summary>
    public static string Hash(string typed) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(new string([.. typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]))));
}
