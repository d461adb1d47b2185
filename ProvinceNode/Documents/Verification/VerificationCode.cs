using System.Security.Cryptography;

namespace ProvinceNode.Documents.Verification;

/// <summary>The code by which anyone asks whether a paper is genuine: 80 random bits, in letters and digits that are not taken for one another.</summary>
public static class VerificationCode
{
    /// <summary>Characters of a code; nobody guesses one of a million papers in 2^80 codes.</summary>
    public const int Length = 16;

    // Crockford's base 32: no I, L, O, U.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>As printed: four groups of four.</summary>
    public static string Print(string code) => string.Join('-', code.Chunk(4).Select(c => new string(c)));

    /// <summary>What somebody typed, pasted or scanned as it is stored; null when it is no code. A whole address is taken at its last part; O is zero, I and L are one.</summary>
    public static string? Read(string? typed)
    {
        var text = (typed ?? "").Trim();
        text = text.Length > 300 ? "" : text[(text.TrimEnd('/').LastIndexOf('/') + 1)..];
        var code = new string([.. text.ToUpperInvariant().Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '–' or '/' or '.')).Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c })]);
        return code.Length == Length && code.All(c => Alphabet.Contains(c, StringComparison.Ordinal)) ? code : null;
    }
}
