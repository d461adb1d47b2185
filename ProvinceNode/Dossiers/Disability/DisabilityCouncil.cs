using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Disability;

/// <summary>Seats of the council (Law 51/2010 Art. 16(2); policy 3.11). Stored by name.</summary>
public enum CouncilRole
{
    /// <summary>Chủ tịch Hội đồng: chairman of the commune.</summary>
    Chairman,

    /// <summary>Trưởng trạm y tế cấp xã.</summary>
    HealthStation,

    /// <summary>Công chức phụ trách công tác lao động, thương binh và xã hội: secretary.</summary>
    Secretary,

    /// <summary>Mặt trận Tổ quốc.</summary>
    FatherlandFront,

    /// <summary>Hội Liên hiệp Phụ nữ.</summary>
    Women,

    /// <summary>Đoàn Thanh niên Cộng sản Hồ Chí Minh.</summary>
    Youth,

    /// <summary>Hội Cựu chiến binh.</summary>
    Veterans,

    /// <summary>Head of the disabled people's organisation, where there is one.</summary>
    DisabledPeople,
}

/// <summary>Hội đồng xác định mức độ khuyết tật of a commune for the term of its People's Committee; uses the committee's seal.</summary>
public sealed class DisabilityCouncil : ITenantOwned
{
    public Guid Id { get; init; }

    public required string TenantPath { get; set; }

    /// <summary>Number of the decision that established it, e.g. 15/QĐ-UBND.</summary>
    public required string DecisionNumber { get; init; }

    public required DateOnly EstablishedOn { get; init; }

    /// <summary>Last day of the term.</summary>
    public required DateOnly TermUntil { get; init; }

    public List<CouncilMember> Members { get; init; } = [];

    /// <summary>Members who sit today, the chairman first.</summary>
    public IReadOnlyList<CouncilMember> Sitting => Members.Where(m => m.LeftOn is null).OrderBy(m => m.Role).ThenBy(m => m.FullName, StringComparer.Ordinal).ToList();

    public bool HoldsOn(DateOnly day) => EstablishedOn <= day && day <= TermUntil;

    internal static void Map(EntityTypeBuilder<DisabilityCouncil> council)
    {
        council.ToTable("DisabilityCouncils");
        council.Property(c => c.Id).ValueGeneratedNever();
        council.Property(c => c.DecisionNumber).HasMaxLength(40);
        council.Ignore(c => c.Sitting);
        council.HasMany(c => c.Members).WithOne().HasForeignKey(m => m.CouncilId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>A member of a council.</summary>
public sealed class CouncilMember : ITenantOwned
{
    public Guid Id { get; init; }

    public required Guid CouncilId { get; init; }

    public required string TenantPath { get; set; }

    public required string FullName { get; init; }

    public required CouncilRole Role { get; init; }

    /// <summary>Post as printed, e.g. Chủ tịch UBND xã.</summary>
    public required string Post { get; init; }

    /// <summary>Day on which he left; null while he sits.</summary>
    public DateOnly? LeftOn { get; set; }

    internal static void Map(EntityTypeBuilder<CouncilMember> member)
    {
        member.ToTable("CouncilMembers");
        member.Property(m => m.Id).ValueGeneratedNever();
        member.Property(m => m.FullName).HasMaxLength(120);
        member.Property(m => m.Role).HasConversion<string>().HasMaxLength(30);
        member.Property(m => m.Post).HasMaxLength(200);
    }
}
