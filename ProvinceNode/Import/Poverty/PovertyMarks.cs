using ProvinceNode.Eligibility;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Values;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Text;
using Protos.Values;

namespace ProvinceNode.Import.Poverty;

/// <summary>
/// Whether a row says poor or near-poor: by a column of words, by a mark under "Hộ nghèo" or "Hộ cận nghèo", by a heading above the rows, else by the name of the
/// sheet or the title of the list. Pure.
/// </summary>
public static class PovertyMarks
{
    private const string Near = "can ngheo";

    /// <returns>The status with the column that told it (-1: none did), or the problem.</returns>
    public static (PovertyWord? Status, int Column, ProblemKind? Problem) Of(ImportRow row, RowValues said, ImportSheet sheet)
    {
        if (row.EditsOf().Exists(e => e.Field == Field.Poverty) && said.Number(Field.Poverty) is { } chosen)
        {
            return ((PovertyWord)chosen, said[Field.Poverty]!.Column, null);
        }

        var told = Columns(row, sheet).ToList();
        if (told.Select(t => t.Status).Distinct().Count() > 1)
        {
            return (null, told[0].Column, PovertyProblems.StatusTwice);
        }

        return told.Count > 0 ? (told[0].Status, told[0].Column, null)
            : said.Number(Field.Poverty) is { } group ? ((PovertyWord)group, said[Field.Poverty]!.Column, null)
            : Named(sheet.Name) is { } byName ? (byName, -1, null)
            : sheet.HeaderOf()?.Above.Select(Named).FirstOrDefault(n => n is not null) is { } byTitle ? (byTitle, -1, null) : (null, -1, PovertyProblems.StatusMissing);
    }

    /// <summary>What a title or heading names: poor or near-poor; null for neither, and for both.</summary>
    public static PovertyWord? Named(string text)
    {
        var key = WordKey.Of(text);
        var (near, poor) = (key.Contains(Near, StringComparison.Ordinal), key.Replace(Near, "", StringComparison.Ordinal).Contains("ngheo", StringComparison.Ordinal));
        return near == poor ? null : near ? PovertyWord.NearPoor : PovertyWord.Poor;
    }

    public static PovertyStatus Of(PovertyWord word) => word switch { PovertyWord.Poor => PovertyStatus.Poor, PovertyWord.NearPoor => PovertyStatus.NearPoor, _ => PovertyStatus.None };

    // Every column whose heading speaks of poverty: two of them are marks for one each.
    private static IEnumerable<(PovertyWord Status, int Column)> Columns(ImportRow row, ImportSheet sheet)
    {
        if (sheet.HeaderOf() is not { } header)
        {
            yield break;
        }

        var cells = row.CellsOf();
        for (var column = 0; column < Math.Min(cells.Count, header.Paths.Count); column++)
        {
            var title = header.Title(column);
            if (cells[column].Trim().Length > 0 && WordKey.Of(title).Contains("ngheo", StringComparison.Ordinal) && WordReaders.Poverty(VietnameseText.Clean(cells[column]), title) is { HasValue: true } reading)
            {
                yield return (reading.Value, column);
            }
        }
    }
}
