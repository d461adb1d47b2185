using System.Text;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Pdf;
using TestSupport;

namespace ProvinceNode.Tests.Documents.Pdf;

/// <summary>Papers as PDF, read back by poppler and qpdf: the text is whole Vietnamese, the fonts are packed, the file is sound.</summary>
public sealed class PaperPdfTests
{
    private static readonly PdfOptions Options = new() { Id = new Guid("0192f3a4-0000-7000-8000-000000000001"), CreatedAt = new DateTimeOffset(2022, 10, 5, 8, 30, 0, TimeSpan.FromHours(7)) };

    public static TheoryData<string> All => [.. Papers.Keys];

    private static Dictionary<string, PaperContent> Papers { get; } = new()
    {
        ["receipt"] = SamplePapers.Receipt, ["decision"] = SamplePapers.Decision, ["list"] = SamplePapers.ListDecision(40), ["letter"] = SamplePapers.Letter,
    };

    [Theory]
    [MemberData(nameof(All))]
    public void Text_ReadBack_IsWhatThePaperSays(string name)
    {
        var paper = Papers[name];

        var text = PdfTools.Text(Render(paper).Bytes);

        Assert.All(Sentences(paper), s => Assert.Contains(PdfTools.Flat(s), text, StringComparison.Ordinal));
        Assert.Equal(text, text.Normalize(NormalizationForm.FormC));
        Assert.DoesNotContain('\uFFFD', text);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Fonts_Listed_ArePackedSubsetsWithTheirLetters(string name)
    {
        var lines = PdfTools.Run(Render(Papers[name]).Bytes, "pdffonts", "FILE").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];

        Assert.InRange(lines.Length, 2, 4);
        Assert.All(lines, l => Assert.Matches(@"^[A-Z]{6}\+Tinos\S*\s+CID TrueType\s+Identity-H\s+yes yes yes", l));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void File_Checked_HasNoFault(string name)
    {
        var (code, output) = PdfTools.Run(Render(Papers[name]).Bytes, "qpdf", "--check", "FILE");

        Assert.True(code == 0, output);
        Assert.Contains("No syntax or stream encoding errors found", output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Properties_Read_SayWhatItIs(string name)
    {
        var info = PdfTools.Run(Render(Papers[name]).Bytes, "pdfinfo", "-isodates", "FILE").Output;

        Assert.Contains(Papers[name].Title, info, StringComparison.Ordinal);
        Assert.Matches(@"Tagged:\s+yes", info);
        Assert.Matches(@"PDF version:\s+1\.7", info);
        Assert.Matches(@"CreationDate:\s+2022-10-05T(08:30:00\+07|01:30:00Z)", info);
    }

    [Fact]
    public void Decision_ForOnePerson_FitsOnePage() => Assert.Equal((1, 1), (Render(SamplePapers.Decision).Pages, Render(SamplePapers.Receipt).Pages));

    [Fact]
    public void SamePaper_RenderedTwice_IsTheSameFile()
    {
        Assert.Equal(Render(SamplePapers.Decision).Bytes, Render(SamplePapers.Decision).Bytes);
        Assert.NotEqual(Render(SamplePapers.Decision).Bytes, PaperPdf.Render(SamplePapers.Decision, PaperFonts.Shipped, Options with { Id = Guid.Empty }).Bytes);
    }

    [Fact]
    public void Draft_Printed_HasItsMarkOnEachPage()
    {
        var pages = PdfTools.Pages(Render(SamplePapers.ListDecision(60) with { IsDraft = true }).Bytes);

        Assert.True(pages.Length > 2);
        // Turned letters are read one by one.
        Assert.All(pages, p => Assert.StartsWith("DỰTHẢO", string.Concat(p.Where(c => !char.IsWhiteSpace(c))), StringComparison.Ordinal));
        Assert.StartsWith("ỦY BAN", PdfTools.Text(Render(SamplePapers.Decision).Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void Structure_Read_HasTitleParagraphsAndTable()
    {
        var tree = PdfTools.Run(Render(SamplePapers.Letter with { Title = "TỜ TRÌNH" }).Bytes, "pdfinfo", "-struct-text", "FILE").Output;

        Assert.Contains("H1", tree, StringComparison.Ordinal);
        Assert.Contains("\"TỜ TRÌNH\"", tree, StringComparison.Ordinal);
        Assert.Equal(12, tree.Split('\n').Count(l => l.Trim().StartsWith("TH", StringComparison.Ordinal)));
        Assert.Equal(5, tree.Split('\n').Count(l => l.Trim().StartsWith("TR", StringComparison.Ordinal)));
    }

    // A name typed as base letter and mark (NFD) prints as the one letter that readers search for.
    [Fact]
    public void Letters_InParts_ArePrintedWhole()
    {
        var paper = SamplePapers.Receipt with { Lines = [new("Hồ sơ của", "Đặng Thị Ngọc Bưởi".Normalize(NormalizationForm.FormD))] };

        Assert.Contains("Đặng Thị Ngọc Bưởi", PdfTools.Text(Render(paper).Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void Signature_Planned_LeavesAGapThatTheRangesName()
    {
        var plan = new PdfSignaturePlan
        {
            Lines = PdfSignaturePlan.VisibleLines("Trần Quốc Tuấn", "Ủy ban nhân dân huyện Hậu Lộc", Options.CreatedAt), SignedAt = Options.CreatedAt, Name = "Trần Quốc Tuấn", ContentsBytes = 4000,
        };

        var paper = PaperPdf.Render(SamplePapers.Decision, PaperFonts.Shipped, Options with { Signature = plan });

        Assert.Equal((1, true, 4000), (paper.Pages, paper.Signable, paper.GapBytes));
        Assert.Equal(('<', '>'), ((char)paper.Bytes[paper.GapStart], (char)paper.Bytes[paper.GapEnd - 1]));
        var ranges = System.Text.RegularExpressions.Regex.Match(Encoding.Latin1.GetString(paper.Bytes), @"/ByteRange\[0 (\d+) (\d+) (\d+) *\]").Groups;
        Assert.Equal([paper.GapStart, paper.GapEnd, paper.Bytes.Length - paper.GapEnd], ranges.Values.Skip(1).Select(g => int.Parse(g.Value, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(paper.Bytes.Length - 8002, paper.SignedBytes().Length);
        Assert.Contains("Ký bởi: Trần Quốc Tuấn Cơ quan: Ủy ban nhân dân huyện Hậu Lộc Thời gian: 05-10-2022; 08:30:00 +07:00", PdfTools.Text(paper.Bytes), StringComparison.Ordinal);
        Assert.Equal(0, PdfTools.Run(paper.WithSignature([0x30, 0x03, 0x02, 0x01, 0x05]), "qpdf", "--check", "FILE").Code);
        Assert.Throws<ArgumentException>(() => paper.WithSignature(new byte[4001]));
        Assert.Throws<InvalidOperationException>(() => Render(SamplePapers.Decision).SignedBytes());
    }

    private static PdfPaper Render(PaperContent paper) => PaperPdf.Render(paper, PaperFonts.Shipped, Options);

    private static IEnumerable<string> Sentences(PaperContent paper) =>
    [
        paper.Title == "CÔNG VĂN" ? "" : paper.Title, paper.Summary, paper.Superior, paper.Issuer, paper.NumberLine, paper.PlaceAndDate, paper.Authority, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        .. paper.Bases, .. paper.Paragraphs, .. paper.Lines.Select(l => $"{l.Label}: {l.Value}"), .. paper.Items, .. paper.Closing, .. paper.Notes,
        .. paper.Recipients.Select(r => $"- {r}"), .. paper.Signatures.SelectMany(s => s.TitleLines.Append(s.Name)), .. paper.Addressees,
        .. paper.Annexes.SelectMany(a => new[] { a.Title, a.Summary, a.Reference, a.Table!.Caption }.Concat(a.Table.Rows.SelectMany(r => r))),
    ];
}
