using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Tests.Eligibility;

/// <summary>What must be true of everybody: random people from printed seeds.</summary>
public sealed class PropertyTests
{
    private const int People = 3_000;

    private static IEnumerable<(int Seed, Facts Facts, int Month)> Everybody => Enumerable.Range(1, People).Select(seed => (seed, Somebody(new Random(seed)), Month(new Random(seed + 77))));

    private static RuleBook Book => Eligibility.People.Book;

    [Fact]
    public void Explanation_OfAnybody_PaysWhatTheAmountPays() => Each((facts, month) =>
    {
        var (answer, paid) = (Law.Decide(facts, month, Book), Assistance.Amounts(facts, new(month), Book, "38"));
        Assert.Equal(answer.Awards.Select(a => (a.CategoryCode, a.MonthlyDong)), paid.Parts.Select(p => (p.CategoryCode!, p.MonthlyDong)));
        Assert.Equal(answer.TotalDong, paid.TotalDong);
        Assert.All(answer.Awards, a => Assert.True(answer.Trials.Single(t => t.CategoryCode == a.CategoryCode).Holds));
        Assert.All(answer.Awards, a => Assert.True(a.StartMonth <= month));
    });

    [Fact]
    public void Assistance_OfAnybody_IsOneExceptForTheSingleParent() => Each((facts, month) =>
    {
        var own = Law.Decide(facts, month, Book).Awards.Where(a => a.Kind is AwardKind.Assistance or AwardKind.SocialPension or AwardKind.Institution).ToList();
        Assert.True(own.Count <= 1 || (own.Count == 2 && own[0].CategoryCode == "4" && own[1].CategoryCode[0] is '5' or '6' or '8'), string.Join(", ", own.Select(a => a.CategoryCode)));
    });

    [Fact]
    public void Amount_OfAnybody_DoesNotFallWithAHigherLevel() => Each((facts, month) =>
    {
        var higher = Higher;
        Assert.True(Assistance.Amounts(facts, new(month), higher, "38").TotalDong >= Assistance.Amounts(facts, new(month), Book, "38").TotalDong);
    });

    [Fact]
    public void Amount_OfAnybody_DoesNotHangOnTheOrderOfFacts() => Each((facts, month) => Assert.Equal(
        Assistance.Amounts(facts, new(month), Book, "38"),
        Assistance.Amounts(facts with
        {
            Children = [.. facts.Children.Reverse()], Poverty = [.. facts.Poverty.Reverse()], Mother = [.. facts.Mother.Reverse()], Supporters = [.. facts.Supporters.Reverse()],
            Incomes = [.. facts.Incomes.Reverse()], OtherAllowances = [.. facts.OtherAllowances.Reverse()], Care = [.. facts.Care.Reverse()], Residences = [.. facts.Residences.Reverse()],
            Father = [.. facts.Father.Reverse()], Study = [.. facts.Study.Reverse()], Pregnancies = [.. facts.Pregnancies.Reverse()], Institution = [.. facts.Institution.Reverse()],
            Detentions = [.. facts.Detentions.Reverse()], EarlierCertificates = [.. facts.EarlierCertificates.Reverse()], CurrentCare = [.. facts.CurrentCare.Reverse()],
            Attested = [.. facts.Attested.Reverse()], LivesAlone = [.. facts.LivesAlone.Reverse()],
        }, new(month), Book, "38")));

    // Each list must be longer than one for somebody, else the test above proves nothing of it.
    [Fact]
    public void Lists_OfSomebody_AreLongerThanOne()
    {
        foreach (var list in typeof(Facts).GetProperties().Where(p => p.PropertyType.IsAssignableTo(typeof(System.Collections.IEnumerable)) && p.PropertyType != typeof(string) && p.Name != nameof(Facts.CurrentCare)))
        {
            Assert.True(Everybody.Any(e => ((System.Collections.ICollection)list.GetValue(e.Facts)!).Count > 1), list.Name);
        }
    }

    // Two certificates of one day: the heavier one counts, however they were told.
    [Fact]
    public void Certificates_OfOneDay_AreChosenByDegreeThenNumber()
    {
        var (severe, extreme) = (new DisabilityFacts(DisabilityDegree.Severe, 1, "9", new(2022, 1, 5)), new DisabilityFacts(DisabilityDegree.ExtremelySevere, 1, "1", new(2022, 1, 5)));
        var facts = Eligibility.People.Aged(202210, 400);

        Assert.All(
            new[] { facts with { Disability = severe, EarlierCertificates = [extreme] }, facts with { Disability = extreme, EarlierCertificates = [severe] }, facts with { EarlierCertificates = [severe, extreme] } },
            f => Assert.Equal("6.dbn.adult", Law.Decide(f, 202210).Main!.CategoryCode));
    }

