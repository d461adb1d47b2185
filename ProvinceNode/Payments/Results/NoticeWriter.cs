using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments.Files;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Results;

/// <summary>Writes down what reasons ask for (policy 6.6, 6.7): one notice for each person whom a reason is about, and one when three lists in a row of one entitlement were not collected. It changes nothing else.</summary>
public sealed class NoticeWriter(PaymentDesk desk)
{
    private const int Set = 500;
    private const int LongestWords = 300;

    private NodeDb Db => desk.Db;

    /// <param name="settled">Lines that were not paid, with the result that tells it.</param>
    public async Task WriteAsync(IReadOnlyList<(SentLine Line, PaymentResult Result)> settled, CancellationToken cancel)
    {
        var found = new List<PayerNotice>();
        foreach (var some in settled.Chunk(Set))
        {
            var ids = some.Select(s => s.Line.Id).ToList();
            // A funeral is paid to who lives: its reasons are about nobody whom the registry pays.
            var people = await Db.PaymentClaims.AsNoTracking().Where(c => ids.Contains(c.LineId) && (c.Kind == ClaimKind.Regular || c.Kind == ClaimKind.Care))
                .Select(c => new PersonOfLine(c.LineId, c.BeneficiaryId, c.Strand, c.ListMonth, c.Why == ClaimWhy.Current)).ToListAsync(cancel);
            var of = people.Distinct().ToLookup(p => p.LineId);
            var byAnother = await ByAnotherAsync(ids, cancel);
            foreach (var (line, result) in some)
            {
                found.AddRange(OfReason(line, result, [.. of[line.Id]], byAnother.Contains(line.Id)));
            }

            var counted = some.Where(s => s.Result.Outcome == LineOutcome.Unpaid && !ResultRules.ExplainsItself(s.Result.ReasonCode)).ToList();
            found.AddRange(await NotCollectedAsync(counted, of, cancel));
        }

        Db.PayerNotices.AddRange(found);
    }

    /// <summary>Writes down who collected as a proxy without being one by the list or by a certified authorisation of that day (policy 6.5). The money stays paid: it is a task to verify.</summary>
    /// <param name="paid">Lines that were paid, with the result that tells it.</param>
    public async Task WriteCollectedAsync(IEnumerable<(SentLine Line, PaymentResult Result)> paid, CancellationToken cancel)
    {
        foreach (var some in paid.Where(p => p.Result.CollectedBy == Collector.Proxy && p.Result.CollectorNumber.Length > 0).Chunk(Set))
        {
            var ids = some.Select(s => s.Line.Id).ToList();
            var named = await Db.PaymentLines.AsNoTracking().Where(l => ids.Contains(l.Id)).Select(l => new { l.Id, Numbers = new[] { l.ProxyNumber, l.ReceiverNumber, l.PersonNumber } }).ToDictionaryAsync(l => l.Id, l => l.Numbers, cancel);
            var strange = some.Where(s => !named[s.Line.Id].Contains(s.Result.CollectorNumber)).ToList();
            var lines = strange.ConvertAll(s => s.Line.Id);
            var people = (await Db.PaymentClaims.AsNoTracking().Where(c => lines.Contains(c.LineId) && c.Kind != ClaimKind.OneOff).Select(c => new { c.LineId, c.BeneficiaryId, c.ListMonth }).Distinct().ToListAsync(cancel)).ToLookup(c => c.LineId);
            var who = people.SelectMany(p => p).Select(p => p.BeneficiaryId).Distinct().ToList();
            var papers = (await Db.ProxyAuthorisations.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(p => who.Contains(p.BeneficiaryId)).ToListAsync(cancel)).ToLookup(p => (p.BeneficiaryId, p.ProxyNumber));
            foreach (var (line, result) in strange)
            {
                // One of them is enough: it is one hand that took it.
                if (people[line.Id].FirstOrDefault() is { } person && !people[line.Id].Any(p => papers[(p.BeneficiaryId, result.CollectorNumber)].Any(a => a.HoldsOn(result.PaidOn ?? desk.Time.Today))))
                {
                    Db.PayerNotices.Add(Make(line, result, person.BeneficiaryId, PayerNoticeKind.OtherCollector, person.ListMonth, words: $"Người nhận: {result.CollectorName}, số {CitizenId.Mask(result.CollectorNumber)}"));
                }
            }
        }
    }

