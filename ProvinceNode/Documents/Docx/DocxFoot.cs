using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using QRCoder;
using A = DocumentFormat.OpenXml.Drawing;
using P = DocumentFormat.OpenXml.Drawing.Pictures;
using W = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace ProvinceNode.Documents.Docx;

/// <summary>Foot of a paper: Nơi nhận and the QR code on the left, signatures on the right.</summary>
internal static class DocxFoot
{
    private const double SigningRoom = 58;
    private const long CodeSize = 22 * 36000; // 22 mm in the format's units

    public static IEnumerable<OpenXmlElement> Lay(PaperContent paper, MainDocumentPart part, double width)
    {
        yield return DocxText.Paragraph(DocxStyles.Centred, "", true);
        var hasLeft = paper.Recipients.Count > 0 || paper.Signatures.Count == 1;
        var perRow = paper.Landscape ? 5 : 3;
        var (taken, first) = (0, true);
        while (first || taken < paper.Signatures.Count)
        {
            var left = first && hasLeft;
            var blocks = paper.Signatures.Skip(taken).Take(left ? perRow - 1 : perRow).ToList();
            // A later row is filled from the right, where the highest signs.
            List<IEnumerable<OpenXmlElement>> cells = [.. left ? [Left(paper, part)] : Array.Empty<IEnumerable<OpenXmlElement>>(), .. first ? [] : Enumerable.Repeat(Enumerable.Empty<OpenXmlElement>(), perRow - blocks.Count), .. blocks.Select(Block)];
            if (cells.Count > 0)
            {
                yield return DocxText.Grid(Widths(cells.Count, left, width), [.. cells]);
                yield return DocxText.Paragraph(DocxStyles.Rule, "");
            }

            taken += blocks.Count;
            first = false;
        }

        foreach (var note in paper.Notes)
        {
            yield return DocxText.Paragraph(DocxStyles.Note, note);
        }

        if (!hasLeft)
        {
            foreach (var element in Code(paper, part))
            {
                yield return element;
            }
        }
    }

    private static double[] Widths(int cells, bool left, double width)
    {
        var first = left ? cells > 2 ? 0.36 : 0.48 : 1.0 / cells;
        return [.. Enumerable.Range(0, cells).Select(i => i == 0 ? cells == 1 ? width : width * first : width * (1 - first) / (cells - 1))];
    }

    private static List<OpenXmlElement> Left(PaperContent paper, MainDocumentPart part)
    {
        List<OpenXmlElement> left = [];
        if (paper.Recipients.Count > 0)
        {
            left.Add(DocxText.Paragraph(DocxStyles.RecipientsTitle, "Nơi nhận:"));
        }

        left.AddRange(paper.Recipients.Select(r => DocxText.Paragraph(DocxStyles.Recipient, $"- {r}")));
        left.AddRange(Code(paper, part));
        return left;
    }

    private static IEnumerable<OpenXmlElement> Block(SignatureBlock block)
    {
        foreach (var line in block.TitleLines)
        {
            yield return DocxText.Paragraph(DocxStyles.Signature, PaperText.KeepNames(line), true);
        }

        if (block.Hint.Length > 0)
        {
            yield return new Paragraph(
                new ParagraphProperties(new ParagraphStyleId { Val = DocxStyles.Small }, new KeepNext(), new SpacingBetweenLines { Before = "0" }),
                new Run(new RunProperties(new Italic()), new Text(block.Hint)));
        }

        foreach (var line in block.Seal)
        {
            yield return DocxText.Paragraph(DocxStyles.Small, line, true);
        }

        yield return new Paragraph(
            new ParagraphProperties(new ParagraphStyleId { Val = DocxStyles.Signature }, new SpacingBetweenLines { Before = DocxStyles.Twips(block.Seal.Count > 0 ? 8 : SigningRoom) }),
            DocxText.Run(PaperText.Bind(block.Name), false));
    }

    private static IEnumerable<OpenXmlElement> Code(PaperContent paper, MainDocumentPart part)
    {
        if (paper.CodeText.Length == 0)
        {
            yield break;
        }

        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(paper.CodeText, QRCodeGenerator.ECCLevel.M);
        using var code = new PngByteQRCode(data);
        var image = part.AddImagePart(ImagePartType.Png);
        using (var bytes = new MemoryStream(code.GetGraphic(8)))
        {
            image.FeedData(bytes);
        }

        yield return new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = DocxStyles.Recipient }), new Run(new Drawing(Picture(part.GetIdOfPart(image)))));
        if (paper.VerifyUrl.Length > 0)
        {
            yield return DocxText.Paragraph(DocxStyles.Recipient, $"Xác thực, tra cứu tại: {paper.VerifyUrl}");
        }
    }

    private static W.Inline Picture(string image) => new(
        new W.Extent { Cx = CodeSize, Cy = CodeSize },
        new W.DocProperties { Id = 1, Name = "Mã QR", Description = "Mã QR để xác thực hoặc tra cứu văn bản này" },
        new A.Graphic(new A.GraphicData(new P.Picture(
            new P.NonVisualPictureProperties(new P.NonVisualDrawingProperties { Id = 0, Name = "qr.png" }, new P.NonVisualPictureDrawingProperties()),
            new P.BlipFill(new A.Blip { Embed = image }, new A.Stretch(new A.FillRectangle())),
            new P.ShapeProperties(
                new A.Transform2D(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = CodeSize, Cy = CodeSize }),
                new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle })))
        { Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture" }))
    { DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0 };
}
