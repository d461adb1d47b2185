using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// What a declaration tells over what was known. A fact that it asked and of which it tells nothing has ended: poverty, a pregnancy, a pension, a
/// supporter. What it did not ask stays. What ends keeps the months before, so that they can be asked again. Pure.
/// </summary>
internal static class FactsOver
{
    public static Facts Of(Facts before, Facts now) => Money(Family(Own(before, now), now), now) with { Asked = null };

    private static Facts Own(Facts before, Facts now) => before with
    {
        Birth = now.Birth, DiedOn = now.DiedOn ?? before.DiedOn, Residences = Residences(before, now), Poverty = Poverty(before, now),
        Disability = now.Disability ?? Withdrawn(before, now),
        EarlierCertificates = now.Disability is not null && before.Disability is { } old && old != now.Disability ? [.. before.EarlierCertificates, old] : before.EarlierCertificates,
        Hiv = now.Hiv ?? before.Hiv, Study = Told(now.Study, before.Study, now, AskedFacts.Study, s => (s.From, s.Until), (s, end) => s with { Until = end }),
        Institution = Told(now.Institution, before.Institution, now, AskedFacts.Institution, s => (s.From, s.Until), (s, end) => s with { Until = end }),
        Detentions = Told(now.Detentions, before.Detentions, now, AskedFacts.Detention, s => (s.From, s.Until), (s, end) => s with { Until = end }),
        Care = Told(now.Care, before.Care, now, AskedFacts.TakenIn, s => (s.From, s.Until), (s, end) => s.Kind == CareKind.TakenIn ? s with { Until = end } : s),
        QualifiesForInstitution = now.QualifiesForInstitution || (before.QualifiesForInstitution && !Asks(now, AskedFacts.TakenIn)),
        PensionRequestedOn = now.PensionRequestedOn ?? before.PensionRequestedOn,
        Admission = now.Admission ?? before.Admission,
    };

    private static Facts Family(Facts before, Facts now) => before with
    {
        Pregnancies = Told(now.Pregnancies, before.Pregnancies, now, AskedFacts.Pregnancy, s => (s.From, s.Until), (s, end) => s with { Until = end }),
        Children = Children(before, now), Mother = Parent(now.Mother, before.Mother, now, AskedFacts.Mother), Father = Parent(now.Father, before.Father, now, AskedFacts.Father),
        AbandonedOn = now.AbandonedOn ?? before.AbandonedOn, AdoptedOn = now.AdoptedOn ?? (Asks(now, AskedFacts.Adoption) ? null : before.AdoptedOn),
        ReceivedAsGroup1 = now.ReceivedAsGroup1 || before.ReceivedAsGroup1,
        Marital = now.Marital == MaritalState.Unknown ? before.Marital : now.Marital,
        // The day of one state is not the day of another.
        MaritalSince = now.MaritalSince ?? (now.Marital == MaritalState.Unknown || now.Marital == before.Marital ? before.MaritalSince : null),
        SpouseReceivesPregnancySupport = now.SpouseReceivesPregnancySupport || (before.SpouseReceivesPregnancySupport && !Asks(now, AskedFacts.SpouseSupport)),
        Supporters = Supporters(before, now),
        Attested = Attested(before, now), LivesAlone = Told(now.LivesAlone, before.LivesAlone, now, AskedFacts.LivesAlone, s => (s.From, s.Until), (s, end) => s with { Until = end }),
    };

