using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProvinceNode.Registry;

/// <summary>Which door a value came through.</summary>
public enum OriginKind
{
    /// <summary>Declaration of a dossier; the reference is its code, the place the field of the form.</summary>
    Dossier = 1,

    /// <summary>Imported sheet; the reference is file and sheet, the place the cell.</summary>
    Import = 2,

    /// <summary>Answer of the national population database; the reference is the request.</summary>
    Population = 3,

    /// <summary>Edit of an official; the reference is the sequence of the act, the reason stands there.</summary>
    Official = 4,
}

/// <summary>
/// Where values of a person came from: one row for all fields that one door set at one moment. Never changed: of a field the newest row that names it
/// counts, and the older ones tell where it came from on an earlier day. No personal data.
/// </summary>
public sealed class FieldOrigin
{
    public Guid Id { get; init; }

    public required Guid BeneficiaryId { get; init; }

    public required OriginKind Kind { get; init; }

    public required string Reference { get; init; }

    /// <summary>Name of the official who did it; empty for what came by itself.</summary>
    public string By { get; init; } = "";

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Fields with their places, e.g. <c>FullName@C12;Phone@H12;Links</c>.</summary>
    public required string Fields { get; init; }

    /// <summary>Field → place, empty where none is told.</summary>
    public IReadOnlyDictionary<string, string> Places => Fields.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(f => f.Split('@', 2))
        .DistinctBy(f => f[0]).ToDictionary(f => f[0], f => f.Length > 1 ? f[1] : "", StringComparer.Ordinal);

    internal static void Map(EntityTypeBuilder<FieldOrigin> origin)
    {
        origin.ToTable("FieldOrigins");
        origin.Property(o => o.Id).ValueGeneratedNever();
        origin.HasIndex(o => o.BeneficiaryId);
        origin.HasOne<Beneficiary>().WithMany().HasForeignKey(o => o.BeneficiaryId).OnDelete(DeleteBehavior.Cascade);
        origin.Ignore(o => o.Places);
        origin.Property(o => o.Kind).HasConversion<string>().HasMaxLength(12);
        origin.Property(o => o.Reference).HasMaxLength(300);
        origin.Property(o => o.By).HasMaxLength(120);
        origin.Property(o => o.Fields).HasMaxLength(1000);
    }
}
