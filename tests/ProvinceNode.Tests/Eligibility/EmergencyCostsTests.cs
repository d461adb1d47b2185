using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Tests.Eligibility;

/// <summary>Temporary care in the community: the four kinds of persons, and each cost by its article (Decree 20 Art. 18(2), 19(2); Circular 02/2021 Art. 3).</summary>
public sealed class EmergencyCostsTests
{
    private static readonly EmergencyCareCase Ten = new(BirthDate.Parse("2014-05-01"), UrgentCase.Victim, "", new(2022, 10, 1), new(2022, 10, 10), 0);

    [Theory]
    [InlineData(UrgentCase.Orphan, "2014-05-01", "", true, "điểm a khoản 2 Điều 18")]
    [InlineData(UrgentCase.Orphan, "2006-09-30", "", false, "điểm a khoản 2 Điều 18")]
    [InlineData(UrgentCase.Victim, "1980-05-01", "", true, "điểm b khoản 2 Điều 18")]
    [InlineData(UrgentCase.Wandering, "1980-05-01", "", true, "điểm c khoản 2 Điều 18")]
    [InlineData(UrgentCase.Other, "1980-05-01", "Quyết định số 12/QĐ-UBND", true, "điểm d khoản 2 Điều 18")]
    [InlineData(UrgentCase.Other, "1980-05-01", "", false, "điểm d khoản 2 Điều 18")]
    [InlineData(UrgentCase.None, "1980-05-01", "", false, "khoản 2 Điều 18")]
    public void Care_OfAPerson_IsPaidToTheFourKinds(UrgentCase urgent, string born, string paper, bool paid, string article)
    {
        var answer = EmergencyCosts.Of(Ten with { Urgent = urgent, Birth = BirthDate.Parse(born), PaperNumber = paper }, Law.Book);

        Assert.Equal(paid ? 600_000 : 0, answer.Dong);
        Assert.Contains(answer.Trials[0].Clauses, c => c.Holds == paid && c.Article.StartsWith(article, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false, 2_000_000, 2_600_000)]
    [InlineData(true, 2_000_000, 600_000)]  // the card pays
    public void Treatment_WithAHealthCard_IsTheFunds(bool card, long treatment, long sum)
    {
        var answer = EmergencyCosts.Of(Ten with { HealthCard = card, TreatmentDong = treatment }, Law.Book);

        Assert.Equal(sum, answer.Dong);
        Assert.Equal(card, answer.Trials.Any(t => t.Clauses.Any(c => !c.Holds && c.Article.Contains("điểm b khoản 2 Điều 19", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData(TransportWay.Public, 150_000, 0, 0, 750_000)]
    [InlineData(TransportWay.Hired, 900_000, 0, 0, 1_500_000)]
    [InlineData(TransportWay.Own, 900_000, 120, 22_340, 1_136_160)] // 120 km × 0,2 × 22.340; the price of a ticket counts for nothing
    [InlineData(TransportWay.Own, 0, 0, 22_340, 600_000)]
    [InlineData(TransportWay.None, 900_000, 0, 0, 600_000)]
    public void Transport_ByItsWay_IsCostedByTheCircular(TransportWay way, long dong, int km, long petrol, long sum)
    {
        var answer = EmergencyCosts.Of(Ten with { Transport = way, TransportDong = dong, Kilometres = km, PetrolDong = petrol }, Law.Book);

        Assert.Equal(sum, answer.Dong);
        if (way == TransportWay.Own && km > 0)
        {
            Assert.Contains("120 km × 0,2 lít × 22.340 đồng = 536.160 đồng (khoản 3 Điều 3 Thông tư số 02/2021/TT-BLĐTBXH)", answer.Arithmetic, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Injury_AtHome_AsksForNobodyAbsent()
    {
        var home = OneOff.Injury(new(2022, 10, 1), 3, Law.Book, "38", relatives: true, atHome: true);

        Assert.Equal(("KC.thuong.cutru", 3_600_000), (home.Code, home.Dong));
        Assert.Contains(home.Trials.Single().Clauses, c => c.Article.StartsWith("khoản 1 Điều 13", StringComparison.Ordinal));
        Assert.Equal(0, OneOff.Injury(new(2022, 10, 1), 2, Law.Book, "38", atHome: true).Dong);
    }
}
