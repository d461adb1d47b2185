using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// What somebody goes on receiving after an interruption or at a new place (Circular 02/2021 Art. 2; Decree 20 Art. 8(4)): only what he received
/// before, each month by the rules of that month and the facts of the last decision. What rests on no decision that is kept here (taken over from
/// paper), and care of which the known facts say nothing, goes on in its category and coefficient at the level of each month. Pure.
/// </summary>
public static class GoingOn
{
    /// <param name="before">What was received, as it was paid last; the start is the last month that it was paid.</param>
    /// <param name="from">First month that may be due.</param>
    /// <returns>Versions of one amount each; the open ones are what is paid from now on. None is open: he no longer has a right to it.</returns>
    public static IReadOnlyList<AwardRow> Of(Case found, IReadOnlyList<AwardRow> before, PayMonth from)
    {
        var awards = Awards(found, before);
        var rows = awards.Count == 0 ? [] : AwardSpans.Of(found, awards, from, from, (strand, kind) => Taking(found, before, strand, kind)).ToList();
        var told = rows.Select(r => r.Strand).ToHashSet();
        foreach (var row in before.Where(r => !told.Contains(r.Strand) && Untold(found, r)))
        {
            Keep(found, rows, row, from);
        }

        return rows;
    }

    /// <summary>The same category and coefficient at the level of each month, whatever the rules say: what rests on facts that are not kept here.</summary>
    public static IReadOnlyList<AwardRow> Kept(Case found, AwardRow row, PayMonth from)
    {
        var rows = new List<AwardRow>();
        Keep(found, rows, row, from);
        return rows;
    }

    /// <summary>Versions, each cut so that nothing is due before its first month.</summary>
    /// <param name="first">First month of what a version belongs to.</param>
    public static IReadOnlyList<AwardRow> NotBefore(IEnumerable<AwardRow> rows, Func<AwardRow, PayMonth> first)
    {
        var kept = new List<AwardRow>();
        foreach (var row in rows)
        {
            var from = first(row);
            if (row.End is not { } end || end >= from)
            {
                kept.Add(row.Start < from ? row with { Start = from } : row);
            }
        }

        return kept;
    }

    // A group may have changed meanwhile, e.g. by age; but nothing begins beside what was received.
    private static List<Award> Awards(Case found, IReadOnlyList<AwardRow> before)
    {
        var strands = before.Select(r => r.Strand).ToHashSet();
        var same = found.Appraisal.Answer.Awards.Where(a => strands.Contains(AwardSpans.StrandOf(a))).ToList();
        return same.Exists(a => Strands.IsOwn(AwardSpans.StrandOf(a))) ? same
            : [.. same, .. found.Appraisal.Answer.Awards.Where(a => strands.Any(s => s != AwardSpans.StrandOf(a) && Strands.Related(s, AwardSpans.StrandOf(a)))).Take(1)];
    }

    private static bool Untold(Case found, AwardRow row)
    {
        var facts = found.Appraisal.Facts;
        return row.Strand switch
        {
            EntitlementStrand.Care => facts.Care.Count == 0,
            EntitlementStrand.OwnCare => facts.Pregnancies.Count == 0 && facts.Children.Count == 0,
            _ => !found.Known && !found.Appraisal.Answer.Eligible,
        };
    }

    private static void Keep(Case found, List<AwardRow> rows, AwardRow row, PayMonth from)
    {
        var taking = row with { Receiver = Taking(found, [row], row.Strand, row.Receiver.Relation.Length == 0 ? ReceiverKind.Self : ReceiverKind.Household), End = null };
        var last = from > found.Month ? from : found.Month;
        for (var month = from; month <= last; month = month.AddMonths(1))
        {
            AwardSpans.Add(rows, AtLevelOf(found, taking, month) with { Start = month, End = month < last ? month : null });
        }
    }

    // What a province added to a level goes with it as long as the level stands; a fixed sum is no multiple of it and stays.
    private static AwardRow AtLevelOf(Case found, AwardRow row, PayMonth month)
    {
        var (rules, kind) = (found.Context.Rules, row.Kind == EntitlementKind.SocialPension ? LevelKind.SocialPension : LevelKind.Standard);
        var (was, now) = (rules.LevelIn(row.Start, found.Commune.Province, kind)?.Amount, rules.LevelIn(month, found.Commune.Province, kind)?.Amount);
        return now is not { } level || level == was || row.CoefficientHundredths == 0 ? row
            : row with { Level = new Dong(level), Monthly = new Dong(level * row.CoefficientHundredths * row.Times / 100) };
    }

    // Who the papers name now, else who took it; who asked for the move or the resumption is asked last.
    private static Receiver Taking(Case found, IReadOnlyList<AwardRow> before, EntitlementStrand strand, ReceiverKind kind)
    {
        var kept = before.Where(r => Strands.Related(r.Strand, strand)).OrderByDescending(r => r.Strand == strand).FirstOrDefault()?.Receiver;
        return kept is null ? OutcomePeople.Keeping(found, strand, kind) : OutcomePeople.Keeping(found, kind, kept);
    }
}
