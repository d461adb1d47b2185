using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>What was shown and filed at the reception, on the receipt, in the dossier and on the slip (policy 3.3, 3.4 S1, 4.3 D01, D21).</summary>
public sealed class PresentedPapersTests
{
    [Fact]
    public async Task Reception_WithPapers_ListsWhatWasFiledAndShown()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = new DateOnly(2022, 10, 5) });
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        var desk = await host.SignInAsync(Roles.Desk, flow.Dossiers.Commune);
        var page = await PageReader.OpenAsync(desk, $"/ho-so/{flow.Id}/tiep-nhan");
        var typed = new Dictionary<string, object?>
        {
            ["Presented.to-khai.1đ"] = "Original", [$"Presented.{SubmitPapers.Certificate}"] = "Shown", [$"PresentedCount.{SubmitPapers.Certificate}"] = "100",
            ["OtherPapers"] = "Đơn của trưởng thôn", ["Email"] = "khong-phai-email",
        };

        var told = await page.SubmitAsync(typed, button: "Tiếp nhận");
        Assert.Equal(2, told.Problems.Count);
        Assert.Equal("Shown", told.Document.QuerySelector($"select[name='Presented.{SubmitPapers.Certificate}'] option[selected]")!.GetAttribute("value")); // what was chosen stays
        typed[$"PresentedCount.{SubmitPapers.Certificate}"] = "1";
        typed["Email"] = "thuy@vidu.vn";
        await told.SubmitAsync(typed, button: "Tiếp nhận");

        var dossier = await flow.Dossiers.LoadAsync(flow.Id);
        Assert.Equal(new PresentedPaper[] { new("to-khai.1đ", PaperForm.Original), new(SubmitPapers.Certificate, PaperForm.Shown), new("Đơn của trưởng thôn", PaperForm.Copy) }, PresentedPapers.Of(dossier));
        var receipt = PaperContent.Parse(await host.WithDbAsync(db => db.Papers.Where(p => p.DossierId == flow.Id && p.Paper == "D01").Select(p => p.Content).SingleAsync()));
        Assert.Equal(["Tờ khai mẫu số 1đ (bản chính, số lượng: 01)", "Giấy xác nhận khuyết tật (xuất trình bản chính để đối chiếu, số lượng: 01)", "Đơn của trưởng thôn (bản sao, số lượng: 01)"], receipt.Items.Take(3));
        Assert.Equal("thuy@vidu.vn", receipt.Lines.Single(l => l.Label == "Email").Value);
        Assert.Contains(receipt.Closing, c => c.StartsWith("Giấy tờ chưa đối chiếu: Đơn của trưởng thôn", StringComparison.Ordinal) && !c.Contains("Giấy xác nhận khuyết tật", StringComparison.Ordinal));
        Assert.Contains(SlipData.Papers(dossier), s => s.StartsWith("Giấy xác nhận khuyết tật: đủ (", StringComparison.Ordinal) && s.EndsWith("xuất trình bản chính để đối chiếu, số lượng: 01)", StringComparison.Ordinal));
        Assert.Contains("Đơn của trưởng thôn (bản sao, số lượng: 01)", (await PageReader.OpenAsync(desk, $"/ho-so/{flow.Id}")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_OfAnOnlineDossier_CountItsFiles()
    {
        var dossier = ShippedFlow.Dossier(ShippedFlow.Pilot);
        foreach (var paper in new[] { SubmitPapers.Certificate, SubmitPapers.Certificate, SubmitPapers.HivPaper.Code })
        {
            dossier.Attachments.Add(new Attachment
            {
                Id = Guid.NewGuid(), DossierId = dossier.Id, TenantPath = dossier.TenantPath, Paper = paper, FileName = "a.pdf", Hash = new string('0', 64), Bytes = 10, MediaType = "application/pdf", AddedAt = dossier.SubmittedAt,
            });
        }

        Assert.Equal([$"Tờ khai mẫu số {dossier.Form} (bản điện tử, số lượng: 01)", "Giấy xác nhận khuyết tật (bản điện tử, số lượng: 02 tệp)", $"{NeutralWords.MedicalPaper} (bản điện tử, số lượng: 01 tệp)"], PresentedPapers.Lines(dossier));
        Assert.Equal(["Giấy xác nhận khuyết tật", NeutralWords.MedicalPaper], PresentedPapers.Uncompared(dossier));
    }

    [Theory]
    [InlineData("4", 4, "4/5")]
    [InlineData("", null, null)]
    public async Task HandOver_WithAScore_KeepsAndPrintsIt(string typed, int? kept, string? printed)
    {
        await using var host = await NodeHost.StartAsync(new() { Day = new DateOnly(2022, 10, 5) });
        var flow = new FlowRun(host);
        await flow.ToAwaitingSignatureAsync();
        await flow.MustAsync(flow.Chairman, (s, v) => s.GetRequiredService<Sign>().Handle(flow.Id, v, flow.Chairman, default));
        await flow.MustAsync(flow.Clerk, (s, v) => s.GetRequiredService<Number>().Handle(flow.Id, v, flow.Clerk, default));
        var desk = await host.SignInAsync(Roles.Desk, flow.Dossiers.Commune);
        var page = await PageReader.OpenAsync(desk, $"/ho-so/{flow.Id}/tra-ket-qua");

        if (typed.Length > 0)
        {
            page = await page.SubmitAsync(new Dictionary<string, object?> { ["Score"] = "9" }, button: "Trả kết quả");
            Assert.Contains("từ 1 đến 5", Assert.Single(page.Problems), StringComparison.Ordinal);
        }

        await page.SubmitAsync(new Dictionary<string, object?> { ["Score"] = typed }, button: "Trả kết quả");

        Assert.Equal(kept, (await flow.Dossiers.LoadAsync(flow.Id)).Satisfaction);
        var slip = PaperContent.Parse(await host.WithDbAsync(db => db.Papers.Where(p => p.DossierId == flow.Id && p.Paper == "D21").Select(p => p.Content).SingleAsync()));
        Assert.Equal(printed, slip.Lines.SingleOrDefault(l => l.Label == "Mức độ hài lòng")?.Value);
    }
}
