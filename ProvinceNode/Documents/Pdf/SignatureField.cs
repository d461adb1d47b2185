using System.Globalization;
using System.Text;

namespace ProvinceNode.Documents.Pdf;

/// <summary>The form field of a signature, its picture and the dictionary with the gap (ISO 32000-1, 12.7.4.5 and 12.8).</summary>
internal static class SignatureField
{
    private const string RangeRoom = "[0 0000000000 0000000000 0000000000]";

    /// <summary>Where the two holes of the signature's dictionary are.</summary>
    public readonly record struct Holes(int Range, int Contents, int Length);

    public static (int Field, PdfPage? Page, Holes Signature) Write(
        PdfFile file, PdfSignaturePlan plan, PdfPage page, PaperFonts fonts, PdfFont[] used, int resources)
    {
        var (left, bottom, right, top) = page.SignatureField!.Value;
        var (width, height) = (right - left, top - bottom);
        var picture = file.AddStream(
            string.Create(CultureInfo.InvariantCulture, $"/Type/XObject/Subtype/Form/BBox[0 0 {width:0.##} {height:0.##}]/Resources {resources} 0 R"),
            Encoding.ASCII.GetBytes(plan.Appearance(fonts, used, width, height)));
        var (field, signature) = (file.Reserve(), file.Reserve());
        file.Add(field, string.Create(CultureInfo.InvariantCulture,
            $"<</Type/Annot/Subtype/Widget/FT/Sig/T{PdfFile.Text(plan.FieldName)}/TU{PdfFile.Text(string.Join("; ", plan.Lines))}/V {signature} 0 R/Rect[{left:0.##} {bottom:0.##} {right:0.##} {top:0.##}]/F 132/P {page.Number} 0 R/AP<</N {picture} 0 R>>>>"));
        var before = $"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M{PdfFile.Date(plan.SignedAt)}{Entry("Name", plan.Name)}{Entry("Reason", plan.Reason)}{Entry("Location", plan.Location)}/ByteRange";
        var contents = $"<{new string('0', plan.ContentsBytes * 2)}>";
        var at = file.AddPlain(signature, $"{before}{RangeRoom}/Contents{contents}>>");
        var range = at + before.Length;
        return (field, page, new Holes(range, range + RangeRoom.Length + "/Contents".Length, contents.Length));
    }

    /// <summary>Fills in the ranges, now that the length of the file is known.</summary>
    public static PdfPaper Close(byte[] bytes, int pages, Holes holes)
    {
        if (holes.Length == 0)
        {
            return new PdfPaper(bytes, pages, 0, 0);
        }

        var end = holes.Contents + holes.Length;
        Encoding.ASCII.GetBytes(PdfPaper.ByteRange(holes.Contents, end, bytes.Length).PadRight(RangeRoom.Length), bytes.AsSpan(holes.Range));
        return new PdfPaper(bytes, pages, holes.Contents, end);
    }

    private static string Entry(string name, string value) => value.Length == 0 ? "" : $"/{name}{PdfFile.Text(value)}";
}
