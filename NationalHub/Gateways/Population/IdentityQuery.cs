using Microsoft.EntityFrameworkCore;

namespace NationalHub.Gateways.Population;

/// <summary>What was asked; the names are stored.</summary>
public enum QueryKind
{
    /// <summary>Xác nhận thông tin công dân: does it match?</summary>
    Confirm,

    /// <summary>Tra cứu thông tin công dân, "037": what does the database hold?</summary>
    LookUp,
}

/// <summary>
/// One question to the population database, kept for inspection (policy 8.2: log every query with officer, purpose, dossier).
/// The person appears as a keyed hash and a masked number; no name.
/// </summary>
public sealed class IdentityQuery
{
    /// <summary>The question is about to leave: a hub that dies before it hears the answer leaves this in the log.</summary>
    public const string Asked = "Asked";

    public long Id { get; init; }

    public required string ProvinceCode { get; init; }

    public required string RequestId { get; init; }

    /// <summary>User name of the official, or "system".</summary>
    public required string Official { get; init; }

    /// <summary>Dossier or task; of a look-up what the official said it is for.</summary>
    public required string Purpose { get; init; }

    public QueryKind Kind { get; init; }

    /// <summary>Path of the office of a look-up, whose quota it counts against; empty of a confirmation.</summary>
    public string Office { get; init; } = "";

    /// <summary>Of a look-up; empty of a confirmation, whose purpose it is.</summary>
    public string DossierCode { get; init; } = "";

    public required string ProcedureCode { get; init; }

    /// <summary>HMAC-SHA256 of the number, see <see cref="GatewayKey"/>.</summary>
    public required string NumberHash { get; init; }

    public required string NumberMasked { get; init; }

    public DateTime At { get; init; }

    /// <summary>Matched, NotMatched, NotFound, Unavailable, Refused, OverQuota; <see cref="Asked"/> until one of them is known.</summary>
    public required string Outcome { get; set; }

    /// <summary>The population database's number of the answer.</summary>
    public string AnswerId { get; set; } = "";

    /// <summary>Answered from what was kept, of the same question or of the same official's purpose: the service was not asked.</summary>
    public bool Repeated { get; init; }

    public int Milliseconds { get; set; }

    internal static void Map(ModelBuilder model) => model.Entity<IdentityQuery>(e =>
    {
        e.ToTable("IdentityQueries");
        e.Property(q => q.ProvinceCode).HasMaxLength(2).IsUnicode(false);
        e.Property(q => q.RequestId).HasMaxLength(60).IsUnicode(false);
        e.Property(q => q.Official).HasMaxLength(64);
        e.Property(q => q.Purpose).HasMaxLength(200);
        e.Property(q => q.ProcedureCode).HasMaxLength(64);
        e.Property(q => q.NumberHash).HasMaxLength(64).IsUnicode(false);
        e.Property(q => q.NumberMasked).HasMaxLength(20);
        e.Property(q => q.Outcome).HasMaxLength(20).IsUnicode(false);
        e.Property(q => q.Kind).HasConversion<string>().HasMaxLength(10).IsUnicode(false);
        e.Property(q => q.Office).HasMaxLength(20).IsUnicode(false);
        e.Property(q => q.DossierCode).HasMaxLength(60).IsUnicode(false);
        e.HasIndex(q => q.At);
        e.Property(q => q.AnswerId).HasMaxLength(64);
        e.HasIndex(q => new { q.ProvinceCode, q.At });
        e.HasIndex(q => q.NumberHash);
    });
}

/// <summary>The answer to a question, sealed, so that the same question id gets the same answer without a second query.</summary>
public sealed class IdentityAnswer
{
    public required string ProvinceCode { get; init; }

    public required string RequestId { get; init; }

    /// <summary>Keyed hash of the whole question: an id used for another question is refused.</summary>
    public required string QuestionHash { get; init; }

    /// <summary>Of a look-up: keyed hash of official, office, purpose and person, by which it answers again for some hours; null of a confirmation.</summary>
    public string? ReuseHash { get; init; }

    /// <summary>VerifyCitizenReply or LookupReply, sealed: it holds a person's official values.</summary>
    public required byte[] Sealed { get; init; }

    public DateTime AnsweredAt { get; init; }

    internal static void Map(ModelBuilder model) => model.Entity<IdentityAnswer>(e =>
    {
        e.ToTable("IdentityAnswers");
        e.HasKey(a => new { a.ProvinceCode, a.RequestId });
        e.Property(a => a.ProvinceCode).HasMaxLength(2).IsUnicode(false);
        e.Property(a => a.RequestId).HasMaxLength(60).IsUnicode(false);
        e.Property(a => a.QuestionHash).HasMaxLength(64).IsUnicode(false);
        e.Property(a => a.ReuseHash).HasMaxLength(64).IsUnicode(false);
        e.HasIndex(a => a.AnsweredAt);
        e.HasIndex(a => new { a.ProvinceCode, a.ReuseHash });
    });
}

/// <summary>Questions a province, or an office of it, asked on one Vietnamese day; counted in the database, so that it holds across restarts and hubs.</summary>
public sealed class IdentityQuota
{
    public required string ProvinceCode { get; init; }

    /// <summary>Path of the office; empty: the whole province.</summary>
    public string Office { get; init; } = "";

    public DateOnly Day { get; init; }

    public int Used { get; set; }

    internal static void Map(ModelBuilder model) => model.Entity<IdentityQuota>(e =>
    {
        e.ToTable("IdentityQuotas");
        e.HasKey(q => new { q.ProvinceCode, q.Day, q.Office });
        e.Property(q => q.ProvinceCode).HasMaxLength(2).IsUnicode(false);
        e.Property(q => q.Office).HasMaxLength(20).IsUnicode(false);
    });
}
