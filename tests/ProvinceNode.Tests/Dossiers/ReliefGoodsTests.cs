using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Rice and essentials of Art. 12, from the village's list to the chairman's decision, in both organisations.</summary>
public sealed class ReliefGoodsTests
{
    [Theory]
    [InlineData("2022-10-05")]
    [InlineData("2026-11-02")]
    public async Task Rice_OfAVillageList_IsFifteenKilogramsAPersonAndMonthAndNoMoney(string day)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var id = await run.Dossiers.SubmittedAsync("thieu-doi", v => v["Households[1].Months"] = "3");

        var done = await run.DecidedAsync(id, Person.Disabled.Plain);

        Assert.Equal(DossierStatus.Issued, done.Status);
        Assert.Equal([(4, 1, 60, ""), (4, 3, 180, "")], (await GivenAsync(host)).Select(a => (a.Persons, a.Months, a.RiceKilograms, a.Goods)));
        Assert.Empty(await run.PaymentsAsync());
        var decision = Assert.Single(await run.DecisionsAsync(id));
        Assert.Contains("240 kg", decision.Content, StringComparison.Ordinal);
        Assert.Equal(done.TenantPath, decision.IssuerPath); // the commune's chairman, also with districts
        Assert.DoesNotContain("huyện Hậu Lộc)", PaperContent.Parse(decision.Content).Annexes[0].Reference, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rice_AtTet_IsOneMonthWhateverTheListSays()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var run = new OutcomeRun(host);
        var id = await run.Dossiers.SubmittedAsync("thieu-doi", v => v["Hunger"] = "tet");

        await run.DecidedAsync(id, Person.Disabled.Plain, new Measure { Households = [new("Phạm Văn Hòa", 5, 4, 3, true, "", "")] });

        Assert.Equal((60, 1), (await GivenAsync(host)).Select(a => (a.RiceKilograms, a.Months)).Single());
    }

    [Fact]
    public async Task Essentials_OfAVillageList_AreRecordedInWords()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var run = new OutcomeRun(host);
        var id = await run.Dossiers.SubmittedAsync("thieu-nhu-yeu-pham");

        await run.DecidedAsync(id, Person.Disabled.Plain);

        Assert.All(await GivenAsync(host), a => Assert.Equal((4, 0, 0, "Chăn màn, xoong nồi"), (a.Persons, a.Months, a.RiceKilograms, a.Goods)));
        Assert.Equal("KC1", Assert.Single(await run.DecisionsAsync(id)).Paper);
    }

    private static Task<List<AidInKind>> GivenAsync(NodeHost host) => host.WithDbAsync(db => db.AidsInKind.AsNoTracking().OrderBy(a => a.Number).ToListAsync());
}
