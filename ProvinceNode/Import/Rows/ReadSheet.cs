using Protos.Values;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Units;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Import.Rows;

/// <summary>A sheet whose heading was found: what a person sees before the rows are read.</summary>
/// <param name="Map">The proposal; a person may change it.</param>
public sealed record SurveyedSheet(string File, SheetInfo Sheet, SheetHeader Header, ColumnMap Map);

/// <summary>Reads a sheet into rows. Nothing but the row at hand, the counts of the sheet and the keys of duplicates is kept.</summary>
public sealed class ReadSheet(ReadSettings settings, UnitBook book)
{
    /// <summary>Rows below the heading by which columns are judged.</summary>
    private const int Sample = 300;

    private readonly UnitReader _units = new(book, settings.UnitDay, settings.Home);
    private readonly AddressReader _addresses = new(book);

    /// <summary>Finds the heading and proposes the columns.</summary>
    /// <param name="learned">What the sender chose the last time.</param>
    public static Outcome<SurveyedSheet> Survey(SheetSource source, int sheet, string file, LearnedMap? learned = null)
    {
        var info = source.Sheets[sheet];
        try
        {
            var first = source.Lines(sheet).Take(HeaderFinder.HeadRows + Sample).ToList();
            return HeaderFinder.Find([.. first.Take(HeaderFinder.HeadRows)], info.Merged) is not { } header
                ? RowProblems.NoHeading.Now(info.Name)
                : new SurveyedSheet(file, info, header, MapProposal.Make(header, [.. first.Where(l => l.Number > header.LastRow)]).With(learned, header));
        }
        catch (UnreadableSheetException broken)
        {
            return broken.Problem;
        }
    }

    /// <summary>The problem that keeps a surveyed sheet from being read: columns without which nobody can be told.</summary>
    public static IReadOnlyList<Problem> Check(SurveyedSheet sheet) =>
        [.. sheet.Map.Missing.Select(f => RowProblems.FieldMissing.Now(sheet.Sheet.Name, FieldNames.Of(f)))];

    /// <summary>People of the sheet, top to bottom.</summary>
    /// <param name="watch">One for all sheets and files among which duplicates are sought.</param>
    /// <exception cref="UnreadableSheetException">The file breaks off.</exception>
    public IEnumerable<ImportedRow> Rows(SheetSource source, SurveyedSheet sheet, DuplicateWatch watch)
    {
        var profile = SheetProfile.Of(source.Lines(sheet.Sheet.Index), sheet.Header, sheet.Map, _units);
        var reader = new RowReader(settings, _units, _addresses, profile.Era, sheet.Header.InThousands);
        var (sorter, merged, dittos) = (new RowSorter(sheet.Header, sheet.Map), new MergedValues(sheet.Sheet.Merged), new DittoMarks(sheet.Map));
        var marks = new HouseholdMarks(sheet.Header, sheet.Map, settings.Month.Year);
        CellPlace At(int row, int column) => new(sheet.File, sheet.Sheet.Name, row, column);
        string Plain((SheetCell Cell, SheetLine Line) at, int column) => profile.Plain(column, at.Cell, at.Line);
        var context = new RowContext("", CommuneOf(sheet.Header.Above), "", At(sheet.Header.FirstRow, 0));
        foreach (var line in source.Lines(sheet.Sheet.Index).Where(l => l.Number > sheet.Header.LastRow))
        {
            var texts = line.Cells.Select((c, i) => profile.Plain(i, c, line)).ToList();
            merged.Pass(line);
            var sorted = sorter.Next(line, texts);
            switch (sorted.Kind)
            {
                case RowKind.Place:
                    context = Under(context, sorted.Text) with { Place = At(line.Number, sorted.Column) };
                    break;
                case RowKind.Group:
                    context = context with { Group = sorted.Text };
                    break;
                case RowKind.Person:
                    var draft = new RowDraft(line, sheet.Map, profile, column => dittos.At(column, merged.At(line, column)), At);
                    reader.Read(draft, context);
                    RowChecks.Run(draft);
                    draft.Faults.AddRange(watch.Check(draft.Values));
                    yield return new ImportedRow(line.Number, draft.Values, draft.Faults, texts, draft.Communes) { Marks = marks.Of(texts, column => Plain(merged.At(line, column), column)) };
                    break;
            }
        }
    }

    // A commune's line begins a new part; a village's line stays inside its commune.
    private static RowContext Under(RowContext context, string place) =>
        UnitBook.Split(place).Kind.Length > 0 ? context with { Commune = place, Village = "" } : context with { Village = place };

    // "Xã Hoa Lộc" alone in the title, or at the end of "UBND xã Hoa Lộc".
    private static string CommuneOf(IReadOnlyList<string> above)
    {
        foreach (var text in above.Select(a => a.Trim()))
        {
            var bare = VietnameseText.Fold(text) is var folded && (folded.StartsWith("ubnd ", StringComparison.Ordinal) || folded.StartsWith("don vi: ", StringComparison.Ordinal))
                ? text[(text.IndexOf(' ', StringComparison.Ordinal) + (folded[0] == 'd' ? 4 : 1))..].Trim() : text;
            if (bare.Length <= 40 && UnitBook.Split(bare).Kind.Length > 1)
            {
                return bare;
            }
        }

        return "";
    }
}