    private static Facts Money(Facts before, Facts now) => before with
    {
        Incomes = now.Asked is null ? Either(now.Incomes, before.Incomes) :
        [
            .. Money(before.Incomes, now.Incomes, now, AskedFacts.Pension, i => i.Kind is IncomeKind.Pension or IncomeKind.SocialInsurance, i => (i.From, i.Until), (i, from, until) => i with { From = from, Until = until }),
            .. Money(before.Incomes, now.Incomes, now, AskedFacts.StableIncome, i => i.Kind == IncomeKind.OtherStable, i => (i.From, i.Until), (i, from, until) => i with { From = from, Until = until }),
            .. Money(before.Incomes, now.Incomes, now, AskedFacts.Wage, i => i.Kind == IncomeKind.Wage, i => (i.From, i.Until), (i, from, until) => i with { From = from, Until = until }),
        ],
        OtherAllowances = now.Asked is null ? Either(now.OtherAllowances, before.OtherAllowances) :
        [
            .. Money(before.OtherAllowances, now.OtherAllowances, now, AskedFacts.SocialAllowance, a => a.Kind == AllowanceKind.SocialAssistance, a => (a.From, a.Until), (a, from, until) => a with { From = from, Until = until }),
            .. Money(before.OtherAllowances, now.OtherAllowances, now, AskedFacts.Merit, a => a.Kind == AllowanceKind.Merit, a => (a.From, a.Until), (a, from, until) => a with { From = from, Until = until }),
            .. Money(before.OtherAllowances, now.OtherAllowances, now, AskedFacts.OtherAllowance, a => a.Kind == AllowanceKind.Other, a => (a.From, a.Until), (a, from, until) => a with { From = from, Until = until }),
        ],
    };

    private static bool Asks(Facts now, AskedFacts fact) => now.Asked?.Has(fact) == true;

    private static IReadOnlyList<T> Either<T>(IReadOnlyList<T> now, IReadOnlyList<T> before) => now.Count > 0 ? now : before;

    // What is told begins on its day; the months before it are as they were known. Told without a day it always was so.
    private static IReadOnlyList<T> Told<T>(IReadOnlyList<T> now, IReadOnlyList<T> before, Facts told, AskedFacts fact, Func<T, (DateOnly? From, DateOnly? Until)> span, Func<T, DateOnly, T> ended) =>
        now.Count == 0 ? (Asks(told, fact) ? Ended(before, told.Asked!.Since, span, ended) : before)
        : now.Any(n => span(n).From is null) ? now : [.. Ended(before, now.Min(n => span(n).From)!.Value, span, ended), .. now];

    private static List<T> Ended<T>(IReadOnlyList<T> before, DateOnly since, Func<T, (DateOnly? From, DateOnly? Until)> span, Func<T, DateOnly, T> ended) =>
        [.. before.Where(b => span(b).From is not { } from || from < since).Select(b => span(b).Until is { } end && end < since ? b : ended(b, since.AddDays(-1)))];

    private static IReadOnlyList<ParentSpan> Parent(IReadOnlyList<ParentSpan> now, IReadOnlyList<ParentSpan> before, Facts told, AskedFacts fact) =>
        Told(now, before, told, fact, s => (s.From, s.Until), (s, end) => s with { Until = end });

    // The same place told again without a month is no move: since when he lives there was known better. Where nobody asks for the village it is an address.
    private static IReadOnlyList<Residence> Residences(Facts before, Facts now) =>
        now.Residences.Count == 0 || (now.Residences is [{ Assumed: true } told] && before.Residences.LastOrDefault(r => r.Until is null) is { } known && known.CommuneCode == told.CommuneCode
            && (!Asks(now, AskedFacts.Area) || VietnameseText.NameKey(known.Village) == VietnameseText.NameKey(told.Village))) ? before.Residences
            : Told(now.Residences, before.Residences, now, AskedFacts.None, r => (r.From, r.Until), (r, end) => r with { Until = end });

    private static IReadOnlyList<PovertySpan> Poverty(Facts before, Facts now) =>
        now.Poverty is [{ Assumed: true } told] && before.Poverty.LastOrDefault(p => p.Until is null)?.Status == told.Status ? before.Poverty
            : Told(now.Poverty, before.Poverty, now, AskedFacts.Poverty, p => (p.From, p.Until), (p, end) => p with { Until = end });

    // A certificate that the person says he has no more was withdrawn or has run out.
    private static DisabilityFacts? Withdrawn(Facts before, Facts now) => before.Disability is { } known && Asks(now, AskedFacts.Certificate)
        && (known.ValidUntil is null || known.ValidUntil >= now.Asked!.Since) ? known with { ValidUntil = now.Asked!.Since.AddDays(-1) } : before.Disability;

