using System.Reflection;
using ProvinceNode.Platform;

namespace ProvinceNode.Tests.Architecture;

/// <summary>Rule 8: problems and acts have stable, unique codes; a problem says in Vietnamese what to do.</summary>
public sealed class CatalogueTests
{
    private static readonly List<(string Field, ProblemKind Kind)> Problems = [.. typeof(ProblemKind).Assembly.GetTypes()
        .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(f => f.FieldType == typeof(ProblemKind))
        .Select(f => ($"{f.DeclaringType!.Name}.{f.Name}", (ProblemKind)f.GetValue(null)!))];

    private static readonly List<(string Field, string Kind)> Acts = [.. typeof(ActKinds).GetFields().Where(f => f.IsLiteral).Select(f => (f.Name, (string)f.GetRawConstantValue()!))];

    // Puts the row of a sheet before the sentence of another problem, which says what to do.
    private const string Frame = "sheet-row";

    [Fact]
    public void Problems_Coded_AreUniqueKebabCase()
    {
        Assert.True(Problems.Count > 20, "The catalogue was not found.");
        Assert.All(Problems, p => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", p.Kind.Code));
        Assert.Empty(Problems.GroupBy(p => p.Kind.Code).Where(g => g.Count() > 1).Select(g => string.Join(" = ", g.Select(p => p.Field))));
    }

    [Fact]
    public void Problem_Read_IsAVietnameseSentence() => Assert.All(Problems.Where(p => p.Kind.Code != Frame), p =>
    {
        Assert.Contains(p.Kind.Sentence, c => c > 'z');
        Assert.Matches("[.!?]$", p.Kind.Sentence);
        Assert.Equal(p.Kind.Sentence.Normalize(System.Text.NormalizationForm.FormC), p.Kind.Sentence);
        Assert.DoesNotMatch(@"\s{2}|[a-z]+Exception", p.Kind.Sentence);
    });

    // What to do: "Hãy …", or the bound that the input must keep. A notice (warn-…) forbids nothing.
    [Fact]
    public void Problem_Read_SaysWhatToDo() =>
        Assert.Empty(Problems.Where(p => p.Kind.Code != Frame && !p.Kind.Code.StartsWith("warn-", StringComparison.Ordinal) && !System.Text.RegularExpressions.Regex.IsMatch(p.Kind.Sentence, "[Hh]ãy|tối đa|phải|[Cc]ần|chỉ|[Vv]ui lòng")).Select(p => $"{p.Field}: {p.Kind.Sentence}"));

    [Fact]
    public void Problem_Filled_HasAValueForEachHole() => Assert.All(Problems, p =>
        Assert.DoesNotContain("{", p.Kind.Now([.. Enumerable.Range(0, 5).Select(i => (object)$"giá trị {i}")]).Message, StringComparison.Ordinal));

    [Fact]
    public void Acts_Named_AreUniqueAndDotted()
    {
        Assert.Equal(Acts.Count, Acts.DistinctBy(a => a.Kind).Count());
        Assert.All(Acts, a => Assert.Matches("^[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*$", a.Kind));
        Assert.All(Acts, a => Assert.InRange(a.Kind.Length, 3, 60)); // length of the column
    }
}
