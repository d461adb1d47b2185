using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Signing;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.PortalResults;
using ProvinceNode.Platform;
using ProvinceNode.Replication;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.PortalResults;

/// <summary>Signed results go from the node to the hub: whole, once, again when asked, and nothing else goes.</summary>
public sealed class HandOverResultTests : IAsyncLifetime
{
    private readonly ResultStandIn _hub = new();
    private NodeHost _host = null!;
    private FlowRun _flow = null!;

    public async Task InitializeAsync()
    {
        _host = await NodeHost.StartAsync(new NodeHostSettings
        {
            Services = s =>
            {
                s.RemoveAll<HubClient>();
                s.AddSingleton(new HubClient(_hub));
            },
        });
        _flow = new FlowRun(_host);
        await _flow.ToAwaitingSignatureAsync();
        await _flow.MustAsync(_flow.Chairman, (s, v) => s.GetRequiredService<Sign>().Handle(_flow.Id, v, _flow.Chairman, default));
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Result_IssuedAndSealed_GoesOnceAndNoOtherPaperWithIt()
    {
        await SealAsync();
        await RunAsync();
        Assert.Empty(_hub.Came); // signed, not issued
        await _flow.MustAsync(_flow.Clerk, (s, v) => s.GetRequiredService<Number>().Handle(_flow.Id, v, _flow.Clerk, default));
        await RunAsync();
        Assert.Empty(_hub.Came); // issued, not sealed
        await SealAsync();
        await RunAsync();
        await RunAsync();

        var (head, content) = Assert.Single(_hub.Came);
        var decision = await _host.WithDbAsync(db => db.Decisions.AsNoTracking().SingleAsync(d => d.DossierId == _flow.Id));
        Assert.Equal((decision.Paper, $"Quyết định trợ cấp xã hội hàng tháng số {decision.Number}", decision.DossierCode), (head.Component, head.Name, head.Code));
        Assert.Equal((head.Hash, (long)content.Length), (Convert.ToHexStringLower(SHA256.HashData(content)), head.Bytes));
        Assert.True(content.AsSpan().StartsWith("%PDF"u8));
        Assert.DoesNotContain("Thủy", head.ToString(), StringComparison.Ordinal);
        Assert.Equal($"dossier/{_flow.Id:D}", await _host.WithDbAsync(db => db.Acts.Where(a => a.Kind == ActKinds.HandOverResult).Select(a => a.Subject).SingleAsync()));
    }

    [Fact]
    public async Task Answer_Lost_HandsTheSamePaperOverAgain()
    {
        await IssuedAsync();
        _hub.Away = true;
        await RunAsync();
        Assert.Empty(_hub.Came);
        (_hub.Away, _hub.LosesAnswers) = (false, true);
        await RunAsync();
        _hub.LosesAnswers = false;
        await RunAsync();
        await RunAsync();

        Assert.Equal(2, _hub.Came.Count);
        Assert.Equal(_hub.Came[0].Head, _hub.Came[1].Head);
        Assert.Equal(1, await _host.WithDbAsync(db => db.Set<HandedResult>().CountAsync()));
    }

    // Their files are gone from the disk, and they are the oldest: more of them than are read at once.
    [Fact]
    public async Task Paper_BehindManyThatFail_IsHandedOverAllTheSame()
    {
        await IssuedAsync();
        await _host.WithAsync(async s =>
        {
            var (db, now) = (s.GetRequiredService<NodeDb>(), new Protos.Values.VietnamTime(_host.Clock).UtcNow);
            db.Papers.AddRange(Enumerable.Range(0, 50).Select(_ => new IssuedPaper
            {
                Id = Guid.CreateVersion7(), DossierId = _flow.Id, TenantPath = _flow.Dossiers.Commune, Paper = "KT6", Number = "", IssuedAt = now.AddDays(-30), Content = "{}", State = PaperState.Sealed,
            }));
            return await db.SaveAsync(Act.BySystem(Protos.Values.TenantPath.Parse("38"), ActKinds.SetUp, now), default);
        });

        await RunAsync();

        Assert.Single(_hub.Came);
        Assert.Equal(1, await _host.WithDbAsync(db => db.Set<HandedResult>().CountAsync()));
    }

    [Fact]
    public async Task Paper_ThatThePortalLost_IsHandedOverAgain()
    {
        await IssuedAsync();
        await RunAsync();
        _hub.Wanted.Add(_hub.Came[0].Head.PaperId);
        _hub.Wanted.Add("not an id");

        await RunAsync();
        await RunAsync();

        Assert.Equal(2, _hub.Came.Count);
    }

    [Fact]
    public async Task Result_TakenBack_IsWithdrawnOnceAndNotHandedOverWhenItIsWanted()
    {
        await IssuedAsync();
        await RunAsync();
        var id = _hub.Came.Single().Head.PaperId;
        await RunAsync();
        Assert.Empty(_hub.Withdrawn);
        await _host.WithDbAsync(db => db.Papers.Where(p => p.Id == Guid.Parse(id)).ExecuteUpdateAsync(set => set.SetProperty(p => p.Validity, PaperValidity.Superseded)));

        await RunAsync();
        await RunAsync();
        Assert.Equal([id], _hub.Withdrawn);

        // The portal lost it: it is told once more that there is nothing to have.
        _hub.Wanted.Add(id);
        await RunAsync();
        await RunAsync();
        Assert.Equal([id, id], _hub.Withdrawn);
        Assert.Single(_hub.Came);
    }

    [Fact]
    public async Task Hub_ThatWentBackBehindIt_IsHandedItAgain()
    {
        await IssuedAsync();
        await RunAsync();
        await _host.WithDbAsync(db => db.Set<HandedResult>().ExecuteUpdateAsync(set => set.SetProperty(h => h.HubPosition, 5_000)));

        await _host.WithAsync(s => s.GetRequiredService<ReplayAll>().BeginAsync(9_000, 9_000, default));
        await RunAsync();
        Assert.Single(_hub.Came);
        await _host.WithAsync(s => s.GetRequiredService<ReplayAll>().BeginAsync(4_000, 4_000, default));
        await RunAsync();

        Assert.Equal(2, _hub.Came.Count);
    }

    private async Task IssuedAsync()
    {
        await _flow.MustAsync(_flow.Clerk, (s, v) => s.GetRequiredService<Number>().Handle(_flow.Id, v, _flow.Clerk, default));
        await SealAsync();
    }

    private Task RunAsync() => _host.WithAsync(s => s.GetRequiredService<HandOverResults>().RunOnceAsync(default));

    private async Task SealAsync()
    {
        foreach (var id in await _host.WithDbAsync(db => db.Papers.Where(p => p.State == PaperState.Frozen).Select(p => p.Id).ToListAsync()))
        {
            await _host.App.Services.GetRequiredService<SealPaper>().RunAsync(id, default);
        }
    }
}
