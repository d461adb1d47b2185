using Microsoft.EntityFrameworkCore;
using ProvinceNode.Import.Batches;

namespace ProvinceNode.Import.Direct;

/// <summary>Mapping of the nouns of imports and direct entries.</summary>
public static class ImportMap
{
    public static void Apply(ModelBuilder builder)
    {
        builder.Entity<ImportBatch>(ImportBatch.Map);
        builder.Entity<ImportFile>(ImportFile.Map);
        builder.Entity<ImportSheet>(ImportSheet.Map);
        builder.Entity<ImportRow>(ImportRow.Map);
        builder.Entity<LearnedColumns>(LearnedColumns.Map);
        builder.Entity<DirectEntry>(DirectEntry.Map);
    }
}
