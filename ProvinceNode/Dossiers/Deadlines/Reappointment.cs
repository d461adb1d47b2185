using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Deadlines;

/// <summary>Xin lỗi và hẹn lại (D04): the one new date that a dossier may be given, with the reason (policy 5.5). Never changed.</summary>
public sealed class Reappointment : IOfDossier
{
    public Guid Id { get; init; }

    /// <summary>Unique: a second apology for the same dossier cannot be stored.</summary>
    public required Guid DossierId { get; init; }

    public required string TenantPath { get; set; }

    public string? SharedPath { get; set; }

    /// <summary>The day that the receipt promised; the figures of Decision 766 go on to count against it.</summary>
    public required DateOnly WasDueOn { get; init; }

    public required DateOnly NewDueOn { get; init; }

    public required string Reason { get; init; }

    public required DateTime At { get; init; }

    public required Guid SignedById { get; init; }

    public required string SignedByName { get; init; }

    internal static void Map(EntityTypeBuilder<Reappointment> row)
    {
        row.ToTable("Reappointments");
        row.Property(r => r.Id).ValueGeneratedNever();
        row.HasIndex(r => r.DossierId).IsUnique();
        row.Property(r => r.Reason).HasMaxLength(1000);
        row.Property(r => r.SignedByName).HasMaxLength(120);
    }
}
