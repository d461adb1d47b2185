using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;

namespace NationalHub.Intake.Equality;

/// <summary>The last certificate of each province, without its file.</summary>
public sealed class LastCertificates(HubDb db)
{
    public async Task<IReadOnlyDictionary<string, CertificateLine>> ReadAsync(CancellationToken cancellation)
    {
        var last = await db.EqualityCertificates.AsNoTracking()
            .Where(c => !db.EqualityCertificates.Any(n => n.ProvinceCode == c.ProvinceCode && n.SignedAt > c.SignedAt))
            .Select(c => new { c.ProvinceCode, Line = new CertificateLine(c.RunId, c.Reason, c.SignedAt, c.Records, c.InFlight, c.Differing) }).ToListAsync(cancellation).ConfigureAwait(false);
        return last.DistinctBy(l => l.ProvinceCode).ToDictionary(l => l.ProvinceCode, l => l.Line, StringComparer.Ordinal);
    }
}

/// <summary>A certificate as listed.</summary>
public sealed record CertificateLine(Guid RunId, string Reason, DateTime SignedAt, long Records, int InFlight, int Differing)
{
    /// <summary>Colour never speaks alone: class, and words.</summary>
    public (string Css, string Words) State => Differing == 0 ? ("good", "● khớp") : ("bad", $"▲ lệch {Differing} bản ghi");
}
