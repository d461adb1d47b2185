using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Tests.Eligibility;

/// <summary>What is given once (policy 2.2–2.4, 2.6), with vectors T14 and T15.</summary>
public sealed class OneOffTests
{
    [Theory]
    [InlineData("2022-11-30", "6.n.adult", false, 7_200_000, "MT.a")]   // T14
    [InlineData("2026-11-01", "HT.1", false, 10_800_000, "MT.ht")]      // T15
    [InlineData("2024-06-30", "4", false, 7_200_000, "MT.a")]
    [InlineData("2024-07-01", "P38.1", false, 10_000_000, "MT.a")]
    [InlineData("2025-07-01", "HT.2", true, 25_000_000, "MT.kc")]
    [InlineData("2022-11-30", "", true, 18_000_000, "MT.kc")]
    [InlineData("2026-07-01", "", true, 27_000_000, "MT.kc")]
    [InlineData("2022-11-30", "", false, 0, null)]
    [InlineData("2022-11-30", "CS.6", false, 0, null)]
    public void Funeral_ByDayOfDeath_IsTheHighestGroundAtThatDaysLevel(string day, string category, bool emergency, long dong, string? code)
    {
        var answer = OneOff.Funeral(Death(day) with { CurrentCategory = category, Emergency = emergency }, Law.Book, "38");

        Assert.Equal((dong, code), (answer.Dong, answer.Code));
    }

    [Fact]
    public void Funeral_OfEachOtherGround_HasItsClause()
    {
        var death = Death("2022-11-30");

        Assert.Equal("MT.b", OneOff.Funeral(death with { ChildOfGroup4 = true }, Law.Book, "38").Code);
        Assert.Equal(("MT.cs", 18_000_000), Of(death with { InInstitution = true }));
        Assert.Equal(("MT.c", 7_200_000), Of(death with { SurvivorBenefit = true, Birth = BirthDate.Of(1942, 11, 30) }));
        Assert.Equal((null, 0), Of(death with { SurvivorBenefit = true, Birth = BirthDate.Of(1942, 12, 1) }));
        Assert.Equal(("MT.vc", 18_000_000), Of(death with { Unclaimed = true, ActualDong = 5_000_000 }));
        Assert.Equal(("MT.vc", 20_000_000), Of(death with { Unclaimed = true, ActualDong = 20_000_000 }));

        static (string?, long) Of(FuneralCase death) => OneOff.Funeral(death, Law.Book, "38") is var answer ? (answer.Code, answer.Dong) : default;
    }

    [Theory]
    [InlineData(7_199_999, 7_200_000)]
    [InlineData(7_200_000, 0)]
    public void Funeral_UnderAnotherText_LeavesOnlyTheHigher(long other, long dong) =>
        Assert.Equal(dong, OneOff.Funeral(Death("2022-11-30") with { CurrentCategory = "5.c", OtherDong = other }, Law.Book, "38").Dong);

    [Theory]
    [InlineData("2025-08-01", "2025-08-20", 10_000_000)]
    [InlineData("2025-08-21", "2025-08-20", 0)]
    public void Funeral_OfAnUndecidedApplicant_IsPaidWhenHeWasEligible(string requested, string died, long dong)
    {
        var facts = People.Pensioner(202508, 76 * 12) with { PensionRequestedOn = Day(requested) };

        Assert.Equal(dong, OneOff.Funeral(Death(died) with { Undecided = facts, Birth = facts.Birth }, Law.Book, "38").Dong);
        Assert.Equal(0, OneOff.Funeral(Death(died) with { Undecided = facts with { Foreign = true }, Birth = facts.Birth }, Law.Book, "38").Dong);
    }

    [Fact]
    public void Funeral_BeforeTheDecree_SaysItIsNotComputed() =>
        Assert.Contains("không tính theo quy định cũ", Assert.Single(OneOff.Funeral(Death("2021-06-30") with { CurrentCategory = "6.n.adult" }, Law.Book, "38").Remarks), StringComparison.Ordinal);

    [Theory]
    [InlineData("2022-10-01", 3, 3_600_000)]
    [InlineData("2024-10-01", 3, 5_000_000)]
    [InlineData("2026-10-01", 9, 5_400_000)]
    [InlineData("2026-10-01", 2, 0)]
    public void Injury_FromThreeDays_IsTenLevels(string day, int days, long dong) => Assert.Equal(dong, OneOff.Injury(Day(day), days, Law.Book, "38").Dong);

    // The procedure is for who lies injured away from home and has nobody there.
    [Fact]
    public void Injury_WithRelativesAtHand_IsNotForThisProcedure()
    {
        var answer = OneOff.Injury(new(2022, 10, 1), 9, Law.Book, "38", relatives: true);

        Assert.Equal((false, 0), (answer.Eligible, answer.Dong));
        Assert.Contains(answer.Trials.Single().Clauses, c => !c.Holds && c.Wants.Contains("người thân thích", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(HouseDamage.Lost, true, 40_000_000)]
    [InlineData(HouseDamage.Lost, false, 0)]
    [InlineData(HouseDamage.Moved, false, 30_000_000)]
    [InlineData(HouseDamage.Damaged, true, 20_000_000)]
    public void House_ByDamage_HasItsAmount(HouseDamage damage, bool poor, long dong) => Assert.Equal(dong, OneOff.House(new(2022, 10, 1), damage, poor, Law.Book).Dong);

    [Theory]
    [InlineData(4, 1, true, 60)]
    [InlineData(4, 3, true, 60)]
    [InlineData(4, 2, false, 120)]
    [InlineData(4, 5, false, 180)]
    [InlineData(0, 1, false, 0)]
    public void Rice_ByPersonsAndMonths_IsCutAtTheRound(int persons, int months, bool tet, long kilograms) =>
        Assert.Equal(kilograms, OneOff.Rice(new(2022, 10, 1), persons, months, tet, Law.Book).Kilograms);

    [Theory]
    [InlineData("2022-10-01", "2022-10-01", 60_000)]
    [InlineData("2022-10-01", "2022-12-31", 92 * 60_000)]
    [InlineData("2022-10-01", "2023-03-31", 92 * 60_000)]
    [InlineData("2022-10-01", "2022-09-30", 0)]
    public void EmergencyCare_ByDays_EndsAfterThreeMonths(string from, string until, long dong) =>
        Assert.Equal(dong, OneOff.EmergencyCare(Day(from), Day(until), Law.Book).Dong);

    private static FuneralCase Death(string day) => new() { DiedOn = Day(day), Birth = BirthDate.Of(1950) };

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
