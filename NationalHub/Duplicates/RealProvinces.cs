using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Provinces;

namespace NationalHub.Duplicates;

/// <summary>Which provinces work with real people and money. What is tried out never meets what is real: a sample record must not hold somebody's payment, nor read of him.</summary>
internal sealed record RealProvinces(IReadOnlySet<string> Codes)
{
    public static async Task<RealProvinces> ReadAsync(HubDb db, CancellationToken cancellation) =>
        new((await db.Provinces.AsNoTracking().Where(p => p.Stage == ProvinceStage.Pilot || p.Stage == ProvinceStage.Live).Select(p => p.Code).ToListAsync(cancellation).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal));

    /// <summary>Whether both are real, or both are tried out.</summary>
    public bool Meet(string one, string other) => Codes.Contains(one) == Codes.Contains(other);
}
