using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// Who dies between two places had stopped receiving only for the move (Decree 20 Art. 8(4)): the months from the one after the old place's stop month
/// to that of the death are paid once, by the place that has the record, and the move is at its end. So each month has exactly one payer (policy 3.7).
/// </summary>
public static class TransitDeath
{
    /// <summary>Versions of those months, by the facts of the last decision and the rules of each month; none when he died before they began.</summary>
    public static IReadOnlyList<AwardRow> Rows(Case found)
    {
        if (found.InTransit is not { } half || found.Measure.On is not { } on || PayMonth.Of(on).Number <= half.StopMonth)
        {
            return [];
        }

        // Where no decision is kept nothing is known of him but what he was paid: the rules are given nobody, so that it goes on as it was.
        var (last, birth) = (PayMonth.Of(on), found.Appraisal.Facts.Birth);
        var facts = found.LastFacts is { } known ? known.Facts with { CurrentCategory = known.Category } : new Facts { Birth = birth, DiedOn = birth.Assumed };
        var asked = found with
        {
            // The receiver of the funeral is not who takes the assistance.
            Appraisal = Appraisal.Of(facts, found.Context.Month, found.Context.Rules, found.Commune.Province), Known = found.LastFacts is not null,
        };
        var (next, packet) = (new PayMonth(half.StopMonth).AddMonths(1), TransferPacket.Parse(half.Packet));
        return GoingOn.NotBefore(GoingOn.Of(asked, MoveInOutcome.Before(half), next), r => packet.First(next, r.Strand))
            .Where(r => r.Start <= last).Select(r => r with { End = r.End is { } end && end < last ? end : last }).ToList();
    }

    /// <summary>Whether some of it was due to the deceased himself: nobody can pay him, so who takes it for the family must be named.</summary>
    public static bool AsksHeir(Case found) => Owed(found, _ => null).Any(l => l.TotalDong > 0 && Heirs.IsHimself(found, l.Receiver));

    /// <summary>The sentence of the decision; empty when nothing is due.</summary>
    public static string Words(Case found)
    {
        var owed = Owed(found);
        var spans = owed.SelectMany(l => l.Spans).ToList();
        var heir = AsksHeir(found) && found.Measure.Heir is { } named ? $" cho ông/bà {named.Name}{(named.Relation.Length > 0 ? $" ({named.Relation} của người chết)" : "")}" : "";
        return spans.Count == 0 ? "" : $"Chi trả một lần trợ cấp của các tháng chưa có nơi chi trả do thay đổi nơi cư trú, đến hết tháng chết{heir}: {OutcomeMoney.Words(spans)}.";
    }

    /// <summary>The paper on the funeral with <see cref="Words"/> after the sum.</summary>
    public static PaperContent In(PaperContent paper, Case found)
    {
        var words = Words(found);
        return words.Length == 0 ? paper : paper with { Paragraphs = [.. paper.Paragraphs.SelectMany(p => p.StartsWith("Mức hỗ trợ:", StringComparison.Ordinal) ? new[] { p, words } : [p])] };
    }

    /// <summary>Pays those months and ends the move. Inside the transaction of the signature; the caller saves.</summary>
    public static async Task SettleAsync(NodeDb db, Case found, Guid decision, CancellationToken cancel)
    {
        if (found.InTransit is not { } seen || found.Person is not { } person)
        {
            return;
        }

        var (half, cause, rows) = (await db.TransferHalves.SingleAsync(h => h.Id == seen.Id, cancel), new ChangeCause(decision, MeasureReasons.Death, found.Context.NowUtc), found.Rows.ToList());
        var begun = ChangeEntitlement.BeginAll(db, person.Id, found.Dossier.TenantPath, Rows(found), cause, MoveOutcome.Left(rows));
        foreach (var last in begun.GroupBy(r => r.Strand).Select(g => g.MaxBy(r => r.StartMonth)!))
        {
            ChangeEntitlement.End(last, new PayMonth(last.EndMonth), cause);
        }

        Standing.Refresh(person, [.. rows, .. begun]);
        OutcomeMoney.Add(db, found, Owed(found), person.Id, decision, begun);
        (half.Status, half.DecisionId, half.ClosedAt) = (TransferStatus.Taken, decision, found.Context.NowUtc);
        half.Reason = $"Chết ngày {VietnameseFormat.Date(found.Measure.On!.Value)}, hồ sơ mã {found.Dossier.Code}";
    }

    private static IReadOnlyList<Settlement> Owed(Case found) => Owed(found, receiver => Heirs.IsHimself(found, receiver) ? found.Measure.Heir : null);

    // The versions keep whose they were; the money goes to who lives.
    private static IReadOnlyList<Settlement> Owed(Case found, Func<Receiver, Receiver?> heir) =>
        [.. Settlements.Owed(Rows(found), found.FirstList).Select(l => heir(l.Receiver) is { } named ? l with { Receiver = named } : l)];
}
