using ProvinceNode.Dossiers;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Eligibility;

namespace ProvinceNode.Tests.Dossiers.Rules;

/// <summary>The villages that a citizen chooses from and those that an appraiser does are one list in one order.</summary>
public sealed class SpecialVillagesTests
{
    [Fact]
    public async Task Villages_OfACommune_AreTheSameForCitizenAndAppraiser()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var day = OutcomeTests.Day("2022-10-05");
        SpecialAreaRow Row(string village, string from = "2021-09-16", string? to = null) => new()
        {
            CommuneCode = "16063", Village = village, Legal = "Quyết định số 612/QĐ-UBDT", ValidFrom = OutcomeTests.Day(from), ValidTo = to is null ? null : OutcomeTests.Day(to),
        };
        await new OutcomeRun(host).SaveAsync(db => db.AddRange(Row("Thôn Ưng"), Row("bản Mới"), Row("Ấp 10"), Row("Ấp 2"), Row("Bản Cũ", "2021-09-16", "2022-10-04"), Row("Bản Sau", "2022-10-06"), Row("")));

        var (citizen, appraiser) = await host.WithDbAsync(async db => (await SpecialVillages.OnAsync(db, "16063", day, default), (await RuleTables.ReadAsync(db, default)).SpecialVillages("16063", day)));

        Assert.Equal(appraiser, citizen);
        Assert.Equal(["Thôn Ưng", "bản Mới", "Ấp 10", "Ấp 2"], citizen);
        Assert.Empty(await host.WithDbAsync(db => SpecialVillages.OnAsync(db, "16066", day, default)));
    }
}
