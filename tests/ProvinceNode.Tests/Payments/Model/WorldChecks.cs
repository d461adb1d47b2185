using ProvinceNode.Payments;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Results;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>What must hold after every step, whatever happened: asked of the database's rows and the payer's book by arithmetic of its own.</summary>
internal static class WorldChecks
{
    /// <summary>What is wrong now; empty when nothing is.</summary>
    public static IEnumerable<string> Of(PayWorld world, PayBooks books) =>
        [.. world.Payer.Wrongs, .. Failures(world), .. Twice(books), .. Sums(books), .. States(books), .. Payer(world, books), .. Told(world, books), .. Made(world, books), .. Once(books)];

    /// <summary>
    /// Nobody is forgotten and nobody is paid more than he is due: right after a building went over everybody, what lists hold of a person, and what the building told of him, is to the đồng what he is
    /// due until the month of the list.
    /// </summary>
    public static IEnumerable<string> Due(DueTruth truth, PayBooks books, RunRow run)
    {
        var (claims, told) = (books.Claims.Where(c => c.IsActive).ToLookup(c => c.Sum.Person), books.Omissions.Where(o => o.RunId == run.Id).ToLookup(o => o.Person));
        foreach (var person in truth.People)
        {
            // Of all his records: what one was paid, another is not due.
            var his = person.Ids.SelectMany(id => claims[id]).ToList();
            var (due, held, omitted) = (person.DueUntil(run.Month) - MadeUpLater(person, his, books, run), his.Sum(c => c.Signed), person.Ids.SelectMany(id => told[id]).ToList());
            long Of(OmissionReason reason) => omitted.Where(o => o.Reason == reason).Sum(o => o.Amount);
            var waits = person is { IsSuspended: true, IsHeld: false, Ids.Count: 1 } && person.SuspendedFrom.Number <= run.Month && omitted.Exists(o => o.Reason == OmissionReason.Suspended)
                // What was due before the suspension waits with it; the month of the list, which is not due, is told beside it.
                ? Of(OmissionReason.Suspended) - person.Amount - (person.Care.IsSuspended && person.Care.SuspendedFrom.Number <= run.Month ? person.Care.Amount : 0) : (long?)null;
            if (person.IsHeld || (person.IsSuspended && waits is null))
            {
                // What is interrupted waits for the decision that lifts or resumes it; that it waits is told.
                if (due > held && omitted.Count == 0 && person.IsHeld)
                {
                    yield return $"{person.Name} is due {due} until {run.Month}, lists hold {held}, and the building says nothing of him";
                }

                continue;
            }

            // What the payer handed out twice, and a decision takes back, was handed out once by the books.
            var settled = held + books.Twice.Where(t => person.Ids.Contains(t.Person)).Sum(t => t.Amount) + (waits ?? 0) + Of(OmissionReason.AwaitingHeir) - Of(OmissionReason.RecoveryLeft) - Of(OmissionReason.Overpaid) - books.Receipts.Where(r => person.Ids.Contains(r.Person)).Sum(r => r.Amount);
            if (settled != due && !(run.Supplementary && TakenThisMonth(his, run.Month)))
            {
                yield return $"{person.Name} is due {due} until {run.Month}; lists hold {held}, waiting for an heir {Of(OmissionReason.AwaitingHeir)}, to be taken back {Of(OmissionReason.RecoveryLeft)}, told as overpaid {Of(OmissionReason.Overpaid)}";
            }
        }
    }

    /// <summary>Who is reported dead, and nobody looked yet, is on no list of a building: of whatever month.</summary>
    public static IEnumerable<string> Held(DueTruth truth, PayBooks books, RunRow run)
    {
        var lists = books.Lists.Where(l => l.RunId == run.Id && l.Status != ListStatus.Discarded).Select(l => l.Id).ToHashSet();
        return truth.People.Where(p => p is { IsHeld: true, Merge: null, Ids.Count: 1 }).SelectMany(p => books.Claims.Where(c => c.Sum.Person == p.Id && lists.Contains(c.ListId)).Select(c => $"{p.Name} is held, and {c.Sum} is listed for {run.Month}"));
    }

    // The list of a month that has not begun was made before a decision raised it: the difference comes with the next one, once no decision changes the month any more.
    private static long MadeUpLater(TruePerson person, IEnumerable<ClaimRow> claims, PayBooks books, RunRow run)
    {
        var all = claims.Where(c => c.Sum.Month == run.Month && c.Sum.Source == Guid.Empty).ToLookup(c => c.Sum.Strand == (int)EntitlementStrand.Care);
        long Later(bool care) => all[care].Any(c => books.Lists.Exists(l => l.Id == c.ListId && l.RunId != run.Id)) ? Math.Max(0, person.DueOf(care, run.Month) - all[care].Sum(c => c.Signed)) : 0;
        return Later(false) + Later(true);
    }

