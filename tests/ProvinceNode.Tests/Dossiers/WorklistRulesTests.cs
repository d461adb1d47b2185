using ProvinceNode.Dossiers.Worklist;
using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Eligibility;
using Protos.Values;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>What time does to whoever receives, and who may gain a right (policy 1.5), in bulk and without a host.</summary>
public sealed class WorklistRulesTests
{
    /// <summary>Receiver, today, and what is to be done: kind, step, effect month, đồng before and after; empty: nothing.</summary>
    public static TheoryData<string, string, string> Times => new()
    {
        // What the category alone tells: taken over from a list, no decision kept here.
        { "6.n.adult 1962-11-15 540000", "2022-11-10", "Age Adjust 202211 540000→720000" },
        { "6.n.adult 1962-12-15 540000", "2022-11-10", "Age Adjust 202212 540000→720000" },
        { "6.n.adult 1963-01-15 540000", "2022-11-10", "" },
        { "6.dbn.child 2006-11-30 900000", "2022-11-10", "Age Adjust 202211 900000→720000" },
        { "1.x.u4 2018-11-20 900000", "2022-11-10", "Age Adjust 202211 900000→540000" },
        { "1.x.o4 2006-11-20 540000", "2022-11-10", "Age Stop 202212 540000→0" },
        { "7 2019-11-20 540000", "2022-11-10", "Age Stop 202212 540000→0" },
        { "5.a.60 1942-11-20 540000", "2022-11-10", "Age Adjust 202211 540000→720000" },
        { "5.a.60 1950-01-20 540000", "2022-12-10", "PovertyReview Check 0 540000→540000" },
        { "5.b 1950-01-01 360000", "2022-03-10", "" },
        // Passed unnoticed more than a year ago.
        { "6.n.adult 1961-09-02 540000", "2022-11-10", "Age Adjust 202109 540000→720000" },
        // The month is over and nobody decided: still on the list.
        { "6.n.adult 1962-05-15 540000", "2022-11-10", "Age Adjust 202205 540000→720000" },
        // The registry has followed already.
        { "6.n.elder 1962-11-15 720000", "2022-11-10", "" },
        { "HT.2 1950-11-05 540000", "2026-11-10", "" },
    };

    [Theory]
    [MemberData(nameof(Times))]
    public void Receiver_KnownByHisCategoryAlone_GetsWhatTimeDoes(string receiver, string today, string expected)
    {
        var parts = receiver.Split(' ');
        var day = DateOnly.ParseExact(today, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var start = parts[0] is "6.n.adult" or "6.n.elder" && parts[1].StartsWith("1961", StringComparison.Ordinal) ? 202001 : Math.Max(202107, PayMonth.Of(day).AddMonths(-10).Number);
        var person = Person(parts[1], Row(parts[0], long.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture), start));

        Assert.Equal(expected, Words(WorklistRules.Of(person, Terms(day)).Items));
    }

    [Fact]
    public void Receiver_OfGroup4ByAList_IsUnknownWithoutTheBirthsOfHisChildren()
    {
        var day = new DateOnly(2022, 11, 10);
        var mixed = Person("1980-01-01", Row("CS.4", 540_000, 202201, EntitlementKind.Care));

        var found = WorklistRules.Of(mixed, Terms(day));

        Assert.True(found.Unknown);
        Assert.Empty(found.Items);
    }

    // Group 4 of a decision: the second child reaches 16 and does not study.
    [Fact]
    public void SingleParent_OfADecision_LosesTheChildWhoIsSixteen()
    {
        var facts = People.SingleParent(202211, 192, 100) with { Children = [new(People.Born(202211, 192)), new(People.Born(202211, 100))] };
        var person = Person(facts.Birth.ToString(), Row("4", 720_000, 202201, times: 2)) with { Decided = facts };

        var item = Assert.Single(WorklistRules.Of(person, Terms(new(2022, 11, 10))).Items, i => i.Kind == WorklistKind.Children);

        Assert.Equal((WorklistStep.Adjust, 202211, 720_000, 360_000, new DateOnly(2022, 11, 15)), (item.Step, item.EffectMonth, item.BeforeDong, item.AfterDong, item.On!.Value));
        Assert.Contains(("ChangeReason", "age"), item.Told);
        Assert.Contains("360.000", item.Why, StringComparison.Ordinal);
    }

