using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Provinces;
using Protos.Equality;

namespace NationalHub.Intake.Equality;

/// <summary>
/// Checks sealed certificates of any time: those of before a change of the hub's authority, those made in its midst (the node's signature under the new authority, the hub's under the old one), and those after it.
/// </summary>
public sealed class CheckSeal(CertificateAuthority authority)
{
    /// <summary>By every authority that the hub has or had.</summary>
    public EqualityVerdict Of(byte[] file) => By(file, [.. authority.Trusted, .. authority.Former]);

    /// <summary>By some authorities: a fault is what none of them vouches for.</summary>
    public static EqualityVerdict By(byte[] file, IReadOnlyCollection<X509Certificate2> authorities)
    {
        var verdicts = authorities.Select(a => EqualitySeal.Verify(file, a)).ToList();
        return verdicts[0] with { Faults = [.. verdicts[0].Faults.Where(f => verdicts.TrueForAll(v => v.Faults.Contains(f)))] };
    }

    /// <summary>
    /// Whether an authority that was withdrawn has to vouch for a file, and the hub does not hold the very same: withdrawn means that its key may be in other hands, which could date anything back.
    /// </summary>
    public async Task<bool> IsDoubtfulAsync(HubDb db, byte[] file, EqualityContent content, CancellationToken cancellation)
    {
        if (By(file, [.. authority.Trusted]).Faults.Count == 0)
        {
            return false;
        }

        var packed = await db.EqualityCertificates.AsNoTracking().Where(c => c.ProvinceCode == content.Province && c.RunId == content.RunId).Select(c => c.Packed).FirstOrDefaultAsync(cancellation).ConfigureAwait(false);
        return packed is null || !EqualityPacking.Unpack(packed).AsSpan().SequenceEqual(file);
    }
}
