using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProvinceNode.Dossiers.Elsewhere;
using ProvinceNode.Dossiers.Events;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Closing;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers.Events;
using ProvinceNode.Tests.Payments;
using Protos.Duplicates;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Elsewhere;

/// <summary>What the tests of <see cref="ElsewhereTests"/> share.</summary>
public sealed partial class ElsewhereTests
{
    // The hub was restored from a backup and has no word of ours: it is said again, also when it shows nothing of itself, the next day.
    private static async Task SaidAgainAsync(NodeHost host, HubStandIn hub, SharedCase told)
    {
        hub.Tells(told, "Asked");
        await TakeAsync(host);
        await TakeAsync(host);
        Assert.Equal(2, hub.Said.Count);
        told.Version--;
        await TakeAsync(host);
        await TakeAsync(host);
        Assert.Equal(2, hub.Said.Count);
        host.Clock.Advance(TimeSpan.FromDays(1));
        await TakeAsync(host);
        await TakeAsync(host);
        Assert.Equal(3, hub.Said.Count);
    }

    private static async Task<Guid> ListedAsync(PayRun run)
    {
        var person = await run.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 540_000);
        await run.ListedAsync(202211);
        await run.ToldAsync(ClaimState.Paid);
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 7));
        return person;
    }

    private static Task TakeAsync(NodeHost host) => host.WithAsync(s => s.GetRequiredService<TakeCasesJob>().RunOnceAsync(default));

    private static Task<LifeEvent> ReportAsync(NodeHost host, SharedCase told) => host.WithDbAsync(db => db.LifeEvents.AsNoTracking().Include(e => e.Holds).SingleAsync(e => e.Value == told.Id));

    private static Task<List<PaymentHold>> HoldsAsync(NodeHost host) => host.WithDbAsync(db => db.PaymentHolds.AsNoTracking().ToListAsync());

    private static Task<NodeHost> StartAsync(HubStandIn hub) => NodeHost.StartAsync(new NodeHostSettings
    {
        Day = new DateOnly(2022, 10, 5),
        Services = s =>
        {
            s.RemoveAll<HubClient>();
            s.AddSingleton(new HubClient(hub));
        },
    });
}
