namespace ProvinceNode.Platform.Text;

/// <summary>
/// Which old font the cells of a column (or sheet) were typed in, by the share of Vietnamese syllables that each reading makes.
/// Cells that are Unicode already do not vote and are never converted. Pure: it is fed cell by cell and keeps counts only.
/// </summary>
public sealed class FontVote
{
    // A few words decide nothing; a page of a list has hundreds.
    private const int Enough = 3_000;
    private const double Ahead = 0.15;

    private static readonly LegacyFont[] Fonts = [LegacyFont.None, LegacyFont.Tcvn3, LegacyFont.Vni];

    private readonly int[] _good = new int[3];

    // Told once for all cells that are cleaned by it; every cell counted may change it.
    private LegacyFont? _winner;

    /// <summary>Words with letters beyond ASCII that were looked at.</summary>
    public int Words { get; private set; }

    /// <summary>Cells that are Unicode beyond doubt.</summary>
    public int UnicodeCells { get; private set; }

    /// <summary>Both kinds stand in the column: a cell that reads well both ways is in doubt.</summary>
    public bool Mixed => UnicodeCells > 0 && Winner != LegacyFont.None;

    /// <summary>Whether the column's own words tell its font: most of them are syllables in one reading. Numbers of decisions are not.</summary>
    public bool Tells => UnicodeCells > 0 || (Words > 0 && _good.Max() * 2 >= Words);

    /// <summary>Takes a cell into account.</summary>
    public void Add(string text)
    {
        _winner = null;
        UnicodeCells += LegacyFonts.IsUnicode(text) ? 1 : 0;
        if (Words >= Enough || !LegacyFonts.MayBeLegacy(text))
        {
            return;
        }

        var original = Telling(text);
        Words += original.Count;
        foreach (var font in Fonts)
        {
            var read = LegacyFonts.ToUnicode(text, font);
            _good[(int)font] += Telling(read).Count(w => Syllables.Share([w]) > 0);
        }
    }

    /// <summary>The font, or <see cref="LegacyFont.None"/> when Unicode reads as well or nothing reads well.</summary>
    public LegacyFont Winner => _winner ??= Told();

    private LegacyFont Told()
    {
        if (Words == 0)
        {
            return LegacyFont.None;
        }

        var best = Fonts.MaxBy(f => _good[(int)f]);
        var (most, plain) = ((double)_good[(int)best] / Words, (double)_good[0] / Words);
        return most >= 0.5 && most - plain >= Ahead ? best : LegacyFont.None;
    }

    private static List<string> Telling(string text) =>
        [.. text.Split([' ', ',', '.', '(', ')', '/', '-', '\n', '\t', ':', ';', '\u00A0'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Any(c => c > '\u007F'))];
}
