using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Payments.Files;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Results;

/// <summary>
/// Stores some results with what they do to their lists, within the caller's turn: lines and claims, faults with their numbers, how far the delivery is stored, the lists that are settled by
/// their last line or opened again by a correction that waits; all or nothing, under one act.
/// </summary>
public sealed class StoreResults(PaymentDesk desk, SettleLines settle, IOptions<NodeOptions> node)
{
    private NodeDb Db => desk.Db;

    /// <param name="delivery">Tracked.</param>
    /// <param name="retried">A correction that waited and is looked at again; null for what is new.</param>
    /// <returns>What was not settled; null when somebody else was there meanwhile and nothing was stored.</returns>
    public async Task<SettleReport?> StoreAsync(ResultDelivery delivery, ResultOrigin origin, IReadOnlyList<ResultEntry> entries, ResultFault? retried, CancellationToken cancel)
    {
        var report = await settle.SettleAsync(origin, entries, cancel);
        if (retried is not null)
        {
            if (report.Faults.Count > 0)
            {
                // It still waits; nothing was written.
                return report;
            }

            (retried.State, retried.Version, delivery.New) = (FaultState.Applied, retried.Version + 1, delivery.New + report.New);
            // The line may have been told the same by another way: its list is settled all the same.
            report = report.Lists.Count > 0 ? report : report with { Lists = await Db.PaymentLists.Where(l => l.Id == retried.ListId).ToListAsync(cancel) };
        }
        else
        {
            report = await WriteAsync(delivery, report, cancel);
            (delivery.Lines, delivery.New, delivery.Same) = (delivery.Lines + entries.Count, delivery.New + report.New, delivery.Same + report.Same);
        }

        (delivery.Corrected, delivery.Version) = (delivery.Corrected + report.Corrected, delivery.Version + 1);
        return await AcceptAsync(report, delivery, cancel) && await MoveAsync(report, delivery, retried, cancel) ? report : null;
    }

    /// <summary>Tells of one line that was not stored; its list does not end while it waits.</summary>
    /// <param name="delivery">Tracked.</param>
    /// <returns>What was told; null when somebody else was there meanwhile and nothing was.</returns>
    public async Task<SettleReport?> TellAsync(ResultDelivery delivery, UnsettledLine line, PaymentList? list, CancellationToken cancel)
    {
        var report = new SettleReport(0, 0, 0, [line], list is null ? [] : [list]);
        report = await WriteAsync(delivery, report, cancel);
        (delivery.Lines, delivery.Version) = (delivery.Lines + 1, delivery.Version + 1);
        return await MoveAsync(report, delivery, null, cancel) ? report : null;
    }

