using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// Who takes what was due to somebody who is gone and no list paid: months between two places (<see cref="TransitDeath"/>) and months that a hold kept back until the
/// death was verified; the month of the event is due too (Circular 02/2021 Art. 2). What he took himself nobody can hand to him, so a receiver is named. Pure.
/// </summary>
public static class Heirs
{
    /// <summary>Whether a receiver must be named.</summary>
    public static bool Asked(Case found) => TransitDeath.AsksHeir(found) || Held(found).Any(l => l.TotalDong > 0 && IsHimself(found, l.Receiver));

    /// <summary>The open question who takes it; null when nobody need be asked or somebody is named.</summary>
    public static Problem? Fault(Case found) => found.Measure.Heir is not { Name.Length: > 0, Relation.Length: > 0 } && Asked(found) ? OutcomeProblems.HeirNeeded.At("HeirName") : null;

    /// <summary>Who takes what was a receiver's.</summary>
    public static Receiver Of(Case found, Receiver receiver) => found.Measure.Heir is { Name.Length: > 0 } heir && IsHimself(found, receiver) ? heir : receiver;

    /// <summary>The sentence of the decision about held months that are paid to somebody else; empty when there are none.</summary>
    public static string Words(Case found)
    {
        var owed = Held(found).Where(l => l.TotalDong > 0 && IsHimself(found, l.Receiver)).SelectMany(l => l.Spans).ToList();
        var who = found.Measure.Heir is { Name.Length: > 0 } heir ? $" cho ông/bà {heir.Name}{(heir.Relation.Length > 0 ? $" ({heir.Relation} của người có tên trên)" : "")}" : "";
        return owed.Count == 0 ? "" : $"Chi trả một lần trợ cấp của các tháng đã tạm giữ còn được hưởng{who}: {OutcomeMoney.Words(owed)}.";
    }

    /// <summary>Whether a receiver is the person himself.</summary>
    internal static bool IsHimself(Case found, Receiver receiver) =>
        receiver.Number.Length > 0 ? receiver.Number == found.Number : receiver.Relation.Length == 0 && VietnameseText.Fold(receiver.Name) == VietnameseText.Fold(found.Subject.FullName);

    // What the signature pays when it lifts the hold: months from the hold to that of the event.
    private static IReadOnlyList<Settlement> Held(Case found)
    {
        if (!Death.IsGone(found) || found.Measure.On is not { } on || found.Holds.Count == 0)
        {
            return [];
        }

        var (last, from) = (PayMonth.Of(on), new PayMonth(found.Holds.Min(h => h.FromMonth)));
        var until = last.AddMonths(1) < found.FirstList ? last.AddMonths(1) : found.FirstList;
        return Settlements.Between(Settlements.Paid(found.Rows), [], from, until);
    }
}