    // A list takes of a recovery once a month: what a supplementary one could do waits for the next, untold.
    private static bool TakenThisMonth(IEnumerable<ClaimRow> claims, int month) => claims.Any(c => c.Sum.Source != Guid.Empty && c.Sum.Month == month);

    private static IEnumerable<string> Failures(PayWorld world) => world.Failures.Where(f => !world.Faulted || !f.ToString().Contains("database or disk is full", StringComparison.Ordinal)).Select(f => $"a job failed: {f}");

    // (1) Of a person, strand, month, kind and source one claim is listed or paid.
    private static IEnumerable<string> Twice(PayBooks books) =>
        books.Claims.Where(c => c.IsActive).GroupBy(c => c.Sum.Key).Where(g => g.Count() > 1).Select(g => $"{g.First().Sum} stands {g.Count()} times: {string.Join(", ", g.Select(c => c.State))}");

    // (2) Lists are their lines, lines are their columns and their claims.
    private static IEnumerable<string> Sums(PayBooks books)
    {
        foreach (var list in books.Lists.Where(l => l.Status != ListStatus.Discarded))
        {
            var identity = Reconciliation.Of(list.LineCount, new Dong(list.Total), list.Lines.GroupBy(l => l.Outcome).Select(g => new OutcomeSum(g.Key, g.Count(), g.Sum(l => l.Total))));
            if (!identity.Holds)
            {
                yield return $"list {list.Id} of {list.Month}: {identity.Sent} is not {identity.Paid} + {identity.Unpaid} + {identity.Returned} + {identity.Failed} + {identity.Open}";
            }

            foreach (var line in list.Lines.Where(l => l.Total != l.Columns || l.Total != l.Claims.Sum(c => c.Signed) || l.Total < 0))
            {
                yield return $"line {line.Id}: total {line.Total}, columns {line.Columns}, claims {line.Claims.Sum(c => c.Signed)}";
            }
        }
    }

    private static IEnumerable<string> States(PayBooks books)
    {
        foreach (var list in books.Lists)
        {
            var open = list.Sendings.Where(s => s.State != SendingState.Refused).ToList();
            var fits = list.Status switch
            {
                ListStatus.Draft or ListStatus.Approved or ListStatus.Discarded => open.Count == 0,
                ListStatus.Sending or ListStatus.Unknown => open is [{ State: SendingState.Prepared or SendingState.Sending or SendingState.Unknown }],
                _ => open is [{ State: SendingState.Accepted }],
            };
            if (!fits)
            {
                yield return $"list {list.Id} is {list.Status}, its sendings {string.Join(", ", list.Sendings.Select(s => s.State))}";
            }

            if (list.Status == ListStatus.Settled && list.Lines.Any(l => l.Outcome == LineOutcome.Open))
            {
                yield return $"list {list.Id} is settled and has open lines";
            }

            foreach (var claim in list.Lines.SelectMany(l => l.Claims.Where(c => c.State != ResultRules.StateOf(l.Outcome)).Select(c => (l, c))))
            {
                yield return $"line {claim.l.Id} is {claim.l.Outcome}, its claim {claim.c.State}";
            }
        }

        foreach (var orphan in books.Claims.Where(c => !books.Lists.Exists(l => l.Id == c.ListId && l.Status != ListStatus.Discarded)))
        {
            yield return $"{orphan.Sum} stands without a list";
        }
    }

    // What the payer holds stands on a list that is on its way or out, and keeps its months for itself until he says that he did not pay.
    private static IEnumerable<string> Payer(PayWorld world, PayBooks books)
    {
        var active = books.Claims.Where(c => c.IsActive).Select(c => (c.LineId, Of(c.Sum))).ToHashSet();
        foreach (var held in world.Payer.Lists)
        {
            var known = books.Lists.Find(l => l.Id == Guid.Parse(held.Document.Header.ListId));
            if (known is not { Status: ListStatus.Sending or ListStatus.Unknown or ListStatus.Sent or ListStatus.Settled } list)
            {
                // The node was put back to a copy of before: it has the list as it was then, or not at all, until it learns, or the payer cancels it.
                if (world.Lost.GetValueOrDefault(Guid.Parse(held.Document.Header.ListId), ListStatus.Sent) != (known?.Status ?? ListStatus.Discarded) && !(known is { Status: ListStatus.Approved } && world.Lost.ContainsKey(known.Id)))
                {
                    yield return $"the payer holds list {held.Document.Header.ListId}, which is {known?.Status}";
                }

                continue;
            }

            if (held.Document.Header.TotalAmount.Amount != list.Total)
            {
                yield return $"the payer was handed {held.Document.Header.TotalAmount} for a list of {list.Total}";
            }

            foreach (var row in held.Rows.Where(r => !r.CameBack))
            {
                foreach (var freed in row.Sums.Where(s => !active.Contains((Guid.Parse(row.RowId), Of(s)))))
                {
                    yield return $"the payer pays {freed} by row {row.RowId}, and its claim is free";
                }
            }
        }
    }

