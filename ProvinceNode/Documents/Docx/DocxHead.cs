using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using ProvinceNode.Documents.Pdf;

namespace ProvinceNode.Documents.Docx;

/// <summary>Head of a paper: issuer and number on the left, the nation's name, motto, place and date on the right.</summary>
internal static class DocxHead
{
    private const string Nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
    private const string Motto = "Độc lập - Tự do - Hạnh phúc";

    public static IEnumerable<OpenXmlElement> Lay(PaperContent paper, PaperFonts fonts, double width)
    {
        var alone = paper.Issuer.Length == 0;
        var right = alone ? width : Math.Max(fonts.Width(FontStyle.Bold, Nation, 12) + 8, Math.Min(width * 0.6, fonts.Width(FontStyle.Italic, paper.PlaceAndDate.Normalize(), 13) + 8));
        List<OpenXmlElement> nation =
        [
            DocxText.Paragraph(DocxStyles.Head, [(PaperText.Bind(Nation), true)]), Sized(Motto, 13, true, false),
            DocxText.Rule(right, fonts.Width(FontStyle.Bold, Motto, 13)),
        ];
        if (alone)
        {
            return nation;
        }

        var left = width - right;
        List<OpenXmlElement> number = [Sized(paper.NumberLine, 13, false, false)];
        if (paper.IsLetter)
        {
            number.Add(DocxText.Paragraph(DocxStyles.Head, paper.Summary));
        }

        return [DocxText.Grid([left, right], [Issuer(paper, fonts, left), nation], [number, [Sized(PaperText.KeepDate(paper.PlaceAndDate), 13, false, true)]])];
    }

    private static List<OpenXmlElement> Issuer(PaperContent paper, PaperFonts fonts, double column)
    {
        List<OpenXmlElement> lines = [];
        if (paper.Superior.Length > 0)
        {
            lines.Add(DocxText.Paragraph(DocxStyles.Head, PaperText.KeepNames(paper.Superior)));
        }

        lines.Add(DocxText.Paragraph(DocxStyles.Head, [(PaperText.KeepNames(paper.Issuer), true)]));
        lines.Add(DocxText.Rule(column, Math.Min(column, fonts.Width(FontStyle.Bold, paper.Issuer.Normalize(), 12)) * 0.4));
        return lines;
    }

    private static Paragraph Sized(string text, double size, bool bold, bool italic)
    {
        var run = DocxText.Run(text, bold);
        run.RunProperties ??= new RunProperties();
        if (italic)
        {
            run.RunProperties.Append(new Italic());
        }

        run.RunProperties.Append(new FontSize { Val = DocxStyles.HalfPoints(size) }, new FontSizeComplexScript { Val = DocxStyles.HalfPoints(size) });
        return new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = DocxStyles.Head }), run);
    }
}
