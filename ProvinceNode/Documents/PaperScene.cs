using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>Where and when a paper is made: the offices with their names of that day, who decides, the texts in force. Pure.</summary>
/// <param name="Units">Office path to the name of its unit, e.g. Xã Hoa Lộc.</param>
/// <param name="Laws">Texts that papers may cite: shipped ones and the province's own.</param>
/// <param name="Commune">Commune that the paper is about; the offices above it are found from its path.</param>
/// <param name="DossierCode">Empty when the paper is about no dossier.</param>
public sealed record PaperScene(
    AuthorityMap Authorities, IReadOnlyDictionary<string, string> Units, IReadOnlyList<LegalBasis> Laws, TenantPath Commune,
    DateTime NowUtc, DateOnly Today, string DossierCode = "")
{
    /// <summary>Without districts (since 2025-07-01).</summary>
    public bool TwoTier => Authorities.RegimeOn(Today) == "2T";

    /// <summary>Legal role that decides: the commune's chairman where the procedure names him also in three tiers (Decree 20 Art. 12, 15).</summary>
    public string DeciderRole { get; init; } = Organization.Authorities.Decider;

    /// <summary>Legal role that appraises: the commune's officer where its chairman decides.</summary>
    public string AppraiserRole { get; init; } = Organization.Authorities.Appraiser;

    /// <summary>Whether the commune's chairman sent the dossier up and so proposes beside the division.</summary>
    public bool CommuneProposes { get; init; } = true;

    /// <summary>Letter with which the commune sent the dossier up, e.g. Công văn số 07/UBND-VHXH ngày 05/10/2022; empty when there is none.</summary>
    public string Letter { get; init; } = "";

    /// <summary>Office that decides on this day: the district or the commune itself.</summary>
    public TenantPath Decider => Office(DeciderRole);

    public TenantPath Appraiser => Office(AppraiserRole);

    /// <summary>E.g. Phòng Văn hóa – Xã hội xã Hoa Lộc.</summary>
    public string AppraiserName => OfficeName(AppraiserRole);

    /// <summary>A commune that decides by itself while there are districts: it has no divisions, its officers propose and carry out.</summary>
    public bool CommuneAlone => !TwoTier && Decider == Commune;

    /// <summary>"công chức Văn hóa – Xã hội xã Hoa Lộc".</summary>
    public string CommuneOfficer => $"{Lower(Authorities.Rule(Organization.Authorities.CommuneOfficer, Today).Title)} {Inside(Commune)}";

    public TenantPath Province => TenantPath.Parse(Commune.Province);

    /// <summary>E.g. Phòng Văn hóa – Xã hội.</summary>
    public string Division => BareOffice(AppraiserRole);

    /// <summary>Letters of the division in numbers and in "Lưu: VT, …": LĐTBXH of a district, YT from 2025-03-01, VHXH of a commune.</summary>
    public string DivisionLetters => Letters(Appraiser);

    /// <summary>Bộ phận Tiếp nhận và Trả kết quả, then Trung tâm Phục vụ hành chính công.</summary>
    public string Desk => BareOffice(Organization.Authorities.CommuneDesk);

    /// <summary>Care institution that has the dossier, or null.</summary>
    public TenantPath? Institution { get; init; }

    public TenantPath Office(string role) => Authorities.OfficeFor(role, Commune, Today, Institution);

    /// <summary>Name of a unit as it stands alone: Xã Hoa Lộc.</summary>
    public string Unit(TenantPath path) => Units.GetValueOrDefault(path.Value, path.UnitCode);

    /// <summary>Name of a unit inside a sentence: xã Hoa Lộc.</summary>
    public string Inside(TenantPath path) => Lower(Unit(path));

    /// <summary>"Ủy ban nhân dân xã Hoa Lộc".</summary>
    public string Committee(TenantPath path) => $"Ủy ban nhân dân {Inside(path)}";

    /// <summary>Name of an office with its unit, e.g. Phòng Văn hóa – Xã hội xã Hoa Lộc.</summary>
    public string OfficeName(string role) => Authorities.Rule(role, Today).OfficeName.Replace("{unit}", Inside(Office(role)), StringComparison.Ordinal);

    /// <summary>"xã Hoa Lộc, huyện Hậu Lộc, tỉnh Thanh Hóa", or without a district.</summary>
    public string Place => string.Join(", ", Commune.Depth == 3
        ? [Inside(Commune), Inside(Commune.Parent), Inside(Province)]
        : new[] { Inside(Commune), Inside(Province) });

    /// <summary>Address of someone who lives in the commune.</summary>
    public string AddressIn(string village) => village.Length > 0 ? $"{village}, {Place}" : Place;

    /// <summary>Letters of the division of an office: a district's is that of the day (policy 3.12), a commune's VHXH.</summary>
    public string Letters(TenantPath office) => office.Depth == 2 && Commune.Depth == 3 ? DistrictLetters(Authorities, Today) : "VHXH";

    /// <summary>Letters of the division that appraises in a district on a day: LĐTBXH of Phòng Lao động – Thương binh và Xã hội, YT of Phòng Y tế.</summary>
    public static string DistrictLetters(AuthorityMap authorities, DateOnly day) => string.Concat(
        authorities.Rule(Organization.Authorities.Appraiser, day).OfficeName.Replace("{unit}", "", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1).Where(w => w is not ("–" or "và")).Select(w => char.ToUpper(w[0], VietnameseFormat.Culture)));

    /// <summary>"Trưởng phòng Lao động – Thương binh và Xã hội": who heads the division on this day.</summary>
    public string HeadOfDivision => Authorities.Rule(Organization.Authorities.DivisionHead, Today).Title;

    /// <summary>"Căn cứ …;" of each text in force on the topics.</summary>
    public IEnumerable<string> Bases(params IEnumerable<string> topics) =>
        LegalBases.InForce(Laws, Today, topics).Select(l => $"Căn cứ {l.Text};");

    /// <summary>The decrees among them: a notice or a letter cites no more.</summary>
    public IEnumerable<string> Decrees(params IEnumerable<string> topics) =>
        LegalBases.InForce(Laws, Today, topics).Where(l => l.Text.StartsWith("Nghị định", StringComparison.Ordinal)).Select(l => $"Căn cứ {l.Text};");

    private string BareOffice(string role) => Authorities.Rule(role, Today).OfficeName.Replace("{unit}", "", StringComparison.Ordinal).Trim();

    /// <summary>As it stands in a sentence: xã Hoa Lộc.</summary>
    internal static string Lower(string name) => name.Length == 0 ? name : char.ToLower(name[0], VietnameseFormat.Culture) + name[1..];
}
