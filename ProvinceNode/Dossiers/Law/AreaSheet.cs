using ProvinceNode.Organization;
using ProvinceNode.Organization.Accounts;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Platform.Text;
using Protos.Values;

namespace ProvinceNode.Dossiers.Law;

/// <summary>One line of a sheet of specially difficult places.</summary>
/// <param name="Line">Number of the row as Excel shows it.</param>
/// <param name="Village">Empty: the whole commune.</param>
public sealed record AreaLine(int Line, string Commune, string Village, DateOnly From, DateOnly? To, string Legal);

/// <summary>
/// Reads a list of specially difficult communes and villages (QĐ 861/QĐ-TTg, QĐ 612/QĐ-UBDT and their successors) as an office keeps it: commune by code
/// or name, village, from, to, decision. All faults at once, each with its row. Reads the stream it is given; opens nothing.
/// </summary>
public static class AreaSheet
{
    public const int MostRows = 5_000;
    private const int MostVillage = 120;
    private const int MostLegal = 200;

    /// <summary>Headings of the sample, in order.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["Mã xã hoặc tên xã", "Thôn, bản (để trống nếu cả xã)", "Từ ngày", "Đến ngày", "Quyết định"];

    private enum Column
    {
        Commune,
        Village,
        From,
        To,
        Legal,
    }

    /// <summary>The lines, or every fault of the file.</summary>
    /// <param name="units">Communes of the province of any time.</param>
    public static Outcome<IReadOnlyList<AreaLine>> Read(Stream content, string name, IReadOnlyList<AdministrativeUnit> units)
    {
        var guarded = FileGuard.Inspect(content, name);
        var opened = guarded.Succeeded ? WorkbookReader.Open(content, guarded.Value) : guarded.Problems.ToList();
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        try
        {
            return Lines(opened.Value, units);
        }
        catch (UnreadableSheetException broken)
        {
            return broken.Problem;
        }
    }

    // The first sheet that somebody sees and that has the headings.
    private static Outcome<IReadOnlyList<AreaLine>> Lines(SheetSource source, IReadOnlyList<AdministrativeUnit> known)
    {
        var units = known.SelectMany(u => new[] { u.Code, VietnameseText.NameKey(u.Name), VietnameseText.NameKey(Bare(u.Name)) }.Distinct(StringComparer.Ordinal).Select(key => (key, u))).ToLookup(k => k.key, k => k.u, StringComparer.Ordinal);
        foreach (var sheet in source.Sheets.Where(s => !s.Hidden))
        {
            Dictionary<Column, int>? places = null;
            var (lines, faults, read, above) = (new List<AreaLine>(), new List<Problem>(), 0, "");
            foreach (var line in source.Lines(sheet.Index))
            {
                if (places is null)
                {
                    places = line.Number <= 30 ? Headings(line) : null;
                    if (line.Number > 30)
                    {
                        break;
                    }
                }
                else if (One(line, places, units, ref above, lines, faults) && ++read > MostRows)
                {
                    return LawProblems.AreaTooMany.At("Sheet", MostRows);
                }
            }

            if (places is not null)
            {
                return faults.Count > 0 ? faults : lines.Count == 0 ? LawProblems.AreaEmpty.At("Sheet") : lines;
            }
        }

        return LawProblems.AreaColumns.At("Sheet", string.Join(", ", Columns));
    }

    // False for a remark or a sum below the list. A commune's cell that is merged over its villages is told by the first of them.
    private static bool One(SheetLine line, Dictionary<Column, int> places, ILookup<string, AdministrativeUnit> units, ref string above, List<AreaLine> lines, List<Problem> faults)
    {
        SheetCell Cell(Column column) => places.TryGetValue(column, out var place) ? line[place] : SheetCell.Empty;
        string Text(Column column) => TextCleaner.Clean(Cell(column).Text).Value;
        var (commune, village, legal) = (Text(Column.Commune), Text(Column.Village), Text(Column.Legal));
        if (commune.Length == 0 && village.Length == 0 && Cell(Column.From).IsEmpty)
        {
            return false;
        }

        above = commune = commune.Length == 0 && village.Length > 0 ? above : commune;

        void Fault(ProblemKind kind, params object[] words) => faults.Add(AccountProblems.SheetRow.Now(line.Number, kind.Now(words).Message));
        var before = faults.Count;
        var (from, to) = (Day(Cell(Column.From)), Day(Cell(Column.To)));
        if (from is null)
        {
            Fault(LawProblems.AreaNoDay, "từ ngày", Text(Column.From));
        }

        if (to is null && !Cell(Column.To).IsEmpty)
        {
            Fault(LawProblems.AreaNoDay, "đến ngày", Text(Column.To));
        }
        else if (to < from)
        {
            Fault(LawProblems.EndsBeforeItBegins);
        }

        var code = Commune(commune, from, units, Fault);
        Length(village, "Thôn, bản", MostVillage, Fault);
        if (legal.Length == 0)
        {
            Fault(LawProblems.AreaNoLegal);
        }

        Length(legal, "Quyết định", MostLegal, Fault);
        if (faults.Count == before)
        {
            lines.Add(new AreaLine(line.Number, code, village, from!.Value, to, legal));
        }

        return true;
    }

