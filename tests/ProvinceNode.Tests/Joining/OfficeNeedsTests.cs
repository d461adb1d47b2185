using ProvinceNode.Joining;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Tests.Joining;

/// <summary>Which offices need which accounts, by the authority map of the day. Pure.</summary>
public sealed class OfficeNeedsTests
{
    private static readonly DateOnly TwoTier = new(2026, 11, 2);
    private static readonly List<AuthorityRule> Rules = [.. RuleSeed.Authority()];

    // One desk in one commune serves no other commune.
    [Fact]
    public void Role_InOneOfficeOnly_IsLackingInTheOthers()
    {
        var needs = OfficeNeeds.Of([Make("38.1"), Make("38.2"), Make("38.3")], Rules, new HashSet<(string, string)> { ("38.2", Roles.Desk), ("38.9", Roles.Desk) }, TwoTier);

        Assert.Equal(["38.1", "38.3"], needs.Single(n => n.Role == Roles.Desk).Lacking.Select(o => o.TenantPath));
        Assert.All(needs.Where(n => n.Role != Roles.Desk), n => Assert.Equal(n.Offices.Count, n.Lacking.Count));
    }

    // In two tiers the commune does it all; the money is kept by another than the accountant.
    [Fact]
    public void Commune_OfTwoTiers_NeedsEveryRoleOfTheWork()
    {
        var needs = OfficeNeeds.Of([Make("38.1")], Rules, new HashSet<(string, string)>(), TwoTier);

        Assert.Equal(
            [Roles.Accountant, Roles.Appraiser, Roles.Cashier, Roles.Chairman, Roles.Desk, Roles.DivisionHead, Roles.RecordsClerk, Roles.SocialOfficer], needs.Select(n => n.Role).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Fund_OfThreeTiers_IsHeldByTheDistrict()
    {
        var needs = OfficeNeeds.Of([Make("38.380", UnitLevel.District), Make("38.380.14758")], Rules, new HashSet<(string, string)>(), new DateOnly(2022, 10, 5));

        Assert.Equal(["38.380"], needs.Single(n => n.Role == Roles.Accountant).Offices.Select(o => o.TenantPath));
        Assert.Equal(["38.380"], needs.Single(n => n.Role == Roles.Cashier).Offices.Select(o => o.TenantPath));
        Assert.Equal(2, needs.Single(n => n.Role == Roles.Chairman).Offices.Count);
    }

    // Where there is no institution, nobody is missed in it.
    [Fact]
    public void Institution_ThatIsThere_NeedsItsOwnPeople()
    {
        Assert.DoesNotContain(OfficeNeeds.Of([Make("38.1")], Rules, new HashSet<(string, string)>(), TwoTier), n => n.Role == Roles.InstitutionHead);
        Assert.Single(OfficeNeeds.Of([Make("38.90001", UnitLevel.Institution)], Rules, new HashSet<(string, string)>(), TwoTier).Single(n => n.Role == Roles.InstitutionHead).Lacking);
    }

    private static Office Make(string path, UnitLevel level = UnitLevel.Commune) => new() { TenantPath = path, Level = level, UnitName = path, Identifier = "H56", ValidFrom = new DateOnly(2021, 7, 1) };
}
