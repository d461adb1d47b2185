using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>Support to whoever cares for somebody: a strand of his own, paid to another.</summary>
internal sealed partial class WorldDecisions
{
    public async Task<string> CareAsync(Worker w, TruePerson person, PayMonth start, long amount, TrueTaker carer)
    {
        var decision = Guid.CreateVersion7(world.Clock.GetUtcNow());
        var award = new AwardRow(EntitlementKind.Care, amount == Level.Amount ? "CS.6" : "CS.7", (int)(amount * 100 / Level.Amount), 1, Level, new Dong(amount), start, new Receiver(carer.Name, carer.Number, carer.Relation));
        try
        {
            return await TurnAsync(w, async db =>
            {
                var place = TenantPath.Parse(person.Place);
                var facts = new PersonFacts(person.Name, Born, 2, "01", person.Number, "", place.UnitCode, "Thôn 1", "", "Matched");
                var known = await Grant.HandleAsync(db, new GrantInput(place, facts, [award], decision) { BeneficiaryId = person.Id }, world.Time.UtcNow, default);
                Settle(db, person, known.Id, Settlements.Owed([award], Next), Grant.Of(db, decision), decision);
                return ActKinds.Sign;
            });
        }
        finally
        {
            if (world.Read("SELECT Id FROM Entitlements WHERE DecisionId = $id LIMIT 1", r => r.GetGuid(0), decision).Count > 0)
            {
                person.Undoable.Clear();
                person.Care.Begin(start, amount, carer);
            }
        }
    }
}
