using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Import.Batches;
using ProvinceNode.Platform;

namespace ProvinceNode.Import.Direct;

/// <summary>How far a direct entry has come.</summary>
public enum EntryState
{
    /// <summary>Chờ kiểm tra.</summary>
    Waiting = 1,

    /// <summary>Đã ghi sổ.</summary>
    Entered = 2,

    /// <summary>Trả lại: the checker found something wrong; it is entered anew.</summary>
    Returned = 3,
}

/// <summary>Nhập trực tiếp: somebody already decided on paper, typed by one official with the decision's scan and checked by another.</summary>
public sealed class DirectEntry : IEvidenceOfPerson
{
    public Guid Id { get; init; }

    /// <summary>Office that entered it.</summary>
    public required string TenantPath { get; set; }

    /// <summary>Where it was entered while another office keeps it, because that one ended; empty: it is there.</summary>
    public string FormerPath { get; set; } = "";

    public required Guid EnteredById { get; init; }

    public required string EnteredByName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime EnteredAt { get; init; }

    /// <summary><see cref="RowValues"/> as JSON: person, decision's number and day, category, amount, first month, receiver.</summary>
    public required string Values { get; init; }

    /// <summary><see cref="RowChoice"/>s as JSON.</summary>
    public string Choices { get; init; } = "";

    /// <summary>Who decided, as printed on the paper.</summary>
    public required string Body { get; init; }

    public required string PersonName { get; init; }

    /// <summary>Scan of the decision in the attachment store.</summary>
    public required string ScanHash { get; init; }

    public required string ScanName { get; init; }

    public required string ScanType { get; init; }

    /// <summary>Đồng a month that the decision grants.</summary>
    public required long Dong { get; init; }

    /// <summary>Đồng a month of the law in the first month; null when it cannot be told.</summary>
    public long? LawDong { get; init; }

    /// <summary>Why the decision grants another amount than the law.</summary>
    public string AmountWhy { get; init; } = "";

    public EntryState State { get; set; } = EntryState.Waiting;

    public string CheckedByName { get; set; } = "";

    public DateTime? CheckedAt { get; set; }

    /// <summary>Why it was returned.</summary>
    public string Note { get; set; } = "";

    /// <summary>The person in the registry, once entered.</summary>
    public Guid? BeneficiaryId { get; set; }

    public long Version { get; set; }

    public bool IsTaken => State == EntryState.Entered;

    public string Chosen(string about) => RowContent.Read<RowChoice>(Choices).FirstOrDefault(c => c.About == about)?.Answer ?? "";

    public RowValues Said() => RowValues.Of(Values);

    internal static void Map(EntityTypeBuilder<DirectEntry> entry)
    {
        entry.ToTable("DirectEntries");
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.Property(e => e.FormerPath).HasMaxLength(20).UseOrdinal();
        entry.Property(e => e.EnteredByName).HasMaxLength(120);
        entry.Property(e => e.Body).HasMaxLength(200);
        entry.Property(e => e.PersonName).HasMaxLength(120);
        entry.Property(e => e.ScanHash).HasMaxLength(64).UseOrdinal();
        entry.Property(e => e.ScanName).HasMaxLength(200);
        entry.Property(e => e.ScanType).HasMaxLength(40);
        entry.Property(e => e.AmountWhy).HasMaxLength(500);
        entry.Property(e => e.State).HasConversion<string>().HasMaxLength(20);
        entry.Property(e => e.CheckedByName).HasMaxLength(120);
        entry.Property(e => e.Note).HasMaxLength(1000);
        entry.Property(e => e.Version).IsConcurrencyToken();
        entry.HasIndex(e => e.State);
        entry.HasIndex(e => e.ScanHash);
    }
}
