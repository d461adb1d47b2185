using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Import.Rows;
using ProvinceNode.Platform;

namespace ProvinceNode.Import.Batches;

/// <summary>What the registry says of the person of a row.</summary>
public enum RegistryMatch
{
    /// <summary>Nobody like him.</summary>
    None = 0,

    /// <summary>The same person, by number or as an official chose.</summary>
    Same = 1,

    /// <summary>Somebody of the same name and birth whom no number tells apart: an official says who it is.</summary>
    LookAlike = 2,

    /// <summary>The number is in the registry outside the sender's area, or of somebody else: the row is not entered.</summary>
    Blocked = 3,
}

/// <summary>What became of a row.</summary>
public enum RowState
{
    Read = 1,

    /// <summary>Left out by an official.</summary>
    LeftOut = 2,

    /// <summary>Entered into the registry.</summary>
    Entered = 3,

    /// <summary>Entered and taken back.</summary>
    Undone = 4,
}

/// <summary>
/// One person of a sheet: the cells as sent, the values with the cell that each came from, what is wrong, what an official changed, and what became of it.
/// Its id is the evidence of the entitlements that it led to, so that each of them leads back to file, sheet and cell.
/// </summary>
public sealed class ImportRow : IEvidenceOfPerson
{
    public Guid Id { get; init; }

    public required Guid BatchId { get; init; }

    public required Guid SheetId { get; init; }

    public required string TenantPath { get; set; }

    /// <summary>Of the sheet within the import.</summary>
    public required int Sheet { get; init; }

    /// <summary>Row number as Excel shows it.</summary>
    public required int Number { get; init; }

    /// <summary>Texts of the cells as sent: JSON, never changed; empty once the person's data are erased.</summary>
    public required string Cells { get; set; }

    /// <summary><see cref="RowMark"/>s as JSON: marks of the household's head that hold for this person, who has none of his own; nobody sent them in this row.</summary>
    public string Marks { get; set; } = "";

    /// <summary><see cref="RowValues"/> as JSON.</summary>
    public string Values { get; set; } = "";

    /// <summary><see cref="StoredFault"/>s as JSON.</summary>
    public string Faults { get; set; } = "";

    /// <summary><see cref="RowEdit"/>s as JSON; empty when nobody changed anything.</summary>
    public string Edits { get; set; } = "";

    /// <summary><see cref="RowChoice"/>s of officials as JSON.</summary>
    public string Choices { get; set; } = "";

    public RowVerdict Verdict { get; set; }

    public RowState State { get; set; } = RowState.Read;

    /// <summary>Person's numbers and folded name, by which other rows are compared.</summary>
    public string CitizenId { get; set; } = "";

    public string OldNumber { get; set; } = "";

    public string NameKey { get; set; } = "";

    /// <summary>Fingerprint of the question about the commune, equal for all rows that ask the same; empty when there is none.</summary>
    public string UnitQuestion { get; set; } = "";

    /// <summary>Codes of the units among which the question chooses, with commas.</summary>
    public string UnitOffers { get; init; } = "";

    /// <summary>Đồng a month that the file pays; null when it does not say.</summary>
    public long? FileDong { get; set; }

    /// <summary>Đồng a month that the law pays for the category in the month of the list; null when it cannot be told.</summary>
    public long? LawDong { get; set; }

    public RegistryMatch Match { get; set; }

    /// <summary>The person in the registry, when one is shown; after entering, the person entered.</summary>
    public Guid? BeneficiaryId { get; set; }

    /// <summary>Entering made this person.</summary>
    public bool MadePerson { get; set; }

    /// <summary>What the registry had before entering changed it: JSON of <see cref="RowChange"/>s.</summary>
    public string Before { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTime? EnteredAt { get; set; }

    public long Version { get; set; }

    public bool IsTaken => State is RowState.Entered or RowState.Undone;

    internal static void Map(EntityTypeBuilder<ImportRow> row)
    {
        row.ToTable("ImportRows");
        row.Property(r => r.Id).ValueGeneratedNever();
        row.Property(r => r.Verdict).HasConversion<string>().HasMaxLength(20);
        row.Property(r => r.State).HasConversion<string>().HasMaxLength(20);
        row.Property(r => r.Match).HasConversion<string>().HasMaxLength(20);
        row.Property(r => r.CitizenId).HasMaxLength(12).UseOrdinal();
        row.Property(r => r.OldNumber).HasMaxLength(12).UseOrdinal();
        row.Property(r => r.NameKey).HasMaxLength(120);
        row.Property(r => r.UnitQuestion).HasMaxLength(32).UseOrdinal();
        row.Property(r => r.UnitOffers).HasMaxLength(300);
        row.Property(r => r.Version).IsConcurrencyToken();
        row.HasIndex(r => new { r.BatchId, r.Sheet, r.Number }).IsUnique();
        // What the pages of an import count, and what is left to enter, without touching the rows themselves.
        row.HasIndex(r => new { r.BatchId, r.State, r.Verdict, r.Sheet, r.Number, r.Match, r.FileDong, r.LawDong });
        row.HasIndex(r => r.CitizenId);
        row.HasIndex(r => r.OldNumber);
        row.HasIndex(r => r.BeneficiaryId);
        row.HasOne<ImportSheet>().WithMany().HasForeignKey(r => r.SheetId).OnDelete(DeleteBehavior.Restrict);
    }
}
