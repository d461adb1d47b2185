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

    // What the commune cannot give now is asked of the level above in the same round: the department's division, since July 2025 the departments.
    [Theory]
    [InlineData("2022-10-05", "Phòng Lao động – Thương binh và Xã hội huyện Hậu Lộc")]
    [InlineData("2026-11-02", "Sở Y tế tỉnh Thanh Hóa")]
    public async Task Rice_BeyondTheCommunesMeans_IsAskedOfTheLevelAbove(string day, string above)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var id = await run.Dossiers.SubmittedAsync("thieu-doi", v => v["Households[0].Months"] = v["Households[1].Months"] = "3");
        var listed = ReliefGoods.Listed(FormFacts.ValuesOf(await run.Dossiers.LoadAsync(id)), run.Dossiers.Today);
        var given = new Measure { Households = [listed[0] with { Now = 1 }, listed[1] with { Now = 0 }] };

        await run.DecidedAsync(id, Person.Disabled.Plain, given);

        Assert.Equal([("Phạm Văn Hòa", 1, 60)], (await GivenAsync(host)).Select(a => (a.Household, a.Months, a.RiceKilograms)));
        var letter = await host.WithDbAsync(db => db.Papers.AsNoTracking().SingleAsync(p => p.DossierId == id && p.Paper == "KC2"));
        var text = PaperContent.Parse(letter.Content);
        Assert.Equal((above, PaperState.AwaitingNumber), (text.Addressees[0], letter.State));
        Assert.Contains("300 kg gạo cho 02 hộ", string.Join(' ', text.Paragraphs), StringComparison.Ordinal);
        Assert.Equal(["2", "3"], text.Annexes[0].Table!.Rows.Select(r => r[5]));
        await run.NumberAsync(id, "KC2");
    }

    [Fact]
    public async Task Rice_OfWhichNothingIsGivenNow_IsRefusedByName()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var id = await run.Dossiers.SubmittedAsync("thieu-doi");
        var listed = ReliefGoods.Listed(FormFacts.ValuesOf(await run.Dossiers.LoadAsync(id)), run.Dossiers.Today);
        await OutcomeTests.ToAppraisalAsync(run, id);

        var told = await run.TryAsync(id, ActKinds.Appraise, (s, v, o) => Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Appraise>(s).Handle(
            new(id, v, true, "Đủ", Person.Disabled.Plain, new Measure { Households = [.. listed.Select(h => h with { Now = 0 })] }), o, default));

        Assert.True(told.Has(OutcomeProblems.NothingGivenNow));
    }

    // Art. 17(2): no vote, no minutes; the decision says so.
    [Theory]
    [InlineData("normal", 1, false)]
    [InlineData("special", 0, true)]
    public async Task Rice_InExtremeUrgency_SkipsTheVote(string urgency, int minutes, bool said)
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var id = await run.Dossiers.SubmittedAsync("thieu-doi", v =>
        {
            v["Urgency"] = urgency;
            if (said)
            {
                v["MeetingDay"] = v["MeetingMonth"] = v["MeetingYear"] = "";
            }
        });

        await run.DecidedAsync(id, Person.Disabled.Plain);

        Assert.Equal(minutes, await host.WithDbAsync(db => db.Papers.CountAsync(p => p.DossierId == id && p.Paper == "D08")));
        Assert.Equal(said, Assert.Single(await run.DecisionsAsync(id)).Content.Contains("bỏ qua bước bình xét theo khoản 2 Điều 17", StringComparison.Ordinal));
    }

    private static Task<List<AidInKind>> GivenAsync(NodeHost host) => host.WithDbAsync(db => db.AidsInKind.AsNoTracking().OrderBy(a => a.Number).ToListAsync());
}
