using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Worklist;

/// <summary>Facts with what the registry has learned since: birth, poverty of the years, certificates of the register. Pure.</summary>
/// <param name="Poverty">The registry says something else of the household than the decision did.</param>
/// <param name="Certificate">It has another certificate, or the one of the decision was withdrawn.</param>
public sealed record RegistryFacts(Facts Facts, bool Poverty, bool Certificate)
{
    public static RegistryFacts Over(Facts facts, WorklistPerson person, PayMonth until)
    {
        var poverty = PovertyOf(facts.Poverty, person.Poverty);
        var (disability, earlier) = CertificateOf(facts, person.Certificates);
        var over = facts with { Birth = person.Birth, Poverty = poverty, Disability = disability, EarlierCertificates = earlier };
        return new(over, StatusIn(facts.Poverty, until) != StatusIn(poverty, until), disability != facts.Disability);
    }

    /// <summary>Status in a month: the best of the spans that touch it, as the rules see it.</summary>
    public static PovertyStatus StatusIn(IEnumerable<PovertySpan> spans, PayMonth month) => spans
        .Where(s => (s.From is not { } from || from <= month.LastDay) && (s.Until is not { } until || until >= month.FirstDay)).Select(s => s.Status).DefaultIfEmpty().Max();

    // The yearly review holds from 1 January to 31 December; after the last year that is known its status goes on until a newer one is (policy 1.5).
    private static IReadOnlyList<PovertySpan> PovertyOf(IReadOnlyList<PovertySpan> told, IReadOnlyList<(int Year, PovertyStatus Status)> years)
    {
        if (years.Count == 0)
        {
            return told;
        }

        var ordered = years.OrderBy(y => y.Year).ToList();
        var first = new DateOnly(ordered[0].Year, 1, 1);
        var spans = told.Where(s => s.From is not { } from || from < first).Select(s => s.Until is { } until && until < first ? s : s with { Until = first.AddDays(-1) }).ToList();
        foreach (var span in ordered.SelectMany(y => Decided(told, y.Year, y.Status) ?? [new PovertySpan(y.Status, new DateOnly(y.Year, 1, 1))]))
        {
            if (spans.Count > 0 && spans[^1] is { Until: null } open)
            {
                spans[^1] = open with { Until = open.Status == span.Status ? span.Until : span.From!.Value.AddDays(-1) };
                if (open.Status == span.Status)
                {
                    continue;
                }
            }

            spans.Add(span);
        }

        return spans;
    }

    // What a decision found to change within a year counts from its own day (Decree 20 Art. 8(1)(đ)), while the registry, which keeps one status a year, says nothing newer.
    private static List<PovertySpan>? Decided(IReadOnlyList<PovertySpan> told, int year, PovertyStatus status)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var changes = told.Any(s => (s.From > first && s.From <= last) || (s.Until >= first && s.Until < last));
        var atEnd = told.Where(s => (s.From is null || s.From <= last) && (s.Until is null || s.Until >= last)).Select(s => s.Status).DefaultIfEmpty().Max();
        return !changes || atEnd != status ? null
            : [.. told.Where(s => (s.From is null || s.From <= last) && (s.Until is null || s.Until >= first)).OrderBy(s => s.From)
                .Select(s => s with { From = s.From > first ? s.From : first, Until = s.Until <= last ? s.Until : null })];
    }

    private static (DisabilityFacts? Disability, IReadOnlyList<DisabilityFacts> Earlier) CertificateOf(Facts facts, IReadOnlyList<DisabilityCertificate> register)
    {
        var known = facts.Disability;
        if (register.FirstOrDefault(c => c.State == CertificateState.Active) is { } active && (known is null || (active.Number != known.CertificateNumber && active.IssuedOn > known.CertificateOn)))
        {
            // When it ends a new one is made: what is received goes on until then, so its end takes nothing away here.
            var kind = active.Types.Length > 0 ? active.Types[0] - '0' : 0;
            return (new(active.Degree, kind, active.Number, active.IssuedOn, null, active.ListedExtremelySevere), known is null ? facts.EarlierCertificates : [.. facts.EarlierCertificates, known]);
        }

        var withdrawn = known is null ? null : register.FirstOrDefault(c => c.Number == known.CertificateNumber && c.State == CertificateState.Withdrawn);
        return withdrawn?.History.Where(h => h.To == CertificateState.Withdrawn).Select(h => (DateOnly?)VietnamTime.Day(h.At)).Max() is { } day && known!.ValidUntil is null
            ? (known with { ValidUntil = day }, facts.EarlierCertificates) : (known, facts.EarlierCertificates);
    }
}
