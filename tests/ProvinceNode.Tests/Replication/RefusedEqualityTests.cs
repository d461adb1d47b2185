using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Intake.Equality;
using NationalHub.Platform;
using ProvinceNode.Platform;
using ProvinceNode.Replication;
using ProvinceNode.Replication.Equality;
using Protos.Equality;
using Protos.Replication;
using TestSupport;
using NodeCertificate = ProvinceNode.Replication.Equality.EqualityCertificate;

namespace ProvinceNode.Tests.Replication;

/// <summary>The relay and certificates of a node at a real hub that refuses a record: both sides say so, and what the hub holds behind it is compared all the same (invariants 7, 8).</summary>
public sealed class RefusedEqualityTests : IAsyncLifetime
{
    private HubHost _hub = null!;
    private RelayNode _node = null!;

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        var files = Path.Combine(_hub.Folder, "node");
        (await _hub.AddProvinceAsync("38", files)).Dispose();
        _node = await RelayNode.StartAsync(configure: services =>
        {
            services.Configure<HubClientOptions>(o => (o.Address, o.CertificateFile, o.AuthorityFile) =
                ($"https://127.0.0.1:{_hub.Nodes.Port}", Path.Combine(files, HubHost.NodeBundle), Path.Combine(files, HubHost.AuthorityFile)));
            services.AddSingleton(s => new HubClient(s.GetRequiredService<Microsoft.Extensions.Options.IOptionsMonitor<HubClientOptions>>()));
        });
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Certificate_WithARecordThatTheHubRefused_IsNoPlainEqualityOnEitherSide()
    {
        var id = await SentAsync();
        await _node.AddAsync("Trần Thị Lan");
        Assert.Equal("✓ Hai bên khớp", Words(await MakeAsync()));

        await RefusedAsync(id, "99999");
        var made = await MakeAsync();

        Assert.Equal((2L, 1, 1, 0), (made.Records, made.InFlight, made.Refused, made.Differing));
        Assert.Equal("◆ Chưa khớp hết: trục quốc gia từ chối 1 bản ghi, còn lại khớp", Words(made));
        Assert.Equal(("warn", "◆ trục từ chối 1 bản ghi, còn lại khớp"), (await HubsAsync()).State);
        Assert.Contains("0 đang gửi, 1 bị trục quốc gia từ chối, còn lại khớp", await VerifyAsync(made), StringComparison.Ordinal);
        Assert.Contains(await _node.ActsAsync(), a => a.Reason == "2 bản ghi, khớp, 1 bị từ chối");

        await RefusedAsync(id, "14758");
        await _node.EmptyAsync();
        Assert.Equal("✓ Hai bên khớp", Words(await MakeAsync()));
        Assert.Equal("good", (await HubsAsync()).State.Css);
    }

    // By the column that the ministry reads, and by the message behind it, so that the columns still follow.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Value_FlippedAtTheHubBehindARefusedVersion_IsNamedAndGoesWithTheCorrection(bool column)
    {
        var id = await SentAsync();
        await RefusedAsync(id, "99999");
        await _hub.WithDbAsync(async db =>
        {
            var version = await db.RecordVersions.SingleAsync();
            version.Payload = column ? version.Payload : [.. version.Payload, 0xA2, 0x06, 0x01, (byte)'x']; // a field that no column follows
            await db.Beneficiaries.ExecuteUpdateAsync(s => s.SetProperty(b => b.MonthlyAmount, b => column ? 1 : b.MonthlyAmount));
            return await db.SaveChangesAsync();
        });

        var made = await MakeAsync();

        var row = Assert.Single(EqualityBook.Read(made)!.Rows);
        Assert.Equal((id.ToString("D"), DifferenceKind.HubValue, true), (row.Id, row.What, EqualityBook.IsBehindRefused(row)));
        Assert.Equal(column ? ["MonthlyAmount"] : [], row.Fields);
        Assert.Equal((0, 0, 1, 0), (made.InFlight, made.Refused, made.Differing, made.Replayed));
        Assert.Equal("bad", (await HubsAsync()).State.Css);
        Assert.Single(await _node.OutboxAsync(), o => o.RefusedAt is not null);

        await RefusedAsync(id, "14758");
        await _node.EmptyAsync();
        Assert.Equal("✓ Hai bên khớp", Words(await MakeAsync()));
    }

