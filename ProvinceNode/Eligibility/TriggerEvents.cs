using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>Months in which something in the facts or in the law turns, whether or not it changes an amount.</summary>
internal static class TriggerEvents
{
    private static readonly PayMonth PensionLaw = new(202507);

    public static IEnumerable<(PayMonth Month, TriggerKind Kind, string What)> Of(Facts facts, RuleBook rules, string province, PayMonth from, PayMonth to) =>
        [.. Ages(facts), .. Children(facts), .. Spans(facts), .. Reviews(from, to), .. Stays(facts, rules, from), .. Laws(rules, province, from, to)];

    private static IEnumerable<(PayMonth, TriggerKind, string)> Ages(Facts facts)
    {
        (int Months, TriggerKind Kind, string Words)[] ages =
        [
            (36, TriggerKind.Months36, "Đủ 36 tháng tuổi"), (4 * 12, TriggerKind.Years4, "Đủ 4 tuổi"), (16 * 12, TriggerKind.Years16, "Đủ 16 tuổi"),
            (22 * 12, TriggerKind.Years22, "Đủ 22 tuổi"), (60 * 12, TriggerKind.Years60, "Đủ 60 tuổi"), (80 * 12, TriggerKind.Years80, "Đủ 80 tuổi"),
        ];
        foreach (var (months, kind, words) in ages)
        {
            yield return (Reaches(facts.Birth, months), kind, words);
        }

        // Until June 2025 the ages of 5.b and 5.c, then those of the social pension.
        foreach (var years in (int[])[70, 75, 80])
        {
            var month = Reaches(facts.Birth, years * 12);
            if (month < PensionLaw ? years > 70 : years < 80)
            {
                yield return (month, TriggerKind.PensionCandidate, $"Đủ {years} tuổi");
            }
        }

        if (facts.Disability is { ListedExtremelySevere: false } certificate && Reaches(facts.Birth, 72) is var six && certificate.CertificateOn < six.FirstDay)
        {
            yield return (six, TriggerKind.CertificateAtSix, "Trẻ khuyết tật đủ 6 tuổi");
        }
    }

    private static IEnumerable<(PayMonth, TriggerKind, string)> Children(Facts facts)
    {
        foreach (var child in facts.Children)
        {
            yield return (Reaches(child.Birth, 36), TriggerKind.ChildMonths36, $"Con sinh {child.Birth.Printed} đủ 36 tháng tuổi");
            yield return (Reaches(child.Birth, 16 * 12), TriggerKind.ChildLeavesCount, $"Con sinh {child.Birth.Printed} đủ 16 tuổi");
            yield return (Reaches(child.Birth, 22 * 12), TriggerKind.ChildLeavesCount, $"Con sinh {child.Birth.Printed} đủ 22 tuổi");
            if (child.Study?.Until is { } end)
            {
                yield return (PayMonth.Of(end), TriggerKind.ChildLeavesCount, $"Con sinh {child.Birth.Printed} học xong");
            }

            if (child.DiedOn is { } died)
            {
                yield return (PayMonth.Of(died), TriggerKind.ChildLeavesCount, $"Con sinh {child.Birth.Printed} không còn được nuôi");
            }
        }
    }

    private static IEnumerable<(PayMonth, TriggerKind, string)> Spans(Facts facts) =>
    [
        .. facts.Study.Where(s => s.Until is not null).Select(s => (PayMonth.Of(s.Until!.Value), TriggerKind.StudyEnds, "Kết thúc học")),
        .. facts.Pregnancies.Where(p => p.Until is not null).Select(p => (PayMonth.Of(p.Until!.Value), TriggerKind.PregnancyEnds, "Hết thời gian mang thai")),
        .. facts.Poverty.Where(p => p.Until is not null && p.Status != PovertyStatus.None && !facts.Poverty.Any(q => q.Status == p.Status && q.From == p.Until.Value.AddDays(1)))
            .Select(p => (PayMonth.Of(p.Until!.Value), TriggerKind.PovertyEnds, $"Hết thời hạn công nhận {(p.Status == PovertyStatus.Poor ? "hộ nghèo" : "hộ cận nghèo")}")),
        .. facts.EarlierCertificates.Append(facts.Disability).Where(d => d?.ValidUntil is not null)
            .Select(d => (PayMonth.Of(d!.ValidUntil!.Value), TriggerKind.CertificateEnds, "Giấy xác nhận khuyết tật hết giá trị")),
    ];

    // The household is judged each year by December and the status holds from 1 January (policy 1.5, Decree 07/2021), whether or not its end was told.
    private static IEnumerable<(PayMonth, TriggerKind, string)> Reviews(PayMonth from, PayMonth to) =>
        Enumerable.Range(from.FirstDay.Year, to.FirstDay.Year - from.FirstDay.Year + 1).Select(year => (new PayMonth((year * 100) + 1), TriggerKind.PovertyReview, $"Rà soát hộ nghèo, hộ cận nghèo năm {year}"));

    // Ages and studies are asked for everybody; here is what only a stay has.
    private static IEnumerable<(PayMonth, TriggerKind, string)> Stays(Facts facts, RuleBook rules, PayMonth from) =>
        facts.Admission is not { } admission || facts.Institution.Where(s => s.From is not null).MinBy(s => s.From)?.From is not { } since ? []
            : StayLimits.Of(admission.Case, facts.Birth, since, facts.Study.Select(s => s.Until).Max(), null, rules, from.FirstDay, admission.ExtendedBy.Length > 0)
                .Where(l => l.Kind is StayLimitKind.Urgent or StayLimitKind.SupportEnds).Select(l => (PayMonth.Of(l.On), TriggerKind.StayLimit, l.What));

    private static IEnumerable<(PayMonth, TriggerKind, string)> Laws(RuleBook rules, string province, PayMonth from, PayMonth to)
    {
        for (var month = from; month <= to; month = month.AddMonths(1))
        {
            var edition = rules.EditionIn(month, province);
            if (edition.First == month && edition.RuleSet is { } set)
            {
                yield return (month, TriggerKind.LawChanges, $"Áp dụng mức, quy định mới ({edition.Level?.Legal ?? set.Legal})");
            }
        }
    }

    private static PayMonth Reaches(BirthDate birth, int months) => PayMonth.Of(birth.Assumed).AddMonths(months);
}
