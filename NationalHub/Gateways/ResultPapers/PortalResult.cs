using Microsoft.EntityFrameworkCore;

namespace NationalHub.Gateways.ResultPapers;

/// <summary>How far a result paper has come; the names are stored.</summary>
public enum ResultState
{
    /// <summary>Its file is here, sealed.</summary>
    Waiting = 1,

    /// <summary>The portal has the file, not yet the paper of the dossier.</summary>
    Uploaded = 2,

    /// <summary>The portal has it; the file is forgotten here.</summary>
    Told = 3,

    /// <summary>The portal lost it, or the file was lost here: the node hands it over again.</summary>
    Wanted = 4,

    /// <summary>The province took it back, or another stands in its place: the portal is told the others without it.</summary>
    Withdrawn = 5,
}

/// <summary>A result paper of a dossier on its way from the province to the national portal (policy 5.4, DanhSachGiayToKetQua). No personal data but its sealed file.</summary>
public sealed class PortalResult
{
    public const int LongestReason = 500;

    public required string ProvinceCode { get; init; }

    /// <summary>Id of the paper at the node.</summary>
    public required string PaperId { get; init; }

    /// <summary>Id of the dossier's record.</summary>
    public required string DossierId { get; init; }

    public required string DossierCode { get; init; }

    /// <summary>TenGiayTo: kind and number, nobody's name.</summary>
    public required string Name { get; init; }

    /// <summary>MaThanhPhanHoSo.</summary>
    public required string Component { get; init; }

    public required string FileName { get; init; }

    /// <summary>SHA-256 of the signed PDF, lower-case hexadecimal.</summary>
    public required string Hash { get; init; }

    public int Bytes { get; init; }

    public ResultState State { get; set; } = ResultState.Waiting;

    /// <summary>IdTepTin of the portal; empty before, and of what is withdrawn once the portal is told so.</summary>
    public string FileId { get; set; } = "";

    /// <summary>Why it is not there yet, in Vietnamese.</summary>
    public string Reason { get; set; } = "";

    public DateTime ReceivedAt { get; set; }

    public DateTime? ToldAt { get; set; }

    /// <summary>Where its file lies, see <see cref="Mailbox.MailboxPapers"/>.</summary>
    public string Place => $"ket-qua-{ProvinceCode}-{PaperId}";

    internal static void Map(ModelBuilder model) => model.Entity<PortalResult>(e =>
    {
        e.ToTable("PortalResults");
        e.HasKey(r => new { r.ProvinceCode, r.PaperId });
        e.Property(r => r.ProvinceCode).HasMaxLength(2).IsUnicode(false);
        e.Property(r => r.PaperId).HasMaxLength(36).IsUnicode(false);
        e.Property(r => r.DossierId).HasMaxLength(36).IsUnicode(false);
        e.Property(r => r.DossierCode).HasMaxLength(60).IsUnicode(false);
        e.Property(r => r.Name).HasMaxLength(300);
        e.Property(r => r.Component).HasMaxLength(50).IsUnicode(false);
        e.Property(r => r.FileName).HasMaxLength(200);
        e.Property(r => r.Hash).HasMaxLength(64).IsUnicode(false);
        e.Property(r => r.FileId).HasMaxLength(50).IsUnicode(false);
        e.Property(r => r.Reason).HasMaxLength(LongestReason);
        // Withdrawn while the portal is told of it: the second reads again.
        e.Property(r => r.State).IsConcurrencyToken();
        e.Ignore(r => r.Place);
        e.HasIndex(r => new { r.ProvinceCode, r.DossierId });
        e.HasIndex(r => new { r.State, r.ProvinceCode });
    });
}
