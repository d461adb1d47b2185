using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ProvinceNode.Platform;

/// <summary>
/// Published format of the chain: the hash of an act is the lower-case hexadecimal SHA-256 over its fields, UTF-8, each followed by
/// a line feed, in this order: previous hash, sequence, kind, moment (yyyy-MM-ddTHH:mm:ss.ffffffZ), official id or empty, actor,
/// tenant path, subject, reason, evidence. Line feeds inside a field are written as backslash n. The first act has 64 zeros before it.
/// </summary>
public static class ActChain
{
    /// <summary>What stands before the first act.</summary>
    public static string Origin { get; } = new('0', 64);

    public static string HashOf(Act act)
    {
        var text = new StringBuilder();
        foreach (var field in Fields(act))
        {
            text.Append(field.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The sequence of the first act that does not fit, or null when the chain is whole. Acts come in order of sequence.</summary>
    public static long? FirstBroken(IEnumerable<Act> acts)
    {
        var (expected, previous) = (1L, Origin);
        foreach (var act in acts)
        {
            if (act.Sequence != expected || act.PreviousHash != previous || act.Hash != HashOf(act))
            {
                return expected;
            }

            (expected, previous) = (expected + 1, act.Hash);
        }

        return null;
    }

    private static IEnumerable<string> Fields(Act act)
    {
        yield return act.PreviousHash;
        yield return act.Sequence.ToString(CultureInfo.InvariantCulture);
        yield return act.Kind;
        yield return act.At.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
        yield return act.OfficialId?.ToString("D") ?? "";
        yield return act.Actor;
        yield return act.TenantPath;
        yield return act.Subject;
        yield return act.Reason;
        yield return act.Evidence;
    }
}
