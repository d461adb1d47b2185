using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Units;
using ProvinceNode.Import.Values;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Platform.Text;

namespace ProvinceNode.Import.Rows;

/// <summary>What only a whole sheet shows: the fonts of its columns, how births are written, to which organisation its communes belong. Pure: counts and a bounded set of names.</summary>
public sealed class SheetProfile
{
    private const int FewWords = 12;
    private const int MostNames = 3_000;
    private const int MostCleaned = 20_000;

    private readonly Dictionary<int, FontVote> _fonts = [];
    private readonly Dictionary<int, BirthColumn> _births = [];
    private readonly FontVote _sheet = new();
    private readonly Dictionary<(FontVote, string), CleanText> _cleaned = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>To which organisation the commune names belong.</summary>
    public UnitEra Era { get; private set; }

    // Votes are still open before.
    private bool Profiled { get; set; }

    /// <summary>Reads the rows below the heading once.</summary>
    public static SheetProfile Of(IEnumerable<SheetLine> lines, SheetHeader header, ColumnMap map, UnitReader units)
    {
        var profile = new SheetProfile();
        int[] births = [.. new[] { map[Field.Birth], map[Field.BirthMale], map[Field.BirthFemale] }.OfType<int>()];
        foreach (var line in lines.Where(l => l.Number > header.LastRow))
        {
            for (var c = 0; c < line.Cells.Count; c++)
            {
                if (line.Cells[c].Kind == CellKind.Text)
                {
                    profile.FontOf(c, create: true)!.Add(line.Cells[c].Text);
                    profile._sheet.Add(line.Cells[c].Text);
                }
            }

            foreach (var c in births.Where(c => !line[c].IsEmpty))
            {
                profile.BirthsOf(c).Add(line[c]);
            }

            if (map[Field.Commune] is { } commune && !line[commune].IsEmpty && profile._names.Count < MostNames)
            {
                profile._names.Add(line[commune].Text);
            }
        }

        profile.Profiled = true;
        profile.Era = profile.Decide(map, units, map[Field.Commune] ?? -1);
        return profile;
    }

    /// <summary>A cell's text in Unicode, as its column was typed.</summary>
    /// <param name="line">The cell's row: people paste rows of one font, so its other cells settle what reads both ways.</param>
    public CleanText Clean(int column, SheetCell cell, SheetLine line)
    {
        if (cell.Kind != CellKind.Text || TextCleaner.IsClean(cell.Text))
        {
            return new(cell.Text, LegacyFont.None, false);
        }

        // A column of few words follows the sheet.
        var own = FontOf(column, create: false);
        var vote = own is { Tells: true } && (own.Words >= FewWords || own.UnicodeCells > 0 || own.Winner != LegacyFont.None) ? own : _sheet;
        if (_sheet.Mixed && LegacyFonts.MayBeLegacy(cell.Text) && RowFont(line) is { } font)
        {
            return TextCleaner.Clean(cell.Text, font);
        }

        // Villages, communes and categories come again and again.
        if (_cleaned.TryGetValue((vote, cell.Text), out var clean))
        {
            return clean;
        }

        clean = TextCleaner.Clean(cell.Text, vote.Winner, vote.Mixed);
        if (_cleaned.Count < MostCleaned && Profiled)
        {
            _cleaned[(vote, cell.Text)] = clean;
        }

        return clean;
    }

    /// <summary>A cell's text for sorting rows: a lone "Cộng" or "Thôn 3" among two fonts is known by its word, where a name is not.</summary>
    public string Plain(int column, SheetCell cell, SheetLine line)
    {
        var text = Clean(column, cell, line).Value;
        return _sheet.Mixed && LegacyFonts.MayBeLegacy(cell.Text) && !RowSorter.IsWord(text)
            ? new[] { LegacyFont.None, _sheet.Winner }.Select(f => TextCleaner.Clean(cell.Text, f).Value).FirstOrDefault(RowSorter.IsWord) ?? text : text;
    }

    /// <summary>How a column writes births.</summary>
    public BirthColumn BirthsOf(int column) => _births.TryGetValue(column, out var births) ? births : _births[column] = new();

    // What the row's other cells show, when they all show the same.
    private LegacyFont? RowFont(SheetLine line)
    {
        var (unicode, old) = (line.Cells.Any(c => LegacyFonts.IsUnicode(c.Text)), line.Cells.Any(c => TextCleaner.IsSurely(c.Text, _sheet.Winner)));
        return unicode == old ? null : unicode ? LegacyFont.None : _sheet.Winner;
    }

    private FontVote? FontOf(int column, bool create) =>
        _fonts.TryGetValue(column, out var vote) ? vote : create ? _fonts[column] = new() : null;

    private UnitEra Decide(ColumnMap map, UnitReader units, int column)
    {
        if (map.Has(Field.District))
        {
            return UnitEra.ThreeTier;
        }

        var eras = _names.Select(n => units.EraOf(Clean(column, SheetCell.Of(n), new SheetLine(0, [])).Value)).Where(e => e != UnitEra.Unknown).Distinct().ToList();
        return eras.Count == 1 ? eras[0] : UnitEra.Unknown;
    }
}
