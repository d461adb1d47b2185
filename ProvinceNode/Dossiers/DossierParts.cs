using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>A paper of a dossier; its bytes are on disk under their hash, outside the web root.</summary>
public sealed class Attachment : IOfDossier
{
    public Guid Id { get; init; }

    public required Guid DossierId { get; init; }

    public required string TenantPath { get; set; }

    public string? SharedPath { get; set; }

    /// <summary>Which paper of the procedure, e.g. giay-xac-nhan-khuyet-tat.</summary>
    public required string Paper { get; init; }

    /// <summary>Name as sent, cleaned of paths.</summary>
    public required string FileName { get; init; }

    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public required string Hash { get; init; }

    public required long Bytes { get; init; }

    /// <summary>Type told by the content, not by the name.</summary>
    public required string MediaType { get; init; }

    public required DateTime AddedAt { get; init; }

    internal static void Map(EntityTypeBuilder<Attachment> attachment)
    {
        attachment.ToTable("Attachments");
        attachment.Property(a => a.Id).ValueGeneratedNever();
        attachment.Property(a => a.Paper).HasMaxLength(60);
        attachment.Property(a => a.FileName).HasMaxLength(200);
        attachment.Property(a => a.Hash).HasMaxLength(64).UseOrdinal();
        attachment.Property(a => a.MediaType).HasMaxLength(60);
    }
}

/// <summary>A request to complete the dossier: once, everything listed (policy 5.5).</summary>
public sealed class Supplement : IOfDossier
{
    public Guid Id { get; init; }

    public required Guid DossierId { get; init; }

    public required string TenantPath { get; set; }

    public string? SharedPath { get; set; }

    /// <summary>One thing wanted per line.</summary>
    public required string Wanted { get; init; }

    public required string Reason { get; init; }

    public required DateTime AskedAt { get; init; }

    public required string AskedBy { get; init; }

    public DateTime? AnsweredAt { get; set; }

    public string? Answer { get; set; }

    /// <summary>Clerk who took the answer at the desk; null when it came online.</summary>
    public string? TakenBy { get; set; }

    /// <summary>Who brought it, see <see cref="Bringer.Words"/>.</summary>
    public string? BroughtBy { get; set; }

    /// <summary>Corrected answers of the declaration, one per line; null when none.</summary>
    public string? Corrections { get; set; }

    /// <summary>All answers as they were before the corrections, as JSON: nothing that was declared is lost.</summary>
    public string? AnswersBefore { get; set; }

    internal static void Map(EntityTypeBuilder<Supplement> supplement)
    {
        supplement.ToTable("Supplements");
        supplement.Property(s => s.Id).ValueGeneratedNever();
        supplement.Property(s => s.Wanted).HasMaxLength(4000);
        supplement.Property(s => s.Reason).HasMaxLength(1000);
        supplement.Property(s => s.AskedBy).HasMaxLength(120);
        supplement.Property(s => s.Answer).HasMaxLength(2000);
        supplement.Property(s => s.TakenBy).HasMaxLength(120);
        supplement.Property(s => s.BroughtBy).HasMaxLength(300);
    }
}

/// <summary>A complaint during the posting; the chairman concludes within ten working days (Decree 20 Art. 8(1)(c)).</summary>
public sealed class Objection : IOfDossier
{
    public Guid Id { get; init; }

    public required Guid DossierId { get; init; }

    public required string TenantPath { get; set; }

    public string? SharedPath { get; set; }

    public required string From { get; init; }

    public required string Content { get; init; }

    public required DateTime At { get; init; }

    /// <summary>Moves only with the working-day calendar.</summary>
    public required DateOnly DueOn { get; set; }

    /// <summary>
    /// Working days that this complaint adds to the promised date: the law gives its examination days of its own, which the receipt could not promise
    /// (Decree 20 Art. 8(1); Circular 01/2019 for certificates). All of them while it is open; those that were used once it is concluded, never more.
    /// </summary>
    public int PromiseDays { get; set; }

    public DateTime? ConcludedAt { get; set; }

    /// <summary>True when the complaint was right and the dossier goes back to review.</summary>
    public bool? Upheld { get; set; }

    public string? Conclusion { get; set; }

    internal static void Map(EntityTypeBuilder<Objection> objection)
    {
        objection.ToTable("Objections");
        objection.Property(o => o.Id).ValueGeneratedNever();
        objection.HasIndex(o => o.DossierId);
        objection.Property(o => o.From).HasMaxLength(120);
        objection.Property(o => o.Content).HasMaxLength(2000);
        objection.Property(o => o.Conclusion).HasMaxLength(2000);
    }
}
