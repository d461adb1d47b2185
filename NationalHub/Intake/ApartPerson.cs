using Microsoft.EntityFrameworkCore;

namespace NationalHub.Intake;

/// <summary>
/// Somebody who receives, or ever received, what law keeps confidential (Decree 20/2021 Art. 8(1)(b)): analysts never read who he is, whatever he receives now. The mark is kept for ever,
/// for the ended assistance stays to be read and leads to his record.
/// </summary>
public sealed class ApartPerson
{
    public required string ProvinceCode { get; init; }

    /// <summary>Id of his record, or of one that he was merged with.</summary>
    public required string Id { get; init; }

    public required DateTime MarkedAt { get; init; }

    internal static void Map(ModelBuilder model) => model.Entity<ApartPerson>(e =>
    {
        e.ToTable("ApartPeople");
        e.HasKey(p => new { p.ProvinceCode, p.Id });
        e.Property(p => p.ProvinceCode).HasMaxLength(2).IsUnicode(false);
        e.Property(p => p.Id).HasMaxLength(36).IsUnicode(false);
        // Read by stores of earlier days: who was marked since.
        e.HasIndex(p => p.MarkedAt);
    });
}
