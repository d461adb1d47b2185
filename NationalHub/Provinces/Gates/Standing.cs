using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Protos.Enrolment;

namespace NationalHub.Provinces.Gates;

/// <summary>What a node last told of itself: one row a province.</summary>
public sealed class Standing
{
    private const int ThumbprintDigits = 64;
    private const int MostAuthorities = 3;

    public required string ProvinceCode { get; init; }

    public DateTime ReceivedAt { get; set; }

    public string NodeVersion { get; set; } = "";

    /// <summary>Message format that the node speaks.</summary>
    public int Protocol { get; set; }

    public long Waiting { get; set; }

    public long Refused { get; set; }

    /// <summary>Role → name and accounts, as JSON.</summary>
    public string RolesJson { get; set; } = "[]";

    /// <summary>Years separated by commas.</summary>
    public string CalendarYears { get; set; } = "";

    public long ImportLines { get; set; }

    public long ImportEntered { get; set; }

    /// <summary>Null when the node has not measured it.</summary>
    public int? QualityTenths { get; set; }

    public long People { get; set; }

    /// <summary>Thumbprints (SHA-256, upper-case hexadecimal) of the hub's authorities that the node trusts, separated by commas; empty: a node of before tells none.</summary>
    public string Authorities { get; set; } = "";

    /// <summary>How much of the province the node's work covers, as JSON; empty: a node of before does not tell.</summary>
    public string CoverageJson { get; set; } = "";

    /// <summary>Null: a node of before does not tell.</summary>
    public Coverage? Coverage => CoverageJson.Length > 0 ? Gates.Coverage.Read(CoverageJson) : null;

    public IReadOnlyCollection<string> Trusted => Authorities.Split(',', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether the node said to trust an authority.</summary>
    public bool Trusts(string thumbprint) => Trusted.Contains(thumbprint);

    public IReadOnlyList<RoleAccounts> Roles => JsonSerializer.Deserialize<List<RoleAccounts>>(RolesJson) ?? [];

    /// <summary>Takes what came; what is too long or below nothing is cut: a node cannot fill the table.</summary>
    internal void Take(StandingReport report, DateTime now)
    {
        (ReceivedAt, NodeVersion, Protocol) = (now, Cut(report.NodeVersion, 60), (int)Math.Min(report.Protocol, 1000));
        (Waiting, Refused) = (Math.Max(0, report.Waiting), Math.Max(0, report.Refused));
        (ImportLines, ImportEntered, People) = (Math.Max(0, report.ImportLines), Math.Max(0, report.ImportEntered), Math.Max(0, report.People));
        QualityTenths = report.QualityTenths is >= 0 and <= 1000 ? report.QualityTenths : null;
        RolesJson = JsonSerializer.Serialize(report.Roles.DistinctBy(r => r.Role).Take(30).Select(r => new RoleAccounts(Cut(r.Role, 30), Cut(r.Name, 60), Math.Max(0, r.Accounts))));
        Authorities = string.Join(',', report.Authorities.Where(a => a.Length == ThumbprintDigits && a.All(char.IsAsciiHexDigitUpper)).Distinct().Take(MostAuthorities));
        CoverageJson = report.Coverage is { } told ? Gates.Coverage.Of(told).ToJson() : "";
        CalendarYears = string.Join(',', report.CalendarYears.Where(y => y is > 2000 and < 2200).Distinct().Order().TakeLast(20));
    }

    internal static void Map(ModelBuilder model) => model.Entity<Standing>(e =>
    {
        e.ToTable("Standings");
        e.HasKey(s => s.ProvinceCode);
        e.Property(s => s.ProvinceCode).HasMaxLength(2).IsUnicode(false);
        e.Property(s => s.NodeVersion).HasMaxLength(60);
        e.Property(s => s.RolesJson).HasMaxLength(6000);
        e.Property(s => s.CalendarYears).HasMaxLength(120).IsUnicode(false);
        e.Property(s => s.Authorities).HasMaxLength((ThumbprintDigits + 1) * MostAuthorities).IsUnicode(false);
        e.Property(s => s.CoverageJson).HasMaxLength(16000);
        e.Ignore(s => s.Roles);
        e.Ignore(s => s.Coverage);
        e.Ignore(s => s.Trusted);
        e.HasOne<Province>().WithMany().HasForeignKey(s => s.ProvinceCode).OnDelete(DeleteBehavior.Restrict);
    });

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];
}

/// <summary>Accounts of one role of a node.</summary>
public sealed record RoleAccounts(string Role, string Name, int Accounts);
