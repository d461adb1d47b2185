using ProvinceNode.Registry;

namespace ProvinceNode.Payments.Building;

/// <summary>
/// Payments made once that a decision undid, and what gives them back or takes them back. The payer may correct what he told of them after the undoing, so what stands against them follows what
/// lists moved in the end: nobody keeps a refund of what was never taken from him, and nobody pays back what he never got. Pure.
/// </summary>
internal static class UndoneRules
{
    /// <summary>What the payment comes to that gives an undone one back or takes it back: as much as lists and receipts moved of that one by all that is known now.</summary>
    public static long Amount(PersonOfMonth person, OneOffPayment once) =>
        // What no list of this system ever held (paper paid it, receipts alone brought it back) nobody corrects.
        once.ReversesId is { } undone && person.Claims.Any(c => c.SourceId == undone) ? Math.Max(0, Moved(person, undone, once.Kind != OneOffKind.Recovery)) : once.Amount.Amount;

    /// <summary>What is still to be taken back by a refund, or by an undone payment that nothing stands against; below nothing: to be given. What was paid back by receipts is not taken again.</summary>
    public static long Left(PersonOfMonth person, OneOffPayment once) =>
        once.CancelledById is null ? Net(person, once.Id, false) - Amount(person, once) - person.Repaid.GetValueOrDefault(once.Id)
        : once.Kind == OneOffKind.Recovery ? -Moved(person, once.Id, true) : Moved(person, once.Id, false);

    // Of a recovery what was taken, less what was given back of it; of everything else what was paid, less what was taken back.
    private static long Moved(PersonOfMonth person, Guid payment, bool recovery) => Net(person, payment, recovery) + person.Repaid.GetValueOrDefault(payment);

    private static long Net(PersonOfMonth person, Guid payment, bool recovery) =>
        person.Claims.Where(c => c.SourceId == payment && c.IsActive).Sum(c => (c.Kind == ClaimKind.Recovery) == recovery ? c.Amount : -c.Amount);
}
