using NationalHub.Duplicates;

namespace NationalHub.Tests.Duplicates;

/// <summary>Every state of a case with everything that may happen to it.</summary>
public sealed class CaseRulesTests
{
    private static readonly DateTime Now = new(2026, 11, 23, 3, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Due = new(2026, 11, 30);
    private static readonly Sameness Same = new(100, ["Cùng số định danh cá nhân 12 số."]);
    private static readonly Sameness Other = new(0, []);

    public static TheoryData<CaseState> States => [.. Enum.GetValues<CaseState>()];

    [Theory]
    [InlineData(WordKind.None, WordKind.None, CaseState.Asked, "")]
    [InlineData(WordKind.Stays, WordKind.None, CaseState.Asked, "")]
    [InlineData(WordKind.Stops, WordKind.None, CaseState.Asked, "")]
    [InlineData(WordKind.NotSame, WordKind.None, CaseState.Asked, "")]
    [InlineData(WordKind.Stays, WordKind.Stops, CaseState.Agreed, "38")]
    [InlineData(WordKind.Stays, WordKind.Stays, CaseState.Disagreed, "")]
    [InlineData(WordKind.Stops, WordKind.Stops, CaseState.Disagreed, "")]
    [InlineData(WordKind.NotSame, WordKind.NotSame, CaseState.NotSame, "")]
    [InlineData(WordKind.NotSame, WordKind.Stays, CaseState.Disagreed, "")]
    [InlineData(WordKind.NotSame, WordKind.Stops, CaseState.Disagreed, "")]
    public void Words_OfBoth_ComeToTheSameWhicheverSpeaksFirst(WordKind first, WordKind second, CaseState state, string payer)
    {
        foreach (var turned in new[] { false, true })
        {
            foreach (var secondFirst in new[] { false, true })
            {
                var of = Case(CaseState.Asked);
                var (words, provinces) = (turned ? new[] { second, first } : [first, second], new[] { "38", "46" });
                foreach (var i in secondFirst ? new[] { 1, 0 } : [0, 1])
                {
                    if (words[i] != WordKind.None)
                    {
                        Assert.True(CaseRules.Say(of, provinces[i], Word(words[i]), Now));
                        Assert.False(CaseRules.Say(of, provinces[i], Word(words[i]), Now.AddHours(1))); // said again
                    }
                }

                Assert.Equal((state, payer.Length == 0 ? "" : turned ? "46" : "38", payer.Length == 0 ? 0 : 202608), (of.State, of.PayerProvince, of.StopMonth));
                Assert.Equal(words.Count(w => w != WordKind.None), (int)of.Version - 1);
            }
        }
    }

    [Theory]
    [MemberData(nameof(States))]
    public void Case_WeighedAgain_ChangesNothing(CaseState state)
    {
        foreach (var (sameness, twice) in new[] { (Same, true), (Same, false), (Other, false) })
        {
            var of = Case(state);
            CaseRules.Weigh(of, Verdict(sameness, twice), Now, Due);
            var (version, round, after) = (of.Version, of.Round, of.State);

            Assert.Null(CaseRules.Weigh(of, Verdict(sameness, twice), Now.AddDays(1), Due.AddDays(1)));
            Assert.Equal((version, round, after), (of.Version, of.Round, of.State));
        }
    }

    [Theory]
    [InlineData(CaseState.Quiet, true, true, CaseState.Asked)]
    [InlineData(CaseState.Quiet, true, false, CaseState.Quiet)]
    [InlineData(CaseState.Quiet, false, false, CaseState.Closed)]
    [InlineData(CaseState.Asked, true, true, CaseState.Asked)]
    [InlineData(CaseState.Asked, true, false, CaseState.Closed)]
    [InlineData(CaseState.Asked, false, false, CaseState.Closed)]
    [InlineData(CaseState.Disagreed, true, true, CaseState.Disagreed)]
    [InlineData(CaseState.Disagreed, true, false, CaseState.Closed)]
    [InlineData(CaseState.Agreed, true, true, CaseState.Agreed)]
    [InlineData(CaseState.Agreed, true, false, CaseState.Closed)]
    [InlineData(CaseState.Decided, true, true, CaseState.Decided)]
    [InlineData(CaseState.Decided, false, false, CaseState.Closed)]
    [InlineData(CaseState.NotSame, true, true, CaseState.NotSame)]
    [InlineData(CaseState.NotSame, false, false, CaseState.NotSame)]
    [InlineData(CaseState.Closed, true, true, CaseState.Asked)]
    [InlineData(CaseState.Closed, true, false, CaseState.Closed)]
    public void Case_WithWhatIsHeldNow_GoesOn(CaseState state, bool same, bool twice, CaseState next)
    {
        var of = Case(state);

        var word = CaseRules.Weigh(of, Verdict(same ? Same : Other, twice), Now, Due);

        Assert.Equal(next, of.State);
        Assert.Equal(next != state, word is not null);
        Assert.Equal(next == CaseState.Closed && state != CaseState.Closed ? "đã thôi" : "", of.ClosedWhy);
        if (next == CaseState.Asked && state != CaseState.Asked)
        {
            Assert.Equal((1, Due, WordKind.None, WordKind.None), (of.Round - Case(state).Round, of.DueOn, of.FirstWord.Kind, of.SecondWord.Kind));
        }
    }

    [Fact]
    public void People_SettledAsTwo_AreAskedAgainOnlyWhenWhoTheyAreChanges()
    {
        var of = Case(CaseState.NotSame);

        Assert.Null(CaseRules.Weigh(of, Verdict(Same, true, facts: "{\"x\":1}"), Now, Due));
        Assert.NotNull(CaseRules.Weigh(of, Verdict(Same, true, identity: "other"), Now, Due));
        Assert.Equal(CaseState.Asked, of.State);
    }

    [Fact]
    public void Facts_ThatChange_AreToldToWhomTheyConcern()
    {
        var (asked, quiet) = (Case(CaseState.Asked), Case(CaseState.Quiet));

        Assert.Null(CaseRules.Weigh(asked, Verdict(Same, true, facts: "{\"x\":1}"), Now, Due));
        Assert.Null(CaseRules.Weigh(quiet, Verdict(Same, false, facts: "{\"x\":1}"), Now, Due));

        Assert.Equal((2, 1), (asked.Version, quiet.Version));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void Facts_OfWhoIsErased_GoWhereverTheyWereTold(CaseState state)
    {
        var of = Case(state);
        of.Facts = "{\"x\":1}";

        CaseRules.Weigh(of, Verdict(Other, false, identity: ""), Now, Due);

        Assert.Equal(("{}", 2), (of.Facts, of.Version));
        Assert.Null(CaseRules.Weigh(of, Verdict(Other, false, identity: ""), Now, Due));
        Assert.Equal(2, of.Version);
    }

    // What is agreed matters from its month on: months before it are for recovery and keep nothing open.
    [Fact]
    public void Month_ThatMatters_IsTheAgreedOne()
    {
        var agreed = Case(CaseState.Agreed);
        agreed.StopMonth = 202608;

        Assert.Equal((202608, 202611), (CaseRules.FromMonth(agreed, 202611), CaseRules.FromMonth(Case(CaseState.Asked), 202611)));

        // Closed since, the months before the agreed one stay settled; one that closed by itself has none.
        agreed.State = CaseState.Closed;
        Assert.Equal((202611, 202608), (CaseRules.FromMonth(agreed, 202611), CaseRules.PastFrom(agreed, new(202611), 36)));
        Assert.Equal((202611, 202311), (CaseRules.FromMonth(Case(CaseState.Closed), 202611), CaseRules.PastFrom(Case(CaseState.Closed), new(202611), 36)));
        agreed.StopMonth = 202612;
        Assert.Equal(202612, CaseRules.FromMonth(agreed, 202611));
    }

    // Months in common that are all over: every state of a case that ran, or was of past months itself.
    [Theory]
    [InlineData(CaseState.Quiet, false, CaseState.Asked)]
    [InlineData(CaseState.Closed, false, CaseState.Asked)]
    [InlineData(CaseState.Closed, true, CaseState.Asked)]
    [InlineData(CaseState.Asked, false, CaseState.Asked)]
    [InlineData(CaseState.Disagreed, false, CaseState.Asked)]
    [InlineData(CaseState.Asked, true, CaseState.Asked)]
    [InlineData(CaseState.Disagreed, true, CaseState.Disagreed)]
    [InlineData(CaseState.Agreed, true, CaseState.Asked)]
    [InlineData(CaseState.Agreed, false, CaseState.Closed)]
    [InlineData(CaseState.NotSame, true, CaseState.NotSame)]
    public void Case_OfMonthsThatAreOver_IsAskedForTakingBack(CaseState state, bool past, CaseState next)
    {
        var of = Case(state);
        of.Past = past;
        var now = Verdict(Same, false) with { PaidTwice = true };

        var word = CaseRules.Weigh(of, now, Now, Due);

        var asked = next == CaseState.Asked && (state != CaseState.Asked || !past);
        Assert.Equal((next, past || next == CaseState.Asked), (of.State, of.Past));
        Assert.Equal((asked || next == CaseState.Closed, asked ? 1 : 0), (word is not null, of.Round - Case(state).Round));
        Assert.Null(next == CaseState.Closed ? null : CaseRules.Weigh(of, now, Now.AddDays(1), Due));
    }

    // One that ran is asked anew when its months are over; one of past months when it runs again: the words were about something else.
    [Fact]
    public void Question_ThatTurns_TakesNoWordAlong()
    {
        var of = Case(CaseState.Asked);
        CaseRules.Say(of, "38", Word(WordKind.Stays), Now);

        Assert.Contains("bỏ tạm giữ", CaseRules.Weigh(of, Verdict(Same, false) with { PaidTwice = true }, Now, Due), StringComparison.Ordinal);
        Assert.Equal((CaseState.Asked, true, 2, WordKind.None), (of.State, of.Past, of.Round, of.FirstWord.Kind));
        Assert.Contains("Lại có tiền", CaseRules.Weigh(of, Verdict(Same, true), Now, Due), StringComparison.Ordinal);
        Assert.Equal((CaseState.Asked, false, 3), (of.State, of.Past, of.Round));
    }

    [Fact]
    public void Months_SettledAsPast_AreNoNewCaseUntilLaterOnesCome()
    {
        var of = Case(CaseState.Asked);
        (of.Past, of.Facts) = (true, Facts(202606, 202605));
        CaseRules.Say(of, "38", Word(WordKind.Stays), Now);
        CaseRules.Say(of, "46", new SaidWord { Kind = WordKind.Stops, FromMonth = 202605, Reason = "Đã xác minh tại nhà", Official = "Cán bộ" }, Now);
        Assert.Equal((CaseState.Agreed, 202605, 202606, 202607), (of.State, of.StopMonth, of.SettledTo, CaseRules.PastFrom(of, new(202611), 36)));
        Assert.Equal(202611, CaseRules.FromMonth(of, 202611));

        // Nothing else came: it stays. Then it runs again, ceases, and the settled months are not asked about.
        Assert.Null(CaseRules.Weigh(of, Verdict(Same, false, facts: of.Facts), Now, Due));
        Assert.NotNull(CaseRules.Weigh(of, Verdict(Same, true, facts: of.Facts), Now, Due));
        Assert.NotNull(CaseRules.Weigh(of, Verdict(Same, false, facts: of.Facts), Now, Due));
        Assert.Equal((CaseState.Closed, 202607), (of.State, CaseRules.PastFrom(of, new(202611), 36)));

        CaseRules.Reopen(of, Now, Due);
        Assert.Equal(202311, CaseRules.PastFrom(of, new(202611), 36));
    }

    [Theory]
    [InlineData(false, 0, 0, 202606, true)]
    [InlineData(false, 0, 0, 202607, false)]
    [InlineData(true, 0, 500, 202601, false)]
    [InlineData(true, 500, 500, 202601, true)]
    public void Months_OfWhoMoves_CountOnlyWherePaidByBoth(bool moves, long first, long second, int from, bool asked) =>
        Assert.Equal(asked, new CaseFacts(Side, Side, [new(202611, 1, 1, 9, 9), new(202606, 1, 1, first, second)]).PaidTwice(moves, from, 202611));

    [Theory]
    [InlineData(202606, null)]
    [InlineData(202607, "tháng cuối là 06/2026")]
    public void Month_OfTakingBack_IsNotAfterTheLastInCommon(int from, string? fault)
    {
        var of = Case(CaseState.Asked);
        (of.Past, of.Facts) = (true, Facts(202606));

        Assert.Equal(fault is null, SayWord.TooLate(of, from) is null);
        Assert.Contains(fault ?? "", DecideCase.Fault(of, new(of.Id, 1, "38", from, "Đã đối chiếu hồ sơ hai tỉnh và sổ hộ khẩu"), new(202611)) ?? "", StringComparison.Ordinal);
        of.Past = false;
        Assert.Null(SayWord.TooLate(of, from));
    }

    [Theory]
    [InlineData("46", 202608, "Đã đối chiếu hồ sơ hai tỉnh và sổ hộ khẩu", null)]
    [InlineData("", 0, "Đã đối chiếu hồ sơ hai tỉnh và sổ hộ khẩu", null)]
    [InlineData("48", 202608, "Đã đối chiếu hồ sơ hai tỉnh và sổ hộ khẩu", "một trong hai tỉnh")]
    [InlineData("46", 0, "Đã đối chiếu hồ sơ hai tỉnh và sổ hộ khẩu", "Tháng thôi chi trả")]
    [InlineData("46", 202713, "Đã đối chiếu hồ sơ hai tỉnh và sổ hộ khẩu", "Tháng thôi chi trả")]
    [InlineData("46", 202701, "Đã đối chiếu hồ sơ hai tỉnh và sổ hộ khẩu", "Tháng thôi chi trả")]
    [InlineData("46", 202608, "ngắn", "ít nhất 20 ký tự")]
    public void Decision_OfTheMinistry_IsTakenOrSaysWhy(string payer, int stop, string reason, string? fault)
    {
        var of = Case(CaseState.Disagreed);

        var found = DecideCase.Fault(of, new(of.Id, 1, payer, stop, reason), new(202611));

        Assert.Equal(fault is null, found is null);
        Assert.Contains(fault ?? "", found ?? "", StringComparison.Ordinal);
        Assert.Equal(DecideCase.Changed, DecideCase.Fault(of, new(of.Id, 0, payer, stop, reason), new(202611)));
        Assert.Contains("không còn chờ", DecideCase.Fault(Case(CaseState.Agreed), new(of.Id, 1, payer, stop, reason), new(202611)), StringComparison.Ordinal);
    }

    private static SideFacts Side => new("38", "", "", "", 0, "", 0);

    private static string Facts(params int[] months) => new CaseFacts(Side, Side, [.. months.Select(m => new MonthFacts(m, 1, 1, 1, 1))]).ToJson();

    private static CrossCase Case(CaseState state) => new()
    {
        Id = Guid.NewGuid(), FirstProvince = "38", FirstId = "a", SecondProvince = "46", SecondId = "b", State = state, Version = 1, Round = state == CaseState.Quiet ? 0 : 1, Score = Same.Score, Evidence = Same.Evidence[0], Identity = "i", Facts = "{}",
    };

    private static Verdict Verdict(Sameness sameness, bool twice, string identity = "i", string facts = "{}") => new(sameness, twice, twice ? "" : "đã thôi", identity, facts);

    private static SaidWord Word(WordKind kind) => new() { Kind = kind, FromMonth = kind == WordKind.Stops ? 202608 : 0, Reason = "Đã xác minh tại nhà", Official = "Cán bộ" };
}
