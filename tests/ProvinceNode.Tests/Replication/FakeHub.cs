using System.Collections.Concurrent;
using System.Threading.Channels;
using Google.Protobuf;
using Grpc.Core;
using Protos.Equality;
using Protos.Replication;
using Protos.Values;
using Record = Protos.Replication.Record;

namespace ProvinceNode.Tests.Replication;

/// <summary>Holds the newest version of each record as the real hub does, and misbehaves on demand.</summary>
internal sealed class FakeHub
{
    private readonly Lock _lock = new();
    private CancellationTokenSource _cut = new();

    public Dictionary<(RecordKind, string), Record> Records { get; } = [];

    public ConcurrentQueue<PushBatch> Batches { get; } = [];

    public ulong Epoch { get; set; }

    public (string Head, long Length) Chain { get; set; } = ("", 0);

    /// <summary>Ids that are refused, with the reason.</summary>
    public ConcurrentDictionary<string, string> Refuse { get; } = [];

    /// <summary>The connection breaks after so many batches were applied, before they are answered; counts down.</summary>
    public int BreakUnanswered { get; set; }

    /// <summary>Takes batches and answers none.</summary>
    public bool Silent { get; set; }

    /// <summary>While unset, batches are applied but their answers wait.</summary>
    public ManualResetEventSlim Answering { get; } = new(true);

    public int Connections { get; private set; }

    /// <summary>Batches applied so far.</summary>
    public ulong Applied { get; set; }

    /// <summary>Batches that the relay wrote to the wire.</summary>
    public int Received;

    /// <summary>What the relay asked its requests to be packed with.</summary>
    public string? Encoding { get; set; }

    public Position Position() => new() { ProvinceCode = "38", Epoch = Epoch, ActChainHead = Chain.Head, ActChainLength = Chain.Length, Batches = Applied };

    /// <summary>Answers a node that asks where the hub stands, which counts on when it is asked to.</summary>
    public Position Position(PositionRequest request)
    {
        lock (_lock)
        {
            Applied = request.CountOn && !CountsOneLineOnly ? Math.Max(Applied, request.Acknowledged) : Applied;
            return Position();
        }
    }

    /// <summary>A hub of before it counted on.</summary>
    public bool CountsOneLineOnly { get; set; }

    /// <summary>Sends so many streams away, with when to come back.</summary>
    public Queue<TimeSpan> ComeBack { get; } = [];

    /// <summary>When streams were opened.</summary>
    public ConcurrentQueue<long> OpenedAt { get; } = [];

    /// <summary>What a backup would hold now.</summary>
    public Action Backup()
    {
        lock (_lock)
        {
            var (records, epoch, chain, applied) = (Records.ToDictionary(), Epoch, Chain, Applied);
            return () =>
            {
                lock (_lock)
                {
                    Records.Clear();
                    foreach (var (key, record) in records)
                    {
                        Records.Add(key, record);
                    }

                    (Epoch, Chain, Applied) = (epoch, chain, applied);
                }

                Cut();
            };
        }
    }

    /// <summary>Ends the streams as a hub does that is stopped.</summary>
    public void Cut()
    {
        var cut = Interlocked.Exchange(ref _cut, new CancellationTokenSource());
        cut.Cancel();
    }

    /// <summary>Every version received, as the real hub's history.</summary>
    public List<Record> History { get; } = [];

    public HeldPage Held(HeldRequest request)
    {
        lock (_lock)
        {
            var page = new HeldPage();
            page.Records.AddRange(Records.Values.Where(r => r.Kind == request.Kind && string.CompareOrdinal(r.Id, request.After) > 0).OrderBy(r => r.Id, StringComparer.Ordinal).Take(7).Select(Key));
            return page;
        }
    }

    public FetchReply Fetch(FetchRequest request)
    {
        lock (_lock)
        {
            var reply = new FetchReply();
            foreach (var record in Records.Values.Where(r => r.Kind == request.Kind && !r.Deleted && request.Ids.Contains(r.Id)).Take(3))
            {
                var state = new HeldState { Record = record };
                state.Versions.AddRange(History.Where(h => h.Kind == record.Kind && h.Id == record.Id).Select(Key));
                reply.States.Add(state);
            }

            return reply;
        }
    }

