using TestSupport.House;

namespace ProvinceNode.Tests.Architecture;

/// <summary>The checker itself: each rule meets code that breaks it, and does not see what stands in comments and strings.</summary>
public sealed class CheckerTests
{
    private const string Quote = "\"";

    [Fact]
    public void Clock_ReadInCode_IsFoundWithItsLine()
    {
        var file = File("class A\n{\n    // DateTime.Now\n    string s = \"DateTime.Now\", t = @\"\\\" + DateTime.Today;\n    string u = $\"{DateTime.UtcNow:yyyy}\";\n}\n");

        Assert.Equal(["ProvinceNode/Dossiers/A.cs:4 DateTime.Today", "ProvinceNode/Dossiers/A.cs:5 DateTime.UtcNow"], SourceRules.Clocks([file]).Select(v => $"{v.Where} {v.What}"));
    }

    [Fact]
    public void Text_WithQuotesAndBraces_IsBlanked()
    {
        var code = SourceText.CodeOf("var a = '\"'; var b = \"x\\\"{y\"; var c = $\"{{no}}{yes(\"in\")}{{no\"; /* { */ var d = " + Quote + Quote + Quote + " { \" } " + Quote + Quote + Quote + "; end");

        Assert.DoesNotContain("no", code, StringComparison.Ordinal);
        Assert.DoesNotContain("in", code, StringComparison.Ordinal);
        Assert.Contains("yes(", code, StringComparison.Ordinal);
        Assert.Contains("end", code, StringComparison.Ordinal);
        Assert.Equal(code.Count(c => c == '{'), code.Count(c => c == '}'));
    }

    [Theory]
    [InlineData(45, 0)]
    [InlineData(46, 1)]
    public void Method_BeyondTheLimit_IsFound(int lines, int found)
    {
        var body = string.Concat(Enumerable.Repeat("        x();\n", lines - 3));
        var file = File($"sealed class A(int a)\n{{\n    public int P {{ get; }} = 1;\n\n    [Fact]\n    private async Task<(int, int)> M<T>(T t)\n    {{\n{body}    }}\n\n    int Q => 1;\n}}\n");

        Assert.Equal(found, SourceRules.LongMethods([file]).Count(v => v.Key == "ProvinceNode/Dossiers/A.cs#M"));
    }

    [Theory]
    [InlineData("sealed class A(int a, int b, int c, int d, int e, Dictionary<int, int> f);", 0)]
    [InlineData("sealed class A(int a, int b, int c, int d, int e, int f, int g) : B(a);", 1)]
    [InlineData("sealed class A { public A(int a, int b, int c, int d, int e, int f, int g) { } }", 1)]
    [InlineData("sealed record A(int a, int b, int c, int d, int e, int f, int g);", 0)]
    public void Constructor_BeyondTheLimit_IsFound(string code, int found) => Assert.Equal(found, SourceRules.WideConstructors([File(code)]).Count());

    [Theory]
    [InlineData("using Microsoft.EntityFrameworkCore;")]
    [InlineData("class A(NodeDb db);")]
    [InlineData("class A(VietnamTime time);")]
    [InlineData("class A { Guid G() => Guid.NewGuid(); }")]
    [InlineData("class A { string S() => File.ReadAllText(P); }")]
    [InlineData("class A { async Task T() { } }")]
    [InlineData("class A { int R = Random.Shared.Next(); }")]
    public void PureFile_ThatIsNot_IsFound(string code) => Assert.NotEmpty(SourceRules.Impurities([File(code)]));

    [Theory]
    [InlineData("class PersonRepository;", 1)]
    [InlineData("interface IMapperBase { }", 1)]
    [InlineData("record struct PersonDto(int A);", 1)]
    [InlineData("class Dossier;", 0)]
    public void Name_ThatSaysNothing_IsFound(string code, int found) => Assert.Equal(found, SourceRules.ForbiddenNames([File(code)]).Count());

    [Theory]
    [InlineData("catch (Exception e)", 1)]
    [InlineData("catch (Exception e) when (e is A)", 1)]
    [InlineData("catch\n{", 1)]
    [InlineData("catch (IOException)", 0)]
    public void CatchAll_WithOrWithoutFilter_IsFound(string code, int found) => Assert.Equal(found, SourceRules.CatchAlls([File(code)]).Count());

