using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using ProvinceNode.Documents.Pdf;

namespace ProvinceNode.Documents.Docx;

/// <summary>Pages of a paper: margins of Decree 30/2020, the number centred in the top margin but not on a first page, the mark of a draft.</summary>
internal static class DocxPages
{
    /// <summary>Headers of the later pages and of a first page.</summary>
    public static (string Later, string First) AddHeaders(MainDocumentPart part, string watermark)
    {
        var later = part.AddNewPart<HeaderPart>();
        later.Header = new Header(Numbered(watermark));
        var first = part.AddNewPart<HeaderPart>();
        first.Header = new Header(watermark.Length > 0 ? new Paragraph(Mark(watermark)) : new Paragraph());
        return (part.GetIdOfPart(later), part.GetIdOfPart(first));
    }

    /// <summary>Ends a run of pages that counts from one.</summary>
    public static SectionProperties Section((string Later, string First) headers, bool landscape)
    {
        var format = PageFormat.Of(landscape);
        var size = new PageSize { Width = Twips(format.Width), Height = Twips(format.Height) };
        if (landscape)
        {
            size.Orient = PageOrientationValues.Landscape;
        }

        return new SectionProperties(
            new HeaderReference { Type = HeaderFooterValues.Default, Id = headers.Later },
            new HeaderReference { Type = HeaderFooterValues.First, Id = headers.First },
            new SectionType { Val = SectionMarkValues.NextPage }, size,
            new PageMargin
            {
                Top = (int)Twips(format.Top), Bottom = (int)Twips(format.Height - format.Bottom), Left = Twips(format.Left), Right = Twips(format.Width - format.Left - format.TextWidth),
                Header = 567, Footer = 567, Gutter = 0,
            },
            new PageNumberType { Start = 1 }, new TitlePage());
    }

    private static uint Twips(double points) => (uint)Math.Round(points * 20);

    private static Paragraph Numbered(string watermark)
    {
        var paragraph = new Paragraph(
            new ParagraphProperties(new Justification { Val = JustificationValues.Center }),
            new Run(new FieldChar { FieldCharType = FieldCharValues.Begin }),
            new Run(new FieldCode(" PAGE ") { Space = SpaceProcessingModeValues.Preserve }),
            new Run(new FieldChar { FieldCharType = FieldCharValues.Separate }),
            new Run(new Text("2")),
            new Run(new FieldChar { FieldCharType = FieldCharValues.End }));
        if (watermark.Length > 0)
        {
            paragraph.Append(Mark(watermark));
        }

        return paragraph;
    }

    // The text picture that Word itself draws for a watermark; readers want the type of shape 136 (text on a line) spelled out.
    private static Run Mark(string text) => new(new Picture
    {
        InnerXml = $"""
            <v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t"/><v:textpath on="t" fitshape="t"/></v:shapetype><v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" id="DauBan" type="#_x0000_t136" style="position:absolute;margin-left:0;margin-top:0;width:440pt;height:110pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="#d9d9d9" stroked="f"><v:textpath style="font-family:'Times New Roman';font-size:1pt;font-weight:bold" string="{System.Security.SecurityElement.Escape(text)}"/></v:shape>
            """,
    });
}
