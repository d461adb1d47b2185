using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using ProvinceNode.Replication;
using Protos.Duplicates;
using Protos.Values;

namespace ProvinceNode.Dossiers.Elsewhere;

/// <summary>
/// When the hub was last asked for everything: once after a start, for the node may run on a backup; once a day, and as soon as the relay finds the hub restored, for the hub may: then words that it lost are
/// said again.
/// </summary>
public sealed class FirstPull
{
    /// <summary>The day, and <see cref="RelaySignal.HubWentBack"/> of then; null: not since the start.</summary>
    public (DateOnly Day, int WentBack)? DoneAt { get; set; }
}

/// <summary>
/// Each minute: sends the words said here, takes what is new of every case, and says in the next breath what is kept, so that a case comes until it is kept. A hub that is away only makes it wait.
/// </summary>
public sealed class TakeCasesJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<TakeCasesJob> log) : NodeJob(scopes, node, log)
{
    private const int AtOnce = 50;
    private const int MostPages = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var hub = services.GetRequiredService<HubClient>();
        if (!IsReady(hub, services.GetRequiredService<IOptionsMonitor<HubClientOptions>>().CurrentValue))
        {
            return;
        }

        try
        {
            await services.GetRequiredService<SendWords>().HandleAsync(cancel);
            await TakeAsync(hub, services.GetRequiredService<FirstPull>(), (services.GetRequiredService<VietnamTime>().Today, services.GetRequiredService<RelaySignal>().HubWentBack), cancel);
        }
        catch (RpcException) when (!cancel.IsCancellationRequested)
        {
            // A hub that is away, or of the version before, has nothing for us now.
        }

        await FollowAsync(services, cancel);
    }

    private async Task TakeAsync(HubClient hub, FirstPull first, (DateOnly Day, int WentBack) now, CancellationToken cancel)
    {
        var known = new List<KnownCase>();
        for (var page = 0; page < MostPages; page++)
        {
            var request = new CasesRequest { Most = AtOnce, Again = first.DoneAt != now, KnowsPast = true };
            request.Known.Add(known);
            var reply = await hub.AcrossProvinces().PullAsync(request, deadline: TimeProvider.System.GetUtcNow().UtcDateTime + Patience, cancellationToken: cancel);
            (first.DoneAt, known) = (now, []);
            foreach (var told in reply.Cases)
            {
                await PieceAsync(async s =>
                {
                    if (await s.GetRequiredService<TakeCase>().HandleAsync(told, cancel))
                    {
                        known.Add(new KnownCase { Id = told.Id, Version = told.Version });
                    }
                }, cancel);
            }

            if (known.Count == 0)
            {
                return;
            }
        }
    }

    // The case lies where its person lies: who moved within the province took it along.
    private async Task FollowAsync(IServiceProvider services, CancellationToken cancel)
    {
        var (db, time) = (services.GetRequiredService<NodeDb>(), services.GetRequiredService<VietnamTime>());
        var stray = await db.Set<ElsewhereCase>().Join(db.Beneficiaries, c => c.BeneficiaryId, b => b.Id, (c, b) => new { Case = c, b.TenantPath }).Where(x => x.Case.TenantPath != x.TenantPath).Take(AtOnce).ToListAsync(cancel);
        if (stray.Count > 0)
        {
            stray.ForEach(x => (x.Case.TenantPath, x.Case.Version) = (x.TenantPath, x.Case.Version + 1));
            await db.SaveAsync(Act.BySystem(TenantPath.Parse(services.GetRequiredService<IOptions<NodeOptions>>().Value.ProvinceCode), ActKinds.TakeElsewhere, time.UtcNow, "Trường hợp hưởng ở hai tỉnh đi theo nơi cư trú mới"), cancel);
        }
    }

    // Without its certificate the node has nothing to say yet.
    private static bool IsReady(HubClient hub, HubClientOptions options) => hub.IsConfigured && (options.Address.Length == 0 || File.Exists(options.CertificateFile));
}
