using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Health cards begin and end with decisions (Decree 20 Art. 9; policy 2.5), and the commune's list tells the social-insurance office once.</summary>
public sealed class HealthCardTests
{
    [Theory]
    [InlineData("2022-10-05")]
    [InlineData("2026-11-02")]
    public async Task Card_OfAssistance_FollowsItFromGrantToStop(string day)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var grant = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled);
        await run.DecidedAsync(grant, Person.Disabled.With(DisabilityDegree.Severe, OutcomeTests.Day(day).AddMonths(-1)));
        var signed = run.Dossiers.Today;
        Assert.Equal([(HealthCardEvent.Grant, PayMonth.Of(signed).Number)], (await NoticesAsync(host)).Select(n => (n.Event, n.FromMonth)));

        var person = await host.WithDbAsync(db => db.Beneficiaries.Select(b => b.Id).SingleAsync());
        // A suspension takes no card; an adjustment neither.
        await run.DecidedAsync(await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Suspend, Person.Disabled), Person.Disabled.Plain, new Measure { Reason = "S1", On = run.Dossiers.Today });
        Assert.Single(await NoticesAsync(host));
        await run.DecidedAsync(await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, Person.Disabled), Person.Disabled.Plain, new Measure { Reason = "T4", On = run.Dossiers.Today });

        var last = (await NoticesAsync(host)).Single(n => n.Event == HealthCardEvent.Stop);
        Assert.Equal((HealthCardEvent.Stop, PayMonth.Of(run.Dossiers.Today).AddMonths(1).Number, person), (last.Event, last.FromMonth, last.BeneficiaryId));
        Assert.Equal(run.Dossiers.Commune, last.TenantPath);
    }

    // Support to a carer alone gives nobody a card.
    [Fact]
    public async Task Card_OfCareAlone_IsNotDue()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Care, Person.Disabled);
        await run.DecidedAsync(id, Person.Disabled.With(DisabilityDegree.ExtremelySevere, new(2022, 9, 1)) with { Care = [new(CareKind.Family)] }, new Measure { Receiver = new("Trần Thị Chăm", "038181000777", "vợ") });

        Assert.Contains(await host.WithDbAsync(db => db.Entitlements.AsNoTracking().ToListAsync()), e => e.Kind == EntitlementKind.Care);
        Assert.Empty(await NoticesAsync(host));
    }

    [Fact]
    public async Task Card_OfTheDead_EndsWithTheNextMonth()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled);
        await run.DecidedAsync(await run.FiledAsync(Procedures.Funeral, RequestKind.Funeral, Person.Disabled), Person.Disabled.Plain, new Measure { On = new(2022, 10, 2), Receiver = new("Trần Thị Chăm", "038181000777", "vợ") });

        var notice = Assert.Single(await NoticesAsync(host));
        Assert.Equal((HealthCardEvent.Stop, 202211, "Chết"), (notice.Event, notice.FromMonth, notice.Reason));
    }

    [Fact]
    public async Task List_OfAMonth_IsTakenOutAndMarkedOnce()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        await run.DecidedAsync(await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled), Person.Disabled.With(DisabilityDegree.Severe, new(2022, 9, 5)));
        var officer = await host.SignInAsync(Roles.SocialOfficer, run.Dossiers.Commune);
        var page = await PageReader.OpenAsync(officer, "/doi-tuong/the-bhyt");

        Assert.Contains("1 dòng, 1 dòng chờ gửi", page.Text("caption"), StringComparison.Ordinal);
        Assert.DoesNotContain(Person.Disabled.Number, page.Text("main"), StringComparison.Ordinal); // masked on the page, whole in the file
        var token = page.Document.QuerySelector("main form[method=post] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var body = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token), KeyValuePair.Create("kind", "csv")]);
        using var answer = await officer.PostAsync(new Uri("/doi-tuong/the-bhyt?thang=202210", UriKind.Relative), body);
        var csv = await answer.Content.ReadAsStringAsync();
        Assert.Contains($"1,Tăng,{Person.Disabled.Name},15/03/1982,Nam,{Person.Disabled.Number},,Thôn 1,BT,10/2022,01/QĐ-UBND", csv, StringComparison.Ordinal);

        // A decision signed after the file was taken out is not told as sent with it.
        Assert.Empty(page.Document.QuerySelectorAll("button[value=send]"));
        page = await PageReader.OpenAsync(officer, "/doi-tuong/the-bhyt");
        await run.DecidedAsync(await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Old), Person.Old.With(DisabilityDegree.Severe, new(2022, 9, 5)));

        var done = await page.SubmitAsync(new Dictionary<string, object?>(), button: "Đã gửi");
        Assert.Contains("Đã ghi gửi cơ quan bảo hiểm xã hội 1 dòng", done.Text("main"), StringComparison.Ordinal);
        Assert.Contains("2 dòng, 1 dòng chờ gửi", done.Text("caption"), StringComparison.Ordinal);
        Assert.Equal([false, true], (await NoticesAsync(host)).Select(n => n.SentAt is null));
        Assert.Contains("Không có tăng, giảm", (await PageReader.OpenAsync(officer, "/doi-tuong/the-bhyt?thang=202209")).Text("main"), StringComparison.Ordinal);
        Assert.Contains("Không có tăng, giảm", (await PageReader.OpenAsync(await host.SignInAsync(Roles.SocialOfficer, "38.380.14758"), "/doi-tuong/the-bhyt")).Text("main"), StringComparison.Ordinal);
        Assert.Empty((await PageReader.OpenAsync(await host.SignInAsync(Roles.Accountant, run.Dossiers.DecidingOffice), "/doi-tuong/the-bhyt")).Document.QuerySelectorAll("button[name=kind]"));
    }

    private static Task<List<HealthCardNotice>> NoticesAsync(NodeHost host) => host.WithDbAsync(db => db.HealthCardNotices.AsNoTracking().OrderBy(n => n.RecordedAt).ThenBy(n => n.Id).ToListAsync());
}