    /// <summary>The act of what a delivery changed.</summary>
    public Task<bool> RecordAsync(ResultDelivery delivery, string what, IReadOnlyCollection<PaymentList> lists, CancellationToken cancel)
    {
        var act = Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.PaymentResult, desk.Time.UtcNow, $"{delivery.Provider} {delivery.Source}: {what}", $"payment-delivery/{delivery.Id:D}");
        return Db.SaveAsync(lists.Count == 1 ? act.On("payment-list", lists.First().Id) : act.On("payment-delivery", delivery.Id), cancel);
    }

    // What a delivery that is read again tells again is told once, a correction that waits already waits once, and what a leader decided not to store is known: it opens no list again.
    private async Task<SettleReport> WriteAsync(ResultDelivery delivery, SettleReport report, CancellationToken cancel)
    {
        var lines = report.Faults.Where(f => f.Content.Length > 0).Select(f => f.LineId).ToList();
        var kept = lines.Count == 0 ? [] : await Db.ResultFaults.AsNoTracking().Where(f => lines.Contains(f.LineId) && (f.State == FaultState.Waiting || f.State == FaultState.Closed)).Select(f => new { f.LineId, f.Content, f.State }).ToListAsync(cancel);
        bool Is(UnsettledLine line, FaultState state) => line.Content.Length > 0 && kept.Exists(k => k.State == state && k.LineId == line.LineId && k.Content == line.Content);
        var known = report.Faults.Where(f => Is(f, FaultState.Closed) && !Is(f, FaultState.Waiting)).ToHashSet();
        report = report with { Faults = [.. report.Faults.Where(f => !known.Contains(f))], Same = report.Same + known.Count };
        var faults = report.Faults.ToList();
        if (faults.Count > 0 && delivery.Faults > 0)
        {
            var (id, from, to) = (delivery.Id, faults.Min(f => f.Fault.Line), faults.Max(f => f.Fault.Line));
            var told = (await Db.ResultFaults.AsNoTracking().Where(f => f.DeliveryId == id && f.Line >= from && f.Line <= to).Select(f => new { f.Line, f.Column, f.Code }).ToListAsync(cancel)).ToHashSet();
            // What waits is known by its line and content, below: the page may stand otherwise now.
            faults.RemoveAll(f => f.Content.Length == 0 && told.Contains(new { f.Fault.Line, f.Fault.Column, f.Fault.Problem.Code }));
        }

        faults.RemoveAll(f => Is(f, FaultState.Waiting));
        delivery.Faults += faults.Count;
        Db.ResultFaults.AddRange(faults.Select(f => Fault(delivery, f)));
        return report;
    }

    // Who tells results of a list has it, whatever became of his answer. A list that nobody called about yet is asked about first: its results wait.
    private async Task<bool> AcceptAsync(SettleReport report, ResultDelivery delivery, CancellationToken cancel)
    {
        var waiting = report.Faults.Where(f => f.Fault.Problem.Code == ResultProblems.BeforeSending.Code).Select(f => f.ListId).ToHashSet();
        var arrived = report.Lists.Where(l => (l.Status is ListStatus.Sending or ListStatus.Unknown) && !waiting.Contains(l.Id)).ToList();
        if (arrived.Count == 0)
        {
            return true;
        }

        var (now, ids) = (desk.Time.UtcNow, arrived.Select(l => l.Id).ToList());
        foreach (var sending in await Db.PaymentSendings.Where(s => ids.Contains(s.ListId) && (s.State == SendingState.Sending || s.State == SendingState.Unknown)).ToListAsync(cancel))
        {
            (sending.State, sending.AnsweredAt, sending.Version) = (SendingState.Accepted, now, sending.Version + 1);
            sending.Answers = Sending.HandOver.Words(sending.Answers, now, "Đã nhận: đã có kết quả của danh sách");
        }

        foreach (var list in arrived)
        {
            (list.Status, list.SentAt, list.Version) = (PaymentStatusTable.Find(list.Status, ListVerb.Accepted)!.To, now, list.Version + 1);
        }

        // The empty lines of a list that arrived are settled with its acceptance.
        foreach (var list in arrived)
        {
            await LineUpdates.PayEmptyAsync(Db, list, VietnamTime.Day(now), cancel);
        }

        return await RecordAsync(delivery, "danh sách đã đến đơn vị chi trả", arrived, cancel);
    }

    private async Task<bool> MoveAsync(SettleReport report, ResultDelivery delivery, ResultFault? retried, CancellationToken cancel)
    {
        var (now, but) = (desk.Time.UtcNow, retried?.Id ?? Guid.Empty);
        foreach (var list in report.Lists)
        {
            var id = list.Id;
            var open = await Db.PaymentLines.AnyAsync(l => l.ListId == id && l.Outcome == LineOutcome.Open, cancel) || report.Faults.Any(f => f.ListId == id && f.Content.Length > 0)
                || await Db.ResultFaults.AnyAsync(f => f.ListId == id && f.State == FaultState.Waiting && f.Id != but, cancel);
            if (PaymentStatusTable.Find(list.Status, open ? ListVerb.Reopen : ListVerb.Settle) is { } move)
            {
                (list.Status, list.SettledAt) = (move.To, open ? null : now);
            }
            else if (list.Status == ListStatus.Settled)
            {
                // Opened and settled again by a correction.
                list.SettledAt = now;
            }

            list.Version++;
        }

        return await RecordAsync(delivery, $"{report.New} mới, {report.Corrected} sửa, {report.Same} đã biết, {report.Faults.Count} lỗi", report.Lists, cancel);
    }

    private ResultFault Fault(ResultDelivery delivery, UnsettledLine line) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(desk.Time.UtcNow)), TenantPath = line.TenantPath.Length > 0 ? line.TenantPath : delivery.TenantPath, DeliveryId = delivery.Id, ListId = line.ListId ?? delivery.ListId,
        LineId = line.LineId, Line = line.Fault.Line, Column = line.Fault.Column, Code = line.Fault.Problem.Code, Message = Cut(line.Fault.Problem.Message, 1000), Content = line.Content,
        State = line.Content.Length > 0 ? FaultState.Waiting : FaultState.Told, RecordedAt = desk.Time.UtcNow, Version = 1,
    };

    internal static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}

