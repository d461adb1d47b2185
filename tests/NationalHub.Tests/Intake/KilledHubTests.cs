using System.Diagnostics;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Protos.Replication;
using TestSupport;

namespace NationalHub.Tests.Intake;

/// <summary>The hub as a process of its own, killed without warning while batches are under way.</summary>
public sealed class KilledHubTests : IAsyncLifetime
{
    private const int Rounds = 3;
    private readonly string _folder = Directory.CreateTempSubdirectory("killed-").FullName;
    private readonly int _port = Ports.Free();
    private X509Certificate2 _certificate = null!;
    private X509Certificate2 _authority = null!;
    private Process? _hub;

    public async Task InitializeAsync()
    {
        await using var hub = await HubHost.StartAsync(_folder);
        _certificate = await hub.AddProvinceAsync("38");
        _authority = X509CertificateLoader.LoadCertificateFromFile(
            Directory.EnumerateFiles(Path.Combine(_folder, "nodes"), HubHost.AuthorityFile, SearchOption.AllDirectories).First());
    }

    public Task DisposeAsync()
    {
        _hub?.Kill();
        _hub?.WaitForExit();
        DataFolder.Remove(_folder);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Hub_KilledAgainAndAgain_HasEverythingItAcknowledged()
    {
        var acknowledged = new List<string>();
        for (var round = 0; round < Rounds; round++)
        {
            _hub = Start();
            await PushUntilKilledAsync(round, acknowledged);
            await _hub.WaitForExitAsync();
        }

        await using var hub = await HubHost.StartAsync(_folder);
        var stored = (await hub.WithDbAsync(db => Task.FromResult(db.Beneficiaries.Select(b => b.Id).ToHashSet())));
        Assert.True(acknowledged.Count > 0);
        Assert.DoesNotContain(acknowledged, id => !stored.Contains(id));
        Assert.Equal(0, stored.Count % 50); // Each batch is whole or absent.
    }

    private async Task PushUntilKilledAsync(int round, List<string> acknowledged)
    {
        using var channel = await ConnectAsync();
        using var call = new ReplicationIntake.ReplicationIntakeClient(channel).Push();
        var sent = new List<string[]>();
        try
        {
            var sending = Task.Run(async () =>
            {
                for (var i = 0; i < 200; i++)
                {
                    var ids = Enumerable.Range(0, 50).Select(n => Records.Id((round * 1_000_000) + (i * 50) + n)).ToArray();
                    var batch = new PushBatch { Sequence = (ulong)i + 1, Epoch = 1, Protocol = 1 };
                    batch.Records.AddRange(ids.Select(id => Records.Person(id, 1)));
                    lock (sent)
                    {
                        sent.Add(ids);
                    }

                    await call.RequestStream.WriteAsync(batch);
                }
            });
            for (var answers = 0; await call.ResponseStream.MoveNext(CancellationToken.None); answers++)
            {
                lock (sent)
                {
                    acknowledged.AddRange(sent[(int)call.ResponseStream.Current.Sequence - 1]);
                }

                if (answers == 5 * (round + 1))
                {
                    _hub!.Kill(); // SIGKILL
                }
            }

            await sending;
        }
        catch (Exception e) when (e is RpcException or IOException or InvalidOperationException)
        {
            // The hub is gone in mid-stream: what was not answered is the node's to send again.
        }
    }

    private async Task<GrpcChannel> ConnectAsync()
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(_authority);
        // A pause between: whoever asks without one takes the processor from the process that is to start.
        using var soon = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (true)
        {
            var channel = GrpcChannel.ForAddress(new Uri($"https://127.0.0.1:{_port}"), new GrpcChannelOptions
            {
                HttpHandler = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust, ClientCertificates = [_certificate] } },
            });
            try
            {
                await new ReplicationIntake.ReplicationIntakeClient(channel).GetPositionAsync(new PositionRequest(), cancellationToken: patience.Token);
                return channel;
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable)
            {
                channel.Dispose(); // Not listening yet.
                await soon.WaitForNextTickAsync(patience.Token);
            }
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { typeof(HubApplication).Assembly.Location, $"--Data:Folder={_folder}", "--Listen:HttpPort=0", $"--Listen:NodePort={_port}" })
        {
            start.ArgumentList.Add(argument);
        }

        var hub = Process.Start(start)!;
        hub.BeginOutputReadLine();
        hub.BeginErrorReadLine();
        return hub;
    }
}
