using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Intake.Equality;
using NationalHub.Platform;
using NationalHub.Provinces;
using ProvinceNode.Joining;
using ProvinceNode.Replication.Equality;
using Protos.Equality;
using TestSupport;
using NodeCertificate = ProvinceNode.Replication.Equality.EqualityCertificate;

namespace ProvinceNode.Tests.Replication;

/// <summary>Certificates of equality before, in the midst of and after a change of the hub's authority: each is made at once, kept on both sides, and found whole for ever.</summary>
public sealed class AuthorityEqualityTests : IAsyncLifetime
{
    private static readonly DateTime Now = TimeProvider.System.GetUtcNow().UtcDateTime;
    private HubHost _hub = null!;
    private NodeHost _node = null!;

    private string Files => Path.Combine(_hub.Folder, "node");

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        (await _hub.AddProvinceAsync("38", Files)).Dispose();
        _node = await NodeHost.StartAsync(new NodeHostSettings
        {
            Day = DateOnly.FromDateTime(Now),
            Configuration = new Dictionary<string, string?>
            {
                ["Hub:Address"] = $"https://127.0.0.1:{_hub.Nodes.Port}", ["Hub:CertificateFile"] = Path.Combine(Files, HubHost.NodeBundle), ["Hub:AuthorityFile"] = Path.Combine(Files, HubHost.AuthorityFile),
            },
        });
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Certificate_MadeBeforeDuringAndAfterAChangeOfTheAuthority_IsMadeAtOnceAndStaysWhole()
    {
        var made = new List<NodeCertificate> { await MakeAsync() };
        await ChangeAsync(c => c.BeginAsync("van.hanh", default));
        made.Add(await MakeAsync()); // the node has not heard of it

        Assert.True(await _node.WithAsync(s => s.GetRequiredService<TellStanding>().HandleAsync(default)));
        made.Add(await MakeAsync()); // it trusts both, and is of the old one
        Assert.True(await _node.WithAsync(s => s.GetRequiredService<RenewCertificate>().HandleAsync(Now, default)));
        Assert.Equal(2, _node.App.Services.GetRequiredService<HubFiles>().Authorities().Count);
        made.Add(await MakeAsync()); // it is of the new one, the hub's door of the old one

        Assert.Empty(await ChangeAsync(c => c.EndAsync("van.hanh", null, default)));
        made.Add(await MakeAsync()); // it trusts both still
        Assert.True(await _node.WithAsync(s => s.GetRequiredService<TellStanding>().HandleAsync(default)));
        Assert.Single(_node.App.Services.GetRequiredService<HubFiles>().Authorities());
        made.Add(await MakeAsync());

        var check = _hub.App.Services.GetRequiredService<CheckSeal>();
        var kept = await _hub.WithDbAsync(db => db.EqualityCertificates.ToDictionaryAsync(c => c.RunId));
        Assert.Equal(made.Count, kept.Count);
        foreach (var certificate in made)
        {
            Assert.Equal(certificate.Packed, kept[certificate.Id].Packed);
            Assert.Empty(check.Of(File(certificate)).Faults);
            Assert.Equal((HubCommands.Done, true), await VerifyAsync(File(certificate)));
        }
    }

    [Fact]
    public async Task File_ThatOnlyAWithdrawnAuthorityVouchesFor_IsTakenFromTheHubsOwnStoreOrFromWhoTrustsIt()
    {
        var file = File(await MakeAsync());
        var (old, strange) = (Path.Combine(_hub.Folder, "old.crt"), HubHost.Forged("38"));
        await System.IO.File.WriteAllTextAsync(old, _hub.App.Services.GetRequiredService<CertificateAuthority>().Authority.ExportCertificatePem());
        await ChangeAsync(c => c.BeginAsync("van.hanh", default));
        await ChangeAsync(c => c.EndAsync("van.hanh", "khóa bị lộ", default));
        Assert.Equal((HubCommands.Done, true), await VerifyAsync(file));

        // Whoever has the key of the old one could have made it and dated it back.
        await _hub.WithDbAsync(db => db.EqualityCertificates.ExecuteDeleteAsync());
        Assert.Equal((HubCommands.Refused, false), await VerifyAsync(file));
        Assert.Equal((HubCommands.Done, true), await VerifyAsync(file, old));
        await System.IO.File.WriteAllTextAsync(old, strange.ExportCertificatePem());
        Assert.Equal((HubCommands.Refused, false), await VerifyAsync(file, old));
        Assert.NotEmpty(MakeCertificate.Judge(file, [strange]).Faults);
    }

    // Killed between the hub's signature and its own row: the node compares again, and takes up what both have signed.
    [Fact]
    public async Task Certificate_WhoseAnswerWasLost_IsTheSameFileOnBothSides()
    {
        var first = await MakeAsync();
        await _node.WithDbAsync(db => db.EqualityCertificates.ExecuteUpdateAsync(s => s.SetProperty(c => c.State, EqualityState.Asked).SetProperty(c => c.Packed, (byte[]?)null).SetProperty(c => c.FinishedAt, (DateTime?)null)));
        _node.Clock.Advance(TimeSpan.FromMinutes(5));

        var again = await _node.WithAsync(s => s.GetRequiredService<MakeCertificate>().HandleAsync(first.Id, default));

        Assert.Equal((EqualityState.Done, ""), (again.State, again.Trouble));
        Assert.Equal(File(first), File(again));
        Assert.Equal(File(first), EqualityPacking.Unpack(await _hub.WithDbAsync(db => db.EqualityCertificates.Select(c => c.Packed).SingleAsync())));
    }

    private static byte[] File(NodeCertificate certificate) => EqualityPacking.Unpack(certificate.Packed!);

    private Task<NodeCertificate> MakeAsync() => _node.WithAsync(async s =>
    {
        var wanted = await s.GetRequiredService<AskCertificate>().BySystemAsync(EqualityReason.AskedByNode, EqualityState.Making, default);
        var made = await s.GetRequiredService<MakeCertificate>().HandleAsync(wanted.Id, default);
        Assert.True(made.State == EqualityState.Done, made.Trouble);
        return made;
    });

    private async Task<T> ChangeAsync<T>(Func<AuthorityChange, Task<T>> act)
    {
        await using var scope = _hub.App.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<AuthorityChange>());
    }

    private async Task<(int Code, bool Told)> VerifyAsync(byte[] file, string? authority = null)
    {
        var (path, said) = (Path.Combine(_hub.Folder, "c.json"), new StringWriter());
        await System.IO.File.WriteAllBytesAsync(path, file);
        string[] given = authority is null ? [] : ["--authority", authority];
        var code = await HubCommands.RunAsync(["equality", "verify", path, .. given, $"--Data:Folder={_hub.Folder}", "--Listen:HttpPort=0", "--Listen:NodePort=0"], said, said, default);
        return (code, said.ToString().Contains("hai bên khớp", StringComparison.Ordinal));
    }
}
