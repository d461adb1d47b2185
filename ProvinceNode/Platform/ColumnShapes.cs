using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProvinceNode.Platform;

/// <summary>Column shapes shared by the nouns.</summary>
public static class ColumnShapes
{
    /// <summary>Marks a column that must be compared by code points (paths, codes). Every text column is, under either provider; here somebody relies on it.</summary>
    public const string Ordinal = "btxh:ordinal";

    // SQLite compares by code points. With one collation for every text SQL Server finds, orders and keeps unique what SQLite does, and two columns in one comparison never have two collations (468).
    private const string Collation = "Latin1_General_100_BIN2";

    public static PropertyBuilder<string> UseOrdinal(this PropertyBuilder<string> property) =>
        (PropertyBuilder<string>)property.HasAnnotation(Ordinal, true);

    /// <summary>Applies what differs between the providers.</summary>
    public static void ApplyProvider(ModelBuilder model, bool sqlServer)
    {
        foreach (var property in model.Model.GetEntityTypes().SelectMany(e => e.GetDeclaredProperties()))
        {
            if (sqlServer && (property.GetProviderClrType() ?? property.GetValueConverter()?.ProviderClrType ?? property.ClrType) == typeof(string))
            {
                property.SetCollation(Collation);
            }

            if (sqlServer && (property.ClrType == typeof(DateTime) || property.ClrType == typeof(DateTime?)))
            {
                property.SetColumnType("datetime2(6)");
            }

            property.RemoveAnnotation(Ordinal);
        }
    }
}
