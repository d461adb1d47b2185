using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>People and awards as the registry takes them. Pure.</summary>
public static class OutcomePeople
{
    /// <summary>The dossier's person, living in the dossier's commune of today.</summary>
    public static PersonFacts Of(Dossier dossier)
    {
        var owner = dossier.Owner;
        return new PersonFacts(owner.FullName, owner.BirthDate, owner.Sex, owner.EthnicCode, owner.CitizenId, owner.OldIdentityNumber,
            TenantPath.Parse(dossier.TenantPath).UnitCode, owner.Village, owner.Phone, dossier.Identity.Status.ToString());
    }

    /// <summary>Who takes the money of an award.</summary>
    public static Receiver ReceiverOf(Case found, ReceiverKind kind)
    {
        var (owner, applicant) = (found.Dossier.Owner, found.Dossier.Applicant);
        var self = new Receiver(owner.FullName, found.Number, "");
        return kind switch
        {
            ReceiverKind.Self => self,
            ReceiverKind.Institution => new Receiver(found.Measure.Institution, "", "cơ sở trợ giúp xã hội"),
            _ when found.Measure.Receiver is { Name.Length: > 0 } named => named,
            _ => applicant.IsOwner ? self : new Receiver(applicant.FullName, applicant.CitizenId, applicant.Relation),
        };
    }

    /// <summary>
    /// Who takes the money of a strand that goes on in another amount, state or place: who the papers name now, else who takes it already; who opened
    /// the dossier is asked last.
    /// </summary>
    public static Receiver Keeping(Case found, EntitlementStrand strand, ReceiverKind kind)
    {
        var kept = found.Rows.Where(r => Strands.Related(r.Strand, strand)).OrderByDescending(r => r.Strand == strand).ThenByDescending(r => r.StartMonth).FirstOrDefault()?.Receiver;
        if (kept is null || kind == ReceiverKind.Institution)
        {
            return ReceiverOf(found, kind);
        }

        return found.Measure.Receiver is { Name.Length: > 0 } named && (kind != ReceiverKind.Self || kept.Relation.Length > 0) ? named : kept;
    }

    /// <summary>An award from a month on, open.</summary>
    public static AwardRow Row(Award award, PayMonth start, Receiver receiver) => new(
        (EntitlementKind)award.Kind, award.CategoryCode, award.CoefficientHundredths, award.Times, new Dong(award.LevelDong), new Dong(award.MonthlyDong), start, receiver);
}
