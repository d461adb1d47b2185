using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// Chi trả tại nơi cư trú mới from the month after the old place's stop month (Decree 20 Art. 8(4)). The amount is the new place's: what the old
/// province added does not travel.
/// </summary>
public sealed class MoveInOutcome : IOutcome
{
    public IReadOnlyList<RequestKind> Kinds { get; } = [RequestKind.MoveIn];

    public bool NeedsIdentity => false;

    public IEnumerable<Problem> Faults(Case found)
    {
        if (found.Incoming is null || found.Person is null)
        {
            yield return OutcomeProblems.NoTransfer.Now();
        }
        else if (Awards(found).Count == 0)
        {
            yield return DossierProblems.NotEligible.At("Eligible", found.Appraisal.WhyNot(found.Dossier.Form));
        }
    }

    public IReadOnlyList<AwardRow> Granted(Case found) => Awards(found).Select(a => OutcomePeople.Row(found, a, Start(found))).ToList();

    public IReadOnlyList<Drafted> Papers(Case found)
    {
        var (rows, owed) = (Granted(found), Owed(found));
        var awards = rows.Select((r, i) => OutcomeWords.Award(found, r, i == 0 ? owed : null)).ToList();
        var stopped = $"quyết định thôi chi trả của nơi cư trú cũ (hồ sơ mã {TransferPacket.Parse(found.Incoming!.Packet).DossierCode})";
        return [new(awards.TrueForAll(a => a.Kind == AwardWord.Pension) ? "D26" : "D14", MovePapers.Arrival(OutcomeWords.Scene(found), new ArrivalPaper(OutcomeWords.Owner(found), awards, found.Incoming.OtherName, stopped), found.Open.Official))];
    }

    public Task ApplyAsync(NodeDb db, Case found, IReadOnlyList<Guid> decisions, CancellationToken cancel)
    {
        var cause = new ChangeCause(decisions[0], "", found.Context.NowUtc);
        var rows = found.Rows.ToList();
        rows.AddRange(Granted(found).Select(a => ChangeEntitlement.Begin(db, found.Person!.Id, found.Dossier.TenantPath, a, cause)));
        (found.Person!.CommuneCode, found.Person.Village) = (found.Commune.UnitCode, found.Dossier.Owner.Village);
        Standing.Refresh(found.Person, rows);
        (found.Incoming!.Status, found.Incoming.DecisionId, found.Incoming.ClosedAt) = (TransferStatus.Taken, decisions[0], found.Context.NowUtc);
        if (OutcomeMoney.Settle(found, Owed(found), found.Person.Id, decisions[0], OutcomePeople.ReceiverOf(found, ReceiverKind.Self)) is { } payment)
        {
            db.OneOffPayments.Add(payment);
        }

        return Task.CompletedTask;
    }

    private static PayMonth Start(Case found) => new PayMonth(found.Incoming!.StopMonth).AddMonths(1);

    // Only what was paid at the old place goes on; anything more is a new request.
    private static List<Award> Awards(Case found)
    {
        var kinds = TransferPacket.Parse(found.Incoming!.Packet).Rows.Select(r => (AwardKind)r.Kind).ToHashSet();
        return found.Appraisal.Answer.Awards.Where(a => kinds.Contains(a.Kind)).ToList();
    }

    private static IReadOnlyList<ArrearsSpan> Owed(Case found)
    {
        var kinds = Awards(found).Select(a => a.Kind).ToHashSet();
        return OutcomeMoney.Due(found, a => kinds.Contains(a.Kind), Start(found), found.FirstList);
    }
}
