using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Results;

/// <summary>Where results came from.</summary>
/// <param name="Payer">Who pays, see <see cref="Sending.ChannelRules.Payer"/>.</param>
/// <param name="Month">Of the file or page; null when each line stands alone.</param>
/// <param name="ListId">Its one list; empty when many.</param>
public sealed record ResultOrigin(string Payer, ResultChannel Channel, string Source, PayMonth? Month, string ListId);

/// <summary>A line that was not settled.</summary>
/// <param name="Content">The payer's line, when it is looked at again; else empty.</param>
public sealed record UnsettledLine(WireFault Fault, Guid? ListId, Guid? LineId, string TenantPath, string Content);

/// <summary>What came of some results.</summary>
public sealed record SettleReport(int New, int Same, int Corrected, IReadOnlyList<UnsettledLine> Faults, IReadOnlyCollection<PaymentList> Lists);

/// <summary>
/// Settles lines by what the payer told: good lines are stored as new versions and move their claims, bad ones are told with their number, the rest changes nothing. Runs inside the turn of
/// its caller, who saves the act; the states of lists move in <see cref="ListMoves"/>.
/// </summary>
public sealed class SettleLines(PaymentDesk desk, NoticeWriter notices)
{
    private NodeDb Db => desk.Db;

    public async Task<SettleReport> SettleAsync(ResultOrigin origin, IReadOnlyList<ResultEntry> entries, CancellationToken cancel)
    {
        var book = await ResultBook.OpenAsync(Db, origin.Payer, entries, cancel);
        var judged = entries.Select(e => book.Judge(e, origin.Month, origin.ListId, desk.Time.Today, ResultRules.IsSigned(origin.Channel))).ToList();
        var corrected = Corrected(book, judged, origin.Channel);
        var (standing, rivals) = (await ClaimConflicts.FindAsync(Db, corrected, cancel), await ClaimConflicts.RivalsAsync(Db, corrected, cancel));
        var (faults, stored, results, same) = (new List<UnsettledLine>(), new StoredLines(), new List<PaymentResult>(), 0);
        foreach (var (came, entry) in entries.Zip(judged))
        {
            if (entry.Row is not { } row || book.List(row.ListId) is null)
            {
                faults.AddRange(entry.Row is { } early ? [NotSent(book, entry.Line, early)] : entry.Faults.Select(f => Told(book, came.Row, f)));
                continue;
            }

            var (line, content) = (book.Line(row.ListId, row.RowId)!, ResultContent.Of(row));
            var known = book.Known(line.Id);
            var news = ResultRules.Judge(known, content, row.Version, origin.Channel);
            if (news is ResultNews.Same or ResultNews.Older)
            {
                same++;
            }
            else if ((Unsigned(book, origin.Channel, entry.Line, line) ?? Hindrance(book, entry.Line, row, line, news, standing.GetValueOrDefault(line.Id) ?? rivals[line.Id].FirstOrDefault(r => stored.IsPaid(r.OtherLineId)))) is { } fault)
            {
                faults.Add(fault);
            }
            else
            {
                var result = Make(origin, entry.Line, row, line, content, known.Count == 0 ? 1 : known[^1].Version + 1);
                book.Add(result);
                results.Add(result);
                stored.Add(line, result, news);
                same += news == ResultNews.Again ? 1 : 0;
            }
        }

        await StoreAsync(results, stored, cancel);
        var touched = stored.Changed.Values.Select(s => s.Line.ListId).Concat(faults.Where(f => f.Content.Length > 0).Select(f => f.ListId!.Value)).ToHashSet();
        return new(stored.Count(ResultNews.First), same, stored.Count(ResultNews.Correction), faults, [.. book.Lists.Where(l => touched.Contains(l.Id))]);
    }

    // What keeps a result from being stored; null when nothing does.
    private static UnsettledLine? Hindrance(ResultBook book, int number, ResultRow row, SentLine line, ResultNews news, StandingClaim? other)
    {
        var (told, known) = (ResultRules.Outcome(row.Status), book.Known(line.Id));
        return news switch
        {
            ResultNews.Unclear or ResultNews.Outranked => Against(number, news, line, told, known[^1].Outcome),
            ResultNews.Disputed => Disputed(number, row, line, told, known[^1]),
            ResultNews.AgainstPaper => AgainstPaper(number, row, line, told, known[^1]),
            ResultNews.Correction when told == LineOutcome.Paid && other is not null => Conflict(book, number, row, line, known[^1].Outcome, other),
            _ => null,
        };
    }

