using System.Text;
using ProvinceNode.Platform.Text;

namespace ProvinceNode.Platform.Sheets;

/// <summary>Tells in which encoding a text file was written: by its mark, by strict UTF-8, else by which code page makes Vietnamese syllables of it. Pure.</summary>
public static class Encodings
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    static Encodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Windows code page 1252: what fonts of the nineties (TCVN3, VNI) look like to a computer.</summary>
    public static Encoding Western => Encoding.GetEncoding(1252);

    /// <summary>Windows code page 1258: base letters with the tone marks after them.</summary>
    public static Encoding Vietnamese => Encoding.GetEncoding(1258);

    /// <summary>The encoding of a text file, from its first bytes.</summary>
    public static Encoding Of(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            return Encoding.UTF8;
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return head[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
        }

        if (head.Length >= 4 && head.Contains((byte)0))
        {
            // Separators and digits have a zero half: which half tells the order.
            var (even, odd) = (0, 0);
            for (var i = 0; i + 1 < head.Length; i += 2)
            {
                even += head[i] == 0 ? 1 : 0;
                odd += head[i + 1] == 0 ? 1 : 0;
            }

            return odd >= even ? Encoding.Unicode : Encoding.BigEndianUnicode;
        }

        return IsUtf8(head) ? Encoding.UTF8 : CodePage(head.ToArray());
    }

    /// <summary>The beginning of a file as text; null when it is not text.</summary>
    public static string? Beginning(ReadOnlySpan<byte> head)
    {
        var text = Of(head).GetString(head).TrimStart('\uFEFF');
        return text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t' or '\f' or '\u001A')) && Of(head).CodePage is not (1252 or 1258)
            ? null
            : text.Any(c => c < ' ' && c is not ('\r' or '\n' or '\t' or '\f' or '\u001A')) ? null : text;
    }

    // The cut at the end of the head may fall inside a letter.
    private static bool IsUtf8(ReadOnlySpan<byte> head)
    {
        for (var cut = 0; cut < 4 && cut < head.Length; cut++)
        {
            try
            {
                Strict.GetCharCount(head[..^cut]);
                return true;
            }
            catch (DecoderFallbackException)
            {
                // Shorter by one and again; three bytes at most belong to a letter that is cut.
            }
        }

        return false;
    }

    private static Encoding CodePage(byte[] head)
    {
        double Share(string text) => Syllables.Share([.. text.Split([' ', ',', ';', '\t', '|', '"', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)]);
        var vietnamese = Share(Vietnamese.GetString(head).Normalize(NormalizationForm.FormC));
        var western = Western.GetString(head);
        var best = new[] { LegacyFont.None, LegacyFont.Tcvn3, LegacyFont.Vni }.Max(f => Share(LegacyFonts.ToUnicode(western, f)));
        return vietnamese > best ? Vietnamese : Western;
    }
}
