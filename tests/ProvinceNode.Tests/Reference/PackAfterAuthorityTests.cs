using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Provinces;
using NationalHub.Reference;
using ProvinceNode.Joining;
using ProvinceNode.Reference;
using Protos.Reference;
using Protos.Reference.Packs;
using TestSupport;

namespace ProvinceNode.Tests.Reference;

/// <summary>A pack that was published under the hub's new authority before the node had learnt it: refused, and asked for again as soon as the node knows who signs.</summary>
public sealed class PackAfterAuthorityTests
{
    [Fact]
    public async Task Pack_RefusedBeforeTheNewAuthorityWasLearnt_IsTakenAtTheNextTurnAfterIt()
    {
        await using var hub = await HubHost.StartAsync();
        var files = Path.Combine(hub.Folder, "node");
        (await hub.AddProvinceAsync("38", files)).Dispose();
        await using var node = await NodeHost.StartAsync(new NodeHostSettings
        {
            Configuration = new Dictionary<string, string?>
            {
                ["Hub:Address"] = $"https://127.0.0.1:{hub.Nodes.Port}", ["Hub:CertificateFile"] = Path.Combine(files, HubHost.NodeBundle), ["Hub:AuthorityFile"] = Path.Combine(files, HubHost.AuthorityFile),
            },
        });
        Assert.Equal((4, 0), await PullAsync(node));
        await ChangeAsync(hub, c => c.BeginAsync("van.hanh", default));
        Assert.True(await TellAsync(node));
        Assert.True(await node.WithAsync(s => s.GetRequiredService<RenewCertificate>().HandleAsync(TimeProvider.System.GetUtcNow().UtcDateTime, default)));
        await ChangeAsync(hub, c => c.EndAsync("van.hanh", "thử", default));
        await PublishAsync(hub);

        Assert.Equal((0, 1), await PullAsync(node));
        Assert.Equal(PackFaultKind.WrongSigner, await node.WithDbAsync(db => db.RefusedPacks.Select(r => r.Fault).SingleAsync()));
        node.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((0, 0), await PullAsync(node)); // nothing has changed: not fetched again

        Assert.True(await TellAsync(node));
        Assert.Equal((1, 0), await PullAsync(node));
    }

    private static async Task<(int Taken, int Refused)> PullAsync(NodeHost node)
    {
        var pulled = await node.WithAsync(s => s.GetRequiredService<PullPacks>().HandleAsync(default));
        Assert.Equal("", pulled.Trouble);
        return (pulled.Taken, pulled.Refused);
    }

    private static Task<bool> TellAsync(NodeHost node) => node.WithAsync(s => s.GetRequiredService<TellStanding>().HandleAsync(default));

    private static async Task ChangeAsync<T>(HubHost hub, Func<AuthorityChange, Task<T>> act)
    {
        await using var scope = hub.App.Services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<AuthorityChange>());
    }

    private static async Task PublishAsync(HubHost hub)
    {
        await using var scope = hub.App.Services.CreateAsyncScope();
        var levels = ReferenceTable.Shipped("standard-levels").Replace(
            "standard;2024-07-01;2026-06-30;500000;Nghị định 76/2024/NĐ-CP;", "standard;2024-07-01;2025-04-30;500000;Nghị định 76/2024/NĐ-CP;\nstandard;2025-05-01;2026-06-30;600000;Nghị định số 2/2025/NĐ-CP;", StringComparison.Ordinal);
        var drafted = await scope.ServiceProvider.GetRequiredService<DraftPack>().HandleAsync(
            new(PackKind.Rules, new DateOnly(2025, 4, 1), "Nghị định số 2/2025/NĐ-CP", [new("standard-levels.csv", System.Text.Encoding.UTF8.GetBytes(levels))]), "người lập", default);
        Assert.Empty(drafted.Faults);
        Assert.Equal("", (await scope.ServiceProvider.GetRequiredService<PublishPack>().HandleAsync(drafted.Draft!.Id, "người duyệt", default)).Fault);
    }
}