    [Theory]
    [InlineData("class A { void M() { log.LogWarning(\"x\"); } }", 1)]
    [InlineData("partial class A { [LoggerMessage(1)] static partial void M(ILogger l, int count); }", 1)]
    [InlineData("partial class ALog { [LoggerMessage(1)] static partial void M(ILogger l, int count, string citizenId); }", 1)]
    [InlineData("partial class ALog { [LoggerMessage(1)] static partial void M(ILogger l, string fullName, string phone); }", 2)]
    [InlineData("partial class ALog { [LoggerMessage(1)] static partial void M(ILogger l, Guid dossier); }", 0)]
    public void Log_UndeclaredOrPersonal_IsFound(string code, int found) => Assert.Equal(found, SourceRules.Logs([File(code)]).Count());

    [Theory]
    [InlineData("Works", 1)]
    [InlineData("Subject_Outcome", 1)]
    [InlineData("subject_Condition_Outcome", 1)]
    [InlineData("Subject_Condition_Outcome", 0)]
    public void TestName_InAnotherShape_IsFound(string name, int found) =>
        Assert.Equal(found, SourceRules.TestNames([File($"class A {{ [Fact] public void {name}() {{ }} void Other() {{ }} }}")]).Count());

    [Theory]
    [InlineData("using ProvinceNode.Dossiers;", 1)]
    [InlineData("class B { Dossiers.A a; }", 1)]
    [InlineData("class B { ProvinceNode.Dossiers.A a; }", 1)]
    [InlineData("class B { int n = db.Dossiers.A; /* Dossiers.A */ }", 0)]
    [InlineData("class B { int n = Dossiers.Count; }", 0)]
    public void Arrow_AgainstTheTable_IsFound(string code, int found)
    {
        SourceFile[] files = [File("class A;"), File(code, "ProvinceNode/Registry/B.cs")];

        Assert.Equal(found, Arrows.Against("ProvinceNode", files, new Dictionary<string, string[]> { ["Registry"] = ["Platform"] }).Count());
    }

    [Fact]
    public void Namespace_OffItsFolder_IsFound()
    {
        Assert.Single(SourceRules.StrayNamespaces([File("namespace ProvinceNode.Registry;")]));
        Assert.Empty(SourceRules.StrayNamespaces([File("namespace ProvinceNode.Dossiers;"), File("namespace TestSupport.House;", "tests/TestSupport/House/A.cs")]));
    }

    [Fact]
    public void Exception_ThatNothingNeeds_IsReported()
    {
        Verdict.Hold("rule", [new Violation("a", "a:1", "bad")], new Dictionary<string, string> { ["a"] = "reason" });
        Assert.Contains("a:1: bad", Assert.Throws<BrokenRuleException>(() => Verdict.Hold("rule", [new Violation("a", "a:1", "bad")])).Message, StringComparison.Ordinal);
        Assert.Contains("b:", Assert.Throws<BrokenRuleException>(() => Verdict.Hold("rule", [], new Dictionary<string, string> { ["b"] = "reason" })).Message, StringComparison.Ordinal);
    }

    // The tests' own assembly breaks both rules: xunit gives no token, and the class below is open.
    [Fact]
    public void Types_OpenOrWithoutToken_AreFound()
    {
        Assert.Contains(TypeRules.OpenClasses(typeof(CheckerTests).Assembly), v => v.Key.EndsWith(nameof(OpenClass), StringComparison.Ordinal));
        Assert.Contains(TypeRules.WithoutToken(typeof(CheckerTests).Assembly), v => v.Key == "OpenClass.WaitAsync");
        Assert.DoesNotContain(TypeRules.WithoutToken(typeof(CheckerTests).Assembly), v => v.Key == "OpenClass.WaitWithTokenAsync");
        Assert.Contains(TypeRules.LonelyInterfaces(typeof(CheckerTests).Assembly), v => v.Key.EndsWith(nameof(IAlone), StringComparison.Ordinal));
    }

    private static SourceFile File(string text, string path = "ProvinceNode/Dossiers/A.cs") => new(path, text, SourceText.CodeOf(text));

    private interface IAlone
    {
    }

#pragma warning disable CA1852 // It is open on purpose.
    private class OpenClass : IAlone
    {
        public static Task WaitAsync() => Task.CompletedTask;

        public static Task WaitWithTokenAsync(CancellationToken cancel) => Task.Delay(0, cancel);
    }
#pragma warning restore CA1852
}
