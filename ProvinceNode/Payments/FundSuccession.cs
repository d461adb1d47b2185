using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Payments.Building;
using ProvinceNode.Payments.Recovering;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments;

/// <summary>What went over.</summary>
/// <param name="Held">Drafts that stay: after a restore their payer holds them, or could not be asked.</param>
public sealed record FundReport(int Drafts, int Rows, int Held = 0);

/// <summary>
/// When the fund goes over from districts to communes (two tiers, 2025-07-01), what a district had not approved is given up, so that the communes list it; accounts, requests and authorisations
/// go to the commune that took the old one over, and so do proposals that wait for an answer. What was approved or sent stays as it is, its months are nobody else's; who sends it and hears its results is told by <see cref="ListSuccessor"/>.
/// After a restore a draft may be a list that went out before: it is given up only when its payer does not hold it (<see cref="AfterRestore"/>); till then it is its successor's to approve and send, and asked about at each turn.
/// </summary>
public sealed class FundSuccession(PaymentDesk desk, DiscardLists discard, AfterRestore restored, IOptions<NodeOptions> node)
{
    private const int Batch = 200;
    private const string Why = "Kinh phí chi trả chuyển về xã, phường mới; xã, phường lập lại danh sách";

    private NodeDb Db => desk.Db;

    private TenantPath Province => TenantPath.Parse(node.Value.ProvinceCode);

    /// <summary>Call in the scope of the province; what went over before is not touched again.</summary>
    public async Task<FundReport> HandleAsync(CancellationToken cancel)
    {
        if ((await desk.FundHolderAsync(cancel)).Level != UnitLevel.Commune)
        {
            return new(0, 0);
        }

        // Before the turn: after a restore payers may be asked.
        var (drafts, held) = (0, await HeldAsync(cancel));
        await Db.InTurnAsync(async () => (drafts = await DraftsAsync(held, cancel)) > 0, cancel);
        var rows = await RowsAsync<ReceivingAccount>("tài khoản nhận tiền", cancel) + await RowsAsync<MethodChange>("yêu cầu đổi hình thức chi trả", cancel) + await RowsAsync<ProxyAuthorisation>("giấy ủy quyền nhận thay", cancel)
            + await RowsAsync<RecoveryReceipt>("phiếu thu hồi", cancel) + await ProposalsAsync(cancel);
        return new(drafts, rows, held.Count);
    }

    private static IQueryable<PaymentList> Drafts(IQueryable<PaymentList> lists) => lists.Where(l => l.Status == ListStatus.Draft && l.TenantPath != l.HolderPath).OrderBy(l => l.Id);

    private static bool IsOfDistrict(PaymentList list) => TenantPath.Parse(list.TenantPath).Depth == 3;

    // One commune's payer who is away holds up no other's lists.
    private async Task<HashSet<Guid>> HeldAsync(CancellationToken cancel)
    {
        var held = new HashSet<Guid>();
        foreach (var lists in (await Drafts(Db.PaymentLists.AsNoTracking()).ToListAsync(cancel)).FindAll(IsOfDistrict).GroupBy(l => (l.TenantPath, l.Month, l.Method)))
        {
            if (await restored.RefusalAsync([.. lists], cancel) is not null)
            {
                held.UnionWith(lists.Select(l => l.Id));
            }
        }

        return held;
    }

    // Drafts and buildings of communes that are no more.
    private async Task<int> DraftsAsync(HashSet<Guid> held, CancellationToken cancel)
    {
        var all = (await Drafts(Db.PaymentLists).ToListAsync(cancel)).FindAll(IsOfDistrict);
        var drafts = all.FindAll(l => !held.Contains(l.Id));
        var runs = (await Db.PaymentRuns.Where(r => r.State == RunState.Building).ToListAsync(cancel)).FindAll(r => all.Exists(d => d.RunId == r.Id) || r.Cursor.Length > r.TenantPath.Length);
        if (drafts.Count + runs.Count == 0)
        {
            return 0;
        }

        foreach (var run in runs)
        {
            (run.State, run.DoneAt, run.Version) = (RunState.Stopped, desk.Time.UtcNow, run.Version + 1);
        }

        var act = Act.BySystem(Province, ActKinds.PaymentDiscard, desk.Time.UtcNow, Why, $"{drafts.Count} danh sách");
        return await discard.GiveUpAsync(drafts, Why, "Hệ thống", act, cancel) ? drafts.Count + runs.Count : 0;
    }

