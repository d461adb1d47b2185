using System.Formats.Asn1;
using System.Globalization;
using System.Text;

namespace ProvinceNode.Documents.Signing;

/// <summary>
/// A signature as it stands in a PDF: the bytes that it covers and its CMS. Found by looking for the ByteRange, which stands uncompressed
/// in every signed PDF, so nothing of the file is unpacked. Pure.
/// </summary>
/// <param name="GapStart">Where /Contents starts: its "&lt;".</param>
/// <param name="GapEnd">First byte after its "&gt;".</param>
/// <param name="End">First byte that is no longer covered.</param>
public sealed record PdfSignature(int GapStart, int GapEnd, int End, byte[] Cms)
{
    /// <summary>More signatures than any paper has are not looked at.</summary>
    private const int Most = 20;

    // Ours are 16 KB; a long chain with time stamps and revocation lists of others may be larger.
    private const int MostHex = 1 << 20;

    /// <summary>The signatures that are well formed, in the order of the file.</summary>
    public static IReadOnlyList<PdfSignature> Find(ReadOnlySpan<byte> pdf)
    {
        var found = new List<PdfSignature>();
        for (var (at, seen) = (0, 0); seen < Most; seen++)
        {
            var next = pdf[at..].IndexOf("/ByteRange"u8);
            if (next < 0)
            {
                break;
            }

            at += next + "/ByteRange".Length;
            if (Read(pdf, at) is { } signature)
            {
                found.Add(signature);
            }
        }

        return found;
    }

    /// <summary>What the signature covers: all before /Contents and all after it up to <see cref="End"/>.</summary>
    public byte[] Covered(ReadOnlySpan<byte> pdf)
    {
        var covered = new byte[GapStart + End - GapEnd];
        pdf[..GapStart].CopyTo(covered);
        pdf[GapEnd..End].CopyTo(covered.AsSpan(GapStart));
        return covered;
    }

    /// <summary>Whether nothing but blanks follows what is covered: a later revision of the file would.</summary>
    public bool CoversAll(ReadOnlySpan<byte> pdf) => pdf[End..].IndexOfAnyExcept(" \r\n\t\0"u8) < 0;

    // [0 b c d]: from the start up to b, and d bytes from c; between them only the hexadecimal string of the CMS.
    private static PdfSignature? Read(ReadOnlySpan<byte> pdf, int at)
    {
        var head = Encoding.Latin1.GetString(pdf[at..Math.Min(pdf.Length, at + 120)]).TrimStart();
        if (!head.StartsWith('[') || head.IndexOf(']', StringComparison.Ordinal) is not (> 0 and var close))
        {
            return null;
        }

        var numbers = head[1..close].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1).ToArray();
        if (numbers is not [0, > 0 and var b, > 0 and var c, > 0 and var d] || c <= b + 2 || d > pdf.Length - c || c - b > MostHex || pdf[b] != '<' || pdf[c - 1] != '>')
        {
            return null;
        }

        return Der(pdf[(b + 1)..(c - 1)]) is { } cms ? new PdfSignature(b, c, c + d, cms) : null;
    }

    // The string is filled up with zeros after the CMS.
    private static byte[]? Der(ReadOnlySpan<byte> hex)
    {
        var bytes = new byte[hex.Length / 2];
        if (hex.Length % 2 != 0 || Convert.FromHexString(hex, bytes, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return null;
        }

        try
        {
            AsnDecoder.ReadEncodedValue(bytes, AsnEncodingRules.BER, out _, out _, out var length);
            return bytes[..length];
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
