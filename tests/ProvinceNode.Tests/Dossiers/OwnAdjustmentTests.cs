using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>An adjustment tells what has changed, also when the office opens it (policy 3.5), and a "no" through the door ends what it says.</summary>
public sealed class OwnAdjustmentTests
{
    [Theory]
    [InlineData("degree", "6.dbn.adult", "CertificateNumber=38.400.16063.000099;CertificateDay=03;CertificateMonth=10;CertificateYear=2022;DisabilityKind=1;DisabilityDegree=3")]
    [InlineData("supporters", "5.a.80", "SupporterState=none")]
    [InlineData("age", "1.x.o4", "")]
    public async Task Adjustment_OpenedByTheOffice_CarriesWhatHasChanged(string reason, string category, string answers)
    {
        await using var host = await OutcomeTests.StartAsync("2022-09-05");
        var run = new OutcomeRun(host);
        var (person, facts) = reason switch
        {
            "degree" => (Person.Disabled, Person.Disabled.With(DisabilityDegree.Severe, new(2022, 6, 1))),
            "supporters" => (new Person("Lê Thị Già", "1939-02-10", "038139000201"), Person.Old.Plain with { Birth = BirthDate.Of(1939, 2, 10), Poverty = [new(PovertyStatus.Poor)], Supporters = [new("con trai", false, new(2020, 1, 1))] }),
            _ => (new Person("Bùi Hữu Quý", "2018-10-03", "038218000301"), Person.Old.Plain with { Birth = BirthDate.Of(2018, 10, 3), AbandonedOn = new(2018, 10, 4) }),
        };
        await run.DecidedAsync(await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, person), facts);
        var beneficiary = await host.WithDbAsync(db => db.Beneficiaries.Select(b => b.Id).SingleAsync());
        host.Clock.SetDay(new DateOnly(2022, 10, 5));
        var officer = run.Dossiers.Official(Roles.SocialOfficer);
        var id = (await host.WithAsync(s => s.GetRequiredService<OpenOwn>().Handle(new OpenOwnInput(beneficiary, RequestKind.Adjust, "Có thay đổi", []), officer, default), officer.Office.Value)).Value.Id;
        await OutcomeTests.ToAppraisalAsync(run, id);
        var official = await run.OfficialForAsync(id, ActKinds.Appraise);
        var page = await PageReader.OpenAsync(await host.SignInAsync(official.Roles.Single(), official.Office.Value), $"/ho-so/{id}/tham-dinh");
        var typed = answers.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(a => a.Split('=')).ToDictionary(a => a[0], a => (object?)a[1]);

        // The son died on 30 September: 5.a is met from October on.
        (typed["ChangeReason"], typed["Measure.On"], typed["Eligible"], typed["Note"]) = (reason, reason == "supporters" ? "01/10/2022" : "03/10/2022", "true", "Đúng giấy tờ");
        await page.SubmitAsync(typed, button: "Trình ký");
        await run.DecidedAsync(id, person.Plain);

