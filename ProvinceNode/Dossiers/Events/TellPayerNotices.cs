using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Documents;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Events;

/// <summary>
/// Takes what the payer told of people through the one door of events (policy 6.6, 6.7): a death holds the next list, a refusal, a detention and three uncollected months make a task of the
/// commune's officer. Nothing ends by it; what the payer takes back ends the report that it became. What was not told when the node stopped is told by the next run; told twice it is one report. Call in the scope of the province.
/// </summary>
public sealed class TellPayerNotices(NodeDb db, ReportEvent report, RefuteEvent refute, VietnamTime time, IOptions<NodeOptions> node)
{
    /// <summary>Why a notice that a report carries on is settled, while no later result remarked anything.</summary>
    public const string Passed = "Đã chuyển thành tin báo biến động";

    /// <summary>Some of the notices that wait, the oldest first; behind them those that were taken back: a correction may tell the same again.</summary>
    /// <param name="behind">So many of them are left out: what failed in this run still waits.</param>
    public Task<List<Guid>> WaitingAsync(int behind, int most, CancellationToken cancel) =>
        db.PayerNotices.AsNoTracking().Where(n => n.State == PayerNoticeState.Waiting || n.State == PayerNoticeState.TakenBack).OrderBy(n => n.State == PayerNoticeState.Waiting ? 0 : 1).ThenBy(n => n.RecordedAt).ThenBy(n => n.Id).Select(n => n.Id).Skip(behind).Take(most).ToListAsync(cancel);

    /// <returns>False when it still waits.</returns>
    public async Task<bool> HandleAsync(Guid id, CancellationToken cancel) =>
        await db.PayerNotices.AsNoTracking().SingleOrDefaultAsync(n => n.Id == id, cancel) switch
        {
            { State: PayerNoticeState.Waiting } notice => await TellAsync(notice, cancel),
            { State: PayerNoticeState.TakenBack } notice => await TakeBackAsync(notice, cancel),
            _ => true,
        };

    /// <summary>The event that a notice becomes; null when the door has none for it.</summary>
    public static LifeEventKind? EventOf(PayerNoticeKind kind) => kind switch
    {
        PayerNoticeKind.Death or PayerNoticeKind.SomebodyDied => LifeEventKind.Death, PayerNoticeKind.Refuses => LifeEventKind.RefusesMoney, PayerNoticeKind.Detained => LifeEventKind.Detained, PayerNoticeKind.NotCollected => LifeEventKind.NotCollected, _ => null,
    };

