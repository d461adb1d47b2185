using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>The head of the division signs the slip and the submission before the dossier goes to who decides (policy 3.4 S5, 4.3 D12, D13; Decree 30/2020 Art. 13).</summary>
public sealed class SignSubmissionTests
{
    private const string Three = "2022-10-05";
    private const string Two = "2026-11-02";

    [Theory]
    [InlineData(Three, "38.400", "01/TTr-LĐTBXH")]
    [InlineData(Two, "38.16072", "01/TTr-VHXH")]
    public async Task Head_OfTheDivision_SignsBothBeforeTheChairmanDecides(string day, string office, string number)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var head = await host.SignInAsync(Roles.DivisionHead, office);
        var (run, id) = await AppraisedAsync(host, day);
        var chairman = run.Dossiers.Official(Roles.Chairman, office);

        Assert.True((await run.Dossiers.DoAsync(id, chairman, (s, v) => s.GetRequiredService<Sign>().Handle(id, v, chairman, default))).Has(DossierProblems.WrongStatus));
        Assert.DoesNotContain((await PapersAsync(host, id)).Select(p => p.Paper), p => p is "D12" or "D13");
        var queue = await PageReader.OpenAsync(head, "/van-ban-cho");
        var page = await PageReader.OpenAsync(head, queue.Document.QuerySelectorAll("a").Select(a => a.GetAttribute("href")!).Single(h => h.EndsWith("/ky-trinh", StringComparison.Ordinal)));
        Assert.Contains("PHIẾU THẨM ĐỊNH HỒ SƠ", page.Main, StringComparison.Ordinal);
        Assert.Contains("TỜ TRÌNH", page.Main, StringComparison.Ordinal);
        var done = await page.SubmitAsync(button: "Ký trình");

