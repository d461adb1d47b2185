using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Forms;

/// <summary>Every form in bulk, without a host: its example is right, each needed field is missed, each box has its limits.</summary>
public sealed class EveryFormTests
{
    private static readonly DateOnly[] Days = [new(2022, 10, 5), new(2025, 3, 10), new(2025, 7, 1), new(2026, 11, 22)];

    public static TheoryData<string, DateOnly> Offered
    {
        get
        {
            var data = new TheoryData<string, DateOnly>();
            foreach (var day in Days)
            {
                foreach (var situation in Situations.All.Where(s => s.IsOffered(day < new DateOnly(2025, 7, 1) ? "3T" : "2T", day)))
                {
                    data.Add(situation.Slug, day);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Offered))]
    public void Form_ExampleFilledIn_HasNoFault(string slug, DateOnly day)
    {
        var (set, values) = Example(slug, day);
        Assert.Empty(Check(set, values, day).Select(p => $"{p.Field}: {p.Message}"));
    }

    [Theory]
    [MemberData(nameof(Offered))]
    public void Form_EachNeededFieldLeftOut_SaysSoAtThatField(string slug, DateOnly day)
    {
        var (set, values) = Example(slug, day);
        var scope = values.On(day);
        var missed = new List<string>();
        foreach (var (field, row) in Asked(set, scope).Where(a => a.Field.IsTyped && a.Field.IsNeeded(a.Row) && a.Field.IsGiven(a.Row) && a.Field.Name is not (EndBlocks.OriginalsSeen or "DeclaredBy")))
        {
            var changed = values.Copy();
            foreach (var box in field.Boxes)
            {
                changed[row.At(box)] = "";
            }

            // Who left the one question out on which others hang is told at it, too.
            if (!Check(set, changed, day).Any(p => p.Field == row.At(field.Name)))
            {
                missed.Add(row.At(field.Name));
            }
        }

        Assert.Empty(missed);
    }

    [Theory]
    [MemberData(nameof(Offered))]
    public void Form_NonsenseInEveryBox_IsFoundAtEachWithoutBreaking(string slug, DateOnly day)
    {
        var (set, values) = Example(slug, day);
        var nonsense = values.Copy();
        foreach (var (field, row) in Asked(set, values.On(day)).Where(a => a.Field.IsTyped && a.Field.Kind is not (FieldKind.Tick or FieldKind.Choice)))
        {
            foreach (var box in field.Boxes)
            {
                nonsense[row.At(box)] = new string('#', 1999);
            }
        }

        var problems = Check(set, nonsense, day);
        var expected = Asked(set, nonsense.On(day)).Where(a => a.Field.IsTyped && a.Field.Kind is not (FieldKind.Tick or FieldKind.Choice) && a.Row[a.Field.Boxes[0]].StartsWith('#')).Select(a => a.Row.At(a.Field.Name)).ToList();
        Assert.Empty(expected.Except(problems.Select(p => p.Field)!));
    }

    [Theory]
    [MemberData(nameof(Offered))]
    public void Form_Empty_SaysEverythingAtOnceInSentences(string slug, DateOnly day)
    {
        var set = SituationSets.SetOf([slug], day)!;
        var problems = FormCheck.Check(set, new FormValues(), new SubmitSurroundings(day, _ => false, new HashSet<string>(), InPerson: false));
        Assert.True(problems.Count >= 8, string.Join("; ", problems.Select(p => p.Message)));
        Assert.All(problems, p => Assert.False(string.IsNullOrEmpty(p.Field)));
        Assert.Equal(problems.Count, problems.Select(p => p.Field).Distinct().Count());
        Assert.All(problems, p => Assert.NotNull(set.StepOf(p.Field)));
    }

    [Theory]
    [MemberData(nameof(Offered))]
    public void Form_Kept_ComesBackTheSameAndReadsInWords(string slug, DateOnly day)
    {
        var (set, values) = Example(slug, day);
        var kept = set.Kept(set.First, values, day);
        var again = FormValues.Parse(kept.ToJson());
        Assert.Equal(kept.ToJson(), again.ToJson());
        Assert.Equal(kept.ToJson(), set.Kept(set.First, again, day).ToJson());
        again["Promise"] = "1";
        Assert.Empty(Check(set, again, day).Select(p => $"{p.Field}: {p.Message}"));
        var lines = FormRead.Parts(set.Steps, kept.On(day), c => "Xã " + c, withEmpty: false).SelectMany(p => p.Lines).ToList();
        Assert.All(lines, l => Assert.NotEmpty(l.Text));
        Assert.Contains(lines, l => l.Text == values[set.First.Owner + "FullName"]);
        Assert.NotEqual(default, FormFacts.Of(set.First, kept, day).Birth);
    }

    [Fact]
    public void Catalogue_EveryDay_HasOneVersionOfAFormAtMost() => Assert.Empty(Days.SelectMany(day => FormCatalogue.All.Where(f => f.IsInForce(day)).GroupBy(f => f.Code).Where(g => g.Count() > 1).Select(g => g.Key)));

    [Fact]
    public void Catalogue_EveryForm_IsReachedBySomebody() => Assert.All(FormCatalogue.All, f => Assert.Contains(Situations.All, s => s.Forms.Contains(f.Code)));

    [Fact]
    public void Catalogue_EveryProcedure_HasAWayIn()
    {
        Assert.All(Procedures.All, p => Assert.Contains(Situations.All, s => s.Procedure == p.Code));
        Assert.All(Situations.All, s => Assert.True(Procedures.IsKnown(s.Procedure), s.Slug));
        Assert.All(Situations.All, s => Assert.Contains(s.Kind, Procedures.KindsOf(s.Procedure)));
        Assert.All(Procedures.All, p => Assert.All(p.Forms, f => Assert.Contains(FormCatalogue.All, d => d.Code == f)));
    }

    [Fact]
    public void Forms_Names_AreUniqueWithinAForm() => Assert.All(FormCatalogue.All, f =>
    {
        Assert.Empty(f.Fields.Where(x => x.Name.Length > 0).GroupBy(x => (x.Name, x.Kind == FieldKind.Group)).Where(g => g.Count() > 1).Select(g => $"{f.Code} {g.Key.Name}"));
        Assert.Empty(f.Steps.GroupBy(s => s.Slug).Where(g => g.Count() > 1).Select(g => $"{f.Code} {g.Key}"));
    });

    [Theory]
    [InlineData("2022-10-05", "mai-tang", "04")]
    [InlineData("2025-06-30", "mai-tang", "04")]
    [InlineData("2025-07-01", "mai-tang", "02-176")]
    [InlineData("2025-07-01", "huu-tri-xa-hoi", "01-176")]
    public void Situation_OnADay_TakesTheFormInForce(string day, string slug, string form) =>
        Assert.Equal(form, Situations.Of(slug)!.FormOn(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))!.Code);

