using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Building;

/// <summary>
/// When the way that a version of an entitlement holds was declared. A decision that grants begins with a version that follows nothing, prints what its declaration chose, and so is a request on record like any other;
/// versions that only go on (a level, a birthday, a suspension, a move) copy the way and keep its day. Pure.
/// </summary>
/// <param name="versions">Every version of the person.</param>
public sealed class DeclaredWays(IReadOnlyList<Entitlement> versions)
{
    public static DeclaredWays None { get; } = new([]);

    /// <param name="version">Null: the one that says how the receiver is paid now, as for payments made once.</param>
    /// <returns>UTC; null when no version has this receiver with this way.</returns>
    public DateTime? At(Receiver receiver, Entitlement? version = null)
    {
        if ((version?.Receiver == receiver ? version : Latest(receiver)) is not { } at)
        {
            return null;
        }

        for (var steps = 0; steps < versions.Count && at.PreviousId is { } previous && versions.FirstOrDefault(v => v.Id == previous) is { } before && before.Receiver == at.Receiver; steps++)
        {
            at = before;
        }

        // What was entered from a list or a paper tells its first month alone: every request since then is later.
        return at.Source == EntitlementSource.Decision ? at.RecordedAt : VietnamTime.Utc(new PayMonth(at.StartMonth).FirstDay.ToDateTime(TimeOnly.MinValue));
    }

    private Entitlement? Latest(Receiver receiver) => versions.Where(v => v.Kind != EntitlementKind.Institution && v.Receiver == receiver).MaxBy(v => (v.StartMonth, v.RecordedAt));
}
