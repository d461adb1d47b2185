using System.Text;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Pdf;

namespace ProvinceNode.Tests.Documents.Pdf;

/// <summary>The certificate of disability is a card of 66 × 98 mm, light blue (Circular 01/2019, policy 3.11).</summary>
public sealed class CardTests
{
    private static readonly PdfOptions Options = new()
    {
        Id = Guid.Empty, CreatedAt = DateTimeOffset.UnixEpoch,
        Signature = new PdfSignaturePlan { Lines = ["Ký bởi: ỦY BAN NHÂN DÂN XÃ HOA LỘC", "Thời gian: 05-10-2022; 08:30:00 +07:00"], SignedAt = DateTimeOffset.UnixEpoch, Name = "x" },
    };

    [Theory]
    [InlineData("2022-10-05", "Nguyễn Văn Thủy", "vận động")]
    [InlineData("2026-11-16", "Ngô Đặng Tường Vy Khánh Phượng Quỳnh Hương Giang", "vận động, nghe nói, nhìn, thần kinh tâm thần, trí tuệ, khuyết tật khác")]
    public void Certificate_Drawn_IsOneCardWithEverythingOnIt(string day, string name, string types)
    {
        var samples = new PaperSamples(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), PaperSamples.Thuy with { FullName = name }, PaperSamples.Severe);
        var card = DisabilityPapers.Certificate(samples.Scene, "38.400.16063.000123", new DisabilityCase(samples.Person, types, "Đặc biệt nặng"), samples.Chairman) with { VerifyUrl = "https://baotroxahoi.thanhhoa.gov.vn/xac-minh/ABCD-EFGH-JKMN-PQRS" };

        var pdf = PaperPdf.Render(card, PaperFonts.Shipped, Options);

        Assert.Equal((1, true), (pdf.Pages, pdf.Signable));
        Assert.Matches(@"Page size:\s+277\.8 x 187\.09 pts", PdfTools.Run(pdf.Bytes, "pdfinfo", "FILE").Output); // 98 × 66 mm
        var text = PdfTools.Text(pdf.Bytes);
        Assert.All(new[] { "GIẤY XÁC NHẬN KHUYẾT TẬT", "Số hiệu: 38.400.16063.000123", PaperStyle.Upper(name), types, "Mức độ khuyết tật: Đặc biệt nặng", samples.Person.Address, "Độc lập - Tự do - Hạnh phúc", card.PlaceAndDate, "CHỦ TỊCH", "Trần Văn Minh" },
            t => Assert.Contains(PdfTools.Flat(t), text, StringComparison.Ordinal));
        Assert.All(PdfTools.Run(pdf.Bytes, "pdffonts", "FILE").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..], l => Assert.Matches(@"Tinos\S*\s+CID TrueType\s+Identity-H\s+yes yes yes", l));
        Assert.Contains("No syntax or stream encoding errors found", PdfTools.Run(pdf.Bytes, "qpdf", "--check", "FILE").Output, StringComparison.Ordinal);
        Assert.Equal(text, text.Normalize(NormalizationForm.FormC));
        // Inside the card, below and above: nothing is cut off.
        Assert.All(PdfTools.Boxes(pdf.Bytes), b => Assert.InRange(b.Bottom, 0, 187.09));
    }
}
