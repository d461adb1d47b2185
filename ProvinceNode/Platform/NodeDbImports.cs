using Microsoft.EntityFrameworkCore;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Direct;

namespace ProvinceNode.Platform;

/// <summary>Rows of imports and direct entries.</summary>
public abstract partial class NodeDb
{
    public DbSet<ImportBatch> ImportBatches => Set<ImportBatch>();

    public DbSet<ImportFile> ImportFiles => Set<ImportFile>();

    public DbSet<ImportSheet> ImportSheets => Set<ImportSheet>();

    public DbSet<ImportRow> ImportRows => Set<ImportRow>();

    public DbSet<LearnedColumns> LearnedColumns => Set<LearnedColumns>();

    public DbSet<DirectEntry> DirectEntries => Set<DirectEntry>();
}
