using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProvinceNode.Platform;

/// <summary>Column shapes shared by the nouns.</summary>
public static class ColumnShapes
{
    /// <summary>Marks a column that is compared by code points (paths, codes): binary collation on SQL Server; SQLite does so anyway.</summary>
    public const string Ordinal = "btxh:ordinal";

    public static PropertyBuilder<string> UseOrdinal(this PropertyBuilder<string> property) =>
        (PropertyBuilder<string>)property.HasAnnotation(Ordinal, true);

    /// <summary>Applies what differs between the providers.</summary>
    public static void ApplyProvider(ModelBuilder model, bool sqlServer)
    {
        foreach (var property in model.Model.GetEntityTypes().SelectMany(e => e.GetDeclaredProperties()))
        {
            if (sqlServer && property.FindAnnotation(Ordinal) is not null)
            {
                property.SetCollation("Latin1_General_100_BIN2");
            }

            if (sqlServer && (property.ClrType == typeof(DateTime) || property.ClrType == typeof(DateTime?)))
            {
                property.SetColumnType("datetime2(6)");
            }

            property.RemoveAnnotation(Ordinal);
        }
    }
}
