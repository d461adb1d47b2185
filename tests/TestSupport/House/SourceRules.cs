using System.Text.RegularExpressions;

namespace TestSupport.House;

/// <summary>House rules that the text of the source shows. Numbers are those of the architecture.</summary>
public static class SourceRules
{
    private const int FileLines = 300;
    private const int MethodLines = 45;
    private const int ConstructorParameters = 6;

    /// <summary>Rule 1, files.</summary>
    public static IEnumerable<Violation> LongFiles(IEnumerable<SourceFile> files) =>
        files.Where(f => f.LineCount > FileLines).Select(f => new Violation(f.Path, f.Path, $"{f.LineCount} lines, at most {FileLines}"));

    /// <summary>Rule 1, pages.</summary>
    public static IEnumerable<Violation> LongPages(string folder) =>
        SourceTree.PagesOf(folder).Where(p => p.Lines > FileLines).Select(p => new Violation(p.Path, p.Path, $"{p.Lines} lines, at most {FileLines}"));

    /// <summary>Rule 1, methods.</summary>
    public static IEnumerable<Violation> LongMethods(IEnumerable<SourceFile> files) => Members(files).Where(m => m.LineCount > MethodLines)
        .Select(m => Of(m, $"{m.Name} has {m.LineCount} lines, at most {MethodLines}"));

    /// <summary>Rule 1, constructors. A record's positional data are no dependencies and are not counted.</summary>
    public static IEnumerable<Violation> WideConstructors(IEnumerable<SourceFile> files) => files.SelectMany(f => f.Types).Where(t => t.Kind == "class")
        .SelectMany(t => t.Members.Where(m => m.Name == t.Name).Select(m => m.Parameters).Append(t.Parameters)
            .Where(p => p.Count > ConstructorParameters)
            .Select(p => new Violation($"{t.File.Path}#{t.Name}", $"{t.File.Path}:{t.Line}", $"{t.Name} is made of {p.Count} parts, at most {ConstructorParameters}")));

    /// <summary>Rule 2.</summary>
    public static IEnumerable<Violation> StrayNamespaces(IEnumerable<SourceFile> files) =>
        files.Where(f => f.Namespace.Length > 0 && f.Namespace != f.FolderNamespace).Select(f => new Violation(f.Path, f.Path, $"namespace {f.Namespace}, folder {f.FolderNamespace}"));

    /// <summary>Rule 3: EF, ASP.NET, clock, I/O, random.</summary>
    public static IEnumerable<Violation> Impurities(IEnumerable<SourceFile> files) => files.SelectMany(f => f.Find(
        @"\bMicrosoft\.(EntityFrameworkCore|AspNetCore|Extensions)\b|\b(NodeDb|HubDb|DbContext|TimeProvider|ILogger|HttpContext|HttpClient|Stopwatch|Random|RandomNumberGenerator|Environment|Console)\b"
        + @"|\bVietnamTime\s+\w+|\bGuid\.(NewGuid|CreateVersion7)\b|\b(File|Directory)\.[A-Z]\w*|\b\w*Stream(Reader|Writer)?\b|\basync\b|\bawait\b|\bDateTime(Offset)?\.(Now|UtcNow|Today)\b"));

    /// <summary>Rule 4.</summary>
    public static IEnumerable<Violation> Clocks(IEnumerable<SourceFile> files) => files.SelectMany(f => f.Find(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b"));

    /// <summary>Rule 5, names.</summary>
    public static IEnumerable<Violation> ForbiddenNames(IEnumerable<SourceFile> files) => files.SelectMany(f => f.Types)
        .Where(t => Regex.IsMatch(t.Name, "(Repository|Manager|Helper|Util|Utils|Dto|Base|Impl)$"))
        .Select(t => new Violation(t.File.Path, $"{t.File.Path}:{t.Line}", t.Name));

    /// <summary>Rule 10, with or without a filter: the filter is the reason of the exception.</summary>
    public static IEnumerable<Violation> CatchAlls(IEnumerable<SourceFile> files) => files.SelectMany(f => f.Find(@"\bcatch\s*(\(\s*(System\.)?Exception\b[^)]*\)|\{)"));

    /// <summary>Rule 11: where logs are declared, and what they are given.</summary>
    public static IEnumerable<Violation> Logs(IEnumerable<SourceFile> files)
    {
        foreach (var file in files)
        {
            foreach (var direct in file.Find(@"\b(Log(Trace|Debug|Information|Warning|Error|Critical)|Log\.(Verbose|Debug|Information|Warning|Error|Fatal))\("))
            {
                yield return direct;
            }

            foreach (var line in file.Types.SelectMany(t => t.Members).Where(m => m.Attributes.Contains("LoggerMessage", StringComparison.Ordinal)))
            {
                if (!line.Type.Name.EndsWith("Log", StringComparison.Ordinal))
                {
                    yield return Of(line, $"{line.Name} is declared in {line.Type.Name}, not in a Log class");
                }

                foreach (var personal in line.Parameters.Where(p => Regex.IsMatch(p, @"(name|number|citizen|person|address|phone|birth|identity)\w*$", RegexOptions.IgnoreCase)))
                {
                    yield return Of(line, $"{line.Name} is given {personal}");
                }
            }
        }
    }

    /// <summary>Rule 13: <c>Subject_Condition_Outcome</c>.</summary>
    public static IEnumerable<Violation> TestNames(IEnumerable<SourceFile> files) => Members(files)
        .Where(m => Regex.IsMatch(m.Attributes, @"\[\s*(Fact|Theory|\w+Fact|\w+Theory)\b") && !Regex.IsMatch(m.Name, "^[A-Z0-9][A-Za-z0-9]*(_[A-Z0-9][A-Za-z0-9]*){2}$"))
        .Select(m => Of(m, m.Name));

    private static IEnumerable<SourceMember> Members(IEnumerable<SourceFile> files) => files.SelectMany(f => f.Types).SelectMany(t => t.Members);

    private static Violation Of(SourceMember member, string what) =>
        new($"{member.Type.File.Path}#{member.Name}", $"{member.Type.File.Path}:{member.FirstLine}", what);
}
