using ProvinceNode.Registry;
using Protos.Replication;

namespace ProvinceNode.Replication;

/// <summary>How an event and its holds look as messages. Words that tell of HIV stay in the node (Law 64/2006). Pure.</summary>
internal static class LifeEventMessages
{
    public static LifeEventState State(LifeEvent e)
    {
        var state = new LifeEventState
        {
            BeneficiaryId = e.BeneficiaryId.ToString("D"), Kind = e.Kind.ToString(), HappenedOn = RecordMessages.Day(e.HappenedOn), Source = e.Source.ToString(),
            Reference = PersonMessages.Neutral(e.Reference), Value = e.Value, State = e.State.ToString(), DossierId = e.DossierId?.ToString("D") ?? "",
            CommuneCode = Protos.Values.TenantPath.Parse(e.TenantPath).UnitCode, Note = PersonMessages.Neutral(e.Note), SettledAtUnixMs = RecordMessages.Unix(e.SettledAt),
            SettledWhy = PersonMessages.Neutral(e.SettledWhy),
        };
        state.Holds.AddRange(e.Holds.OrderBy(h => h.RecordedAt).ThenBy(h => h.Id).Select(h => new PaymentHoldState
        {
            Id = h.Id.ToString("D"), EntitlementId = h.EntitlementId?.ToString("D") ?? "", FromMonth = h.FromMonth, LastMonth = h.LastMonth, Why = PersonMessages.Neutral(h.Why),
            LiftedAtUnixMs = RecordMessages.Unix(h.LiftedAt), LiftedWhy = PersonMessages.Neutral(h.LiftedWhy),
        }));
        return state;
    }
}