        var rows = await run.RowsAsync(beneficiary);
        Assert.Equal((category, 202210, 0), (rows[^1].CategoryCode, rows[^1].StartMonth, rows[^1].EndMonth));
    }

    [Fact]
    public async Task SingleParent_NoLongerPoor_IsNotPaidOnByAnAdjustment()
    {
        await using var host = await OutcomeTests.StartAsync("2022-09-05");
        var run = new OutcomeRun(host);
        var mother = run.Dossiers.Values("nuoi-con-mot-minh", v => v["PovertySince"] = "01/2021");
        var first = await run.Dossiers.SubmittedAsync("nuoi-con-mot-minh", v => Copy(mother, v));
        await run.Dossiers.MatchIdentityAsync(first);
        await run.DecidedAsync(first, FormFacts.Of(await run.Dossiers.LoadAsync(first)));
        host.Clock.SetDay(new DateOnly(2022, 12, 20));
        var id = await run.Dossiers.SubmittedAsync("dieu-chinh", v =>
        {
            Copy(mother, v, "FullName", "Sex", "CitizenId", "BirthDay", "BirthMonth", "BirthYear");
            (v["ChangeReason"], v["Poverty"]) = ("poverty", "none");
        });
        await run.Dossiers.MatchIdentityAsync(id);
        await OutcomeTests.ToAppraisalAsync(run, id);
        var official = await run.OfficialForAsync(id, ActKinds.Appraise);
        host.Clock.SetDay(new DateOnly(2023, 1, 9)); // lost with the month after the change
        var page = await PageReader.OpenAsync(await host.SignInAsync(official.Roles.Single(), official.Office.Value), $"/ho-so/{id}/tham-dinh");

        var told = await page.SubmitAsync(new Dictionary<string, object?> { ["Eligible"] = "true", ["Note"] = "Đúng giấy tờ" }, button: "Trình ký");

        Assert.Contains(told.Problems, p => p.Contains("không thuộc hộ nghèo", StringComparison.Ordinal));
        Assert.Contains(told.Problems, p => p.Contains("lập hồ sơ thôi hưởng", StringComparison.Ordinal));
    }

    // The rows of the children are typed on the page, one button press each.
    [Fact]
    public async Task Children_TypedOnThePageOfTheOffice_AreCountedFromTheMonthOfTheBirth()
    {
        await using var host = await OutcomeTests.StartAsync("2022-09-05");
        var run = new OutcomeRun(host);
        var mother = new Person("Phạm Thị Tuyết", "1985-03-15", "038185000401");
        await run.DecidedAsync(await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, mother),
            mother.Plain with { Poverty = [new(PovertyStatus.NearPoor)], Marital = MaritalState.NeverMarried, Children = [new(BirthDate.Of(2016, 5, 1))], Supporters = [SupporterFacts.Untold] });
        var beneficiary = await host.WithDbAsync(db => db.Beneficiaries.Select(b => b.Id).SingleAsync());
        host.Clock.SetDay(new DateOnly(2022, 10, 5));
        var officer = run.Dossiers.Official(Roles.SocialOfficer);
        var id = (await host.WithAsync(s => s.GetRequiredService<OpenOwn>().Handle(new OpenOwnInput(beneficiary, RequestKind.Adjust, "Sinh thêm con", []), officer, default), officer.Office.Value)).Value.Id;
        await OutcomeTests.ToAppraisalAsync(run, id);
        var official = await run.OfficialForAsync(id, ActKinds.Appraise);
        var page = await PageReader.OpenAsync(await host.SignInAsync(official.Roles.Single(), official.Office.Value), $"/ho-so/{id}/tham-dinh");
        var typed = new Dictionary<string, object?> { ["ChangeReason"] = "children" };
        page = await page.SubmitAsync(typed, button: "Thêm một con");
        (typed["Children[0].FullName"], typed["Children[0].BirthDay"], typed["Children[0].BirthMonth"], typed["Children[0].BirthYear"], typed["Children[0].Study"]) = ("Phạm Văn Một", "01", "05", "2016", "none");
        page = await page.SubmitAsync(typed, button: "Thêm một con");
        Assert.Equal("Phạm Văn Một", page.Document.QuerySelector("[name='Children[0].FullName']")!.GetAttribute("value"));
        (typed["Children[1].FullName"], typed["Children[1].BirthDay"], typed["Children[1].BirthMonth"], typed["Children[1].BirthYear"], typed["Children[1].Study"]) = ("Phạm Thị Hai", "02", "10", "2022", "none");
        (typed["Children[0].Disabled"], typed["Children[1].Disabled"]) = ("no", "no");
        (typed["Measure.On"], typed["Eligible"], typed["Note"]) = ("02/10/2022", "true", "Đúng giấy khai sinh");

        Assert.Empty((await page.SubmitAsync(typed, button: "Trình ký")).Problems);
        await run.DecidedAsync(id, mother.Plain);

        var rows = await run.RowsAsync(beneficiary);
        Assert.Equal([("4", 1, 202209), ("4", 2, 202210)], rows.Select(r => (r.CategoryCode, r.Times, r.StartMonth)));
        Assert.Equal(720_000, rows[^1].MonthlyAmount.Amount);
    }

    // What is answered with "no" has ended, though it was decided before: the next adjustment does not pay on by it.
    [Theory]
    [InlineData("nuoi-con-mot-minh", "children", "Children.Count=")]
    [InlineData("tre-em", "study", "Study=left")]
    public async Task Adjustment_AnsweredWithNo_DoesNotPayOnByWhatWasKnown(string situation, string reason, string answers)
    {
        await using var host = await OutcomeTests.StartAsync("2022-09-05");
        var run = new OutcomeRun(host);
        var declared = run.Dossiers.Values(situation, v =>
        {
            v["PovertySince"] = "01/2021";
            if (situation == "tre-em")
            {
                (v["ChildCase"], v["WasReceiving"], v["Study"], v["StudyDetail"], v["StudyLevel"]) = ("student", "yes", "studying", "Trường Trung học phổ thông", "school");
                (v["BirthDay"], v["BirthMonth"], v["BirthYear"], v["CitizenId"]) = ("15", "01", "2005", "038205000777");
            }
        });
        var first = await run.Dossiers.SubmittedAsync(situation, v => Copy(declared, v));
        await run.Dossiers.MatchIdentityAsync(first);
        await run.DecidedAsync(first, FormFacts.Of(await run.Dossiers.LoadAsync(first)));
        Assert.Single(await host.WithDbAsync(db => db.Entitlements.ToListAsync()));
        host.Clock.SetDay(new DateOnly(2022, 12, 20));
        var id = await run.Dossiers.SubmittedAsync("dieu-chinh", v =>
        {
            Copy(declared, v, "FullName", "Sex", "CitizenId", "BirthDay", "BirthMonth", "BirthYear");
            v["ChangeReason"] = reason;
            foreach (var answer in answers.Split(';').Select(a => a.Split('=')))
            {
                v[answer[0]] = answer[1];
            }
        });
        await run.Dossiers.MatchIdentityAsync(id);
        await OutcomeTests.ToAppraisalAsync(run, id);
        var official = await run.OfficialForAsync(id, ActKinds.Appraise);
        host.Clock.SetDay(new DateOnly(2023, 1, 9)); // lost with the month after the change
        var page = await PageReader.OpenAsync(await host.SignInAsync(official.Roles.Single(), official.Office.Value), $"/ho-so/{id}/tham-dinh");

        var told = await page.SubmitAsync(new Dictionary<string, object?> { ["Eligible"] = "true", ["Note"] = "Đúng giấy tờ" }, button: "Trình ký");

        Assert.Contains(told.Problems, p => p.Contains("lập hồ sơ thôi hưởng", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TwoForms_OfWhichOneIsMet_AreAnsweredEach()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var id = await run.Dossiers.SubmittedAsync("khuyet-tat", v => (v["Marital"], v["Children"]) = ("divorced", "1"), "nuoi-con-mot-minh");
        await run.Dossiers.MatchIdentityAsync(id);

        await run.DecidedAsync(id, FormFacts.Of(await run.Dossiers.LoadAsync(id)));

        var decisions = await run.DecisionsAsync(id);
        Assert.Equal(["D14", "D20"], decisions.Select(d => d.Paper));
        var answer = PaperContent.Parse(decisions[1].Content);
        Assert.Contains("Mẫu số 1c", answer.Summary, StringComparison.Ordinal);
        Assert.Contains(answer.Paragraphs, p => p.Contains("Đã ly hôn", StringComparison.Ordinal) && !p.Contains("giấy xác nhận khuyết tật", StringComparison.Ordinal));
        Assert.Equal("6.n.adult", Assert.Single(await host.WithDbAsync(db => db.Entitlements.AsNoTracking().Select(e => e.CategoryCode).ToListAsync())));
    }

    private static void Copy(FormValues from, FormValues to, params string[] names)
    {
        foreach (var name in names.Length == 0 ? from.Names : names)
        {
            to[name] = from[name];
        }
    }
}
