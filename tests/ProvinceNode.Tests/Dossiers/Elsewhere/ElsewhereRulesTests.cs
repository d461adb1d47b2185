using ProvinceNode.Dossiers.Elsewhere;
using Protos.Duplicates;
using Protos.Values;

namespace ProvinceNode.Tests.Dossiers.Elsewhere;

/// <summary>What follows here of each state at the hub.</summary>
public sealed class ElsewhereRulesTests
{
    [Theory]
    [InlineData("Asked", "", ElsewhereStep.Hold)]
    [InlineData("Disagreed", "", ElsewhereStep.Hold)]
    [InlineData("Agreed", "38", ElsewhereStep.GoOn)]
    [InlineData("Agreed", "46", ElsewhereStep.Stop)]
    [InlineData("Decided", "38", ElsewhereStep.GoOn)]
    [InlineData("Decided", "46", ElsewhereStep.Stop)]
    [InlineData("NotSame", "", ElsewhereStep.Refute)]
    [InlineData("Closed", "", ElsewhereStep.GoOn)]
    [InlineData("OfALaterHub", "", ElsewhereStep.Hold)]
    [InlineData("Asked", "", ElsewhereStep.GoOn, true)]
    [InlineData("Disagreed", "", ElsewhereStep.GoOn, true)]
    [InlineData("Agreed", "38", ElsewhereStep.GoOn, true)]
    [InlineData("Agreed", "46", ElsewhereStep.TakeBack, true)]
    [InlineData("Decided", "46", ElsewhereStep.TakeBack, true)]
    [InlineData("NotSame", "", ElsewhereStep.Refute, true)]
    [InlineData("Closed", "", ElsewhereStep.GoOn, true)]
    public void Case_OfAState_LeadsToOneStep(string state, string payer, ElsewhereStep step, bool past = false) =>
        Assert.Equal(step, ElsewhereRules.Of(new SharedCase { Past = past, State = state, PayerProvince = payer, Ours = new CaseSide { ProvinceCode = "38" }, Theirs = new CaseSide { ProvinceCode = "46" } }));

    // A stop counts from the month after its day, and no dossier bears a day of tomorrow: every day of two years with every month that may be agreed.
    [Fact]
    public void Day_OfTheStop_IsInTheMonthBeforeAndNotAfterToday()
    {
        for (var today = new DateOnly(2025, 1, 1); today < new DateOnly(2027, 1, 1); today = today.AddDays(1))
        {
            for (var stop = PayMonth.Of(today).AddMonths(1); stop.Number > 202406; stop = stop.AddMonths(-1))
            {
                var day = ElsewhereRules.LastDay(stop.Number, today);
                Assert.True(day <= today);
                Assert.Equal(stop, PayMonth.Of(day).AddMonths(1));
            }
        }
    }
}
