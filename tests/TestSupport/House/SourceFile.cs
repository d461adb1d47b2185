using System.Text.RegularExpressions;

namespace TestSupport.House;

/// <summary>One source file of the repository.</summary>
/// <param name="Path">From the root, with slashes.</param>
/// <param name="Text">As written.</param>
/// <param name="Code">Without comments and string contents.</param>
public sealed record SourceFile(string Path, string Text, string Code)
{
    private IReadOnlyList<SourceType>? _types;

    public int LineCount => Text.Count(c => c == '\n');

    /// <summary>First folder under the project, or empty for a file beside the project file.</summary>
    public string Slice => Path.Split('/') is { Length: > 2 } parts ? parts[1] : "";

    public string Namespace => Regex.Match(Code, @"^\s*namespace\s+([\w.]+)", RegexOptions.Multiline).Groups[1].Value;

    /// <summary>Namespace that the folder asks for; <c>tests/</c> is no part of it.</summary>
    public string FolderNamespace => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/').Replace("tests/", "", StringComparison.Ordinal).Replace('/', '.');

    /// <summary>Types with their members, nested ones too.</summary>
    public IReadOnlyList<SourceType> Types => _types ??= SourceReader.Read(this);

    public int LineOf(int position) => 1 + Code.AsSpan(0, position).Count('\n');

    /// <summary>Places where a pattern stands in the code.</summary>
    public IEnumerable<Violation> Find(string pattern) => Regex.Matches(Code, pattern)
        .Select(m => new Violation(Path, $"{Path}:{LineOf(m.Index)}", Regex.Replace(m.Value.Trim(), @"\s+", " ")));

    public bool Equals(SourceFile? other) => Path == other?.Path;

    public override int GetHashCode() => Path.GetHashCode(StringComparison.Ordinal);
}

/// <summary>A type as declared in a file.</summary>
/// <param name="Kind">class, struct, interface, enum, record, record struct.</param>
/// <param name="Parameters">Of the primary constructor.</param>
public sealed record SourceType(SourceFile File, string Kind, string Name, int Line, IReadOnlyList<string> Parameters)
{
    public List<SourceMember> Members { get; } = [];
}

/// <summary>A method, constructor or property as declared.</summary>
/// <param name="Parameters">Empty for a property.</param>
public sealed record SourceMember(SourceType Type, string Name, string Attributes, int FirstLine, int LastLine, IReadOnlyList<string> Parameters)
{
    public int LineCount => LastLine - FirstLine + 1;
}
