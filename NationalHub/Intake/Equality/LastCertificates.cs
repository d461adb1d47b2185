using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;

namespace NationalHub.Intake.Equality;

/// <summary>The last certificate of each province, without its file.</summary>
public sealed class LastCertificates(HubDb db)
{
    public async Task<IReadOnlyDictionary<string, CertificateLine>> ReadAsync(CancellationToken cancellation)
    {
        var last = await db.EqualityCertificates.AsNoTracking()
            .Where(c => !c.OfTrial && !db.EqualityCertificates.Any(n => n.ProvinceCode == c.ProvinceCode && n.SignedAt > c.SignedAt))
            .Select(c => new { c.ProvinceCode, Line = new CertificateLine(c.RunId, c.Reason, c.SignedAt, c.Records, c.InFlight, c.Refused, c.Differing, c.OfTrial) }).ToListAsync(cancellation).ConfigureAwait(false);
        return last.DistinctBy(l => l.ProvinceCode).ToDictionary(l => l.ProvinceCode, l => l.Line, StringComparer.Ordinal);
    }
}

/// <summary>A certificate as listed.</summary>
public sealed record CertificateLine(Guid RunId, string Reason, DateTime SignedAt, long Records, int InFlight, int Refused, int Differing, bool OfTrial)
{
    /// <summary>Colour never speaks alone: class, and words.</summary>
    public (string Css, string Words) State => (Differing, Refused) switch
    {
        _ when OfTrial => ("wait", "○ của giai đoạn chạy thử, dữ liệu đã xóa"),
        (0, 0) => ("good", "● khớp"),
        (0, _) => ("warn", $"◆ trục từ chối {EqualityPageModel.Number(Refused)} bản ghi, còn lại khớp"),
        (_, 0) => ("bad", $"▲ lệch {EqualityPageModel.Number(Differing)} bản ghi"),
        _ => ("bad", $"▲ lệch {EqualityPageModel.Number(Differing)} bản ghi, trục từ chối {EqualityPageModel.Number(Refused)}"),
    };
}
