using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.PreCheck;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>A group of the province's own: claimed on its form, attested by the commune at the review, decided by the resolution.</summary>
public sealed class OwnGroupTests
{
    private const string Slug = "nhom-rieng";

    [Theory]
    [InlineData("2022-10-05", 540_000)]
    [InlineData("2026-11-02", 810_000)]
    public async Task Group_AttestedByTheCommune_IsGrantedPrintedAndExplained(string day, long amount)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var (run, id) = await ReceivedAsync(host);
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.SocialOfficer, run.Dossiers.Commune), $"/ho-so/{id}/xet-duyet");
        var open = await page.SubmitAsync(new Dictionary<string, object?> { ["Eligible"] = "true", ["Note"] = "Đã xác minh tại bản" }, button: "Ghi kết luận");
        Assert.Contains($"“{OwnGroupSample.Attested}”", open.ProblemAt("Attested-0"), StringComparison.Ordinal);

        await page.SubmitAsync(new Dictionary<string, object?> { ["Attested[0]"] = "yes", ["Eligible"] = "true", ["Note"] = "Đã xác minh tại bản" }, button: "Ghi kết luận");
        await run.DecidedAsync(id, FormFacts.Of(await run.Dossiers.LoadAsync(id)));

        var row = await host.WithDbAsync(db => db.Entitlements.AsNoTracking().SingleAsync());
        Assert.Equal(("P38.9", amount), (row.CategoryCode, row.MonthlyAmount.Amount));
        Assert.True(Assert.Single(AttestedChecks.Of(await run.Dossiers.LoadAsync(id))).Confirmed);
        foreach (var paper in new[] { "D08", "D12" })
        {
            Assert.Contains($"“{OwnGroupSample.Attested}” (Nghị quyết số 9/NQ-HĐND ngày 01/6/2021 của Hội đồng nhân dân tỉnh): đúng", await host.WithDbAsync(db => db.Papers.Where(p => p.DossierId == id && p.Paper == paper).Select(p => p.Content).SingleAsync()), StringComparison.Ordinal);
        }

        var decision = Assert.Single(await run.DecisionsAsync(id));
        Assert.Contains("UBND cấp xã xác nhận ngày", decision.Explanation, StringComparison.Ordinal);
        Assert.Contains("Nghị quyết số 9/NQ-HĐND", decision.Content, StringComparison.Ordinal);
    }

    // Treated as the declaration of HIV: nothing of it on any paper, on the wall, or before who does not decide it.
    [Fact]
    public async Task Group_KeptApart_IsNamedToNobodyOnItsWay()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var (run, id) = await ReceivedAsync(host, OwnGroupSample.SensitiveRow());
        var told = "HIV|P38\\.K|Nghị quyết số 9/NQ";
        var dossier = await run.Dossiers.LoadAsync(id);
        var context = await ContextAsync(host, run);
        Assert.True(Sensitive.IsOf(dossier, context.Rules));
        Assert.False(FlowPapers.MayBePosted(context, dossier));
        var desk = await PageReader.OpenAsync(await host.SignInAsync(Roles.Desk, run.Dossiers.Commune), $"/ho-so/{id}");
        Assert.Equal(System.Net.HttpStatusCode.OK, desk.Status);
        Assert.DoesNotMatch(told, desk.Document.DocumentElement.OuterHtml);
        Assert.Contains("HIV", (await PageReader.OpenAsync(await host.SignInAsync(Roles.SocialOfficer, run.Dossiers.Commune), $"/ho-so/{id}")).Main, StringComparison.Ordinal);

        await run.DecidedAsync(id, FormFacts.Of(dossier));

        var papers = await host.WithDbAsync(db => db.Papers.Where(p => p.DossierId == id).Select(p => new { p.Paper, p.Content }).ToListAsync());
        Assert.Contains(papers, p => p.Paper == "D08");
        Assert.All(papers, p => Assert.DoesNotMatch(told, p.Content));
        var decision = Assert.Single(await run.DecisionsAsync(id));
        Assert.DoesNotMatch(told, decision.Content);
        Assert.Contains(NeutralWords.Label, decision.Content, StringComparison.Ordinal);
        var outbox = await host.WithDbAsync(db => db.Outbox.AsNoTracking().ToListAsync());
        Assert.All(outbox, row => Assert.DoesNotMatch("HIV|P38\\.K", System.Text.Encoding.UTF8.GetString(row.Message)));
    }

    [Fact]
    public async Task Group_ThatEverybodyMayKnow_IsPostedByName()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var (run, id) = await ReceivedAsync(host);

        Assert.True(FlowPapers.MayBePosted(await ContextAsync(host, run), await run.Dossiers.LoadAsync(id)));
    }

    // Filed when nothing told of the illness; a later row of the same code does: the code is kept apart, whatever the answer says.
    [Fact]
    public async Task Group_ToldApartByALaterRow_IsNamedToNobodyAnyMore()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var (run, id) = await ReceivedAsync(host);
        await host.WithDbAsync(async db =>
        {
            var row = OwnGroupSample.Row();
            (row.Attested, row.ValidFrom) = ("Có giấy xác nhận nhiễm HIV của cơ quan y tế", new(2026, 12, 1));
            db.Add(row);
            return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, new VietnamTime(host.Clock).UtcNow), default);
        });

        var (dossier, context) = (await run.Dossiers.LoadAsync(id), await ContextAsync(host, run));
        Assert.True(Sensitive.IsOf(dossier, context.Rules));
        Assert.False(FlowPapers.MayBePosted(context, dossier));
        var desk = await PageReader.OpenAsync(await host.SignInAsync(Roles.Desk, run.Dossiers.Commune), $"/ho-so/{id}");
        Assert.DoesNotMatch("P38\\.9|Người di cư tự do", desk.Document.DocumentElement.OuterHtml);
        Assert.Contains("P38.9", (await PageReader.OpenAsync(await host.SignInAsync(Roles.SocialOfficer, run.Dossiers.Commune), $"/ho-so/{id}")).Main, StringComparison.Ordinal);
    }

    // The resolution asks for more since the commune's word: it has to look again.
    [Fact]
    public async Task Word_OfTheCommune_DoesNotCountForAStricterText()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var (run, id) = await ReceivedAsync(host);
        await OutcomeTests.ToAppraisalAsync(run, id);
        await host.WithDbAsync(db => db.Set<ExtraGroupRow>().ExecuteUpdateAsync(g => g.SetProperty(x => x.Attested, "Đã định cư từ 5 năm trở lên")));
        var facts = FormFacts.Of(await run.Dossiers.LoadAsync(id));

        var refused = await run.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(new(id, v, true, "Đủ giấy tờ", facts), o, default));

        Assert.Contains(refused.Problems, p => p.Code == DossierProblems.NotEligible.Code);
    }

    [Fact]
    public async Task Group_DeniedByTheCommune_IsRefusedWithTheCondition()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var (run, id) = await ReceivedAsync(host);
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.SocialOfficer, run.Dossiers.Commune), $"/ho-so/{id}/xet-duyet");
        var told = await page.SubmitAsync(new Dictionary<string, object?> { ["Attested[0]"] = "no", ["Eligible"] = "true", ["Note"] = "Không có hộ khẩu định cư" }, button: "Ghi kết luận");
        Assert.Contains("không thuộc nhóm này", told.ProblemAt("Attested-0"), StringComparison.Ordinal);
        await page.SubmitAsync(new Dictionary<string, object?> { ["Attested[0]"] = "no", ["Eligible"] = "false", ["Note"] = "Không có hộ khẩu định cư" }, button: "Ghi kết luận");

        await run.DecidedAsync(id, FormFacts.Of(await run.Dossiers.LoadAsync(id)), eligible: false);

        var decision = Assert.Single(await run.DecisionsAsync(id));
        Assert.Equal("D20", decision.Paper);
        Assert.Contains($"{OwnGroupSample.Attested}: Không đúng, theo xác nhận của UBND cấp xã (Nghị quyết số 9/NQ-HĐND", decision.Content, StringComparison.Ordinal);
        Assert.Empty(await host.WithDbAsync(db => db.Entitlements.ToListAsync()));
    }

    // Without the commune's word a claim is nothing, whatever the appraiser concludes.
    [Fact]
    public async Task Appraisal_OfAClaimThatNobodyAttested_IsRefused()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var (run, id) = await ReceivedAsync(host);
        await OutcomeTests.ToAppraisalAsync(run, id);
        await host.WithDbAsync(db => db.Set<DossierStep>().Where(s => s.DossierId == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Attested, (string?)null)));
        var facts = FormFacts.Of(await run.Dossiers.LoadAsync(id)) with { Attested = [new("P38.9", true)] };

        var refused = await run.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(new(id, v, true, "Đủ giấy tờ", facts), o, default));

        Assert.Contains(refused.Problems, p => p.Code == DossierProblems.NotEligible.Code);
    }

    [Fact]
    public async Task Group_ThatIsNotInForce_IsNeitherOfferedNorTaken()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var offered = await PageReader.OpenAsync(host.NewClient(), "/nop-ho-so");
        Assert.DoesNotContain("Thuộc nhóm khác được tỉnh", offered.Main, StringComparison.Ordinal);
        await OwnGroupSample.AddAsync(host);
        Assert.Contains("Thuộc nhóm khác được tỉnh", (await PageReader.OpenAsync(host.NewClient(), "/nop-ho-so")).Main, StringComparison.Ordinal);
        var data = new TestDossiers(host);

        var refused = await host.WithAsync(async s => await s.GetRequiredService<Submit>().Handle(await data.InputAsync(s, Slug, data.Values(Slug, v => v[OwnGroupForm.Group] = "P38.8: Nhóm không có")), default));

        Assert.Equal((FormProblems.GroupUnknown.Code, OwnGroupForm.Group), Assert.Single(refused.Problems) is var p ? (p.Code, p.Field) : default);
    }

    [Theory]
    [InlineData("1", "1", "P38.9")]
    [InlineData("0", "1", "")]
    [InlineData("1", "0", "")]
    public void Interview_WithAGroupOfTheProvince_AsksItsConditionsAndTellsWhatTheyGive(string attested, string alone, string category)
    {
        var rules = PreCheckRules.With(RuleSeed.Law() with { ExtraGroups = [OwnGroupSample.Row()] });
        var (interview, said) = (new Interview(BirthDate.Of(1986), new(2026, 11, 23), rules, "38"), new Dictionary<string, string>(StringComparer.Ordinal));
        while (interview.Next(said) is { } question)
        {
            said[question.Key] = question.Key switch { Questions.Poverty => "1", OwnQuestions.Alone => alone, _ => question.Key == OwnQuestions.KeyOf("P38.9") ? attested : "0" };
        }

        var answer = interview.Answer(said);

        Assert.Equal(category, answer.Main?.CategoryCode ?? "");
        Assert.True(said.ContainsKey(OwnQuestions.KeyOf("P38.9")) || said.ContainsKey(OwnQuestions.Alone));
        Assert.All(PreCheckOutcome.Of(answer, new(2026, 11, 23)).Lines, l => Assert.Equal((Slug, true), (l.Apply?.Slug, l.From.EndsWith("sau khi xã xác minh, xác nhận điều kiện của nhóm", StringComparison.Ordinal))));
        Assert.DoesNotContain(new Interview(BirthDate.Of(2015), new(2026, 11, 23), rules, "38").Possible, q => q.Key == OwnQuestions.Alone); // from 16 years on
    }

    private static Task<FlowContext> ContextAsync(NodeHost host, OutcomeRun run) => host.WithAsync(s => s.GetRequiredService<FlowRules>().ForAsync(TenantPath.Parse(run.Dossiers.Commune), default));

    private static async Task<(OutcomeRun Run, Guid Id)> ReceivedAsync(NodeHost host, ExtraGroupRow? row = null)
    {
        await OwnGroupSample.AddAsync(host, row);
        var run = new OutcomeRun(host);
        var id = await run.Dossiers.SubmittedAsync(Slug, v => v[OwnGroupForm.Group] = OwnGroupForm.Answer(row ?? OwnGroupSample.Row()));
        await run.Dossiers.MatchIdentityAsync(id);
        await run.StepAsync(id, DossierStatus.AwaitingReception, Person.Disabled.Plain);
        return (run, id);
    }
}