    // A merge gives the sum to another record of the person; the line stays.
    private static (int, int, int, Guid) Of(SumKey sum) => (sum.Strand, sum.Month, sum.Kind, sum.Source);

    // Each line says what the payer told last, as far as it reached the node; nothing is stored twice.
    private static IEnumerable<string> Told(PayWorld world, PayBooks books)
    {
        var lines = books.Lists.SelectMany(l => l.Lines).ToDictionary(l => l.Id);
        foreach (var row in world.Payer.Rows)
        {
            if (!lines.TryGetValue(Guid.Parse(row.RowId), out var line))
            {
                if (world.Lost.GetValueOrDefault(Guid.Parse(row.ListId), ListStatus.Sent) == ListStatus.Discarded)
                {
                    continue;
                }

                yield return $"row {row.RowId} of the payer has no line";
                continue;
            }

            var (count, last) = books.Results.GetValueOrDefault(line.Id);
            if (count != last || count > row.Sent.Count || line.ResultVersion != last)
            {
                yield return $"line {line.Id} has {count} results, the last {last}, in force {line.ResultVersion}; the payer told {row.Sent.Count}";
            }

            if (line.Outcome != LineOutcome.Open && row.Told.All(t => ResultRules.Outcome(t) != line.Outcome))
            {
                yield return $"line {line.Id} is {line.Outcome}, which the payer never told";
            }

            if (world.HeardAll && row.InForce is { } force && ResultRules.Outcome(force) != line.Outcome && !books.Waiting.Contains(line.Id))
            {
                yield return $"line {line.Id} is {line.Outcome}, the payer told {string.Join(", ", row.Told)}, and nothing waits";
            }
        }
    }

    // What no payer told a signed paper did.
    private static IEnumerable<string> Made(PayWorld world, PayBooks books)
    {
        var lines = books.Lists.SelectMany(l => l.Lines).ToDictionary(l => l.Id);
        foreach (var made in lines.Values.Where(l => l.Outcome != LineOutcome.Open && l.Total != 0 && !world.Payer.Rows.Any(r => Guid.Parse(r.RowId) == l.Id)))
        {
            if (world.OnPaper.Where(p => p.Key.List == made.ListId).Select(p => p.Value).FirstOrDefault(p => p.IsConfirmed) is { } paper)
            {
                if (made.Outcome != (paper.Lines.Contains(made.Id) ? LineOutcome.Paid : LineOutcome.Unpaid))
                {
                    yield return $"line {made.Id} is {made.Outcome}, by the signed paper it was {(paper.Lines.Contains(made.Id) ? "paid" : "not collected")}";
                }

                continue;
            }

            yield return $"line {made.Id} is {made.Outcome}, and the payer never had it";
        }
    }

    private static IEnumerable<string> Once(PayBooks books)
    {
        var drafts = books.Of(ListStatus.Draft).Select(l => l.Id).ToHashSet();
        var claims = books.Claims.Where(c => c.Sum.Source != Guid.Empty).ToLookup(c => c.Sum.Source);
        foreach (var once in books.Once)
        {
            var moved = claims[once.Id].Where(c => c.State == ClaimState.Paid).Sum(c => once.IsRecovery ? -c.Signed : c.Signed);
            moved = Math.Max(0, moved) + books.Receipts.Where(r => r.Recovery == once.Id).Sum(r => r.Amount);
            var listed = claims[once.Id].Any(c => c.State == ClaimState.Listed && !drafts.Contains(c.ListId));
            if (once.Moved != moved || once.IsOnList != listed)
            {
                yield return $"payment {once.Id}: lists and receipts moved {moved}, it says {once.Moved}; on a list {listed}, it says {once.IsOnList}";
            }
        }
    }
}
