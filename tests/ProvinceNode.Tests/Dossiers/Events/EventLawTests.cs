using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Events;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Eligibility;
using Protos.Values;

namespace ProvinceNode.Tests.Dossiers.Events;

/// <summary>What the law makes of each event, in bulk and without a host (policy 1.5, 3.5, 3.6).</summary>
public sealed class EventLawTests
{
    private static readonly DateOnly[] Days = [new(2022, 10, 5), new(2024, 8, 12), new(2025, 7, 1), new(2026, 11, 20)];

    [Theory]
    [InlineData(LifeEventKind.Death, RequestKind.Stop, "T1")]
    [InlineData(LifeEventKind.Missing, RequestKind.Stop, "T1")]
    [InlineData(LifeEventKind.Imprisoned, RequestKind.Stop, "T3")]
    [InlineData(LifeEventKind.RefusesMoney, RequestKind.Stop, "T4")]
    [InlineData(LifeEventKind.RefusesReview, RequestKind.Suspend, "S2")]
    [InlineData(LifeEventKind.NotCollected, RequestKind.Suspend, "S1")]
    [InlineData(LifeEventKind.Detained, RequestKind.Suspend, "S3")]
    [InlineData(LifeEventKind.CarerDied, RequestKind.Stop, "C1")]
    [InlineData(LifeEventKind.CarerUnfit, RequestKind.Stop, "C3")]
    [InlineData(LifeEventKind.CarerSanctioned, RequestKind.Stop, "C4")]
    [InlineData(LifeEventKind.ReportWrong, RequestKind.Undo, "")]
    public void Event_OfWhoReceivesWithCare_LeadsToTheMeasureOfTheLaw(LifeEventKind kind, RequestKind measure, string code) => Assert.All(Days, today =>
    {
        var law = EventLaw.Of(Ground(kind, today, today.AddMonths(-2), Row(today), Row(today, "CS.6", EntitlementKind.Care)));

        Assert.Equal((measure, code), (law.Kind, law.Code));
        Assert.Equal("", law.NotYet);
        Assert.NotEqual("", law.Article);
    });

    [Fact]
    public void Event_OfWhoReceivesNothing_ProposesNothingAndSaysWhy()
    {
        foreach (var kind in Enum.GetValues<LifeEventKind>().Where(k => k != LifeEventKind.ReportWrong))
        {
            foreach (var today in Days)
            {
                var law = EventLaw.Of(Ground(kind, today, today.AddMonths(-2), Row(today, status: EntitlementStatus.Ended)));

                Assert.Null(law.Kind);
                Assert.True(law.Words.Length > 30, $"{kind}: {law.Words}");
            }
        }
    }

    // Tháng xảy ra vẫn được chi trả: every day of four years, so that no month's end is missed.
    [Fact]
    public void Stop_OfEveryDay_BeginsWithTheMonthAfter()
    {
        var today = new DateOnly(2026, 11, 20);
        for (var on = today.AddYears(-4); on <= today; on = on.AddDays(1))
        {
            var law = EventLaw.Of(Ground(LifeEventKind.Death, today, on, Row(today)));

            Assert.Equal(((PayMonth?)PayMonth.Of(on).AddMonths(1), on), (law.From, law.On!.Value));
        }
    }

    [Fact]
    public void Detention_UnderAMonth_IsTooEarlyUntilTheVeryDay()
    {
        var on = new DateOnly(2026, 1, 31);
        for (var today = on; today < on.AddDays(60); today = today.AddDays(1))
        {
            Assert.Equal(today < new DateOnly(2026, 2, 28), EventLaw.Of(Ground(LifeEventKind.Detained, today, on, Row(today))).NotYet.Length > 0);
        }
    }

    [Theory]
    [InlineData(2, "S2")]
    [InlineData(3, "T5")]
    [InlineData(9, "T5")]
    public void Refusal_AfterThreeMonthsOfSuspension_EndsIt(int months, string code)
    {
        var today = new DateOnly(2026, 11, 20);
        var before = Row(today, status: EntitlementStatus.Ended, end: PayMonth.Of(today).AddMonths(-months - 1).Number, why: "S2");
        var held = Row(today, status: EntitlementStatus.Suspended, start: PayMonth.Of(today).AddMonths(-months).Number, previous: before.Id);

        var law = EventLaw.Of(Ground(LifeEventKind.RefusesReview, today, today, before, held));

        // What is interrupted already is not interrupted again: under three months there is nothing to do.
        Assert.Equal(code == "T5" ? (RequestKind.Stop, code) : ((RequestKind?)null, ""), (law.Kind, law.Code));
    }

