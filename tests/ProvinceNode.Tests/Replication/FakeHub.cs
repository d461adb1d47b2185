using System.Collections.Concurrent;
using System.Threading.Channels;
using Grpc.Core;
using Protos.Replication;
using Record = Protos.Replication.Record;

namespace ProvinceNode.Tests.Replication;

/// <summary>Holds the newest version of each record as the real hub does, and misbehaves on demand.</summary>
internal sealed class FakeHub
{
    private readonly Lock _lock = new();

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

    public Position Position() => new() { ProvinceCode = "38", Epoch = Epoch, ActChainHead = Chain.Head, ActChainLength = Chain.Length };

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
        try
        {
            await foreach (var batch in requests.ReadAllAsync(cancel))
            {
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
            responses.TryComplete(new RpcException(new Status(StatusCode.Cancelled, "cancelled")));
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
                if (Refuse.TryGetValue(record.Id, out var reason))
                {
                    result.Refusals.Add(new Refusal { Id = record.Id, Version = record.Version, Code = "unit-unknown", Reason = reason });
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

            return result;
        }
    }
}
