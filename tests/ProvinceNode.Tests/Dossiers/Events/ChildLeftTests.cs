using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Events;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Eligibility;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Events;

/// <summary>A child of a single parent of group 4 ends its studies, dies or leaves: one coefficient less, or none (Decree 20 Art. 5(4), 6(1)(d)).</summary>
public sealed class ChildLeftTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);
    private static readonly DateOnly On = new(2026, 10, 10);

    [Theory]
    [InlineData(100, 228, RequestKind.Adjust)]
    [InlineData(228, 228, RequestKind.Adjust)] // twins: one of them
    [InlineData(228, 0, RequestKind.Stop)] // the only one
    public void Child_WhoIsGone_CountsNoMoreFromTheMonthAfter(int one, int other, RequestKind measure)
    {
        var facts = People.SingleParent(202610, [.. new[] { one, other }.Where(a => a > 0)]);
        var ground = Ground(facts) with { Value = People.Born(202610, 228).ToString() };

        var law = EventLaw.Of(ground);

        Assert.Equal((measure, (PayMonth?)new PayMonth(202611)), (law.Kind, law.From));
        if (measure == RequestKind.Adjust)
        {
            Assert.Contains("1.080.000 đồng thành 540.000 đồng", law.Words, StringComparison.Ordinal);
            var left = Assert.Single(law.Answers(ground).On(Today).Rows("Children"));
            Assert.Equal((People.Born(202610, one), "studying"), (left.Birth()!.Value, left["Study"]));
        }
    }

    [Fact]
    public void Child_OfFactsThatAreNotKept_IsLeftToTheAppraiser()
    {
        var law = EventLaw.Of(Ground(null));
        Assert.Equal((RequestKind.Adjust, (PayMonth?)null), (law.Kind, law.From));
        Assert.True(EventRules.IsTold(LifeEventKind.ChildLeft, ""));
        Assert.False(EventRules.IsTold(LifeEventKind.ChildLeft, "con cả"));
    }

    [Fact]
    public async Task Report_OfAChildWhoLeftSchool_IsProposedOpenedAndDecidedForTheOtherChild()
    {
        await using var host = await OutcomeTests.StartAsync("2025-09-01");
        var run = new EventRun(host);
        var parent = new Person("Trần Thị Đơn", "1986-02-03", "038186000123");
        var facts = parent.Plain with { Marital = MaritalState.NeverMarried, Poverty = [new(PovertyStatus.NearPoor)], Children = [new(BirthDate.Of(2015, 5, 1)), new(BirthDate.Of(2007, 3, 2), new StudySpan())] };
        await run.Outcomes.DecidedAsync(await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, parent), facts);
        var person = await host.WithDbAsync(db => db.Beneficiaries.Select(b => b.Id).SingleAsync());
        Assert.Equal(1_000_000, (await run.Outcomes.PersonAsync(person)).MonthlyAmount.Amount);
        host.Clock.SetDay(new DateOnly(2026, 1, 6));
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.SocialOfficer, run.Outcomes.Dossiers.Commune), $"/doi-tuong/{person}/ghi-bien-dong");
        var told = new Dictionary<string, object?> { ["loai"] = nameof(LifeEventKind.ChildLeft), ["HappenedOn"] = "20/12/2025", ["Source"] = nameof(EventSource.Agency), ["Reference"] = "Trường THPT 12/XN" };
        Assert.Single((await page.SubmitAsync(told, button: "Ghi nhận, xem đề xuất")).Problems);

        told["Child"] = "2007-03-02";
        var proposal = await page.SubmitAsync(told, button: "Ghi nhận, xem đề xuất");
        Assert.Contains("Điều chỉnh từ tháng 01/2026: 1.000.000 đồng thành 500.000 đồng/tháng", proposal.Main, StringComparison.Ordinal);
        Assert.Contains("con sinh 02/03/2007", proposal.Main, StringComparison.Ordinal);
        await proposal.SubmitAsync(new Dictionary<string, object?>(), button: "Lập hồ sơ theo đề xuất");

        var dossier = (await run.EventsAsync()).Single().DossierId!.Value;
        await OutcomeTests.ToAppraisalAsync(run.Outcomes, dossier);
        var appraiser = await run.Outcomes.OfficialForAsync(dossier, ActKinds.Appraise);
        var appraisal = await PageReader.OpenAsync(await host.SignInAsync(appraiser.Roles.Single(), appraiser.Office.Value), $"/ho-so/{dossier}/tham-dinh");
        // A decision keeps births and studies, not names: the appraiser writes them from the papers.
        Assert.Empty((await appraisal.SubmitAsync(new Dictionary<string, object?>
        {
            ["Eligible"] = "true", ["Note"] = "Đúng xác nhận của trường", ["Children[0].FullName"] = "Trần Văn Em", ["Children[0].Study"] = "studying", ["Children[0].Disabled"] = "no",
        }, button: "Trình ký")).Problems);
        await run.Outcomes.DecidedAsync(dossier, parent.Plain);

        Assert.Equal([(1_000_000L, 202512), (500_000L, 0)], (await run.Outcomes.RowsAsync(person)).Where(r => r.EndMonth == 0 || r.EndMonth >= r.StartMonth).Select(r => (r.MonthlyAmount.Amount, r.EndMonth)));
        Assert.Equal(EventState.Decided, (await run.EventsAsync()).Single().State);
    }

    private static EventGround Ground(Facts? facts) => new(LifeEventKind.ChildLeft, On, "", [new Entitlement
    {
        Id = Guid.NewGuid(), BeneficiaryId = Guid.Empty, TenantPath = "38", Kind = EntitlementKind.Assistance, CategoryCode = "4", CoefficientHundredths = 100, Times = 2, Level = new Dong(540_000), MonthlyAmount = new Dong(1_080_000), StartMonth = 202607,
        DecisionId = Guid.NewGuid(), ReceiverName = "Trần Thị Đơn", RecordedAt = Today.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
    }], facts is null ? null : (facts, "4"), Today, Law.Book.On(Today), "38");
}
