using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Tests.Eligibility;

/// <summary>Every row of policy 1.2, 2.1 and A.2: its first and last month of age, and what it pays at each level.</summary>
public sealed class CategoryTests
{
    private static readonly Dictionary<string, Func<int, int, Facts>> Makers = new()
    {
        ["1.x.u4"] = People.Orphan, ["1.x.o4"] = People.Orphan, ["2"] = People.Student, ["3.u4"] = People.WithHiv, ["3.o4"] = People.WithHiv,
        ["4"] = (m, _) => People.SingleParent(m, 100), ["5.a.60"] = People.AloneElder, ["5.a.80"] = People.AloneElder, ["5.b"] = People.ElderInSpecialPlace,
        ["5.c"] = People.ElderWithoutPension, ["5.d"] = People.TakenInElder, ["7"] = People.Infant, ["8"] = (m, a) => People.WithHiv(m, a) with { Supporters = [new("con")] },
        ["6.n.adult"] = Severe, ["6.n.child"] = Severe, ["6.n.elder"] = Severe,
        ["6.dbn.adult"] = Extreme, ["6.dbn.child"] = Extreme, ["6.dbn.elder"] = Extreme,
        ["HT.1"] = People.Pensioner, ["HT.2"] = People.Pensioner,
        ["CS.1"] = (m, a) => People.Orphan(m, a) with { Care = [new(CareKind.TakenIn)] }, ["CS.2"] = (m, a) => People.Orphan(m, a) with { Care = [new(CareKind.TakenIn)] },
        ["CS.3"] = People.TakenInElder, ["CS.4"] = (m, a) => Severe(m, 300) with { Pregnancies = [new()] },
        ["CS.5"] = (m, a) => Severe(m, 300) with { Pregnancies = [new()], Children = [new(People.Born(m, 10))] },
        ["CS.6"] = (m, a) => Extreme(m, 300) with { Care = [new(CareKind.Family)] }, ["CS.7"] = (m, a) => Extreme(m, a) with { Care = [new(CareKind.TakenIn)] },
        ["CS.8"] = (m, a) => Extreme(m, a) with { Care = [new(CareKind.TakenIn)] },
        ["INST.u4"] = (m, a) => People.Aged(m, a) with { Institution = [new()] }, ["INST.o4"] = (m, a) => People.Aged(m, a) with { Institution = [new()] },
    };

    /// <summary>A.2 as the policy writes it, HT.1 and HT.2 of 1.4: coefficient in hundredths, first age and end of the ages in months, first and last month of the
    /// years that the tests ask. Written out here, so that a slip in the shipped table is found.</summary>
    private static readonly (string Code, int Hundredths, int? From, int? Until, int FirstMonth, int LastMonth)[] Policy =
    [
        ("1.x.u4", 250, 0, 48, 202107, 209912), ("1.x.o4", 150, 48, 192, 202107, 209912), ("2", 150, 192, 264, 202107, 209912), ("3.u4", 250, 0, 48, 202107, 209912),
        ("3.o4", 200, 48, 192, 202107, 209912), ("4", 100, null, null, 202107, 209912), ("5.a.60", 150, 720, 960, 202107, 209912), ("5.a.80", 200, 960, null, 202107, 209912),
        ("5.b", 100, 900, 960, 202107, 202506), ("5.c", 100, 960, null, 202107, 202506), ("5.d", 300, 720, null, 202107, 209912), ("6.dbn.adult", 200, 192, 720, 202107, 209912),
        ("6.dbn.child", 250, 0, 192, 202107, 209912), ("6.dbn.elder", 250, 720, null, 202107, 209912), ("6.n.adult", 150, 192, 720, 202107, 209912),
        ("6.n.child", 200, 0, 192, 202107, 209912), ("6.n.elder", 200, 720, null, 202107, 209912), ("7", 150, 0, 36, 202107, 209912), ("8", 150, 192, null, 202107, 209912),
        ("CS.1", 250, 0, 48, 202107, 209912), ("CS.2", 150, 48, 192, 202107, 209912), ("CS.3", 150, 720, null, 202107, 209912), ("CS.4", 150, null, null, 202107, 209912),
        ("CS.5", 200, null, null, 202107, 209912), ("CS.6", 100, null, null, 202107, 209912), ("CS.7", 150, 192, null, 202107, 209912), ("CS.8", 250, 0, 192, 202107, 209912),
        ("INST.u4", 500, 0, 48, 202107, 209912), ("INST.o4", 400, 48, null, 202107, 209912), ("HT.1", 100, 900, null, 202507, 209912), ("HT.2", 100, 840, 900, 202507, 209912),
    ];

