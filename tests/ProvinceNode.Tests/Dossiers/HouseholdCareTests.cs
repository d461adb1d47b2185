using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Eligibility;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Care support is an entitlement of each person cared for, taken by the carer (Decree 20 Art. 20; forms 2a, 2b).</summary>
public sealed class HouseholdCareTests
{
    private static readonly Receiver Carer = new("Đỗ Thị Oanh", "038172000555", "bà ngoại");

    [Theory]
    [InlineData("2022-10-05", 360_000)]
    [InlineData("2026-11-02", 540_000)]
    public async Task Household_WithTwoExtremelySevereMembers_IsSupportedForEachOfThem(string day, long level)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var known = await run.ReceivingAsync(Mo, "6.dbn.adult", level * 2, OutcomeTests.Month(day, -3));
        var id = await run.Dossiers.SubmittedAsync("ho-cham-soc", v => Second(v));
        await run.Dossiers.MatchIdentityAsync(id);

        await run.DecidedAsync(id, Person.Disabled.Plain); // the members' facts are the form's

        var people = await host.WithDbAsync(db => db.Beneficiaries.AsNoTracking().OrderBy(b => b.FullName).ToListAsync());
        Assert.Equal(["Lê Thị Mơ", "Lê Văn Vỹ"], people.Select(p => p.FullName)); // and not the head of the household
        Assert.Equal((known, level * 2), (people[0].Id, people[0].MonthlyAmount.Amount));
        var rows = await host.WithDbAsync(db => db.Entitlements.AsNoTracking().Where(e => e.Kind == EntitlementKind.Care).ToListAsync());
        Assert.Equal(people.Select(p => p.Id).Order(), rows.Select(r => r.BeneficiaryId).Order());
        Assert.All(rows, r => Assert.Equal(("CS.6", level, "Đỗ Thị Oanh", "bà ngoại"), (r.CategoryCode, r.MonthlyAmount.Amount, r.ReceiverName, r.ReceiverRelation)));
        Assert.Equal([("Lê Thị Mơ", "Đỗ Thị Oanh", level), ("Lê Văn Vỹ", "Đỗ Thị Oanh", level)],
            (await run.PaymentsAsync()).OrderBy(p => p.PersonName, StringComparer.Ordinal).Select(p => (p.PersonName, p.ReceiverName, p.Amount.Amount)));
        var decision = Assert.Single(await run.DecisionsAsync(id));
        var words = string.Join("\n", PaperContent.Parse(decision.Content).Paragraphs);
        Assert.Equal("D18", decision.Paper);
        Assert.Contains("LÊ THỊ MƠ", words, StringComparison.Ordinal);
        Assert.Contains($"Tổng mức hỗ trợ 2 người: {new Dong(level * 2)}/tháng", words, StringComparison.Ordinal);
        var slip = await host.WithDbAsync(db => db.Papers.AsNoTracking().SingleAsync(p => p.DossierId == id && p.Paper == "D12"));
        Assert.Contains("Người được chăm sóc", slip.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Household_WithAMemberWhoIsNotExtremelySevere_IsToldWhyForHim()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Mo, "6.dbn.adult", 720_000);
        var id = await run.Dossiers.SubmittedAsync("ho-cham-soc", v => Second(v));
        await run.Dossiers.MatchIdentityAsync(id);
        await OutcomeTests.ToAppraisalAsync(run, id);
        var dossier = await run.Dossiers.LoadAsync(id);
        var members = FormFacts.Members(FormFacts.ValuesOf(dossier), new DateOnly(2022, 10, 5)).Select((m, i) => i == 0 ? m : m with { Facts = m.Facts with { Disability = m.Facts.Disability! with { Degree = DisabilityDegree.Severe } } }).ToList();

        await run.MustAsync(id, ProvinceNode.Platform.ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(new(id, v, true, "Đủ giấy tờ", Person.Disabled.Plain) { Members = members }, o, default));
        await run.DecidedAsync(id, Person.Disabled.Plain);