    [Fact]
    public async Task Pages_OfANodeWithRefusedRecords_SaySoAndLeadToTheirReasons()
    {
        await using var host = await NodeHost.StartAsync();
        await host.WithDbAsync(async db =>
        {
            var at = host.Clock.GetUtcNow().UtcDateTime;
            db.EqualityCertificates.Add(new NodeCertificate
            {
                Id = Guid.CreateVersion7(), Reason = EqualityReason.Nightly, AskedAt = at, FinishedAt = at, State = EqualityState.Done, Records = 10, InFlight = 5, Refused = 2,
            });
            var row = new EqualityRow(nameof(RecordKind.Beneficiary), "38.380.14758", Guid.NewGuid().ToString("D"), DifferenceKind.HubValue, 1, 2, "b", 1, 1, "a", ["MonthlyAmount"]);
            var said = new EqualityContent(EqualityContent.Version, "38", Guid.NewGuid(), "Nightly", at, at, 1, 1, "a", "test", 0, 0, 0, 1, false, [], [row]);
            db.EqualityCertificates.Add(new NodeCertificate
            {
                Id = said.RunId, Reason = EqualityReason.Nightly, AskedAt = at, FinishedAt = at.AddDays(-1), State = EqualityState.Done, Differing = 1,
                Packed = EqualityPacking.Pack(new EqualitySeal(EqualityContent.Version, said.ToBytes(), new([], []), "", new([], [])).ToBytes()),
            });
            return await db.SaveAsync(Act.BySystem(Protos.Values.TenantPath.Parse("38"), ActKinds.EqualityAsk, at), CancellationToken.None);
        });
        using var official = await host.SignInAsync("administrator", "38");

        Assert.Contains("trục quốc gia từ chối 2 bản ghi, còn lại khớp", (await PageReader.OpenAsync(official, "/dong-bo")).Main, StringComparison.Ordinal);
        var page = await PageReader.OpenAsync(official, "/dong-bo/chung-nhan");
        Assert.Contains("3 bản ghi đang trên đường gửi", page.Main, StringComparison.Ordinal);
        Assert.Contains("2 bản ghi bị trục quốc gia từ chối", page.Main, StringComparison.Ordinal);
        var behind = (await page.FollowAsync(ReplicationPageModel.Moment(host.Clock.GetUtcNow().UtcDateTime.AddDays(-1)))).Main;
        Assert.Contains("bản được nhận sau đó sẽ ghi đè giá trị sai ở trục", behind, StringComparison.Ordinal);
        Assert.DoesNotContain("Hệ thống tự sửa và kiểm tra lại", behind, StringComparison.Ordinal);
        Assert.Contains("/dong-bo#bi-tu-choi", await official.GetStringAsync(new Uri("/dong-bo/chung-nhan", UriKind.Relative)), StringComparison.Ordinal);
    }

    private async Task<Guid> SentAsync()
    {
        var id = await _node.AddAsync();
        await _node.EmptyAsync();
        return id;
    }

    private async Task RefusedAsync(Guid id, string commune)
    {
        await _node.WithAsync(async db =>
        {
            (await db.Beneficiaries.SingleAsync(b => b.Id == id)).CommuneCode = commune;
            Assert.True(await db.SaveAsync(_node.AnAct(), CancellationToken.None));
        });
        await RelayNode.UntilAsync(async () => (await _node.OutboxAsync()).TrueForAll(o => o.RefusedAt is not null));
    }

    private async Task<NodeCertificate> MakeAsync()
    {
        await RelayNode.UntilAsync(async () => (await _node.OutboxAsync()).TrueForAll(o => o.RefusedAt is not null));
        await using var scope = _node.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantScope>().Enter(RelayNode.Province);
        var wanted = await scope.ServiceProvider.GetRequiredService<AskCertificate>().BySystemAsync(EqualityReason.Nightly, EqualityState.Asked, CancellationToken.None);
        var made = await scope.ServiceProvider.GetRequiredService<MakeCertificate>().HandleAsync(wanted.Id, CancellationToken.None);
        Assert.True(made.State == EqualityState.Done, made.Trouble);
        return made;
    }

    private static string Words(NodeCertificate made) => EqualityBook.Words(made.Differing, made.Refused);

    private async Task<NationalHub.Intake.Equality.CertificateLine> HubsAsync()
    {
        await using var scope = _hub.App.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<LastCertificates>().ReadAsync(CancellationToken.None))["38"];
    }

    private async Task<string> VerifyAsync(NodeCertificate made)
    {
        var (path, said) = (Path.Combine(_hub.Folder, $"{made.Id:N}.json"), new StringWriter());
        await File.WriteAllBytesAsync(path, EqualityPacking.Unpack(made.Packed!));
        Assert.Equal(HubCommands.Done, await HubCommands.RunAsync(["equality", "verify", path, $"--Data:Folder={_hub.Folder}", "--Listen:HttpPort=0", "--Listen:NodePort=0"], said, said, CancellationToken.None));
        return said.ToString();
    }
}
