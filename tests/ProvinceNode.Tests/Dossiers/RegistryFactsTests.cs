using ProvinceNode.Dossiers.Worklist;
using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>What the registry's poverty of a year makes of the facts that a decision rested on.</summary>
public sealed class RegistryFactsTests
{
    // Until 09/06 poor, then near-poor, by a decision of June 2023 that wrote the year over.
    private static readonly PovertySpan[] Changed = [new(PovertyStatus.Poor, new(2022, 1, 1), new(2023, 6, 9)), new(PovertyStatus.NearPoor, new(2023, 6, 10))];

    [Theory]
    [InlineData(PovertyStatus.NearPoor, "Poor Poor NearPoor NearPoor NearPoor")]
    // A list that says otherwise is newer, and holds for its whole year.
    [InlineData(PovertyStatus.None, "Poor None None None None")]
    [InlineData(PovertyStatus.Poor, "Poor Poor Poor Poor Poor")]
    public void Year_ThatADecisionChanged_CountsFromTheDayOfTheChange(PovertyStatus registry, string expected) =>
        Assert.Equal(expected, Months(Changed, (2023, registry)));

    [Fact]
    public void Year_InWhichAHouseholdLeftPoverty_EndsOnThatDay() =>
        Assert.Equal("Poor Poor None None None", Months([new(PovertyStatus.Poor, new(2022, 1, 1), new(2023, 6, 9))], (2022, PovertyStatus.Poor), (2023, PovertyStatus.None)));

    [Fact]
    public void Year_AfterTheChange_IsAsItsListSays() =>
        Assert.Equal("Poor Poor NearPoor NearPoor Poor", Months(Changed, (2022, PovertyStatus.Poor), (2023, PovertyStatus.NearPoor), (2024, PovertyStatus.Poor)));

    // December 2022, March, July and December 2023, February 2024.
    private static string Months(PovertySpan[] told, params (int, PovertyStatus)[] years)
    {
        var facts = new Facts { Birth = BirthDate.Parse("1950-01-20"), Poverty = told };
        var over = RegistryFacts.Over(facts, new WorklistPerson { Birth = facts.Birth, CommuneCode = "16063", Poverty = years }, new PayMonth(202402));
        return string.Join(' ', new[] { 202212, 202303, 202307, 202312, 202402 }.Select(m => RegistryFacts.StatusIn(over.Facts.Poverty, new PayMonth(m))));
    }
}
