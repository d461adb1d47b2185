namespace ProvinceNode.Platform.Sheets;

/// <summary>The sheets of one file, read row by row; each reading starts the file anew, so nothing but the row at hand is kept.</summary>
public abstract class SheetSource
{
    /// <summary>In the file's order, hidden ones too.</summary>
    public abstract IReadOnlyList<SheetInfo> Sheets { get; }

    /// <summary>Rows with content, top to bottom.</summary>
    /// <exception cref="UnreadableSheetException">The file breaks off or is longer than the bound.</exception>
    public abstract IEnumerable<SheetLine> Lines(int sheet);

    /// <summary>Passes on the rows that have content, up to the bound.</summary>
    protected IEnumerable<SheetLine> Bounded(int sheet, GuardedFile file, IEnumerable<SheetLine> lines)
    {
        var count = 0;
        foreach (var line in lines)
        {
            if (line.IsBlank)
            {
                continue;
            }

            if (++count > file.Limits.Rows)
            {
                throw new UnreadableSheetException(SheetProblems.TooManyRows.Now(Sheets[sheet].Name, file.Limits.Rows));
            }

            yield return line;
        }
    }
}

/// <summary>A sheet cannot be read to its end; the problem says what to do. Thrown while rows stream, where no value can be returned.</summary>
public sealed class UnreadableSheetException(Problem problem) : Exception(problem.Code)
{
    public Problem Problem { get; } = problem;
}
