using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Protos.Values;

/// <summary>Six digits of an authenticator at a moment (RFC 6238: SHA-1, 30 seconds). Pure; that a code counts once is kept by whoever takes it, with the step that <see cref="StepOf"/> tells.</summary>
public static class Totp
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public const int Digits = 6;

    /// <summary>Steps of thirty seconds, to either side, by which the clock of a phone may be off.</summary>
    public const int Skew = 2;

    /// <summary>The time step that a moment lies in.</summary>
    public static long StepAt(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / 30;

    /// <param name="key">Base32 without padding.</param>
    public static string CodeAt(string key, DateTimeOffset moment) => CodeOf(key, StepAt(moment));

    /// <summary>The digits of a time step.</summary>
    /// <param name="key">Base32 without padding.</param>
    public static string CodeOf(string key, long timeStep)
    {
        Span<byte> step = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, timeStep);
#pragma warning disable CA5350 // RFC 6238 as every authenticator has it.
        var hash = HMACSHA1.HashData(Decode(key), step);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    /// <summary>Whether a text has the form of a code; anything else may be a recovery code.</summary>
    public static bool IsCode(string typed) => typed is { Length: Digits } && typed.All(char.IsAsciiDigit);

    /// <summary>The step within <see cref="Skew"/> of now whose digits were typed; null: none. Every step is compared, so that the time of the answer says nothing of the code.</summary>
    /// <param name="key">Base32 without padding.</param>
    public static long? StepOf(string key, string typed, long now)
    {
        long? found = null;
        for (var step = now - Skew; step <= now + Skew; step++)
        {
            found = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeOf(key, step)), Encoding.ASCII.GetBytes(typed)) ? step : found;
        }

        return found;
    }

    /// <summary>What the picture of a key holds (otpauth).</summary>
    /// <param name="key">Base32 without padding.</param>
    public static string AddressOf(string issuer, string account, string key) => $"otpauth://totp/{issuer}:{Uri.EscapeDataString(account)}?secret={key}&issuer={issuer}&digits={Digits}";

    /// <summary>The key in groups of four, to type by hand.</summary>
    public static string Grouped(string key) => string.Join(' ', key.Chunk(4).Select(c => new string(c)));

    /// <summary>Base32 without padding.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var value in bytes)
        {
            (buffer, bits) = ((buffer << 8) | value, bits + 8);
            for (; bits >= 5; bits -= 5)
            {
                text.Append(Alphabet[(buffer >> (bits - 5)) & 31]);
            }

            buffer &= (1 << bits) - 1;
        }

        return bits > 0 ? text.Append(Alphabet[(buffer << (5 - bits)) & 31]).ToString() : text.ToString();
    }

    private static byte[] Decode(string key)
    {
        var bytes = new List<byte>();
        var (buffer, bits) = (0, 0);
        foreach (var c in key)
        {
            (buffer, bits) = ((buffer << 5) | Alphabet.IndexOf(char.ToUpperInvariant(c), StringComparison.Ordinal), bits + 5);
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(buffer >> bits));
                buffer &= (1 << bits) - 1;
            }
        }

        return [.. bytes];
    }
}
