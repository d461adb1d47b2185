using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;

namespace NationalHub.Provinces;

/// <summary>
/// Which provinces work with real people and money: those in their pilot or after it, and those that ever were. Who is set back to be tried again goes on with its records and payments, so what was
/// real stays real. What is tried out never meets what is real: a sample record must not hold somebody's payment, nor read of him.
/// </summary>
internal sealed record RealProvinces(IReadOnlySet<string> Codes)
{
    public static async Task<RealProvinces> ReadAsync(HubDb db, CancellationToken cancellation) =>
        new((await Query(db).ToListAsync(cancellation).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal));

    internal static IQueryable<string> Query(HubDb db) => db.Provinces.AsNoTracking()
        .Where(p => p.Stage == ProvinceStage.Pilot || p.Stage == ProvinceStage.Live || db.StageChanges.Any(s => s.ProvinceCode == p.Code && (s.From == ProvinceStage.Pilot || s.From == ProvinceStage.Live)))
        .Select(p => p.Code);

    /// <summary>Whether both are real, or both are tried out.</summary>
    public bool Meet(string one, string other) => Codes.Contains(one) == Codes.Contains(other);
}
