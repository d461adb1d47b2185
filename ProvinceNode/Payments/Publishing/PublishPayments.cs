using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Payments.Results;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Publishing;

/// <summary>
/// Tells the hub what became of lines and what that makes of their lists. Results are stored by sets of thousands, past the outbox, and mark their lines in that transaction; here
/// the marked ones go out as whole records, some hundred a transaction. A mark outlives a crash, so that none is forgotten; a line settled twice meanwhile is told once.
/// </summary>
public sealed class PublishPayments(PaymentDesk desk, IOptions<NodeOptions> node)
{
    private const int Page = 500;

    private NodeDb Db => desk.Db;

    /// <summary>Call in the scope of the province.</summary>
    /// <returns>Number of lines told.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        for (var told = 0; ;)
        {
            var lines = 0;
            var saved = await Db.InTurnAsync(async () => (lines = await PageAsync(cancel)) > 0, cancel);
            told += saved ? lines : 0;
            if (lines < Page)
            {
                return told;
            }
        }
    }

    private async Task<int> PageAsync(CancellationToken cancel)
    {
        var lines = await Db.PaymentLines.Where(l => l.UntoldVersion != null).OrderBy(l => l.UntoldVersion).ThenBy(l => l.Id).Take(Page).ToListAsync(cancel);
        if (lines.Count == 0)
        {
            return 0;
        }

        lines.ForEach(l => l.UntoldVersion = null);
        var ids = lines.Select(l => l.ListId).Distinct().ToList();
        var lists = await Db.PaymentLists.Where(l => ids.Contains(l.Id)).ToListAsync(cancel);
        var found = await Reconciliations.OfAsync(Db, lists, cancel);
        foreach (var list in lists)
        {
            var sums = found[list.Id];
            (list.PaidLines, list.PaidDong) = (sums.Lines(LineOutcome.Paid), sums.Paid);
            (list.UnpaidLines, list.UnpaidDong) = (sums.Lines(LineOutcome.Unpaid), sums.Unpaid);
            (list.ReturnedLines, list.ReturnedDong) = (sums.Lines(LineOutcome.Returned), sums.Returned);
            (list.FailedLines, list.FailedDong) = (sums.Lines(LineOutcome.Failed), sums.Failed);
        }

        // Under the turn nobody else saves: it cannot meet another's change.
        var act = Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.PaymentPublish, desk.Time.UtcNow, $"{lines.Count} dòng của {lists.Count} danh sách");
        return await Db.SaveAsync(act, cancel) ? lines.Count : throw new InvalidOperationException("Lines changed although the turn was held.");
    }
}

/// <summary>Tells the hub each minute; a call-back of the payer is told with the next.</summary>
public sealed class PublishPaymentsJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<PublishPaymentsJob> log) : NodeJob(scopes, node, log)
{
    protected override Task RunAsync(IServiceProvider services, CancellationToken cancel) => services.GetRequiredService<PublishPayments>().HandleAsync(cancel);
}
