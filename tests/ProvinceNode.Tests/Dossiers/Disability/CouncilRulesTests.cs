using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Disability;
using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Tests.Dossiers.Disability;

/// <summary>The council's rules in bulk, without a host (policy 3.11).</summary>
public sealed class CouncilRulesTests
{
    private static readonly DateOnly Day = new(2022, 10, 5);

    private static readonly CouncilVote[] All = Enum.GetValues<CouncilVote>();

    // Law 51/2010 Art. 16(4): at least two thirds of the members.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(5, 4)]
    [InlineData(6, 4)]
    [InlineData(7, 5)]
    [InlineData(8, 6)]
    [InlineData(9, 6)]
    public void Quorum_OfMembers_IsTwoThirdsRoundedUp(int members, int least)
    {
        Assert.Equal(least, CouncilRules.QuorumOf(members));
        Assert.True(CouncilRules.HasQuorum(least, members));
        Assert.False(CouncilRules.HasQuorum(least - 1, members));
        Assert.All(Enumerable.Range(0, members + 1), present => Assert.Equal(present * 3 >= members * 2, CouncilRules.HasQuorum(present, members)));
    }

    [Fact]
    public void Quorum_WithoutMembers_IsNever() => Assert.False(CouncilRules.HasQuorum(0, 0));

    // Every way that six members, the first of them the chairman, can vote: 15,625 sessions.
    [Fact]
    public void Count_OfEverySession_FollowsMajorityThenChairman()
    {
        foreach (var votes in Sessions(6))
        {
            var counts = All.ToDictionary(v => v, v => votes.Count(x => x == v));
            var most = counts.Values.Max();
            var top = All.Where(v => counts[v] == most).ToList();
            CouncilVote? expected = most > votes.Length / 2 ? top.Single() : top.Count > 1 && top.Contains(votes[0]) ? votes[0] : null;

            var tally = CouncilRules.Count(votes, votes[0]);

            Assert.Equal(expected, tally.Winner);
            Assert.Equal(expected is not null && most <= votes.Length / 2, tally.ByChairman);
            Assert.Equal(votes.Length, tally.Votes.Values.Sum());
        }
    }

    [Fact]
    public void Count_OfEqualVotesWithoutTheChairman_HasNoWinner()
    {
        CouncilVote[] votes = [CouncilVote.Severe, CouncilVote.Severe, CouncilVote.Mild, CouncilVote.Mild];

        Assert.Null(CouncilRules.Count(votes, null).Winner);
        Assert.Null(CouncilRules.Count(votes, CouncilVote.NotDisabled).Winner);
        Assert.Equal(CouncilVote.Mild, CouncilRules.Count(votes, CouncilVote.Mild).Winner);
        Assert.Equal("nặng: 2 phiếu; nhẹ: 2 phiếu", CouncilRules.Count(votes, null).Printed);
    }

    [Fact]
    public void Meaning_OfEachVote_IsItsDegree() => Assert.Equal(
        [
            (CouncilOutcome.Disabled, DisabilityDegree.ExtremelySevere), (CouncilOutcome.Disabled, DisabilityDegree.Severe), (CouncilOutcome.Disabled, DisabilityDegree.Mild),
            (CouncilOutcome.NotDisabled, DisabilityDegree.None), (CouncilOutcome.MedicalBoard, DisabilityDegree.None),
        ],
        All.Select(CouncilRules.Meaning));

    // Decree 28/2012 Art. 4(3), policy 3.11: from 81 extremely severe, 61–80 severe, below 61 mild.
    [Fact]
    public void Loss_OfEveryPercent_HasItsDegree() => Assert.All(Enumerable.Range(0, 101), p => Assert.Equal(
        p > 80 ? DisabilityDegree.ExtremelySevere : p > 60 ? DisabilityDegree.Severe : DisabilityDegree.Mild, CouncilRules.OfLoss(p)));

    [Theory]
    [InlineData("2016-10-06", "02")]
    [InlineData("2016-10-05", "03")]
    [InlineData("2022-01-01", "02")]
    [InlineData("1950", "03")]
    public void Sheet_ByAgeOnTheDay_IsMau02BelowSix(string birth, string form) => Assert.Equal(form, EvaluationSheets.FormFor(BirthDate.Parse(birth), Day));

    // Circular 01/2019 Art. 8(2)(c): a child's certificate ends with the day before the sixth birthday, except listed cases.
    [Theory]
    [InlineData("2018-03-10", false, "2024-03-09")]
    [InlineData("2018-03-10", true, null)]
    [InlineData("2016-10-06", false, "2022-10-05")]
    [InlineData("2016-10-05", false, null)]
    [InlineData("1980", false, null)]
    public void LastDay_OfACertificate_IsBeforeSixUnlessListed(string birth, bool listed, string? last) => Assert.Equal(
        last is null ? null : DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture), DisabilityCertificate.LastDay(BirthDate.Parse(birth), Day, listed));

    [Theory]
    [InlineData("1.1", true)]
    [InlineData("1.2", true)]
    [InlineData("1.3", false)]
    [InlineData("1.4", false)]
    [InlineData("1.5", true)]
    [InlineData("1.6", true)]
    [InlineData("1.7", true)]
    [InlineData("", false)]
    public void Point_OfPartFour_LastsAsTheCircularSays(string point, bool lasts) => Assert.Equal(lasts, EvaluationSheets.IsLasting(point));

    [Theory]
    [InlineData("wrong-data", null, false)]
    [InlineData("lost", null, false)]
    [InlineData("damaged", "2022-10-05", false)]
    [InlineData("lost", "2022-10-04", true)]
    [InlineData("changed", null, true)]
    public void Exchange_OfAReason_NeedsTheCouncilWhenTheLawSaysSo(string reason, string? until, bool council) => Assert.Equal(
        council, CouncilRules.NeedsCouncil(reason, until is null ? null : DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture), Day));

    // Policy A.4: 20 working days for the council, 5 for posting and certificate, 5 for a complaint, 5 for an exchange; the same in both organisations.
    [Theory]
    [InlineData("2022-10-05")]
    [InlineData("2026-11-16")]
    public void Deadlines_OfBothProcedures_AreTheLaws(string day)
    {
        var on = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        var context = ShippedFlow.On(on);
        DateOnly In(int days) => context.Calendar.AddWorkingDays(on, days);
        DateOnly? Step(string procedure, DossierStatus status) => LegalClock.StepDueOn(context, procedure, status);

        Assert.Equal(25, LegalClock.TotalDays(context, Procedures.DisabilityCertificate));
        Assert.Equal(5, LegalClock.TotalDays(context, Procedures.CertificateExchange));
        Assert.Equal(In(20), Step(Procedures.DisabilityCertificate, DossierStatus.UnderCouncil));
        Assert.Equal(In(5), Step(Procedures.DisabilityCertificate, DossierStatus.Reviewed));
        Assert.Equal(In(5), Step(Procedures.DisabilityCertificate, DossierStatus.Objected));
        Assert.Equal(In(5), Step(Procedures.DisabilityCertificate, DossierStatus.AwaitingCertificate));
        Assert.Null(Step(Procedures.DisabilityCertificate, DossierStatus.AwaitingMedicalBoard));
        Assert.Equal(In(5), Step(Procedures.CertificateExchange, DossierStatus.UnderCertificateCheck));
    }

    private static IEnumerable<CouncilVote[]> Sessions(int members) => members == 0 ? [[]] : Sessions(members - 1).SelectMany(s => All.Select(v => (CouncilVote[])[.. s, v]));
}
