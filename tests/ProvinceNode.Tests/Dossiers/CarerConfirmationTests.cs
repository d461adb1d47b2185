using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>The commune confirms who cares before anything is proposed (forms 2a, 2b, 03; Decree 20 Art. 22, 23).</summary>
public sealed class CarerConfirmationTests
{
    private static readonly Dictionary<string, object?> Fit = new()
    {
        ["Carers[0].A"] = "yes", ["Carers[0].B"] = "yes", ["Carers[0].C"] = "yes", ["Carers[0].D"] = "yes", ["Carers[0].Spouse"] = "none", ["Eligible"] = "true", ["Note"] = "Đã xác minh tại thôn",
    };

    [Theory]
    [InlineData("2022-10-05")]
    [InlineData("2026-11-02")]
    public async Task Review_WithoutTheConfirmation_IsRefusedAtEachOpenPoint(string day)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var (run, id) = await ReceivedAsync(host, "ho-cham-soc");
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.SocialOfficer, run.Dossiers.Commune), $"/ho-so/{id}/xet-duyet");
        Assert.Contains("Đỗ Thị Oanh (Điều 23 Nghị định số 20/2021/NĐ-CP)", page.Main, StringComparison.Ordinal);

        var told = await page.SubmitAsync(new Dictionary<string, object?>(Fit) { ["Carers[0].C"] = null }, button: "Ghi kết luận");

        Assert.Contains("điểm c Điều 23", told.ProblemAt("Carers-0-C"), StringComparison.Ordinal);
        Assert.Equal(DossierStatus.Received, (await run.Dossiers.LoadAsync(id)).Status);
    }

    [Theory]
    [InlineData("2022-10-05", 360_000)]
    [InlineData("2026-11-02", 540_000)]
    public async Task Confirmation_OfTheCommune_IsKeptPrintedAndExplained(string day, long amount)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var (run, id) = await ReceivedAsync(host, "ho-cham-soc");
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.SocialOfficer, run.Dossiers.Commune), $"/ho-so/{id}/xet-duyet");

        await page.SubmitAsync(Fit, button: "Ghi kết luận");
        await run.DecidedAsync(id, Person.Disabled.Plain);

        var dossier = await run.Dossiers.LoadAsync(id);
        Assert.True(Assert.Single(CarerChecks.Of(dossier)).Meets(23));
        Assert.Contains("người chăm sóc đủ điều kiện theo Điều 23", dossier.Steps.Single(s => s.Verb == ActKinds.Review).Note, StringComparison.Ordinal);
        foreach (var paper in new[] { "D08", "D12" })
        {
            Assert.Contains("b) có sức khỏe, kinh nghiệm và kỹ năng chăm sóc: đạt", await host.WithDbAsync(db => db.Papers.Where(p => p.DossierId == id && p.Paper == paper).Select(p => p.Content).SingleAsync()), StringComparison.Ordinal);
        }

        Assert.Contains("điểm b khoản 1 Điều 23", Assert.Single(await run.DecisionsAsync(id)).Explanation, StringComparison.Ordinal);
        Assert.Equal(("CS.6", amount), await host.WithDbAsync(db => db.Entitlements.Select(e => new { e.CategoryCode, e.MonthlyAmount }).SingleAsync()) is var row ? (row.CategoryCode, row.MonthlyAmount.Amount) : default);
    }

    [Fact]
    public async Task Review_OfACarerWhoIsNotFit_ProposesNothingForCareAlone()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var (run, id) = await ReceivedAsync(host, "ho-cham-soc");
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.SocialOfficer, run.Dossiers.Commune), $"/ho-so/{id}/xet-duyet");

        var told = await page.SubmitAsync(new Dictionary<string, object?>(Fit) { ["Carers[0].D"] = "no" }, button: "Ghi kết luận");
        Assert.Contains("chưa đạt điểm d Điều 23", told.ProblemAt("Carers-0-D"), StringComparison.Ordinal);
        await page.SubmitAsync(new Dictionary<string, object?>(Fit) { ["Carers[0].D"] = "no", ["Eligible"] = "false" }, button: "Ghi kết luận");
        Assert.False(Assert.Single(CarerChecks.Of(await run.Dossiers.LoadAsync(id))).Meets(23));
        await run.DecidedAsync(id, Person.Disabled.Plain, eligible: false);

        Assert.Contains("có điều kiện kinh tế: Không đạt", Assert.Single(await run.DecisionsAsync(id)).Content, StringComparison.Ordinal);
        Assert.Equal("D20", Assert.Single(await run.DecisionsAsync(id)).Paper);
        Assert.Empty(await host.WithDbAsync(db => db.Entitlements.ToListAsync()));
    }

    [Theory]
    [InlineData("2022-10-05", "yes")]
    [InlineData("2026-11-02", "yes")]
    [InlineData("2022-10-05", "no")]
    public async Task Grant_WithAHouseholdThatCares_IsDecidedTogetherAsTheCommuneConfirmed(string day, string means)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        // 1đ of the disabled person himself and 2a of his household, which names him as its member (policy 3.9).
        var id = await run.Dossiers.SubmittedAsync("khuyet-tat", v =>
        {
            v["DisabilityDegree"] = "3";
            v["Members[0].FullName"] = v["FullName"];
            v["Members[0].NoNumber"] = "";
            v["Members[0].CitizenId"] = v["CitizenId"];
            v["Members[0].CertificateNumber"] = v["CertificateNumber"];
            foreach (var part in new[] { "Day", "Month", "Year" })
            {
                v["Members[0].Birth" + part] = v["Birth" + part];
                v["Members[0].Certificate" + part] = v["Certificate" + part];
            }
        }, "ho-cham-soc");
        await run.Dossiers.MatchIdentityAsync(id);
        await run.StepAsync(id, DossierStatus.AwaitingReception, Person.Disabled.Plain);
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.SocialOfficer, run.Dossiers.Commune), $"/ho-so/{id}/xet-duyet");
        await page.SubmitAsync(new Dictionary<string, object?>(Fit) { ["Carers[0].D"] = means }, button: "Ghi kết luận");
        await OutcomeTests.ToAppraisalAsync(run, id);
        var dossier = await run.Dossiers.LoadAsync(id);

        await run.DecidedAsync(id, FormFacts.Of(dossier));

        var rows = await host.WithDbAsync(db => db.Entitlements.AsNoTracking().OrderBy(e => e.CategoryCode).Select(e => new { e.CategoryCode, e.ReceiverName, e.BeneficiaryId }).ToListAsync());
        Assert.Equal(means == "yes" ? ["6.dbn.adult", "CS.6"] : ["6.dbn.adult"], rows.Select(r => r.CategoryCode));
        Assert.Single(rows.Select(r => r.BeneficiaryId).Distinct());
        Assert.Equal(means == "yes" ? ["D14"] : ["D14", "D20"], (await run.DecisionsAsync(id)).Select(d => d.Paper));
        Assert.Equal(means == "yes", rows.Exists(r => r.ReceiverName == "Đỗ Thị Oanh"));
    }

    [Fact]
    public async Task Appraisal_ReviewedBeforeTheConfirmationWasAsked_IsRefusedUntilTheCommuneConfirms()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var (run, id) = await ReceivedAsync(host, "ho-cham-soc");
        await OutcomeTests.ToAppraisalAsync(run, id);
        await ForgetAsync(host, id);

        var refused = await run.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(new(id, v, true, "Đủ giấy tờ", Person.Disabled.Plain), o, default));

        Assert.Contains(refused.Problems, p => p.Code == OutcomeProblems.CarerNotConfirmed.Code);
        await run.MustAsync(id, ActKinds.SendBack, (s, v, o) => s.GetRequiredService<SendBack>().Handle(new(id, v, "Chưa xác nhận người chăm sóc"), o, default));
        var carers = OutcomeRun.Fit(await run.Dossiers.LoadAsync(id));
        await run.MustAsync(id, ActKinds.Review, (s, v, o) => s.GetRequiredService<Review>().Handle(new(id, v, true, "Đã xác minh") { Carers = carers }, o, default));
        await run.DecidedAsync(id, Person.Disabled.Plain);
        Assert.Equal(["D18"], (await run.DecisionsAsync(id)).Select(d => d.Paper));
    }

    // Art. 20(2)(a): the support is the disabled mother's own, declared on her form 1đ. Nobody cares whom the commune could confirm.
    [Theory]
    [InlineData("2022-10-05", 540_000)]
    [InlineData("2026-11-02", 810_000)]
    public async Task OwnSupport_OfADisabledMother_NeedsNoCarerAndPrintsNone(string day, long amount)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var id = await run.Dossiers.SubmittedAsync(f =>
            (f.FullName, f.Sex, f.CitizenId, f.Pregnant, f.PregnancyMonths) = ("Nguyễn Thị Thủy", "2", f.CitizenId[..3] + "1" + f.CitizenId[4..], "yes", "5"));
        await run.Dossiers.MatchIdentityAsync(id);
        var dossier = await run.Dossiers.LoadAsync(id);
        Assert.Equal([RequestKind.Grant, RequestKind.Care], dossier.Requests.OrderBy(r => r.Number).Select(r => r.Kind));
        await run.StepAsync(id, DossierStatus.AwaitingReception, Person.Disabled.Plain);
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.SocialOfficer, run.Dossiers.Commune), $"/ho-so/{id}/xet-duyet");
        Assert.DoesNotContain("Điều kiện của người chăm sóc", page.Main, StringComparison.Ordinal);

        await page.SubmitAsync(new Dictionary<string, object?> { ["Eligible"] = "true", ["Note"] = "Đã xác minh tại thôn" }, button: "Ghi kết luận");
        await run.DecidedAsync(id, FormFacts.Of(dossier));

        Assert.Equal("D14", Assert.Single(await run.DecisionsAsync(id)).Paper);
        Assert.Contains(("CS.4", amount), (await host.WithDbAsync(db => db.Entitlements.AsNoTracking().ToListAsync())).Select(e => (e.CategoryCode, e.MonthlyAmount.Amount)));
        foreach (var paper in new[] { "D08", "D12" })
        {
            Assert.DoesNotContain("Xác nhận điều kiện của người chăm sóc", await host.WithDbAsync(db => db.Papers.Where(p => p.DossierId == id && p.Paper == paper).Select(p => p.Content).SingleAsync()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Signature_OfCareThatNobodyConfirmed_IsRefused()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var (run, id) = await ReceivedAsync(host, "ho-cham-soc");
        await run.ToSignatureAsync(id, Person.Disabled.Plain);
        await ForgetAsync(host, id);
        await run.MatchPeopleAsync(id);

        var refused = await run.TryAsync(id, ActKinds.Sign, (s, v, o) => s.GetRequiredService<Sign>().Handle(id, v, o, default));

        Assert.Contains(refused.Problems, p => p.Code == OutcomeProblems.CarerNotConfirmed.Code);
        Assert.Empty(await host.WithDbAsync(db => db.Entitlements.ToListAsync()));
    }

    [Theory]
    [InlineData("2022-10-05", 540_000)]
    [InlineData("2026-11-02", 810_000)]
    public async Task TakenIn_OfAnOrphanUnknownToTheRegistry_IsProvedByForm03(string day, long amount)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var (run, id) = await ReceivedAsync(host, "nhan-cham-soc", "duoc-nhan-cham-soc");
        await OutcomeTests.ToAppraisalAsync(run, id);

        await run.DecidedAsync(id, FormFacts.Of(await run.Dossiers.LoadAsync(id)));

        Assert.Equal("D18", Assert.Single(await run.DecisionsAsync(id)).Paper);
        var row = await host.WithDbAsync(db => db.Entitlements.AsNoTracking().SingleAsync());
        Assert.Equal(("CS.2", amount, "Đỗ Thị Oanh"), (row.CategoryCode, row.MonthlyAmount.Amount, row.ReceiverName));
    }

    // 2b says nothing of the parents; on 03 one of them may be at home.
    [Theory]
    [InlineData(false, "dead")]
    [InlineData(true, "present")]
    public async Task TakenIn_OfAChildNotOfGroup1_IsRefusedAsItsFormPrintsIt(bool with03, string mother)
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var id = await run.Dossiers.SubmittedAsync(with03 ? "duoc-nhan-cham-soc" : "nhan-cham-soc", v => v["MotherStatus"] = mother);
        await run.Dossiers.MatchIdentityAsync(id);
        await OutcomeTests.ToAppraisalAsync(run, id);
        var facts = FormFacts.Of(await run.Dossiers.LoadAsync(id));

        var refused = await run.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(new(id, v, true, "Đủ giấy tờ", facts), o, default));
        Assert.Contains(refused.Problems, p => p.Code == DossierProblems.NotEligible.Code);
        await run.DecidedAsync(id, facts, eligible: false);

        var paper = PaperContent.Parse(Assert.Single(await run.DecisionsAsync(id)).Content);
        Assert.Equal("Về việc không đủ điều kiện hưởng hỗ trợ kinh phí chăm sóc, nuôi dưỡng hàng tháng", paper.Summary);
        var why = Assert.Single(paper.Paragraphs, p => p.StartsWith("Quy định chưa đáp ứng: ", StringComparison.Ordinal));
        Assert.Contains("Trẻ em thuộc khoản 1 Điều 5: Không thuộc", why, StringComparison.Ordinal);
        Assert.DoesNotContain("mang thai", why, StringComparison.Ordinal); // groups of form 1đ were not asked for
        Assert.DoesNotContain("Hộ gia đình trực tiếp chăm sóc", why, StringComparison.Ordinal); // nor those of 2a
    }

    private static async Task<(OutcomeRun Run, Guid Id)> ReceivedAsync(NodeHost host, string situation, params string[] beside)
    {
        var run = new OutcomeRun(host);
        var id = await run.Dossiers.SubmittedAsync(situation, null, beside);
        await run.Dossiers.MatchIdentityAsync(id);
        await run.StepAsync(id, DossierStatus.AwaitingReception, Person.Disabled.Plain);
        return (run, id);
    }

    // As a dossier lies there that was reviewed before the confirmation was kept.
    private static Task<int> ForgetAsync(NodeHost host, Guid id) => host.WithDbAsync(db => db.Set<DossierStep>().Where(s => s.DossierId == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Carers, (string?)null)));
}
