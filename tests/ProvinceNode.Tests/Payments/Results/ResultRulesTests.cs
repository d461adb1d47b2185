using ProvinceNode.Payments;
using ProvinceNode.Payments.Results;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Results;

/// <summary>What a result is to its line, in bulk; the identity; what reasons ask for; three months in a row.</summary>
public sealed class ResultRulesTests
{
    private static readonly ResultContent Paid = new(LineOutcome.Paid, new DateOnly(2022, 11, 5), "", "", Collector.Self, "Lê Thị Già", "038149000201", "CT1");
    private static readonly ResultContent Unpaid = new(LineOutcome.Unpaid, null, "R01", "", Collector.Unknown, "", "", "");
    private static readonly ResultContent Returned = new(LineOutcome.Returned, null, "R05", "", Collector.Unknown, "", "", "");

    // A payer who counts: whatever comes twice, late or in another order, his highest version is in force.
    [Fact]
    public void Versions_InAnyOrderAndRepeated_EndWithTheHighest()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var truth = new[] { Paid, Unpaid, Returned, Paid with { Evidence = "CT2" } }.OrderBy(_ => random.Next()).Take(random.Next(1, 5)).ToList();
            var arrivals = truth.Select((c, i) => (Content: c, Version: i + 1)).SelectMany(a => Enumerable.Repeat(a, random.Next(1, 4))).OrderBy(_ => random.Next()).ToList();

            var known = Store(arrivals);

