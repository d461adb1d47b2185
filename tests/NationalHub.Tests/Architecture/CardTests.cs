using System.Text.RegularExpressions;
using TestSupport.House;

namespace NationalHub.Tests.Architecture;

/// <summary>
/// Tables on a phone: each row is a card whose cells carry the name of their column. Cards are no table to a browser, so the roles are written out; without them who hears the page hears loose words.
/// </summary>
public sealed partial class CardTests
{
    private static readonly string[] OfTheNode = ["ProvinceNode/Replication/ReplicationPage.cshtml", "ProvinceNode/Replication/Equality/EqualityPage.cshtml", "ProvinceNode/Dossiers/OpenTransfers.cshtml"];

    [Fact]
    public void Tables_OfEveryPage_AreCardsWithRoles()
    {
        var pages = SourceTree.PagesOf("NationalHub").Select(p => p.Path).Concat(OfTheNode).ToList();

        Assert.InRange(pages.Sum(p => Tables().Count(Text(p))), 20, 200); // the finder sees them
        Assert.Empty(pages.SelectMany(p => Faults(p, Text(p))));
    }

    [Theory]
    [InlineData("""<table><tbody role="rowgroup"></tbody></table>""", 1)]
    [InlineData("""<table class="cards" role="table"><tbody><tr role="row"><td role="cell" data-label="a">1</td></tr></tbody></table>""", 1)]
    [InlineData("""<table class="cards" role="table"><tbody role="rowgroup"><tr><td role="cell">1</td><th scope="row">b</th></tr></tbody></table>""", 3)]
    [InlineData("""<table class="table cards" role="table"><tbody role="rowgroup"><tr role="row"><td role="cell" data-label="a">1</td></tr></tbody></table>""", 0)]
    public void Finder_OnATable_CountsWhatIsAmiss(string page, int faults) => Assert.Equal(faults, Faults("a.cshtml", page).Count());

    private static string Text(string page) => File.ReadAllText(Path.Combine(SourceTree.Root, page));

    private static IEnumerable<string> Faults(string page, string text) => Tables().Matches(text).SelectMany(table => Parts().Matches(table.Value)).Select(part => part.Value).Where(tag => tag switch
    {
        _ when tag.StartsWith("<table", StringComparison.Ordinal) => !tag.Contains("cards\" role=\"table\"", StringComparison.Ordinal),
        _ when tag.StartsWith("<th ", StringComparison.Ordinal) => !tag.Contains("role=\"columnheader\"", StringComparison.Ordinal) && !tag.Contains("role=\"rowheader\"", StringComparison.Ordinal),
        _ when tag.StartsWith("<td", StringComparison.Ordinal) => !tag.Contains("role=\"cell\" data-label=\"", StringComparison.Ordinal),
        _ => !tag.Contains("role=\"row", StringComparison.Ordinal),
    }).Select(tag => $"{page}: {tag}");

    [GeneratedRegex("<table[ >].*?</table>", RegexOptions.Singleline)]
    private static partial Regex Tables();

    [GeneratedRegex("<(?:table|thead|tbody|tr|th|td)(?: [^>]*)?>")]
    private static partial Regex Parts();
}