    // The yearly list says something else than the decision: stop, adjust or nothing, with the explanation (policy 1.5).
    [Theory]
    [InlineData(PovertyStatus.None, "Poverty Stop 202301 540000→0")]
    [InlineData(PovertyStatus.NearPoor, "Poverty Stop 202301 540000→0")]
    [InlineData(PovertyStatus.Poor, "")]
    public void Elder_OfAPoorHousehold_FollowsTheListOfTheYear(PovertyStatus status, string expected)
    {
        var facts = People.AloneElder(202301, 800) with { Poverty = [new(PovertyStatus.Poor, new(2022, 1, 1))] };
        var person = Person(facts.Birth.ToString(), Row("5.a.60", 540_000, 202203)) with { Decided = facts, Poverty = [(2023, status)] };

        var items = WorklistRules.Of(person, Terms(new(2023, 1, 5))).Items;

        Assert.Equal(expected, Words(items));
        Assert.All(items, i => Assert.Equal((new DateOnly(2022, 12, 31), "T2"), (i.On!.Value, i.Reason)));
    }

    // Decided in July for a household that was poor until June: the year's row was written by the same decision, and the months until June were due (Art. 8(1)(đ)).
    [Theory]
    [InlineData(PovertyStatus.None, "")]
    [InlineData(PovertyStatus.Poor, "Poverty Adjust 202207 540000→900000")] // a newer list of the year says otherwise
    public void Poverty_ThatADecisionChangedInMidYear_CountsFromItsDayAndNotFromJanuary(PovertyStatus year, string expected)
    {
        var facts = People.SingleParent(202211, 100) with { Poverty = [new(PovertyStatus.Poor, new(2022, 1, 1), new(2022, 6, 30))], Disability = new(DisabilityDegree.Severe, 1, "38.400.16063.000001", new(2021, 12, 1)) };
        var ended = Row("4", 360_000, 202201);
        (ended.EndMonth, ended.Status) = (202206, EntitlementStatus.Ended);
        var person = Person(facts.Birth.ToString(), Row("6.n.adult", 540_000, 202201), ended) with { Decided = facts, Poverty = [(2022, year)] };

        Assert.Equal(expected, Words(WorklistRules.Of(person, Terms(new(2022, 11, 10))).Items));
    }

    // The rows of a false death stay in history; what began since says that he lives. The registry's own day of death says that he does not.
    [Theory]
    [InlineData(false, "Age Adjust 202211 540000→720000")]
    [InlineData(true, "")]
    public void Receiver_WhoseFalseDeathWasUndone_IsOnTheListUnlessHeDied(bool died, string expected)
    {
        var told = Row("6.n.adult", 540_000, 202201);
        (told.EndMonth, told.EndReason, told.Status) = (202206, "T1", EntitlementStatus.Ended);
        var person = Person("1962-11-15", told, Row("6.n.adult", 540_000, 202207, previous: told.Id)) with { Died = died };

        Assert.Equal(expected, Words(WorklistRules.Of(person, Terms(new(2022, 11, 10))).Items));
    }

    [Fact]
    public void Certificate_OfAnotherDegree_IsAnAdjustmentFromItsMonth()
    {
        var person = Person("1982-03-15", Row("6.n.adult", 540_000, 202206)) with
        {
            Decided = new() { Birth = BirthDate.Of(1982, 3, 15), Disability = new(DisabilityDegree.Severe, 1, "38.400.16063.000001", new(2022, 6, 1)) },
            Certificates = [Certificate("38.400.16063.000099", DisabilityDegree.ExtremelySevere, new(2022, 10, 3))],
        };

        var item = Assert.Single(WorklistRules.Of(person, Terms(new(2022, 11, 10))).Items);

        Assert.Equal("Certificate Adjust 202210 540000→720000", Words([item]));
        Assert.Contains(("CertificateNumber", "38.400.16063.000099"), item.Told);
        Assert.Contains(("DisabilityDegree", "3"), item.Told);
    }

