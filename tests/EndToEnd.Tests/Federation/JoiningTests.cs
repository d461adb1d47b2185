using EndToEnd.Tests.Processes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Joining;
using ProvinceNode.Platform;
using Protos.Values;
using TestSupport;

namespace EndToEnd.Tests.Federation;

/// <summary>A province joins: by the commands of both sides as real processes, and its certificate renews itself.</summary>
[Collection(Alone.Name)]
public sealed class JoiningTests
{
    [Fact]
    public async Task Province_InvitedAndEnrolledByCommands_PushesIsRevokedAndComesBack()
    {
        await using var world = new RealProcesses();
        await world.StartHubAsync();

        var stranger = Invitation.New("38", [1, 2, 3]).ToString();
        Assert.Contains("không phải trục quốc gia đã cấp mã mời", await FailAsync(() => world.EnrolAsync("38", stranger)), StringComparison.Ordinal);
        Assert.Contains("bị cắt mất một phần", await FailAsync(() => world.EnrolAsync("38", stranger[..50])), StringComparison.Ordinal);
        var (invitation, said) = await world.EnrolAsync("38");
        Assert.Contains("nhận ra Tỉnh Thanh Hóa", said, StringComparison.Ordinal);
        var folder = Path.Combine(world.NodeFolder("38"), "hub");
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(Path.Combine(folder, "node.pfx")) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.Equal(["hub-ca.crt", "node.pfx"], Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.Contains("đã được dùng", await FailAsync(() => world.EnrolAsync("38", invitation)), StringComparison.Ordinal);

        await world.StartNodeAsync("38", "--Relay:HeartbeatSeconds=1", "--Relay:PollSeconds=1", "--Relay:MaxPauseSeconds=2");
        await Federation.UntilAsync(async () => await AnyAsync(world, "SELECT COUNT(*) FROM ProvincePositions WHERE LastPushAt IS NOT NULL"));
        await Federation.UntilAsync(async () => await AnyAsync(world, "SELECT COUNT(*) FROM Standings WHERE NodeVersion <> ''"));

        // Taken away while the node runs, and given back: it goes on by itself.
        await world.HubCommandAsync("province", "revoke", "38", "--why", "thử");
        await Federation.UntilAsync(async () => await AnyAsync(world, "SELECT COUNT(*) FROM SecurityEvents WHERE Kind = 'CertificateRevoked'"));
        await world.EnrolAsync("38");
        await Federation.UntilAsync(async () => await AnyAsync(world, "SELECT COUNT(*) FROM ProvincePositions WHERE Writer <> ''"));
        Assert.False(await AnyAsync(world, "SELECT COUNT(*) FROM SecurityEvents WHERE Kind = 'CertificateUntrusted'"));
    }

    [Fact]
    public async Task Certificate_NearItsEnd_IsRenewedByTheNodeAndTheRelayGoesOnWithIt()
    {
        await using var federation = await Federation.StartAsync();
        await using var node = await federation.StartNodeAsync();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await Federation.AddAsync(node, "Trước", 3);
        await federation.AssertEqualAsync(node, 3);

        Assert.False(await RenewAsync(node, now));
        Assert.True(await RenewAsync(node, now.AddDays(350)));
        await Federation.AddAsync(node, "Sau", 4);

        await federation.AssertEqualAsync(node, 7);
        var certificates = await federation.Hub!.WithDbAsync(db => db.NodeCertificates.OrderBy(c => c.IssuedAt).ToListAsync());
        Assert.Equal((2, true, false), (certificates.Count, certificates[0].RevokedAt is not null, certificates[1].RevokedAt is not null));
        Assert.Contains(await node.WithDbAsync(db => db.Acts.Select(a => a.Kind).ToListAsync()), k => k == ActKinds.HubRenew);
        Assert.False(await RenewAsync(node, now));
    }

    // The operator changes the hub's authority: the node learns it over its link, renews under it at once, and works on when the old one is gone.
    [Fact]
    public async Task Authority_ChangedAtTheHub_IsLearntByTheNodeThatRenewsUnderItAndGoesOn()
    {
        await using var federation = await Federation.StartAsync();
        await using var node = await federation.StartNodeAsync();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await Federation.AddAsync(node, "Trước", 3);
        await federation.AssertEqualAsync(node, 3);
        await ChangeAsync(federation, c => c.BeginAsync("van.hanh", CancellationToken.None));
        Assert.Single(await ChangeAsync(federation, c => c.EndAsync("van.hanh", null, CancellationToken.None)));

        Assert.True(await TellAsync(node));
        Assert.True(await RenewAsync(node, now));
        Assert.False(await RenewAsync(node, now));
        Assert.Contains(ActKinds.HubAuthority, await node.WithDbAsync(db => db.Acts.Select(a => a.Kind).ToListAsync()));

        Assert.Empty(await ChangeAsync(federation, c => c.EndAsync("van.hanh", null, CancellationToken.None)));
        Assert.True(await TellAsync(node));
        Assert.Single(node.App.Services.GetRequiredService<HubFiles>().Authorities());
        Assert.All(await TestAsync(node), s => Assert.True(s.State == StepState.Good, s.Words));
        await Federation.AddAsync(node, "Sau", 4);
        await federation.AssertEqualAsync(node, 7);
    }

    private static Task<bool> TellAsync(NodeHost node) => node.WithAsync(s => s.GetRequiredService<TellStanding>().HandleAsync(CancellationToken.None));

    private static async Task<T> ChangeAsync<T>(Federation federation, Func<NationalHub.Provinces.AuthorityChange, Task<T>> act)
    {
        await using var scope = federation.Hub!.App.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<NationalHub.Provinces.AuthorityChange>());
    }

