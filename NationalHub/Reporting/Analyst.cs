using Microsoft.EntityFrameworkCore;
using NationalHub.Reporting.OData;

namespace NationalHub.Reporting;

/// <summary>A tool or person that may read over OData. Only the hash of the key is stored.</summary>
public sealed class Analyst
{
    /// <summary>Client id; also the name in the query log.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the key (32 random bytes, so no salt is needed), hexadecimal.</summary>
    public required string KeyHash { get; set; }

    /// <summary>What the key is for, and so what it shows.</summary>
    public AnalystRole Role { get; set; }

    public DateTime CreatedAt { get; init; }

    public DateTime? ClosedAt { get; set; }

    internal static void Map(ModelBuilder model) => model.Entity<Analyst>(e =>
    {
        e.ToTable("Analysts");
        e.HasKey(a => a.Name);
        e.Property(a => a.Name).HasMaxLength(60);
        e.Property(a => a.Role).HasConversion<string>().HasMaxLength(20).IsUnicode(false);
        e.Property(a => a.KeyHash).HasMaxLength(64).IsUnicode(false);
        e.HasIndex(a => a.KeyHash).IsUnique();
    });
}

/// <summary>Who asked what over OData and how many rows left. Values in filters are left out: they may name a person.</summary>
public sealed class QueryLogEntry
{
    /// <summary>Characters of a query that are kept: all of the longest that the door reads, whose literals may be shorter than the sign that takes their place.</summary>
    public const int LongestQuery = 24_000;

    public long Id { get; init; }

    public DateTime At { get; init; }

    public required string Analyst { get; init; }

    /// <summary>Path and the shape of the options, without literals.</summary>
    public required string Query { get; init; }

    /// <summary>Why a file was taken out, as its taker said; empty for what tools read.</summary>
    public string Purpose { get; init; } = "";

    public int StatusCode { get; init; }

    public long Rows { get; init; }

    public int Milliseconds { get; init; }

    internal static void Map(ModelBuilder model) => model.Entity<QueryLogEntry>(e =>
    {
        e.ToTable("QueryLog");
        e.Property(q => q.Analyst).HasMaxLength(60);
        e.Property(q => q.Query).HasMaxLength(LongestQuery);
        e.Property(q => q.Purpose).HasMaxLength(ExportPurpose.Longest);
        e.HasIndex(q => q.At);
        e.HasIndex(q => new { q.Analyst, q.At });
    });
}
