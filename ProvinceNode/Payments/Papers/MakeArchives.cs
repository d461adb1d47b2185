using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Documents;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Papers;

/// <summary>
/// Makes the ZIP of a month that was asked for: written to a file as it is made, kept under its hash only when it is whole and when nothing that it was made from changed meanwhile. A node that was
/// stopped in the middle begins it anew.
/// </summary>
public sealed class MakeArchives(PaymentDesk desk, MonthArchive archive, AttachmentStore store, ArchiveProgress progress, ArchiveStamp stamp, IOptions<NodeOptions> node)
{
    /// <summary>Beginnings before it is given up: lists that change all the time, or a fault that stays.</summary>
    public const int MostTries = 3;

    /// <summary>Months whose ZIP waits, the oldest first, with their fund holders.</summary>
    public async Task<List<(Guid Period, string Holder)>> WaitingAsync(CancellationToken cancel) =>
        (await desk.Db.PaymentArchives.AsNoTracking().Where(a => a.State == ArchiveState.Asked).OrderBy(a => a.AskedAt).Select(a => new { a.PeriodId, a.TenantPath }).ToListAsync(cancel)).ConvertAll(a => (a.PeriodId, a.TenantPath));

    /// <summary>Call in the scope of the fund holder.</summary>
    public async Task HandleAsync(Guid id, CancellationToken cancel)
    {
        var begun = false;
        await desk.Db.InTurnAsync(() => ChangeAsync(id, row => (begun, row.State, row.Tries) = row.Tries < MostTries ? (true, ArchiveState.Asked, row.Tries + 1) : (false, ArchiveState.Failed, row.Tries), "Bắt đầu lập tệp ZIP", cancel), cancel);
        if (!begun)
        {
            return;
        }

        try
        {
            var period = await desk.Db.PaymentPeriods.AsNoTracking().SingleAsync(p => p.Id == id, cancel);
            var before = await stamp.OfAsync(period, cancel);
            await using var file = MonthArchive.Scratch();
            await archive.WriteAsync(file, period, (done, all) => progress.Tell(id, done, all), cancel);
            file.Position = 0;
            var (hash, bytes) = await store.KeepAsync(file, long.MaxValue, cancel);
            // What changed while it was written may stand in one half of it only.
            if (before == await stamp.OfAsync(period, cancel))
            {
                await desk.Db.InTurnAsync(() => ChangeAsync(id, row => (row.State, row.Stamp, row.FileHash, row.Bytes, row.MadeAt) = (ArchiveState.Ready, before, hash, bytes, desk.Time.UtcNow), "Đã lập tệp ZIP", cancel), cancel);
            }
        }
        finally
        {
            progress.Forget(id);
        }
    }

    private async Task<bool> ChangeAsync(Guid id, Action<PaymentArchive> change, string what, CancellationToken cancel)
    {
        if (await desk.Db.PaymentArchives.SingleOrDefaultAsync(a => a.PeriodId == id && a.State == ArchiveState.Asked, cancel) is not { } row)
        {
            return false;
        }

        change(row);
        row.Version++;
        return await desk.Db.SaveAsync(Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.PaymentTogether, desk.Time.UtcNow, what, row.FileHash).On("payment-period", id), cancel);
    }
}

/// <summary>Runs <see cref="MakeArchives"/> soon after somebody asked, and begins anew what was interrupted.</summary>
public sealed class MakeArchivesJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<MakeArchivesJob> log) : NodeJob(scopes, node, log)
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        foreach (var (period, holder) in await services.GetRequiredService<MakeArchives>().WaitingAsync(cancel))
        {
            await PieceAsync(
                own =>
                {
                    own.GetRequiredService<TenantScope>().Enter(TenantPath.Parse(holder));
                    return own.GetRequiredService<MakeArchives>().HandleAsync(period, cancel);
                },
                cancel);
        }
    }
}
