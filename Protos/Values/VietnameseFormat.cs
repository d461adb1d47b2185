using System.Globalization;

namespace Protos.Values;

/// <summary>Formats of official Vietnamese papers, independent of the machine's culture data.</summary>
public static class VietnameseFormat
{
    /// <summary>Dot between thousands, comma before decimals, dd/MM/yyyy (policy appendix B).</summary>
    public static CultureInfo Culture { get; } = Make();

    /// <summary>dd/MM/yyyy.</summary>
    public static string Date(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>A coefficient in hundredths as the law writes it: 150 is <c>1,5</c>.</summary>
    public static string Coefficient(int hundredths) => (hundredths / 100m).ToString("0.0#", Culture);

    private static CultureInfo Make()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.DateTimeFormat.ShortDatePattern = "dd/MM/yyyy";
        culture.DateTimeFormat.DayNames = ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"];
        return CultureInfo.ReadOnly(culture);
    }
}
