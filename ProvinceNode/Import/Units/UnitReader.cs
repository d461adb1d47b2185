using ProvinceNode.Import.Values;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Import.Units;

/// <summary>What a row says of the commune. Pure.</summary>
/// <param name="Code">As written, five digits or fewer when Excel took zeros away; empty when there is none.</param>
public sealed record UnitWords(string Code, string Commune, string District)
{
    public bool IsEmpty => Code.Length == 0 && Commune.Length == 0;

    /// <summary>As people would say it.</summary>
    public string Shown => string.Join(", ", new[] { Commune.Length > 0 ? Commune : Code, District }.Where(p => p.Length > 0));
}

/// <summary>The answer: a unit of the day, or the candidates among which a person chooses. Pure.</summary>
/// <param name="Candidates">Units of the day, to be offered.</param>
public sealed record UnitAnswer(Reading<string> Code, IReadOnlyList<AdministrativeUnit> Candidates);

/// <summary>
/// From names and codes of either organisation to the commune of a day. Where a unit was divided or a name fits several, it asks;
/// where a name was mended, it says so; it never chooses by itself, except that a commune's own list means that commune among those of its name. Pure.
/// </summary>
/// <param name="home">Code of the commune that sends the list; empty for a district or the department.</param>
public sealed class UnitReader(UnitBook book, DateOnly day, string home = "")
{
    private readonly Dictionary<(UnitWords, UnitEra), UnitAnswer> _known = [];

    /// <summary>The unit of the day.</summary>
    /// <param name="era">To which organisation the list's names belong, as the whole list shows.</param>
    public UnitAnswer Read(UnitWords words, UnitEra era)
    {
        if (_known.TryGetValue((words, era), out var known))
        {
            return known;
        }

        var answer = words.IsEmpty ? new UnitAnswer(Reading.Nothing<string>(), []) : Find(words, words.District.Length > 0 ? UnitEra.ThreeTier : era);
        _known[(words, era)] = answer;
        return answer;
    }

    /// <summary>To which organisation a name can belong: one of them, or unknown when both or none have it.</summary>
    public UnitEra EraOf(string commune)
    {
        var eras = Named(commune).Units.Select(u => u.Era).Distinct().ToList();
        return eras.Count == 1 ? eras[0] : UnitEra.Unknown;
    }

    private UnitAnswer Find(UnitWords words, UnitEra era)
    {
        var (units, mended) = words.Commune.Length > 0 ? Named(words.Commune) : ([], false);
        var coded = Coded(words.Code);
        if (words.Code.Length > 0 && words.Commune.Length > 0 && coded.Count > 0)
        {
            var both = units.Where(u => coded.Any(c => c.Unit.Code == u.Unit.Code && c.Era == u.Era)).ToList();
            if (both.Count == 0)
            {
                return Ask(UnitProblems.CodeAndName, coded.Concat(units), words.Code, words.Commune);
            }

            units = both;
        }
        else if (words.Commune.Length == 0)
        {
            units = coded;
        }

        // Nobody writes a name that does not exist yet.
        units = InEra(units, UnitBook.EraOf(day) == UnitEra.ThreeTier ? UnitEra.ThreeTier : era);
        (units, var districtMended) = InDistrict(units, words.District);
        return units.Count == 0 ? Ask(UnitProblems.Unknown, [], words.Shown) : Translate(words, units, mended || districtMended);
    }

    private UnitAnswer Translate(UnitWords words, List<KnownUnit> units, bool mended)
    {
        var targets = units.SelectMany(u => book.On(u, day)).DistinctBy(u => u.Unit.Code).ToList();
        if (targets.Count == 0)
        {
            return Ask(UnitProblems.Unknown, [], words.Shown);
        }

        if (targets.Count > 1 && !mended && units.Find(u => u.Unit.Code == home && u.Era == UnitBook.EraOf(day)) is { } own)
        {
            targets = [own];
        }

        if (targets.Count > 1)
        {
            return units.Count == 1 && UnitBook.EraOf(day) == UnitEra.TwoTier
                ? Ask(UnitProblems.Split, targets, units[0].Shown, List(targets), VietnameseFormat.Date(UnitBook.EndedOn(units[0]) ?? UnitSeed.TwoTierFrom))
                : Ask(UnitProblems.Several, targets, words.Shown, List(units.Count > 1 && units.All(u => u.Era == UnitBook.EraOf(day)) ? units : targets));
        }

        var code = targets[0].Unit.Code;
        return new(mended ? Reading.Doubtful(code, UnitProblems.Mended, units[0].Shown, words.Shown, units[0].Shown) : Reading.Of(code), [targets[0].Unit]);
    }

    private static UnitAnswer Ask(ProblemKind kind, IEnumerable<KnownUnit> candidates, params object[] parts)
    {
        var units = candidates.Select(c => c.Unit).DistinctBy(u => u.Code).ToList();
        return new(Reading.Wrong<string>(kind, null, parts), units);
    }

    private static string List(IEnumerable<KnownUnit> units) => string.Join("; ", units.Select(u => u.Shown).Distinct().Take(12));

    private List<KnownUnit> Coded(string code)
    {
        var digits = new string([.. code.Where(char.IsAsciiDigit)]).PadLeft(5, '0');
        return code.Length is 0 || digits.Length != 5 ? [] : [.. new[] { book.ByCode(digits, UnitEra.ThreeTier), book.ByCode(digits, UnitEra.TwoTier) }.OfType<KnownUnit>()];
    }

    private static List<KnownUnit> InEra(List<KnownUnit> units, UnitEra era) =>
        era != UnitEra.Unknown && units.Any(u => u.Era == era) ? [.. units.Where(u => u.Era == era)] : units;

    private (List<KnownUnit> Units, bool Mended) InDistrict(List<KnownUnit> units, string district)
    {
        if (district.Length == 0 || units.Count == 0)
        {
            return (units, false);
        }

        var bare = UnitBook.FoldBare(UnitBook.BareDistrict(district));
        bool Is(KnownUnit u, int letters) => u.District is { } d && UnitBook.FoldBare(UnitBook.BareDistrict(d.Name)) is var name && (name == bare || (letters > 0 && bare.Length >= 4 && Distance.Within(name, bare, letters)));
        var exact = units.Where(u => Is(u, 0)).ToList();
        if (exact.Count > 0)
        {
            return (exact, false);
        }

        // A district that was merged before the table's day, or is misspelt: the commune's name decides, and it is said.
        var near = units.Where(u => Is(u, 1)).ToList();
        return (near.Count > 0 ? near : units, true);
    }

    // With accents first, then without, then one letter off; whatever is not as written counts as mended.
    private (List<KnownUnit> Units, bool Mended) Named(string name)
    {
        var (kind, bare) = UnitBook.Split(name);
        var (key, folded) = (VietnameseText.NameKey(bare), UnitBook.FoldBare(bare));
        var same = book.ByName(folded).ToList();
        var exact = same.Where(u => u.Key == key).ToList();
        if (exact.Count > 0)
        {
            var ofKind = exact.Where(u => kind.Length == 0 || u.Kind == kind).ToList();
            return ofKind.Count > 0 ? (ofKind, false) : (exact, true);
        }

        if (same.Count > 0)
        {
            var ofKind = same.Where(u => kind.Length == 0 || u.Kind == kind).ToList();
            return (ofKind.Count > 0 ? ofKind : same, true);
        }

        return folded.Length < 4 ? ([], true) : ([.. book.Communes.Where(u => Distance.Within(u.Folded, folded, 1))], true);
    }
}
