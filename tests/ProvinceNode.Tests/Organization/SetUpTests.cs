using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Organization;

public sealed class SetUpTests
{
    [Fact]
    public async Task SetUp_OfThanhHoa_BringsBothOrganisations()
    {
        await using var node = await NodeHost.StartAsync();
        var offices = await node.WithDbAsync(db => db.Offices.AsNoTracking().ToDictionaryAsync(o => o.TenantPath));
        Assert.Equal((26, 547 + 166), (offices.Values.Count(o => o.Level == UnitLevel.District), offices.Values.Count(o => o.Level == UnitLevel.Commune)));
        Assert.Equal(("H56", "Tỉnh Thanh Hóa"), (offices["38"].Identifier, offices["38"].UnitName));
        Assert.Equal("H56.01", offices["38.380"].Identifier);
        Assert.Equal(UnitSeed.ThreeTierTo, offices["38.380.14758"].ValidTo);
        Assert.Equal(UnitSeed.TwoTierFrom, offices["38.14758"].ValidFrom);
        Assert.Equal(offices.Count, offices.Values.Select(o => o.Identifier).Distinct().Count());
    }

    [Fact]
    public void Offices_OfEveryProvince_HaveUniqueIdentifiersThatCodesOfDossiersAllow()
    {
        foreach (var province in Protos.Reference.ReferenceTable.Read("province-succession-2025-07-01").Rows.Select(r => r["new_province_code"]).Distinct())
        {
            var offices = new UnitSeed(province).Offices().ToList();
            Assert.Equal(offices.Count, offices.Select(o => o.Identifier).Distinct(StringComparer.Ordinal).Count());
            Assert.Equal(offices.Count, offices.Select(o => o.TenantPath).Distinct(StringComparer.Ordinal).Count());
            Assert.All(offices, o => Assert.Matches(@"^[A-Z]\d{2}(\.\d{1,3})*$", o.Identifier));
            Assert.All(offices, o => Assert.Equal(province, o.Path.Province));
        }
    }

    [Theory]
    [InlineData("Tỉnh Thanh Hoá", "Tỉnh Thanh Hóa")]
    [InlineData("Xã Hoằng Quỳ", "Xã Hoằng Quỳ")]
    [InlineData("Xã Hoàn Lão", "Xã Hoàn Lão")]
    [InlineData("Phường Thuỷ Xuân", "Phường Thủy Xuân")]
    public void OfficialName_OfUnit_HasToneWherePapersHaveIt(string shipped, string printed) =>
        Assert.Equal(printed, UnitSeed.OfficialName(shipped));

    [Fact]
    public async Task SetUp_Again_ChangesNothing()
    {
        await using var node = await NodeHost.StartAsync();
        await NodeSetUp.RunAsync(node.App.Services, default);
        Assert.Equal(1, await node.WithDbAsync(db => db.Acts.CountAsync()));
        Assert.Null(ActChain.FirstBroken(await node.WithDbAsync(db => db.Acts.OrderBy(a => a.Sequence).ToListAsync())));
    }

    // What a pack made on its own day, and a later version of the product ships as well.
    [Fact]
    public async Task SetUp_WithACommuneThatAPackMadeBefore_RecognisesIt()
    {
        await using var node = await NodeHost.StartAsync();
        var made = new DateOnly(2025, 9, 1);
        await node.WithDbAsync(db => db.Units.Where(u => u.Level == UnitLevel.Commune && u.Code == "16072" && u.ValidFrom == UnitSeed.TwoTierFrom).ExecuteUpdateAsync(u => u.SetProperty(x => x.ValidFrom, made)));

        await NodeSetUp.RunAsync(node.App.Services, default);

        Assert.Equal([made], await node.WithDbAsync(db => db.Units.Where(u => u.Level == UnitLevel.Commune && u.Code == "16072" && u.ValidFrom >= UnitSeed.TwoTierFrom).Select(u => u.ValidFrom).ToListAsync()));
        Assert.Equal(1, await node.WithDbAsync(db => db.Offices.CountAsync(o => o.TenantPath == "38.16072")));
        // One that is missing is brought, as ever; and the same code of the earlier organisation is another matter.
        await node.WithDbAsync(db => db.Units.Where(u => u.Code == "14758" && u.ValidFrom >= UnitSeed.TwoTierFrom).ExecuteDeleteAsync());
        await NodeSetUp.RunAsync(node.App.Services, default);
        Assert.Equal(2, await node.WithDbAsync(db => db.Units.CountAsync(u => u.Code == "14758")));
    }

    [Fact]
    public async Task SetUp_AfterProvinceTookARightAway_DoesNotGiveItBack()
    {
        await using var node = await NodeHost.StartAsync();
        await node.WithDbAsync(db => db.RolePermissions.Where(p => p.Role == Roles.Desk && p.Action == Actions.PersonReveal).ExecuteDeleteAsync());
        await NodeSetUp.RunAsync(node.App.Services, default);
        Assert.False(await node.WithDbAsync(db => db.RolePermissions.AnyAsync(p => p.Role == Roles.Desk && p.Action == Actions.PersonReveal)));
    }

    [Fact]
    public async Task SetUp_WithChangedShippedLevel_CorrectsTheRowUnderAnAct()
    {
        await using var node = await NodeHost.StartAsync();
        await node.WithDbAsync(db => db.Levels.ExecuteUpdateAsync(s => s.SetProperty(l => l.Amount, 1)));
        await NodeSetUp.RunAsync(node.App.Services, default);
        Assert.Equal([120_000, 180_000, 270_000, 360_000, 500_000, 540_000], await node.WithDbAsync(db => db.Levels.Where(l => l.Kind == ProvinceNode.Eligibility.LevelKind.Standard).OrderBy(l => l.ValidFrom).Select(l => l.Amount).ToListAsync()));
        Assert.Equal(2, await node.WithDbAsync(db => db.Acts.CountAsync()));
    }

    [Fact]
    public async Task SetUp_ForAnotherProvince_IsRefused()
    {
        await using var node = await NodeHost.StartAsync();
        await node.WithDbAsync(db => db.States.ExecuteUpdateAsync(s => s.SetProperty(x => x.ProvinceCode, "40")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => NodeSetUp.RunAsync(node.App.Services, default));
    }
}
