using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using TestSupport;

namespace ProvinceNode.Tests.Citizens;

/// <summary>Tracking, completing and withdrawing through the public pages.</summary>
public sealed class TrackTests
{
    [Fact]
    public async Task Track_CodeAndDigits_ShowsStatusWithoutNameOrNumber()
    {
        await using var node = await NodeHost.StartAsync();
        var (browser, dossier) = await TrackedAsync(node);
        Assert.Equal("Hồ sơ " + dossier.Code, browser.Heading);
        Assert.Contains("Chờ tiếp nhận", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(dossier.Owner.FullName, browser.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(dossier.Owner.CitizenId, browser.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Track_FiveWrongTries_LocksTheCodeForAWhile()
    {
        await using var node = await NodeHost.StartAsync();
        var dossier = await SubmittedAsync(node);
        var browser = new Browser(node.NewClient());
        for (var i = 0; i < 5; i++)
        {
            await TryAsync(browser, dossier.Code, "9999");
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.Single(browser.Problems);
        }

        await TryAsync(browser, dossier.Code, dossier.Owner.CitizenId[^4..]);
        Assert.Equal(HttpStatusCode.TooManyRequests, browser.Status);
        node.Clock.Advance(TimeSpan.FromMinutes(16));
        await TryAsync(browser, dossier.Code, dossier.Owner.CitizenId[^4..]);
        Assert.Equal("/tra-cuu/ho-so", browser.Address.AbsolutePath);
    }

    [Fact]
    public async Task Track_WithoutProof_LeadsToTheQuestion()
    {
        await using var node = await NodeHost.StartAsync();
        var browser = new Browser(node.NewClient());
        await browser.GoAsync("/tra-cuu/ho-so");
        Assert.Equal("/tra-cuu", browser.Address.AbsolutePath);
    }

    [Fact]
    public async Task Supplement_AnsweredAfterThreeWorkingDays_MovesBothDueDaysByThree()
    {
        await using var node = await NodeHost.StartAsync();
        var (browser, dossier) = await TrackedAsync(node);
        var data = new TestDossiers(node);
        var desk = data.Official(Roles.Desk);
        var officer = data.Official(Roles.SocialOfficer);
        await data.DoAsync(dossier.Id, desk, (s, v) => s.GetRequiredService<Receive>().Handle(new(dossier.Id, v), desk, default));
        var before = await data.LoadAsync(dossier.Id);
        await data.DoAsync(dossier.Id, officer, (s, v) => s.GetRequiredService<RequestSupplement>().Handle(new(dossier.Id, v, "Giấy xác nhận bản rõ\nSố điện thoại", "Ảnh mờ"), officer, default));
        node.Clock.SetDay(new DateOnly(2025, 3, 13));
        browser = new Browser(node.NewClient());
        await TryAsync(browser, dossier.Code, dossier.Owner.CitizenId[^4..]);
        Assert.Contains("Giấy xác nhận bản rõ", browser.Text, StringComparison.Ordinal);
        await browser.PressAsync(name: null, handler: "Answer");
        Assert.Single(browser.Problems);
        await browser.Fill("Text", "Tôi gửi lại ảnh").Attach("Papers.bo-sung", "ro.jpg", WizardTests.Photo).PressAsync(name: null, handler: "Answer");
        var after = await data.LoadAsync(dossier.Id);
        var calendar = await node.WithDbAsync(async db => new WorkingCalendar(await db.DaysOff.ToListAsync()));
        Assert.Equal((DossierStatus.Received, null, null), (after.Status, after.ResumeStatus, after.PausedOn));
        Assert.Equal((calendar.AddWorkingDays(before.DueOn!.Value, 3), calendar.AddWorkingDays(before.StepDueOn!.Value, 3)), (after.DueOn!.Value, after.StepDueOn!.Value));
        Assert.Equal(after.StepDueOn, after.Steps.MaxBy(s => s.Number)!.NextDueOn);
        Assert.Contains(after.Attachments, a => a is { Paper: SubmitPapers.Supplement, FileName: "ro.jpg" });
        Assert.Equal("Tôi gửi lại ảnh", after.Supplements.Single().Answer);
    }

    [Fact]
    public async Task Withdrawal_AskedAndConfirmed_WaitsForTheDesk()
    {
        await using var node = await NodeHost.StartAsync();
        var (browser, dossier) = await TrackedAsync(node);
        await browser.Fill("Reason", "Đã chuyển đi").PressAsync(name: null, handler: "Withdraw");
        Assert.Equal(DossierStatus.AwaitingReception, await StatusAsync(node));
        await browser.PressAsync(name: null, handler: "Withdraw");
        Assert.Equal(DossierStatus.WithdrawalRequested, await StatusAsync(node));
        Assert.Contains("Công dân yêu cầu rút hồ sơ", browser.Text, StringComparison.Ordinal);
        var again = await node.WithAsync(s => s.GetRequiredService<RequestWithdrawal>().Handle(dossier.Id, "", default), dossier.TenantPath);
        Assert.True(again.Has(DossierProblems.WrongStatus));
        var answer = await node.WithAsync(s => s.GetRequiredService<AnswerSupplement>().Handle(new(dossier.Id, "x", []), default), dossier.TenantPath);
        Assert.True(answer.Has(DossierProblems.WrongStatus));
    }

    [Fact]
    public async Task Papers_ByCodeAndDigits_AreTheSlipsOfTheDeskNotTheDecision()
    {
        await using var node = await NodeHost.StartAsync();
        var run = new Dossiers.FlowRun(node);
        await run.ToAwaitingSignatureAsync();
        await run.MustAsync(run.Chairman, (s, v) => s.GetRequiredService<Sign>().Handle(run.Id, v, run.Chairman, default));
        await run.MustAsync(run.Clerk, (s, v) => s.GetRequiredService<Number>().Handle(run.Id, v, run.Clerk, default));
        var dossier = await run.Dossiers.LoadAsync(run.Id);
        var papers = await node.WithDbAsync(db => db.Papers.AsNoTracking().Where(p => p.DossierId == run.Id).ToListAsync());
        var browser = new Browser(node.NewClient());

        await TryAsync(browser, dossier.Code, dossier.Owner.CitizenId[^4..]);

        Assert.Contains("Được trợ cấp", browser.Text, StringComparison.Ordinal);
        Assert.Equal(["/tra-cuu/van-ban/" + papers.Single(p => p.Paper == "D01").Id], browser.Page.QuerySelectorAll("a[href^='/tra-cuu/van-ban/']").Select(a => a.GetAttribute("href")!));
        foreach (var paper in papers)
        {
            await browser.GoAsync("/tra-cuu/van-ban/" + paper.Id);
            Assert.Equal(paper.Paper == "D01" ? HttpStatusCode.OK : HttpStatusCode.NotFound, browser.Status);
            if (paper.Paper != "D01")
            {
                await browser.GoAsync($"/tra-cuu/van-ban/{paper.Id}?handler=Pdf");
                Assert.Equal(HttpStatusCode.NotFound, browser.Status);
            }
        }

        Assert.Contains(papers, p => p.Paper == "D14");
    }

    // T6 of the policy's examples: two awards are one sum, explained with arithmetic and clauses.
    [Fact]
    public async Task Result_OfAssistanceWithCare_IsTheSumWithItsReasons()
    {
        await using var node = await NodeHost.StartAsync(new() { Day = new DateOnly(2022, 10, 5) });
        var run = new Dossiers.OutcomeRun(node);
        var person = ProvinceNode.Tests.Dossiers.Person.Disabled;
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, person, null, RequestKind.Care);
        await run.DecidedAsync(id, person.With(ProvinceNode.Eligibility.DisabilityDegree.ExtremelySevere, new DateOnly(2022, 9, 5)) with { Care = [new(ProvinceNode.Eligibility.CareKind.Family)] },
            new ProvinceNode.Dossiers.Outcomes.Measure { Receiver = new("Đỗ Thị Oanh", "038172000555", "bà ngoại") });
        var browser = new Browser(node.NewClient());

        await TryAsync(browser, (await run.Dossiers.LoadAsync(id)).Code, "0102");

        Assert.Contains("Được trợ cấp 1.080.000 đồng/tháng", browser.Text, StringComparison.Ordinal);
        var why = browser.Page.QuerySelector("details")!;
        Assert.False(why.HasAttribute("open"));
        Assert.Contains("360.000 đồng × hệ số 2,0 = 720.000 đồng/tháng", why.TextContent, StringComparison.Ordinal);
        Assert.Contains("Hỗ trợ kinh phí chăm sóc, nuôi dưỡng hàng tháng", why.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(why.QuerySelectorAll("li"));
        Assert.DoesNotContain("16063.000012", why.TextContent, StringComparison.Ordinal); // number of the certificate
        Assert.DoesNotContain("Đỗ Thị Oanh", browser.Page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Reasons_OfAGroupOfHiv_NameNeitherIllnessNorClause()
    {
        var facts = new ProvinceNode.Eligibility.Facts
        {
            Birth = Protos.Values.BirthDate.Parse("2015-03-15"), Hiv = new(new DateOnly(2022, 1, 5)), Poverty = [new(ProvinceNode.Eligibility.PovertyStatus.Poor)],
        };
        var appraisal = Appraisal.Of(facts, new Protos.Values.PayMonth(202210), ProvinceNode.Tests.Eligibility.Law.Book, "38");
        var dossier = ProvinceNode.Tests.Dossiers.ShippedFlow.Dossier(ProvinceNode.Tests.Dossiers.ShippedFlow.Pilot);
        Assert.True(Assert.Single(appraisal.Answer.Awards).Sensitive);

        var reasons = ProvinceNode.Citizens.TrackedReasons.Of(dossier, appraisal, _ => true, _ => true);

        Assert.Equal(appraisal.Answer.Awards[0].MonthlyDong, reasons.MonthlyDong);
        Assert.Empty(Assert.Single(reasons.Trials).Clauses);
        Assert.DoesNotContain("HIV", string.Join(' ', reasons.Awards) + string.Join(' ', reasons.Trials.Select(t => t.Label)) + string.Join(' ', reasons.Remarks), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Track_LongCodesAndManyTries_LeaveLittleBehind()
    {
        await using var node = await NodeHost.StartAsync();
        var throttle = node.App.Services.GetRequiredService<ProvinceNode.Platform.Throttle>();
        var page = await PageReader.OpenAsync(node.NewClient(), "/tra-cuu");

        var answer = await page.SubmitAsync(new Dictionary<string, object?> { ["ma"] = new string('X', 300_000), ["digits"] = "1234" });
        Assert.Equal((HttpStatusCode.OK, 1, 1), (answer.Status, answer.Problems.Count, throttle.Held)); // the address alone
        for (var i = 0; i < 40; i++)
        {
            answer = await page.SubmitAsync(new Dictionary<string, object?> { ["ma"] = $"H56-{i:000}", ["digits"] = "1234" });
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
        Assert.Equal(1 + (29 * 2), throttle.Held); // what the refused eleven typed was not kept
    }

    [Fact]
    public async Task Answer_WhenNothingIsWanted_StoresNoFile()
    {
        await using var node = await NodeHost.StartAsync();
        var dossier = await SubmittedAsync(node);
        var client = node.NewClient();
        var page = await (await PageReader.OpenAsync(client, "/tra-cuu?ma=" + dossier.Code)).SubmitAsync(new Dictionary<string, object?> { ["digits"] = dossier.Owner.CitizenId[^4..] });
        var before = Files(node);
        using var body = new MultipartFormDataContent
        {
            { new StringContent(page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new ByteArrayContent(WizardTests.Photo), "Papers.bo-sung", "la.jpg" },
        };

        using var answer = await client.PostAsync(new Uri("/tra-cuu/ho-so?handler=Answer", UriKind.Relative), body);

        Assert.Contains("chưa làm được việc này", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(before, Files(node));
    }

    [Fact]
    public async Task Withdrawal_OfWhatAnOfficialOpened_IsNotOfferedAndRefused()
    {
        await using var node = await NodeHost.StartAsync();
        var run = new Dossiers.OutcomeRun(node);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, ProvinceNode.Tests.Dossiers.Person.Disabled);
        var code = (await run.Dossiers.LoadAsync(id)).Code;
        var browser = new Browser(node.NewClient());
        await TryAsync(browser, code, "0102");
        Assert.Equal("Hồ sơ " + code, browser.Heading);

        Assert.DoesNotContain("Rút hồ sơ", browser.Text, StringComparison.Ordinal);
        var refused = await node.WithAsync(s => s.GetRequiredService<RequestWithdrawal>().Handle(id, "", default), run.Dossiers.Commune);
        Assert.True(refused.Has(RequestWithdrawal.NotFiled));
        Assert.Equal(DossierStatus.AwaitingReception, await StatusAsync(node));
    }

    // Four digits open the page: what officials wrote of an illness stands there as on the papers that the citizen was given.
    [Fact]
    public async Task WordsOfOfficials_NamingTheIllness_AreToldNeutrally()
    {
        await using var node = await NodeHost.StartAsync();
        var dossier = await SubmittedAsync(node);
        var data = new TestDossiers(node);
        var (desk, officer) = (data.Official(Roles.Desk), data.Official(Roles.SocialOfficer));
        await data.DoAsync(dossier.Id, desk, (s, v) => s.GetRequiredService<Receive>().Handle(new(dossier.Id, v), desk, default));
        await data.DoAsync(dossier.Id, officer, (s, v) => s.GetRequiredService<RequestSupplement>().Handle(new(dossier.Id, v, "Kết quả xét nghiệm HIV của cháu\nSố điện thoại", "Chưa rõ tình trạng nhiễm HIV"), officer, default));
        await new Payments.PayRun(node).SaveAsync(db => db.Reappointments.Add(new ProvinceNode.Dossiers.Deadlines.Reappointment
        {
            Id = Guid.NewGuid(), DossierId = dossier.Id, TenantPath = dossier.TenantPath, WasDueOn = new(2025, 4, 1), NewDueOn = new(2025, 4, 8), Reason = "Chờ bệnh viện xác nhận HIV", At = new Protos.Values.VietnamTime(node.Clock).UtcNow,
            SignedById = Guid.NewGuid(), SignedByName = "Lê Văn Chủ",
        }));
        var browser = new Browser(node.NewClient());

        await TryAsync(browser, dossier.Code, dossier.Owner.CitizenId[^4..]);

        Assert.DoesNotContain("HIV", browser.Page.DocumentElement.OuterHtml, StringComparison.OrdinalIgnoreCase);
        Assert.All(new[] { ProvinceNode.Documents.NeutralWords.MedicalPaper, "Số điện thoại", "Lý do: " + ProvinceNode.Documents.NeutralWords.Reason, "nay hẹn lại ngày 08/04/2025" }, t => Assert.Contains(t, browser.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Dossier_GuessedAtForWeeks_OpensToNobodyUntilTheyArePast()
    {
        await using var node = await NodeHost.StartAsync();
        var dossier = await SubmittedAsync(node);
        var browser = new Browser(node.NewClient());
        // As from many addresses on many days: what counts by day and address has forgotten them.
        var failed = node.App.Services.GetRequiredService<ProvinceNode.Citizens.FailedLookUps>();
        for (var i = 0; i < ProvinceNode.Citizens.FailedLookUps.MostPerDossier - 1; i++)
        {
            Assert.True(failed.CountOne(dossier.Id));
        }

        await TryAsync(browser, dossier.Code, dossier.Owner.CitizenId[^4..]);
        Assert.Equal("/tra-cuu/ho-so", browser.Address.AbsolutePath); // a right one is not counted
        await TryAsync(browser, dossier.Code, "9999");
        await TryAsync(browser, dossier.Code, dossier.Owner.CitizenId[^4..]);
        Assert.Equal(HttpStatusCode.TooManyRequests, browser.Status);
        node.Clock.Advance(TimeSpan.FromDays(31));
        await TryAsync(browser, dossier.Code, dossier.Owner.CitizenId[^4..]);
        Assert.Equal("/tra-cuu/ho-so", browser.Address.AbsolutePath);
    }

    private static string[] Files(NodeHost node) => Directory.Exists(Path.Combine(node.Folder, "attachments"))
        ? [.. Directory.EnumerateFiles(Path.Combine(node.Folder, "attachments"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];

    private static Task<DossierStatus> StatusAsync(NodeHost node) => node.WithDbAsync(db => db.Dossiers.Select(d => d.Status).SingleAsync());

    private static async Task<Dossier> SubmittedAsync(NodeHost node)
    {
        var id = await new TestDossiers(node).SubmittedAsync();
        return await node.WithDbAsync(db => db.Dossiers.SingleAsync(d => d.Id == id));
    }

    private static async Task<(Browser Browser, Dossier Dossier)> TrackedAsync(NodeHost node)
    {
        var dossier = await SubmittedAsync(node);
        var browser = new Browser(node.NewClient());
        await TryAsync(browser, dossier.Code, dossier.Owner.CitizenId[^4..]);
        Assert.Equal("/tra-cuu/ho-so", browser.Address.AbsolutePath);
        return (browser, dossier);
    }

    private static async Task TryAsync(Browser browser, string code, string digits)
    {
        await browser.GoAsync("/tra-cuu?ma=" + code);
        await browser.Fill("digits", digits).PressAsync(name: null);
    }
}
