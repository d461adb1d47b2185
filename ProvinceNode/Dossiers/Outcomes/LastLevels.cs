using ProvinceNode.Dossiers.Levels;
using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// What a level in force still owes of months up to that in which somebody died, went missing or lost his right: a list decision takes nobody up whose payment is held or ends
/// (<see cref="LevelPlace"/>), so the decision that ends it settles the difference from the level's first month on (Decree 20 Art. 4, 8(2); Circular 02/2021 Art. 5).
/// What the level rules doubt is left to an official. Pure.
/// </summary>
public static class LastLevels
{
    /// <summary>Versions that run, or were stopped while a report held them, with the difference of each month, none after that of the event.</summary>
    public static IReadOnlyList<(Entitlement Row, IReadOnlyList<ArrearsSpan> Spans)> Of(Case found)
    {
        if (!Death.IsGone(found) || found.Measure.On is not { } on)
        {
            return [];
        }

        var (book, last) = (BookOf(found), PayMonth.Of(on));
        var stopped = found.Person is { } person ? Held(person, found.Rows, found.Holds, book) : new Dictionary<Guid, IReadOnlyList<ArrearsSpan>>();
        return found.Rows.Select(r => (Row: r, Spans: (IReadOnlyList<ArrearsSpan>)Until(r is { Status: EntitlementStatus.Active, EndMonth: 0 } ? LevelRules.Of(CaseOf(found, r), book.Terms).Arrears : stopped.GetValueOrDefault(r.Id, []), last)))
            .Where(r => r.Spans.Count > 0).ToList();
    }

    /// <summary>
    /// The same of what somebody who lives is stopped from (T2–T5, C1–C4): the list decision takes nobody up who has a dossier to stop, and finds nothing any more when it is signed. Of what was
    /// suspended before the stop the months before the suspension. Held months are left to who lifts or ends the hold.
    /// </summary>
    public static IReadOnlyList<Settlement> Stopped(Case found, string code, DateOnly on)
    {
        if (Death.IsGone(found))
        {
            return [];
        }

        var (terms, last) = (new LevelTerms(found.Context.Rules, found.Month, found.Commune.Province), PayMonth.Of(on));
        foreach (var hold in found.Holds.Where(h => h.FromMonth <= last.Number))
        {
            last = new PayMonth(hold.FromMonth).AddMonths(-1);
        }

        return StopOutcome.Ends(found.Running, code).Select(r => PaidLast(found, r)).OfType<Entitlement>()
            .Select(r => new Settlement(r.Kind, r.Strand, r.Receiver, Until(LevelRules.Of(CaseOf(found, r), terms).Arrears, r.EndMonth > 0 && r.EndMonth < last.Number ? new PayMonth(r.EndMonth) : last)))
            .Where(s => s.Spans.Count > 0 && s.TotalDong > 0).ToList();
    }

    /// <summary>
    /// What the months of somebody who was stopped while a report held him lack of their level, by version: the stop left them to whoever lifts the hold, and no list decision finds him any more.
    /// </summary>
    /// <param name="rows">His versions as they stand now.</param>
    /// <param name="holds">Those that are lifted.</param>
    public static IReadOnlyDictionary<Guid, IReadOnlyList<ArrearsSpan>> Held(Beneficiary person, IReadOnlyList<Entitlement> rows, IReadOnlyList<PaymentHold> holds, LevelBook book)
    {
        var found = new Dictionary<Guid, IReadOnlyList<ArrearsSpan>>();
        foreach (var row in rows.Where(r => r is { Status: EntitlementStatus.Ended, IsVoid: false, BeganSuspended: false } && MeasureReasons.Of(r.EndReason) is { Kind: RequestKind.Stop }))
        {
            // What the stop itself settled are the months before the hold.
            var first = holds.Where(h => h.RecordedAt <= row.EndRecordedAt && h.FromMonth <= row.EndMonth).Select(h => h.FromMonth).DefaultIfEmpty(0).Min();
            if (first > 0 && Since(Until(LevelRules.Of(book.CaseOf(row, person.BirthDate, false), book.Terms).Arrears, new PayMonth(row.EndMonth)), new PayMonth(first)) is { Count: > 0 } spans)
            {
                found[row.Id] = spans;
            }
        }

        return found;
    }