    // Lines that were freed and are now told to be paid: a later list may hold what they hold. The other way round none can, by the key of claims, and what a line gives up the next list
    // finds by itself. A file that says the same again asks the database nothing more.
    private static List<Guid> Corrected(ResultBook book, List<ResultEntry> judged, ResultChannel channel)
    {
        var found = new HashSet<Guid>();
        foreach (var row in judged.Select(e => e.Row).OfType<ResultRow>())
        {
            if (book.Line(row.ListId, row.RowId) is { ResultVersion: > 0 } line && row.Status == WireCodes.Paid && line.Outcome != LineOutcome.Paid && ResultRules.Judge(book.Known(line.Id), ResultContent.Of(row), row.Version, channel) == ResultNews.Correction)
            {
                found.Add(line.Id);
            }
        }

        return [.. found];
    }

    private async Task StoreAsync(List<PaymentResult> results, StoredLines stored, CancellationToken cancel)
    {
        var now = desk.Time.UtcNow;
        await BulkInsert.AddAsync(Db, results, cancel);
        await LineUpdates.SettleAsync(Db, [.. stored.All.Values.Select(r => new SettledLine(r.LineId, r.Outcome, r.PaidOn, r.Version))], cancel);
        await CorrectedNotices.WithdrawAsync(Db, stored.Corrected.Select(l => stored.Changed[l].Result), now, cancel);
        await BrokenRuns.WithdrawAsync(Db, stored.Corrected, now, cancel);
        await LineUpdates.CloseTasksAsync(Db, [.. stored.Changed.Values.Where(s => s.Result.Outcome == LineOutcome.Paid).Select(s => s.Line.Id)], now, cancel);
        await AccountsTold.KeepAsync(Db, [.. stored.Changed.Values.Select(s => s.Result)], stored.Corrected, now, cancel);
        await notices.WriteAsync([.. stored.Changed.Values.Where(s => s.Result.Outcome != LineOutcome.Paid)], cancel);
        await notices.WriteCollectedAsync(stored.Changed.Values.Where(s => s.Result.Outcome == LineOutcome.Paid), cancel);
    }

