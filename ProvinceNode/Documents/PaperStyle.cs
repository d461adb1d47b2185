using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>Head lines, dates, amounts and signature lines that every paper of an office has (Decree 30/2020 Art. 8, 13 and Annex I). Pure.</summary>
public static class PaperStyle
{
    private static readonly string[] Entrusted = ["PHÓ TRƯỞNG PHÒNG", "TRƯỞNG PHÒNG", "CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"];

    /// <summary>"Hoa Lộc, ngày 05 tháng 01 năm 2023": days below ten and the months 1 and 2 get a leading zero.</summary>
    public static string PlaceAndDate(FlowContext context, TenantPath office) =>
        $"{BareName(context.UnitName(office))}, {LongDate(context.Today)}";

    /// <inheritdoc cref="PlaceAndDate(FlowContext, TenantPath)"/>
    public static string PlaceAndDate(PaperScene scene, TenantPath office) => $"{BareName(scene.Unit(office))}, {LongDate(scene.Today)}";

    public static string LongDate(DateOnly day) => $"ngày {day.Day:00} tháng {(day.Month < 3 ? $"0{day.Month}" : day.Month)} năm {day.Year}";

    /// <summary>"08 giờ 30 phút, ngày 05 tháng 10 năm 2022" of a stored moment.</summary>
    public static string Moment(DateTime utc)
    {
        var local = VietnamTime.Local(utc);
        return $"{local:HH} giờ {local:mm} phút, {LongDate(DateOnly.FromDateTime(local))}";
    }

    /// <summary>"(Bằng chữ: Năm trăm bốn mươi nghìn đồng)".</summary>
    public static string InWords(long dong) => $"(Bằng chữ: {AmountInWords.Of(new Dong(dong))})";

    /// <summary>A number of a list below ten gets a leading zero: 03 đối tượng.</summary>
    public static string Count(int number) => number.ToString("00", VietnameseFormat.Culture);

    /// <summary>The number line before the clerk numbers: "Số: ………/QĐ-UBND".</summary>
    public static string Unnumbered(string series) => $"Số: ………/{series}";

    /// <summary>Superior and issuing body for the People's Committee of a unit.</summary>
    public static (string Superior, string Issuer) Committee(FlowContext context, TenantPath office) =>
        (office.Depth == 1 ? "" : Upper($"Ủy ban nhân dân {context.UnitName(office.Parent)}"), Upper($"Ủy ban nhân dân {context.UnitName(office)}"));

    /// <inheritdoc cref="Committee(FlowContext, TenantPath)"/>
    public static (string Superior, string Issuer) Committee(PaperScene scene, TenantPath office) =>
        (office.Depth == 1 ? "" : Upper(scene.Committee(office.Parent)), Upper(scene.Committee(office)));

    /// <summary>Issuing lines of a decision of a chairman: ỦY BAN NHÂN DÂN over HUYỆN HẬU LỘC (policy, appendix B).</summary>
    public static (string Superior, string Issuer) Chairman(PaperScene scene, TenantPath office) => ("ỦY BAN NHÂN DÂN", Upper(scene.Unit(office)));

    /// <summary>Superior and issuing body for the division that appraises.</summary>
    public static (string Superior, string Issuer) Division(PaperScene scene) => scene.CommuneAlone ? Committee(scene, scene.Commune) : (Upper(scene.Committee(scene.Appraiser)), Upper(scene.Division));

    /// <summary>Superior and issuing body for the one-stop desk of a commune.</summary>
    public static (string Superior, string Issuer) Desk(FlowContext context, TenantPath commune) =>
        (Upper($"Ủy ban nhân dân {context.UnitName(commune)}"),
            Upper(context.Authorities.Rule(Authorities.CommuneDesk, context.Today).OfficeName.Replace("{unit}", "", StringComparison.Ordinal).Trim()));

    /// <inheritdoc cref="Desk(FlowContext, TenantPath)"/>
    public static (string Superior, string Issuer) Desk(PaperScene scene) => (Upper(scene.Committee(scene.Commune)), Upper(scene.Desk));

    /// <summary>
    /// Block of the signer under the head of the body: himself, KT. by a deputy, TUQ. by the head of a division or of the office
    /// (Decree 30/2020 Art. 13). The capacity is told by his title.
    /// </summary>
    /// <param name="head">Post of the head in capitals, e.g. CHỦ TỊCH, TRƯỞNG PHÒNG, GIÁM ĐỐC.</param>
    public static SignatureBlock Signer(string head, SignedInOfficial signer) => Signer(head, signer.Title, signer.FullName);

    /// <inheritdoc cref="Signer(string, SignedInOfficial)"/>
    public static SignatureBlock Signer(string head, string title, string name)
    {
        var post = Upper(title);
        var deputy = "PHÓ " + head;
        if (post.StartsWith(deputy, StringComparison.Ordinal))
        {
            return SignatureBlock.Of(SigningCapacity.Deputy, head, deputy, name);
        }

        // Another body's head signs only what is entrusted to him in writing.
        var other = Entrusted.FirstOrDefault(e => post.StartsWith(e, StringComparison.Ordinal));
        return other is null || other == head ? SignatureBlock.Of(SigningCapacity.Own, head, head, name)
            : SignatureBlock.Of(SigningCapacity.Entrusted, head, Post(post), name);
    }

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

    // "TRƯỞNG PHÒNG VĂN HÓA – XÃ HỘI XÃ HOA LỘC": the place is the body's own and is not repeated.
    private static string Post(string title)
    {
        var words = title.Replace(" XÃ HỘI", " XA HOI", StringComparison.Ordinal); // of the same length, so that no unit is found in it
        var cut = new[] { " XÃ ", " PHƯỜNG ", " THỊ TRẤN ", " HUYỆN ", " QUẬN ", " THỊ XÃ ", " ĐẶC KHU ", " TỈNH " }
            .Select(unit => words.IndexOf(unit, StringComparison.Ordinal)).Where(i => i > 0).DefaultIfEmpty(-1).Min();
        return cut > 0 ? title[..cut] : title;
    }
}
