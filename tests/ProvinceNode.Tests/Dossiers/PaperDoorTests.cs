using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Deadlines;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Documents.Pdf;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Doors of papers: the apology's draft, the control sheet and the register as files, and who signs a division's letter (policy 4.2).</summary>
public sealed class PaperDoorTests
{
    [Fact]
    public async Task Apology_WithItsDraftEdited_IsIssuedSoWithANumber()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var flow = new FlowRun(host);
        await flow.ToAppraisalAsync();
        var client = await host.SignInAsync(Roles.Chairman, "38.400");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await client.GetAsync(new Uri($"/ho-so/{flow.Id}/du-thao/D04", UriKind.Relative))).StatusCode); // in time
        host.Clock.SetDay(new DateOnly(2022, 11, 3)); // promised for Friday the 4th
        var page = await PageReader.OpenAsync(client, $"/ho-so/{flow.Id}/du-thao/D04");
        var field = page.Document.QuerySelectorAll("textarea").First(t => t.TextContent.Contains("thông cảm", StringComparison.Ordinal)).GetAttribute("name")!;
        await page.SubmitAsync(new Dictionary<string, object?> { [field] = "Rất mong ông/bà thông cảm và tiếp tục phối hợp./." }, button: "Lưu dự thảo");

        var chairman = flow.Dossiers.Official(Roles.Chairman, "38.400");
        await flow.MustAsync(chairman, (s, v) => s.GetRequiredService<Apologise>().Handle(new(flow.Id, v, "Chờ xác minh của công an", new DateOnly(2022, 11, 11)), chairman, default));

        var paper = await host.WithDbAsync(db => db.Papers.AsNoTracking().SingleAsync(p => p.Paper == "D04"));
        var content = PaperContent.Parse(paper.Content);
        Assert.Equal(("01/PXL-UBND", "Số: 01/PXL-UBND", "38.400"), (paper.Number, content.NumberLine, paper.OfficePath));
        Assert.Contains("Rất mong ông/bà thông cảm và tiếp tục phối hợp./.", content.Paragraphs);
        Assert.Contains(content.Paragraphs, p => p.Contains("gia hạn: ngày 11/11/2022", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ControlSheetAndRegister_TakenOut_AreFilesWithTheDossier()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        await flow.ReceiveAsync();
        var client = await host.SignInAsync(Roles.Desk, flow.Dossiers.Commune);
        var code = (await flow.Dossiers.LoadAsync(flow.Id)).Code;

        var sheet = PdfTools.Text(await client.GetByteArrayAsync(new Uri($"/ho-so/{flow.Id}/du-thao/D06?handler=Pdf", UriKind.Relative)));
        Assert.Contains("PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", sheet, StringComparison.Ordinal);
        var page = await PageReader.OpenAsync(client, "/ho-so/so-theo-doi");
        var token = page.Document.QuerySelector("form[method=post] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["kind"] = "pdf", ["__RequestVerificationToken"] = token });
        using var answer = await client.PostAsync(new Uri("/ho-so/so-theo-doi", UriKind.Relative), form);

        var pdf = await answer.Content.ReadAsByteArrayAsync();
        var text = PdfTools.Text(pdf);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.All(new[] { "SỔ THEO DÕI HỒ SƠ", "Từ ngày 01/10/2022 đến ngày 31/10/2022", "Nguyễn Văn Thủy", "Tổng số: 1 hồ sơ." }, t => Assert.Contains(t, text, StringComparison.Ordinal));
        Assert.Contains(code, text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Matches(@"Page size:\s+841\.89 x 595\.28 pts", PdfTools.Run(pdf, "pdfinfo", "FILE").Output); // it lies
        Assert.Equal(1, await host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.RegisterExport)));
    }

    [Theory]
    [InlineData("2022-10-05", "38.400.16063", "14845", Roles.DivisionHead, Roles.Chairman)]
    [InlineData("2026-11-02", "38.16072", "16078", Roles.Chairman, Roles.DivisionHead)]
    public async Task MoveLetter_Waiting_IsSignedByTheHeadOfWhoWritesIt(string day, string from, string commune, string signs, string mayNot)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled, start: OutcomeTests.Month(day, -6), commune: from);
        var id = await run.FiledAsync(Procedures.Move, RequestKind.MoveOut, Person.Disabled, from);
        await run.DecidedAsync(id, Person.Disabled.Plain, new Measure { ToProvince = "38", ToCommune = commune });
        var letter = await host.WithDbAsync(db => db.Papers.AsNoTracking().SingleAsync(p => p.Paper == MoveLetter.Code));

        Assert.True((await SignAsync(host, letter, run.Dossiers.Official(mayNot, letter.OfficePath))).Has(CommonProblems.NotAllowed));
        var head = run.Dossiers.Official(signs, letter.OfficePath);
        var signed = await SignAsync(host, letter, head);

        Assert.True(signed.Succeeded, string.Join("; ", signed.Problems.Select(p => p.Message)));
        Assert.Equal((PaperState.AwaitingNumber, head.FullName), (signed.Value.State, PaperContent.Parse(signed.Value.Content).Signatures[0].Name));
    }

    private static Task<Outcome<IssuedPaper>> SignAsync(NodeHost host, IssuedPaper paper, SignedInOfficial official) => host.WithAsync(s =>
    {
        s.GetRequiredService<CurrentOfficial>().Set(official);
        return s.GetRequiredService<SignPaper>().Handle(paper.Id, official, default);
    }, official.Office.Value);
}
