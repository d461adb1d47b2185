using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Eligibility;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>A new level changes what is due without a decision for anybody (Decree 20 Art. 4; policy 10.3).</summary>
public sealed class FollowLevelsTests
{
    [Theory]
    [InlineData(EntitlementKind.Assistance, "6.n.adult", 202206, 540_000, 1, 202612, "202407-202606 750000; 202607- 810000")]
    [InlineData(EntitlementKind.Assistance, "6.n.adult", 202206, 540_000, 1, 202407, "202407- 750000")]
    [InlineData(EntitlementKind.Assistance, "6.n.adult", 202206, 540_000, 1, 202406, "")]
    [InlineData(EntitlementKind.Assistance, "4", 202206, 720_000, 2, 202612, "202407-202606 1000000; 202607- 1080000")]
    [InlineData(EntitlementKind.Care, "CS.6", 202206, 360_000, 1, 202412, "202407- 500000")]
    [InlineData(EntitlementKind.SocialPension, "HT.1", 202507, 500_000, 1, 202612, "202607- 540000")]
    [InlineData(EntitlementKind.Assistance, "5.c", 202206, 360_000, 1, 202612, "202407- 500000")] // after June 2025 a decision is needed
    [InlineData(EntitlementKind.Assistance, "6.n.adult", 202206, 555_000, 1, 202612, "")] // an amount that no row explains
    public void Following_OfARunningEntitlement_IsAVersionForEachLevel(EntitlementKind kind, string category, int start, long monthly, int times, int until, string expected)
    {
        var next = FollowLevels.Following(Row(kind, category, start, monthly, times), new PayMonth(until), Law.Book, Law.Province);
        Assert.Equal(expected, string.Join("; ", next.Select(v => $"{v.Start.Number}-{v.End?.Number} {v.Monthly.Amount}")));
    }

    [Fact]
    public void Following_OfWhatWasGrantedBeforeALateLevelHadForce_RaisesItFromItsFirstMonth()
    {
        var row = Row(EntitlementKind.Assistance, "6.n.adult", 202608, 750_000, 1, new DateTime(2026, 8, 10, 3, 0, 0, DateTimeKind.Utc));
        var next = FollowLevels.Following(row, new PayMonth(202611), Law.Book.On(new(2026, 10, 6)), Law.Province);
        Assert.Equal((202608, 810_000L), Assert.Single(next) is var v ? (v.Start.Number, v.Monthly.Amount) : default);
    }

    [Fact]
    public void Following_OfAProvincesOwnLevel_IsItsAmount()
    {
        var rules = Law.With("38", 440_000, new(2023, 1, 1));
        var next = FollowLevels.Following(Row(EntitlementKind.Assistance, "6.n.adult", 202206, 540_000, 1), new PayMonth(202312), rules, "38");
        Assert.Equal((202301, 660_000L), Assert.Single(next) is var v ? (v.Start.Number, v.Monthly.Amount) : default);
    }

    [Fact]
    public void Following_WhenAProvincesLevelEnded_BeginsWithTheNextList()
    {
        var rules = Law.With("38", 440_000, new(2022, 1, 1), new(2023, 6, 30));
        var next = FollowLevels.Following(Row(EntitlementKind.Assistance, "6.n.adult", 202206, 660_000, 1), new PayMonth(202312), rules, "38");
        Assert.Equal((202312, 540_000L), Assert.Single(next) is var v ? (v.Start.Number, v.Monthly.Amount) : default);
    }

    [Fact]
    public async Task Level_KnownBeforeItsMonth_IsFollowedForTheNextListWithoutArrears()
    {
        await using var host = await OutcomeTests.StartAsync("2024-05-06");
        var (run, person) = await GrantedAsync(host, new(2024, 4, 5));
        host.Clock.SetDay(new(2024, 6, 18));
        var before = (await run.PaymentsAsync()).Count;

        Assert.Equal((1, 0), (await FollowAsync(host), await FollowAsync(host))); // once

        var rows = await run.RowsAsync(person);
        Assert.Equal([(202404, 202406, 540_000L), (202407, 0, 750_000L)], rows.Select(r => (r.StartMonth, r.EndMonth, r.MonthlyAmount.Amount)));
        Assert.Equal((rows[0].Id, rows[0].DecisionId, 750_000L), (rows[1].PreviousId!.Value, rows[1].DecisionId, (await run.PersonAsync(person)).MonthlyAmount.Amount));
        Assert.Equal(before, (await run.PaymentsAsync()).Count);
    }

    [Fact]
    public async Task Level_ThatCameLate_LeavesArrearsForTheMonthsBetween()
    {
        await using var host = await OutcomeTests.StartAsync("2026-05-06");
        var (run, person) = await GrantedAsync(host, new(2026, 4, 6));
        var paper = await run.ReceivingAsync(Person.Old, "6.n.elder", 1_000_000, 202601); // came from elsewhere in May
        host.Clock.SetDay(new(2026, 9, 30));
        Assert.Equal(0, await FollowAsync(host)); // Decree 335/2026 has no force yet
        host.Clock.SetDay(new(2026, 10, 6));

        Assert.Equal(2, await FollowAsync(host));

        Assert.Equal([(202604, 202606, 750_000L), (202607, 0, 810_000L)], (await run.RowsAsync(person)).Select(r => (r.StartMonth, r.EndMonth, r.MonthlyAmount.Amount)));
        var arrears = (await run.PaymentsAsync()).Where(p => p.FromMonth == 202607).ToDictionary(p => p.BeneficiaryId!.Value, p => (p.Kind, p.Amount.Amount, p.ToMonth, p.DueMonth));
        Assert.Equal((OneOffKind.Arrears, 4 * 60_000L, 202610, 202611), arrears[person]);
        Assert.Equal((OneOffKind.Arrears, 4 * 80_000L, 202610, 202611), arrears[paper]);
    }

    private static async Task<(OutcomeRun Run, Guid Person)> GrantedAsync(NodeHost host, DateOnly certificate)
    {
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled);
        await run.DecidedAsync(id, Person.Disabled.With(DisabilityDegree.Severe, certificate));
        return (run, await host.WithDbAsync(db => db.Beneficiaries.Select(b => b.Id).SingleAsync()));
    }

    private static Task<int> FollowAsync(NodeHost host) => host.WithAsync(s => s.GetRequiredService<FollowLevels>().HandleAsync(default));

    private static Entitlement Row(EntitlementKind kind, string category, int start, long monthly, int times, DateTime? recorded = null) => new()
    {
        BeneficiaryId = Guid.NewGuid(), TenantPath = "38.16072", Kind = kind, CategoryCode = category, CoefficientHundredths = 100, Times = times, Level = new Dong(360_000),
        MonthlyAmount = new Dong(monthly), StartMonth = start, DecisionId = Guid.NewGuid(), ReceiverName = "A", RecordedAt = recorded ?? DateTime.UnixEpoch,
    };
}
