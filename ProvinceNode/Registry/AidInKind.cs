using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Registry;

/// <summary>Rice or essentials that a decision gave to a household (Decree 20 Art. 12): no money, so no list of payments carries it; reports count it.</summary>
public sealed class AidInKind : ITenantOwned
{
    public Guid Id { get; init; }

    public required string TenantPath { get; set; }

    public required Guid DecisionId { get; init; }

    /// <summary>From 1 within the list.</summary>
    public required int Number { get; init; }

    /// <summary>Name of its head.</summary>
    public required string Household
    {
        get;
        init => (field, FoldedHousehold) = (value, VietnameseText.Fold(value));
    }

    /// <summary>The same for search: lower case, without accents. Follows <see cref="Household"/>.</summary>
    public string FoldedHousehold { get; private set; } = "";

    public string Village { get; init; } = "";

    /// <summary>What brought it about, in the words of the list's form, e.g. tet or disaster.</summary>
    public string Cause { get; init; } = "";

    /// <summary>Day of the event of essentials; null for rice.</summary>
    public DateOnly? EventOn { get; init; }

    /// <summary>Persons who lacked food or essentials.</summary>
    public required int Persons { get; init; }

    /// <summary>Months of rice; 0 for essentials.</summary>
    public int Months { get; init; }

    public int RiceKilograms { get; init; }

    /// <summary>Essentials in words; empty for rice.</summary>
    public string Goods { get; init; } = "";

    /// <summary>How it came about, as people read it.</summary>
    public required string Arithmetic { get; init; }

    public required DateOnly DecidedOn { get; init; }

    public required DateTime RecordedAt { get; init; }

    internal static void Map(EntityTypeBuilder<AidInKind> aid)
    {
        aid.ToTable("AidsInKind");
        aid.Property(a => a.Id).ValueGeneratedNever();
        aid.HasIndex(a => new { a.DecisionId, a.Number }).IsUnique();
        aid.Property(a => a.Household).HasMaxLength(120);
        aid.Property(a => a.FoldedHousehold).HasMaxLength(120).UseOrdinal();
        aid.HasIndex(a => a.FoldedHousehold);
        aid.Property(a => a.Cause).HasMaxLength(20);
        aid.Property(a => a.Village).HasMaxLength(200);
        aid.Property(a => a.Goods).HasMaxLength(300);
        aid.Property(a => a.Arithmetic).HasMaxLength(500);
    }
}
