namespace TestSupport.House;

/// <summary>The repository's own source, found upwards from the test's folder.</summary>
public static class SourceTree
{
    private static readonly string[] Skipped = ["bin", "obj", "node_modules", "wwwroot", "Migrations"];

    public static string Root { get; } = FindRoot();

    /// <summary>Source files of a project or folder, e.g. <c>ProvinceNode</c> or <c>tests/TestSupport</c>; migrations and generated code aside.</summary>
    public static IReadOnlyList<SourceFile> Of(params string[] folders) => folders.SelectMany(f => Paths(f, "*.cs")).Select(path =>
    {
        var text = File.ReadAllText(Path.Combine(Root, path));
        return new SourceFile(path, text, SourceText.CodeOf(text));
    }).ToList();

    /// <summary>Pages of a project with their number of lines.</summary>
    public static IEnumerable<(string Path, int Lines)> PagesOf(string folder) =>
        Paths(folder, "*.cshtml").Select(path => (path, File.ReadLines(Path.Combine(Root, path)).Count()));

    private static IEnumerable<string> Paths(string folder, string pattern) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Where(path => !path.Split('/').Any(Skipped.Contains))
        .Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BaoTroXaHoi.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
