using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>What was decided before stands when a request tells only what has changed.</summary>
public sealed class FactsBeforeTests
{
    [Fact]
    public async Task Adjust_OfAnOrphanWithoutAForm_RestsOnTheFirstDecision()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var child = new Person("Bùi Hữu Quý", "2018-12-20", "038218000301");
        var orphan = child.Plain with { Mother = [new ParentSpan(ParentState.Dead, new DateOnly(2021, 8, 1))], Father = [new ParentSpan(ParentState.Dead, new DateOnly(2021, 9, 1))] };
        var first = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, child);
        await run.DecidedAsync(first, orphan);
        var granted = Assert.Single(await run.RowsAsync((await run.Dossiers.LoadAsync(first)).BeneficiaryId ?? await PersonAsync(host)));
        Assert.Equal(250, granted.CoefficientHundredths);

        // The month of the fourth birthday: 2,5 becomes 1,5 (policy 1.3, T2). The officer's dossier carries no form.
        host.Clock.SetDay(new DateOnly(2022, 12, 21));
        var second = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Adjust, child);
        await run.DecidedAsync(second, child.Plain, new Measure { On = new DateOnly(2022, 12, 20) });

        var rows = await run.RowsAsync(granted.BeneficiaryId);
        Assert.Equal([(250, 202211), (150, 0)], rows.OrderBy(r => r.StartMonth).Select(r => (r.CoefficientHundredths, r.EndMonth)));
    }

    [Fact]
    public void Over_WithAFactOfBoth_TakesTheNewOneAndKeepsTheRest()
    {
        var before = new Facts { Birth = BirthDate.Of(1950), Poverty = [new PovertySpan(PovertyStatus.Poor)], Marital = MaritalState.Widowed, CurrentCategory = "5.a.60" };
        var over = FactsBefore.Over(before, new Facts { Birth = BirthDate.Of(1951), Poverty = [new PovertySpan(PovertyStatus.NearPoor)] });
        Assert.Equal((1951, PovertyStatus.NearPoor, MaritalState.Widowed), (over.Birth.Assumed.Year, over.Poverty[0].Status, over.Marital));
    }

    // 82, poor, maintained by a son: 5.c from the birthday only as far back as the form knows that the son was there (else he belonged to 5.a).
    [Theory]
    [InlineData("", 202210)]
    [InlineData("09/2022", 202209)]
    [InlineData("01/2020", 202107)]
    public async Task Grant_OfAnElderByHisForm_ReachesBackOnlyOverMonthsThatAreKnown(string since, int start)
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var id = await run.Dossiers.SubmittedAsync("cao-tuoi", v =>
        {
            (v["SupporterState"], v["PovertySince"], v["Supporters.Count"], v["Supporters[0].FullName"]) = ("yes", "01/2020", "1", "Nguyễn Văn Con");
            (v["Supporters[0].Relation"], v["Supporters[0].Assisted"], v["Supporters[0].Since"]) = ("con trai", "no", since);
            v["Supporters[0].CitizenId"] = "038 080 000 321";
        });
        await run.Dossiers.MatchIdentityAsync(id);

        await run.DecidedAsync(id, ProvinceNode.Dossiers.Forms.FormFacts.Of(await run.Dossiers.LoadAsync(id)));

        var row = Assert.Single(await run.RowsAsync(await PersonAsync(host)));
        Assert.Contains(await host.WithDbAsync(db => Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToListAsync(db.PersonLinks)), l => l is { Role: ProvinceNode.Registry.LinkRole.Supporter, FullName: "Nguyễn Văn Con", Number: "038080000321" });
        Assert.Equal(("5.c", start), (row.CategoryCode, row.StartMonth));
        var arrears = Assert.Single(await run.PaymentsAsync());
        Assert.Equal((start, 202210, 360_000L * (new PayMonth(202211).MonthsSince(new PayMonth(start)))), (arrears.FromMonth, arrears.ToMonth, arrears.Amount.Amount));
        Assert.Equal(since.Length == 0, Assert.Single(await run.DecisionsAsync(id)).Explanation.Contains("Tờ khai không ghi có người phụng dưỡng", StringComparison.Ordinal));
    }

    private static Task<Guid> PersonAsync(TestSupport.NodeHost host) =>
        host.WithDbAsync(db => Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.SingleAsync(System.Linq.Queryable.Select(db.Beneficiaries, b => b.Id)));
}
