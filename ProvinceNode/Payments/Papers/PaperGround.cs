using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Papers;

/// <summary>Offices, day and signature that the papers of a month need. A paper of an approved list bears the day of its approval: printed again it is the same.</summary>
public sealed class PaperGround(NodeDb db, VietnamTime time)
{
    /// <param name="commune">Commune that the paper is about; for a paper of a month any commune of its fund holder.</param>
    /// <param name="atUtc">Moment of the paper; null: now.</param>
    public async Task<PaperScene> SceneAsync(TenantPath commune, DateTime? atUtc, CancellationToken cancel)
    {
        var paths = new[] { commune.Value, commune.Parent.Value, commune.Province }.Distinct().ToList();
        var units = await db.Offices.AsNoTracking().Where(o => paths.Contains(o.TenantPath)).Select(o => new { o.TenantPath, o.UnitName }).ToListAsync(cancel);
        var (authorities, now) = (await db.AuthorityRules.AsNoTracking().ToListAsync(cancel), atUtc ?? time.UtcNow);
        return new(new AuthorityMap(authorities), units.DistinctBy(u => u.TenantPath).ToDictionary(u => u.TenantPath, u => u.UnitName, StringComparer.Ordinal), [], commune, now, VietnamTime.Day(now));
    }

    /// <summary>Block of who approved: the head of the division or the chairman, himself or a deputy; null while nobody did.</summary>
    public async Task<SignatureBlock?> HeadAsync(Guid? approver, string name, CancellationToken cancel)
    {
        if (approver is not { } id)
        {
            return null;
        }

        var title = await db.Users.AsNoTracking().Where(o => o.Id == id).Select(o => o.Title).FirstOrDefaultAsync(cancel) ?? "";
        var post = title.Contains("Chủ tịch", StringComparison.OrdinalIgnoreCase) ? "CHỦ TỊCH" : "TRƯỞNG PHÒNG";
        return PaperStyle.Signer(post, title, name);
    }
}
