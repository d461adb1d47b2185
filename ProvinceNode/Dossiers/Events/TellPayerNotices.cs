using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Documents;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Events;

/// <summary>
/// Takes what the payer told of people through the one door of events (policy 6.6, 6.7): a death holds the next list, a refusal, a detention and three uncollected months make a task of the
/// commune's officer. Nothing ends by it. What was not told when the node stopped is told by the next run; told twice it is one report. Call in the scope of the province.
/// </summary>
public sealed class TellPayerNotices(NodeDb db, ReportEvent report, VietnamTime time, IOptions<NodeOptions> node)
{
    /// <summary>Some of the notices that wait, the oldest first.</summary>
    /// <param name="behind">So many of them are left out: what failed in this run still waits.</param>
    public Task<List<Guid>> WaitingAsync(int behind, int most, CancellationToken cancel) =>
        db.PayerNotices.AsNoTracking().Where(n => n.State == PayerNoticeState.Waiting).OrderBy(n => n.RecordedAt).ThenBy(n => n.Id).Select(n => n.Id).Skip(behind).Take(most).ToListAsync(cancel);

    /// <returns>False when it still waits.</returns>
    public async Task<bool> HandleAsync(Guid id, CancellationToken cancel) =>
        await db.PayerNotices.AsNoTracking().SingleOrDefaultAsync(n => n.Id == id && n.State == PayerNoticeState.Waiting, cancel) is not { } notice || await TellAsync(notice, cancel);

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
            var input = new ReportEventInput(notice.BeneficiaryId, kind, null, EventSource.Post, Reference(notice)) { Note = NeutralWords.Remark(Note(notice)) };
            var outcome = await report.Handle(input, null, cancel);
            // Who is no longer in the registry has nothing to be verified.
            if (!outcome.Succeeded && !outcome.Has(CommonProblems.NotFound))
            {
                return false;
            }

            (found, why) = outcome.Succeeded ? (outcome.Value.Event?.Id, "Đã chuyển thành tin báo biến động") : (null, "Không còn hồ sơ của người này");
        }

        db.ChangeTracker.Clear();
        var row = await db.PayerNotices.SingleAsync(n => n.Id == notice.Id, cancel);
        if (row.State != PayerNoticeState.Waiting)
        {
            return true;
        }

        (row.State, row.EventId, row.SettledAt, row.SettledWhy, row.Version) = (found is null ? PayerNoticeState.Done : PayerNoticeState.Told, found, time.UtcNow, why, row.Version + 1);
        var act = Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.PaymentResult, time.UtcNow, $"Tin báo của tổ chức chi trả: {PayerNotice.Task(notice.Kind)}", $"payment-line/{notice.LineId:D}").On("beneficiary", row.BeneficiaryId);
        return await db.SaveAsync(act, cancel);
    }

    // Each line tells once, and a run of uncollected months once for each month it grows.
    private static string Reference(PayerNotice notice) => notice.Kind == PayerNoticeKind.NotCollected ? $"CT-{notice.Month}" : $"CT-{notice.Month}-{notice.LineId:N}";

    private static string Note(PayerNotice notice) => notice.Kind == PayerNoticeKind.NotCollected
        ? $"Không nhận tiền ba tháng liên tục đến tháng {new PayMonth(notice.Month)}" : $"{(notice.Kind == PayerNoticeKind.SomebodyDied ? "Có người chết trong những người cùng một dòng chi trả, không rõ là ai; bác bỏ tin này nếu người này còn sống. " : "")}Kết quả chi trả tháng {new PayMonth(notice.Month)}{(notice.Words.Length > 0 ? $": {notice.Words}" : "")}";
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
