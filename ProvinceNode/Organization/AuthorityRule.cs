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

    public static IReadOnlyDictionary<string, string> AccountRole { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [CommuneDesk] = Roles.Desk, [CommuneOfficer] = Roles.SocialOfficer, [CommuneChair] = Roles.Chairman,
        [Appraiser] = Roles.Appraiser, [Decider] = Roles.Chairman, [RecordsClerk] = Roles.RecordsClerk, [FundHolder] = Roles.Accountant,
        [ProvinceDepartment] = Roles.ProvinceOfficer, [CommuneClerk] = Roles.RecordsClerk, [DivisionHead] = Roles.DivisionHead,
        [InstitutionOfficer] = Roles.InstitutionOfficer, [InstitutionHead] = Roles.InstitutionHead, [InstitutionClerk] = Roles.RecordsClerk,
    };
}
