using System.Text.RegularExpressions;

namespace TestSupport.House;

/// <summary>Rule 7: which slice names which, by usings and by qualified names.</summary>
public static class Arrows
{
    /// <summary>Each use of a slice that the user's slice may not use. Files beside the project file may use all.</summary>
    /// <param name="project">Root namespace.</param>
    /// <param name="allowed">Slice to the slices it may use.</param>
    public static IEnumerable<Violation> Against(string project, IReadOnlyList<SourceFile> files, IReadOnlyDictionary<string, string[]> allowed)
    {
        var typesOf = files.Where(f => f.Slice.Length > 0).GroupBy(f => f.Slice)
            .ToDictionary(g => g.Key, g => g.SelectMany(f => f.Types).Select(t => t.Name).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var file in files.Where(f => f.Slice.Length > 0))
        {
            var used = Uses(project, file, typesOf).Where(u => u.Slice != file.Slice && typesOf.ContainsKey(u.Slice));
            foreach (var (slice, line) in used.GroupBy(u => u.Slice).Select(g => g.First()))
            {
                if (!allowed.TryGetValue(file.Slice, out var may) || !may.Contains(slice))
                {
                    yield return new Violation($"{file.Path} -> {slice}", $"{file.Path}:{line}", $"{file.Slice} uses {slice}");
                }
            }
        }
    }

    /// <summary>Slices without an arrow of their own in the table: a new slice says what it may use.</summary>
    public static IEnumerable<Violation> Undeclared(IReadOnlyList<SourceFile> files, IReadOnlyDictionary<string, string[]> allowed) =>
        files.Select(f => f.Slice).Where(s => s.Length > 0).Distinct().Where(s => !allowed.ContainsKey(s)).Select(s => new Violation(s, s, "the slice has no arrows"));

    private static IEnumerable<(string Slice, int Line)> Uses(string project, SourceFile file, Dictionary<string, HashSet<string>> typesOf)
    {
        foreach (Match match in Regex.Matches(file.Code, $@"(?<![\w.]){Regex.Escape(project)}\.(\w+)"))
        {
            yield return (match.Groups[1].Value, file.LineOf(match.Index));
        }

        foreach (Match match in Regex.Matches(file.Code, @"(?<![\w.])(?<slice>[A-Z]\w+)\.(?:[A-Z]\w*\.)?(?<type>[A-Z]\w*)"))
        {
            if (typesOf.TryGetValue(match.Groups["slice"].Value, out var types) && types.Contains(match.Groups["type"].Value))
            {
                yield return (match.Groups["slice"].Value, file.LineOf(match.Index));
            }
        }
    }
}