    public static TheoryData<string, int> Rows()
    {
        var data = new TheoryData<string, int>();
        foreach (var row in Policy)
        {
            foreach (var month in new[] { 202107, 202406, 202407, 202506, 202507, 202606, 202607 })
            {
                data.Add(row.Code, month);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Row_InEachRuleSet_PaysItsCoefficientOnBothSidesOfItsAges(string code, int month)
    {
        var row = Policy.Single(c => c.Code == code);
        var level = month < 202407 ? 360_000 : month < 202607 ? 500_000 : 540_000;
        var inForce = row.FirstMonth <= month && month <= row.LastMonth;
        var (first, last) = (row.From ?? 300, (row.Until ?? 1201) - 1);
        foreach (var age in new[] { first, last })
        {
            var award = Award(code, month, age);
            Assert.Equal(inForce ? (row.Hundredths, level * row.Hundredths / 100) : (null, null), ((int?)award?.CoefficientHundredths, (long?)award?.MonthlyDong));
        }

        if (row.From is > 0)
        {
            Assert.Null(Award(code, month, first - 1));
        }

        // "Không quá 22 tuổi": group 2 keeps the month of the birthday.
        if (row.Until is not null)
        {
            Assert.Equal(code == "2", Award(code, month, last + 1) is not null);
        }
    }

    [Fact]
    public void Rows_Shipped_AreThoseOfThePolicy() => Assert.Equal(
        Policy.Select(p => (p.Code, p.Hundredths, p.From, p.Until)).Order(),
        RuleSeed.Categories().Select(c => (c.Code, c.CoefficientHundredths, c.AgeFromMonths, c.AgeUntilMonths)).Order());

    [Fact]
    public void Form_OfEachShippedRow_IsInTheCatalogue() => Assert.All(
        RuleSeed.Categories(), c => Assert.NotNull(ProvinceNode.Dossiers.Forms.FormCatalogue.On(c.Form, new DateOnly(2026, 11, 1))));

    [Fact]
    public void Rows_Shipped_AllHaveAPersonInThisTest() => Assert.Equal(RuleSeed.Categories().Select(c => c.Code).Order(), Makers.Keys.Order());

    [Theory]
    [InlineData(100, 360_000, 500_000, 540_000)]
    [InlineData(150, 540_000, 750_000, 810_000)]
    [InlineData(200, 720_000, 1_000_000, 1_080_000)]
    [InlineData(250, 900_000, 1_250_000, 1_350_000)]
    [InlineData(300, 1_080_000, 1_500_000, 1_620_000)]
    [InlineData(400, 1_440_000, 2_000_000, 2_160_000)]
    [InlineData(500, 1_800_000, 2_500_000, 2_700_000)]
    public void Matrix_OfThePolicy_IsLevelTimesCoefficient(int hundredths, long r1, long r2, long r4)
    {
        var code = RuleSeed.Categories().First(c => c.CoefficientHundredths == hundredths && c.Code is not ("5.b" or "5.c") && !c.Code.StartsWith("HT", StringComparison.Ordinal)).Code;
        var age = RuleSeed.Categories().First(c => c.Code == code).AgeFromMonths ?? 300;

        Assert.Equal([r1, r2, r4], new[] { 202210, 202410, 202610 }.Select(m => Award(code, m, age)!.MonthlyDong));
    }

    [Theory]
    [InlineData(ParentState.Dead, ParentState.Dead, "1.b")]
    [InlineData(ParentState.Dead, ParentState.Missing, "1.c")]
    [InlineData(ParentState.Dead, ParentState.InInstitution, "1.d")]
    [InlineData(ParentState.Dead, ParentState.Serving, "1.đ")]
    [InlineData(ParentState.Missing, ParentState.Missing, "1.e")]
    [InlineData(ParentState.InInstitution, ParentState.InInstitution, "1.g")]
    [InlineData(ParentState.Serving, ParentState.Serving, "1.h")]
    [InlineData(ParentState.Missing, ParentState.InInstitution, "1.i")]
    [InlineData(ParentState.Missing, ParentState.Serving, "1.k")]
    [InlineData(ParentState.InInstitution, ParentState.Serving, "1.l")]
    [InlineData(ParentState.Dead, ParentState.Present, "")]
    [InlineData(ParentState.Missing, ParentState.Present, "")]
    [InlineData(ParentState.Present, ParentState.Present, "")]
    public void Parents_InEachPairOfStates_GiveTheSubCase(ParentState one, ParentState other, string sub)
    {
        foreach (var (mother, father) in new[] { (one, other), (other, one) })
        {
            var answer = People.Decide(People.Aged(202210, 60) with { Mother = [new(mother)], Father = [new(father)] }, 202210);
            Assert.Equal(sub, answer.Main?.SubCase ?? "");
            Assert.Equal(sub.Length > 0 ? $"điểm {sub[2..]} khoản 1 Điều 5 Nghị định số 20/2021/NĐ-CP" : null, answer.Main?.Article);
        }
    }

    [Fact]
    public void Child_AbandonedThenAdopted_KeepsTheMonthOfTheAdoption()
    {
        var child = People.Aged(202210, 20) with { AbandonedOn = new(2021, 8, 3), AdoptedOn = new(2022, 10, 5) };

        Assert.Equal(["1.a", "1.a", null], new[] { 202209, 202210, 202211 }.Select(m => People.Decide(child, m).Main?.SubCase));
        Assert.Null(People.Decide(child, 202107).Main);
    }

    // A father's sentence counts from its month to the month of release.
    [Fact]
    public void Parent_ServingForATime_CountsOnlyThen()
    {
        var child = People.Aged(202210, 60) with { Mother = [new(ParentState.Dead)], Father = [new(ParentState.Serving, new(2022, 3, 20), new(2023, 1, 2))] };

        Assert.Equal([0, 540_000, 540_000, 0], new[] { 202202, 202203, 202301, 202302 }.Select(m => People.Decide(child, m).TotalDong));
    }

    private static Facts Severe(int month, int age) => People.Disabled(month, age, DisabilityDegree.Severe);

    private static Facts Extreme(int month, int age) => People.Disabled(month, age, DisabilityDegree.ExtremelySevere);

    private static Award? Award(string code, int month, int age) => People.Decide(Makers[code](month, age), month).Awards.SingleOrDefault(a => a.CategoryCode == code);
}
