using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;

namespace ProvinceNode.Registry;

/// <summary>Finds certificates by a person's number and changes their state; saved by the verb that calls it.</summary>
public static class CertificateRegister
{
    /// <summary>All certificates of a person in this province, newest first: another commune's count too, as for assistance in course.</summary>
    public static async Task<IReadOnlyList<DisabilityCertificate>> OfPersonAsync(NodeDb db, string citizenId, string oldNumber, CancellationToken cancel) =>
        citizenId.Length == 0 && oldNumber.Length == 0 ? []
            : await db.DisabilityCertificates.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking()
                .Where(c => (citizenId != "" && c.CitizenId == citizenId) || (oldNumber != "" && c.OldIdentityNumber == oldNumber))
                .OrderByDescending(c => c.IssuedOn).ThenByDescending(c => c.Number).ToListAsync(cancel);

    /// <summary>Puts an end to a certificate, with the reason in its history.</summary>
    /// <param name="other">Number of the one in its place; empty when there is none.</param>
    public static CertificateChange End(NodeDb db, DisabilityCertificate certificate, CertificateState to, DateTime nowUtc, string actor, string why, string other = "")
    {
        certificate.State = to;
        var change = new CertificateChange
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(nowUtc)), CertificateId = certificate.Id, TenantPath = certificate.TenantPath, To = to, At = nowUtc,
            ActorName = actor, Why = why, OtherNumber = other,
        };
        db.Add(change);
        return change;
    }

    /// <summary>
    /// The person's certificates in the caller's scope that still stand, to be replaced by a new one: by his number; of who has none by name, birth and sex
    /// in his commune.
    /// </summary>
    /// <param name="known">The certificate that is exchanged, when the register has it.</param>
    public static Task<List<DisabilityCertificate>> StandingAsync(NodeDb db, DisabilityCertificate next, Guid? known, CancellationToken cancel)
    {
        var (number, old, bare) = (next.CitizenId, next.OldIdentityNumber, next.CitizenId.Length + next.OldIdentityNumber.Length == 0);
        var (name, birth, sex, place) = (next.FoldedName, next.BirthDate, next.Sex, next.TenantPath);
        return db.DisabilityCertificates.Where(c => c.State == CertificateState.Active
            && (c.Id == known || (number != "" && c.CitizenId == number) || (old != "" && c.OldIdentityNumber == old)
                || (bare && c.CitizenId == "" && c.OldIdentityNumber == "" && c.FoldedName == name && c.BirthDate == birth && c.Sex == sex && c.TenantPath == place))).ToListAsync(cancel);
    }
}