    private static void Length(string text, string what, int most, Action<ProblemKind, object[]> fault)
    {
        if (text.Length > most)
        {
            fault(CommonProblems.TooLong, [what, most, text.Length]);
        }
    }

    // A code of five digits, or a name that one commune of that day alone has.
    private static string Commune(string typed, DateOnly? from, ILookup<string, AdministrativeUnit> units, Action<ProblemKind, object[]> fault)
    {
        var digits = typed.Length is > 0 and < 5 && typed.All(char.IsAsciiDigit) ? typed.PadLeft(5, '0') : typed;
        var named = units[digits].Concat(units[VietnameseText.NameKey(typed)]).ToList();
        var found = named.Where(u => from is not { } day || u.HoldsOn(day)).Select(u => u.Code).Distinct(StringComparer.Ordinal).ToList();
        if (typed.Length == 0)
        {
            fault(LawProblems.AreaCommuneEmpty, []);
        }
        else if (named.Count == 0)
        {
            fault(LawProblems.AreaNoCommune, [typed]);
        }
        else if (found.Count == 0)
        {
            fault(LawProblems.AreaCommuneOfDay, [typed, VietnameseFormat.Date(from!.Value)]);
        }
        else if (found.Count > 1)
        {
            fault(LawProblems.AreaCommuneTwice, [typed, string.Join(", ", found)]);
        }

        return found.FirstOrDefault("");
    }

    private static string Bare(string name) => name.Split(' ', 2) is [_, var rest] ? rest.StartsWith("trấn ", StringComparison.Ordinal) ? rest["trấn ".Length..] : rest : name;

    private static DateOnly? Day(SheetCell cell) => cell switch
    {
        { Kind: CellKind.Date, Date: { } date } => DateOnly.FromDateTime(date),
        _ => BirthDate.TryParse(TextCleaner.Clean(cell.Text).Value, out var day) && day.Precision == BirthPrecision.Day ? day.Assumed : null,
    };

    private static Dictionary<Column, int>? Headings(SheetLine line)
    {
        var places = new Dictionary<Column, int>();
        for (var i = 0; i < line.Cells.Count; i++)
        {
            var words = VietnameseText.Fold(line[i].Text);
            Column? column = words switch
            {
                _ when words.Contains("den ngay", StringComparison.Ordinal) || words.Contains("het hieu luc", StringComparison.Ordinal) => Column.To,
                _ when words.Contains("tu ngay", StringComparison.Ordinal) || words.Contains("hieu luc", StringComparison.Ordinal) => Column.From,
                _ when words.Contains("quyet dinh", StringComparison.Ordinal) || words.Contains("van ban", StringComparison.Ordinal) || words.Contains("can cu", StringComparison.Ordinal) => Column.Legal,
                _ when words.Contains("thon", StringComparison.Ordinal) || words.StartsWith("ban", StringComparison.Ordinal) => Column.Village,
                _ when words.Contains("xa", StringComparison.Ordinal) || words.Contains("phuong", StringComparison.Ordinal) => Column.Commune,
                _ => null,
            };
            // A column of codes is surer than one of names.
            if (column is { } known && (!places.ContainsKey(known) || (known == Column.Commune && words.StartsWith("ma ", StringComparison.Ordinal))))
            {
                places[known] = i;
            }
        }

        return places.ContainsKey(Column.Commune) && places.ContainsKey(Column.From) && places.ContainsKey(Column.Legal) ? places : null;
    }
}