    [Fact]
    public void Timeline_OfAnybody_IsTheSumOfItsMonths() => Each((facts, month) =>
    {
        var (from, to) = (new PayMonth(month), new PayMonth(month).AddMonths(30));
        var due = Timeline.Of(facts, new(from, to, from), Book, "38");
        var (sum, current) = (0L, "");
        List<string> care = [];
        for (var m = from; m <= to; m = m.AddMonths(1))
        {
            var paid = Assistance.Amounts(facts with { CurrentCategory = current, CurrentCare = care }, m, Book, "38");
            (sum, current) = (sum + paid.TotalDong, paid.Main.CategoryCode ?? "");
            care = [.. paid.Parts.Where(p => p.Kind == AwardKind.Care).Select(p => p.CategoryCode!)];
        }

        Assert.Equal((sum, 31), (due.Sum(d => d.TotalDong), due.Count));
        Assert.Equal(sum, Timeline.Spans(due).Sum(s => s.TotalDong));
    }, 300);

    private static RuleBook Higher { get; } = Law.With(rows => rows with
    {
        SpecialAreas = [new() { CommuneCode = Eligibility.People.SpecialCommune, Legal = "x", ValidFrom = new(2021, 7, 1) }],
        Levels = [.. rows.Levels, new() { ProvinceCode = "38", Amount = 600_000, Legal = "x", ValidFrom = new(2021, 7, 1) }],
    });

    private static void Each(Action<Facts, int> check, int people = People)
    {
        foreach (var (seed, facts, month) in Everybody.Take(people))
        {
            try
            {
                check(facts, month);
            }
            catch (Xunit.Sdk.XunitException e)
            {
                throw new Xunit.Sdk.XunitException($"seed {seed}, month {month}, born {facts.Birth}: {e.Message}");
            }
        }
    }

    private static int Month(Random random) => new PayMonth(202107).AddMonths(random.Next(66)).Number;

    private static Facts Somebody(Random random)
    {
        var born = BirthDate.Of(random.Next(1925, 2024), random.Next(1, 13), random.Next(1, 29));
        return new Facts
        {
            Birth = born, Residences = [new("14758", "a"), new(random.Next(2) == 0 ? Eligibility.People.SpecialCommune : "00001")],
            Poverty = Some(random, 3, () => new PovertySpan((PovertyStatus)random.Next(3), Day(random), random.Next(2) == 0 ? null : Day(random))),
            Disability = random.Next(3) == 0 ? new((DisabilityDegree)random.Next(4), 1, "1", Day(random), random.Next(5) == 0 ? Day(random) : null) : null,
            Hiv = random.Next(6) == 0 ? new() : null, Children = Some(random, 4, () => new ChildFacts(BirthDate.Of(random.Next(2000, 2025), random.Next(1, 13)), random.Next(2) == 0 ? new() : null)),
            Pregnancies = Some(random, 3, () => new DaySpan(Day(random), Day(random))), Mother = Some(random, 3, () => new ParentSpan((ParentState)random.Next(5), Day(random))),
            Father = Some(random, 3, () => new ParentSpan((ParentState)random.Next(5))), ReceivedAsGroup1 = random.Next(2) == 0, Study = Some(random, 3, () => new StudySpan(Day(random), random.Next(2) == 0 ? null : Day(random), random.Next(4) > 0)),
            Marital = (MaritalState)random.Next(6), Supporters = Some(random, 3, () => new SupporterFacts("con", random.Next(2) == 0)),
            Incomes = Some(random, 3, () => new IncomeSpan((IncomeKind)random.Next(1, 5), random.Next(800_000), Day(random))),
            OtherAllowances = random.Next(6) == 0 ? Some(random, 3, () => new AllowanceSpan((AllowanceKind)random.Next(1, 4), "x", random.Next(300_000))) : [], QualifiesForInstitution = random.Next(2) == 0,
            Institution = random.Next(8) == 0 ? Some(random, 3, () => new DaySpan(Day(random), Day(random))) : [], Detentions = random.Next(8) == 0 ? Some(random, 3, () => new DetentionSpan((DetentionKind)random.Next(1, 3), Day(random), Day(random))) : [],
            EarlierCertificates = Some(random, 4, () => new DisabilityFacts((DisabilityDegree)random.Next(4), 1, $"{random.Next(3)}", new DateOnly(2021, 1, 1).AddDays(random.Next(3) * 400))), Care = Some(random, 3, () => new CareSpan((CareKind)random.Next(1, 3), random.Next(3) > 0, Day(random))),
            Attested = Some(random, 3, () => new AttestedFacts($"Q{random.Next(2)}", random.Next(2) == 0, Day(random), Day(random))), LivesAlone = Some(random, 3, () => new DaySpan(Day(random), Day(random))),
            PensionRequestedOn = random.Next(2) == 0 ? Day(random) : null, DiedOn = random.Next(10) == 0 ? Day(random) : null,
        };
    }

    private static DateOnly Day(Random random) => new DateOnly(2020, 1, 1).AddDays(random.Next(2400));

    private static List<T> Some<T>(Random random, int most, Func<T> make) => [.. Enumerable.Range(0, random.Next(most)).Select(_ => make())];
}
