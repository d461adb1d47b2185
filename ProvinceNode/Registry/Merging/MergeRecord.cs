using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProvinceNode.Registry.Merging;

/// <summary>A row that was the absorbed person's.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Column">Column that names the person.</param>
/// <param name="Key">Its id.</param>
public sealed record MovedRow(string Table, string Column, Guid Key);

/// <summary>A column of one of the two people that the merge changed, as JSON of what the database holds.</summary>
public sealed record ChangedField(string Field, string Before, string After);

/// <summary>Everything that a merge did, so that it can be undone to the letter.</summary>
/// <param name="Moved">Rows of the absorbed that are the survivor's now.</param>
/// <param name="Stayed">Rows that stayed with the absorbed because the survivor has the like already.</param>
/// <param name="Own">Rows that were the survivor's before.</param>
public sealed record MergeContent(
    IReadOnlyList<MovedRow> Moved, IReadOnlyList<MovedRow> Stayed, IReadOnlyList<MovedRow> Own, IReadOnlyList<ChangedField> Survivor, IReadOnlyList<ChangedField> Absorbed);

/// <summary>
/// One merge of two records of one person: which stayed, which became part of it, who did it and why, every row moved and every column's old value. It belongs to
/// whoever may see the survivor, wherever that lies later. Undoing is entered in it; it goes only when the person's data are erased by law.
/// </summary>
public sealed class MergeRecord
{
    public Guid Id { get; init; }

    public required Guid SurvivorId { get; init; }

    public required Guid AbsorbedId { get; init; }

    /// <summary>Code of the absorbed record, by which papers name it.</summary>
    public required string AbsorbedCode { get; init; }

    public required string Reason { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime MergedAt { get; init; }

    public required string MergedByName { get; init; }

    /// <summary>The <see cref="MergeContent"/> as JSON.</summary>
    public required string ContentJson { get; init; }

    /// <summary>UTC; null while it holds.</summary>
    public DateTime? UndoneAt { get; set; }

    public string UndoneByName { get; set; } = "";

    public string UndoneReason { get; set; } = "";

    public long Version { get; set; }

    public MergeContent Content => JsonSerializer.Deserialize<MergeContent>(ContentJson)!;

    public static string Json(MergeContent content) => JsonSerializer.Serialize(content);

    internal static void Map(EntityTypeBuilder<MergeRecord> merge)
    {
        merge.ToTable("MergeRecords");
        merge.Property(m => m.Id).ValueGeneratedNever();
        merge.Property(m => m.Version).IsConcurrencyToken();
        merge.HasIndex(m => m.SurvivorId);
        merge.HasIndex(m => m.AbsorbedId);
        merge.Property(m => m.AbsorbedCode).HasMaxLength(30);
        merge.Property(m => m.Reason).HasMaxLength(1000);
        merge.Property(m => m.MergedByName).HasMaxLength(120);
        merge.Property(m => m.UndoneByName).HasMaxLength(120);
        merge.Property(m => m.UndoneReason).HasMaxLength(1000);
        merge.Ignore(m => m.Content);
    }
}
