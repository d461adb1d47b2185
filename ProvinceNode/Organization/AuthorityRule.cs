namespace ProvinceNode.Organization;

/// <summary>Who stands behind a legal role on a date (policy 3.12): level of the office, title and office name to print.</summary>
public sealed class AuthorityRule
{
    public int Id { get; set; }

    /// <summary>Legal role, one of <see cref="Authorities"/>.</summary>
    public required string Role { get; set; }

    /// <summary>3T until 2025-06-30, 2T from 2025-07-01.</summary>
    public required string Regime { get; set; }

    public required UnitLevel Level { get; set; }

    /// <summary>Title with <c>{unit}</c> for the unit's name.</summary>
    public required string Title { get; set; }

    /// <summary>Office name with <c>{unit}</c>.</summary>
    public required string OfficeName { get; set; }

    public required DateOnly ValidFrom { get; set; }

    public DateOnly? ValidTo { get; set; }

    /// <summary>The text that a province's row rests on; empty for shipped rows.</summary>
    public string Legal { get; set; } = "";

    /// <summary>Entered by the province's legal officer: on its days it stands before the shipped row, and a new version of the product leaves it.</summary>
    public bool ByProvince { get; set; }

    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);
}

/// <summary>Legal roles of the authority map, and the account role that acts in each.</summary>
public static class Authorities
{
    public const string CommuneDesk = "COMMUNE_DESK";
    public const string CommuneOfficer = "COMMUNE_OFFICER";
    public const string CommuneChair = "COMMUNE_CHAIR";
    public const string Appraiser = "APPRAISER";
    public const string Decider = "DECIDER";
    public const string RecordsClerk = "RECORDS_CLERK";
    public const string FundHolder = "FUND_HOLDER";


    /// <summary>Sở (labour until 2025-02, health after): appraises what goes to an institution of the province.</summary>
    public const string ProvinceDepartment = "PROV_DEPT";

    /// <summary>Numbers what the commune's chairman signs in three tiers.</summary>
    public const string CommuneClerk = "COMMUNE_CLERK";

    /// <summary>Head of the appraising division: pays at a new address in the district without a new decision (Decree 20 Art. 8(3)).</summary>
    public const string DivisionHead = "DIVISION_HEAD";

    public const string InstitutionOfficer = "INSTITUTION_OFFICER";

    /// <summary>Decides who is admitted and discharged (Decree 20 Art. 28–30).</summary>
    public const string InstitutionHead = "INSTITUTION_HEAD";

    public const string InstitutionClerk = "INSTITUTION_CLERK";

    /// <summary>What each role does, in words.</summary>
    public static IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [CommuneDesk] = "Tiếp nhận, trả kết quả", [CommuneOfficer] = "Xét duyệt ở cấp xã", [CommuneChair] = "Ký và trình ở cấp xã", [Appraiser] = "Thẩm định", [DivisionHead] = "Lãnh đạo phòng thẩm định",
        [Decider] = "Quyết định", [RecordsClerk] = "Vào số quyết định", [CommuneClerk] = "Vào số văn bản của cấp xã", [FundHolder] = "Giữ kinh phí, chi trả", [ProvinceDepartment] = "Sở thẩm định",
        [InstitutionOfficer] = "Thẩm định ở cơ sở trợ giúp xã hội", [InstitutionHead] = "Quyết định ở cơ sở trợ giúp xã hội", [InstitutionClerk] = "Vào số ở cơ sở trợ giúp xã hội",
    };

    public static IReadOnlyDictionary<string, string> AccountRole { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [CommuneDesk] = Roles.Desk, [CommuneOfficer] = Roles.SocialOfficer, [CommuneChair] = Roles.Chairman,
        [Appraiser] = Roles.Appraiser, [Decider] = Roles.Chairman, [RecordsClerk] = Roles.RecordsClerk, [FundHolder] = Roles.Accountant,
        [ProvinceDepartment] = Roles.ProvinceOfficer, [CommuneClerk] = Roles.RecordsClerk, [DivisionHead] = Roles.DivisionHead,
        [InstitutionOfficer] = Roles.InstitutionOfficer, [InstitutionHead] = Roles.InstitutionHead, [InstitutionClerk] = Roles.RecordsClerk,
    };
}