    [Theory]
    [InlineData(EntitlementStatus.Suspended, true)]
    [InlineData(EntitlementStatus.Active, false)]
    public void ReasonGone_OfWhoIsSuspended_Resumes(EntitlementStatus status, bool resumes)
    {
        var today = new DateOnly(2026, 11, 20);
        Assert.Equal(resumes ? RequestKind.Resume : (RequestKind?)null, EventLaw.Of(Ground(LifeEventKind.ReasonGone, today, null, Row(today, status: status))).Kind);
    }

    // Each pair of degrees in each month of five years: the month of the certificate, and the amounts of the rules.
    [Fact]
    public void Degree_Changed_IsAdjustedFromTheMonthOfTheCertificateAsTheRulesSay()
    {
        var tried = 0;
        foreach (var was in new[] { DisabilityDegree.Severe, DisabilityDegree.ExtremelySevere })
        {
            foreach (var now in Enum.GetValues<DisabilityDegree>().Where(d => d != was))
            {
                for (var month = new PayMonth(202110); month < new PayMonth(202611); month = month.AddMonths(1))
                {
                    var (on, today) = (month.FirstDay.AddDays(9), month.AddMonths(2).FirstDay);
                    var facts = new Facts { Birth = BirthDate.Of(1982, 3, 15), Disability = new(was, 1, "1", new DateOnly(2021, 7, 1)) };
                    var category = was == DisabilityDegree.Severe ? "6.n.adult" : "6.dbn.adult";
                    var law = EventLaw.Of(Ground(LifeEventKind.DegreeChanged, today, on, Row(today, category)) with { Value = now.ToString(), Known = (facts, category), Reference = "38.1" });

                    if (now is DisabilityDegree.None or DisabilityDegree.Mild)
                    {
                        Assert.Equal((RequestKind.Stop, "T2", month.AddMonths(1)), (law.Kind, law.Code, law.From!.Value));
                    }
                    else
                    {
                        var times = now == DisabilityDegree.ExtremelySevere ? 200 : 150;
                        Assert.Equal((RequestKind.Adjust, month), (law.Kind, law.From!.Value));
                        Assert.Contains($"{new Dong(Law.Book.On(today).LevelIn(month, "38", LevelKind.Standard)!.Amount * times / 100)}/tháng", law.Words, StringComparison.Ordinal);
                    }

                    tried++;
                }
            }
        }

        Assert.Equal(2 * 3 * 61, tried);
    }

