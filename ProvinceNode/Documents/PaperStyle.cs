using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>Head lines that every paper of an office has (Decree 30/2020 Art. 8 and Annex I). Pure.</summary>
public static class PaperStyle
{
    /// <summary>"Hoa Lộc, ngày 05 tháng 01 năm 2023": days below ten and the months 1 and 2 get a leading zero.</summary>
    public static string PlaceAndDate(FlowContext context, TenantPath office) =>
        $"{BareName(context.UnitName(office))}, {LongDate(context.Today)}";

    public static string LongDate(DateOnly day) => $"ngày {day.Day:00} tháng {(day.Month < 3 ? $"0{day.Month}" : day.Month)} năm {day.Year}";

    /// <summary>Superior and issuing body for the People's Committee of a unit.</summary>
    public static (string Superior, string Issuer) Committee(FlowContext context, TenantPath office) =>
        (office.Depth == 1 ? "" : Upper($"Ủy ban nhân dân {context.UnitName(office.Parent)}"), Upper($"Ủy ban nhân dân {context.UnitName(office)}"));

    /// <summary>Superior and issuing body for the one-stop desk of a commune.</summary>
    public static (string Superior, string Issuer) Desk(FlowContext context, TenantPath commune) =>
        (Upper($"Ủy ban nhân dân {context.UnitName(commune)}"),
            Upper(context.Authorities.Rule(Authorities.CommuneDesk, context.Today).OfficeName.Replace("{unit}", "", StringComparison.Ordinal).Trim()));

    /// <summary>Residence inside a sentence: the unit's type is written small.</summary>
    public static string Address(Dossier dossier) => string.Join(", ", new[]
    {
        dossier.Owner.Village, FlowContext.Lower(dossier.Owner.CommuneName),
    }.Where(t => t.Length > 0));

    /// <summary>Name without the type of unit: Xã Hoa Lộc is Hoa Lộc.</summary>
    public static string BareName(string unitName)
    {
        foreach (var type in new[] { "Thành phố ", "Thị trấn ", "Thị xã ", "Đặc khu ", "Phường ", "Huyện ", "Quận ", "Tỉnh ", "Xã " })
        {
            if (unitName.StartsWith(type, StringComparison.Ordinal))
            {
                return unitName[type.Length..];
            }
        }

        return unitName;
    }

    public static string Upper(string text) => text.ToUpper(VietnameseFormat.Culture);
}
