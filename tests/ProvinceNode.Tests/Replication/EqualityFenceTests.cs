using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Replication;
using ProvinceNode.Replication.Equality;
using Protos.Replication;

namespace ProvinceNode.Tests.Replication;

/// <summary>
/// Invariants 5 and 7: a node that knows less than the hub concludes nothing from the difference. The fake hub knows no call of comparing: whoever compares fails.
/// </summary>
public sealed class EqualityFenceTests
{
    [Fact]
    public async Task Certificate_OfARestoredNode_IsPutOffUntilTheRepair()
    {
        await using var node = await RelayNode.StartAsync(relaying: false, hub: new FakeHub { Epoch = 1, Chain = (new string('a', 64), 500) });
        await node.AddAsync();

        var made = await MakeAsync(node);

        Assert.Equal(EqualityState.Asked, made.State);
        Assert.Contains("replication repair", made.Trouble, StringComparison.Ordinal);
        Assert.Equal(made.Trouble, await node.AskAsync(db => db.EqualityCertificates.Select(c => c.Trouble).SingleAsync()));
        Assert.Equal(0, await node.AskAsync(db => db.RecordVersions.CountAsync(v => v.Message.Length == 0)));
    }

    [Fact]
    public async Task Certificate_OfANodeBelowTheHubsEpoch_IsPutOff()
    {
        await using var node = await RelayNode.StartAsync(relaying: false, hub: new FakeHub { Epoch = 4 });

        Assert.Contains("kỷ nguyên 4", (await MakeAsync(node)).Trouble, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9, null)]
    [InlineData(0, "1:00000000-0000-0000-0000-000000000000")]
    public async Task Certificate_WhileEverythingIsSentAgain_IsPutOff(long acknowledged, string? replaying)
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        await node.WithAsync(db => db.States.ExecuteUpdateAsync(s => s.SetProperty(x => x.HubPosition, acknowledged).SetProperty(x => x.Replaying, replaying)));

        Assert.Contains("gửi lại mọi bản ghi", (await MakeAsync(node)).Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_OfANodeInStep_IsCompared()
    {
        await using var node = await RelayNode.StartAsync();
        await node.AddAsync();
        await node.EmptyAsync();

        await Assert.ThrowsAsync<NotSupportedException>(() => MakeAsync(node));
    }

    [Fact]
    public async Task Erasing_AtTheHubByAFencedNode_IsRefusedWithTheWayOut()
    {
        await using var node = await RelayNode.StartAsync(relaying: false, hub: new FakeHub { Epoch = 4 });
        await using var scope = Scope(node);
        SignedInOfficial By(params string[] actions) => new(
            Guid.NewGuid(), "quantri", "Trần Văn Quản", "Quản trị", RelayNode.Province, UnitLevel.Province, new HashSet<string>(), new HashSet<string>(actions));
        Task<Outcome<bool>> EraseAsync(string why, RecordKind kind, params string[] actions) =>
            scope.ServiceProvider.GetRequiredService<EraseAtHub>().HandleAsync(By(actions), kind, Guid.NewGuid(), why, CancellationToken.None);

        Assert.True((await EraseAsync("Đã nhập lại", RecordKind.Dossier)).Has(CommonProblems.NotAllowed));
        Assert.True((await EraseAsync(" ", RecordKind.Dossier, Actions.ReplicationResend)).Has(EqualityProblems.WhyMissing));
        Assert.True((await EraseAsync("Đã nhập lại", (RecordKind)99, Actions.ReplicationResend)).Has(EqualityProblems.NothingToSettle));
        var fenced = await EraseAsync("Đã nhập lại", RecordKind.Dossier, Actions.ReplicationResend);
        Assert.True(fenced.Has(EqualityProblems.NotNow));
        Assert.Contains("replication repair", fenced.Problems[0].Message, StringComparison.Ordinal);
        Assert.Empty(await node.OutboxAsync());
    }

    private static AsyncServiceScope Scope(RelayNode node)
    {
        var scope = node.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantScope>().Enter(RelayNode.Province);
        return scope;
    }

    private static async Task<EqualityCertificate> MakeAsync(RelayNode node)
    {
        await using var scope = Scope(node);
        var wanted = await scope.ServiceProvider.GetRequiredService<AskCertificate>().BySystemAsync(EqualityReason.Nightly, EqualityState.Asked, CancellationToken.None);
        return await scope.ServiceProvider.GetRequiredService<MakeCertificate>().HandleAsync(wanted.Id, CancellationToken.None);
    }
}