    // Who had not been asked about is asked now: the whole month of the answer has one.
    private static IReadOnlyList<SupporterFacts> Supporters(Facts before, Facts now)
    {
        if (now.Supporters is [var only] && only == SupporterFacts.Untold)
        {
            return before.Supporters;
        }

        var asked = Asks(now, AskedFacts.Supporters) ? MonthOf(now.Asked!.Since).AddDays(-1) : (DateOnly?)null;
        var known = before.Supporters.Select(s => s == SupporterFacts.Untold && asked is { } end ? s with { Until = end } : s).ToList();
        return Told(now.Supporters, known, now, AskedFacts.Supporters, s => (s.From, s.Until), (s, end) => s with { Until = end });
    }

    // A group claimed anew is attested anew; what was attested of others stays.
    private static IReadOnlyList<AttestedFacts> Attested(Facts before, Facts now) => now.Attested.Count == 0 ? before.Attested :
    [
        .. before.Attested.Where(b => now.Attested.All(n => n.Group != b.Group)),
        .. now.Attested.SelectMany(n => Ended([.. before.Attested.Where(b => b.Group == n.Group)], n.From ?? DateOnly.MinValue, s => (s.From, s.Until), (s, end) => s with { Until = end }).Append(n)),
    ];

    // Each child that is told no more has died or left; form 1đ asks for those under 36 months alone.
    private static IReadOnlyList<ChildFacts> Children(Facts before, Facts now)
    {
        var (all, small) = (Asks(now, AskedFacts.Children), Asks(now, AskedFacts.SmallChildren));
        if (!all && !small)
        {
            return Either(now.Children, before.Children);
        }

        var since = now.Asked!.Since;
        var fresh = now.Children.GroupBy(c => c.Birth).SelectMany(g => g.Skip(before.Children.Count(b => b.Birth == g.Key))).ToList();
        var untold = before.Children.GroupBy(c => c.Birth).SelectMany(g => g.Skip(now.Children.Count(n => n.Birth == g.Key)))
            .Where(c => fresh.Find(f => Corrects(f.Birth, c.Birth)) is not { } same || !fresh.Remove(same)).ToList();
        return [.. now.Children, .. untold.Select(c => (all || c.Birth.Assumed.AddMonths(36) > since) && (c.DiedOn is not { } left || left >= since) ? c with { DiedOn = since.AddDays(-1) } : c)];
    }

    // The same child with a birth corrected, not one who left and another who came: it would count twice in the month of the change, and in every month
    // that is asked again. One of day, month and year was mistyped, or day and month were not known.
    private static bool Corrects(BirthDate told, BirthDate known)
    {
        var (one, other) = (told.Assumed, known.Assumed);
        return told.Precision != known.Precision ? one.Year == other.Year
            : told.Precision == BirthPrecision.Year ? Math.Abs(one.Year - other.Year) == 1
            : new[] { one.Day == other.Day, one.Month == other.Month, one.Year == other.Year }.Count(same => same) == 2;
    }

    // Sums change with a month: two of them in one month would be added up.
    private static IReadOnlyList<T> Money<T>(IReadOnlyList<T> before, IReadOnlyList<T> now, Facts told, AskedFacts fact, Func<T, bool> of, Func<T, (DateOnly? From, DateOnly? Until)> span,
        Func<T, DateOnly?, DateOnly?, T> dated)
        where T : class
    {
        var (known, said) = (before.Where(of).ToList(), now.Where(of).ToList());
        if (!Asks(told, fact))
        {
            return Either(said, known);
        }

        var month = MonthOf(told.Asked!.Since);
        if (known.Count > 0 && said.Exists(s => span(s).From is null))
        {
            // The same sum told again has not begun anew.
            said = said.ConvertAll(s => known.Find(k => (span(k).Until is not { } end || end >= month) && Equals(dated(k, null, null), s)) ?? (span(s).From is null ? dated(s, month, null) : s));
        }

        var from = said.Count == 0 ? month : said.Min(s => span(s).From);
        return from is not { } since ? said : [.. Ended(known.Except(said).ToList(), since, span, (k, end) => dated(k, span(k).From, end)), .. said];
    }

    private static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);
}
