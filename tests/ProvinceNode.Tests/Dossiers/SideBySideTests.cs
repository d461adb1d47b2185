using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers;
using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Group 4 with one of groups 5, 6 and 8, asked for in two dossiers (Decree 20 Art. 6(2), policy 1.3, vector T6).</summary>
public sealed class SideBySideTests
{
    private static readonly Person Mother = Person.Disabled;

    private static Facts Parent => Mother.Plain with
    {
        Marital = MaritalState.NeverMarried, Poverty = [new PovertySpan(PovertyStatus.Poor)],
        Children = [new ChildFacts(BirthDate.Of(2012, 5, 1), null), new ChildFacts(BirthDate.Of(2002, 11, 20), new StudySpan())],
    };

    // Form 1đ asks what social assistance she has: it is the one that the registry pays.
    private static Facts Impaired => Mother.With(DisabilityDegree.Severe, new(2022, 9, 20)) with
    {
        OtherAllowances = [new AllowanceSpan(AllowanceKind.SocialAssistance, "Trợ cấp xã hội hàng tháng", 720_000)],
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SecondDossier_OfGroup4WithGroup6_IsPaidBesideTheFirst(bool disabilityFirst)
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        await run.DecidedAsync(await FiledAsync(run), disabilityFirst ? Impaired with { OtherAllowances = [] } : Parent);
        var person = await host.WithDbAsync(db => db.Beneficiaries.Select(b => b.Id).SingleAsync());

        await run.DecidedAsync(await FiledAsync(run), disabilityFirst ? Parent : Impaired);

        var rows = (await run.RowsAsync(person)).Where(r => r.EndMonth == 0).OrderBy(r => r.CategoryCode, StringComparer.Ordinal);
        Assert.Equal([("4", 720_000L), ("6.n.adult", 540_000L)], rows.Select(r => (r.CategoryCode, r.MonthlyAmount.Amount)));
        Assert.Equal(1_260_000, (await run.PersonAsync(person)).MonthlyAmount.Amount);
    }

    private static Task<Guid> FiledAsync(OutcomeRun run) => run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Mother);
}
