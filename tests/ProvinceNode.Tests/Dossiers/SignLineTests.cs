using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>The line that a chairman reads among thirty says what his signature will pay.</summary>
public sealed class SignLineTests
{
    [Fact]
    public async Task Line_OfTwoAwards_HasTheArrearsOfBoth()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled);
        var facts = Person.Disabled.With(DisabilityDegree.Severe, new DateOnly(2022, 7, 5)) with
        {
            Marital = MaritalState.NeverMarried, Poverty = [new PovertySpan(PovertyStatus.Poor)], Children = [new ChildFacts(BirthDate.Of(2014))],
        };
        await run.ToSignatureAsync(id, facts);

        var line = await LineAsync(host, run);
        await run.MustAsync(id, ActKinds.Sign, (s, v, o) => s.GetRequiredService<Sign>().Handle(id, v, o, default));

        var paid = (await run.PaymentsAsync()).Sum(p => p.Amount.Amount);
        Assert.Equal((900_000, 202207), (line.MonthlyDong, line.StartMonth));
        Assert.Equal(2, line.Category.Split("; ").Length);
        Assert.Equal((paid, 4), (line.ArrearsDong, line.ArrearsMonths));
        Assert.Equal((4 * 540_000) + 360_000, paid); // group 6 from the certificate, group 4 from the decision
    }

    [Fact]
    public async Task Line_OfARequestForAssistanceOnly_LeavesOutTheCareThatNobodyAskedFor()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled);
        await run.ToSignatureAsync(id, Person.Disabled.With(DisabilityDegree.ExtremelySevere, new DateOnly(2022, 9, 5)) with { Care = [new CareSpan(CareKind.Family)] });

        Assert.Equal((720_000, 0), ((await LineAsync(host, run)).MonthlyDong, (await LineAsync(host, run)).Hindrances.Count));
    }

    private static Task<SignLine> LineAsync(NodeHost host, OutcomeRun run)
    {
        var chairman = run.Dossiers.Official(Roles.Chairman, run.Dossiers.DecidingOffice);
        return host.WithAsync(async s => Assert.Single((await s.GetRequiredService<BulkSign>().WaitingAsync(chairman, default)).Lines), chairman.Office.Value);
    }
}
