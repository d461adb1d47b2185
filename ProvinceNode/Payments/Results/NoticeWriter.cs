using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Results;

/// <summary>Writes down what reasons ask for (policy 6.6, 6.7): one notice for each person whom a reason is about, and one when three lists in a row were not collected. It changes nothing else.</summary>
public sealed class NoticeWriter(PaymentDesk desk)
{
    private const int Set = 500;

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
                .Select(c => new PersonOfLine(c.LineId, c.BeneficiaryId, c.ListMonth, c.Why == ClaimWhy.Current)).ToListAsync(cancel);
            var of = people.Distinct().ToLookup(p => p.LineId);
            foreach (var (line, result) in some)
            {
                found.AddRange(OfReason(line, result, [.. of[line.Id].DistinctBy(p => p.BeneficiaryId)]));
            }

            var counted = some.Where(s => s.Result.Outcome == LineOutcome.Unpaid && !ResultRules.ExplainsItself(s.Result.ReasonCode)).ToList();
            found.AddRange(await NotCollectedAsync(counted, of, cancel));
        }

        Db.PayerNotices.AddRange(found);
    }

    private IEnumerable<PayerNotice> OfReason(SentLine line, PaymentResult result, List<PersonOfLine> people)
    {
        var alone = people.Count == 1 && line.People == 1;
        if (people.Count == 0 || ResultRules.NoticeOf(result.ReasonCode, alone) is not { } kind)
        {
            yield break;
        }

        // Where nobody knows who died, everybody of the line is held until each was verified: money of the dead is not paid on a guess (policy 6.6, 3.6).
        foreach (var person in people)
        {
            yield return Make(line, result, person.BeneficiaryId, kind, person.ListMonth);
        }
    }

    private async Task<List<PayerNotice>> NotCollectedAsync(List<(SentLine Line, PaymentResult Result)> lines, ILookup<Guid, PersonOfLine> of, CancellationToken cancel)
    {
        var current = lines.SelectMany(s => of[s.Line.Id].Where(p => p.Current).DistinctBy(p => p.BeneficiaryId).Select(p => (s.Line, s.Result, Person: p))).ToList();
        if (current.Count == 0)
        {
            return [];
        }

        var people = current.Select(c => c.Person.BeneficiaryId).Distinct().ToList();
        var (from, to) = (new PayMonth(current.Min(c => c.Person.ListMonth)).AddMonths(-2).Number, new PayMonth(current.Max(c => c.Person.ListMonth)).AddMonths(2).Number);
        // By the reason in force of each month, whenever it was told: one that explains itself is no month of the count, neither the one told now nor one before or behind it.
        var months = await BrokenRuns.UncollectedAsync(Db, people, from, to, cancel);
        var notices = current.SelectMany(c => ResultRules.ThirdMonths(months.GetValueOrDefault(c.Person.BeneficiaryId) ?? new HashSet<int>(), c.Person.ListMonth).Select(m => Make(c.Line, c.Result, c.Person.BeneficiaryId, PayerNoticeKind.NotCollected, m))).ToList();
        var told = await Db.PayerNotices.AsNoTracking().Where(n => people.Contains(n.BeneficiaryId) && n.Kind == PayerNoticeKind.NotCollected && n.State != PayerNoticeState.Withdrawn).Select(n => new { n.BeneficiaryId, n.Month }).ToListAsync(cancel);
        return [.. notices.DistinctBy(n => (n.BeneficiaryId, n.Month)).Where(n => !told.Any(t => t.BeneficiaryId == n.BeneficiaryId && t.Month == n.Month))];
    }

    private PayerNotice Make(SentLine line, PaymentResult result, Guid person, PayerNoticeKind kind, int month) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(desk.Time.UtcNow)), TenantPath = line.TenantPath, BeneficiaryId = person, Kind = kind, ListId = line.ListId, LineId = line.Id, ResultVersion = result.Version,
        Month = month, Words = Documents.NeutralWords.Remark(result.ReasonText), RecordedAt = desk.Time.UtcNow, State = PayerNotice.IsEvent(kind) ? PayerNoticeState.Waiting : PayerNoticeState.Open, Version = 1,
    };

    private sealed record PersonOfLine(Guid LineId, Guid BeneficiaryId, int ListMonth, bool Current);
}