    // That something was paid on paper, proposed to a district that is no more: the commune that pays it now answers, or no list of its could be approved.
    private async Task<int> ProposalsAsync(CancellationToken cancel)
    {
        var moved = 0;
        foreach (var (asked, to) in (await Db.PaymentJustifications.Where(j => j.Kind == MatterKind.PaidOnPaper)
            .Join(Db.OneOffPayments.Where(p => p.ListedMonth == 0 && p.CancelledById == null), j => j.SubjectId, p => p.Id, (j, p) => new { Asked = j, p.TenantPath }).Where(a => a.Asked.TenantPath != a.TenantPath).ToListAsync(cancel))
            .Select(a => (a.Asked, HolderOf(a.TenantPath))))
        {
            if (to is not null && to != asked.TenantPath)
            {
                (asked.TenantPath, moved) = (to, moved + 1);
            }
        }

        var act = Act.BySystem(Province, ActKinds.ChangeRegime, desk.Time.UtcNow, $"{moved} đề nghị ghi đã chi trả theo danh sách giấy chuyển sang xã, phường mới");
        moved = moved > 0 && await Db.SaveAsync(act, cancel) ? moved : 0;
        Db.ChangeTracker.Clear();
        return moved;
    }

    // The commune of today, also of a payment that did not go over yet.
    private string? HolderOf(string path) => path.Length <= PaymentDesk.LongestTwoTierPath ? path : Succession.MainOf(TenantPath.Parse(path).UnitCode) is { } code ? Province.Child(code).Value : null;

    private async Task<int> RowsAsync<T>(string what, CancellationToken cancel)
        where T : class, ITenantOwned
    {
        var (moved, stay) = (0, 0);
        while (await Db.Set<T>().Where(r => r.TenantPath.Length > PaymentDesk.LongestTwoTierPath).OrderBy(r => EF.Property<Guid>(r, "Id")).Skip(stay).Take(Batch).ToListAsync(cancel) is { Count: > 0 } rows)
        {
            var done = 0;
            foreach (var row in rows)
            {
                // A commune that the table of succession does not know stays: the change of organisation says which.
                if (Succession.MainOf(TenantPath.Parse(row.TenantPath).UnitCode) is { } code)
                {
                    Db.Entry(row).Property(nameof(ITenantOwned.TenantPath)).CurrentValue = Province.Child(code).Value;
                    done++;
                }
            }

            var act = Act.BySystem(Province, ActKinds.ChangeRegime, desk.Time.UtcNow, $"{done} {what} chuyển sang xã, phường mới");
            if (done > 0 && !await Db.SaveAsync(act, cancel))
            {
                done = 0;
            }

            (moved, stay) = (moved + done, stay + rows.Count - done);
            Db.ChangeTracker.Clear();
        }

        return moved;
    }
}

/// <summary>Runs <see cref="FundSuccession"/>: before the day it finds nothing to do, after it what an import left.</summary>
public sealed class FundSuccessionJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<FundSuccessionJob> log) : NodeJob(scopes, node, log)
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var report = await services.GetRequiredService<FundSuccession>().HandleAsync(cancel);
        if (report.Drafts + report.Rows > 0)
        {
            FundLog.WentOver(log, report.Drafts, report.Rows);
        }

        if (report.Held > 0)
        {
            FundLog.Held(log, report.Held);
        }
    }
}

internal static partial class FundLog
{
    [LoggerMessage(LogLevel.Information, "The payment fund went over to communes: {Drafts} drafts and buildings were given up, {Rows} accounts, requests and authorisations went over")]
    public static partial void WentOver(ILogger logger, int drafts, int rows);

    [LoggerMessage(LogLevel.Warning, "{Held} drafts of districts are not given up: the node was restored, and their payers hold them or could not be asked")]
    public static partial void Held(ILogger logger, int held);
}
