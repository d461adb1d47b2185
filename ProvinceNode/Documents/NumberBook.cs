using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Documents;

/// <summary>Sổ văn bản: numbers of one body, year and type, from 1 on 1 January, without gaps or repeats (Decree 30/2020 Art. 15). Also counts dossier codes per office and day.</summary>
public sealed class NumberBook
{
    /// <summary>Office path of the body.</summary>
    public required string OfficePath { get; init; }

    /// <summary>QĐ, TB… or <c>HS</c> for dossier codes and <c>TN</c> for receipts.</summary>
    public required string Series { get; init; }

    /// <summary>Year, or yyyyMMdd for dossier codes, which restart each day.</summary>
    public required int Period { get; init; }

    public int Last { get; set; }

    internal static void Map(EntityTypeBuilder<NumberBook> book)
    {
        book.ToTable("NumberBooks");
        book.HasKey(b => new { b.OfficePath, b.Series, b.Period });
        book.Property(b => b.OfficePath).HasMaxLength(20).UseOrdinal();
        book.Property(b => b.Series).HasMaxLength(20);
        book.Property(b => b.Last).IsConcurrencyToken();
    }
}
