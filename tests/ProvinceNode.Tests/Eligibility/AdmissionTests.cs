using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Tests.Eligibility;

/// <summary>Who is nurtured in an institution at the State's cost, and until when (Decree 20 Art. 24–26, 30): both sides of each condition.</summary>
public sealed class AdmissionTests
{
    private static readonly PayMonth Month = new(202210);

    public static TheoryData<AdmissionFacts, int, bool, bool, string> Cases() => new()
    {
        { new(AdmissionCase.Child, Helpless: true, NoCarer: true), 9 * 12, false, true, "" },
        { new(AdmissionCase.Child, Helpless: true), 9 * 12, false, false, "điểm a khoản 1 Điều 24" },
        { new(AdmissionCase.Child, NoCarer: true), 9 * 12, false, false, "điểm a khoản 1 Điều 24" },
        { new(AdmissionCase.Child, Helpless: true, NoCarer: true), 16 * 12, false, false, "điểm d khoản 2 Điều 30" },
        { new(AdmissionCase.Elder, Helpless: true, NoSupporter: true), 70 * 12, true, true, "" },
        { new(AdmissionCase.Elder, Helpless: true, NoSupporter: true), 70 * 12, false, false, "Luật Người cao tuổi" },
        { new(AdmissionCase.Elder, Helpless: true), 70 * 12, true, false, "Luật Người cao tuổi" },
        { new(AdmissionCase.Elder, NoSupporter: true), 70 * 12, true, false, "Luật Người cao tuổi" },
        { new(AdmissionCase.Elder, Helpless: true, NoSupporter: true), (60 * 12) - 1, true, false, "Luật Người cao tuổi" },
        { new(AdmissionCase.Urgent, Urgent: UrgentCase.Victim), 30 * 12, false, true, "" },
        { new(AdmissionCase.Urgent), 30 * 12, false, false, "khoản 2 Điều 24" },
        { new(AdmissionCase.Urgent, Urgent: UrgentCase.Orphan), 30 * 12, false, false, "khoản 2 Điều 24" }, // of Art. 18(2)(a): at a family
        { new(AdmissionCase.Urgent, Urgent: UrgentCase.Other), 30 * 12, false, false, "khoản 2 Điều 24" },
        { new(AdmissionCase.Urgent, Urgent: UrgentCase.Other, PaperNumber: "Quyết định số 12/QĐ-UBND"), 30 * 12, false, true, "" },
        { new(AdmissionCase.Sanctioned, PaperNumber: "Quyết định số 3/QĐ-TA"), 17 * 12, false, true, "" },
        { new(AdmissionCase.Sanctioned), 17 * 12, false, false, "khoản 3 Điều 24" },
        { new(AdmissionCase.Sanctioned, PaperNumber: "Quyết định số 3/QĐ-TA"), 18 * 12, false, false, "khoản 3 Điều 24" },
        { new(AdmissionCase.Sanctioned, PaperNumber: "Quyết định số 3/QĐ-TA", Incapable: true), 40 * 12, false, true, "" },
        { new(AdmissionCase.Voluntary), 70 * 12, true, false, "khoản 5 Điều 24" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Admission_OfACase_IsNurturedOnItsConditions(AdmissionFacts admission, int age, bool poor, bool held, string article)
    {
        var answer = Law.Decide(Facts(admission, age, poor), Month.Number);

        var trial = answer.Trials.Single(t => t.Kind == AwardKind.Institution);
        Assert.Equal(held, answer.Awards.Any(a => a.Kind == AwardKind.Institution));
        Assert.Equal(held, trial.Holds);
        if (!held)
        {
            Assert.Contains(trial.Clauses, c => !c.Holds && c.Article.Contains(article, StringComparison.Ordinal));
        }
    }

    // Art. 24(1)(a): a child of khoản 1 or khoản 3 of Art. 5; who is there already, or received as one of them, was judged before.
    [Theory]
    [InlineData(ParentState.Dead, ParentState.Serving, false, false, "", null, true)]
    [InlineData(ParentState.Dead, ParentState.Present, false, false, "", null, false)]
    [InlineData(ParentState.Present, ParentState.Present, true, true, "", null, true)]
    [InlineData(ParentState.Present, ParentState.Present, true, false, "", null, false)]
    [InlineData(ParentState.Present, ParentState.Present, false, true, "", null, false)]
    [InlineData(ParentState.Present, ParentState.Present, false, false, "1.x.o4", null, true)]
    [InlineData(ParentState.Present, ParentState.Present, false, false, "3.o4", null, true)]
    [InlineData(ParentState.Present, ParentState.Present, false, false, "6.n.child", null, false)]
    [InlineData(ParentState.Present, ParentState.Present, false, false, "", "2021-05-01", true)]
    public void Admission_OfAChild_WantsOneOfKhoan1Or3(ParentState mother, ParentState father, bool ill, bool poor, string receives, string? since, bool held)
    {
        var facts = Facts(new(AdmissionCase.Child, Helpless: true, NoCarer: true), 9 * 12, poor) with
        {
            Mother = [new(mother)], Father = [new(father)], Hiv = ill ? new(new(2022, 1, 5), "12") : null, CurrentCategory = receives,
            Institution = [new(since is null ? null : DateOnly.Parse(since, System.Globalization.CultureInfo.InvariantCulture))],
        };

        var answer = Law.Decide(facts, Month.Number);

        Assert.Equal(held, answer.Awards.Any(a => a.Kind == AwardKind.Institution));
        var clause = answer.Trials.Single(t => t.Kind == AwardKind.Institution).Clauses.Single(c => c.Wants == "Trẻ em thuộc khoản 1 hoặc khoản 3 Điều 5");
        Assert.Equal(held, clause.Holds);
        Assert.StartsWith("điểm a khoản 1 Điều 24", clause.Article, StringComparison.Ordinal);
        Assert.DoesNotContain("HIV", clause.Found, StringComparison.Ordinal); // which of the two is told to nobody
    }

    [Theory]
    [InlineData(DisabilityDegree.ExtremelySevere, true, true)]
    [InlineData(DisabilityDegree.Severe, true, false)]
    [InlineData(DisabilityDegree.ExtremelySevere, false, false)]
    public void Admission_OfADisabledPerson_WantsTheHeaviestDegreeAndNobodyToLeanOn(DisabilityDegree degree, bool alone, bool held) =>
        Assert.Equal(held, Law.Decide(Law.Disabled(degree, Month, 400) with { Institution = [new()], Admission = new(AdmissionCase.Disabled, Helpless: true, NoCarer: alone) }, Month.Number)
            .Awards.Any(a => a.Kind == AwardKind.Institution));

    // Three months of urgent protection; the body above may decide that it goes on (Art. 24(4)).
    [Theory]
    [InlineData(202212, "", true)]
    [InlineData(202301, "", false)]
    [InlineData(202301, "Quyết định số 7/QĐ-SLĐTBXH", true)]
    public void Urgent_AfterItsMonths_IsNurturedOnlyByDecision(int month, string extended, bool held) => Assert.Equal(held, Law.Decide(
        Facts(new(AdmissionCase.Urgent, Urgent: UrgentCase.Victim, ExtendedBy: extended), 360, false) with { Institution = [new(new DateOnly(2022, 10, 1))] }, month).Awards.Any(a => a.Kind == AwardKind.Institution));

    // 16 years in October 2022: two years of support without school; with school to its end or 22 years, and the support after it (Art. 26(2), 26(5)).
    [Theory]
    [InlineData(null, 202409, true)]
    [InlineData(null, 202411, false)]
    [InlineData("2026-06-30", 202606, true)]
    [InlineData("2026-06-30", 202806, true)]
    [InlineData("2026-06-30", 202808, false)]
    [InlineData("2030-06-30", 202809, true)]   // 22 years in October 2028
    [InlineData("2030-06-30", 203009, true)]
    [InlineData("2030-06-30", 203011, false)]
    public void Child_FromSixteen_StaysWhileHeStudiesAndIsSupportedAfter(string? school, int month, bool held)
    {
        var facts = Facts(new(AdmissionCase.Child, Helpless: true, NoCarer: true), 16 * 12, false) with
        {
            Institution = [new(new DateOnly(2015, 1, 1))], Study = school is null ? [] : [new(new DateOnly(2012, 9, 1), DateOnly.Parse(school, System.Globalization.CultureInfo.InvariantCulture))],
        };

        Assert.Equal(held, Law.Decide(facts, month).Awards.Any(a => a.Kind == AwardKind.Institution));
    }

    [Fact]
    public void Allowance_AtFourYears_GoesFromFiveToFour()
    {
        var facts = Facts(new(AdmissionCase.Child, Helpless: true, NoCarer: true), 47, false) with { Institution = [new(new DateOnly(2020, 1, 1))] };

        Assert.Equal([500, 400], new[] { 202210, 202211 }.Select(m => Law.Decide(facts, m).Awards.Single(a => a.Kind == AwardKind.Institution).CoefficientHundredths));
    }

    [Theory]
    [InlineData(AdmissionCase.Urgent, "1990-05-01", null, "2023-01-04 Urgent")]
    [InlineData(AdmissionCase.Child, "2019-03-10", null, "2023-03-10 FourYears,2035-03-10 Sixteen,2037-03-10 SupportEnds")]
    [InlineData(AdmissionCase.Child, "2008-03-10", "2026-06-30", "2024-03-10 Sixteen,2026-06-30 StudyEnds,2028-06-30 SupportEnds")]
    [InlineData(AdmissionCase.Child, "2008-03-10", "2033-06-30", "2024-03-10 Sixteen,2030-03-10 StudyEnds,2032-03-10 SupportEnds")]
    [InlineData(AdmissionCase.Elder, "1950-03-10", null, "")]
    public void Limits_OfAStay_AreThoseOfItsCase(AdmissionCase admission, string born, string? school, string limits)
    {
        var found = StayLimits.Of(admission, BirthDate.Parse(born), new(2022, 10, 5), school is null ? null : DateOnly.Parse(school, System.Globalization.CultureInfo.InvariantCulture), null, Law.Book, new(2022, 10, 5));

        Assert.Equal(limits, string.Join(',', found.Select(l => $"{l.On:yyyy-MM-dd} {l.Kind}")));
        Assert.All(found, l => Assert.Contains("Nghị định số 20/2021/NĐ-CP", l.Article, StringComparison.Ordinal));
    }

    [Fact]
    public void Limit_ThatPassed_StaysUntilItIsActedOn()
    {
        var limits = StayLimits.Of(AdmissionCase.Child, BirthDate.Parse("2019-03-10"), new(2022, 10, 5), null, null, Law.Book, new(2022, 10, 5));

        Assert.Equal(StayLimitKind.FourYears, StayLimits.Next(limits, new(2024, 1, 1), young: true)?.Kind);
        Assert.Equal(StayLimitKind.Sixteen, StayLimits.Next(limits, new(2024, 1, 1), young: false)?.Kind);
        Assert.Equal((StayLimitKind.Sixteen, new DateOnly(2035, 3, 10)), StayLimits.Next(limits, new(2040, 1, 1), young: false) is { } next ? (next.Kind, next.On) : default);
    }

    // Sixteen is answered by studies that go on beyond it; their end, like sixteen without them, stays due until he leaves.
    [Theory]
    [InlineData(null, "2035-03-10", StayLimitKind.Sixteen)]
    [InlineData(null, "2035-03-11", StayLimitKind.Sixteen)]
    [InlineData("2034-06-30", "2035-03-11", StayLimitKind.Sixteen)]
    [InlineData("2037-06-30", "2035-03-09", StayLimitKind.Sixteen)]
    [InlineData("2037-06-30", "2035-03-11", StayLimitKind.StudyEnds)]
    [InlineData("2037-06-30", "2037-07-01", StayLimitKind.StudyEnds)]
    public void Limit_OfSixteen_StaysUntilStudiesBeyondItAreTold(string? school, string today, StayLimitKind next)
    {
        static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        var limits = StayLimits.Of(AdmissionCase.Child, BirthDate.Parse("2019-03-10"), new(2022, 10, 5), school is null ? null : Day(school), null, Law.Book, new(2022, 10, 5));

        Assert.Equal(next, StayLimits.Next(limits, Day(today), young: false)?.Kind);
    }

    [Fact]
    public void Limit_OfAnExtendedUrgentStay_IsNone() =>
        Assert.Empty(StayLimits.Of(AdmissionCase.Urgent, BirthDate.Parse("1990-05-01"), new(2022, 10, 5), null, null, Law.Book, new(2022, 10, 5), extended: true));

    // What will happen is told ahead: four years, sixteen, the end of the support.
    [Fact]
    public void Triggers_OfAChildInAnInstitution_TellItsAllowance()
    {
        var facts = Facts(new(AdmissionCase.Child, Helpless: true, NoCarer: true), 47, false) with { Institution = [new(new DateOnly(2020, 1, 1))] };

        var found = Triggers.Ahead(facts, new(202210), new(203701), Law.Book, "38").Where(t => t.EffectMonth > 0 && t.Kind != TriggerKind.LawChanges).Select(t => (t.Kind, t.EffectMonth, t.AfterDong)).ToList();

        Assert.Contains((TriggerKind.Years4, 202211, 1_440_000L), found);
        Assert.Contains(found, t => t is { Kind: TriggerKind.StayLimit, AfterDong: 0 });
    }

    private static Facts Facts(AdmissionFacts admission, int age, bool poor) => new()
    {
        Birth = BirthDate.Parse(Month.AddMonths(-age).FirstDay.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), Institution = [new()], Admission = admission,
        Poverty = poor ? [new(PovertyStatus.Poor)] : [], Mother = [new(ParentState.Dead)], Father = [new(ParentState.Dead)],
    };
}
