using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProvinceNode.Dossiers.Calendar;

/// <summary>What a province chooses beside the days themselves: one row, made at the first change (policy 5.6).</summary>
public sealed class CalendarSettings
{
    /// <summary>Always 1.</summary>
    public int Id { get; init; } = 1;

    /// <summary>The one-stop desk is open on Saturday mornings.</summary>
    public bool SaturdayMorning { get; set; }

    internal static void Map(EntityTypeBuilder<CalendarSettings> settings)
    {
        settings.ToTable("CalendarSettings");
        settings.Property(s => s.Id).ValueGeneratedNever();
    }
}