    private async Task<bool> TellAsync(PayerNotice notice, CancellationToken cancel)
    {
        var (found, why) = ((Guid?)null, "Không có biến động cho tin báo này");
        if (EventOf(notice.Kind) is { } kind)
        {
            var input = new ReportEventInput(notice.BeneficiaryId, kind, null, EventSource.Post, Reference(notice, await BeforeAsync(notice, cancel))) { Note = NeutralWords.Remark(Note(notice, await StrandsAsync(notice, cancel))) };
            var outcome = await report.Handle(input, null, cancel);
            // Who is no longer in the registry has nothing to be verified.
            if (!outcome.Succeeded && !outcome.Has(CommonProblems.NotFound))
            {
                return false;
            }

            (found, why) = outcome.Succeeded ? (outcome.Value.Event?.Id, Passed) : (null, "Không còn hồ sơ của người này");
        }

        db.ChangeTracker.Clear();
        var row = await db.PayerNotices.SingleAsync(n => n.Id == notice.Id, cancel);
        if (row.State != PayerNoticeState.Waiting)
        {
            return true;
        }

        // What a later result remarked meanwhile goes with the report.
        var words = found is not null && row.SettledWhy.Length > 0 ? row.SettledWhy : why;
        (row.State, row.EventId, row.SettledAt, row.SettledWhy, row.Version) = (found is null ? PayerNoticeState.Done : PayerNoticeState.Told, found, time.UtcNow, words, row.Version + 1);
        var act = Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.PaymentResult, time.UtcNow, $"Tin báo của tổ chức chi trả: {PayerNotice.Task(notice.Kind)}", $"payment-line/{notice.LineId:D}").On("beneficiary", row.BeneficiaryId);
        return await db.SaveAsync(act, cancel);
    }

    private async Task<bool> TakeBackAsync(PayerNotice notice, CancellationToken cancel)
    {
        var (id, person, told, same) = (notice.Id, notice.BeneficiaryId, notice.EventId!.Value, Same(notice.Kind));
        if (await db.PayerNotices.AnyAsync(n => n.BeneficiaryId == person && n.State == PayerNoticeState.Waiting && same.Contains(n.Kind), cancel))
        {
            return false;
        }

        // The report ends with the last that stands behind it.
        if (!await db.PayerNotices.AnyAsync(n => n.Id != id && n.EventId == told && n.State == PayerNoticeState.Told, cancel)
            && await refute.ByPayerAsync(told, notice.SettledWhy, cancel) is { Succeeded: false } failed && !failed.Has(CommonProblems.NotFound))
        {
            return false;
        }

        db.ChangeTracker.Clear();
        var row = await db.PayerNotices.SingleAsync(n => n.Id == id, cancel);
        if (row.State != PayerNoticeState.TakenBack)
        {
            return true;
        }

        (row.State, row.Version) = (PayerNoticeState.Withdrawn, row.Version + 1);
        var act = Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.PaymentResult, time.UtcNow, $"Đã rút tin báo của tổ chức chi trả: {PayerNotice.Task(notice.Kind)}", $"payment-line/{notice.LineId:D}").On("beneficiary", row.BeneficiaryId);
        return await db.SaveAsync(act, cancel);
    }

    // How often the same was told of the line, or of the run of months, and taken back: told once more it is another report, while the repetition of what an officer refuted is none.
    // While the report stands, for something else stands behind it too, it is the same one.
    private Task<int> BeforeAsync(PayerNotice notice, CancellationToken cancel)
    {
        var (person, month, line, same) = (notice.BeneficiaryId, notice.Month, notice.LineId, Same(notice.Kind));
        return db.PayerNotices.CountAsync(n => n.BeneficiaryId == person && n.Month == month && n.State == PayerNoticeState.Withdrawn && same.Contains(n.Kind)
            && db.LifeEvents.Any(e => e.Id == n.EventId && e.State != EventState.Reported && e.State != EventState.InDossier)
            && (n.Kind == PayerNoticeKind.NotCollected || n.LineId == line), cancel);
    }

    private static List<PayerNoticeKind> Same(PayerNoticeKind kind) => [.. Enum.GetValues<PayerNoticeKind>().Where(k => EventOf(k) == EventOf(kind))];

    // Each line tells once, and a run of uncollected months once for each month it grows.
    private static string Reference(PayerNotice notice, int before) =>
        (notice.Kind == PayerNoticeKind.NotCollected ? $"CT-{notice.Month}" : $"CT-{notice.Month}-{notice.LineId:N}") + (before > 0 ? $"-{before + 1}" : "");

    // All that was not collected for three months to this one: the report is one, and its officer visits for all of it.
    private async Task<List<EntitlementStrand>> StrandsAsync(PayerNotice notice, CancellationToken cancel)
    {
        var (person, month) = (notice.BeneficiaryId, notice.Month);
        return notice.Kind != PayerNoticeKind.NotCollected ? [] : await db.PayerNotices.AsNoTracking()
            .Where(n => n.BeneficiaryId == person && n.Month == month && n.Kind == PayerNoticeKind.NotCollected && (n.State == PayerNoticeState.Waiting || n.State == PayerNoticeState.Told)).Select(n => n.Strand).Distinct().OrderBy(s => s).ToListAsync(cancel);
    }

    private static string Note(PayerNotice notice, IReadOnlyList<EntitlementStrand> strands) => notice.Kind == PayerNoticeKind.NotCollected
        ? $"Không nhận tiền ba tháng liên tục đến tháng {new PayMonth(notice.Month)}: {string.Join("; ", strands.Select(PayerNotice.Uncollected))}" : $"{(notice.Kind == PayerNoticeKind.SomebodyDied ? "Có người chết trong những người cùng một dòng chi trả, không rõ là ai, người hưởng hay người nhận; bác bỏ tin này nếu người này còn sống. " : "")}Kết quả chi trả tháng {new PayMonth(notice.Month)}{(notice.Words.Length > 0 ? $": {notice.Words}" : "")}";
}

/// <summary>Runs <see cref="TellPayerNotices"/> soon after results came: each notice by itself, so that one that fails holds up no other.</summary>
public sealed class TellPayerNoticesJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<TellPayerNoticesJob> log) : NodeJob(scopes, node, log)
{
    private const int AtOnce = 200;

    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        for (var (left, full) = (0, true); full;)
        {
            var page = await services.GetRequiredService<TellPayerNotices>().WaitingAsync(left, AtOnce, cancel);
            full = page.Count == AtOnce;
            foreach (var id in page)
            {
                var done = false;
                await PieceAsync(async s => done = await s.GetRequiredService<TellPayerNotices>().HandleAsync(id, cancel), cancel);
                left += done ? 0 : 1;
            }
        }
    }
}
