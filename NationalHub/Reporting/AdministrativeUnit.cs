using Microsoft.EntityFrameworkCore;
using Protos.Reference;
using Protos.Values;

namespace NationalHub.Reporting;

/// <summary>A province, district or commune in one of the two organizations, flat for joins in a spreadsheet.</summary>
public sealed class AdministrativeUnit
{
    public const string ThreeTier = "3T";
    public const string TwoTier = "2T";

    public string Code { get; set; } = "";

    /// <summary>3T until 2025-06-30, 2T from 2025-07-01: a code may have lived on with another extent.</summary>
    public string Regime { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>The name without tones and in small letters, for <c>$search</c>.</summary>
    public string FoldedName { get; set; } = "";

    /// <summary>province, district, commune.</summary>
    public string Level { get; set; } = "";

    /// <summary>Empty for a province.</summary>
    public string ParentCode { get; set; } = "";

    /// <summary>Province in which it lay then.</summary>
    public string ProvinceCode { get; set; } = "";

    /// <summary>Province in which it lies since 2025-07-01.</summary>
    public string ProvinceCodeNow { get; set; } = "";

    public DateOnly? From { get; set; }

    public DateOnly? Until { get; set; }

    internal static void Map(ModelBuilder model) => model.Entity<AdministrativeUnit>(e =>
    {
        e.ToTable("AdministrativeUnits");
        e.HasKey(u => new { u.Code, u.Regime });
        e.Property(u => u.Code).HasMaxLength(5).IsUnicode(false);
        e.Property(u => u.Regime).HasMaxLength(2).IsUnicode(false);
        e.Property(u => u.Name).HasMaxLength(100);
        e.Property(u => u.FoldedName).HasMaxLength(100);
        e.Property(u => u.Level).HasMaxLength(10).IsUnicode(false);
        e.Property(u => u.ParentCode).HasMaxLength(5).IsUnicode(false);
        e.Property(u => u.ProvinceCode).HasMaxLength(2).IsUnicode(false);
        e.Property(u => u.ProvinceCodeNow).HasMaxLength(2).IsUnicode(false);
    });
}

/// <summary>The shipped lists of units as rows.</summary>
internal static class UnitRows
{
    private static readonly DateOnly Reform = new(2025, 7, 1);
    private static readonly SemaphoreSlim Turn = new(1);

    /// <summary>Fills the table when it does not hold the shipped lists: the first reader of the set pays for it.</summary>
    public static async Task EnsureAsync(DbContext db, CancellationToken cancellation)
    {
        await Turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var rows = All();
            if (await db.Set<AdministrativeUnit>().CountAsync(cancellation).ConfigureAwait(false) != rows.Count)
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
                await db.Set<AdministrativeUnit>().ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
                db.AddRange(rows);
                await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
                await transaction.CommitAsync(cancellation).ConfigureAwait(false);
                db.ChangeTracker.Clear();
            }
        }
        finally
        {
            Turn.Release();
        }
    }

    public static IReadOnlyList<AdministrativeUnit> All()
    {
        var successor = ReferenceTable.Read("province-succession-2025-07-01").Rows.ToDictionary(r => r["old_province_code"], r => r["new_province_code"], StringComparer.Ordinal);
        return [.. Of("units-three-tier-until-2025-06-30", AdministrativeUnit.ThreeTier, successor), .. Of("units-two-tier-from-2025-07-01", AdministrativeUnit.TwoTier, successor)];
    }

    private static IEnumerable<AdministrativeUnit> Of(string table, string regime, Dictionary<string, string> successor)
    {
        var rows = ReferenceTable.Read(table).Rows.Where(r => r["code"].Length > 0).DistinctBy(r => r["code"]).ToList();
        var parent = rows.ToDictionary(r => r["code"], r => r["parent_code"], StringComparer.Ordinal);
        string Province(string code) => parent.TryGetValue(code, out var above) && above.Length > 0 ? Province(above) : code;
        return rows.Select(r => new AdministrativeUnit
        {
            Code = r["code"], Regime = regime, Name = r["name"], FoldedName = VietnameseText.Fold(r["name"]), Level = r["level"], ParentCode = r["parent_code"],
            ProvinceCode = Province(r["code"]), ProvinceCodeNow = successor.GetValueOrDefault(Province(r["code"]), Province(r["code"])),
            From = regime == AdministrativeUnit.TwoTier ? Reform : null, Until = regime == AdministrativeUnit.TwoTier ? null : Reform.AddDays(-1),
        });
    }
}
