using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using NationalHub.Provinces;
using Protos.Reference;
using Protos.Replication;
using Protos.Values;
using Record = Protos.Replication.Record;

namespace EndToEnd.Tests.Processes;

/// <summary>What a relay does, over a line of the test: compares, pushes with a window, takes a batch for sent when it is answered, and begins anew with the rest when the connection broke.</summary>
internal sealed class ProvinceStream(string code, GrpcChannel channel) : IDisposable
{
    private const int Window = 8;
    private readonly ReplicationIntake.ReplicationIntakeClient _client = new(channel);

    public string Code { get; } = code;

    /// <summary>Batches answered.</summary>
    public int Answered { get; private set; }

    /// <summary>Connections that broke otherwise than by being sent away.</summary>
    public int Reconnects => Troubles.Count;

    /// <summary>What broke each of them.</summary>
    public List<string> Troubles { get; } = [];

    /// <summary>How often the hub sent it away for a while.</summary>
    public int SentAway { get; private set; }

    /// <summary>The longest time between sending a batch and its answer on a connection that held.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>The codes of the provinces of today with a commune of each.</summary>
    public static IReadOnlyList<(string Province, string Commune)> Nation { get; } = ReadNation();

    /// <summary>A person of a commune at version 1.</summary>
    public static Record Person(string province, string commune, int number, ulong version = 1) => new()
    {
        Id = $"00000000-0000-4000-8000-{province}{number:x10}", Epoch = 1, Version = version, Kind = RecordKind.Beneficiary, TenantPath = $"{province}.{commune}", RecordedAtUnixMs = 1_790_000_000_000 + number,
        Beneficiary = new BeneficiaryState
        {
            Code = $"{province}-{number:d7}", FullName = $"Nguyễn Thị {number} lần {version}", BirthDate = "1954", Sex = 2, EthnicCode = "01", CommuneCode = commune, Village = "Thôn 1", CategoryCode = "6.dbn.adult",
            MonthlyAmountDong = 540_000, CoefficientHundredths = 150, StartMonth = 202610, Status = "Active", IdentityStatus = "Matched",
        },
    };

    /// <summary>Sends everything, however often it must begin anew.</summary>
    /// <param name="batches">By index, so that what was not answered can be sent again without being kept.</param>
    public async Task PushAllAsync(int count, Func<int, IEnumerable<Record>> batches, CancellationToken cancel)
    {
        while (Answered < count)
        {
            try
            {
                await OnceAsync(count, batches, cancel);
            }
            catch (RpcException away) when (away.StatusCode == StatusCode.ResourceExhausted && away.Trailers.GetValue("grpc-retry-pushback-ms") is { } pause)
            {
                SentAway++;
                await Task.Delay(int.Parse(pause, CultureInfo.InvariantCulture), cancel);
            }
            catch (Exception broken) when (broken is RpcException { StatusCode: not StatusCode.InvalidArgument } or IOException or InvalidOperationException && !cancel.IsCancellationRequested)
            {
                Troubles.Add(broken.ToString());
                await Task.Delay(100, cancel);
            }
        }
    }

    public async Task<Position> PositionAsync(CancellationToken cancel) => await _client.GetPositionAsync(new PositionRequest(), cancellationToken: cancel);

    public AsyncDuplexStreamingCall<PushBatch, PushResult> Open(CancellationToken cancel) => _client.Push(cancellationToken: cancel);

    public static PushBatch Batch(ulong sequence, IEnumerable<Record> records)
    {
        var batch = new PushBatch { Sequence = sequence, Epoch = 1, Protocol = MessageFormat.Newest, NodeVersion = "test", ActChainHead = "a", ActChainLength = 1 };
        batch.Records.AddRange(records);
        return batch;
    }

    public void Dispose() => channel.Dispose();

    private async Task OnceAsync(int count, Func<int, IEnumerable<Record>> batches, CancellationToken cancel)
    {
        var position = await _client.GetPositionAsync(new PositionRequest { Brief = true }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(30), cancellationToken: cancel);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var call = Open(ends.Token);
        using var window = new SemaphoreSlim(Window);
        var (first, sentAt) = (Answered, new System.Collections.Concurrent.ConcurrentQueue<long>());
        var sending = SendAsync();
        try
        {
            while (Answered < count && await call.ResponseStream.MoveNext(ends.Token))
            {
                sentAt.TryDequeue(out var at);
                Take(call.ResponseStream.Current, at);
                window.Release();
            }

            if (Answered < count)
            {
                throw new IOException("The hub ended the stream.");
            }

            await sending;
            await call.RequestStream.CompleteAsync();
            Assert.False(await call.ResponseStream.MoveNext(ends.Token));
        }
        finally
        {
            await ends.CancelAsync();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task SendAsync()
        {
            for (var i = first; i < count; i++)
            {
                await window.WaitAsync(ends.Token);
                sentAt.Enqueue(TimeProvider.System.GetTimestamp());
                await call.RequestStream.WriteAsync(Next(i, first, position, batches), ends.Token);
            }
        }
    }

    // The first of a stream tells what the node compared itself with.
    private static PushBatch Next(int i, int first, Position position, Func<int, IEnumerable<Record>> batches)
    {
        var batch = Batch((ulong)(i - first + 1), batches(i));
        if (i == first)
        {
            batch.ComparedAt = position.Batches;
        }

        return batch;
    }

    private void Take(PushResult answer, long sentAt)
    {
        Assert.True(answer is { Fenced: false, Refusals.Count: 0 }, answer.ToString());
        Answered++;
        Longest = TimeProvider.System.GetElapsedTime(sentAt) is var took && took > Longest ? took : Longest;
    }

    private static List<(string, string)> ReadNation()
    {
        var communes = ReferenceTable.Read("units-two-tier-from-2025-07-01").Rows.Where(r => r["level"] == "commune").ToLookup(r => r["parent_code"], r => r["code"]);
        return [.. ProvinceUnits.Today.Select(p => (p.Code, communes[p.Code].First()))];
    }
}
