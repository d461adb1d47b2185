using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Provinces;
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

    /// <summary>First day; null where nobody knows it: units of the three-tier organisation.</summary>
    public DateOnly? From { get; set; }

    /// <summary>Last day, included; null while no pack in force ended it.</summary>
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

/// <summary>The units as rows: the shipped lists, and what the hub published since.</summary>
internal static class UnitRows
{
    private static readonly DateOnly Reform = new(2025, 7, 1);
    private const int Tries = 5;

    private static readonly SemaphoreSlim Turn = new(1);

    // What was learned when a store was filled by this process.
    private static readonly Dictionary<string, int> Filled = new(StringComparer.Ordinal);

    /// <summary>Fills the table when it does not hold all units, or others were learned since: the first reader of the set pays for it.</summary>
    public static async Task EnsureAsync(DbContext db, CancellationToken cancellation)
    {
        await Turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // The mark before the rows: what is learned between the two is seen by the next reader.
            var (store, mark) = (db.Database.GetConnectionString() ?? "", ProvinceUnits.Mark);
            var rows = All();
            if (Filled.GetValueOrDefault(store) != mark || await db.Set<AdministrativeUnit>().CountAsync(cancellation).ConfigureAwait(false) != rows.Count)
            {
                await FillAsync(db, rows, cancellation).ConfigureAwait(false);
                Filled[store] = mark;
            }
        }
        finally
        {
            Turn.Release();
        }
    }

    // Another hub on the same store may fill it at this moment: then once more over its rows.
    private static async Task FillAsync(DbContext db, IReadOnlyList<AdministrativeUnit> rows, CancellationToken cancellation)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
                await db.Set<AdministrativeUnit>().ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
                db.AddRange(rows);
                await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
                await transaction.CommitAsync(cancellation).ConfigureAwait(false);
                return;
            }
            catch (DbUpdateException e) when (left > 1 && DatabaseRaces.IsLost(e))
            {
                // Rolled back whole.
            }
            catch (DbException e) when (left > 1 && DatabaseRaces.IsLost(e))
            {
                // The same of the deletion.
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    public static IReadOnlyList<AdministrativeUnit> All()
    {
        var successor = ReferenceTable.Read("province-succession-2025-07-01").Rows.ToDictionary(r => r["old_province_code"], r => r["new_province_code"], StringComparer.Ordinal);
        return [.. Of(Shipped("units-three-tier-until-2025-06-30"), AdministrativeUnit.ThreeTier, successor), .. Of(Present(), AdministrativeUnit.TwoTier, successor)];
    }

    // Shipped units under their present name, and those that only packs have: records of these are pushed even when the pack was withdrawn.
    private static List<PublishedUnit> Present()
    {
        var (shipped, published) = (Shipped("units-two-tier-from-2025-07-01"), ProvinceUnits.Published);
        var known = shipped.Select(u => u.Code).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. shipped.Select(u => published.TryGetValue(u.Code, out var now) && now.Level == u.Level ? u with { Name = now.Name, ParentCode = now.ParentCode } : u),
            .. published.Values.Where(u => !known.Contains(u.Code)).OrderBy(u => u.Code, StringComparer.Ordinal),
        ];
    }

    private static List<PublishedUnit> Shipped(string table) =>
        [.. ReferenceTable.Read(table).Rows.Where(r => r["code"].Length > 0).DistinctBy(r => r["code"]).Select(r => new PublishedUnit(r["level"], r["code"], r["name"], r["parent_code"], Reform))];

    private static IEnumerable<AdministrativeUnit> Of(List<PublishedUnit> units, string regime, Dictionary<string, string> successor)
    {
        var parent = units.ToDictionary(u => u.Code, u => u.ParentCode, StringComparer.Ordinal);
        string Province(string code) => parent.TryGetValue(code, out var above) && above.Length > 0 ? Province(above) : code;
        return units.Select(u => new AdministrativeUnit
        {
            Code = u.Code, Regime = regime, Name = u.Name, FoldedName = VietnameseText.Fold(u.Name), Level = u.Level, ParentCode = u.ParentCode,
            ProvinceCode = Province(u.Code), ProvinceCodeNow = successor.GetValueOrDefault(Province(u.Code), Province(u.Code)),
            From = regime == AdministrativeUnit.TwoTier ? u.From : null, Until = regime != AdministrativeUnit.TwoTier ? Reform.AddDays(-1) : ProvinceUnits.Ended.TryGetValue(u.Code, out var ended) ? ended : null,
        });
    }
}
