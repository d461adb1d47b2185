using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Into an institution, what time does to the stay, and out of it (Decree 20 Art. 24–30): through the real verbs and pages.</summary>
public sealed class InstitutionStayTests
{
    private const string First = "Trung tâm Bảo trợ xã hội số 1";
    private static readonly Person Child = new("Vũ Thị Nhỏ", "2018-11-10", "038318000301");

    [Theory]
    [InlineData("2022-12-05", "2018-11-10", 1_800_000, 1_440_000)]
    [InlineData("2026-12-02", "2022-11-10", 2_700_000, 2_160_000)]
    public async Task Allowance_OfAChildWhoReachesFour_IsAdjustedFromThatMonth(string day, string born, long five, long four)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var (run, child) = (new OutcomeRun(host), Child with { Born = born, Number = "" });
        var person = await run.ReceivingAsync(child, "INST.u4", five, OutcomeTests.Month(day, -4), kind: EntitlementKind.Institution);
        await run.SaveAsync(db => db.Entitlements.Single().SharedPath = "38.90001");
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Adjust, child);
        await run.ChangeAsync(id, d => d.BeneficiaryId = person);
        await OutcomeTests.ToAppraisalAsync(run, id);
        var four4 = OutcomeTests.Day(born).AddYears(4);
        Task<Outcome<Dossier>> Appraised(DateOnly on) => run.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(new(id, v, true, "Đủ 4 tuổi", child.Plain, new Measure { On = on }), o, default));

        Assert.True((await Appraised(four4.AddMonths(-1))).Has(OutcomeProblems.MonthDiffers));
        Assert.True((await Appraised(four4)).Succeeded);
        await run.DecidedAsync(id, child.Plain, new Measure { On = four4 });

        var rows = await run.RowsAsync(person);
        Assert.Equal([("INST.u4", OutcomeTests.Month(day, -2), EntitlementStatus.Ended, five), ("INST.o4", 0, EntitlementStatus.Active, four)], rows.Select(r => (r.CategoryCode, r.EndMonth, r.Status, r.MonthlyAmount.Amount)));
        Assert.Equal((OutcomeTests.Month(day, -1), "38.90001"), (rows[1].StartMonth, rows[1].SharedPath));
        Assert.Equal((OneOffKind.Recovery, 2 * (five - four)), (await run.PaymentsAsync()).Select(p => (p.Kind, p.Amount.Amount)).Single());
        Assert.Equal("D15", Assert.Single(await run.DecisionsAsync(id)).Paper);
    }

    [Theory]
    [InlineData("2022-10-05")]
    [InlineData("2026-11-02")]
    public async Task Stay_ByContract_IsPaidByItAndLeavesTheCommunitysAssistance(string day)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var id = await run.Dossiers.SubmittedAsync("vao-co-so-tu-nguyen");
        await run.Dossiers.MatchIdentityAsync(id);
        var owner = (await run.Dossiers.LoadAsync(id)).Owner;
        var person = await run.ReceivingAsync(new(owner.FullName, owner.BirthDate, owner.CitizenId), "5.a.60", 540_000, OutcomeTests.Month(day, -3));
        var facts = new Facts { Birth = BirthDate.Parse(owner.BirthDate), Admission = new(AdmissionCase.Voluntary) };

        var done = await run.DecidedAsync(id, facts, new Measure { On = OutcomeTests.Day(day), Institution = First });

        Assert.Equal(DossierStatus.Issued, done.Status);
        var contract = Assert.Single(await run.DecisionsAsync(id));
        Assert.Equal(("CS8", "01/HĐ-CSTGXH"), (contract.Paper, contract.Number));
        var text = string.Join('\n', PaperContent.Parse(contract.Content).Paragraphs);
        Assert.Contains("5.000.000 đồng một tháng (Bằng chữ: Năm triệu đồng)", text, StringComparison.Ordinal);
        Assert.Contains("Nhà nước không chi trợ cấp nuôi dưỡng", text, StringComparison.Ordinal);
        Assert.Equal(("5.a.60", EntitlementStatus.Active), (await run.RowsAsync(person)).Select(r => (r.CategoryCode, r.Status)).Single());
        var stay = Assert.Single(await StaysAsync(host));
        Assert.Equal((nameof(AdmissionCase.Voluntary), OutcomeTests.Day(day).AddYears(1), "38.90001"), (stay.Case, stay.ContractUntil, stay.SharedPath));

        var leave = await run.FiledAsync(Procedures.Discharge, RequestKind.Discharge, new(owner.FullName, owner.BirthDate, owner.CitizenId));
        await run.DecidedAsync(leave, facts with { Admission = null }, new Measure { On = OutcomeTests.Day(day), Institution = First });
        Assert.Equal(OutcomeTests.Day(day), Assert.Single(await StaysAsync(host)).LeftOn);
        Assert.Contains("thanh lý hợp đồng", PaperContent.Parse((await PaperAsync(host, leave, "CS4")).Content).Summary, StringComparison.Ordinal);
        Assert.Equal(EntitlementStatus.Active, (await run.RowsAsync(person)).Single().Status);
    }

    // Who chose "tự nguyện" on another form signs no contract by it.
    [Fact]
    public async Task Contract_OfNoForm08_IsRefusedByName()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(Procedures.UrgentAdmission, RequestKind.Admit, Person.Old);
        await OutcomeTests.ToAppraisalAsync(run, id);

        var told = await run.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(
            new(id, v, true, "Tự nguyện", Person.Old.Plain with { Admission = new(AdmissionCase.Voluntary) }, new Measure { On = new(2022, 10, 5), Institution = First }), o, default));

        Assert.True(told.Has(OutcomeProblems.ContractNeeded));
    }

    [Fact]
    public async Task Admission_WithoutItsConditions_NamesThemWithArticles()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var id = await run.Dossiers.SubmittedAsync("vao-co-so-khan-cap");
        await run.Dossiers.MatchIdentityAsync(id);
        await OutcomeTests.ToAppraisalAsync(run, id);
        var dossier = await run.Dossiers.LoadAsync(id);

        var told = await run.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(
            new(id, v, true, "Khẩn cấp", ProvinceNode.Dossiers.Forms.FormFacts.Of(dossier) with { Admission = new(AdmissionCase.Urgent, Urgent: UrgentCase.Other) }, new Measure { On = new(2022, 10, 5), Institution = First }), o, default));

        var fault = Assert.Single(told.Problems);
        Assert.Contains("chưa có quyết định của Chủ tịch UBND cấp tỉnh (khoản 2 Điều 24 Nghị định số 20/2021/NĐ-CP)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UrgentStay_OnThePage_FallsDueAfterThreeMonths()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var id = await run.Dossiers.SubmittedAsync("vao-co-so-khan-cap");
        await run.Dossiers.MatchIdentityAsync(id);
        var facts = ProvinceNode.Dossiers.Forms.FormFacts.Of(await run.Dossiers.LoadAsync(id));
        await run.DecidedAsync(id, facts, new Measure { On = new(2022, 10, 5), Institution = First });

        Assert.Equal(AdmissionCase.Urgent, facts.Admission?.Case);
        Assert.Contains("cần bảo vệ khẩn cấp", string.Join('\n', PaperContent.Parse((await PaperAsync(host, id, "CS3")).Content).Paragraphs), StringComparison.Ordinal);
        var client = await host.SignInAsync(Roles.InstitutionOfficer, "38.90001");
        var row = (await PageReader.OpenAsync(client, "/doi-tuong/o-co-so")).Text("tbody tr");
        Assert.Contains("04/01/2023", row, StringComparison.Ordinal);
        Assert.Contains("khoản 4 Điều 24", row, StringComparison.Ordinal);
        Assert.DoesNotContain("hạn trong", row, StringComparison.Ordinal);
        host.Clock.SetDay(new(2023, 1, 5));
        var late = await PageReader.OpenAsync(await host.SignInAsync(Roles.InstitutionOfficer, "38.90001"), "/doi-tuong/o-co-so");
        Assert.Contains("Quá hạn", late.Text("tbody tr"), StringComparison.Ordinal);
        Assert.Contains("Hãy ghi số, ngày quyết định cho ở tiếp", (await late.SubmitAsync(new Dictionary<string, object?> { ["Paper"] = "quyết định" }, button: "Ghi cho ở tiếp")).Text("main"), StringComparison.Ordinal);
        await late.SubmitAsync(new Dictionary<string, object?> { ["Paper"] = "15/QĐ-SLĐTBXH ngày 04/01/2023" }, button: "Ghi cho ở tiếp");
        var extended = (await PageReader.OpenAsync(await host.SignInAsync(Roles.InstitutionOfficer, "38.90001"), "/doi-tuong/o-co-so")).Text("tbody tr");
        Assert.DoesNotContain("Quá hạn", extended, StringComparison.Ordinal);
        Assert.Contains("Được ở tiếp theo 15/QĐ-SLĐTBXH ngày 04/01/2023", extended, StringComparison.Ordinal);
        // A later decision knows it, too.
        Assert.Equal("15/QĐ-SLĐTBXH ngày 04/01/2023", (await host.WithDbAsync(async db => await FactsBefore.FindAsync(db, await db.Beneficiaries.SingleAsync(), default)))?.Facts.Admission?.ExtendedBy);
        Assert.Contains("Chưa có ai ở cơ sở", (await PageReader.OpenAsync(await host.SignInAsync(Roles.SocialOfficer, "38.380.14758"), "/doi-tuong/o-co-so")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Study_ToldOnThePage_MovesTheLimitOfSixteen()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        await run.InstitutionAsync(First);
        await run.SaveAsync(db => db.InstitutionResidents.Add(new InstitutionResident
        {
            Id = Guid.CreateVersion7(), TenantPath = run.Dossiers.Commune, SharedPath = "38.90001", PersonName = "Lê Văn Học", BirthDate = "2006-05-01", Institution = First, Case = nameof(AdmissionCase.Child),
            From = new(2015, 1, 1), DecisionId = Guid.NewGuid(), RecordedAt = new VietnamTime(host.Clock).UtcNow,
        }));
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.InstitutionOfficer, "38.90001"), "/doi-tuong/o-co-so");
        Assert.Contains("01/05/2022", page.Text("tbody tr"), StringComparison.Ordinal); // 16, and nothing is known of studies
        Assert.Contains("Quá hạn", page.Text("tbody tr"), StringComparison.Ordinal);

        var wrong = await page.SubmitAsync(new Dictionary<string, object?> { ["Month"] = "tháng sáu" }, button: "Ghi");
        Assert.Contains("Hãy ghi tháng học xong", wrong.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Hãy ghi tháng học xong", (await page.SubmitAsync(new Dictionary<string, object?> { ["Month"] = "12/9999" }, button: "Ghi")).Text("main"), StringComparison.Ordinal);
        await page.SubmitAsync(new Dictionary<string, object?> { ["Month"] = "06/2025" }, button: "Ghi");

        Assert.Equal(new DateOnly(2025, 6, 30), Assert.Single(await StaysAsync(host)).StudyUntil);
        var after = await PageReader.OpenAsync(await host.SignInAsync(Roles.InstitutionOfficer, "38.90001"), "/doi-tuong/o-co-so");
        Assert.Contains("30/06/2025", after.Text("tbody tr"), StringComparison.Ordinal);
        Assert.DoesNotContain("Quá hạn", after.Text("tbody tr"), StringComparison.Ordinal);
    }

    // The registry names the decision of admission once the clerk has numbered it, and a death ends the stay there too.
    [Fact]
    public async Task Stay_InTheRegistry_NamesItsDecisionAndEndsWithADeath()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var id = await run.Dossiers.SubmittedAsync("vao-co-so-khan-cap");
        await run.Dossiers.MatchIdentityAsync(id);
        var dossier = await run.Dossiers.LoadAsync(id);
        await run.ToSignatureAsync(id, ProvinceNode.Dossiers.Forms.FormFacts.Of(dossier), new Measure { On = new(2022, 10, 5), Institution = First });
        await run.MatchPeopleAsync(id);
        await run.MustAsync(id, ActKinds.Sign, (s, v, o) => s.GetRequiredService<Sign>().Handle(id, v, o, default));
        Assert.Equal("", (await host.WithDbAsync(db => db.InstitutionStays.AsNoTracking().SingleAsync())).DecisionNumber);
        await run.MustAsync(id, ActKinds.Number, (s, v, o) => s.GetRequiredService<Number>().Handle(id, v, o, default));
        Assert.Equal(Assert.Single(await run.DecisionsAsync(id)).Number, (await host.WithDbAsync(db => db.InstitutionStays.AsNoTracking().SingleAsync())).DecisionNumber);
        host.Clock.SetDay(new(2022, 10, 20));
        var owner = new Person(dossier.Owner.FullName, dossier.Owner.BirthDate, dossier.Owner.CitizenId);

        await run.DecidedAsync(await run.FiledAsync(Procedures.Funeral, RequestKind.Funeral, owner), owner.Plain, new Measure { On = new(2022, 10, 18), Receiver = new("Trần Thị Chăm", "038181000777", "con") });

        var stay = await host.WithDbAsync(db => db.InstitutionStays.AsNoTracking().SingleAsync());
        Assert.Equal((new DateOnly(2022, 10, 18), "Chết"), (stay.To, stay.LeaveReason));
        Assert.Equal(new DateOnly(2022, 10, 18), Assert.Single(await StaysAsync(host)).LeftOn);
    }

    private static Task<List<InstitutionResident>> StaysAsync(NodeHost host) => host.WithDbAsync(db => db.InstitutionResidents.AsNoTracking().OrderBy(s => s.From).ToListAsync());

    private static Task<IssuedPaper> PaperAsync(NodeHost host, Guid id, string paper) => host.WithDbAsync(db => db.Papers.AsNoTracking().SingleAsync(p => p.DossierId == id && p.Paper == paper));
}
