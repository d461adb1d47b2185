using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Tests.Eligibility;

/// <summary>People by intention; each is just inside one group and in no other.</summary>
internal static class People
{
    public const string SpecialCommune = "16072";

    public static PovertySpan[] Poor { get; } = [new(PovertyStatus.Poor)];

    public static PovertySpan[] NearPoor { get; } = [new(PovertyStatus.NearPoor)];

    public static Residence[] SpecialPlace { get; } = [new(SpecialCommune, "Thôn Hoa Trung")];

    /// <summary>The shipped rules with one specially difficult commune.</summary>
    public static RuleBook Book { get; } = Law.With(rows => rows with { SpecialAreas = [new() { CommuneCode = SpecialCommune, Legal = "QĐ 861/QĐ-TTg", ValidFrom = new(2021, 7, 1) }] });

    public static BirthDate Born(int month, int ageInMonths) =>
        new PayMonth(month).AddMonths(-ageInMonths) is var born ? BirthDate.Of(born.Year, born.Month, 15) : default;

    public static Facts Aged(int month, int ageInMonths) => new() { Birth = Born(month, ageInMonths) };

    public static Facts Orphan(int month, int age) => Aged(month, age) with { Mother = [new(ParentState.Dead)], Father = [new(ParentState.Dead)] };

    public static Facts Student(int month, int age) => Aged(month, age) with { ReceivedAsGroup1 = true, Study = [new()] };

    public static Facts WithHiv(int month, int age) => Aged(month, age) with { Hiv = new(), Poverty = Poor };

    public static Facts SingleParent(int month, params int[] childAges) => Aged(month, 30 * 12) with
    {
        Marital = MaritalState.NeverMarried, Poverty = NearPoor, Children = [.. childAges.Select(a => new ChildFacts(Born(month, a), new StudySpan()))],
    };

    public static Facts AloneElder(int month, int age) => Aged(month, age) with { Poverty = Poor };

    public static Facts TakenInElder(int month, int age) => AloneElder(month, age) with { QualifiesForInstitution = true, Care = [new(CareKind.TakenIn)] };

    public static Facts ElderInSpecialPlace(int month, int age) => Aged(month, age) with
    {
        Poverty = NearPoor, Residences = SpecialPlace, Supporters = [new("con trai")], Incomes = [new(IncomeKind.Pension, 900_000)],
    };

    public static Facts ElderWithoutPension(int month, int age) => Aged(month, age) with { Supporters = [new("con trai")] };

    public static Facts Infant(int month, int age) => Aged(month, age) with { Poverty = NearPoor, Residences = SpecialPlace };

    public static Facts Pensioner(int month, int age) => Aged(month, age) with { Poverty = NearPoor, Supporters = [new("con trai")], PensionRequestedOn = new(2025, 7, 1) };

    public static Facts Disabled(int month, int age, DisabilityDegree degree) => Law.Disabled(degree, new PayMonth(month), age, new DateOnly(2021, 7, 1));

    public static Answer Decide(Facts facts, int month) => Law.Decide(facts, month, Book);

    /// <summary>Category and amount of each award, for one line of a test.</summary>
    public static string Awarded(Answer answer) => string.Join(" + ", answer.Awards.Select(a => $"{a.CategoryCode} {a.MonthlyDong}"));
}
