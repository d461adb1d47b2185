using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Import.Batches;

/// <summary>How far an import has come.</summary>
public enum BatchState
{
    /// <summary>Đang đọc: the dry run is under way or interrupted.</summary>
    Reading = 1,

    /// <summary>Chờ kiểm tra: read; its sender mends it, a second official may accept it.</summary>
    Ready = 2,

    /// <summary>Đang ghi sổ: accepted, chunks are being written.</summary>
    Accepting = 3,

    /// <summary>Đã ghi sổ.</summary>
    Accepted = 4,

    /// <summary>Đang hoàn tác.</summary>
    Undoing = 5,

    /// <summary>Đã hoàn tác.</summary>
    Undone = 6,

    /// <summary>Đã bỏ: nothing of it ever reached the registry.</summary>
    Withdrawn = 7,
}

/// <summary>What the lists of an import are about. Stored by name.</summary>
public enum ListKind
{
    /// <summary>People who receive.</summary>
    Receiving = 0,

    /// <summary>Danh sách hộ nghèo, hộ cận nghèo of a year (Decree 07/2021; QĐ 24/2021/QĐ-TTg).</summary>
    Poverty = 1,
}

/// <summary>Which amount is entered where the file pays another one than the law.</summary>
public enum AmountRule
{
    /// <summary>Nobody has chosen yet; a list with differences is not accepted before somebody has.</summary>
    Unset = 0,

    /// <summary>What the law pays in the month of the list.</summary>
    Law = 1,

    /// <summary>What the file pays, because decisions say so.</summary>
    File = 2,
}

/// <summary>Đợt nhập: files that one official sent together, from the dry run to the registry or back.</summary>
public sealed class ImportBatch : ITenantOwned
{
    public Guid Id { get; init; }

    /// <summary>Office of the sender.</summary>
    public required string TenantPath { get; set; }

    /// <summary>Where it was sent while another office keeps it, because that one ended; empty: it is there.</summary>
    public string FormerPath { get; set; } = "";

    public required Guid SentById { get; init; }

    public required string SentByName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime SentAt { get; init; }

    /// <summary>yyyyMM: the month that the lists are about; ages, amounts and the law are those of this month.</summary>
    public required int Month { get; init; }

    public ListKind Kind { get; init; }

    /// <summary>Year that a list of poor households is of; 0 for other lists.</summary>
    public int Year { get; init; }

    /// <summary>Decision that recognised the list of poor households, or empty.</summary>
    public string DecisionNumber { get; init; } = "";

    public DateOnly? DecisionOn { get; init; }

    /// <summary>Why other files of the same sending were not taken; a line each.</summary>
    public string Refused { get; init; } = "";

    public BatchState State { get; set; } = BatchState.Reading;

    public AmountRule Amounts { get; set; }

    public Guid? CheckedById { get; set; }

    public string CheckedByName { get; set; } = "";

    /// <summary>UTC of the acceptance.</summary>
    public DateTime? CheckedAt { get; set; }

    public Guid? UndoneById { get; set; }

    public string UndoneByName { get; set; } = "";

    public DateTime? UndoneAt { get; set; }

    /// <summary>Why it was undone or withdrawn.</summary>
    public string Reason { get; set; } = "";

    public long Version { get; set; }

    public PayMonth ListMonth => new(Month);

    /// <summary>Whether values may still be mended and columns chosen.</summary>
    public bool IsOpen => State is BatchState.Reading or BatchState.Ready;

    internal static void Map(EntityTypeBuilder<ImportBatch> batch)
    {
        batch.ToTable("ImportBatches");
        batch.Property(b => b.Id).ValueGeneratedNever();
        batch.Property(b => b.FormerPath).HasMaxLength(20).UseOrdinal();
        batch.Property(b => b.SentByName).HasMaxLength(120);
        batch.Property(b => b.CheckedByName).HasMaxLength(120);
        batch.Property(b => b.UndoneByName).HasMaxLength(120);
        batch.Property(b => b.Reason).HasMaxLength(1000);
        batch.Property(b => b.Kind).HasConversion<string>().HasMaxLength(20);
        batch.Property(b => b.DecisionNumber).HasMaxLength(60);
        batch.Property(b => b.State).HasConversion<string>().HasMaxLength(20);
        batch.Property(b => b.Amounts).HasConversion<string>().HasMaxLength(10);
        batch.Property(b => b.Version).IsConcurrencyToken();
        batch.Ignore(b => b.ListMonth);
        batch.Ignore(b => b.IsOpen);
        batch.HasIndex(b => b.State);
    }
}