    // Lines whose money another takes, as a receiver or by a certified authorisation: who is meant by a reason is not told.
    private async Task<HashSet<Guid>> ByAnotherAsync(List<Guid> lines, CancellationToken cancel) => [.. await Db.PaymentLines.AsNoTracking()
        .Where(l => lines.Contains(l.Id) && (l.ProxyId != null || (l.ReceiverRelation != "" && (l.ReceiverNumber == "" || l.ReceiverNumber != l.PersonNumber)))).Select(l => l.Id).ToListAsync(cancel)];

    private static LineFor ForWhom(SentLine line, List<PersonOfLine> people, bool byAnother) =>
        people.TrueForAll(p => p.Strand == EntitlementStrand.Care) ? LineFor.Carer
        : line.People > 1 || people.DistinctBy(p => p.BeneficiaryId).Skip(1).Any() ? LineFor.Several
        : byAnother ? LineFor.Another : LineFor.Himself;

    private IEnumerable<PayerNotice> OfReason(SentLine line, PaymentResult result, List<PersonOfLine> people, bool byAnother)
    {
        if (people.Count == 0 || ResultRules.NoticeOf(result.ReasonCode, ForWhom(line, people, byAnother)) is not { } kind)
        {
            yield break;
        }

        // Where nobody knows who died, everybody of the line is held until each was verified: money of the dead is not paid on a guess (policy 6.6, 3.6).
        var words = kind == PayerNoticeKind.WhoIsMeant ? $"{WireCodes.Reasons[result.ReasonCode]}. {result.ReasonText}".TrimEnd('.', ' ') : null;
        foreach (var person in people.DistinctBy(p => p.BeneficiaryId))
        {
            yield return Make(line, result, person.BeneficiaryId, kind, person.ListMonth, words: words);
        }
    }

    private async Task<List<PayerNotice>> NotCollectedAsync(List<(SentLine Line, PaymentResult Result)> lines, ILookup<Guid, PersonOfLine> of, CancellationToken cancel)
    {
        var current = lines.SelectMany(s => of[s.Line.Id].Where(p => p.Current).DistinctBy(p => p.Of).Select(p => (s.Line, s.Result, Person: p))).ToList();
        if (current.Count == 0)
        {
            return [];
        }

        var people = current.Select(c => c.Person.BeneficiaryId).Distinct().ToList();
        var (from, to) = (new PayMonth(current.Min(c => c.Person.ListMonth)).AddMonths(-2).Number, new PayMonth(current.Max(c => c.Person.ListMonth)).AddMonths(2).Number);
        // By the reason in force of each month, whenever it was told: one that explains itself is no month of the count, neither the one told now nor one before or behind it.
        var months = await BrokenRuns.UncollectedAsync(Db, people, from, to, cancel);
        var notices = current.SelectMany(c => ResultRules.ThirdMonths(months.GetValueOrDefault(c.Person.Of) ?? new HashSet<int>(), c.Person.ListMonth).Select(m => Make(c.Line, c.Result, c.Person.BeneficiaryId, PayerNoticeKind.NotCollected, m, c.Person.Strand))).ToList();
        var told = await BrokenRuns.Notices(Db).AsNoTracking()
            .Where(n => people.Contains(n.BeneficiaryId) && n.Kind == PayerNoticeKind.NotCollected && n.State != PayerNoticeState.Withdrawn && n.State != PayerNoticeState.TakenBack).Select(n => new { n.BeneficiaryId, n.Strand, n.Month }).ToListAsync(cancel);
        return [.. notices.DistinctBy(n => (n.BeneficiaryId, n.Strand, n.Month)).Where(n => !told.Any(t => t.BeneficiaryId == n.BeneficiaryId && t.Strand == n.Strand && t.Month == n.Month))];
    }

    private PayerNotice Make(SentLine line, PaymentResult result, Guid person, PayerNoticeKind kind, int month, EntitlementStrand strand = default, string? words = null) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(desk.Time.UtcNow)), TenantPath = line.TenantPath, BeneficiaryId = person, Kind = kind, ListId = line.ListId, LineId = line.Id, ResultVersion = result.Version,
        Month = month, Strand = strand, Words = Cut(Documents.NeutralWords.Remark(words ?? result.ReasonText)), RecordedAt = desk.Time.UtcNow, State = PayerNotice.IsEvent(kind) ? PayerNoticeState.Waiting : PayerNoticeState.Open, Version = 1,
    };

    private static string Cut(string text) => text.Length <= LongestWords ? text : text[..LongestWords];

    private sealed record PersonOfLine(Guid LineId, Guid BeneficiaryId, EntitlementStrand Strand, int ListMonth, bool Current)
    {
        public PersonStrand Of => new(BeneficiaryId, Strand);
    }
}
