using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Payments;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// Người nhận thay theo tờ khai: form 01 of Decree 176/2025 names who is to collect without asking for a paper. The decision leaves the money with the pensioner and begins a wish that waits for the certified
/// authorisation (policy 6.5): officials complete it on the page of how he is paid, and it lapses after the months that an authorisation may hold.
/// </summary>
public static class NamedProxy
{
    /// <param name="person">Whom the decision grants the pension.</param>
    public static async Task AddAsync(NodeDb db, Case found, Beneficiary person, CancellationToken cancel)
    {
        if (FormPayments.Proxy(found.Dossier) is not { } named || (named.Number.Length > 0 && (named.Number == person.CitizenId || named.Number == person.OldIdentityNumber)))
        {
            return;
        }

        var (id, number, today, official) = (person.Id, named.Number, found.Context.Today, found.Open.Official);
        // Who came with the paper already, or was named by an earlier declaration, is not asked for it twice.
        if (await db.ProxyAuthorisations.AnyAsync(p => p.BeneficiaryId == id && p.ProxyNumber == number && p.RevokedOn == null && p.To >= today, cancel))
        {
            return;
        }

        db.ProxyAuthorisations.Add(new ProxyAuthorisation
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(found.Context.NowUtc)), TenantPath = person.TenantPath, BeneficiaryId = id, ProxyName = named.Name, ProxyNumber = number,
            Relation = NeutralWords.Reveals(named.Relation) ? ListWords.SomeReceiver : named.Relation, Related = false, CertificateNumber = "", CertifiedOn = today, CertifiedBy = "", From = today,
            To = today.AddMonths(ProxyAuthorisation.Months).AddDays(-1), Note = $"Theo tờ khai của hồ sơ {found.Dossier.Code} nộp ngày {VietnameseFormat.Date(VietnamTime.Day(found.Dossier.SubmittedAt))}",
            RecordedById = official.Id, RecordedByName = official.FullName, RecordedAt = found.Context.NowUtc, Version = 1,
        });
    }
}
