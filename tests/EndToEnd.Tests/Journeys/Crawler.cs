using System.Text.RegularExpressions;

namespace EndToEnd.Tests.Journeys;

/// <summary>Follows every link that a visitor sees and checks each kind of page once, at the width of a screen and of a phone.</summary>
public sealed partial class Crawler
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Kinds of pages that were checked, e.g. <c>/ho-so/{id}</c>.</summary>
    public IReadOnlyCollection<string> Seen => _seen;

    /// <summary>Goes on from a page until no link leads to a kind of page that nobody has seen.</summary>
    /// <returns>Faults, one a line; none when all is well.</returns>
    public async Task<IReadOnlyList<string>> WalkAsync(Visitor visitor, string start)
    {
        var faults = new List<string>();
        var followed = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<string>([start]);
        while (next.TryDequeue(out var path))
        {
            if (!followed.Add(KindOf(path)))
            {
                continue;
            }

            // Files and what a link only downloads are asked for as well: they must answer, but there is no page to check.
            var answer = await visitor.Page.APIRequest.GetAsync(path);
            if (answer.Status == 401 && path.StartsWith("/odata/", StringComparison.Ordinal))
            {
                continue; // What a chart is made of, for tools: that door asks for a key of its own.
            }

            if (!answer.Ok)
            {
                faults.Add($"{path}: {answer.Status}");
            }
            else if (answer.Headers["content-type"].StartsWith("text/html", StringComparison.Ordinal))
            {
                foreach (Match link in Link().Matches(await answer.TextAsync()))
                {
                    next.Enqueue(System.Net.WebUtility.HtmlDecode(link.Groups[1].Value));
                }

                if (_seen.Add(KindOf(path)))
                {
                    await VisitAsync(visitor, path, faults);
                }
            }
        }

        return faults;
    }

    private static async Task VisitAsync(Visitor visitor, string path, List<string> faults)
    {
        try
        {
            await visitor.GoAsync(path);
            await visitor.NarrowAsync();
        }
        catch (Xunit.Sdk.XunitException e)
        {
            faults.Add($"{path}: {e.Message}");
        }
    }

    /// <summary>Two pages of one kind differ in keys and in what they were asked, not in shape.</summary>
    private static string KindOf(string path)
    {
        var bare = Key().Replace(path.Split('?')[0], "{id}");
        var asked = path.Contains('?', StringComparison.Ordinal) ? "?" + string.Join('&', path.Split('?')[1].Split('&').Select(p => p.Split('=')[0]).Order()) : "";
        return bare + asked;
    }

    [GeneratedRegex(@"[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|[A-Z]?[\d.]+-\d+-\d+|\d{2}-\d{3}-\d{5}-\d{6}|[0-9a-f]{32,}|\d{4,}")]
    private static partial Regex Key();

    [GeneratedRegex("""<a\s[^>]*href="(/(?!/)[^"#]*)""")]
    private static partial Regex Link();
}
