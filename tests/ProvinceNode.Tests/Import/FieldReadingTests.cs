using ProvinceNode.Eligibility;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Import.Review;
using ProvinceNode.Import.Rows;
using ProvinceNode.Import.Values;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport.UglyFiles;

namespace ProvinceNode.Tests.Import;

/// <summary>What an official writes over a cell, and what a row pays, without a host.</summary>
public sealed class FieldReadingTests
{
    private static readonly RuleBook Law = new(RuleSeed.Law());
    private static readonly PayMonth Month = new(202611);
    private readonly FieldReading _reading = new(new ReadSettings("38", new DateOnly(2026, 11, 2), new DateOnly(2026, 11, 2), Month), UglyDraft.Book);

    [Theory]
    [InlineData(Field.FullName, "  NGUYỄN VĂN  AN ", "Nguyễn Văn An")]
    [InlineData(Field.Birth, "1954", "1954")]
    [InlineData(Field.Birth, "2/3/1954", "02/03/1954")]
    [InlineData(Field.Sex, "nữ", "Nữ")]
    [InlineData(Field.CitizenNumber, "038 082 000 102", "038082000102")]
    [InlineData(Field.Commune, "xã hoa lộc", "16072")]
    [InlineData(Field.Commune, "16072", "16072")]
    [InlineData(Field.Category, "6.n.adult", "6.n.adult")]
    [InlineData(Field.MonthlyAmount, "810000", "810.000")]
    [InlineData(Field.StartMonth, "9/2026", "09/2026")]
    [InlineData(Field.DecisionDate, "20/04/2026", "20/04/2026")]
    public void Value_Written_IsReadAndShownAgain(Field field, string text, string shown)
    {
        var said = RowValues.Empty();
        Assert.DoesNotContain(_reading.Write(said, field, text, []), f => f.Level == FaultLevel.Error && f.Code != RowProblems.NobodyKnown.Code);
        var again = RowValues.Of(said.ToJson());
        Assert.Equal(shown, again.Shown(field));

        // What is shown is read as the same value: nobody changes a row by looking at it.
        _reading.Write(said, field, shown, []);
        Assert.Equal(again.Text(field), said.Text(field));
    }

    [Fact]
    public void Value_ThatIsWrong_LeavesTheOldOneAndSaysWhy()
    {
        var said = RowValues.Empty();
        _reading.Write(said, Field.CitizenNumber, "038082000102", []);
        var faults = _reading.Write(said, Field.CitizenNumber, "0380820001", []);
        Assert.Equal((ValueProblems.NumberLength.Code, "038082000102"), (Assert.Single(faults).Code, said.Text(Field.CitizenNumber)));
        Assert.Empty(_reading.Write(said, Field.CitizenNumber, "038082000103", faults));
        _reading.Write(said, Field.CitizenNumber, "", []);
        Assert.False(said.Has(Field.CitizenNumber));
    }

    [Fact]
    public void Number_AgainstTheBirth_IsToldUntilOneIsMended()
    {
        var said = RowValues.Empty();
        var faults = _reading.Write(said, Field.CitizenNumber, "038082000102", []);
        faults = _reading.Write(said, Field.Birth, "1983", faults);
        Assert.Equal(ValueProblems.NumberBirth.Code, Assert.Single(faults).Code);
        Assert.Empty(_reading.Write(said, Field.Birth, "1982", faults));
    }

    [Theory]
    [InlineData("6.n.adult", 810_000, 202611, 810_000, 0)]
    [InlineData("6.n.adult", 750_000, 202611, 810_000, -60_000)]
    [InlineData("6.n.adult", 750_000, 202606, 750_000, 0)]
    public void Law_OfTheListsMonth_TellsTheDifference(string category, long file, int month, long law, long difference)
    {
        var money = RowMoney.Of(Said(category, file), new PayMonth(month), Law, "38");
        Assert.Equal((law, difference), (money.Law!.MonthlyDong, money.FileDong!.Value - money.Law.MonthlyDong));
        Assert.Equal(difference == 0 ? file : null, money.Entered(AmountRule.Unset));
        Assert.Equal((law, file), (money.Entered(AmountRule.Law), money.Entered(AmountRule.File)));
    }

    // A single parent is paid for each child that counts in the month; the amount tells nothing of how many there are.
    [Theory]
    [InlineData("12/05/2015; 2018", 202611, 2, 1_080_000)]
    [InlineData("12/05/2015; 12/2010", 202611, 2, 1_080_000)]
    [InlineData("12/05/2015; 12/2010", 202612, 1, 540_000)] // sixteen, no school
    [InlineData("12/05/2015 và 12/2010 (đang học)", 202612, 2, 1_080_000)]
    [InlineData("11/2004 (sinh viên, đang học)", 202611, 1, 540_000)] // the month of the 22nd birthday counts
    [InlineData("11/2004 (đang học)", 202612, 0, null)]
    [InlineData("", 202611, 0, null)]
    public void Children_OfASingleParent_AreCountedByTheirBirths(string children, int month, int times, int? law)
    {
        var said = Said("4", 1_080_000);
        Assert.DoesNotContain(_reading.Write(said, Field.Children, children, []), f => f.Field == Field.Children);

        var money = RowMoney.Of(said, new PayMonth(month), Law, "38");

        Assert.Equal((times, (long?)law), (money.Times, money.Law?.MonthlyDong));
    }

    [Theory]
    [InlineData("2 con")]
    [InlineData("31/02/2015")]
    [InlineData("2030")]
    [InlineData("2015 2018")] // nobody knows where one ends
    public void Children_ThatCannotBeTold_AreAskedFor(string children) =>
        Assert.Equal(ValueProblems.ChildrenUnreadable.Code, Assert.Single(_reading.Write(RowValues.Empty(), Field.Children, children, [])).Code);

    [Theory]
    [InlineData(810_000, 202609, 202609)]
    [InlineData(810_000, 202101, 202607)] // before July 2026 the law paid another amount
    [InlineData(777_000, 202101, 202611)] // the law does not explain it
    [InlineData(810_000, 0, 202611)]
    [InlineData(810_000, 202612, 202612)]
    public void Version_OfARow_BeginsWhereItsAmountIsKnown(long file, int declared, int start)
    {
        var award = RowMoney.Of(Said("6.n.adult", file), Month, Law, "38").Award(AmountRule.File, Month, declared == 0 ? null : new PayMonth(declared), Law, "38", new Receiver("A", "", ""));
        Assert.Equal((start, file, EntitlementKind.Assistance), (award!.Start.Number, award.Monthly.Amount, award.Kind));
    }

    private static RowValues Said(string category, long amount)
    {
        var said = RowValues.Empty();
        said.Set(Field.Category, category, category);
        said.Set(Field.MonthlyAmount, new Dong(amount), "");
        return said;
    }
}
