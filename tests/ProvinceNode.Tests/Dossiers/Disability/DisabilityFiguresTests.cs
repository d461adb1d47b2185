using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Disability;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Disability;

/// <summary>Mẫu 07 and 08 of Circular 01/2019 count what the council concluded and the commune issued (policy 7.1).</summary>
public sealed class DisabilityFiguresTests
{
    private static readonly DateOnly Day = new(2022, 10, 5);

    [Fact]
    public void Rows_OfThePeriod_CountEachPersonOnceByType()
    {
        DisabilityEvent[] determined =
        [
            new("1", DisabilityDegree.Severe, "1982-03-15", 1, Day), new("1", DisabilityDegree.Mild, "2010-01-01", 2, Day), new("1,4", DisabilityDegree.ExtremelySevere, "2006-10-06", 2, Day),
        ];

        var rows = DisabilityFigures.Rows(determined, ["", "5"], ["1", "1", "1,4"]);

        Assert.Equal(["Khuyết tật vận động", DisabilityFigures.Several], rows.Where(r => r.Determined > 0).Select(r => r.Type));
        Assert.Equal((2, 0, 1, 1, 1, 1, 0, 2), rows[0] is var r ? (r.Determined, r.ExtremelySevere, r.Severe, r.Mild, r.Children, r.Women, r.ToMedicalBoard, r.Certificates) : default);
        Assert.Equal(1, rows.Single(x => x.Type == DisabilityFigures.Several).Children); // fifteen until tomorrow
        Assert.Equal((3, 2, 3), (rows.Sum(x => x.Determined), rows.Sum(x => x.ToMedicalBoard), rows.Sum(x => x.Certificates)));
        Assert.Equal(1, rows.Single(x => x.Type == DisabilityFigures.Unknown).ToMedicalBoard);
        Assert.DoesNotContain(DisabilityFigures.Rows([], [], []), x => x.Type == DisabilityFigures.Unknown);
    }

    [Fact]
    public async Task Report_OfACommuneAndItsDistrict_HasTheFormAndFileOfEach()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new CouncilRun(host);
        await run.CertifyAsync();
        var commune = await host.SignInAsync(Roles.SocialOfficer, run.Dossiers.Commune);
        var page = await (await PageReader.OpenAsync(commune, "/giay-xac-nhan-khuyet-tat")).FollowAsync("Báo cáo xác định mức độ khuyết tật (Mẫu số 07, 08)");
        Assert.Contains("(Mẫu số 07; kỳ báo cáo từ ngày 01/07/2022 đến ngày 31/12/2022)", page.Main, StringComparison.Ordinal);
        var total = page.Document.QuerySelector("tr.sum")!.QuerySelectorAll("td").Select(c => c.TextContent.Trim()).ToList();
        Assert.Equal(("Tổng cộng", "1", "1"), (total[1], total[2], total[^1]));

        var district = await host.SignInAsync(Roles.Appraiser, run.Dossiers.DecidingOffice);
        Assert.Contains("(Mẫu số 08;", (await PageReader.OpenAsync(district, "/giay-xac-nhan-khuyet-tat/bao-cao?nam=2022&ky=nam")).Main, StringComparison.Ordinal);
        var other = await host.SignInAsync(Roles.SocialOfficer, "38.400.16066");
        Assert.Equal("0", (await PageReader.OpenAsync(other, "/giay-xac-nhan-khuyet-tat/bao-cao")).Document.QuerySelector("tr.sum")!.QuerySelectorAll("td")[2].TextContent.Trim());
        var pdf = await commune.GetByteArrayAsync(new Uri("/giay-xac-nhan-khuyet-tat/bao-cao?handler=Pdf", UriKind.Relative));
        Assert.Contains("KẾT QUẢ XÁC ĐỊNH MỨC ĐỘ KHUYẾT TẬT", Documents.Pdf.PdfTools.Text(pdf), StringComparison.Ordinal);
        Assert.Equal("PK"u8.ToArray(), (await commune.GetByteArrayAsync(new Uri("/giay-xac-nhan-khuyet-tat/bao-cao?handler=Xlsx", UriKind.Relative)))[..2]);
    }
}
