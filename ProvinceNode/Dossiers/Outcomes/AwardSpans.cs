using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// What a decision gives as versions for the registry: months of one amount each, at their own level, age and law (policy appendix B), from the
/// first month to the month of signing; what is paid then stays open. Pure.
/// </summary>
public static class AwardSpans
{
    /// <param name="awards">What the decision gives in the month of signing.</param>
    /// <param name="from">First month that may be due.</param>
    /// <param name="counted">Month from which every group counts: that of signing for a new decision, whose earlier months are only due where the law
    /// sets the start back (Art. 8(1)(đ)); <paramref name="from"/> where a condition met earlier counts by itself.</param>
    /// <param name="receiver">Who takes the money of a strand; the kind is the rules' of today, or the person himself for what ended before.</param>
    public static IReadOnlyList<AwardRow> Of(Case found, IReadOnlyList<Award> awards, PayMonth from, PayMonth counted, Func<EntitlementStrand, ReceiverKind, Receiver> receiver)
    {
        var (rows, today) = (new List<AwardRow>(), awards.ToDictionary(StrandOf));
        List<EntitlementStrand> strands = [.. today.Keys, .. found.Appraisal.Before?.Awards.Select(StrandOf) ?? []];
        foreach (var due in Earlier(found, from, counted))
        {
            foreach (var part in due.Parts.Where(p => strands.Exists(s => Strands.Related(s, StrandOf(p)))))
            {
                Add(rows, Row(part, new PayMonth(due.Month), receiver(StrandOf(part), today.GetValueOrDefault(StrandOf(part))?.Receiver ?? ReceiverKind.Self)));
            }
        }

        foreach (var (strand, award) in today)
        {
            Add(rows, OutcomePeople.Row(award, from > found.Month ? from : found.Month, receiver(strand, award.Receiver)));
        }

        return rows;
    }

    public static EntitlementStrand StrandOf(Award award) => Strands.Of((EntitlementKind)award.Kind, award.CategoryCode);

    private static EntitlementStrand StrandOf(PaidPart part) => Strands.Of((EntitlementKind)part.Kind, part.CategoryCode!);

    private static IReadOnlyList<MonthDue> Earlier(Case found, PayMonth from, PayMonth counted) => from >= found.Month ? []
        : Timeline.Of(found.Appraisal.Facts, new(from, found.Month.AddMonths(-1), counted), found.Context.Rules, found.Appraisal.ProvinceCode);

    private static AwardRow Row(PaidPart part, PayMonth month, Receiver receiver) => new(
        (EntitlementKind)part.Kind, part.CategoryCode!, part.CoefficientHundredths, part.Times,
        new Dong(part.LevelDong), new Dong(part.MonthlyDong), month, receiver, month);

    /// <summary>The month goes on what the month before it was due, when nothing in it differs.</summary>
    public static void Add(List<AwardRow> rows, AwardRow next)
    {
        var i = rows.FindLastIndex(r => r.Strand == next.Strand);
        if (i >= 0 && rows[i].End?.AddMonths(1) == next.Start && rows[i] with { Start = next.Start, End = next.End } == next)
        {
            rows[i] = rows[i] with { End = next.End };
        }
        else
        {
            rows.Add(next);
        }
    }
}
