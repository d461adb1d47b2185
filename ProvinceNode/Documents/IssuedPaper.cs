using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Documents.Verification;
using ProvinceNode.Platform;

namespace ProvinceNode.Documents;

/// <summary>How far a paper is. It only moves forward. Stored: never renumber.</summary>
public enum PaperState
{
    /// <summary>Written, waits for its signer.</summary>
    AwaitingSignature = 1,

    /// <summary>Signed, waits for the records clerk's number.</summary>
    AwaitingNumber = 2,

    /// <summary>Issued: its content never changes again; the PDF is being made and signed.</summary>
    Frozen = 3,

    /// <summary>Issued, and its signed PDF is kept.</summary>
    Sealed = 4,
}

/// <summary>Whether an issued paper still holds. Stored: never renumber.</summary>
public enum PaperValidity
{
    Valid = 1,

    /// <summary>Taken back by an official, with a reason.</summary>
    Revoked = 2,

    /// <summary>A later paper stands in its place.</summary>
    Superseded = 3,
}

/// <summary>An official paper of a dossier (policy 4.2): frozen when issued, then sealed as a signed PDF that anyone can verify years later.</summary>
public sealed class IssuedPaper : IOfDossier, IFrozen
{
    public Guid Id { get; init; }

    /// <summary>The dossier, or the list whose common decision it is.</summary>
    public required Guid DossierId { get; init; }

    public required string TenantPath { get; set; }

    public string? SharedPath { get; set; }

    /// <summary>D01 … D26 (policy 4.2).</summary>
    public required string Paper { get; init; }

    /// <summary>Number as printed, e.g. 07/TNHS; empty when the paper has none, or none yet.</summary>
    public required string Number { get; set; }

    /// <summary>UTC; of a paper that waits, when it was written.</summary>
    public required DateTime IssuedAt { get; set; }

    /// <summary>Merge fields as JSON; the layout renders them.</summary>
    public required string Content { get; set; }

    /// <summary>Office that issues it: its number book counts it, its certificate signs it.</summary>
    public string OfficePath { get; init; } = "";

    /// <summary>Name of that office on the day, as its certificate and the public page say it; mergers do not change it.</summary>
    public string OfficeName { get; init; } = "";

    /// <summary>Account of who signed it here; null when the verb that made the paper knows (a decision).</summary>
    public Guid? SignerId { get; set; }

    /// <summary>Who signed the paper, and in what capacity; empty before.</summary>
    public string SignerName { get; set; } = "";

    public string SignerTitle { get; set; } = "";

    public PaperState State { get; set; } = PaperState.Frozen;

    /// <summary>See <see cref="VerificationCode"/>.</summary>
    public string Code { get; init; } = VerificationCode.New();

    /// <summary>SHA-256 of the signed PDF, lower-case hexadecimal: its name on disk. Null before sealing.</summary>
    public string? PdfHash { get; set; }

    /// <summary>SHA-256 of the bytes that the electronic signature covers: finds the paper of an altered copy.</summary>
    public string? SignedDigest { get; set; }

    /// <summary>Serial number of the certificate, hexadecimal.</summary>
    public string? CertificateSerial { get; set; }

    /// <summary>SHA-256 thumbprint of the certificate, hexadecimal.</summary>
    public string? CertificateThumbprint { get; set; }

    /// <summary>UTC moment of the electronic signature.</summary>
    public DateTime? SealedAt { get; set; }

    public PaperValidity Validity { get; set; } = PaperValidity.Valid;

    /// <summary>UTC moment when it stopped holding.</summary>
    public DateTime? ValidityChangedAt { get; set; }

    /// <summary>Official who took it back, or signer of the paper in its place.</summary>
    public string? ValidityChangedBy { get; set; }

    /// <summary>One of <see cref="RevocationGrounds"/>: the public page says it.</summary>
    public string? RevokedFor { get; set; }

    /// <summary>The official's own words; for officials only.</summary>
    public string? RevokedWhy { get; set; }

    /// <summary>The paper in its place.</summary>
    public Guid? SupersededBy { get; set; }

