using System.Text;
using System.Text.RegularExpressions;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Docx;
using ProvinceNode.Documents.Pdf;

namespace ProvinceNode.Tests.Documents.Pdf;

/// <summary>Every paper of the catalogue as a file, in both organisations: fonts packed, text read back as the Vietnamese that was written.</summary>
public sealed partial class EveryPaperTests
{
    [Theory]
    [InlineData("2022-10-05")]
    [InlineData("2026-11-16")]
    public void Papers_AsFiles_AreWholeVietnameseWithTheirFonts(string day)
    {
        var samples = new PaperSamples(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), PaperSamples.Thuy, PaperSamples.Severe);
        foreach (var (id, paper) in samples.All())
        {
            var pdf = PaperPdf.Render(paper, PaperFonts.Shipped, new PdfOptions { Id = Guid.Empty, CreatedAt = DateTimeOffset.UnixEpoch });
            // The number of a page stands between the halves of a paragraph that goes over to it.
            var text = PdfTools.Flat(string.Join('\n', PdfTools.Pages(pdf.Bytes).Select(p => PageNumber().Replace(p, ""))));

            var where = $"{id} {paper.Title} on {day}";
            foreach (var sentence in new[] { paper.Title == "CÔNG VĂN" ? "" : paper.Title, paper.Summary }.Concat(paper.Bases).Concat(paper.Paragraphs).Concat(paper.Closing).Concat(paper.Recipients).Where(s => s.Length > 0))
            {
                Assert.True(text.Contains(PdfTools.Flat(sentence), StringComparison.Ordinal), $"{where}: “{sentence}” is not in the file");
            }

            Assert.Equal((where, text), (where, text.Normalize(NormalizationForm.FormC)));
            Assert.All(PdfTools.Run(pdf.Bytes, "pdffonts", "FILE").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..], l => Assert.Matches(@"CID TrueType\s+Identity-H\s+yes yes yes", l));
            Assert.Equal("PK"u8.ToArray(), PaperDocx.Render(paper with { IsDraft = true }, PaperFonts.Shipped, DateTimeOffset.UnixEpoch)[..2]);
        }
    }

    [GeneratedRegex(@"^\s*\d+\s*\n")]
    private static partial Regex PageNumber();
}
