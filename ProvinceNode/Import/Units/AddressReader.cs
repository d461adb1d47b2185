using System.Text.RegularExpressions;
using Protos.Values;

namespace ProvinceNode.Import.Units;

/// <summary>Parts of an address in one cell. Pure.</summary>
public sealed record AddressParts(string Village, string Commune, string District, string Province);

/// <summary>Takes an address apart: "Thôn 1, xã Hoa Lộc, huyện Hậu Lộc, Thanh Hóa". Pure.</summary>
public sealed partial class AddressReader(UnitBook book)
{
    private readonly HashSet<string> _provinces = book.Provinces.Select(p => UnitBook.FoldBare(ProvinceWords().Replace(VietnameseText.Fold(p.Name), ""))).ToHashSet(StringComparer.Ordinal);
    private readonly HashSet<string> _districts = book.Districts.Select(d => UnitBook.FoldBare(UnitBook.BareDistrict(d.Name))).ToHashSet(StringComparer.Ordinal);

    /// <summary>The parts; what no word marks stays with the village.</summary>
    public AddressParts Read(string clean)
    {
        var parts = Between().Split(clean).Select(p => p.Trim()).Where(p => p.Length > 0).ToList();
        var (province, district, commune) = ("", "", "");
        if (parts.Count > 1 && IsProvince(parts[^1]))
        {
            province = Take(parts, parts.Count - 1);
        }

        if (parts.FindLastIndex(p => District().IsMatch(VietnameseText.Fold(p)) || (parts.Count > 1 && IsDistrict(p) && !IsCommuneOnly(p))) is >= 0 and var d)
        {
            district = Take(parts, d);
        }

        if (parts.FindLastIndex(p => UnitBook.Split(p).Kind.Length > 0) is >= 0 and var c)
        {
            commune = Take(parts, c);
        }
        else if (parts.FindLastIndex(p => !Columns.RowSorter.IsPlace(p) && book.ByName(UnitBook.FoldBare(p)).Any()) is >= 0 and var bare)
        {
            commune = Take(parts, bare);
        }

        return new(string.Join(", ", parts), commune, district, province);
    }

    private static string Take(List<string> parts, int index)
    {
        var part = parts[index];
        parts.RemoveAt(index);
        return part;
    }

    private bool IsProvince(string part)
    {
        var bare = UnitBook.FoldBare(ProvinceWords().Replace(VietnameseText.Fold(part), ""));
        return _provinces.Contains(bare) && !VietnameseText.Fold(part).StartsWith("tp", StringComparison.Ordinal);
    }

    private bool IsDistrict(string part) => _districts.Contains(UnitBook.FoldBare(part));

    // "Hậu Lộc" is a district and, since 2025, a commune; without a mark the commune is meant only when nothing else is left.
    private bool IsCommuneOnly(string part) => book.ByName(UnitBook.FoldBare(part)).Any() && !IsDistrict(part);

    [GeneratedRegex(@"\s*[,;\n]\s*|\s+[-–]\s+")]
    private static partial Regex Between();

    [GeneratedRegex(@"^(huyen|thi xa|quan|thanh pho|h\.|tx\.|tx |tp\.|tp |q\.)")]
    private static partial Regex District();

    [GeneratedRegex(@"^(tinh|thanh pho|t\.)\s*")]
    private static partial Regex ProvinceWords();
}
