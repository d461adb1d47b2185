using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Replication.Equality;

/// <summary>Looks twice a minute whether a certificate is due or wanted, and makes it.</summary>
public sealed class EqualityJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<EqualityJob> log) : NodeJob(scopes, node, log)
{
    private readonly string _province = node.Value.ProvinceCode;

    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        if (!services.GetRequiredService<HubClient>().IsConfigured)
        {
            return;
        }

        var (db, time, signal) = (services.GetRequiredService<NodeDb>(), services.GetRequiredService<VietnamTime>(), services.GetRequiredService<RelaySignal>());
        var asked = await db.EqualityCertificates.AsNoTracking().Where(c => c.State == EqualityState.Asked).OrderBy(c => c.AskedAt).ToListAsync(cancel);
        if (EqualityPlan.Due(await MomentAsync(db, time, signal, asked.Count > 0, cancel)) is { } reason)
        {
            asked.Add(await services.GetRequiredService<AskCertificate>().BySystemAsync(reason, EqualityState.Asked, cancel));
        }

        foreach (var wanted in asked.Where(a => EqualityPlan.IsTried(a, time.UtcNow)))
        {
            await PieceAsync(s => s.GetRequiredService<MakeCertificate>().HandleAsync(wanted.Id, cancel), cancel);
            // Answers that came while it was made asked for the same one.
            signal.TakeEqualityAsked();
        }
    }

    private async Task<EqualityMoment> MomentAsync(NodeDb db, VietnamTime time, RelaySignal signal, bool anyAsked, CancellationToken cancel)
    {
        var nightly = await db.EqualityCertificates.Where(c => c.Reason == EqualityReason.Nightly).MaxAsync(c => (DateTime?)c.AskedAt, cancel);
        var last = await db.EqualityCertificates.AsNoTracking().Where(c => c.State == EqualityState.Done).OrderByDescending(c => c.FinishedAt).FirstOrDefaultAsync(cancel);
        var until = last?.FinishedAt;
        var waits = until is not null && await db.Outbox.AnyAsync(o => o.RefusedAt == null && o.RecordedAt <= until, cancel);
        return new(VietnamTime.Local(time.UtcNow), _province, anyAsked, !anyAsked && signal.TakeEqualityAsked(), nightly is { } at ? VietnamTime.Local(at) : null, last, waits);
    }
}