    [Fact]
    public async Task ConnectionTest_OfANode_IsGoodThroughoutOrNamesWhatIsBarred()
    {
        await using var federation = await Federation.StartAsync();
        await using var node = await federation.StartNodeAsync();
        await Federation.AddAsync(node, "Một", 1);
        await federation.AssertEqualAsync(node, 1);

        var good = await TestAsync(node);
        Assert.All(good, s => Assert.True(s.State == StepState.Good, s.Words));
        Assert.Equal(9, good.Count);

        await using (var scope = federation.Hub!.App.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<NationalHub.Provinces.RevokeCertificate>().HandleAsync("38", null, "thử", CancellationToken.None);
        }

        Assert.Contains("đã bị thu hồi", (await TestAsync(node))[^1].Words, StringComparison.Ordinal);
        await federation.StopHubAsync();
        Assert.Contains("từ chối cổng", (await TestAsync(node))[^1].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Renewal_ThatTheHubDoesNotAnswer_LeavesTheOldCertificateInUse()
    {
        await using var federation = await Federation.StartAsync();
        await using var node = await federation.StartNodeAsync();
        var later = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(350);
        await federation.StopHubAsync();
        await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => RenewAsync(node, later));

        await federation.StartHubAsync();
        await Federation.AddAsync(node, "Vẫn gửi", 2);
        await federation.AssertEqualAsync(node, 2);
        Assert.True(await RenewAsync(node, later));
    }

    private static Task<bool> RenewAsync(NodeHost node, DateTime now) => node.WithAsync(s => s.GetRequiredService<RenewCertificate>().HandleAsync(now, CancellationToken.None));

    private static Task<IReadOnlyList<TestStep>> TestAsync(NodeHost node) => node.WithAsync(s => s.GetRequiredService<ConnectionTest>().HandleAsync(CancellationToken.None));

    private static async Task<string> FailAsync(Func<Task> command) => (await Assert.ThrowsAsync<InvalidOperationException>(command)).Message;

    private static async Task<bool> AnyAsync(RealProcesses world, string count)
    {
        await using var connection = new SqliteConnection($"Data Source={world.HubDatabase};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = count;
        return (long)(await command.ExecuteScalarAsync())! > 0;
    }
}
