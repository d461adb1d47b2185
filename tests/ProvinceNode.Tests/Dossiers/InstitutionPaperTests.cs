using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Who says no says it under his own name: the committee before an admission is proposed, the institution after (Decree 20 Art. 28–30); each institution has a book, a seal and a name of its own.</summary>
public sealed class InstitutionPaperTests
{
    private const string First = "Trung tâm Bảo trợ xã hội số 1";

    [Fact]
    public async Task Admissions_OfSeveralInstitutions_AreCountedInTheBookOfEach()
    {
        const string day = "2026-11-02";
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var (i, papers) = (0, new List<IssuedPaper>());
        foreach (var institution in new[] { First, "Trung tâm Bảo trợ xã hội số 2", "TRUNG TÂM BẢO TRỢ XÃ HỘI SỐ 1" })
        {
            var person = Person.Disabled with { Name = $"Người thứ {i}", Number = $"03808200010{i++}" };
            var id = await run.FiledAsync(Procedures.UrgentAdmission, RequestKind.Admit, person);
            await run.DecidedAsync(id, Extreme(day), new Measure { On = OutcomeTests.Day(day), Institution = institution });
            papers.Add(await PaperAsync(host, id, "CS1"));
        }

        Assert.Equal(["01/QĐ-CSTGXH", "01/QĐ-CSTGXH", "02/QĐ-CSTGXH"], papers.Select(p => p.Number));
        Assert.Equal(["TRUNG TÂM BẢO TRỢ XÃ HỘI SỐ 1", "TRUNG TÂM BẢO TRỢ XÃ HỘI SỐ 2", "TRUNG TÂM BẢO TRỢ XÃ HỘI SỐ 1"], papers.Select(p => p.OfficeName));
        Assert.Equal(["38.90001", "38.90002", "38.90001"], papers.Select(p => p.OfficePath));
        Assert.Equal([First, "Trung tâm Bảo trợ xã hội số 2"], await host.WithDbAsync(db => db.Offices.Where(o => o.Level == UnitLevel.Institution).OrderBy(o => o.TenantPath).Select(o => o.UnitName).ToListAsync()));
    }

    [Theory]
    [InlineData("2022-10-05", Procedures.UrgentAdmission, RequestKind.Admit, "không tiếp nhận đối tượng vào cơ sở trợ giúp xã hội")]
    [InlineData("2026-11-02", Procedures.Discharge, RequestKind.Discharge, "không đủ điều kiện dừng trợ giúp xã hội tại cơ sở trợ giúp xã hội")]
    public async Task Refusal_OfAnInstitution_SpeaksUnderItsNameAndItsHeadsSignature(string day, string procedure, RequestKind kind, string asked)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(procedure, kind, Person.Disabled);

        var done = await run.DecidedAsync(id, Person.Disabled.Plain, new Measure { Institution = First }, eligible: false);

