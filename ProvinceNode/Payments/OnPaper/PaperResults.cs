using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Payments.Results;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.OnPaper;

/// <summary>What a paper makes of a line.</summary>
public sealed record PaperOutcome(SentLine Line, ResultContent Content);

/// <summary>Stores what a confirmed paper, or its correction, makes of lines: a new version of the result of each, with claims, notices and the state of the list. Inside the turn of the verb, which saves its act.</summary>
public sealed class PaperResults(PaymentDesk desk, NoticeWriter notices)
{
    private const int Set = 500;

    private NodeDb Db => desk.Db;

    /// <summary>A line that was paid by a paper.</summary>
    public static PaperOutcome Paid(PaperPayment paper, SentLine line) => new(line, new(LineOutcome.Paid, paper.PaidOn, "", "", Collector.Unknown, "", "", paper.Number));

    /// <summary>A line of a list that went out on paper alone, and that nobody signed for.</summary>
    public static PaperOutcome NotCollected(PaperPayment paper, SentLine line) => new(line, new(LineOutcome.Unpaid, null, "R01", $"Không ký nhận theo danh sách giấy số {paper.Number}", Collector.Unknown, "", "", paper.Number));

    /// <summary>As a line stood before the paper: what the payer told last; open when he told nothing; not collected when no payer has the list.</summary>
    public async Task<IReadOnlyList<PaperOutcome>> BeforeAsync(PaperPayment paper, IReadOnlyList<SentLine> lines, CancellationToken cancel)
    {
        var told = new Dictionary<Guid, PaymentResult>();
        foreach (var ids in lines.Select(l => l.Id).Chunk(Set))
        {
            foreach (var result in await Db.PaymentResults.AsNoTracking().Where(r => ids.Contains(r.LineId) && r.Channel != ResultChannel.Paper).OrderBy(r => r.Version).ToListAsync(cancel))
            {
                told[result.LineId] = result;
            }
        }

        return
        [
            .. lines.Select(l => told.TryGetValue(l.Id, out var last) ? new PaperOutcome(l, ResultContent.Of(last))
                : paper.Whole ? NotCollected(paper, l) : new PaperOutcome(l, new(LineOutcome.Open, null, "", "", Collector.Unknown, "", "", paper.Number))),
        ];
    }

    /// <param name="list">Tracked.</param>
    public async Task StoreAsync(PaymentList list, PaperPayment paper, IReadOnlyList<PaperOutcome> outcomes, CancellationToken cancel)
    {
        var now = desk.Time.UtcNow;
        var results = outcomes.Select(o => Make(paper, o, now)).ToList();
        await BulkInsert.AddAsync(Db, results, cancel);
        await LineUpdates.SettleAsync(Db, results.ConvertAll(r => new SettledLine(r.LineId, r.Outcome, r.PaidOn, r.Version)), cancel);
        var again = outcomes.Where(o => o.Line.ResultVersion > 0).Select(o => o.Line.Id).ToHashSet();
        await CorrectedNotices.WithdrawAsync(Db, results.Where(r => again.Contains(r.LineId)), now, cancel);
        await BrokenRuns.WithdrawAsync(Db, again, now, cancel);
        await LineUpdates.CloseTasksAsync(Db, [.. outcomes.Where(o => o.Content.Outcome == LineOutcome.Paid).Select(o => o.Line.Id)], now, cancel);
        await AccountsTold.KeepAsync(Db, results, again, now, cancel);
        await notices.WriteAsync([.. outcomes.Zip(results, (o, r) => (o.Line, r)).Where(p => p.r.Outcome is not (LineOutcome.Paid or LineOutcome.Open))], cancel);
        await MoveAsync(list, now, cancel);
    }

    /// <summary>A list that no payer has goes out on paper: nothing sends it any more.</summary>
    /// <param name="list">Tracked.</param>
    /// <param name="official">Who confirms it.</param>
    /// <returns>False when somebody else was there meanwhile.</returns>
    public async Task<bool> HandOutAsync(PaymentList list, PaperPayment paper, SignedInOfficial official, CancellationToken cancel)
    {
        var (now, id) = (desk.Time.UtcNow, list.Id);
        (list.Status, list.SentById, list.SentByName, list.SentAt, list.Version) = (PaymentStatusTable.Find(list.Status, ListVerb.PayOnPaper)!.To, paper.RecordedById, paper.RecordedByName, now, list.Version + 1);
        Db.PaymentSendings.Add(new PaymentSending
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(now)), ListId = id, TenantPath = list.TenantPath, Attempt = await Db.PaymentSendings.CountAsync(s => s.ListId == id, cancel) + 1, Provider = ChannelRules.Paper,
            IdempotencyKey = $"giay-{paper.Id:N}", State = SendingState.Accepted, ListHash = list.Hash, SentById = paper.RecordedById, SentByName = paper.RecordedByName, PreparedAt = now, SentAt = now, AnsweredAt = now,
            Answers = HandOver.Words("", now, $"Danh sách giấy số {paper.Number}, trả ngày {Protos.Values.VietnameseFormat.Date(paper.PaidOn)}"), Version = 1,
        });
        // The list moves by one step of its machine at a time.
        var act = Act.By(official, ActKinds.PaymentSend, now, $"{list.UnitName}, tháng {new Protos.Values.PayMonth(list.Month)}: {list.Lines} dòng, {list.TotalDong}; trả theo danh sách giấy số {paper.Number}", $"sha256 {list.Hash}").On("payment-list", id);
        if (!await Db.SaveAsync(act, cancel))
        {
            return false;
        }

        await LineUpdates.PayEmptyAsync(Db, list, paper.PaidOn, cancel);
        return true;
    }

    private async Task MoveAsync(PaymentList list, DateTime now, CancellationToken cancel)
    {
        var id = list.Id;
        var open = await Db.PaymentLines.AnyAsync(l => l.ListId == id && l.Outcome == LineOutcome.Open, cancel) || await Db.ResultFaults.AnyAsync(f => f.ListId == id && f.State == FaultState.Waiting, cancel);
        if (PaymentStatusTable.Find(list.Status, open ? ListVerb.Reopen : ListVerb.Settle) is { } move)
        {
            (list.Status, list.SettledAt) = (move.To, open ? null : now);
        }

        list.Version++;
    }

    private static PaymentResult Make(PaperPayment paper, PaperOutcome of, DateTime now) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(now)), ListId = of.Line.ListId, LineId = of.Line.Id, TenantPath = of.Line.TenantPath, Version = of.Line.ResultVersion + 1, Outcome = of.Content.Outcome, Amount = of.Line.Total,
        PaidOn = of.Content.PaidOn, ReasonCode = of.Content.ReasonCode, ReasonText = of.Content.ReasonText, CollectedBy = of.Content.CollectedBy, CollectorName = of.Content.CollectorName, CollectorNumber = of.Content.CollectorNumber,
        Evidence = of.Content.Evidence, Channel = ResultChannel.Paper, Source = $"Danh sách giấy số {paper.Number}", SourceRow = of.Line.Order, RecordedAt = now,
    };
}
