using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Building;

/// <summary>
/// Who of a commune is settled up to which month, as the last building found it: of each such person lists hold, month by month, what the registry holds the month for. A later building reads no list
/// up to that month for him (<see cref="SettledMonths"/>). Written in the transaction of the building; it says nothing that lists and registry do not say, and is made anew when it is not there.
/// </summary>
public sealed class SettledBook
{
    private const int LongestPath = 20;
    private const int LongestStamp = 64;

    /// <summary>Tenant path of the commune.</summary>
    public required string Commune { get; init; }

    /// <summary>yyyyMM of the last month, of claims and of lists.</summary>
    public int Until { get; set; }

    /// <summary>Tells the lists up to the month as they stood: a result or a correction gives them another.</summary>
    public string Stamp { get; set; } = "";

    /// <summary>People, each with his mark.</summary>
    public byte[] People { get; set; } = [];

    public long Version { get; set; }

    internal static void Map(EntityTypeBuilder<SettledBook> book)
    {
        book.ToTable("SettledBooks");
        book.HasKey(b => b.Commune);
        book.Property(b => b.Commune).HasMaxLength(LongestPath).UseOrdinal();
        book.Property(b => b.Stamp).HasMaxLength(LongestStamp);
        book.Property(b => b.Version).IsConcurrencyToken();
    }
}
