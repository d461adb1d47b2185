using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Import.Batches;

/// <summary>A file of an import; its bytes lie in the attachment store under their hash, unchanged, unless the law has somebody in them erased.</summary>
public sealed class ImportFile : ITenantOwned
{
    public Guid Id { get; init; }

    public required Guid BatchId { get; init; }

    public required string TenantPath { get; set; }

    /// <summary>From 1, in the order of sending.</summary>
    public required int Ordinal { get; init; }

    /// <summary>As sent, without folders.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256, lower-case hexadecimal: the same content again is known by it.</summary>
    public required string Hash { get; init; }

    public required long Bytes { get; init; }

    /// <summary>What the sender should know of it (macros, another form than its name promises); a line each.</summary>
    public string Remarks { get; set; } = "";

    /// <summary>Its sheets have been looked for.</summary>
    public bool Surveyed { get; set; }

    /// <summary>Why it could not be read after all; empty when it could.</summary>
    public string Problem { get; set; } = "";

    /// <summary>What is kept of it still holds somebody whose data are erased by law: a copy without his rows is due, see <see cref="CopyHash"/>.</summary>
    public bool CopyDue { get; set; }

    /// <summary>
    /// Hash of the copy that is kept in place of the bytes as sent, because rows of people whose data are erased by law are left out of it: the others' evidence. Empty:
    /// nothing of it could be kept; null: the bytes as sent are kept.
    /// </summary>
    public string? CopyHash { get; set; }

    /// <summary>Hash of the bytes that are kept now; empty when none are.</summary>
    public string KeptHash => CopyHash ?? Hash;

    internal static void Map(EntityTypeBuilder<ImportFile> file)
    {
        file.ToTable("ImportFiles");
        file.Property(f => f.Id).ValueGeneratedNever();
        file.Property(f => f.Name).HasMaxLength(120);
        file.Property(f => f.Hash).HasMaxLength(64).UseOrdinal();
        file.Property(f => f.CopyHash!).HasMaxLength(64).UseOrdinal();
        file.Ignore(f => f.KeptHash);
        file.Property(f => f.Remarks).HasMaxLength(2000);
        file.Property(f => f.Problem).HasMaxLength(1000);
        file.HasIndex(f => f.Hash);
        file.HasOne<ImportBatch>().WithMany().HasForeignKey(f => f.BatchId).OnDelete(DeleteBehavior.Restrict);
    }
}
