using System.Globalization;
using System.Text;

namespace ProvinceNode.Documents.Pdf;

/// <summary>
/// A written PDF. When it was written with a <see cref="PdfSignaturePlan"/> it has one gap, between the angle brackets of /Contents;
/// all bytes but the gap are what is signed (ISO 32000-1, 12.8.1). Pure.
/// </summary>
public sealed class PdfPaper
{
    internal PdfPaper(byte[] bytes, int pages, int gapStart, int gapEnd) => (Bytes, Pages, GapStart, GapEnd) = (bytes, pages, gapStart, gapEnd);

    public byte[] Bytes { get; }

    public int Pages { get; }

    /// <summary>A signature fits into this file.</summary>
    public bool Signable => GapEnd > GapStart;

    /// <summary>Offset of the opening bracket of /Contents.</summary>
    public int GapStart { get; }

    /// <summary>Offset after the closing bracket.</summary>
    public int GapEnd { get; }

    /// <summary>Room for the signature in bytes.</summary>
    public int GapBytes => Signable ? (GapEnd - GapStart - 2) / 2 : 0;

    /// <summary>What is signed: everything but the gap.</summary>
    public byte[] SignedBytes()
    {
        Demand();
        var signed = new byte[Bytes.Length - (GapEnd - GapStart)];
        Bytes.AsSpan(0, GapStart).CopyTo(signed);
        Bytes.AsSpan(GapEnd).CopyTo(signed.AsSpan(GapStart));
        return signed;
    }

    /// <summary>The file with a detached signature (DER of a CMS) in its gap.</summary>
    /// <exception cref="ArgumentException">The signature is larger than the plan allowed.</exception>
    public byte[] WithSignature(ReadOnlySpan<byte> cms)
    {
        Demand();
        if (cms.Length > GapBytes)
        {
            throw new ArgumentException($"The signature has {cms.Length} bytes, the plan left {GapBytes}.", nameof(cms));
        }

        var file = Bytes.ToArray();
        Encoding.ASCII.GetBytes(Convert.ToHexString(cms), file.AsSpan(GapStart + 1));
        return file;
    }

    /// <summary>The four numbers of /ByteRange: from, length, from, length.</summary>
    internal static string ByteRange(int gapStart, int gapEnd, int length) =>
        string.Create(CultureInfo.InvariantCulture, $"[0 {gapStart} {gapEnd} {length - gapEnd}]");

    private void Demand()
    {
        if (!Signable)
        {
            throw new InvalidOperationException("The file was written without a plan for a signature.");
        }
    }
}
