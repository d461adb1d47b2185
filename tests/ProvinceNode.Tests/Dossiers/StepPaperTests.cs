using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Papers of the steps are frozen and numbered by the step that follows them, with what was written into their drafts (policy 4.2, 4.3).</summary>
public sealed class StepPaperTests
{
    private const string Three = "2022-10-05";
    private const string Two = "2026-11-02";

    [Theory]
    [InlineData(Three, "TTr-LĐTBXH", "PHÒNG LAO ĐỘNG – THƯƠNG BINH VÀ XÃ HỘI")]
    [InlineData(Two, "TTr-VHXH", "PHÒNG VĂN HÓA – XÃ HỘI")]
    public async Task Grant_ThroughItsSteps_IssuesMinutesAndSubmissionOnce(string day, string series, string division)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled);
        await run.ToSignatureAsync(id, Person.Disabled.With(DisabilityDegree.Severe, OutcomeTests.Day(day).AddMonths(-1)));
        Assert.DoesNotContain(await PapersAsync(host, id), p => p.Paper == "D13"); // a draft until the chairman acts on it
        await run.MustAsync(id, ActKinds.SendBack, (s, v, o) => s.GetRequiredService<SendBack>().Handle(new(id, v, "Xem lại mức độ"), o, default));
        host.Clock.SetDay(run.Dossiers.Today.AddDays(1));
        await run.DecidedAsync(id, Person.Disabled.With(DisabilityDegree.Severe, OutcomeTests.Day(day).AddMonths(-1)));

        var papers = await PapersAsync(host, id);
        var (meeting, posting, submission) = (Assert.Single(papers, p => p.Paper == "D08"), Assert.Single(papers, p => p.Paper == "D10"), Assert.Single(papers, p => p.Paper == "D13"));
        Assert.Equal(["01/BB-UBND", "02/BB-UBND"], new[] { meeting, posting }.Select(p => p.Number));
        Assert.All(new[] { meeting, posting }, p => Assert.Equal($"Số: {p.Number}", PaperContent.Parse(p.Content).NumberLine));
        // This division has no head: nobody's name, number or seal stands on what the chairman acted on.
        Assert.Equal((PaperState.AwaitingSignature, "", "", $"Số: ………/{series}"), (submission.State, submission.Number, submission.SignerName, PaperContent.Parse(submission.Content).NumberLine));
        Assert.Equal(division, PaperContent.Parse(submission.Content).Issuer);
        Assert.Contains("Nguyễn Văn Thủy", PaperContent.Parse(meeting.Content).Tables[0].Rows[0]);
        var decision = PaperContent.Parse(papers.Single(p => p.Paper == "D14").Content);
        Assert.Equal(day == Three, decision.Bases[^1].Contains("Công văn số 01/UBND-VHXH ngày", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Minutes_WithTheirDraftEdited_AreFrozenAsEditedWithTheDeclaredGroup()
    {
        await using var node = await NodeHost.StartAsync();
        var run = new FlowRun(node);
        await run.SubmitAsync();
        await run.ReceiveAsync();
        await run.ReviewAsync();
        var client = await node.SignInAsync(Roles.SocialOfficer, run.Dossiers.Commune);
        var page = await PageReader.OpenAsync(client, $"/ho-so/{run.Id}/du-thao/D08");
        var field = page.Document.QuerySelectorAll("textarea").First(t => t.TextContent.Contains("Mặt trận Tổ quốc", StringComparison.Ordinal)).GetAttribute("name")!;

        var saved = await page.SubmitAsync(new Dictionary<string, object?> { [field] = "- ông Bùi Văn Bình, Chủ tịch Ủy ban Mặt trận Tổ quốc – Thành viên;" }, button: "Lưu dự thảo");
        Assert.Contains("Đã lưu dự thảo", saved.Main, StringComparison.Ordinal);
        await run.OpenPostingAsync();

        var minutes = PaperContent.Parse((await PapersAsync(node, run.Id)).Single(p => p.Paper == "D08").Content);
        Assert.Contains("- ông Bùi Văn Bình, Chủ tịch Ủy ban Mặt trận Tổ quốc – Thành viên;", minutes.Paragraphs);
        Assert.Contains(minutes.Tables[0].Rows[0], c => c.Contains("người khuyết tật", StringComparison.Ordinal)); // what the rules give for the declared facts
        Assert.False(minutes.IsDraft);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await client.GetAsync(new Uri($"/ho-so/{run.Id}/du-thao/D08", UriKind.Relative))).StatusCode);
    }

    [Theory]
    [InlineData(Three, "38.400.16063", "38", "14845", "LĐTBXH", "TRƯỞNG PHÒNG", "PHÒNG LAO ĐỘNG – THƯƠNG BINH VÀ XÃ HỘI")]
    [InlineData(Two, "38.16072", "38", "16078", "UBND-VHXH", "CHỦ TỊCH", "ỦY BAN NHÂN DÂN XÃ HOA LỘC")]
    [InlineData(Two, "38.16072", "01", "00004", "UBND-VHXH", "CHỦ TỊCH", "ỦY BAN NHÂN DÂN XÃ HOA LỘC")]
    public async Task MoveOut_Numbered_BringsTheLetterThatSendsTheFile(string day, string from, string province, string commune, string series, string head, string issuer)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled, start: OutcomeTests.Month(day, -6), commune: from);
        var id = await run.FiledAsync(Procedures.Move, RequestKind.MoveOut, Person.Disabled, from);

        await run.DecidedAsync(id, Person.Disabled.Plain, new Measure { ToProvince = province, ToCommune = commune });

        var letter = (await PapersAsync(host, id)).Single(p => p.Paper == MoveLetter.Code);
        var content = PaperContent.Parse(letter.Content);
        Assert.Equal((PaperState.AwaitingSignature, ""), (letter.State, letter.Number));
        Assert.Equal((issuer, $"Số: ………/{series}", head), (content.Issuer, content.NumberLine, Assert.Single(content.Signatures).Title));
        Assert.StartsWith("Ủy ban nhân dân ", Assert.Single(content.Addressees), StringComparison.Ordinal);
        var text = string.Join('\n', content.Paragraphs);
        Assert.Contains($"Quyết định số 01/QĐ-UBND ngày {Protos.Values.VietnameseFormat.Date(run.Dossiers.Today)} thôi chi trả kể từ tháng", text, StringComparison.Ordinal);
        Assert.Contains("540.000 đồng/tháng", text, StringComparison.Ordinal);
        Assert.Equal(3, content.Items.Count);

        // Before it is issued it is taken away as a Word file, through the page.
        var client = await host.SignInAsync(Roles.SocialOfficer, from);
        var docx = await client.GetByteArrayAsync(new Uri($"/ho-so/{id}/van-ban/{letter.Id}?handler=docx", UriKind.Relative));
        using var word = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(new MemoryStream(docx), false);
        Assert.Contains("chuyển hồ sơ đối tượng bảo trợ xã hội", word.MainDocumentPart!.Document.InnerText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nhà ở không an toàn trong mùa mưa bão.", "nhà bị đổ, sập, trôi, cháy hoàn toàn, ngày 02/11/2026; Nhà ở không an toàn trong mùa mưa bão;")]
    [InlineData("", "nhà bị đổ, sập, trôi, cháy hoàn toàn, ngày 02/11/2026;")]
    public async Task Emergency_Decided_SaysTheGroundAndNotTheAppraisersNote(string words, string reason)
    {
        await using var host = await OutcomeTests.StartAsync(Two);
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(Procedures.EmergencyHousing, RequestKind.Emergency, Person.Disabled);

        await run.DecidedAsync(id, Person.Disabled.Plain, new Measure { On = OutcomeTests.Day(Two), Receiver = new("Trần Thị Chăm", "038181000777", "con"), Aid = AidKind.HouseLost, Hard = true, Words = words });

        var paper = PaperContent.Parse((await PapersAsync(host, id)).Single(p => p.Paper == "KC1").Content);
        Assert.Contains(paper.Paragraphs, p => p.StartsWith("Lý do: " + reason, StringComparison.Ordinal));
        Assert.DoesNotContain("Đủ giấy tờ", paper.ToJson(), StringComparison.Ordinal); // the note that OutcomeRun writes
    }

    private static Task<List<IssuedPaper>> PapersAsync(NodeHost host, Guid id) => host.WithDbAsync(db => db.Papers.AsNoTracking().Where(p => p.DossierId == id).OrderBy(p => p.IssuedAt).ToListAsync());
}