    /// <summary>The paper that it is a certified copy of; null for every other.</summary>
    public Guid? CopyOf { get; set; }

    public bool IsIssued => State >= PaperState.Frozen;

    /// <summary>
    /// An issued paper only gains its seal, once, and may stop holding, once; one that was replaced holds again when the paper in its place is undone, one that
    /// was taken back never. Its place among the offices may change with the units.
    /// </summary>
    public bool IsFrozen(string property, Func<string, object?> stored)
    {
        var state = (PaperState)stored(nameof(State))!;
        return property switch
        {
            nameof(TenantPath) or nameof(SharedPath) => false,
            nameof(Validity) or nameof(ValidityChangedAt) or nameof(ValidityChangedBy) or nameof(RevokedFor) or nameof(RevokedWhy) or nameof(SupersededBy) =>
                (PaperValidity)stored(nameof(Validity))! is var was && (was == PaperValidity.Revoked || (was == PaperValidity.Superseded && Validity != PaperValidity.Valid)),
            nameof(State) or nameof(PdfHash) or nameof(SignedDigest) or nameof(CertificateSerial) or nameof(CertificateThumbprint) or nameof(SealedAt) =>
                state == PaperState.Sealed || (property == nameof(State) && State < state),
            nameof(DossierId) or nameof(Paper) or nameof(OfficePath) or nameof(OfficeName) or nameof(Code) or nameof(CopyOf) => true,
            // What a signer saw is what is numbered: after signing only the number line is still filled in.
            nameof(SignerId) or nameof(SignerName) or nameof(SignerTitle) => state > PaperState.AwaitingSignature,
            nameof(Content) when state == PaperState.AwaitingNumber => Unnumbered((string)stored(nameof(Content))!) != Unnumbered(Content),
            _ => state >= PaperState.Frozen,
        };
    }

    // The number stands on its line and in the reference of an annex.
    private static string Unnumbered(string content)
    {
        var paper = PaperContent.Parse(content);
        var number = paper.NumberLine.Split(' ')[^1];
        return (paper with { NumberLine = "", Annexes = number.Length == 0 ? paper.Annexes : [.. paper.Annexes.Select(a => a with { Reference = a.Reference.Replace(number, "", StringComparison.Ordinal) })] }).ToJson();
    }

    internal static void Map(EntityTypeBuilder<IssuedPaper> paper)
    {
        paper.ToTable("IssuedPapers");
        paper.Property(p => p.Id).ValueGeneratedNever();
        paper.HasIndex(p => p.DossierId);
        paper.HasIndex(p => p.State);
        paper.HasIndex(p => p.Code).IsUnique();
        paper.HasIndex(p => p.PdfHash);
        paper.HasIndex(p => p.SignedDigest);
        paper.Property(p => p.Paper).HasMaxLength(5);
        paper.Property(p => p.Number).HasMaxLength(40);
        paper.Property(p => p.OfficePath).HasMaxLength(20).UseOrdinal();
        paper.Property(p => p.OfficeName).HasMaxLength(200);
        paper.Property(p => p.SignerName).HasMaxLength(120);
        paper.Property(p => p.SignerTitle).HasMaxLength(200);
        paper.Property(p => p.Code).HasMaxLength(VerificationCode.Length).UseOrdinal();
        paper.Property(p => p.PdfHash).HasMaxLength(64);
        paper.Property(p => p.SignedDigest).HasMaxLength(64);
        paper.Property(p => p.CertificateSerial).HasMaxLength(64);
        paper.Property(p => p.CertificateThumbprint).HasMaxLength(64);
        paper.Property(p => p.ValidityChangedBy).HasMaxLength(120);
        paper.Property(p => p.RevokedFor).HasMaxLength(20);
        paper.Property(p => p.RevokedWhy).HasMaxLength(1000);
        // Two who seal, sign, number or revoke at once: the second changes nothing.
        paper.Property(p => p.State).IsConcurrencyToken();
        paper.Property(p => p.Validity).IsConcurrencyToken();
    }
}