        var decisions = await run.DecisionsAsync(id);
        Assert.Equal(["D18", "D20"], decisions.Select(d => d.Paper));
        Assert.DoesNotContain("LÊ THỊ MƠ", decisions[0].Content, StringComparison.Ordinal);
        Assert.Contains("ông/bà Lê Thị Mơ", decisions[1].Content, StringComparison.Ordinal);
        Assert.DoesNotContain("Lê Văn Vỹ", decisions[1].Content, StringComparison.Ordinal);
        Assert.Equal(["Lê Văn Vỹ"], await host.WithDbAsync(db => db.Beneficiaries.Where(b => db.Entitlements.Any(e => e.BeneficiaryId == b.Id && e.Kind == EntitlementKind.Care)).Select(b => b.FullName).ToListAsync()));
    }

    [Fact]
    public async Task AppraisersPage_OfAHousehold_ShowsEachMemberAndWhoTakesTheMoney()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Mo, "6.dbn.adult", 720_000);
        var id = await run.Dossiers.SubmittedAsync("ho-cham-soc", v => Second(v));
        await OutcomeTests.ToAppraisalAsync(run, id);
        var appraiser = await host.SignInAsync(Roles.Appraiser, run.Dossiers.DecidingOffice);

        var page = await PageReader.OpenAsync(appraiser, $"/ho-so/{id}/tham-dinh");

        Assert.Equal(["Lê Văn Vỹ", "Lê Thị Mơ"], page.Document.QuerySelectorAll("section[aria-labelledby='dang-huong'] h3").Select(h => h.TextContent.Trim()));
        var why = page.Document.QuerySelector("section[aria-labelledby='giai-thich']")!.TextContent;
        Assert.Contains("Lê Văn Vỹ", why, StringComparison.Ordinal);
        Assert.Contains("Người được chăm sóc: Lê Thị Mơ", why, StringComparison.Ordinal);
        Assert.Equal("Đỗ Thị Oanh", page.Document.QuerySelector("input[name='Measure.ReceiverName']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Household_AskingForAnotherMember_LeavesTheFirstAsHeIs()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var known = await run.ReceivingAsync(Mo, "6.dbn.adult", 720_000);
        await run.ReceivingAsync(Mo, "CS.6", 360_000, kind: EntitlementKind.Care);
        var id = await run.Dossiers.SubmittedAsync("ho-cham-soc", v => Second(v));
        await run.Dossiers.MatchIdentityAsync(id);

        await run.DecidedAsync(id, Person.Disabled.Plain);

        Assert.Equal(2, (await run.RowsAsync(known)).Count);
        Assert.Equal("Lê Văn Vỹ", Assert.Single(await run.PaymentsAsync()).PersonName);
    }

    [Theory]
    [InlineData("2022-10-05", "2016-04-02", "CS.2", 540_000)]
    [InlineData("2022-10-05", "2020-04-02", "CS.1", 900_000)]
    [InlineData("2026-11-02", "2018-04-02", "CS.2", 810_000)]
    public async Task TakenIn_OfAnOrphan_RestsOnTheDecisionThatTheRegistryHas(string day, string born, string code, long amount)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var child = new Person("Bùi Hữu Quý", born, "0382" + born[2..4] + "000301");
        var first = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, child);
        await run.DecidedAsync(first, child.Plain with { Mother = [new ParentSpan(ParentState.Dead)], Father = [new ParentSpan(ParentState.Dead)] });

        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Care, child);
        await run.DecidedAsync(id, child.Plain with { Care = [new CareSpan(CareKind.TakenIn)] }, new Measure { Receiver = Carer }); // form 2b tells nothing of the parents

        var support = Assert.Single(await host.WithDbAsync(db => db.Entitlements.AsNoTracking().Where(e => e.Kind == EntitlementKind.Care).ToListAsync()));
        Assert.Equal((code, amount, Carer.Name), (support.CategoryCode, support.MonthlyAmount.Amount, support.ReceiverName));
    }

    [Theory]
    [InlineData("1.x.o4", "2016-04-02", "CS.2")]
    [InlineData("5.d", "1955-04-02", "CS.3")]
    public async Task TakenIn_OfWhoReceivesByAPaperDecision_RestsOnTheEntitlementInForce(string category, string born, string code)
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var person = new Person("Bùi Hữu Quý", born, born[0] == '2' ? "038216000301" : "038055000301");
        await run.ReceivingAsync(person, category, 540_000);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Care, person);

        await run.DecidedAsync(id, person.Plain with { Care = [new CareSpan(CareKind.TakenIn)] }, new Measure { Receiver = Carer });

        Assert.Equal([code], await host.WithDbAsync(db => db.Entitlements.AsNoTracking().Where(e => e.Kind == EntitlementKind.Care).Select(e => e.CategoryCode).ToListAsync()));
    }

    [Fact]
    public async Task Adjust_OfWhoIsCaredFor_KeepsTheSupportThatAnotherDossierGranted()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var old = Person.Disabled with { Born = "1962-12-10", Number = "038062000102" };
        var facts = old.With(DisabilityDegree.ExtremelySevere, new(2022, 9, 5));
        await run.DecidedAsync(await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, old), facts);
        await run.DecidedAsync(await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Care, old), facts with { Care = [new CareSpan(CareKind.Family)] }, new Measure { Receiver = Carer });
        host.Clock.SetDay(new(2022, 12, 12));

        // Sixty: 2,0 becomes 2,5. The officer's dossier carries no form.
        await run.DecidedAsync(await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Adjust, old), old.Plain, new Measure { On = new(2022, 12, 10) });

        var rows = await host.WithDbAsync(db => db.Entitlements.AsNoTracking().Where(e => e.Status == EntitlementStatus.Active).ToListAsync());
        Assert.Equal([("6.dbn.elder", 900_000L), ("CS.6", 360_000L)], rows.Select(r => (r.CategoryCode, r.MonthlyAmount.Amount)).Order());
    }

    [Theory]
    [InlineData("CS.6", "CS.7", true)]
    [InlineData("CS.1", "CS.8", true)]
    [InlineData("CS.4", "CS.5", true)]
    [InlineData("CS.4", "CS.6", false)]
    [InlineData("CS.2", "CS.4", false)]
    public void Exclude_OfCareSupport_IsOneToTheCarerAndOneToThePersonHimself(string one, string other, bool excludes)
    {
        Assert.Equal(excludes, Standing.Exclude(EntitlementKind.Care, one, EntitlementKind.Care, other));
        Assert.False(Standing.Exclude(EntitlementKind.Care, one, EntitlementKind.Assistance, "6.dbn.adult"));
    }

    [Fact]
    public void Members_BesideAnotherForm_AreThoseWhoAreNotItsPerson()
    {
        var member = new CaredMember("Lê Văn Vỹ", "2002-10-05", 1, "038202000111", "", new Facts { Birth = BirthDate.Of(2002) });
        Assert.True(member.Is(new PersonData { CitizenId = "038202000111", FullName = "Lê văn Vỹ" }));
        Assert.False(member.Is(new PersonData { CitizenId = "038202000112", FullName = "Lê Văn Vỹ", BirthDate = "2002-10-05" }));
        Assert.True((member with { CitizenId = "" }).Is(new PersonData { FullName = "Lê Văn Vỹ", BirthDate = "2002-10-05" }));
    }

    [Fact]
    public void Appraisal_OfSeveralMembers_ComesBackFromItsTextAndAsksEachAgain()
    {
        var member = new CaredMember("Lê Văn Vỹ", "2002-10-05", 1, "038202000111", "", Law.Disabled(DisabilityDegree.ExtremelySevere, new PayMonth(202210), 240) with { Care = [new CareSpan(CareKind.Family)] });
        var first = Appraisal.Of(member.Facts, new PayMonth(202210), Law.Book, Law.Province) with { About = member, Beside = [member.Asked(new PayMonth(202210), Law.Book, Law.Province)] };

        var again = Appraisal.Parse(first.ToJson()).Again(new PayMonth(202408), Law.Book, Law.Province);

        Assert.Equal(["Lê Văn Vỹ", "Lê Văn Vỹ"], again.Everybody.Select(a => a.About!.FullName));
        Assert.All(again.Everybody, a => Assert.Equal(500_000, a.Answer.Awards.Single(w => w.Kind == AwardKind.Care).MonthlyDong));
    }

    private static Person Mo { get; } = new("Lê Thị Mơ", "2001-05-10", "038301000111");

    private static void Second(FormValues values)
    {
        values["Members.Count"] = "2";
        foreach (var (name, value) in new[]
        {
            ("FullName", "Lê Thị Mơ"), ("BirthDay", "10"), ("BirthMonth", "05"), ("BirthYear", "2001"), ("Sex", "2"), ("CitizenId", "038301000111"), ("CertificateNumber", "DT000124"),
            ("CertificateDay", "01"), ("CertificateMonth", "09"), ("CertificateYear", "2022"), ("DisabilityKind", "4"),
        })
        {
            values["Members[1]." + name] = value;
        }
    }
}