    // Decree 20 Art. 5(5) until June 2025, Decree 176/2025 since (policy 1.4, 1.5).
    [Theory]
    [InlineData("1942-11-20", "2022-11-10", PovertyStatus.None, "80 cao-tuoi 360000")]
    [InlineData("1947-11-20", "2022-11-10", PovertyStatus.None, "")]
    [InlineData("1950-12-20", "2025-11-10", PovertyStatus.None, "75 huu-tri-xa-hoi 500000")]
    [InlineData("1955-12-20", "2025-11-10", PovertyStatus.None, "")]
    [InlineData("1955-12-20", "2025-11-10", PovertyStatus.NearPoor, "70 huu-tri-xa-hoi 500000")]
    [InlineData("1949-01-20", "2025-07-10", PovertyStatus.None, "Trợ huu-tri-xa-hoi 500000")]
    [InlineData("1949-01-20", "2026-11-10", PovertyStatus.None, "")]
    [InlineData("1951-12-05", "2026-11-10", PovertyStatus.None, "75 huu-tri-xa-hoi 540000")]
    public void Neighbour_ComingIntoAnAge_IsACandidateByTheLawOfTheDay(string birth, string today, PovertyStatus poverty, string expected)
    {
        var day = DateOnly.ParseExact(today, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var person = new WorklistPerson { Birth = BirthDate.Parse(birth), CommuneCode = "16063", Poverty = poverty == PovertyStatus.None ? [] : [(day.Year, poverty)] };

        var found = CandidateRules.Of(person, WorklistRules.Minimal(person), Terms(day)).ToList();

        Assert.Equal(expected, string.Join("; ", found.Select(i => $"{(i.What.StartsWith("Đủ ", StringComparison.Ordinal) ? i.What.Split(' ')[1] : i.What.Split(' ')[0])} {i.Situation} {i.AfterDong}")));
        Assert.All(found, i => Assert.Equal(WorklistStep.Apply, i.Step));
    }

    // Severe disability pays more than the pension: nobody is sent to ask for less.
    [Fact]
    public void Candidate_WhoReceivesMore_IsNone()
    {
        var person = Person("1951-12-05", Row("6.n.elder", 1_080_000, 202607));
        Assert.Empty(WorklistRules.Of(person, Terms(new(2026, 11, 10))).Items);
    }

    [Fact]
    public void Refusal_SuspendedForThreeMonths_IsProposedForT5()
    {
        var paid = Row("6.n.adult", 540_000, 202201);
        (paid.EndMonth, paid.EndReason, paid.Status) = (202207, "S2", EntitlementStatus.Ended);
        var suspended = Row("6.n.adult", 540_000, 202208, previous: paid.Id);
        suspended.Status = EntitlementStatus.Suspended;

        Assert.Equal("StillRefusing Stop 202212 540000→0", Words(WorklistRules.Of(Person("1982-03-15", paid, suspended), Terms(new(2022, 11, 10))).Items));
        Assert.Empty(WorklistRules.Of(Person("1982-03-15", paid, suspended), Terms(new(2022, 9, 30))).Items);
    }

    // A row for every category that is shipped: what it tells gives the category again, or nothing is told.
    [Fact]
    public void StandingFacts_OfEveryCategory_GiveThatCategoryOrNothing()
    {
        var terms = Terms(new(2022, 11, 10));
        var told = Law.Book.CategoriesIn(new(202211), "").Where(c => !c.Code.StartsWith("HT", StringComparison.Ordinal)).Select(c =>
        {
            var age = (c.AgeFromMonths ?? 240) + 13;
            var person = Person(terms.Month.AddMonths(-age).FirstDay.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), Row(c.Code, 1, 202210, c.Code.StartsWith("CS", StringComparison.Ordinal) ? EntitlementKind.Care : EntitlementKind.Assistance));
            return (c.Code, Facts: StandingFacts.Of(person, terms));
        }).ToList();

        Assert.Equal(["CS.1", "CS.2", "CS.3", "CS.4", "CS.5", "CS.6", "CS.7", "CS.8"], told.Where(t => t.Facts is null).Select(t => t.Code).Order(StringComparer.Ordinal));
    }

    internal static WorklistTerms Terms(DateOnly day) => WorklistTerms.Of(People.Book.On(day), "38", day);

    private static WorklistPerson Person(string birth, params Entitlement[] rows) => new() { Birth = BirthDate.Parse(birth), CommuneCode = People.SpecialCommune, Village = "Thôn Hoa Trung", Rows = rows };

    private static Entitlement Row(string category, long dong, int start, EntitlementKind kind = EntitlementKind.Assistance, int times = 1, Guid? previous = null) => new()
    {
        Id = Guid.CreateVersion7(), BeneficiaryId = Guid.Empty, TenantPath = "38.400.16063", Kind = category.StartsWith("HT", StringComparison.Ordinal) ? EntitlementKind.SocialPension : category.StartsWith("INST", StringComparison.Ordinal) ? EntitlementKind.Institution : kind,
        CategoryCode = category, CoefficientHundredths = 100, Times = times, Level = new Dong(360_000), MonthlyAmount = new Dong(dong), StartMonth = start, DecisionId = Guid.NewGuid(), ReceiverName = "Người nhận",
        RecordedAt = new DateTime(2022, 1, 5, 3, 0, 0, DateTimeKind.Utc), PreviousId = previous,
    };

    private static DisabilityCertificate Certificate(string number, DisabilityDegree degree, DateOnly on) => new()
    {
        Id = Guid.CreateVersion7(), Number = number, TenantPath = "38.400.16063", DossierId = Guid.NewGuid(), FullName = "Nguyễn Văn Thủy", FoldedName = "nguyen van thuy", BirthDate = "1982-03-15", Sex = 1, CitizenId = "",
        OldIdentityNumber = "", Residence = "", Types = "1", Degree = degree, Basis = "Biên bản", IssuedOn = on, IssuerName = "UBND xã", SignerName = "Chủ tịch",
    };

    private static string Words(IEnumerable<WorklistItem> items) =>
        string.Join("; ", items.OrderBy(i => i.Kind).Select(i => $"{i.Kind} {i.Step} {i.EffectMonth} {i.BeforeDong}→{i.AfterDong}"));
}
