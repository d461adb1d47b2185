using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Receiving;

/// <summary>Who records a request about a way of being paid, or takes it back: an official of the commune, or the citizen himself on his own page.</summary>
/// <param name="Id">Of an official; empty for the citizen.</param>
/// <param name="Refusal">Why he may not for a person, or null.</param>
/// <param name="Act">His act about a person, of what was done and on what evidence.</param>
public sealed record WayRecorder(Guid Id, string Name, Func<Beneficiary, Problem?> Refusal, Func<Beneficiary, string, string, Act> Act)
{
    /// <summary>Shown to officials in place of a name.</summary>
    public const string Himself = "Người dân, trên trang của mình,";

    public static WayRecorder Of(SignedInOfficial official, DateTime nowUtc) =>
        new(official.Id, official.FullName, person => ReceivingDesk.Refusal(official, person), (person, what, evidence) => Platform.Act.By(official, ActKinds.PaymentMethod, nowUtc, what, evidence).On("beneficiary", person.Id));

    /// <param name="proof">By what he proved himself; call only where he did, for a person whom he sees.</param>
    public static WayRecorder Citizen(string proof, DateTime nowUtc) =>
        new(Guid.Empty, Himself, _ => null, (person, what, evidence) => Platform.Act.ByCitizen(TenantPath.Parse(person.TenantPath), ActKinds.PaymentMethod, nowUtc, what, $"{evidence}; {proof}").On("beneficiary", person.Id));
}