        Assert.Contains("Đã ký phiếu thẩm định và tờ trình", done.Main, StringComparison.Ordinal);
        var papers = await PapersAsync(host, id);
        var (slip, submission) = (papers.Single(p => p.Paper == "D12"), papers.Single(p => p.Paper == "D13"));
        Assert.Equal(number, submission.Number);
        Assert.All(new[] { slip, submission }, p => Assert.True(p.IsIssued && p.SignerId is not null && p.SignerName.Length > 0));
        Assert.Equal(["NGƯỜI THẨM ĐỊNH Cán bộ appraiser", $"TRƯỞNG PHÒNG {submission.SignerName}"], PaperContent.Parse(slip.Content).Signatures.Select(s => $"{s.Title} {s.Name}"));
        await run.MatchPeopleAsync(id);
        await run.MustAsync(id, ActKinds.Sign, (s, v, o) => s.GetRequiredService<Sign>().Handle(id, v, o, default));
        Assert.Single(await PapersAsync(host, id), p => p.Paper == "D13");
    }

    [Fact]
    public async Task Head_WhoDisagrees_SendsItBackAndTheNextSlipTakesThePlaceOfNone()
    {
        await using var host = await OutcomeTests.StartAsync(Three);
        await host.SignInAsync(Roles.DivisionHead, "38.400");
        var (run, id) = await AppraisedAsync(host, Three);
        var head = run.Dossiers.Official(Roles.DivisionHead, "38.400");

        var back = await run.Dossiers.DoAsync(id, head, (s, v) => s.GetRequiredService<SendBack>().Handle(new(id, v, "Xem lại mức độ khuyết tật"), head, default));

        Assert.Equal(DossierStatus.UnderAppraisal, back.Value.Status);
        await run.StepAsync(id, DossierStatus.UnderAppraisal, Facts(Three));
        Assert.Equal(DossierStatus.AwaitingHead, (await run.Dossiers.LoadAsync(id)).Status);
        await run.StepAsync(id, DossierStatus.UnderAppraisal, Facts(Three)); // corrected before the head signs
        await SignAsync(run, id, head);
        Assert.Single(await PapersAsync(host, id), p => p.Paper == "D12");
    }

    [Fact]
    public async Task Submission_SignedAgain_TakesThePlaceOfTheFirst()
    {
        await using var host = await OutcomeTests.StartAsync(Three);
        await host.SignInAsync(Roles.DivisionHead, "38.400");
        var (run, id) = await AppraisedAsync(host, Three);
        var (head, chairman) = (run.Dossiers.Official(Roles.DivisionHead, "38.400"), run.Dossiers.Official(Roles.Chairman, "38.400"));
        await SignAsync(run, id, head);
        await run.Dossiers.DoAsync(id, chairman, (s, v) => s.GetRequiredService<SendBack>().Handle(new(id, v, "Xem lại giấy tờ"), chairman, default));
        host.Clock.SetDay(run.Dossiers.Today.AddDays(1));
        await run.StepAsync(id, DossierStatus.UnderAppraisal, Facts(Three));
        await SignAsync(run, id, head);

        var papers = (await PapersAsync(host, id)).Where(p => p.Paper == "D13").OrderBy(p => p.IssuedAt).ToList();
        Assert.Equal([PaperValidity.Superseded, PaperValidity.Valid], papers.Select(p => p.Validity));
        Assert.Equal(papers[1].Id, papers[0].SupersededBy);
    }

    // Where no head has an account the submission waits unsigned; a later one withdraws it, so that nobody signs the older text.
    [Fact]
    public async Task Submission_ThatNobodySigned_IsWithdrawnByTheNext()
    {
        await using var host = await OutcomeTests.StartAsync(Three);
        var (run, id) = await AppraisedAsync(host, Three);
        await run.MatchPeopleAsync(id);
        var waiting = await host.WithAsync(async s =>
        {
            var db = s.GetRequiredService<NodeDb>();
            var chairman = run.Dossiers.Official(Roles.Chairman, "38.400");
            await s.GetRequiredService<Submissions>().IssueAsync((await s.GetRequiredService<DossierDesk>().FindAsync(id, chairman, default))!, default);
            await db.SaveAsync(Act.By(chairman, ActKinds.SetUp, new Protos.Values.VietnamTime(host.Clock).UtcNow), default);
            return await db.Papers.AsNoTracking().SingleAsync(p => p.DossierId == id && p.Paper == "D13");
        }, "38.400");
        Assert.Equal(PaperState.AwaitingSignature, waiting.State);
        var back = run.Dossiers.Official(Roles.Chairman, "38.400");
        await run.Dossiers.DoAsync(id, back, (s, v) => s.GetRequiredService<SendBack>().Handle(new(id, v, "Xem lại giấy tờ"), back, default));
        host.Clock.SetDay(run.Dossiers.Today.AddDays(1));
        await run.StepAsync(id, DossierStatus.UnderAppraisal, Facts(Three));
        await run.MatchPeopleAsync(id);
        await run.MustAsync(id, ActKinds.Sign, (s, v, o) => s.GetRequiredService<Sign>().Handle(id, v, o, default));

        var papers = (await PapersAsync(host, id)).Where(p => p.Paper == "D13").OrderBy(p => p.IssuedAt).ToList();
        Assert.Equal([PaperValidity.Superseded, PaperValidity.Valid], papers.Select(p => p.Validity));
        var head = run.Dossiers.Official(Roles.DivisionHead, "38.400");
        Assert.Equal("paper-no-longer-valid", SignPaper.Refusal(papers[0], head)!.Code);
    }

    [Fact]
    public async Task Appraiser_WhoIsTheHeadToo_DoesNotSignForHimself()
    {
        await using var host = await OutcomeTests.StartAsync(Three);
        await host.SignInAsync(Roles.DivisionHead, "38.400");
        var (run, id) = await AppraisedAsync(host, Three);
        var appraiser = (await run.Dossiers.LoadAsync(id)).AppraisedById!.Value;
        var both = run.Dossiers.Official(Roles.DivisionHead, "38.400", appraiser);

        var refused = await run.Dossiers.DoAsync(id, both, (s, v) => s.GetRequiredService<SignSubmission>().Handle(id, v, both, default));

        Assert.True(refused.Has(DossierProblems.FourEyes));
    }

    [Fact]
    public async Task Drafts_OfSlipAndSubmission_AreEditedUntilTheHeadSigns()
    {
        await using var host = await OutcomeTests.StartAsync(Three);
        var head = await host.SignInAsync(Roles.DivisionHead, "38.400");
        var (run, id) = await AppraisedAsync(host, Three);
        var page = await PageReader.OpenAsync(head, $"/ho-so/{id}/ky-trinh");
        var draft = await PageReader.OpenAsync(head, $"/ho-so/{id}/du-thao/D13");

        var saved = await draft.SubmitAsync(new Dictionary<string, object?> { ["Recipients.0"] = "Như trên;\nPhòng Tài chính – Kế hoạch;\nLưu: VT, LĐTBXH." }, button: "Lưu dự thảo");
        Assert.Contains("Đã lưu dự thảo", saved.Main, StringComparison.Ordinal);
        var other = await page.SubmitAsync(button: "Ký trình"); // he read other words
        Assert.Single(other.Problems);
        await other.SubmitAsync(button: "Ký trình");

        Assert.Contains("Phòng Tài chính – Kế hoạch;", PaperContent.Parse((await PapersAsync(host, id)).Single(p => p.Paper == "D13").Content).Recipients);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await head.GetAsync(new Uri($"/ho-so/{id}", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public void Head_OfADivisionThatIsNoMore_LeavesTheAppraisalToTheNewOne() => Assert.Equal(DossierStatus.UnderAppraisal,
        TakeOver.StatusAfter(Procedures.RouteOf(Procedures.MonthlyAssistance, RequestKind.Grant, "2T", ShippedFlow.TwoTier)!, DossierStatus.AwaitingHead));

    private static Facts Facts(string day) => Person.Disabled.With(DisabilityDegree.Severe, OutcomeTests.Day(day).AddMonths(-1));

    private static async Task<(OutcomeRun Run, Guid Id)> AppraisedAsync(NodeHost host, string day)
    {
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled);
        await OutcomeTests.ToAppraisalAsync(run, id);
        await run.StepAsync(id, DossierStatus.UnderAppraisal, Facts(day));
        return (run, id);
    }

    private static async Task SignAsync(OutcomeRun run, Guid id, SignedInOfficial head)
    {
        var signed = await run.Dossiers.DoAsync(id, head, (s, v) => s.GetRequiredService<SignSubmission>().Handle(id, v, head, default));
        Assert.True(signed.Succeeded, string.Join("; ", signed.Problems.Select(p => p.Message)));
    }

    private static Task<List<IssuedPaper>> PapersAsync(NodeHost host, Guid id) => host.WithDbAsync(db => db.Papers.AsNoTracking().Where(p => p.DossierId == id).ToListAsync());
}
