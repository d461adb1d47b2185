using Microsoft.EntityFrameworkCore;

namespace NationalHub.Reporting;

/// <summary>Who lives together (Decree 58/2026, annex 82: disabled people of a household).</summary>
public sealed class Household : Replica
{
    /// <summary>Code of the poverty software or of the household book; may be empty.</summary>
    public string Code { get; set; } = "";

    public string HeadName { get; set; } = "";

    /// <summary>The name without tones and in small letters, for <c>$search</c>.</summary>
    public string FoldedName { get; set; } = "";

    public string CommuneCode { get; set; } = "";

    public string CommuneName { get; set; } = "";

    public string Village { get; set; } = "";

    /// <summary>Members who had not left when the version was recorded.</summary>
    public int MemberCount { get; set; }

    /// <summary>Those of them with a disability certificate.</summary>
    public int DisabledCount { get; set; }

    /// <summary>All members, of earlier days too, as one JSON document; numbers masked.</summary>
    public string Members { get; set; } = "[]";

    internal static void Map(ModelBuilder model) => model.Entity<Household>(e =>
    {
        MapReplica(e, "Households");
        e.Property(h => h.Code).HasMaxLength(40);
        e.Property(h => h.HeadName).HasMaxLength(120);
        e.Property(h => h.FoldedName).HasMaxLength(120);
        e.Property(h => h.CommuneCode).HasMaxLength(5).IsUnicode(false);
        e.Property(h => h.CommuneName).HasMaxLength(100);
        e.Property(h => h.Village).HasMaxLength(200);
        e.HasIndex(h => new { h.ProvinceCode, h.CommuneCode });
    });
}
