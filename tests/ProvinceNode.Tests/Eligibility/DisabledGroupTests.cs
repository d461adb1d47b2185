using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Tests.Eligibility;

/// <summary>Group 6 (Decree 20 Art. 5(6), Art. 6(1)(e)): who, how much, from when. T-numbers are the vectors of policy 1.3.</summary>
public sealed class DisabledGroupTests
{
    private static readonly PayMonth Month = new(202210);

    [Theory]
    [InlineData(DisabilityDegree.Severe, 0, "6.n.child", 200)]
    [InlineData(DisabilityDegree.Severe, (16 * 12) - 1, "6.n.child", 200)]
    [InlineData(DisabilityDegree.Severe, 16 * 12, "6.n.adult", 150)]
    [InlineData(DisabilityDegree.Severe, (60 * 12) - 1, "6.n.adult", 150)]
    [InlineData(DisabilityDegree.Severe, 60 * 12, "6.n.elder", 200)]
    [InlineData(DisabilityDegree.Severe, 100 * 12, "6.n.elder", 200)]
    [InlineData(DisabilityDegree.ExtremelySevere, 0, "6.dbn.child", 250)]
    [InlineData(DisabilityDegree.ExtremelySevere, (16 * 12) - 1, "6.dbn.child", 250)]
    [InlineData(DisabilityDegree.ExtremelySevere, 16 * 12, "6.dbn.adult", 200)]
    [InlineData(DisabilityDegree.ExtremelySevere, (60 * 12) - 1, "6.dbn.adult", 200)]
    [InlineData(DisabilityDegree.ExtremelySevere, 60 * 12, "6.dbn.elder", 250)]
    public void Degree_AtEachAge_HasItsCategory(DisabilityDegree degree, int ageInMonths, string category, int hundredths)
    {
        var answer = Law.Decide(Law.Disabled(degree, Month, ageInMonths), Month.Number);

        Assert.Equal((category, hundredths, 360_000L * hundredths / 100), (answer.Main?.CategoryCode, answer.Main?.CoefficientHundredths ?? 0, answer.TotalDong));
    }

    [Theory]
    [InlineData("2006-10-31", 202210, "6.n.adult")] // 16 on the last day of the month: the month counts
    [InlineData("2006-10-31", 202209, "6.n.child")]
    [InlineData("1962-10-31", 202210, "6.n.elder")]
    [InlineData("1962-10-31", 202209, "6.n.adult")]
    [InlineData("1962", 202201, "6.n.elder")]        // a missing month counts as January
    [InlineData("1962", 202112, "6.n.adult")]
    public void Birthday_WithinTheMonth_CountsForTheMonth(string birth, int month, string category)
    {
        var facts = new Facts { Birth = BirthDate.Parse(birth), Disability = new(DisabilityDegree.Severe, 1, "12", new DateOnly(2021, 7, 1)) };

        Assert.Equal(category, Law.Decide(facts, month).Main?.CategoryCode);
    }

    [Theory]
    [InlineData("T3", DisabilityDegree.Severe, 35, 202210, 540_000)]
    [InlineData("T4", DisabilityDegree.ExtremelySevere, 61, 202407, 1_250_000)]
    [InlineData("T8, disability alone", DisabilityDegree.Severe, 82, 202305, 720_000)]
    [InlineData("T12, disability alone", DisabilityDegree.Severe, 72, 202508, 1_000_000)]
    [InlineData("T13", DisabilityDegree.Severe, 40, 202607, 810_000)]
    public void Vector_OfThePolicy_GivesItsAmount(string vector, DisabilityDegree degree, int years, int month, long amount)
    {
        var answer = Law.Decide(Law.Disabled(degree, new PayMonth(month), years * 12), month);

        Assert.True(amount == answer.TotalDong, $"{vector}: {answer.TotalDong}");
    }

    [Theory]
    [InlineData(DisabilityDegree.Mild)]
    [InlineData(DisabilityDegree.None)]
    public void Degree_BelowSevere_GetsNothingAndIsToldWhy(DisabilityDegree degree)
    {
        var answer = Law.Decide(Law.Disabled(degree, Month, 400), Month.Number);

        Assert.False(answer.Eligible);
        Assert.Equal(0, answer.TotalDong);
        var failed = Assert.Single(Law.Trial(answer, "6").Clauses, c => !c.Holds);
        Assert.Equal(("Mức độ khuyết tật nặng hoặc đặc biệt nặng", Words.Degree(degree)), (failed.Wants, failed.Found));
    }

    [Fact]
    public void Certificate_Missing_FailsItsClauseAndTheDegree()
    {
        var answer = Law.Decide(new Facts { Birth = BirthDate.Of(1982) }, Month.Number);

        Assert.False(answer.Eligible);
        Assert.Equal(["Có giấy xác nhận khuyết tật còn giá trị", "Mức độ khuyết tật nặng hoặc đặc biệt nặng"],
            Law.Trial(answer, "6").Clauses.Where(c => !c.Holds).Select(c => c.Wants));
    }

    [Fact]
    public void Certificate_WithoutNumber_DoesNotCount()
    {
        var facts = Law.Disabled(DisabilityDegree.Severe, Month, 400);

        Assert.False(Law.Decide(facts with { Disability = facts.Disability! with { CertificateNumber = "" } }, Month.Number).Eligible);
    }

    [Fact]
    public void Certificate_OfALaterMonth_DoesNotCountYet()
    {
        var facts = Law.Disabled(DisabilityDegree.Severe, Month, 400, new DateOnly(2022, 11, 1));

        Assert.False(Law.Decide(facts, 202210).Eligible);
        Assert.True(Law.Decide(facts, 202211).Eligible);
    }

    [Fact]
    public void Person_InAnInstitution_GetsNothingInTheCommunity()
    {
        var answer = Law.Decide(Law.Disabled(DisabilityDegree.ExtremelySevere, Month, 400) with { Institution = [new()] }, Month.Number);

        Assert.False(answer.Eligible);
        Assert.Equal("khoản 5 Điều 25 Nghị định số 20/2021/NĐ-CP", Assert.Single(Law.Trial(answer, "6").Clauses, c => !c.Holds).Article);
    }

    [Theory]
    [InlineData("2022-10-01", 202210)]
    [InlineData("2022-09-30", 202209)]
    [InlineData("2021-12-31", 202112)]
    public void Start_IsTheMonth_OfTheCertificate(string certificate, int start)
    {
        var on = DateOnly.Parse(certificate, System.Globalization.CultureInfo.InvariantCulture);
        var answer = Law.Decide(Law.Disabled(DisabilityDegree.Severe, Month, 400, on), Month.Number);

        Assert.Equal(start, answer.Main?.StartMonth);
        Assert.Contains("điểm đ khoản 1 Điều 8", answer.Main!.StartWhy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(539_999, true)]
    [InlineData(540_000, false)]
    [InlineData(540_001, false)]
    [InlineData(0, true)]
    public void OtherAssistance_AtLeastAsHigh_LeavesNothing(long other, bool eligible)
    {
        var answer = Law.Decide(Law.Disabled(DisabilityDegree.Severe, Month, 400) with { OtherAllowances = [new(AllowanceKind.Merit, "", other)] }, Month.Number);

        Assert.Equal(eligible, answer.Eligible);
        Assert.Equal(eligible ? 540_000 : 0, answer.TotalDong);
        Assert.Equal(!eligible, answer.Choices.Any(c => c.Why.Contains("chỉ được hưởng một mức cao nhất", StringComparison.Ordinal)));
    }
}
