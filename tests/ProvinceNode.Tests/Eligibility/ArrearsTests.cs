using ProvinceNode.Dossiers;
using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Tests.Eligibility;

/// <summary>Truy lĩnh (policy appendix B): whole months, each at its own level and coefficient; and answers that can be recomputed.</summary>
public sealed class ArrearsTests
{
    private static readonly Facts Adult = Law.Disabled(DisabilityDegree.Severe, new PayMonth(202404), 400, new DateOnly(2024, 4, 10));

    [Fact]
    public void Arrears_AcrossALevelChange_AreSpansOfWholeMonths() =>
        Assert.Equal([new ArrearsSpan(202404, 202406, 540_000, 3), new ArrearsSpan(202407, 202409, 750_000, 3)],
            Arrears.Between(Adult, new PayMonth(202404), new PayMonth(202410), Law.Book, Law.Province));

    [Fact]
    public void Arrears_AcrossABirthday_ChangeTheCoefficient()
    {
        // 16 in 2022-12: a child until November (2,0), an adult from December (1,5).
        var facts = Law.Disabled(DisabilityDegree.Severe, new PayMonth(202212), 16 * 12, new DateOnly(2022, 10, 3));

        Assert.Equal([new ArrearsSpan(202210, 202211, 720_000, 2), new ArrearsSpan(202212, 202301, 540_000, 2)],
            Arrears.Between(facts, new PayMonth(202210), new PayMonth(202302), Law.Book, Law.Province));
    }

    [Theory]
    [InlineData(202404, 202404)]
    [InlineData(202405, 202404)]
    public void Arrears_WhenTheFirstListIsNotLater_AreNone(int start, int listed) =>
        Assert.Empty(Arrears.Between(Adult, new PayMonth(start), new PayMonth(listed), Law.Book, Law.Province));

    [Theory]
    [InlineData(202404, 202405)]
    [InlineData(202404, 202407)]
    [InlineData(202404, 202612)]
    [InlineData(202405, 202608)]
    public void Arrears_Summed_EqualTheSumOfTheMonths(int start, int listed)
    {
        var (from, until) = (new PayMonth(start), new PayMonth(listed));

        var months = Enumerable.Range(0, until.MonthsSince(from)).Select(from.AddMonths).ToList();
        var spans = Arrears.Between(Adult, from, until, Law.Book, Law.Province);

        Assert.Equal(months.Sum(m => Law.Decide(Adult, m.Number).TotalDong), spans.Sum(s => s.TotalDong));
        Assert.Equal(months.Count, spans.Sum(s => s.Months));
        Assert.Equal([start, .. spans.Skip(1).Select(s => s.FromMonth)],
            [.. spans.Take(1).Select(s => s.FromMonth), .. spans.SkipLast(1).Select(s => new PayMonth(s.ToMonth).AddMonths(1).Number)]);
        Assert.Equal(until.AddMonths(-1).Number, spans[^1].ToMonth);
    }

    [Theory]
    [InlineData("2023-10-01", false)]
    [InlineData("2023-09-30", true)]
    public void Arrears_LongerThanAYear_AreRemarked(string certificate, bool remarked)
    {
        var facts = Law.Disabled(DisabilityDegree.Severe, new PayMonth(202310), 400, DateOnly.Parse(certificate, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(remarked, Law.Decide(facts, 202410).Remarks.Any(r => r.StartsWith("Truy lĩnh 13 tháng", StringComparison.Ordinal)));
    }

    [Fact]
    public void Start_BeforeALevelChange_IsRemarked() =>
        Assert.Contains(Law.Decide(Adult, 202410).Remarks, r => r.Contains("Mức chuẩn từ tháng 04/2024 là 360.000 đồng", StringComparison.Ordinal));

    [Theory]
    [InlineData(202404)]
    [InlineData(202407)]
    [InlineData(202611)]
    public void Answer_RecomputedFromItsStoredFacts_IsTheSameText(int month)
    {
        var stored = Appraisal.Of(Adult, new PayMonth(month), Law.Book, Law.Province).ToJson();

        var read = Appraisal.Parse(stored);
        var again = Appraisal.Of(read.Facts, new PayMonth(read.Answer.Month), Law.Book, read.ProvinceCode).ToJson();

        Assert.Equal(stored, again);
    }

    // Later rules, here a level of 2027 and one for the province from 2027, do not reach back.
    [Fact]
    public void Answer_RecomputedUnderLaterRules_KeepsItsAmount()
    {
        var later = Law.With("38", 900_000, new DateOnly(2027, 1, 1));

        Assert.Equal(Appraisal.Of(Adult, new PayMonth(202611), Law.Book, "38").ToJson(), Appraisal.Of(Adult, new PayMonth(202611), later, "38").ToJson());
    }
}