        var paper = await PaperAsync(host, id, "D20");
        var content = PaperContent.Parse(paper.Content);
        Assert.Equal((DossierStatus.Rejected, Authorities.InstitutionHead), (done.Status, done.SignedAs));
        Assert.Equal(("TRUNG TÂM BẢO TRỢ XÃ HỘI SỐ 1", "Số: 01/TB-CSTGXH", $"Về việc {asked}"), (content.Issuer, content.NumberLine, content.Summary));
        Assert.Equal("GIÁM ĐỐC", Assert.Single(content.Signatures).Title);
        Assert.Equal(("TRUNG TÂM BẢO TRỢ XÃ HỘI SỐ 1", "38.90001"), (paper.OfficeName, paper.OfficePath));
        Assert.DoesNotContain("Ủy ban nhân dân", string.Join(' ', content.Paragraphs), StringComparison.Ordinal);
        Assert.Equal(First, Assert.Single(await run.DecisionsAsync(id)).IssuerName);
    }

    [Theory]
    [InlineData("2022-10-05", "HUYỆN HẬU LỘC")]
    [InlineData("2026-11-02", "XÃ HOA LỘC")]
    public async Task Refusal_BeforeTheProposal_IsSignedByTheCommitteesChairman(string day, string committee)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var id = await ToAsync(run, DossierStatus.AwaitingProposal, Person.Disabled, day, eligible: false);
        Assert.True((await run.TryAsync(id, ActKinds.Propose, (s, v, o) => s.GetRequiredService<Propose>().Handle(id, v, o, default))).Has(DossierProblems.WrongStatus));

        await run.MustAsync(id, ActKinds.Sign, (s, v, o) => s.GetRequiredService<Sign>().Handle(id, v, o, default));
        var clerk = await run.OfficialForAsync(id, ActKinds.Number);
        var (lines, _) = await host.WithAsync(s => s.GetRequiredService<BulkNumber>().WaitingAsync(clerk, default), clerk.Office.Value);
        Assert.Equal(id, Assert.Single(lines).DossierId);
        var done = await run.MustAsync(id, ActKinds.Number, (s, v, o) => s.GetRequiredService<Number>().Handle(id, v, o, default));

        var paper = await PaperAsync(host, id, "D20");
        Assert.Equal((DossierStatus.Rejected, Authorities.Decider, run.Dossiers.DecidingOffice), (done.Status, done.SignedAs, clerk.Office.Value));
        var content = PaperContent.Parse(paper.Content);
        Assert.Equal(($"ỦY BAN NHÂN DÂN {committee}", "01/TB-UBND", run.Dossiers.DecidingOffice), (content.Issuer, paper.Number, paper.OfficePath));
        // Nobody "receives" an admission: the law's words are that he is not taken in (Decree 20 Art. 28).
        Assert.Equal("Về việc không tiếp nhận đối tượng vào cơ sở trợ giúp xã hội", content.Summary);
        Assert.Contains(content.Paragraphs, t => t.StartsWith($"Kết quả thẩm định: không tiếp nhận ông/bà {Person.Disabled.Name} vào cơ sở trợ giúp xã hội.", StringComparison.Ordinal));
        Assert.DoesNotContain("hưởng", content.Summary + string.Join(' ', content.Paragraphs), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Admission_ThatIsOnlyProposed_IsNotSignedByTheChairman()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var id = await ToAsync(run, DossierStatus.AwaitingProposal, Person.Disabled, "2022-10-05");

        Assert.True((await run.TryAsync(id, ActKinds.Sign, (s, v, o) => s.GetRequiredService<Sign>().Handle(id, v, o, default))).Has(DossierProblems.WrongStatus));
    }

    // Decree 20 Art. 27(1), 28(1)(d): into an institution that the district manages its chairman decides; no letter to the department.
    [Fact]
    public async Task Admission_IntoTheDistrictsOwn_IsDecidedByItsChairman()
    {
        const string day = "2022-10-05";
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var made = await host.WithAsync(s => s.GetRequiredService<RegisterInstitution>().Handle("Nhà xã hội huyện Hậu Lộc", run.Dossiers.Official(Roles.Administrator, "38"), default, "38.400"));
        Assert.True(made.Succeeded);
        var id = await run.FiledAsync(Procedures.Admission, RequestKind.Admit, Person.Disabled);
        while ((await run.Dossiers.LoadAsync(id)).Status is var status && status != DossierStatus.AwaitingProposal)
        {
            await run.StepAsync(id, status, Extreme(day), new Measure { On = OutcomeTests.Day(day), Institution = "Nhà xã hội huyện Hậu Lộc" });
        }

        var chairman = await host.SignInAsync(Roles.Chairman, "38.400");
        Assert.Contains($"/ho-so/{id}/ky", (await PageReader.OpenAsync(chairman, "/van-ban-cho")).Document.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")));
        Assert.Equal(["CS6"], await DraftsAsync(host, run, id));
        await run.MatchPeopleAsync(id);
        Assert.True((await run.TryAsync(id, ActKinds.Propose, (s, v, o) => s.GetRequiredService<Propose>().Handle(id, v, o, default))).Has(DossierProblems.WrongStatus));
        await run.MustAsync(id, ActKinds.Sign, (s, v, o) => s.GetRequiredService<Sign>().Handle(id, v, o, default));
        var done = await run.MustAsync(id, ActKinds.Number, (s, v, o) => s.GetRequiredService<Number>().Handle(id, v, o, default));

        var paper = await PaperAsync(host, id, "CS6");
        Assert.Equal((DossierStatus.Issued, Authorities.Decider, "38.90001"), (done.Status, done.SignedAs, done.SharedPath));
        Assert.Equal(("01/QĐ-UBND", "38.400"), (paper.Number, paper.OfficePath));
        Assert.Contains("Nhà xã hội huyện Hậu Lộc", string.Join(' ', PaperContent.Parse(paper.Content).Paragraphs), StringComparison.Ordinal);
        Assert.Equal("38.90001", (await host.WithDbAsync(db => db.Entitlements.AsNoTracking().SingleAsync())).SharedPath);
    }

    private static Task<List<string>> DraftsAsync(NodeHost host, OutcomeRun run, Guid id) => host.WithAsync(async s =>
    {
        var chairman = run.Dossiers.Official(Roles.Chairman, "38.400");
        var open = await s.GetRequiredService<DossierDesk>().FindAsync(id, chairman, default);
        return (await s.GetRequiredService<ProvinceNode.Documents.Drafts.DraftSource>().OfAsync(open!, default)).Select(d => d.Paper).Where(p => p.StartsWith("CS", StringComparison.Ordinal)).ToList();
    }, "38.400");

    [Fact]
    public async Task Institution_OfADistrictThatIsNone_IsRefused()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);

        var told = await host.WithAsync(s => s.GetRequiredService<RegisterInstitution>().Handle("Nhà xã hội", run.Dossiers.Official(Roles.Administrator, "38"), default, "38.999"));

        Assert.True(told.Has(RegisterInstitution.DistrictUnknown));
    }

    /// <summary>An admission of a person walked to a status.</summary>
    internal static async Task<Guid> ToAsync(OutcomeRun run, DossierStatus until, Person person, string day, bool eligible = true)
    {
        var id = await run.FiledAsync(Procedures.Admission, RequestKind.Admit, person);
        while ((await run.Dossiers.LoadAsync(id)).Status is var status && status != until)
        {
            await run.StepAsync(id, status, eligible ? Extreme(day) : person.Plain, new Measure { On = OutcomeTests.Day(day), Institution = First }, eligible);
        }

        return id;
    }

    private static Facts Extreme(string day) => Person.Disabled.With(DisabilityDegree.ExtremelySevere, OutcomeTests.Day(day).AddMonths(-1));

    private static Task<IssuedPaper> PaperAsync(TestSupport.NodeHost host, Guid id, string paper) => host.WithDbAsync(db => db.Papers.AsNoTracking().SingleAsync(p => p.DossierId == id && p.Paper == paper));
}
