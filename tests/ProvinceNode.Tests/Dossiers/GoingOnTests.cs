using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Eligibility;
using Protos.Values;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>What goes on after an interruption or at a new place, for many people and months without a host.</summary>
public sealed class GoingOnTests
{
    private static readonly Receiver Self = new("Nguyễn Văn Thủy", "038082000102", "");
    private static readonly Receiver Mother = new("Đỗ Thị Oanh", "038172000555", "mẹ");

    public static TheoryData<string, int> Days()
    {
        var data = new TheoryData<string, int>();
        foreach (var day in new[] { "2022-10-05", "2024-06-28", "2024-09-03", "2025-07-01", "2026-06-30", "2026-11-16" })
        {
            foreach (var months in new[] { 0, 1, 4, 11, 30 })
            {
                data.Add(day, months);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void Rows_OfKnownFacts_SayWhatTheLawOwesInEachMonth(string day, int months)
    {
        var signed = PayMonth.Of(OutcomeTests.Day(day));
        var from = signed.AddMonths(-months);
        foreach (var age in new[] { 40, 190, 192, 400, 718, 722, 800 })
        {
            var facts = Law.Disabled(DisabilityDegree.Severe, signed, age, from.AddMonths(-1).FirstDay);
            var found = AwardSpansTests.Found(day, facts) with { Known = true };
            var rows = GoingOn.Of(found, [Row("6.n.adult", 540_000, from)], from);

            Assert.All(Timeline.Of(facts, new(from, signed, from), Law.Book, Law.Province),
                m => Assert.Equal(m.TotalDong, rows.Where(r => r.Covers(new PayMonth(m.Month))).Sum(r => r.Monthly.Amount)));
            Assert.Single(rows, r => r.End is null);
            Assert.All(rows, r => Assert.Equal(Self, r.Receiver));
        }
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void Rows_OfWhatIsOnlyKnownFromTheRegistry_GoOnAtTheLevelOfEachMonth(string day, int months)
    {
        var signed = PayMonth.Of(OutcomeTests.Day(day));
        var from = signed.AddMonths(-months);
        var found = AwardSpansTests.Found(day, new Facts { Birth = BirthDate.Of(1960) });
        var level = Law.Book.LevelIn(from, Law.Province)!.Amount;
        var rows = GoingOn.Of(found, [Row("4", 2 * level, from, 100, 2), Row("6.n.adult", level * 3 / 2, from), Row("CS.6", level, from, 100, 1, EntitlementKind.Care, Mother)], from);

        for (var month = from; month <= signed; month = month.AddMonths(1))
        {
            var now = Law.Book.LevelIn(month, Law.Province)!.Amount;
            Assert.Equal([(EntitlementStrand.Own, now * 3 / 2, Self), (EntitlementStrand.SingleParent, 2 * now, Self), (EntitlementStrand.Care, now, Mother)],
                rows.Where(r => r.Covers(month)).OrderBy(r => r.Strand).Select(r => (r.Strand, r.Monthly.Amount, r.Receiver)));
        }

        Assert.Equal(3, rows.Count(r => r.End is null));
    }

    [Fact]
    public void Rows_OfSomebodyWhoNoLongerQualifies_AreNone()
    {
        var found = AwardSpansTests.Found("2026-11-16", new Facts { Birth = BirthDate.Of(1960) }) with { Known = true };
        Assert.Empty(GoingOn.Of(found, [Row("6.n.adult", 810_000, new PayMonth(202608))], new PayMonth(202608)));
    }

    [Fact]
    public void Rows_OfCareOfWhichTheFactsSayNothing_GoOnBesideTheAssistance()
    {
        var facts = Law.Disabled(DisabilityDegree.ExtremelySevere, new PayMonth(202611), 400, new(2026, 1, 5));
        var rows = GoingOn.Of(AwardSpansTests.Found("2026-11-16", facts) with { Known = true },
            [Row("6.dbn.adult", 1_000_000, new PayMonth(202606)), Row("CS.6", 500_000, new PayMonth(202606), 100, 1, EntitlementKind.Care, Mother)], new PayMonth(202610));

        Assert.Equal([("6.dbn.adult", 1_080_000L, Self), ("CS.6", 540_000L, Mother)], rows.OrderBy(r => r.Strand).Select(r => (r.CategoryCode, r.Monthly.Amount, r.Receiver)));
    }

    [Fact]
    public void Rows_OfOneWhoReceivedOnlyHisOwn_DoNotBeginSomethingElse()
    {
        var facts = new Facts
        {
            Birth = BirthDate.Of(1982), Disability = new(DisabilityDegree.Severe, 1, "1", new(2022, 1, 5)), Poverty = [new PovertySpan(PovertyStatus.Poor)],
            Marital = MaritalState.NeverMarried, Children = [new ChildFacts(BirthDate.Of(2015))],
        };
        var found = AwardSpansTests.Found("2022-10-05", facts) with { Known = true };
        Assert.Equal(2, found.Appraisal.Answer.Awards.Count); // group 4 would stand beside
        Assert.Equal("6.n.adult", Assert.Single(GoingOn.Of(found, [Row("6.n.adult", 540_000, new PayMonth(202209))], new PayMonth(202210))).CategoryCode);
    }

    // 400 000 đồng by a resolution is no multiple of the standard level: it does not rise with it.
    [Fact]
    public void Rows_OfAFixedSum_StayWhenTheLevelChanges()
    {
        var found = AwardSpansTests.Found("2026-11-16", new Facts { Birth = BirthDate.Of(1960) });
        var row = new AwardRow(EntitlementKind.Assistance, "P38.9", 0, 1, new Dong(400_000), new Dong(400_000), new PayMonth(202405), Self);

        Assert.Equal(400_000, Assert.Single(GoingOn.Kept(found, row, new PayMonth(202405))).Monthly.Amount);
        Assert.Equal(810_000, GoingOn.Kept(found, Row("6.n.adult", 540_000, new PayMonth(202405)), new PayMonth(202405))[^1].Monthly.Amount);
    }

    private static AwardRow Row(string category, long dong, PayMonth start, int coefficient = 150, int times = 1, EntitlementKind kind = EntitlementKind.Assistance, Receiver? receiver = null) =>
        new(kind, category, coefficient, times, new Dong(dong * 100 / coefficient / times), new Dong(dong), start, receiver ?? Self);
}
