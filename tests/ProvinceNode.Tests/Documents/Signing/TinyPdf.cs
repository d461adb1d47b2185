using System.Globalization;
using System.Text;
using ProvinceNode.Documents.Signing;
using Protos.Values;

namespace ProvinceNode.Tests.Documents.Signing;

/// <summary>The smallest PDF with one signature field, written by hand: the signature is tried apart from the product's own writer.</summary>
internal static class TinyPdf
{
    private const int Room = 16_000;

    /// <summary>A PDF signed for an office.</summary>
    public static async Task<byte[]> SignedAsync(IPaperSigner signer, TenantPath office, string officeName, DateTime atUtc, string text = "Hoa Loc")
    {
        var pdf = Unsigned(text, out var gap, out var range);
        var (start, end) = (gap, gap + Room + 2);
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"[0 {start} {end} {pdf.Length - end}]")).CopyTo(pdf, range);
        byte[] covered = [.. pdf[..start], .. pdf[end..]];
        var signature = await signer.SignAsync(office, officeName, covered, atUtc, CancellationToken.None);
        Encoding.ASCII.GetBytes(Convert.ToHexString(signature.Cms)).CopyTo(pdf, start + 1);
        return pdf;
    }

    /// <param name="gap">Where the value of /Contents starts.</param>
    /// <param name="range">Where the value of /ByteRange starts, with room for it.</param>
    public static byte[] Unsigned(string text, out int gap, out int range)
    {
        var (pdf, at) = (new StringBuilder("%PDF-1.7\n"), new List<int>());
        void Add(string body)
        {
            at.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{at.Count} 0 obj\n{body}\nendobj\n");
        }

        var words = $"BT /F1 12 Tf 72 720 Td ({text}) Tj ET";
        Add("<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]/SigFlags 3>>>>");
        Add("<</Type/Pages/Kids[3 0 R]/Count 1>>");
        Add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[6 0 R]/Resources<</Font<</F1 5 0 R>>>>>>");
        Add($"<</Length {words.Length}>>stream\n{words}\nendstream");
        Add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
        Add("<</Type/Annot/Subtype/Widget/FT/Sig/T(Ky)/Rect[0 0 0 0]/F 132/P 3 0 R/V 7 0 R>>");
        Add($"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange {new string(' ', 60)}/Contents <{new string('0', Room)}>>>");
        var table = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {at.Count + 1}\n0000000000 65535 f \n");
        at.ForEach(o => pdf.Append(CultureInfo.InvariantCulture, $"{o:0000000000} 00000 n \n"));
        pdf.Append(CultureInfo.InvariantCulture, $"trailer<</Size {at.Count + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        var done = pdf.ToString();
        (gap, range) = (done.IndexOf("/Contents <0", StringComparison.Ordinal) + 10, done.IndexOf("/ByteRange", StringComparison.Ordinal) + 11);
        return Encoding.ASCII.GetBytes(done);
    }
}