            Assert.Equal(truth[^1], ResultContent.Of(known[^1]));
            Assert.Equal(Enumerable.Range(1, known.Count), known.Select(k => k.Version));
            Assert.True(known.Count <= truth.Count);
        }
    }

    // A payer who does not count says 1 each time: what came later counts, what was replaced does not come back by being repeated.
    [Fact]
    public void Versions_OfAPayerWhoDoesNotCount_FollowTheOrderOfArrival()
    {
        var known = Store([(Unpaid, 1), (Paid, 1), (Unpaid, 1), (Returned, 1), (Paid, 1), (Returned, 1)]);

        Assert.Equal([Unpaid, Paid, Returned], known.Select(ResultContent.Of));
    }

    [Fact]
    public void Version_ThatThePayerCountedOn_BringsBackWhatWasReplaced() => Assert.Equal([Unpaid, Paid, Unpaid], Store([(Unpaid, 1), (Paid, 2), (Unpaid, 1), (Unpaid, 3)]).Select(ResultContent.Of));

    // He says under 3 what he said under 1: what he said under 2 comes late and does not count any more.
    [Fact]
    public void Version_HigherWithTheSameContent_LeavesALateLowerOneBehind()
    {
        var known = Store([(Unpaid, 1), (Unpaid, 3), (Paid, 2)]);

        Assert.Equal([(Unpaid, 1), (Unpaid, 3)], known.Select(k => (ResultContent.Of(k), k.PayerVersion)));
        Assert.Equal(ResultNews.Older, ResultRules.Judge(known, Paid, 2, ResultChannel.Polling));
    }

    // Without a count nobody knows whether an old message came again or the payer changed his mind.
    [Fact]
    public void Result_ReplacedAndToldAgainWithoutACount_IsUnclear()
    {
        var known = Store([(Unpaid, 1), (Paid, 1)]);

        Assert.Equal(ResultNews.Unclear, ResultRules.Judge(known, Unpaid, 1, ResultChannel.Polling));
        Assert.Equal(ResultNews.Same, ResultRules.Judge(known, Paid, 1, ResultChannel.Polling));
        Assert.Equal(ResultNews.Correction, ResultRules.Judge(known, Unpaid, 2, ResultChannel.Polling));
    }

    [Theory]
    [InlineData(ResultChannel.Upload, ResultNews.Outranked)]
    [InlineData(ResultChannel.File, ResultNews.Outranked)]
    [InlineData(ResultChannel.CallBack, ResultNews.Correction)]
    public void Result_AgainstASignedOne_CountsOnlyWhenSigned(ResultChannel channel, ResultNews news) => Assert.Equal(news, ResultRules.Judge(Store([(Unpaid, 1)]), Paid, 7, channel));

    [Theory]
    [InlineData(ResultChannel.Upload)]
    [InlineData(ResultChannel.File)]
    public void Result_Signed_StandsAboveAFileUnlessThePayerCountedOnInIt(ResultChannel channel)
    {
        var known = Store([(Paid, 3)], channel);

        Assert.Equal(ResultNews.Correction, ResultRules.Judge(known, Unpaid, 3, ResultChannel.Polling));
        Assert.Equal(ResultNews.Correction, ResultRules.Judge(known, Unpaid, 4, ResultChannel.CallBack));
        Assert.Equal(ResultNews.Disputed, ResultRules.Judge(known, Unpaid, 1, ResultChannel.Polling));
        Assert.Equal(ResultNews.Again, ResultRules.Judge(known, Paid, 1, ResultChannel.Polling));
    }

    // Who does not count says 1 by both ways: then what he signed counts.
    [Fact]
    public void Result_SignedByAPayerWhoDoesNotCount_ReplacesHisFile() => Assert.Equal(ResultNews.Correction, ResultRules.Judge(Store([(Paid, 1)], ResultChannel.File), Unpaid, 1, ResultChannel.Polling));

    [Theory]
    [InlineData("R01", LineFor.Himself, null)]
    [InlineData("R02", LineFor.Himself, PayerNoticeKind.Death)]
    [InlineData("R02", LineFor.Several, PayerNoticeKind.SomebodyDied)]
    [InlineData("R02", LineFor.Another, PayerNoticeKind.SomebodyDied)]
    [InlineData("R02", LineFor.Carer, PayerNoticeKind.WhoIsMeant)]
    [InlineData("R03", LineFor.Himself, PayerNoticeKind.Moved)]
    [InlineData("R03", LineFor.Another, PayerNoticeKind.WhoIsMeant)]
    [InlineData("R04", LineFor.Himself, PayerNoticeKind.WrongPapers)]
    [InlineData("R04", LineFor.Carer, PayerNoticeKind.WrongPapers)]
    [InlineData("R05", LineFor.Himself, PayerNoticeKind.Refuses)]
    [InlineData("R05", LineFor.Several, PayerNoticeKind.WhoIsMeant)]
    [InlineData("R06", LineFor.Carer, PayerNoticeKind.NewAccount)]
    [InlineData("R07", LineFor.Himself, PayerNoticeKind.Detained)]
    [InlineData("R07", LineFor.Carer, PayerNoticeKind.WhoIsMeant)]
    [InlineData("R08", LineFor.Another, null)]
    [InlineData("R09", LineFor.Himself, null)]
    [InlineData("", LineFor.Himself, null)]
    public void Reason_AsksFor_WhatThePolicySays(string reason, LineFor line, PayerNoticeKind? notice) => Assert.Equal(notice, ResultRules.NoticeOf(reason, line));

    [Theory]
    [InlineData(202301, new[] { 202211, 202212, 202301 }, new[] { 202301 })]
    [InlineData(202302, new[] { 202211, 202212, 202301, 202302 }, new[] { 202302 })]
    [InlineData(202301, new[] { 202211, 202301 }, new int[0])]
    [InlineData(202301, new[] { 202212, 202301 }, new int[0])]
    [InlineData(202212, new[] { 202211, 202212, 202301 }, new[] { 202301 })]
    [InlineData(202211, new[] { 202209, 202210, 202211, 202212, 202301 }, new[] { 202211, 202212, 202301 })]
    [InlineData(202301, new int[0], new int[0])]
    public void Months_ThreeInARow_AreToldOnceForEachMonthTheyGrow(int month, int[] unpaid, int[] told) => Assert.Equal(told, ResultRules.ThirdMonths(unpaid.ToHashSet(), month));

    [Fact]
    public void Identity_OfRandomLists_HoldsAndIsBrokenByOneDong()
    {
        var random = new Random(5);
        for (var n = 0; n < 500; n++)
        {
            var lines = Enumerable.Range(0, random.Next(0, 60)).Select(_ => (Outcome: (LineOutcome)random.Next(5), Dong: random.NextInt64(0, 30_000_000_000))).ToList();
            var parts = lines.GroupBy(l => l.Outcome).Select(g => new OutcomeSum(g.Key, g.Count(), g.Sum(l => l.Dong))).ToList();
            var sent = lines.Sum(l => l.Dong);

            Assert.True(Reconciliation.Of(lines.Count, new Dong(sent), parts).Holds);
            Assert.Equal(new Dong(-1), Reconciliation.Of(lines.Count, new Dong(sent - 1), parts).Difference);
            Assert.False(Reconciliation.Of(lines.Count + 1, new Dong(sent), parts).Holds);
        }
    }

    private static List<PaymentResult> Store(IEnumerable<(ResultContent Content, int Version)> arrivals, ResultChannel channel = ResultChannel.Polling)
    {
        var known = new List<PaymentResult>();
        foreach (var (content, version) in arrivals)
        {
            if (ResultRules.Judge(known, content, version, channel) is ResultNews.First or ResultNews.Correction or ResultNews.Again)
            {
                known.Add(new PaymentResult
                {
                    Id = Guid.NewGuid(), ListId = Guid.Empty, LineId = Guid.Empty, TenantPath = "38", Version = known.Count + 1, PayerVersion = version, Outcome = content.Outcome, Amount = default, PaidOn = content.PaidOn,
                    ReasonCode = content.ReasonCode, CollectedBy = content.CollectedBy, CollectorName = content.CollectorName, CollectorNumber = content.CollectorNumber, Evidence = content.Evidence,
                    Channel = channel, Source = "", RecordedAt = default,
                });
            }
        }

        return known;
    }
}
