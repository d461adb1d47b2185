using System.Globalization;
using System.Text.RegularExpressions;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Pdf;
using TestSupport;

namespace ProvinceNode.Tests.Documents.Pdf;

/// <summary>What stands where: nothing cut, nothing outside the margins, nothing over another line, signatures never alone.</summary>
public sealed partial class PaperPagesTests
{
    private const double Millimetre = 72 / 25.4;
    private static readonly PdfOptions Options = new() { Id = Guid.Empty, CreatedAt = new DateTimeOffset(2022, 10, 5, 8, 30, 0, TimeSpan.FromHours(7)) };

    [Fact]
    public void Table_OfAThousandRows_HasItsHeaderOnEachPageAndEveryRowOnce()
    {
        var pdf = Render(SamplePapers.ListDecision(1000));

        var pages = PdfTools.Pages(pdf.Bytes);
        var annex = pages[1..];

        Assert.Equal(pdf.Pages, pages.Length);
        Assert.InRange(annex.Length, 30, 80);
        Assert.All(annex, p => Assert.Contains("STT Họ và tên Ngày sinh", p, StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(1, 1000), annex.SelectMany(p => RowStart().Matches(p).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))));
        Assert.Contains("540.000.000", annex[^1], StringComparison.Ordinal);
        Assert.Equal(0, PdfTools.Run(pdf.Bytes, "qpdf", "--check", "FILE").Code);
    }

    // The decision's page and the annex's first have no number; the annex counts from one.
    [Fact]
    public void Numbers_OfPages_BeginAnewInTheAnnex()
    {
        var pages = PdfTools.Pages(Render(SamplePapers.ListDecision(100)).Bytes);

        Assert.StartsWith("ỦY BAN NHÂN DÂN", pages[0], StringComparison.Ordinal);
        Assert.StartsWith("DANH SÁCH", pages[1], StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(2, pages.Length - 2).Select(n => $"{n}"), pages[2..].Select(p => p.Split('\n')[0].Trim()));
    }

    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 24)];

    // The text grows line by line over the end of the page: wherever it ends, the signature has text beside it.
    [Theory]
    [MemberData(nameof(Lengths))]
    public void Signature_WhereverTheTextEnds_IsNotAloneOnItsPage(int more)
    {
        var paper = SamplePapers.Decision with
        {
            Paragraphs = [.. SamplePapers.Decision.Paragraphs, .. Enumerable.Range(1, more).Select(i => $"Khoản thứ {i} của Quyết định này được thực hiện theo hướng dẫn của cơ quan có thẩm quyền và quy định của pháp luật.")],
        };

        var last = PdfTools.Pages(Render(paper).Bytes)[^1];

        Assert.Contains("Trần Quốc Tuấn", last, StringComparison.Ordinal);
        Assert.Contains("Nơi nhận:", last, StringComparison.Ordinal);
        Assert.True(last.IndexOf("Nơi nhận:", StringComparison.Ordinal) > 100, last);
    }

    [Fact]
    public void Signatures_InTwoRows_StandOnOnePageWithText()
    {
        var pages = PdfTools.Pages(Render(SamplePapers.Letter with { Signatures = [new("THƯ KÝ", "Lê Thị Hoa"), new("ĐẠI DIỆN", "Phạm Thị Lan"), new("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "Trần Văn Minh")] }).Bytes);

        Assert.All(new[] { "Trân trọng", "Lê Thị Hoa", "Phạm Thị Lan", "Trần Văn Minh" }, s => Assert.Contains(s, pages[^1], StringComparison.Ordinal));
    }

    public static TheoryData<string> Strained => [.. StrainedPapers.Keys];

    private static Dictionary<string, PaperContent> StrainedPapers { get; } = new()
    {
        ["decision"] = SamplePapers.Decision,
        ["receipt"] = SamplePapers.Receipt,
        ["letter"] = SamplePapers.Letter with { IsDraft = false },
        ["list"] = SamplePapers.ListDecision(30),
        ["long words"] = SamplePapers.Decision with
        {
            Paragraphs = [$"Xem tại http://dichvucong.thanhhoa.test/{new string('a', 300)}/van-ban?ma=1&loai=2 {new string('Ễ', 200)}."],
            Superior = "ỦY BAN NHÂN DÂN HUYỆN MỘT CÁI TÊN RẤT DÀI KHÔNG CÓ THẬT Ở ĐÂU CẢ TRÊN ĐẤT NƯỚC NÀY", Issuer = "TRUNG TÂM BẢO TRỢ XÃ HỘI VÀ CÔNG TÁC XÃ HỘI TỈNH BÀ RỊA – VŨNG TÀU",
            VerifyUrl = "http://" + new string('x', 150) + ".test", Recipients = [new string('Ộ', 90)],
        },
        ["wide table"] = SamplePapers.Letter with { IsDraft = false, Tables = [new PaperTable { Columns = [.. Enumerable.Range(1, 20).Select(i => new PaperColumn($"CộtSốThứ{i}"))], Rows = [[.. Enumerable.Repeat("1.234.567.890", 20)]] }] },
        ["tall row"] = SamplePapers.Letter with
        {
            IsDraft = false, Tables = [new PaperTable { Columns = [new("A"), new("B")], Rows = [["một", string.Join(' ', Enumerable.Range(1, 1500))], ["hai", "cuối"]] }],
        },
        ["seven signatures"] = SamplePapers.Letter with { IsDraft = false, Signatures = [.. Enumerable.Range(1, 7).Select(i => new SignatureBlock("ĐẠI DIỆN MẶT TRẬN TỔ QUỐC VIỆT NAM", $"Nguyễn Thị Người Thứ {i}"))] },
        ["lying"] = SamplePapers.Letter with { IsDraft = false, Landscape = true },
    };

    [Theory]
    [MemberData(nameof(Strained))]
    public void Words_OfAStrainedPaper_StandInsideTheMarginsAndApart(string name)
    {
        var pages = Words(Render(StrainedPapers[name]).Bytes);

        Assert.NotEmpty(pages);
        Assert.All(pages, page =>
        {
            // 30 mm left, 15 mm right; above the text only the page's number; poppler's box of a word is a little higher than its letters.
            Assert.All(page.Words, w => Assert.True(w.Left >= (30 * Millimetre) - 0.5 && w.Right <= page.Width - (15 * Millimetre) + 0.5 && w.Top > 9 * Millimetre && w.Bottom <= page.Height - (20 * Millimetre) + 3, $"{w}"));
            for (var i = 0; i < page.Words.Count; i++)
            {
                Assert.DoesNotContain(page.Words.Skip(i + 1), o => page.Words[i].Covers(o));
            }
        });
    }

    [Fact]
    public void Row_LongerThanAPage_GoesOnWithoutLosingAWord()
    {
        var text = PdfTools.Text(Render(StrainedPapers["tall row"]).Bytes);

        Assert.All(Enumerable.Range(1, 1500), n => Assert.Matches($@"\b{n}\b", text));
    }

    [Fact]
    public void Address_LongerThanTheLine_IsCutButWhole()
    {
        var paper = StrainedPapers["long words"];

        var text = string.Concat(PdfTools.Text(Render(paper).Bytes).Where(c => !char.IsWhiteSpace(c)));

        Assert.Contains(string.Concat(paper.Paragraphs[0].Where(c => !char.IsWhiteSpace(c))), text, StringComparison.Ordinal);
        Assert.Contains(paper.VerifyUrl, text, StringComparison.Ordinal);
    }

    private static PdfPaper Render(PaperContent paper) => PaperPdf.Render(paper, PaperFonts.Shipped, Options);

    private static List<(double Width, double Height, List<Word> Words)> Words(byte[] pdf)
    {
        var boxes = PdfTools.Run(pdf, "pdftotext", "-bbox", "-enc", "UTF-8", "FILE", "-").Output;
        return [.. PageBox().Split(boxes).Skip(1).Chunk(3).Select(p => (Number(p[0]), Number(p[1]), WordBox().Matches(p[2])
            .Select(m => new Word(Number(m.Groups[1].Value), Number(m.Groups[2].Value), Number(m.Groups[3].Value), Number(m.Groups[4].Value), m.Groups[5].Value)).ToList()))];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?m)^(\d{1,4})\s+(?:Nguyễn|Lê|Trần|Phạm|Vũ|Đặng|Hoàng|Bùi) ")]
    private static partial Regex RowStart();

    [GeneratedRegex("<page width=\"([0-9.]+)\" height=\"([0-9.]+)\">")]
    private static partial Regex PageBox();

    [GeneratedRegex("<word xMin=\"([0-9.]+)\" yMin=\"([0-9.]+)\" xMax=\"([0-9.]+)\" yMax=\"([0-9.]+)\">(.*?)</word>")]
    private static partial Regex WordBox();

    private sealed record Word(double Left, double Top, double Right, double Bottom, string Text)
    {
        // Boxes of neighbouring lines touch; letters do not when the boxes share less than a third of their height.
        public bool Covers(Word other) =>
            Math.Min(Right, other.Right) - Math.Max(Left, other.Left) > 0.5 && Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top) > (Bottom - Top) / 3;
    }
}
