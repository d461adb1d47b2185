using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;

namespace ProvinceNode.Organization;

/// <summary>Mapping of units, offices, officials and their rights.</summary>
public static class OrganizationMap
{
    public static void Apply(ModelBuilder builder)
    {
        Places(builder);
        People(builder);
        Rights(builder);
    }

    private static void Places(ModelBuilder builder)
    {
        builder.Entity<TakenCommune>(TakenCommune.Map);
        builder.Entity<AdministrativeUnit>(unit =>
        {
            unit.ToTable("Units");
            unit.Property(u => u.Code).HasMaxLength(5).UseOrdinal();
            unit.Property(u => u.Name).HasMaxLength(120);
            unit.Property(u => u.FoldedName).HasMaxLength(120);
            unit.Property(u => u.ParentCode).HasMaxLength(5);
            unit.HasIndex(u => new { u.Level, u.Code, u.ValidFrom }).IsUnique();
        });
        builder.Entity<Office>(office =>
        {
            office.ToTable("Offices");
            office.Ignore(o => o.Path);
            office.Ignore(o => o.Formers);
            office.Property(o => o.FormerNames).HasMaxLength(4000);
            office.Property(o => o.ClosedBy).HasMaxLength(200);
            office.Property(o => o.TenantPath).HasMaxLength(20).UseOrdinal();
            office.HasIndex(o => o.TenantPath).IsUnique();
            // An institution bears the name that its decision of admission writes.
            office.Property(o => o.UnitName).HasMaxLength(200);
            office.Property<string>(nameof(Office.ManagedBy)).HasMaxLength(20).UseOrdinal();
            office.Property(o => o.Identifier).HasMaxLength(20);
        });
    }

    private static void People(ModelBuilder builder)
    {
        builder.Entity<Official>(official =>
        {
            official.ToTable("Officials");
            official.Property(o => o.FullName).HasMaxLength(120);
            official.Property(o => o.Title).HasMaxLength(200);
            official.Property(o => o.OfficePath).HasMaxLength(20).UseOrdinal();
            official.HasIndex(o => o.OfficePath);
            official.Property(o => o.ActivationHash).HasMaxLength(64);
            // A stale copy of the account that is saved whole must not bring an older step back.
            official.Property(o => o.LastCodeStep).Metadata.SetAfterSaveBehavior(Microsoft.EntityFrameworkCore.Metadata.PropertySaveBehavior.Ignore);
        });
        builder.Entity<OfficialRole>(role =>
        {
            role.ToTable("OfficialRoles");
            role.HasKey(r => new { r.OfficialId, r.Role });
            role.Property(r => r.Role).HasMaxLength(30);
            role.HasOne<Official>().WithMany().HasForeignKey(r => r.OfficialId);
        });
    }

    private static void Rights(ModelBuilder builder)
    {
        builder.Entity<RolePermission>(permission =>
        {
            permission.ToTable("RolePermissions");
            permission.HasKey(p => new { p.Role, p.Action });
            permission.Property(p => p.Role).HasMaxLength(30);
            permission.Property(p => p.Action).HasMaxLength(40);
        });
        builder.Entity<AuthorityRule>(rule =>
        {
            rule.ToTable("AuthorityRules");
            rule.Property(r => r.Role).HasMaxLength(30);
            rule.Property(r => r.Regime).HasMaxLength(3);
            rule.Property(r => r.Title).HasMaxLength(200);
            rule.Property(r => r.OfficeName).HasMaxLength(200);
            rule.Property(r => r.Legal).HasMaxLength(300);
            rule.HasIndex(r => new { r.Role, r.ByProvince, r.ValidFrom }).IsUnique();
        });
    }
}
