using System.Text.RegularExpressions;
using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Import.Units;

/// <summary>To which organisation the names of a list belong.</summary>
public enum UnitEra
{
    /// <summary>Nothing in the list tells it.</summary>
    Unknown = 0,

    /// <summary>Communes within districts, until 2025-06-30.</summary>
    ThreeTier = 1,

    /// <summary>Communes of today, from 2025-07-01.</summary>
    TwoTier = 2,
}

/// <summary>A commune of one organisation, ready to be compared. Pure.</summary>
/// <param name="Key">Bare name for comparison with accents.</param>
/// <param name="Folded">Bare name without accents and blanks.</param>
/// <param name="Kind">xa, phuong, thi tran or dac khu.</param>
public sealed record KnownUnit(AdministrativeUnit Unit, AdministrativeUnit? District, UnitEra Era, string Key, string Folded, string Kind)
{
    /// <summary>For a question: "Xã Hoa Lộc (Huyện Hậu Lộc)".</summary>
    public string Shown => District is null ? Unit.Name : $"{Unit.Name} ({District.Name})";
}

/// <summary>Communes and districts of a province in both organisations, by code and name, as a catalogue says them: also the names and communes that ended since 2025-07-01. Pure.</summary>
public sealed partial class UnitBook
{
    private readonly Dictionary<string, KnownUnit> _three;
    private readonly Dictionary<string, KnownUnit> _two;
    private readonly ILookup<string, KnownUnit> _byName;
    private readonly ILookup<string, string> _before;
    private readonly Dictionary<string, KnownUnit> _ended;
    private readonly UnitCatalogue _catalogue;

    /// <summary>By the shipped tables alone.</summary>
    /// <param name="province">Two-digit code of today.</param>
    public UnitBook(string province)
        : this(province, UnitCatalogue.Shipped)
    {
    }

    /// <param name="province">Two-digit code of today.</param>
    public UnitBook(string province, UnitCatalogue catalogue)
    {
        _catalogue = catalogue;
        var units = new UnitSeed(province).Units().ToList();
        Districts = [.. units.Where(u => u.Level == UnitLevel.District)];
        Provinces = [.. units.Where(u => u.Level == UnitLevel.Province)];
        var districts = Districts.ToDictionary(d => d.Code, StringComparer.Ordinal);
        var communes = units.Where(u => u.Level == UnitLevel.Commune && u.ValidTo == UnitSeed.ThreeTierTo).Concat(catalogue.Communes(province)).Select(u => Known(u, districts)).ToList();
        _three = communes.Where(u => u.Era == UnitEra.ThreeTier).ToDictionary(u => u.Unit.Code, StringComparer.Ordinal);
        _two = communes.Where(u => u.Era == UnitEra.TwoTier && u.Unit.ValidTo is null).ToDictionary(u => u.Unit.Code, StringComparer.Ordinal);
        _ended = communes.Where(u => u.Era == UnitEra.TwoTier && !_two.ContainsKey(u.Unit.Code)).GroupBy(u => u.Unit.Code).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        _byName = communes.ToLookup(u => u.Folded, StringComparer.Ordinal);
        _before = _three.Keys.SelectMany(old => Succession.Of(old).Select(now => (now, old))).ToLookup(p => p.now, p => p.old, StringComparer.Ordinal);
        Communes = communes;
    }

    /// <summary>Communes of both organisations; one that bore another name since 2025-07-01 stands under each.</summary>
    public IReadOnlyList<KnownUnit> Communes { get; }

    /// <summary>Districts until 2025-06-30.</summary>
    public IReadOnlyList<AdministrativeUnit> Districts { get; }

    /// <summary>The province of today and those that were merged into it.</summary>
    public IReadOnlyList<AdministrativeUnit> Provinces { get; }

    /// <summary>A commune by code in one organisation, under its latest name.</summary>
    public KnownUnit? ByCode(string code, UnitEra era) => era == UnitEra.ThreeTier ? _three.GetValueOrDefault(code) : _two.GetValueOrDefault(code) ?? _ended.GetValueOrDefault(code);

    /// <summary>Communes whose bare name without accents is this.</summary>
    public IEnumerable<KnownUnit> ByName(string folded) => _byName[folded];

    /// <summary>The units of a day that stand for a known one: itself, its successors, or its predecessors.</summary>
    public IReadOnlyList<KnownUnit> On(KnownUnit unit, DateOnly day)
    {
        var target = EraOf(day);
        return target == UnitEra.ThreeTier ? unit.Era == target ? [unit] : [.. _before[unit.Unit.Code].Select(c => _three[c])]
            : [.. (unit.Era == target ? [unit.Unit.Code] : Succession.Of(unit.Unit.Code)).SelectMany(c => _catalogue.Parts(c, DateOnly.MaxValue)).Distinct(StringComparer.Ordinal).Select(c => _two.GetValueOrDefault(c)).OfType<KnownUnit>()];
    }

    /// <summary>First day on which a unit was no more; null while it is.</summary>
    public static DateOnly? EndedOn(KnownUnit unit) => unit.Unit.ValidTo?.AddDays(1);

    /// <summary>The organisation of a day.</summary>
    public static UnitEra EraOf(DateOnly day) => day >= UnitSeed.TwoTierFrom ? UnitEra.TwoTier : UnitEra.ThreeTier;

    /// <summary>Kind and bare name of a commune as people write it: "X. Hoa Lộc", "TT Hậu Lộc", "P.Đông Sơn"; the kind is empty when they do not tell it.</summary>
    public static (string Kind, string Bare) Split(string name)
    {
        var clean = VietnameseText.Clean(name).Trim('.', ',', ';', ':');
        var match = KindWords().Match(VietnameseText.Fold(clean));
        if (!match.Success)
        {
            return ("", clean);
        }

        // Folding keeps every letter in its place.
        var kind = match.Groups["k"].Value.TrimEnd('.', ' ') switch { "x" or "xa" => "xa", "p" or "phuong" => "phuong", "tt" or "thi tran" => "thi tran", _ => "dac khu" };
        return (kind, clean[match.Length..].Trim());
    }

    /// <summary>Bare name of a district: "H. Hậu Lộc", "TX Nghi Sơn", "TP. Thanh Hóa".</summary>
    public static string BareDistrict(string name)
    {
        var clean = VietnameseText.Clean(name).Trim('.', ',', ';', ':');
        return clean[DistrictWords().Match(VietnameseText.Fold(clean)).Length..].Trim();
    }

    /// <summary>For comparison without accents, blanks and hyphens.</summary>
    public static string FoldBare(string bare) => VietnameseText.Fold(bare).Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);

    private static KnownUnit Known(AdministrativeUnit unit, Dictionary<string, AdministrativeUnit> districts)
    {
        var (kind, bare) = Split(unit.Name);
        var era = EraOf(unit.ValidFrom);
        return new(unit, era == UnitEra.ThreeTier && unit.ParentCode is { } parent ? districts.GetValueOrDefault(parent) : null, era, VietnameseText.NameKey(bare), FoldBare(bare), kind);
    }

    [GeneratedRegex(@"^(?<k>xa|x\.|x|phuong|p\.|p|thi tran|tt\.|tt|dac khu|dk\.)(?<=\.)\s*(?=\S)|^(?<k>xa|x|phuong|p|thi tran|tt|dac khu)\s+(?=\S)|^(?<k>p)(?=\d)")]
    private static partial Regex KindWords();

    [GeneratedRegex(@"^(huyen|quan|thi xa|thanh pho|tx|tp|h|q)(\.\s*|\s+)(?=\S)")]
    private static partial Regex DistrictWords();
}
