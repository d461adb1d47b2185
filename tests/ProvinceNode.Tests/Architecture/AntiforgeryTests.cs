using System.Text.RegularExpressions;
using TestSupport.House;

namespace ProvinceNode.Tests.Architecture;

/// <summary>A form that names its own address gets no antiforgery token from the framework: it must ask for one, or every press of it is refused. Only a form that says it wants none, because it brings its own, is left alone.</summary>
public sealed partial class AntiforgeryTests
{
    [Theory]
    [InlineData("ProvinceNode")]
    [InlineData("NationalHub")]
    public void Form_WithAnAddressOfItsOwn_AsksForItsToken(string project)
    {
        var broken = SourceTree.PagesOf(project).SelectMany(p => Tokenless(p.Path, File.ReadAllText(Path.Combine(SourceTree.Root, p.Path)))).ToList();
        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Theory]
    [InlineData("<form method=\"post\" action=\"/a\"><button>x</button></form>", 1)]
    [InlineData("<form method=\"post\" action=\"/a\" asp-antiforgery=\"true\"><button>x</button></form>", 0)]
    [InlineData("<form method=\"post\" action=\"/a\" asp-antiforgery=\"false\"><button>x</button></form>", 0)]
    [InlineData("<form method=\"post\" action=\"/a\">@Html.AntiForgeryToken()</form>", 0)]
    [InlineData("<form method=\"post\"><button formaction=\"/b\">x</button></form><form action=\"/tim\">y</form>", 0)]
    public void Finder_OnFormsOfEachKind_FindsTheTokenless(string page, int found) => Assert.Equal(found, Tokenless("a.cshtml", page).Count());

    private static IEnumerable<string> Tokenless(string path, string text) => Form().Matches(text)
        .Where(f => Posts().IsMatch(f.Groups["tag"].Value) && Action().IsMatch(f.Groups["tag"].Value)
            && !f.Groups["tag"].Value.Contains("asp-antiforgery=\"", StringComparison.Ordinal) && !f.Value.Contains("AntiForgeryToken()", StringComparison.Ordinal))
        .Select(f => $"{path}: {f.Groups["tag"].Value}");

    [GeneratedRegex("(?<tag><form\\b[^>]*>).*?</form>", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex("\\bmethod=\"post\"", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Posts();

    [GeneratedRegex("\\saction=", RegexOptions.CultureInvariant)]
    private static partial Regex Action();
}
