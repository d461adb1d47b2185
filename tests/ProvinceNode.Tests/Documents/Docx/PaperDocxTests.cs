using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Docx;
using ProvinceNode.Documents.Pdf;
using TestSupport;

namespace ProvinceNode.Tests.Documents.Docx;

/// <summary>Papers as DOCX: a valid file, the same words as the PDF, in styles that an official edits.</summary>
public sealed class PaperDocxTests
{
    private static readonly DateTimeOffset Time = new(2022, 10, 5, 8, 30, 0, TimeSpan.FromHours(7));

    public static TheoryData<string> All => [.. Papers.Keys];

    private static Dictionary<string, PaperContent> Papers { get; } = new()
    {
        ["receipt"] = SamplePapers.Receipt, ["decision"] = SamplePapers.Decision, ["list"] = SamplePapers.ListDecision(40), ["letter"] = SamplePapers.Letter,
        ["personal"] = SamplePapers.Receipt with { Issuer = "", Superior = "" }, ["seven"] = SamplePapers.Letter with { Signatures = [.. Enumerable.Range(1, 7).Select(i => new SignatureBlock("ĐẠI DIỆN", $"Người thứ {i}"))] },
        ["odd"] = SamplePapers.Decision with { Paragraphs = ["Dòng một\ndòng hai \u0001<&>\" ]]>"], IsDraft = true, Watermark = "A & \"B\"" },
    };

    [Theory]
    [MemberData(nameof(All))]
    public void File_Validated_HasNoFault(string name)
    {
        using var document = Open(Papers[name]);

        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2016).Validate(document).Select(f => $"{f.Path?.XPath}: {f.Description}"));
    }

    [Theory]
    [InlineData("receipt")]
    [InlineData("decision")]
    [InlineData("list")]
    [InlineData("letter")]
    public void Text_ReadBack_IsWhatThePaperSays(string name)
    {
        var paper = Papers[name];
        using var document = Open(paper);

        var paragraphs = document.MainDocumentPart!.Document.Body!.Descendants<Paragraph>().Select(p => p.InnerText.Replace('\u00A0', ' ')).ToHashSet();

        Assert.All(
            paper.Bases.Concat(paper.Paragraphs).Concat(paper.Items).Concat(paper.Closing).Concat(paper.Lines.Select(l => $"{l.Label}: {l.Value}"))
                .Concat(paper.Recipients.Select(r => $"- {r}")).Concat(paper.Signatures.SelectMany(s => s.TitleLines.Append(s.Name))).Concat([paper.Issuer, paper.NumberLine, paper.PlaceAndDate])
                .Concat(paper.Annexes.SelectMany(a => a.Table!.Rows.SelectMany(r => r).Append(a.Reference).Append(a.Title))),
            s => Assert.Contains(s, paragraphs));
    }

    [Fact]
    public void Pages_OfAnAnnex_LieAndCountFromOne()
    {
        using var document = Open(SamplePapers.ListDecision(3));

        var sections = document.MainDocumentPart!.Document.Descendants<SectionProperties>().ToList();

        Assert.Equal(2, sections.Count);
        Assert.Equal(new PageOrientationValues?[] { null, PageOrientationValues.Landscape }, sections.Select(s => s.GetFirstChild<PageSize>()!.Orient?.Value));
        Assert.All(sections, s => Assert.Equal(1, s.GetFirstChild<PageNumberType>()!.Start!.Value));
        Assert.All(sections, s => Assert.NotNull(s.GetFirstChild<TitlePage>()));
        Assert.Equal((1134, 1701u, 850u), (sections[0].GetFirstChild<PageMargin>()!.Top!.Value, sections[0].GetFirstChild<PageMargin>()!.Left!.Value, sections[0].GetFirstChild<PageMargin>()!.Right!.Value));
        Assert.Single(document.MainDocumentPart.Document.Descendants<TableHeader>());
    }

    [Fact]
    public void Letters_OfAllStyles_AreTimesNewRoman()
    {
        using var document = Open(SamplePapers.Decision);

        var styles = document.MainDocumentPart!.StyleDefinitionsPart!.Styles!;

        Assert.Equal("Times New Roman", Assert.Single(styles.Descendants<RunFonts>()).Ascii!.Value);
        Assert.Empty(document.MainDocumentPart.Document.Descendants<RunFonts>());
        // Every style that the paper names exists.
        var known = styles.Elements<Style>().Select(s => s.StyleId!.Value).ToHashSet();
        Assert.All(document.MainDocumentPart.Document.Descendants<ParagraphStyleId>(), s => Assert.Contains(s.Val!.Value, known));
    }

    [Fact]
    public void Draft_Marked_SaysSoOnEveryPage()
    {
        using var draft = Open(SamplePapers.Letter);
        using var final = Open(SamplePapers.Decision);

        Assert.Equal([true, true], draft.MainDocumentPart!.HeaderParts.Select(h => h.Header!.InnerXml.Contains("DỰ THẢO", StringComparison.Ordinal)));
        Assert.All(final.MainDocumentPart!.HeaderParts, h => Assert.DoesNotContain("textpath", h.Header!.InnerXml, StringComparison.Ordinal));
    }

    private static WordprocessingDocument Open(PaperContent paper) =>
        WordprocessingDocument.Open(new MemoryStream(PaperDocx.Render(paper, PaperFonts.Shipped, Time)), false);
}
