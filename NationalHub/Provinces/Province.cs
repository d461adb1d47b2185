using Microsoft.EntityFrameworkCore;

namespace NationalHub.Provinces;

/// <summary>How far a province has come with the system.</summary>
public enum ProvinceStage
{
    /// <summary>Registered; its node has not enrolled yet.</summary>
    Invited = 1,

    /// <summary>The node is connected: sample data, exercises.</summary>
    Testing = 2,

    /// <summary>Real dossiers and lists, with paper beside them.</summary>
    Pilot = 3,

    /// <summary>The lists of the node are those that are paid.</summary>
    Live = 4,
}

/// <summary>A province that may push its records to the hub.</summary>
public sealed class Province
{
    /// <summary>Two digits of the national list of administrative units, e.g. 38.</summary>
    public required string Code { get; init; }

    /// <summary>Official name, e.g. Tỉnh Thanh Hóa.</summary>
    public required string Name { get; set; }

    public ProvinceStage Stage { get; set; } = ProvinceStage.Invited;

    /// <summary>Organization identifier of Circular 31/2023 kind, e.g. H56.</summary>
    public string Identifier { get; set; } = "";

    public DateTime RegisteredAt { get; init; }

    internal static void Map(ModelBuilder model) => model.Entity<Province>(e =>
    {
        e.ToTable("Provinces");
        e.HasKey(p => p.Code);
        e.Property(p => p.Code).HasMaxLength(2).IsUnicode(false);
        e.Property(p => p.Name).HasMaxLength(100);
        e.Property(p => p.Stage).HasConversion<string>().HasMaxLength(20).IsUnicode(false);
        e.Property(p => p.Identifier).HasMaxLength(20).IsUnicode(false);
    });
}
