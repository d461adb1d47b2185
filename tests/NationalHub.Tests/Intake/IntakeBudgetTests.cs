using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NationalHub.Intake;
using Protos.Replication;
using TestSupport;

namespace NationalHub.Tests.Intake;

/// <summary>Invariant 12 at the hub: what all provinces together may hold in memory.</summary>
public sealed class IntakeBudgetTests
{
    private readonly IntakeBudget _budget = new(Options.Create(new IntakeOptions { MostBytesAhead = 100 }));

    [Fact]
    public async Task Takers_BeyondTheBudget_WaitInTheirOrder()
    {
        await _budget.TakeAsync(60, default);
        var (large, small) = (_budget.TakeAsync(50, default), _budget.TakeAsync(10, default));
        Assert.Equal((false, false, 60L), (large.IsCompleted, small.IsCompleted, _budget.Held));

        _budget.Give(60);

        await Task.WhenAll(large, small);
        Assert.Equal(60, _budget.Held);
    }

    [Fact]
    public async Task Taker_LargerThanTheWhole_GoesAlone()
    {
        await _budget.TakeAsync(10, default);
        var huge = _budget.TakeAsync(1000, default);
        Assert.False(huge.IsCompleted);
        _budget.Give(10);
        await huge;
        Assert.False(_budget.TakeAsync(1, default).IsCompleted);
    }

    [Fact]
    public async Task Taker_WhoLeaves_HoldsNobodyUp()
    {
        await _budget.TakeAsync(60, default);
        using var leaves = new CancellationTokenSource();
        var (first, second) = (_budget.TakeAsync(90, leaves.Token), _budget.TakeAsync(40, default));
        await leaves.CancelAsync();
        await second;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(100, _budget.Held);
    }

    [Fact]
    public async Task Provinces_PushingTogetherThroughASmallBudget_AllArriveAndGiveItBack()
    {
        await using var hub = await HubHost.StartAsync(configure: b => b.Services.Configure<IntakeOptions>(o => o.MostBytesAhead = 4000));
        string[] provinces = ["38", "46", "48", "01"];
        var certificates = new List<System.Security.Cryptography.X509Certificates.X509Certificate2>();
        foreach (var code in provinces)
        {
            certificates.Add(await hub.AddProvinceAsync(code));
        }

        await Task.WhenAll(certificates.Select(async (certificate, i) =>
        {
            await using var node = new Pusher(hub, certificate);
            for (var batch = 0; batch < 20; batch++)
            {
                var records = Enumerable.Range(0, 8).Select(n => Records.Tombstone(Records.Id((batch * 8) + n), 1)).ToArray();
                foreach (var record in records)
                {
                    record.TenantPath = provinces[i];
                }

                Assert.Empty((await node.PushAsync(1, records)).Refusals);
            }
        }));

        Assert.Equal(0, hub.App.Services.GetRequiredService<IntakeBudget>().Held);
    }
}
