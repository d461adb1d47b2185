namespace ProvinceNode.Organization;

/// <summary>Roles of policy 0.6 and 3.12 and product 2.1. What a role may do is data (<see cref="RolePermission"/>); where, is the office.</summary>
public static class Roles
{
    /// <summary>Bộ phận một cửa: receives, hands over.</summary>
    public const string Desk = "desk";

    /// <summary>Công chức Văn hóa – Xã hội: reviews, posts.</summary>
    public const string SocialOfficer = "social-officer";

    /// <summary>Chuyên viên thẩm định (Phòng LĐTBXH, after 2025-07 Phòng VHXH).</summary>
    public const string Appraiser = "appraiser";

    /// <summary>Lãnh đạo phòng chuyên môn.</summary>
    public const string DivisionHead = "division-head";

    /// <summary>Chủ tịch hoặc phó chủ tịch UBND: signs.</summary>
    public const string Chairman = "chairman";

    /// <summary>Văn thư: numbers and stamps.</summary>
    public const string RecordsClerk = "records-clerk";

    /// <summary>Kế toán: payment lists.</summary>
    public const string Accountant = "accountant";

    /// <summary>Thủ quỹ: sends approved lists and the money out; never the accountant himself (Law on Accounting Art. 52).</summary>
    public const string Cashier = "cashier";

    /// <summary>Chuyên viên Sở.</summary>
    public const string ProvinceOfficer = "province-officer";

    /// <summary>Lãnh đạo Sở.</summary>
    public const string ProvinceLeader = "province-leader";

    /// <summary>Chuyên viên cơ sở trợ giúp xã hội.</summary>
    public const string InstitutionOfficer = "institution-officer";

    /// <summary>Người đứng đầu cơ sở trợ giúp xã hội.</summary>
    public const string InstitutionHead = "institution-head";

    /// <summary>Công nghệ thông tin của Sở: accounts, calendar, replication.</summary>
    public const string Administrator = "administrator";

    /// <summary>Đơn vị quản lý cổng dịch vụ công của tỉnh.</summary>
    public const string PortalOwner = "portal-owner";

    /// <summary>Đơn vị quản lý trung tâm tích hợp dữ liệu.</summary>
    public const string IntegrationOwner = "integration-owner";

    /// <summary>Thanh tra: reads the act chain.</summary>
    public const string Inspector = "inspector";

    /// <summary>Vietnamese names as shown.</summary>
    public static IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Desk] = "Cán bộ Bộ phận Một cửa", [SocialOfficer] = "Công chức Văn hóa – Xã hội", [Appraiser] = "Chuyên viên thẩm định",
        [DivisionHead] = "Lãnh đạo phòng", [Chairman] = "Chủ tịch UBND", [RecordsClerk] = "Văn thư", [Accountant] = "Kế toán", [Cashier] = "Thủ quỹ",
        [ProvinceOfficer] = "Chuyên viên Sở", [ProvinceLeader] = "Lãnh đạo Sở", [InstitutionOfficer] = "Chuyên viên cơ sở trợ giúp xã hội", [InstitutionHead] = "Giám đốc cơ sở trợ giúp xã hội", [Administrator] = "Quản trị hệ thống",
        [PortalOwner] = "Quản lý cổng dịch vụ công", [IntegrationOwner] = "Quản lý tích hợp dữ liệu", [Inspector] = "Thanh tra",
    };

    /// <summary>Roles that bind the office or open its doors: they sign in with a second factor.</summary>
    public static IReadOnlySet<string> NeedSecondFactor { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        Chairman, DivisionHead, Accountant, Cashier, ProvinceLeader, InstitutionHead, Administrator, IntegrationOwner,
    };
}
