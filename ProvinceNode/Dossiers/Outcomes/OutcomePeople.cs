using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>People and awards as the registry takes them. Pure.</summary>
public static class OutcomePeople
{
    /// <summary>Whose right it is, living in the dossier's commune of today. Of who is cared for beside a dossier's person the registry knows more.</summary>
    public static PersonFacts Of(Case found)
    {
        var (subject, member) = (found.Subject, found.Appraisal.About is not null);
        return new PersonFacts(subject.FullName, subject.BirthDate, subject.Sex, subject.EthnicCode, subject.CitizenId, subject.OldIdentityNumber,
            found.Commune.UnitCode, subject.Village, member && found.Person is { } known ? known.Phone : subject.Phone,
            !member ? found.Dossier.Identity.Status.ToString() : found.Person?.IdentityStatus ?? nameof(IdentityStatus.Pending));
    }

    /// <summary>Who takes the money of an award, and how he is paid.</summary>
    public static Receiver ReceiverOf(Case found, ReceiverKind kind)
    {
        var receiver = NamedFor(found, kind);
        return kind != ReceiverKind.Institution && FormPayments.Way(found.Dossier) is { } way && IsFor(found, kind, receiver, way) ? receiver with { Way = way } : receiver;
    }

    // One declaration names one account: it is for the money that the dossier asks for first, and for whoever holds it. Where a declaration also names who is to collect, the account may be that one's:
    // without a certified authorisation only the receiver's own is paid to (policy 6.3 column 17, 6.5).
    private static bool IsFor(Case found, ReceiverKind kind, Receiver receiver, PayWay way) =>
        (found.Dossier.Kind == RequestKind.Care == kind is ReceiverKind.Household or ReceiverKind.Carer && FormPayments.Proxy(found.Dossier) is null) || way.MethodCode != PayWay.ToAccount
        || VietnameseText.Fold(way.Holder) == VietnameseText.Fold(receiver.Name);

    private static Receiver NamedFor(Case found, ReceiverKind kind)
    {
        var (owner, applicant) = (found.Dossier.Owner, found.Dossier.Applicant);
        var self = new Receiver(found.Subject.FullName, found.Number, "");
        return kind switch
        {
            // Whom the form names as người nhận thay collects by a certified authorisation only: NamedProxy asks for it.
            ReceiverKind.Self => self,
            ReceiverKind.Institution => new Receiver(found.Measure.Institution, "", "cơ sở trợ giúp xã hội"),
            _ when found.Measure.Receiver is { Name.Length: > 0 } named => named,
            ReceiverKind.Household when FormFacts.Carer(found.Dossier) is { } carer => carer,
            _ when !applicant.IsOwner => new Receiver(applicant.FullName, applicant.CitizenId, applicant.Relation),
            _ => found.Appraisal.About is null ? self : new Receiver(owner.FullName, owner.CitizenId, "chủ hộ"),
        };
    }

    /// <summary>
    /// Who takes the money of a strand that goes on in another amount, state or place: who the papers name now, else who takes it already; who opened
    /// the dossier is asked last.
    /// </summary>
    public static Receiver Keeping(Case found, EntitlementStrand strand, ReceiverKind kind) =>
        Keeping(found, kind, found.Rows.Where(r => Strands.Related(r.Strand, strand)).OrderByDescending(r => r.Strand == strand).ThenByDescending(r => r.StartMonth).FirstOrDefault()?.Receiver);

    /// <summary>The same, when what he received before is told by other rows than the registry's.</summary>
    /// <param name="kept">Who took it last; null when nobody is known.</param>
    public static Receiver Keeping(Case found, ReceiverKind kind, Receiver? kept)
    {
        if (kept is null || kind == ReceiverKind.Institution)
        {
            return ReceiverOf(found, kind);
        }

        if (found.Measure.Receiver is { Name.Length: > 0 } named && (kind != ReceiverKind.Self || kept.Relation.Length > 0))
        {
            return named.Name == kept.Name ? named with { Way = kept.Way } : named;
        }

        return kept;
    }

    /// <summary>An award from a month on, open.</summary>
    public static AwardRow Row(Award award, PayMonth start, Receiver receiver) => new(
        (EntitlementKind)award.Kind, award.CategoryCode, award.CoefficientHundredths, award.Times, new Dong(award.LevelDong), new Dong(award.MonthlyDong), start, receiver);
}