    private PaymentResult Make(ResultOrigin origin, int row, ResultRow told, SentLine line, ResultContent content, int version) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(desk.Time.UtcNow)), ListId = line.ListId, LineId = line.Id, TenantPath = line.TenantPath, Version = version, PayerVersion = Math.Max(1, told.Version),
        Outcome = content.Outcome, Amount = line.Total, PaidOn = content.PaidOn, ReasonCode = content.ReasonCode, ReasonText = content.ReasonText, CollectedBy = content.CollectedBy,
        CollectorName = content.CollectorName, CollectorNumber = content.CollectorNumber, Evidence = content.Evidence, Channel = origin.Channel, Source = origin.Source, SourceRow = row, RecordedAt = desk.Time.UtcNow,
    };

    // The judged entry has lost its row; the one that came tells whose it would have been.
    private static UnsettledLine Told(ResultBook book, ResultRow? row, WireFault fault)
    {
        var list = row is null ? null : book.List(row.ListId);
        return new(fault, list?.Id, row is null ? null : book.Line(row.ListId, row.RowId)?.Id, list?.TenantPath ?? "", "");
    }

    // The payer signed that he has the list, and this node was restored from before it knew that: what he tells waits until it does.
    private static UnsettledLine NotSent(ResultBook book, int number, ResultRow row)
    {
        var (list, line) = (book.Unsent(row.ListId)!, book.Line(row.ListId, row.RowId)!);
        return new(new WireFault(number, "Mã danh sách", ResultProblems.BeforeSending.Now(line.Order, PaymentStatusTable.Name(list.Status))), line.ListId, line.Id, line.TenantPath, WaitingContent.Of(row));
    }

    // Anybody who may write the folder can make such a file: a list that went by the signed line has its results from there, as at its page.
    private static UnsettledLine? Unsigned(ResultBook book, ResultChannel channel, int number, SentLine line) =>
        ResultRules.IsSigned(channel) || ChannelRules.IsFile(book.Provider(line.ListId)) ? null
            : new(new WireFault(number, "Mã danh sách", ResultProblems.Signed.Now(ChannelRules.Name(book.Provider(line.ListId)))), line.ListId, line.Id, line.TenantPath, "");

    private static UnsettledLine Against(int number, ResultNews news, SentLine line, LineOutcome told, LineOutcome inForce)
    {
        var problem = (news == ResultNews.Unclear ? ResultProblems.Unclear : ResultProblems.Outranked).Now(line.Order, ListWords.Outcome(told), ListWords.Outcome(inForce));
        return new(new WireFault(number, "Trạng thái", problem), line.ListId, line.Id, line.TenantPath, "");
    }

    // It waits: what the payer counts higher by the line, or a leader's decision, ends it.
    private static UnsettledLine Disputed(int number, ResultRow row, SentLine line, LineOutcome told, PaymentResult inForce)
    {
        var problem = ResultProblems.Disputed.Now(line.Order, ListWords.Outcome(told), Math.Max(1, row.Version), ListWords.Outcome(inForce.Outcome), inForce.PayerVersion);
        return new(new WireFault(number, "Trạng thái", problem), line.ListId, line.Id, line.TenantPath, WaitingContent.Of(row));
    }

    // It waits: the correction of the paper lets it count, or a leader's decision ends it.
    private static UnsettledLine AgainstPaper(int number, ResultRow row, SentLine line, LineOutcome told, PaymentResult paper)
    {
        var problem = ResultProblems.AgainstPaper.Now(line.Order, VietnameseFormat.Date(paper.PaidOn!.Value), paper.Evidence, ListWords.Outcome(told), row.PaidAt is { } at ? $" ngày {VietnameseFormat.Date(DateOnly.FromDateTime(at))}" : "");
        return new(new WireFault(number, "Trạng thái", problem), line.ListId, line.Id, line.TenantPath, WaitingContent.Of(row));
    }

    private static UnsettledLine Conflict(ResultBook book, int number, ResultRow row, SentLine line, LineOutcome before, StandingClaim other)
    {
        var month = new PayMonth(book.List(row.ListId)!.Month);
        var problem = ResultProblems.Conflict.Now(
            $"dòng {line.Order} của danh sách tháng {month}, {line.Total},", ListWords.Outcome(before), ListWords.Outcome(ResultRules.Outcome(row.Status)),
            $"danh sách tháng {new PayMonth(other.OtherMonth)} của {other.OtherUnit}, dòng {other.OtherOrder}, {other.OtherAmount}, {ListWords.Outcome(other.OtherOutcome).ToLower(VietnameseFormat.Culture)}");
        return new(new WireFault(number, "Trạng thái", problem), line.ListId, line.Id, line.TenantPath, WaitingContent.Of(row));
    }

    /// <summary>The latest result of each line that got one.</summary>
    private sealed class StoredLines
    {
        private readonly List<ResultNews> _news = [];

        /// <summary>By line, those included that say again what was in force.</summary>
        public Dictionary<Guid, PaymentResult> All { get; } = [];

        /// <summary>Lines of which something changed.</summary>
        public Dictionary<Guid, (SentLine Line, PaymentResult Result)> Changed { get; } = [];

        public HashSet<Guid> Corrected { get; } = [];

        /// <summary>Whether what was stored last of a line says that it was paid.</summary>
        public bool IsPaid(Guid line) => All.TryGetValue(line, out var result) && result.Outcome == LineOutcome.Paid;

        public int Count(ResultNews news) => _news.Count(n => n == news);

        public void Add(SentLine line, PaymentResult result, ResultNews news)
        {
            _news.Add(news);
            All[line.Id] = result;
            if (news != ResultNews.Again)
            {
                Changed[line.Id] = (line, result);
            }

            if (news == ResultNews.Correction)
            {
                Corrected.Add(line.Id);
            }
        }
    }
}
