using ProvinceNode.Documents;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// Who takes what was due to somebody who is gone and no list paid: months between two places (<see cref="TransitDeath"/>), months that a hold kept back until the
/// death was verified, and what a new level added to his last months (<see cref="LastLevels"/>); the month of the event is due too (Circular 02/2021 Art. 2). What he
/// took himself nobody can hand to him, so a receiver is named.
/// </summary>
public static class Heirs
{
    /// <summary>Whether a receiver must be named.</summary>
    public static bool Asked(Case found) => TransitDeath.AsksHeir(found) || Owed(found).Any(l => IsHimself(found, l.Receiver));

    /// <summary>The open question who takes it; null when nobody need be asked or somebody is named.</summary>
    public static Problem? Fault(Case found) => found.Measure.Heir is not { Name.Length: > 0, Relation.Length: > 0 } && Asked(found) ? OutcomeProblems.HeirNeeded.At("HeirName") : null;

    /// <summary>Who takes what was a receiver's.</summary>
    public static Receiver Of(Case found, Receiver receiver) => found.Measure.Heir is { Name.Length: > 0 } heir && IsHimself(found, receiver) ? heir : receiver;

    /// <summary>The sentences of the decision about what is still paid, one for each who takes it; empty when nothing is.</summary>
    public static string Words(Case found)
    {
        var about = About(found);
        return string.Join(" ", Owed(found).GroupBy(l => IsHimself(found, l.Receiver) ? null : l.Receiver.Name).Select(g =>
            $"Chi trả một lần {about}{(g.Key is { } other ? $" cho {other}" : Heir(found))}: {OutcomeMoney.Words([.. g.SelectMany(l => l.Spans)])}."));
    }

    /// <summary>The paper on the funeral with <see cref="Words"/> after the sum, where no decision to stop says them: nothing runs any more, and held months are owed.</summary>
    public static PaperContent In(PaperContent paper, Case found) => found.Running.Any() || Words(found) is not { Length: > 0 } words ? paper
        : paper with { Paragraphs = [.. paper.Paragraphs.SelectMany(p => p.StartsWith("Mức hỗ trợ:", StringComparison.Ordinal) ? new[] { p, words } : [p])] };

    /// <summary>Whether a receiver is the person himself: by any of his numbers, for a version may bear the one of his old card, or as he who takes it for nobody else.</summary>
    internal static bool IsHimself(Case found, Receiver receiver) =>
        (receiver.Number.Length > 0 && Numbers(found).Contains(receiver.Number)) || (receiver.Relation.Length == 0 && VietnameseText.Fold(receiver.Name) == VietnameseText.Fold(found.Subject.FullName));

    /// <summary>
    /// What the signature still pays of months up to that of the event, each to whoever was its receiver: the held months, and what a level in force adds to all. Asked
    /// before anything ends.
    /// </summary>
    internal static IReadOnlyList<Settlement> Owed(Case found)
    {
        if (!Death.IsGone(found) || found.Measure.On is not { } on)
        {
            return [];
        }

        var (last, raised) = (PayMonth.Of(on), LastLevels.Of(found).ToDictionary(r => r.Row.Id, r => r.Spans));
        var begins = found.Holds.Select(h => h.FromMonth).Concat(raised.Values.Select(s => s[0].FromMonth)).ToList();
        if (begins.Count == 0)
        {
            return [];
        }

        var until = last.AddMonths(1) < found.FirstList ? last.AddMonths(1) : found.FirstList;
        var due = found.Rows.SelectMany(r => Settlements.Paid([r]).SelectMany(s => raised.TryGetValue(r.Id, out var spans) ? LastLevels.Raised(s, spans) : [s])).ToList();
        return [.. Settlements.Between(due, HeldMonths.Paid(found.Rows, found.Holds), new PayMonth(begins.Min()), until).Where(l => l.TotalDong > 0)];
    }

    /// <summary>Enters what <see cref="Owed"/> told. Call when the versions stand as the decision leaves them; the caller saves.</summary>
    /// <param name="owed">As it was told before.</param>
    /// <param name="about">As it was told before, see <see cref="About"/>.</param>
    internal static void Pay(NodeDb db, Case found, IReadOnlyList<Settlement> owed, string about, Guid decision)
    {
        if (found.Person is { } person)
        {
            OutcomeMoney.Add(db, found, owed.Select(l => l with { Receiver = Of(found, l.Receiver) }), person.Id, decision, found.Rows, $"Chi trả {about}: ");
        }
    }

    /// <summary>What it is that is still paid, in words.</summary>
    internal static string About(Case found)
    {
        const string held = "trợ cấp của các tháng đã tạm giữ còn được hưởng";
        var months = found.Measure.On is { } on && found.Holds.Any(h => h.FromMonth <= PayMonth.Of(on).Number);
        return LastLevels.Of(found).Count == 0 ? held : $"{(months ? $"{held} và " : "")}chênh lệch trợ cấp theo mức mới đến hết tháng {(Death.IsMissing(found) ? "mất tích" : "chết")}";
    }

    private static string Heir(Case found) =>
        found.Measure.Heir is { Name.Length: > 0 } heir ? $" cho ông/bà {heir.Name}{(heir.Relation.Length > 0 ? $" ({heir.Relation} của người có tên trên)" : "")}" : "";

    private static IEnumerable<string> Numbers(Case found) =>
        new[] { found.Subject.CitizenId, found.Subject.OldIdentityNumber, found.Person?.CitizenId ?? "", found.Person?.OldIdentityNumber ?? "" }.Where(n => n.Length > 0);
}
