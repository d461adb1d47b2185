using ProvinceNode.Dossiers;
using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Tests.Eligibility;

/// <summary>Conditions of who cares, point by point (Decree 20 Art. 22, 23; policy 2.1).</summary>
public sealed class CarerTests
{
    private const CarerPoints All = CarerPoints.A | CarerPoints.B | CarerPoints.C | CarerPoints.D | CarerPoints.Spouse;

    public static TheoryData<CarerPoints, bool, bool> Points => new()
    {
        { CarerPoints.None, false, true }, { CarerPoints.A, false, false }, { CarerPoints.B, false, false }, { CarerPoints.C, false, false }, { CarerPoints.D, false, false }, { CarerPoints.Spouse, false, false },
        // Art. 22: grandparents, aunts, uncles and siblings may be accepted without a, c and d.
        { CarerPoints.A, true, true }, { CarerPoints.C, true, true }, { CarerPoints.D, true, true }, { CarerPoints.A | CarerPoints.C | CarerPoints.D, true, true },
        { CarerPoints.B, true, false }, { CarerPoints.Spouse, true, false }, { CarerPoints.A | CarerPoints.B, true, false },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public void Child_WithACarerWhoLacksAPoint_IsSupportedOnlyWhereArticle22Allows(CarerPoints lacking, bool near, bool supported)
    {
        var answer = People.Decide(Orphan(new CarerFacts(CareKind.TakenIn, 22, "Bà") { Met = All & ~lacking, NearRelative = near }), 202210);

        Assert.Equal(supported ? ["CS.2"] : [], Care(answer));
        Assert.Equal(5, answer.Trials.Single(t => t.CategoryCode == "CS.2").Clauses.Count(c => c.Article.Contains("Điều 22", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(CarerPoints.None, true)]
    [InlineData(CarerPoints.A, false)]
    [InlineData(CarerPoints.B, false)]
    [InlineData(CarerPoints.C, false)]
    [InlineData(CarerPoints.D, false)]
    [InlineData(CarerPoints.Spouse, false)]
    public void Disabled_WithACarerWhoLacksAPoint_IsNotSupportedEvenByRelatives(CarerPoints lacking, bool supported)
    {
        foreach (var kind in new[] { CareKind.Family, CareKind.TakenIn })
        {
            var facts = People.Disabled(202210, 400, DisabilityDegree.ExtremelySevere) with { Care = [new(kind, Carer: new CarerFacts(kind, 23, "Bà") { Met = All & ~lacking, NearRelative = true })] };

            var answer = People.Decide(facts, 202210);

            Assert.Equal(supported ? [kind == CareKind.Family ? "CS.6" : "CS.7"] : [], Care(answer));
            Assert.Equal(lacking == CarerPoints.None ? 0 : 1, answer.Trials.Single(t => t.CategoryCode == (kind == CareKind.Family ? "CS.6" : "CS.7")).Clauses.Count(c => !c.Holds));
        }
    }

    // A confirmation under one article says nothing of the other.
    [Theory]
    [InlineData(22, "CS.2")]
    [InlineData(23, "CS.8")]
    public void Orphan_AlsoDisabled_IsSupportedByTheArticleConfirmed(int article, string code)
    {
        var facts = Orphan(new CarerFacts(CareKind.TakenIn, article, "Bà") { Met = All }) with { Disability = new(DisabilityDegree.ExtremelySevere, 1, "1", new(2022, 1, 5)) };

        Assert.Equal([code], Care(People.Decide(facts, 202210)));
    }

    [Fact]
    public void Care_ThatNobodyConfirmed_IsNotSupportedAndSaysSo()
    {
        var answer = People.Decide(People.Orphan(202210, 100) with { Care = [new(CareKind.TakenIn, ConditionsMet: false)] }, 202210);

        Assert.Empty(Care(answer));
        Assert.Contains("Chưa được UBND cấp xã xác nhận", answer.WhyNot("2b"), StringComparison.Ordinal);
    }

    // Stored before the points were kept apart: the same amounts, whatever is asked of new ones.
    [Theory]
    [InlineData("Family", "CS.6")]
    [InlineData("TakenIn", "CS.7")]
    public void Appraisal_StoredBeforeThePoints_RecomputesToItsAmounts(string kind, string code)
    {
        var json = $$$"""
            {"Facts":{"Birth":"1982-05-01","Disability":{"Degree":"ExtremelySevere","Kind":1,"CertificateNumber":"1","CertificateOn":"2022-09-05"},"Care":[{"Kind":"{{{kind}}}","ConditionsMet":true,"From":null,"Until":null}]},
             "Answer":{"Month":202210,"RuleSet":"R1","Trials":[],"Awards":[]},"ProvinceCode":"38"}
            """;

        var again = Appraisal.Parse(json).Recomputed(Law.Book);

        Assert.Equal([code], Care(again.Answer));
        Assert.Equal([code], Care(Appraisal.Parse(again.ToJson()).Recomputed(Law.Book).Answer));
    }

    [Fact]
    public void Confirmation_StoredWithADecision_ComesBackPointByPoint()
    {
        var first = Appraisal.Of(Orphan(new CarerFacts(CareKind.TakenIn, 22, "Đỗ Thị Oanh") { Met = All & ~CarerPoints.C, NearRelative = true, ConfirmedOn = new(2022, 10, 6) }), new PayMonth(202210), Law.Book, Law.Province);

        var again = Appraisal.Parse(first.ToJson()).Recomputed(Law.Book);

        Assert.Equal(first.Facts.Care.Single(), again.Facts.Care.Single());
        Assert.Equal(first.Answer.Trials.Single(t => t.CategoryCode == "CS.2").Clauses, again.Answer.Trials.Single(t => t.CategoryCode == "CS.2").Clauses);
    }

    private static Facts Orphan(CarerFacts carer) => People.Orphan(202210, 100) with { Care = [new(CareKind.TakenIn, Carer: carer)] };

    private static IEnumerable<string> Care(Answer answer) => answer.Awards.Where(a => a.Kind == AwardKind.Care).Select(a => a.CategoryCode);
}
