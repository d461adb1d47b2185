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

    private static Task<Guid> PersonAsync(TestSupport.NodeHost host) =>
        host.WithDbAsync(db => Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.SingleAsync(System.Linq.Queryable.Select(db.Beneficiaries, b => b.Id)));
}