/// <summary>Corrections that a later list stood against, and results that the database refused, are looked at again: stored as soon as nothing stands against them.</summary>
public sealed class RetryCorrections(PaymentDesk desk, StoreResults store, ILogger<RetryCorrections> log)
{
    /// <summary>Call in the scope of the province.</summary>
    /// <returns>Number that were stored.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var done = 0;
        // What waits for its list to be known as sent is not asked about line by line before it is.
        var waiting = desk.Db.ResultFaults.AsNoTracking().Where(f => f.State == FaultState.Waiting
            && (f.Code != ResultProblems.BeforeSending.Code || desk.Db.PaymentSendings.Any(s => s.ListId == f.ListId && s.State != SendingState.Prepared && s.State != SendingState.Refused)));
        foreach (var id in await waiting.OrderBy(f => f.RecordedAt).ThenBy(f => f.Id).Select(f => f.Id).ToListAsync(cancel))
        {
            // What the database refuses still goes on waiting, and stops nobody behind it.
            var stored = false;
            if (await desk.Db.RefusedAsync(
                token => desk.Db.InTurnAsync(
                    async () =>
                    {
                        (var changed, stored) = await AgainAsync(id, token);
                        return changed;
                    },
                    token),
                cancel) is { } refused)
            {
                ResultLog.StillRefused(log, refused, id);
                continue;
            }

            done += stored ? 1 : 0;
        }

        return done;
    }

    private async Task<(bool Changed, bool Stored)> AgainAsync(Guid id, CancellationToken cancel)
    {
        if (await desk.Db.ResultFaults.SingleOrDefaultAsync(f => f.Id == id && f.State == FaultState.Waiting, cancel) is not { } fault || WaitingContent.Read(fault.Content) is not { } row)
        {
            return default;
        }

        var delivery = await desk.Db.ResultDeliveries.SingleAsync(d => d.Id == fault.DeliveryId, cancel);
        var origin = new ResultOrigin(Sending.ChannelRules.Payer(delivery.Provider), delivery.Channel, delivery.Source, null, "");
        // A first result that the database refused, and the payer told another since: what came later counts, the old one only ends.
        var (line, since) = (fault.LineId, fault.RecordedAt);
        var isOver = fault.Code == ResultProblems.NotStoredYet.Code && await desk.Db.PaymentResults.AnyAsync(r => r.LineId == line && r.RecordedAt > since, cancel);
        var report = await store.StoreAsync(delivery, origin, isOver ? [] : [new ResultEntry(fault.Line, row, [])], fault, cancel);
        return report is null ? default : report.Faults.Count == 0 ? (true, true) : (await TellAnewAsync(fault, report.Faults[0].Fault.Problem, delivery, cancel), false);
    }

    // It waits for another reason now: officials read what stands against it today. What the database refused keeps its own name, by which what came later counts.
    private async Task<bool> TellAnewAsync(ResultFault fault, Problem problem, ResultDelivery delivery, CancellationToken cancel)
    {
        if (fault.Code == problem.Code || fault.Code == ResultProblems.NotStoredYet.Code)
        {
            return false;
        }

        (fault.Code, fault.Message, fault.Version) = (problem.Code, StoreResults.Cut(problem.Message, 1000), fault.Version + 1);
        return await store.RecordAsync(delivery, $"dòng {fault.Line} của tệp còn chờ vì lý do khác: {fault.Code}", await desk.Db.PaymentLists.Where(l => l.Id == fault.ListId).ToListAsync(cancel), cancel);
    }
}