    [Fact]
    public void Papers_HouseholdBook_IsShownUntilTheLastDayOf2022()
    {
        Assert.StartsWith("Sổ hộ khẩu", SubmitPapers.IdentityPaper.NameOn(new DateOnly(2022, 12, 31)), StringComparison.Ordinal);
        Assert.StartsWith("Căn cước", SubmitPapers.IdentityPaper.NameOn(new DateOnly(2023, 1, 1)), StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, 9), SubmitPapers.All.Select(p => p.PortalRow).OfType<int>().Distinct().Order());
    }

    internal static (FormSet Set, FormValues Values) Example(string slug, DateOnly day, params string[] beside)
    {
        var values = new FormValues();
        foreach (var one in beside.Append(slug))
        {
            FormExamples.Fill(Situations.Of(one)!, values, day, "16063");
        }

        return (SituationSets.SetOf([slug, .. beside], day)!, values);
    }

    /// <param name="numbers">Numbers of the law; those that are shipped when null.</param>
    internal static List<Problem> Check(FormSet set, FormValues values, DateOnly day, IReadOnlyDictionary<string, long>? numbers = null) =>
        FormCheck.Check(set, values, new SubmitSurroundings(day, c => c == "16063", set.Papers.Select(p => p.Kind.Code).ToHashSet(), InPerson: false)
        {
            Numbers = numbers ?? RuleSeed.Law().Parameters.ToDictionary(p => p.Name, p => p.Value),
        });

    private static IEnumerable<(FormField Field, FormScope Row)> Asked(FormSet set, FormScope scope) => set.Steps.Where(s => s.IsAsked(scope)).SelectMany(s => s.Fields)
        .Where(f => f.Applies(scope) && !f.ByClerk)
        .SelectMany(f => f.Kind == FieldKind.Group ? scope.Rows(f.Name).SelectMany(r => f.Items.Where(i => i.Applies(r)).Select(i => (i, r))) : [(f, scope)]);
}
