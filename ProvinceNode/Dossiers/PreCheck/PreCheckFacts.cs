using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Dossiers.PreCheck;

/// <summary>Turns the answers of the pre-check into facts. What was not asked counts as "no". Pure.</summary>
public static class PreCheckFacts
{
    /// <summary>Commune of the pre-check's own rule book, for people who know that their village is on the list but not its code.</summary>
    public const string ListedPlace = "tra-truoc";

    /// <param name="answers">Value of each answered question.</param>
    public static Facts Of(BirthDate birth, IReadOnlyDictionary<string, string> answers, DateOnly today, long pensionLevelDong)
    {
        var parents = Parents(answers, birth);
        var care = Value(answers, Questions.Care);
        var children = Value(answers, Questions.Children);
        var infants = Value(answers, Questions.Infants) == 2 ? 1 : 0;
        return new Facts
        {
            Birth = birth, Disability = Certificate(Value(answers, Questions.Disability), today), Mother = parents, Father = parents,
            AbandonedOn = Value(answers, Questions.Parents) == 2 ? birth.Assumed : null,
            ReceivedAsGroup1 = Value(answers, Questions.Orphan) == 1, Study = Value(answers, Questions.Study) == 1 ? [new StudySpan()] : [],
            Poverty = Value(answers, Questions.Poverty) is var poor and > 0 ? [new PovertySpan((PovertyStatus)poor)] : [],
            Residences = Value(answers, Questions.Area) == 1 ? [new Residence(ListedPlace)] : [],
            Incomes = Incomes(answers, pensionLevelDong), Supporters = Supporters(Value(answers, Questions.Supporter)),
            Marital = children > 0 ? MaritalState.NeverMarried : MaritalState.Unknown,
            Children =
            [
                .. Enumerable.Repeat(new ChildFacts(BirthDate.Of(today.Year - 10)), Math.Max(0, children - infants)),
                .. Enumerable.Repeat(new ChildFacts(BirthDate.Of(today.Year, today.Month)), infants),
            ],
            Pregnancies = Value(answers, Questions.Infants) > 0 ? [new DaySpan(today, today.AddMonths(8))] : [],
            Care = care == 0 ? [] : [Carer((CareKind)care, CarerFacts.OfChildren), Carer((CareKind)care, CarerFacts.OfOthers)], Institution = Value(answers, Questions.Institution) == 1 ? [new DaySpan()] : [],
            Attested = OwnQuestions.Claims(answers), LivesAlone = Value(answers, OwnQuestions.Alone) == 1 ? [new DaySpan()] : [],
            OtherAllowances = Value(answers, OwnQuestions.Allowance) == 1 ? [new AllowanceSpan(AllowanceKind.Merit, "trợ cấp khác")] : [],
            Hiv = Value(answers, Questions.Hiv) == 1 ? new HivFacts() : null,
            QualifiesForInstitution = Value(answers, Questions.Fit) == 1, PensionRequestedOn = today,
        };
    }

    // The visitor is told what he would get when the commune confirms the carer.
    private static CareSpan Carer(CareKind kind, int article) =>
        new(kind, Carer: new CarerFacts(kind, article, "") { Met = CarerFacts.PointsOf(article).Aggregate(CarerPoints.None, (all, p) => all | p.Point) });

    private static int Value(IReadOnlyDictionary<string, string> answers, string key) =>
        answers.TryGetValue(key, out var text) && int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : 0;

    private static DisabilityFacts? Certificate(int degree, DateOnly today) =>
        degree == 0 ? null : new DisabilityFacts((DisabilityDegree)degree, 1, "tra-truoc", today, null, ListedExtremelySevere: true);

    private static IReadOnlyList<ParentSpan> Parents(IReadOnlyDictionary<string, string> answers, BirthDate birth) =>
        Value(answers, Questions.Parents) == 1 ? [new ParentSpan(ParentState.Dead, birth.Assumed)] : [];

    private static List<IncomeSpan> Incomes(IReadOnlyDictionary<string, string> answers, long pensionLevelDong)
    {
        var incomes = new List<IncomeSpan>();
        if (Value(answers, Questions.Pension) is var pension and > 0)
        {
            incomes.Add(new IncomeSpan(IncomeKind.Pension, pension == 1 ? Math.Max(1, pensionLevelDong - 1) : pensionLevelDong));
        }

        if (Value(answers, Questions.Income) == 1)
        {
            incomes.Add(new IncomeSpan(IncomeKind.Wage, 0));
        }

        return incomes;
    }

    private static IReadOnlyList<SupporterFacts> Supporters(int answer) => answer switch
    {
        1 => [new SupporterFacts("con, cháu", ReceivesAssistance: true)],
        2 => [new SupporterFacts("con, cháu")],
        _ => [],
    };
}
