using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using ProvinceNode.Documents.Pdf;

namespace ProvinceNode.Documents.Docx;

/// <summary>Renders a paper as an editable DOCX: the same content and order as <see cref="PaperPdf"/>, in styles with Vietnamese names.</summary>
public static class PaperDocx
{
    private const int NumberedList = 1;

    /// <param name="paper">Content, usually a draft.</param>
    /// <param name="fonts">Measures short lines and columns; the file itself names Times New Roman.</param>
    /// <param name="createdAt">Time in the file's properties.</param>
    public static byte[] Render(PaperContent paper, PaperFonts fonts, DateTimeOffset createdAt)
    {
        using var file = new MemoryStream();
        using (var document = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            var part = document.AddMainDocumentPart();
            part.AddNewPart<StyleDefinitionsPart>().Styles = DocxStyles.All();
            part.AddNewPart<NumberingDefinitionsPart>().Numbering = Numbering();
            var headers = DocxPages.AddHeaders(part, paper.WatermarkText);
            var body = new Body();
            part.Document = new Document(body);
            body.Append(Whole(paper, part, fonts));
            var lying = paper.Landscape;
            foreach (var annex in paper.Annexes)
            {
                body.Append(new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = DocxStyles.Rule }, DocxPages.Section(headers, lying))));
                body.Append(Annex(annex, fonts));
                lying = annex.Landscape;
            }

            body.Append(DocxPages.Section(headers, lying));
            var properties = document.PackageProperties;
            (properties.Title, properties.Creator, properties.Language) = ($"{paper.Title} {paper.Summary}".Trim().Normalize(), paper.Issuer.Normalize(), "vi-VN");
            (properties.Created, properties.Modified) = (createdAt.UtcDateTime, createdAt.UtcDateTime);
        }

        return file.ToArray();
    }

    private static IEnumerable<OpenXmlElement> Whole(PaperContent paper, MainDocumentPart part, PaperFonts fonts)
    {
        var width = PageFormat.Of(paper.Landscape).TextWidth;
        if (paper.Original is { } original)
        {
            return
            [
                .. Whole(original, part, fonts), DocxText.Rule(width, width), DocxText.Paragraph(DocxStyles.Body, paper.Issuer, true), DocxText.Paragraph(DocxStyles.Body, paper.NumberLine),
                .. Optional(DocxStyles.Title, paper.Title), Right(PaperText.KeepDate(paper.PlaceAndDate)), .. DocxFoot.Lay(paper, part, width),
            ];
        }

        return
        [
            .. DocxHead.Lay(paper, fonts, width), .. Titles(paper, fonts, width), .. Addressees(paper.Addressees),
            .. Optional(DocxStyles.Centred, PaperText.KeepNames(paper.Authority), true), .. paper.Bases.Select(b => DocxText.Paragraph(DocxStyles.Basis, b)),
            .. Optional(DocxStyles.Centred, paper.Resolves, true), .. Paragraphs(paper.Paragraphs),
            .. paper.Lines.Select(l => DocxText.Paragraph(DocxStyles.Body, l.Label.Length == 0 ? [(l.Value, false)] : [($"{l.Label}: ", false), (l.Value, true)])),
            .. Items(paper), .. paper.Tables.SelectMany(t => DocxTable.Lay(t, fonts, width)), .. Paragraphs(paper.Closing),
            .. paper.Issuer.Length == 0 ? [Right(PaperText.KeepDate(paper.PlaceAndDate))] : Array.Empty<OpenXmlElement>(), .. DocxFoot.Lay(paper, part, width),
        ];
    }

    private static List<OpenXmlElement> Titles(PaperContent paper, PaperFonts fonts, double width)
    {
        List<OpenXmlElement> titles = [];
        if (!paper.IsLetter)
        {
            titles.AddRange(Optional(DocxStyles.Title, paper.Title));
            titles.AddRange(Optional(DocxStyles.Small, paper.Issuer.Length == 0 ? paper.NumberLine : ""));
            titles.AddRange(Optional(DocxStyles.Summary, paper.Summary));
            if (paper.Summary.Length > 0)
            {
                titles.Add(DocxText.Rule(width, Math.Min(width, fonts.Width(FontStyle.Bold, paper.Summary.Normalize(), 13.5)) * 0.4));
            }
        }

        titles.AddRange(Optional(DocxStyles.Small, paper.DossierCode.Length > 0 ? $"Mã hồ sơ: {paper.DossierCode}" : ""));
        if (paper.HeadNote.Length > 0)
        {
            titles.Add(new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = DocxStyles.Small }), new Run(new RunProperties(new Italic()), new Text(paper.HeadNote.Normalize()))));
        }

        return titles;
    }

    private static List<OpenXmlElement> Annex(PaperAnnex annex, PaperFonts fonts)
    {
        var width = PageFormat.Of(annex.Landscape).TextWidth;
        List<OpenXmlElement> elements = [.. Optional(DocxStyles.Title, annex.Title), .. Optional(DocxStyles.Summary, annex.Summary)];
        if (annex.Reference.Length > 0)
        {
            elements.Add(new Paragraph(
                new ParagraphProperties(new ParagraphStyleId { Val = DocxStyles.Small }),
                new Run(new RunProperties(new Italic(), new FontSize { Val = "28" }, new FontSizeComplexScript { Val = "28" }), new Text(annex.Reference.Normalize()))));
        }

        elements.Add(DocxText.Rule(width, 80));
        elements.AddRange(Paragraphs(annex.Paragraphs));
        elements.AddRange(annex.Table is { } table ? DocxTable.Lay(table, fonts, width) : []);
        elements.AddRange(Paragraphs(annex.Closing));
        return elements;
    }

    private static IEnumerable<Paragraph> Addressees(IReadOnlyList<string> addressees) => addressees.Count switch
    {
        0 => [],
        1 => [DocxText.Paragraph(DocxStyles.Centred, $"Kính gửi: {addressees[0]}")],
        _ => [DocxText.Paragraph(DocxStyles.Small, ""), Inset("Kính gửi:", 70), .. addressees.Select(a => Inset($"- {a}", 125))],
    };

    private static Paragraph Inset(string text, double points) => new(
        new ParagraphProperties(new ParagraphStyleId { Val = DocxStyles.Addressee }, new Indentation { Left = DocxStyles.Twips(points) }), DocxText.Run(text, false));

    private static IEnumerable<Paragraph> Paragraphs(IReadOnlyList<string> paragraphs) =>
        paragraphs.Select(p => p.StartsWith("Kính gửi:", StringComparison.Ordinal) ? DocxText.Paragraph(DocxStyles.Centred, p) : DocxText.Body(p));

    private static IEnumerable<Paragraph> Items(PaperContent paper) => paper.Items.Count == 0 ? [] :
    [
        .. paper.ItemsTitle.Length > 0 ? [DocxText.Paragraph(DocxStyles.Body, paper.ItemsTitle, true)] : Array.Empty<Paragraph>(),
        .. paper.Items.Select(i => new Paragraph(
            new ParagraphProperties(
                new ParagraphStyleId { Val = DocxStyles.Item },
                new NumberingProperties(new NumberingLevelReference { Val = 0 }, new NumberingId { Val = NumberedList })),
            DocxText.Run(i, false))),
    ];

    private static IEnumerable<Paragraph> Optional(string style, string text, bool bold = false) => text.Length == 0 ? [] : [DocxText.Paragraph(style, [(text, bold)], true)];

    private static Paragraph Right(string text) => new(
        new ParagraphProperties(new ParagraphStyleId { Val = DocxStyles.Body }, new Justification { Val = JustificationValues.Right }), new Run(new RunProperties(new Italic()), new Text(text)));

    private static Numbering Numbering() => new(
        new AbstractNum(
            new MultiLevelType { Val = MultiLevelValues.SingleLevel },
            new Level(
                new StartNumberingValue { Val = 1 }, new NumberingFormat { Val = NumberFormatValues.Decimal }, new LevelText { Val = "%1." }, new LevelJustification { Val = LevelJustificationValues.Left },
                new PreviousParagraphProperties(new Indentation { Left = "967", Hanging = "400" })) { LevelIndex = 0 }) { AbstractNumberId = 0 },
        new NumberingInstance(new AbstractNumId { Val = 0 }) { NumberID = NumberedList });
}
