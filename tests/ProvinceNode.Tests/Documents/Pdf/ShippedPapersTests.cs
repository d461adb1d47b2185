using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Docx;
using ProvinceNode.Documents.Pdf;
using ProvinceNode.Dossiers;
using ProvinceNode.Tests.Dossiers;

namespace ProvinceNode.Tests.Documents.Pdf;

/// <summary>Papers as the node itself words them, through both writers: receipt, hand-over and posting notice, in both organisations.</summary>
public sealed class ShippedPapersTests
{
    public static TheoryData<string, string> Cases => new() { { "D01", "2022-10-05" }, { "D01", "2026-11-16" }, { "D09", "2022-10-05" }, { "D09", "2026-11-16" }, { "D21", "2022-10-05" } };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Paper_OfTheNode_IsWholeInBothForms(string paper, string day)
    {
        var content = Content(paper, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));

        var pdf = PaperPdf.Render(content, PaperFonts.Shipped, new PdfOptions { Id = Guid.Empty, CreatedAt = DateTimeOffset.UnixEpoch });
        var docx = PaperDocx.Render(content, PaperFonts.Shipped, DateTimeOffset.UnixEpoch);

        Assert.Equal(1, pdf.Pages);
        var text = PdfTools.Text(pdf.Bytes);
        Assert.All(content.Lines.Select(l => $"{l.Label}: {l.Value}".Trim()).Concat(content.Closing).Append(content.PlaceAndDate).Append(content.Title), s => Assert.Contains(PdfTools.Flat(s), text, StringComparison.Ordinal));
        Assert.Equal("", PaperFonts.Shipped.Missing(FontStyle.Regular, content.ToJson()));
        using var document = WordprocessingDocument.Open(new MemoryStream(docx), false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2016).Validate(document).Select(f => f.Description));
    }

    private static PaperContent Content(string paper, DateOnly day)
    {
        var (context, dossier) = (ShippedFlow.On(day), ShippedFlow.Dossier(day, DossierStatus.Posted));
        (dossier.DueOn, dossier.PostedFrom, dossier.PostedUntil, dossier.ReviewedEligible) = (day.AddDays(30), day, day.AddDays(2), true);
        return paper switch
        {
            "D01" => DeskPapers.Receipt(context, dossier, 7, "Lê Thị Hoa", ["Tờ khai mẫu 1đ"]),
            "D09" => FlowPapers.Posting(context, dossier),
            _ => DeskPapers.HandOver(context, dossier, "Quyết định số 05/QĐ-UBND", "Nguyễn Thị Hoa", "038182000777", "Lê Thị Hoa"),
        };
    }
}