    /// <summary>Months up to the last that a report still held keeps back of who is stopped and lives; null when there are none.</summary>
    public static (PayMonth From, PayMonth To)? HeldUntil(Case found, PayMonth last) =>
        !Death.IsGone(found) && found.Holds.Where(h => h.FromMonth <= last.Number).Select(h => h.FromMonth).DefaultIfEmpty(0).Min() is > 0 and var first ? (new PayMonth(first), last) : null;

    // What ends, or before a suspension the version that lists paid last; null when they never paid one.
    private static Entitlement? PaidLast(Case found, Entitlement row)
    {
        var at = row;
        for (var steps = 0; at is not null && (at.BeganSuspended || at.Status == EntitlementStatus.Suspended) && steps < found.Rows.Count; steps++)
        {
            var previous = at.PreviousId;
            at = found.Rows.FirstOrDefault(r => r.Id == previous);
        }

        return at;
    }

    /// <summary>The months of a version, those of a new level at its amount.</summary>
    public static IEnumerable<Stretch> Raised(Stretch stretch, IReadOnlyList<ArrearsSpan> spans)
    {
        var from = stretch.From;
        foreach (var span in spans)
        {
            if (from.Number < span.FromMonth)
            {
                yield return stretch with { From = from, To = new PayMonth(span.FromMonth).AddMonths(-1) };
            }

            yield return stretch with { From = new PayMonth(span.FromMonth), To = new PayMonth(span.ToMonth), MonthlyDong = stretch.MonthlyDong + span.MonthlyDong };
            from = new PayMonth(span.ToMonth).AddMonths(1);
        }

        yield return stretch with { From = from };
    }

    private static LevelBook BookOf(Case found) => new(new(found.Context.Rules, found.Month, found.Commune.Province), found.LevelChoices, found.Cited);

    private static LevelCase CaseOf(Case found, Entitlement row) => BookOf(found).CaseOf(row, found.Person?.BirthDate ?? "", found.Running.Any(o => o.Id != row.Id && o.IsMain));

    private static List<ArrearsSpan> Until(IEnumerable<ArrearsSpan> spans, PayMonth last) => spans.Where(s => s.FromMonth <= last.Number)
        .Select(s => s.ToMonth <= last.Number ? s : s with { ToMonth = last.Number, Months = last.MonthsSince(new PayMonth(s.FromMonth)) + 1 }).OrderBy(s => s.FromMonth).ToList();

    private static List<ArrearsSpan> Since(IEnumerable<ArrearsSpan> spans, PayMonth first) => spans.Where(s => s.ToMonth >= first.Number)
        .Select(s => s.FromMonth >= first.Number ? s : s with { FromMonth = first.Number, Months = new PayMonth(s.ToMonth).MonthsSince(first) + 1 }).ToList();
}

/// <summary>What a level is asked with: the law of the month, how officials settled versions, and decisions that are kept here.</summary>
/// <param name="Choices">By version.</param>
/// <param name="Cited">By decision.</param>
public sealed record LevelBook(LevelTerms Terms, IReadOnlyDictionary<Guid, LevelSettlement> Choices, IReadOnlyDictionary<Guid, string> Cited)
{
    /// <param name="birth">Text form of a birth date.</param>
    /// <param name="beside">Other monthly assistance of his own runs beside.</param>
    public LevelCase CaseOf(Entitlement row, string birth, bool beside)
    {
        var asked = new LevelCase(row.Kind, row.CategoryCode, row.Times, row.MonthlyAmount.Amount, row.StartMonth, VietnamTime.Day(row.RecordedAt), Cited.ContainsKey(row.DecisionId)) { Birth = birth, Beside = beside };
        return Choices.TryGetValue(row.Id, out var chosen) ? asked with { Choice = chosen.Choice, ChosenDong = chosen.ChosenDong, ChosenFrom = chosen.ChosenFrom } : asked;
    }
}