    /// <summary>Rows of some ids, as comparing asks for them.</summary>
    public RowsPage Rows(FindRequest request)
    {
        lock (_lock)
        {
            var page = new RowsPage();
            page.Rows.AddRange(Records.Values.Where(r => r.Kind == request.Kind && request.Ids.Contains(r.Id)).Select(r => new RowDigest
            {
                Id = r.Id, Epoch = r.Epoch, Version = r.Version, TenantPath = r.TenantPath,
                Digest = ByteString.CopyFrom(StateDigest.Of((int)r.Kind, r.Id, (long)r.Epoch, (long)r.Version, r.TenantPath, r.Deleted ? [] : r.ToByteArray())),
            }));
            return page;
        }
    }

    private static HeldRecord Key(Record r) => new() { Id = r.Id, Epoch = r.Epoch, Version = r.Version, RecordedAtUnixMs = r.RecordedAtUnixMs, Deleted = r.Deleted };

    public Record? Find(Guid id)
    {
        lock (_lock)
        {
            return Records.Values.SingleOrDefault(r => r.Id == id.ToString("D"));
        }
    }

    public async Task ServeAsync(ChannelReader<PushBatch> requests, ChannelWriter<PushResult> responses, CancellationToken cancel)
    {
        Connections++;
        OpenedAt.Enqueue(TimeProvider.System.GetTimestamp());
        if (ComeBack.TryDequeue(out var later))
        {
            var told = new Metadata { { "grpc-retry-pushback-ms", $"{later.TotalMilliseconds:0}" } };
            responses.TryComplete(new RpcException(new Status(StatusCode.ResourceExhausted, "Tỉnh gửi quá nhiều gói."), told));
            return;
        }

        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancel, _cut.Token);
        cancel = ends.Token;
        try
        {
            await foreach (var batch in requests.ReadAllAsync(cancel))
            {
                if (batch.HasComparedAt && batch.ComparedAt != Applied)
                {
                    responses.TryComplete(new RpcException(new Status(StatusCode.Aborted, "Another copy pushed meanwhile.")));
                    return;
                }

                var result = Apply(batch);
                Batches.Enqueue(batch);
                if (batch.Records.Count > 0 && BreakUnanswered > 0)
                {
                    BreakUnanswered--;
                    responses.TryComplete(new RpcException(new Status(StatusCode.Unavailable, "The fake hub was killed.")));
                    return;
                }

                await Task.Run(() => Answering.Wait(cancel), cancel);
                if (!Silent)
                {
                    await responses.WriteAsync(result, cancel);
                }
            }
        }
        catch (OperationCanceledException)
        {
            responses.TryComplete(new RpcException(new Status(StatusCode.Unavailable, "The stream was cut.")));
        }
    }

    private PushResult Apply(PushBatch batch)
    {
        lock (_lock)
        {
            var result = new PushResult { Sequence = batch.Sequence, HubEpoch = Epoch };
            if (batch.Epoch < Epoch)
            {
                result.Fenced = true;
                return result;
            }

            (Epoch, Chain) = (batch.Epoch, (batch.ActChainHead, batch.ActChainLength));
            foreach (var record in batch.Records)
            {
                History.Add(record);
                if (Refuse.TryGetValue(record.Id, out var reason))
                {
                    result.Refusals.Add(new Refusal { Id = record.Id, Version = record.Version, Code = "unit-unknown", Reason = reason });
                }
                else if (!record.Deleted && Records.TryGetValue((record.Kind, record.Id), out var gone) && gone.Deleted && record.Epoch > gone.Epoch)
                {
                    result.Refusals.Add(new Refusal { Id = record.Id, Version = record.Version, Code = "record-erased", Reason = "Đã xóa." });
                }
                else if (!Records.TryGetValue((record.Kind, record.Id), out var held) || (record.Epoch, record.Version).CompareTo((held.Epoch, held.Version)) > 0)
                {
                    Records[(record.Kind, record.Id)] = record;
                    result.Applied++;
                }
                else
                {
                    result.Unchanged++;
                }
            }

            result.Position = ++Applied;

            return result;
        }
    }
}
