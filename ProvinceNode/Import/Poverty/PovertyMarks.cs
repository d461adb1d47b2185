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
/// sheet and the titles of the list when they agree. What is not clear is asked. Pure.
/// </summary>
public static class PovertyMarks
{
    /// <param name="year">Of the list.</param>
    /// <returns>The status with the column that told it (-1: none did), or the problem.</returns>
    public static (PovertyWord? Status, int Column, ProblemKind? Problem) Of(ImportRow row, RowValues said, ImportSheet sheet, int year)
    {
        if (row.EditsOf().Exists(e => e.Field == Field.Poverty) && said.Number(Field.Poverty) is { } chosen)
        {
            return ((PovertyWord)chosen, said[Field.Poverty]!.Column, null);
        }

        var told = Columns(row, sheet, year).ToList();
        // "Không" under one of two columns says nothing against the mark under the other; nor does "thoát nghèo" against "cận nghèo".
        var marks = told.Where(t => t.Title is PovertyTitle.Poor or PovertyTitle.NearPoor).ToList();
        if (marks.Exists(m => m.Title == PovertyTitle.Poor) && told.Find(t => t.Title == PovertyTitle.LeftPoverty) is { Title: PovertyTitle.LeftPoverty } both)
        {
            // Whoever is poor has not left poverty: it is not guessed which mark is wrong.
            return (null, both.Column, PovertyProblems.StatusUnclear);
        }

        if (marks.Count > 0)
        {
            return marks.Select(m => m.Title).Distinct().Count() > 1 ? (null, marks[0].Column, PovertyProblems.StatusTwice) : (WordReaders.Word(marks[0].Title), marks[0].Column, null);
        }

        if (told.Find(t => t.Title == PovertyTitle.LeftPoverty) is { Title: PovertyTitle.LeftPoverty } left)
        {
            return (null, left.Column, PovertyProblems.StatusLeft);
        }

        if (told.Count == 0 && said.Number(Field.Poverty) is { } group && !IsForeign(row, said, sheet, year))
        {
            return ((PovertyWord)group, said[Field.Poverty]!.Column, null);
        }

        var titles = Titles(sheet);
        return told.Count > 0 ? (titles.Count == 0 || titles is [PovertyTitle.Neither] ? (PovertyWord.None, told[0].Column, null) : (null, told[0].Column, PovertyProblems.StatusUnclear))
            : titles switch
            {
                [] => (null, -1, PovertyProblems.StatusMissing),
                [PovertyTitle.LeftPoverty] => (null, -1, PovertyProblems.StatusLeft),
                [var only] => (WordReaders.Word(only), -1, null),
                _ => (null, -1, PovertyProblems.StatusUnclear),
            };
    }

    public static PovertyStatus Of(PovertyWord word) => word switch { PovertyWord.Poor => PovertyStatus.Poor, PovertyWord.NearPoor => PovertyStatus.NearPoor, _ => PovertyStatus.None };

    /// <summary>Whether a column of the sheet is about poor households and tells nothing of this year: last year's status, causes, codes.</summary>
    public static bool IsAside(ImportSheet sheet, int column, int year) => column >= 0 && sheet.HeaderOf() is { } header && header.Title(column) is { Length: > 0 } title && !PovertyTitles.IsOfYear(title, year);

    // The value was read from such a column, be its cell merged over the household.
    private static bool IsForeign(ImportRow row, RowValues said, ImportSheet sheet, int year) =>
        sheet.ColumnsOf()[Field.Poverty] is { } column && (row.CellsOf().ElementAtOrDefault(column)?.Trim().Length > 0 || (said[Field.Poverty] is { Row: > 0 } told && told.Column == column)) && IsAside(sheet, column, year);

    // What the sheet's name and the lines above its heading name, each once; a line that names several statuses decides none.
    private static List<PovertyTitle> Titles(ImportSheet sheet) =>
        [.. (sheet.HeaderOf()?.Above ?? []).Prepend(sheet.Name).Select(PovertyTitles.Of).Where(t => t is not (PovertyTitle.Nothing or PovertyTitle.Several)).Distinct()];

    // Every column whose heading speaks of poverty: two of them are marks for one each.
    private static IEnumerable<(PovertyTitle Title, int Column)> Columns(ImportRow row, ImportSheet sheet, int year)
    {
        if (sheet.HeaderOf() is not { } header)
        {
            yield break;
        }

        var (cells, own) = (row.MarkedCells(), sheet.ColumnsOf()[Field.Poverty]);
        for (var column = 0; column < Math.Min(cells.Count, header.Paths.Count); column++)
        {
            var (title, text) = (header.Title(column), VietnameseText.Clean(cells[column]));
            if (text.Length == 0 || (column != own && !WordKey.Of(title).Contains("ngheo", StringComparison.Ordinal)))
            {
                continue;
            }

            var named = PovertyTitles.OfColumn(title, year);
            if (WordReaders.IsTick(text))
            {
                if (named is not (PovertyTitle.Nothing or PovertyTitle.Several))
                {
                    yield return (named, column);
                }
            }
            else if (WordReaders.Poverty(text, "") is { HasValue: true } reading && PovertyTitles.IsOfYear(title, year))
            {
                yield return (reading.Value switch { PovertyWord.Poor => PovertyTitle.Poor, PovertyWord.NearPoor => PovertyTitle.NearPoor, _ => PovertyTitle.Neither }, column);
            }
        }
    }
}
