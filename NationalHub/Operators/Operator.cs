using System.Text;
using Microsoft.EntityFrameworkCore;

namespace NationalHub.Operators;

/// <summary>A person of the ministry who watches the hub. Made from the command line only.</summary>
public sealed class Operator
{
    /// <summary>As <see cref="NameOf"/> has it, whoever made the row: one name is one account on every database.</summary>
    public required string Name { get; init => field = NameOf(value); }

    public string PasswordHash { get; set; } = "";

    public int FailedTimes { get; set; }

    /// <summary>Sign-in is refused until then after five wrong passwords.</summary>
    public DateTime? LockedUntil { get; set; }

    public DateTime CreatedAt { get; init; }

    /// <summary>What the sessions of now carry: another one ends them all.</summary>
    public string Stamp { get; set; } = "";

    /// <summary>Set: the account opens nothing any more.</summary>
    public DateTime? ClosedAt { get; set; }

    /// <summary>What the account is for; none opens nothing.</summary>
    public OperatorRoles Roles { get; set; }

    /// <summary>Key of his authenticator, sealed with the hub's own keys; empty: he sets it up at his next sign-in, and until then has no session.</summary>
    public string FactorSeal { get; set; } = "";

    /// <summary>Last time step whose code was used (RFC 6238, 5.2): neither it nor an earlier one is taken again.</summary>
    public long LastCodeStep { get; set; }

    /// <summary>Codes typed since the last right one.</summary>
    public int FailedCodes { get; set; }

    /// <summary>No code is looked at until then after five wrong ones. Apart from <see cref="LockedUntil"/>: strangers who type wrong passwords do not keep who is signed in from his work.</summary>
    public DateTime? CodesLockedUntil { get; set; }

    /// <summary>A name as accounts are found by it: trimmed, lower-cased, its letters composed. `an` and `AN` are one account.</summary>
    public static string NameOf(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        return typed.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant();
    }

    internal static void Map(ModelBuilder model) => model.Entity<Operator>(e =>
    {
        e.ToTable("Operators");
        e.HasKey(o => o.Name);
        e.Property(o => o.Name).HasMaxLength(60);
        e.Property(o => o.PasswordHash).HasMaxLength(200);
        e.Property(o => o.Stamp).HasMaxLength(32).IsUnicode(false);
        e.Property(o => o.FactorSeal).HasMaxLength(500).IsUnicode(false);
    });
}
