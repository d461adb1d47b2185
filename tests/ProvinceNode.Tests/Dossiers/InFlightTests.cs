using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Registry;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>An elderly person's request of June 2025 that the new commune decides in July: what Decree 20 still owes, and the social pension after it.</summary>
public sealed class InFlightTests
{
    private static readonly Person Eighty = Person.Old with { Born = "1945-05-10", Number = "038145000201" };

    [Theory]
    [InlineData(DossierStatus.AwaitingReception)]
    [InlineData(DossierStatus.AwaitingSignature)]
    public async Task Grant_FiledUnderPointC_PaysBothLawsTheirMonths(DossierStatus reached)
    {
        await using var host = await NodeHost.StartAsync(new() { Day = new(2025, 6, 10) });
        var run = new OutcomeRun(host);
        var facts = Eighty.Plain with { Supporters = [new SupporterFacts("con trai")] };
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Eighty, "38.400.16063");
        for (var status = DossierStatus.AwaitingReception; status != reached; status = (await run.Dossiers.LoadAsync(id)).Status)
        {
            await run.StepAsync(id, status, facts);
        }

        host.Clock.SetDay(new(2025, 7, 1));
        await host.WithAsync(s => s.GetRequiredService<ChangeRegime>().HandleAsync(default));
        await run.ToSignatureAsync(id, facts);
        var chairman = await host.SignInAsync(Roles.Chairman, "38.16072");
        var page = await PageReader.OpenAsync(chairman, $"/ho-so/{id}/ky");
        Assert.Contains("các tháng đến hết tháng 06/2025 tính theo quy định đó", page.Document.Body!.TextContent, StringComparison.Ordinal);
        await run.DecidedAsync(id, facts);

        var person = await host.WithDbAsync(db => db.Beneficiaries.AsNoTracking().SingleAsync());
        Assert.Equal(("HT.1", 500_000L), (person.CategoryCode, person.MonthlyAmount.Amount));
        var rows = await run.RowsAsync(person.Id);
        Assert.Equal([("5.c", EntitlementKind.Assistance, 202505, 202506), ("HT.1", EntitlementKind.SocialPension, 202507, 0)], rows.Select(r => (r.CategoryCode, r.Kind, r.StartMonth, r.EndMonth)));
        Assert.Equal(rows[0].Id, rows[1].PreviousId);
        Assert.Equal([(1_000_000L, 202505, 202506), (500_000L, 202507, 202507)], (await run.PaymentsAsync()).OrderBy(p => p.FromMonth).Select(p => (p.Amount.Amount, p.FromMonth, p.ToMonth)));
        var decision = Assert.Single(await run.DecisionsAsync(id));
        var words = string.Join("\n", PaperContent.Parse(decision.Content).Paragraphs);
        Assert.Equal("D14", decision.Paper);
        Assert.Contains("từ tháng 05/2025 đến hết tháng 06/2025", words, StringComparison.Ordinal);
        Assert.Contains("Trợ cấp hưu trí xã hội hàng tháng", words, StringComparison.Ordinal);
        Assert.Contains("kể từ tháng 07/2025", words, StringComparison.Ordinal);
        Assert.Contains("Tổng mức hưởng: 500.000 đồng/tháng", words, StringComparison.Ordinal);
        Assert.Contains("176/2025", string.Join("\n", PaperContent.Parse(decision.Content).Bases), StringComparison.Ordinal);
        Assert.NotNull(Appraisal.Parse(decision.Explanation).Before);
    }
}