    [Fact]
    public void Poverty_Lost_EndsWhatRestsOnItAndLeavesTheRest()
    {
        var (today, on) = (new DateOnly(2023, 1, 20), new DateOnly(2023, 1, 1));
        var elder = new Facts { Birth = BirthDate.Of(1945, 2, 3), Poverty = [new(PovertyStatus.Poor, new DateOnly(2022, 1, 1))], Supporters = [] };
        var disabled = new Facts { Birth = BirthDate.Of(1982, 3, 15), Disability = new(DisabilityDegree.Severe, 1, "1", new DateOnly(2021, 7, 1)), Poverty = elder.Poverty };

        var category = Assistance.Decide(elder, new PayMonth(202212), Law.Book, "38").Awards.Single().CategoryCode;
        Assert.StartsWith("5.a", category, StringComparison.Ordinal);

        var lost = EventLaw.Of(Ground(LifeEventKind.PovertyChanged, today, on, Row(today, category)) with { Value = nameof(PovertyStatus.None), Known = (elder, category) });
        var kept = EventLaw.Of(Ground(LifeEventKind.PovertyChanged, today, on, Row(today)) with { Value = nameof(PovertyStatus.None), Known = (disabled, "6.n.adult") });

        Assert.Equal((RequestKind.Stop, "T2"), (lost.Kind, lost.Code));
        Assert.Null(kept.Kind);
        Assert.Contains("không làm khác mức", kept.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Study_Ended_EndsGroupTwoWithTheMonthAfter()
    {
        foreach (var today in Days)
        {
            var on = today.AddMonths(-1);
            var facts = new Facts { Birth = BirthDate.Of(today.Year - 18, 2, 3), ReceivedAsGroup1 = true, Study = [new(new DateOnly(2021, 9, 1))] };
            var category = Assistance.Decide(facts, PayMonth.Of(on), Law.Book, "38").Awards.Single().CategoryCode;

            var law = EventLaw.Of(Ground(LifeEventKind.StudyEnded, today, on, Row(today, category)) with { Known = (facts, category) });

            Assert.Equal((RequestKind.Stop, "T2", PayMonth.Of(on).AddMonths(1)), (law.Kind, law.Code, law.From!.Value));
        }
    }

    [Fact]
    public void Facts_Unknown_LeadToAnAdjustmentThatTheAppraiserCompletes()
    {
        var today = new DateOnly(2026, 11, 20);
        Assert.All([LifeEventKind.DegreeChanged, LifeEventKind.PovertyChanged, LifeEventKind.StudyEnded], kind =>
            Assert.Equal(((RequestKind?)RequestKind.Adjust, (PayMonth?)null), EventLaw.Of(Ground(kind, today, today, Row(today))) is var law ? (law.Kind, law.From) : default));
    }

    [Fact]
    public void Answers_OfEachMeasure_AreReadBackAsTheProposal()
    {
        var (today, on) = (new DateOnly(2026, 11, 20), new DateOnly(2026, 9, 30));
        foreach (var kind in Enum.GetValues<LifeEventKind>())
        {
            var ground = Ground(kind, today, on, Row(today), Row(today, "CS.6", EntitlementKind.Care)) with { Value = kind == LifeEventKind.ReportWrong ? Guid.NewGuid().ToString("D") : "" };
            var law = EventLaw.Of(ground);
            if (law.Kind is not { } measure || measure == RequestKind.Adjust)
            {
                continue;
            }

            var scope = law.Answers(ground).On(today);
            Assert.Equal((law.Code, law.On), (scope["StopReason"] + scope["SuspendReason"], scope.Day("EventOn")));
            Assert.Equal(measure == RequestKind.Undo ? ground.Value : "", scope[Undoing.Answer]);
        }
    }

    // No month is taken back that no list paid: each pair of a version and a hold within two years.
    [Fact]
    public void Held_Months_AreNeitherPaidNorOwedBack()
    {
        var (person, first) = (Guid.NewGuid(), new PayMonth(202501));
        for (var from = 0; from < 12; from++)
        {
            for (var last = from - 1; last < 14; last++)
            {
                var hold = new PaymentHold { EventId = Guid.NewGuid(), BeneficiaryId = person, TenantPath = "38", FromMonth = first.AddMonths(from).Number, Why = "", RecordedAt = default };
                if (last < 13)
                {
                    hold.Lift(first.AddMonths(last), default, "", "");
                }

                var row = Row(new DateOnly(2025, 6, 1), start: first.Number, end: 202512, status: EntitlementStatus.Ended, person: person);
                var paid = HeldMonths.Paid([row], [hold]);
                for (var month = first; month <= new PayMonth(202512); month = month.AddMonths(1))
                {
                    Assert.Equal(!PaymentHolds.Holds([hold], person, row.Id, month), paid.Exists(s => s.Covers(month)));
                }
            }
        }
    }

    [Theory]
    [InlineData(LifeEventKind.Death, "", true)]
    [InlineData(LifeEventKind.Death, "Severe", false)]
    [InlineData(LifeEventKind.DegreeChanged, "Severe", true)]
    [InlineData(LifeEventKind.DegreeChanged, "", false)]
    [InlineData(LifeEventKind.DegreeChanged, "9", false)]
    [InlineData(LifeEventKind.PovertyChanged, "NearPoor", true)]
    [InlineData(LifeEventKind.PovertyChanged, "Rich", false)]
    [InlineData(LifeEventKind.ReportWrong, "x", false)]
    public void Value_OfAKind_IsToldOrRefused(LifeEventKind kind, string value, bool told) => Assert.Equal(told, EventRules.IsTold(kind, value));

    private static EventGround Ground(LifeEventKind kind, DateOnly today, DateOnly? on, params Entitlement[] rows) => new(kind, on, "", rows, null, today, Law.Book.On(today), "38");

    private static Entitlement Row(DateOnly today, string category = "6.n.adult", EntitlementKind kind = EntitlementKind.Assistance, EntitlementStatus status = EntitlementStatus.Active, int start = 202107, int end = 0, string why = "", Guid? previous = null, Guid? person = null) => new()
    {
        Id = Guid.NewGuid(), BeneficiaryId = person ?? Guid.Empty, TenantPath = "38", Kind = kind, CategoryCode = category, CoefficientHundredths = 150, Level = new Dong(360_000), MonthlyAmount = new Dong(540_000), StartMonth = start,
        EndMonth = end, Status = status, EndReason = why, PreviousId = previous, DecisionId = Guid.NewGuid(), ReceiverName = "Nguyễn Văn Thủy", RecordedAt = today.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
    };
}
