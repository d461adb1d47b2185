using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Eligibility;
using Protos.Values;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Versions of what a decision grants, and the lines that settle earlier months, for many people and months without a host.</summary>
public sealed class AwardSpansTests
{
    private static readonly Receiver Self = new("Nguyễn Văn Thủy", "038082000102", "");
    private static readonly Receiver Mother = new("Đỗ Thị Oanh", "038172000555", "mẹ");

    public static TheoryData<string, int> Signings()
    {
        var data = new TheoryData<string, int>();
        foreach (var day in new[] { "2021-07-20", "2022-10-05", "2024-06-28", "2024-07-01", "2025-06-30", "2025-07-01", "2026-06-30", "2026-11-16" })
        {
            foreach (var months in new[] { 0, 1, 3, 9, 26, 49 })
            {
                data.Add(day, months);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Signings))]
    public void Rows_OfADisabledPersonOfAnyAge_SayForEachMonthWhatTheLawOwes(string day, int certifiedBefore)
    {
        var (signed, asked) = (PayMonth.Of(OutcomeTests.Day(day)), 0);
        foreach (var age in new[] { 12, 40, 190, 200, 400, 715, 722, 800, 970 })
        {
            var certified = signed.AddMonths(-Math.Min(certifiedBefore, Math.Max(age - 1, 0)));
            var found = Found(day, Law.Disabled(DisabilityDegree.ExtremelySevere, signed, age, certified.FirstDay.AddDays(4)));
            var rows = new MonthlyOutcome().Granted(found);
            var due = Timeline.Of(found.Appraisal.Facts, new(certified, signed, signed), Law.Book, Law.Province);
            foreach (var month in due)
            {
                var at = rows.Where(r => r.Covers(new PayMonth(month.Month))).ToList();
                Assert.Equal(month.TotalDong, at.Sum(r => r.Monthly.Amount));
                Assert.True(at.Count == at.Select(r => r.Strand).Distinct().Count());
                asked++;
            }

            Assert.Equal(due.Sum(m => m.TotalDong), Settlements.Owed(rows, signed.AddMonths(1)).Sum(l => l.TotalDong));
            Assert.Equal(found.Appraisal.Answer.TotalDong, rows.Where(r => r.End is null).Sum(r => r.Monthly.Amount));
            Assert.All(rows.Zip(rows.Skip(1)), p => Assert.NotEqual(p.First with { Start = p.Second.Start, End = p.Second.End }, p.Second));
        }

        Assert.True(asked >= 9);
    }

    [Fact]
    public void Rows_AcrossABirthdayAndALevel_EndWhereEachChanges()
    {
        // Sixty in March 2024, certified in January 2024, signed in August 2024.
        var rows = new MonthlyOutcome().Granted(Found("2024-08-05", new Facts { Birth = BirthDate.Of(1964, 3, 9), Disability = new(DisabilityDegree.Severe, 1, "1", new(2024, 1, 8)) }));

        Assert.Equal([("6.n.adult", 202401, 202402, 540_000L), ("6.n.elder", 202403, 202406, 720_000L), ("6.n.elder", 202407, 0, 1_000_000L)],
            rows.Select(r => (r.CategoryCode, r.Start.Number, r.End?.Number ?? 0, r.Monthly.Amount)));
    }

    [Fact]
    public void Between_WithTwoReceiversOfOneKind_MakesALineForEach()
    {
        var due = new[] { Stretched("6.dbn.adult", 1_000_000, Self), Stretched("CS.4", 750_000, Self, EntitlementKind.Care), Stretched("CS.6", 500_000, Mother, EntitlementKind.Care) };
        var lines = Settlements.Between(due, [], new PayMonth(202408), new PayMonth(202410));

        Assert.Equal([(EntitlementStrand.Own, Self, 2_000_000L), (EntitlementStrand.OwnCare, Self, 1_500_000), (EntitlementStrand.Care, Mother, 1_000_000)], lines.Select(l => (l.Strand, l.Receiver, l.TotalDong)));
    }

    [Fact]
    public void Between_WhenAnotherGroupTakesThePlace_OwesOnlyTheDifference()
    {
        var line = Assert.Single(Settlements.Between([Stretched("6.n.adult", 750_000, Self)], [Stretched("4", 500_000, Self)], new PayMonth(202408), new PayMonth(202411)));
        Assert.Equal((EntitlementStrand.Own, 3 * 250_000L), (line.Strand, line.TotalDong));
    }

    [Fact]
    public void Between_WhenAGroupGoesAwayBesideAnother_RecoversItAlone()
    {
        var paid = new[] { Stretched("4", 500_000, Self), Stretched("6.n.adult", 750_000, Self) };
        var line = Assert.Single(Settlements.Between([paid[1]], paid, new PayMonth(202408), new PayMonth(202409)));
        Assert.Equal((EntitlementStrand.SingleParent, -500_000L), (line.Strand, line.TotalDong));
    }

    [Fact]
    public void Between_WhenTheReceiverChanged_TakesBackFromWhoWasPaid()
    {
        var less = Settlements.Between([Stretched("6.n.adult", 500_000, Self)], [Stretched("6.dbn.adult", 750_000, Mother)], new PayMonth(202408), new PayMonth(202409));
        var more = Settlements.Between([Stretched("6.dbn.adult", 750_000, Self)], [Stretched("6.n.adult", 500_000, Mother)], new PayMonth(202408), new PayMonth(202409));
        Assert.Equal([(Mother, -250_000L), (Self, 250_000L)], less.Concat(more).Select(l => (l.Receiver, l.TotalDong)));
    }

    [Fact]
    public void Paid_OfWithheldMonths_IsNothing()
    {
        var row = new Entitlement
        {
            BeneficiaryId = Guid.NewGuid(), TenantPath = "38.16072", CategoryCode = "6.n.adult", CoefficientHundredths = 150, Level = new Dong(500_000), MonthlyAmount = new Dong(750_000),
            StartMonth = 202408, DecisionId = Guid.NewGuid(), ReceiverName = "A", RecordedAt = DateTime.UnixEpoch,
        };
        Assert.Single(Settlements.Paid([row]));
        row.Withheld = true;
        Assert.Empty(Settlements.Paid([row]));
    }

    private static Stretch Stretched(string category, long dong, Receiver receiver, EntitlementKind kind = EntitlementKind.Assistance) => new(kind, category, dong, new PayMonth(202401), null, receiver);

    /// <summary>A grant of monthly assistance as it would be signed on a day.</summary>
    internal static Case Found(string day, Facts facts)
    {
        var on = OutcomeTests.Day(day);
        var (context, dossier) = (ShippedFlow.On(on), ShippedFlow.Dossier(on));
        return new Case(new OpenDossier(dossier, context, ShippedFlow.Official(Roles.Chairman, dossier.TenantPath)), Appraisal.Of(facts, context.Month, Law.Book, Law.Province), null, [], null);
    }
}
