using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Rows;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Import.Batches;

/// <summary>How far a sheet has come.</summary>
public enum SheetState
{
    /// <summary>Its rows are to be read, or the reading was interrupted and goes on after <see cref="ImportSheet.LastRow"/>.</summary>
    Waiting = 1,

    /// <summary>A person must say which column is which before rows can be read.</summary>
    NeedsColumns = 2,

    Read = 3,

    /// <summary>No heading, or a hidden sheet that nobody asked for: nothing is read.</summary>
    Skipped = 4,

    /// <summary>Breaks off or is too long; nothing of it is entered.</summary>
    Broken = 5,
}

/// <summary>A sheet of a file with its heading, its columns and how far it was read.</summary>
public sealed class ImportSheet : ITenantOwned
{
    public Guid Id { get; init; }

    public required Guid BatchId { get; init; }

    public required Guid FileId { get; init; }

    public required string TenantPath { get; set; }

    /// <summary>From 1 within the import.</summary>
    public required int Ordinal { get; init; }

    /// <summary>From 0 within the file.</summary>
    public required int Index { get; init; }

    public required string Name { get; init; }

    public bool Hidden { get; init; }

    public SheetState State { get; set; }

    /// <summary><see cref="SheetHeader"/> as JSON; empty when there is none.</summary>
    public string Header { get; set; } = "";

    /// <summary><see cref="ColumnMap"/> as JSON.</summary>
    public string Columns { get; set; } = "";

    /// <summary>Why nothing is read; empty when something is.</summary>
    public string Problem { get; set; } = "";

    /// <summary>Grows when the rows are read anew by other columns.</summary>
    public int Pass { get; set; }

    /// <summary>Rows with content, heading included; 0 until they were counted.</summary>
    public int TotalLines { get; set; }

    /// <summary>Rows with content that are done.</summary>
    public int LinesDone { get; set; }

    /// <summary>Number of the last row whose person is kept; the reading goes on behind it.</summary>
    public int LastRow { get; set; }

    /// <summary>What a reading of the rows needs.</summary>
    public SurveyedSheet Surveyed(string file, SheetInfo? info = null) =>
        new(file, info ?? new SheetInfo(Index, Name, Hidden, []), HeaderOf()!, ColumnsOf());

    public SheetHeader? HeaderOf() => Header.Length == 0 ? null : JsonSerializer.Deserialize<SheetHeader>(Header);

    public ColumnMap ColumnsOf() => Columns.Length == 0 ? new ColumnMap([]) : JsonSerializer.Deserialize<ColumnMap>(Columns)!;

    public void Take(SheetHeader header, ColumnMap map) => (Header, Columns) = (JsonSerializer.Serialize(header), JsonSerializer.Serialize(map));

    internal static void Map(EntityTypeBuilder<ImportSheet> sheet)
    {
        sheet.ToTable("ImportSheets");
        sheet.Property(s => s.Id).ValueGeneratedNever();
        sheet.Property(s => s.Name).HasMaxLength(120);
        sheet.Property(s => s.State).HasConversion<string>().HasMaxLength(20);
        sheet.Property(s => s.Problem).HasMaxLength(1000);
        sheet.HasIndex(s => new { s.BatchId, s.Ordinal }).IsUnique();
        sheet.HasOne<ImportFile>().WithMany().HasForeignKey(s => s.FileId).OnDelete(DeleteBehavior.Restrict);
    }
}
