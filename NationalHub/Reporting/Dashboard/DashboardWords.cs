using NationalHub.Provinces;
using NationalHub.Reporting.Indicators;
using Protos.Reference;
using Protos.Values;

namespace NationalHub.Reporting.Dashboard;

/// <summary>Vietnamese words of codes and figures on the dashboard.</summary>
internal static class DashboardWords
{
    /// <summary>Written where one to four people must not be told.</summary>
    public const string Few = "ít, không công bố";

    private static readonly Dictionary<string, string> Categories = ReferenceTable.Read("categories").Rows
        .GroupBy(r => r["code"]).ToDictionary(g => g.Key, g => g.Last()["label"], StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Methods = new(StringComparer.Ordinal)
    {
        ["CashPoint"] = "Tiền mặt tại điểm chi trả", ["CashHome"] = "Tiền mặt tại nhà", ["Bank"] = "Tài khoản ngân hàng", ["Epay"] = "Tài khoản an sinh xã hội trên VNeID",
    };

    public static string Category(string code) => code == "KHAC" ? "Nhóm khác" : Categories.GetValueOrDefault(code, code);

    public static string Method(string code) => Methods.GetValueOrDefault(code, code);

    public static string Place(string code) => code == Indicator.Nation
        ? "Cả nước"
        : ProvinceMap.Provinces.FirstOrDefault(p => p.Code == code)?.Name ?? ProvinceUnits.Find(code)?.Name ?? code;

    public static string Month(int month) => new PayMonth(month).ToString();

    /// <summary>A number with dots; of what is not told, why.</summary>
    public static string Number(long? value) => value is { } known ? known.ToString("N0", VietnameseFormat.Culture) : Few;

    public static string People(long? value) => value is null ? Few : $"{Number(value)} người";

    public static string Dong(long? value) => value is null ? Few : $"{Number(value)} đồng";

    /// <summary>Money short enough for a chart's margin: tỷ and triệu đồng.</summary>
    public static string ShortDong(long value) => value switch
    {
        >= 1_000_000_000 => $"{(value / 1_000_000_000m).ToString("0.#", VietnameseFormat.Culture)} tỷ đồng",
        >= 1_000_000 => $"{(value / 1_000_000m).ToString("0.#", VietnameseFormat.Culture)} triệu đồng",
        _ => $"{value.ToString("N0", VietnameseFormat.Culture)} đồng",
    };

    /// <summary>A share in percent with two decimals; without a whole there is none, and of what is not told it says why.</summary>
    public static string Share(PublishedFigure? figure) => figure switch
    {
        { Value: { } value, Whole: > 0 } => $"{Math.Round(value * 100m / figure.Whole, 2).ToString("0.##", VietnameseFormat.Culture)}%",
        { Value: null } => Few,
        _ => "chưa có",
    };
}
