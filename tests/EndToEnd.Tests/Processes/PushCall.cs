using System.Threading.Channels;
using Protos.Replication;
using Protos.Values;

namespace EndToEnd.Tests.Processes;

/// <summary>
/// One push stream through the proxy. The hub wants batches numbered one after another and answers them in order, so what is repeated, halved or turned about gets numbers of its own, and answers find their
/// way back to the number that the node gave; a batch that the node did not send is answered to nobody.
/// </summary>
internal sealed class PushCall(MessageFaults faults, Meddling meddling) : MessageCall
{
    private static readonly TimeSpan Hold = TimeSpan.FromMilliseconds(100);
    private readonly Queue<ulong?> _origins = [];
    private readonly Lock _lock = new();
    private readonly List<Refusal> _refusals = [];
    private ulong _sequence;

    public override async Task TowardsHubAsync(Stream from, Stream to, CancellationToken cancel)
    {
        PushBatch? held = null;
        await foreach (var batch in MessagesAsync(from, PushBatch.Parser, () => held is not null, cancel))
        {
            var sent = batch is null ? [] : meddling == Meddling.Unruly && batch.Sequence > 1 ? await UnrulyAsync(batch, to, cancel) : [(As(batch), batch.Sequence)];
            if (sent is null)
            {
                held = batch; // Until the next one has gone before it.
                continue;
            }

            foreach (var (one, origin) in held is null ? sent : [.. sent, (held, (ulong?)held.Sequence)])
            {
                await SendAsync(one, origin, to, cancel);
            }

            held = null;
        }
    }

    public override async Task TowardsNodeAsync(Stream from, Stream to, CancellationToken cancel)
    {
        PushResult? held = null;
        await foreach (var answer in MessagesAsync(from, PushResult.Parser, () => held is not null, cancel))
        {
            if (answer is not null && !Back(answer))
            {
                continue;
            }

            if (answer is not null && held is null && meddling == Meddling.Unruly && answer.Sequence % 5 == 3)
            {
                (held, _) = (answer, faults.May(Mishap.AnswerTurned));
                continue;
            }

            foreach (var one in new[] { answer, held }.OfType<PushResult>())
            {
                await Frames.WriteAsync(to, Frames.Of(one), cancel);
                if (meddling == Meddling.Unruly && one.Sequence % 11 == 7 && faults.May(Mishap.AnswerRepeated, 2))
                {
                    await Frames.WriteAsync(to, Frames.Of(one), cancel);
                }
            }

            held = null;
        }
    }

    // Null: it is held until the next one has passed.
    private async Task<List<(PushBatch Batch, ulong? Origin)>?> UnrulyAsync(PushBatch batch, Stream to, CancellationToken cancel)
    {
        switch (Interlocked.Increment(ref faults.Turn) % 8)
        {
            case 0:
                faults.May(Mishap.Repeated);
                return [(batch.Clone(), null), (batch, batch.Sequence)];
            case 1:
                faults.May(Mishap.Turned);
                return null;
            case 2 when batch.Records.Count > 1:
                faults.May(Mishap.Halved);
                var first = batch.Clone();
                first.Records.Clear();
                first.Records.Add(batch.Records.Take(batch.Records.Count / 2));
                var rest = batch.Clone();
                rest.Records.Clear();
                rest.Records.Add(batch.Records.Skip(batch.Records.Count / 2));
                return [(rest, null), (first, batch.Sequence)];
            case 3:
                faults.May(Mishap.Stale);
                var stale = batch.Clone();
                stale.Records.Clear();
                stale.Records.Add(faults.Passed.Take(40));
                return [(batch, batch.Sequence), (stale, null)];
            case 4 when faults.May(Mishap.SameNumber, 2):
                await SendAsync(batch.Clone(), null, to, cancel);
                _sequence--;
                return [(batch, batch.Sequence)];
            case 5 when faults.May(Mishap.HalfFrame, 2):
                var frame = Frames.Of(batch);
                await Frames.WriteAsync(to, frame.AsMemory(0, frame.Length / 2), cancel);
                throw new IOException("The line broke within a frame.");
            default:
                return [(batch, batch.Sequence)];
        }
    }

    private async Task SendAsync(PushBatch batch, ulong? origin, Stream to, CancellationToken cancel)
    {
        lock (_lock)
        {
            batch.Sequence = ++_sequence;
            _origins.Enqueue(origin);
        }

        if (faults.Meddling == meddling)
        {
            // A call of before may end its batch after the line was told to do something else.
            faults.Formats.AddOrUpdate(batch.Protocol, 1, (_, n) => n + 1);
        }

        foreach (var record in batch.Records)
        {
            faults.Passed.Enqueue(record);
        }

        await Frames.WriteAsync(to, Frames.Of(batch), cancel);
    }

    // Gives the answer the number that the node knows; false: nobody waits for it.
    private bool Back(PushResult answer)
    {
        lock (_lock)
        {
            _refusals.AddRange(answer.Refusals);
            if (_origins.Dequeue() is not { } origin)
            {
                return false;
            }

            answer.Sequence = origin;
            answer.Refusals.Clear();
            answer.Refusals.Add(_refusals.DistinctBy(r => (r.Id, r.Version)));
            _refusals.Clear();
        }

        if (meddling == Meddling.OldHub)
        {
            (answer.Position, answer.EqualityAsked, answer.HubEpoch) = (0, false, 0);
        }

        return true;
    }

    private PushBatch As(PushBatch batch)
    {
        if (meddling == Meddling.NewNode)
        {
            batch.Protocol = MessageFormat.Newest + 1;
        }
        else if (meddling == Meddling.OldNode)
        {
            (batch.Protocol, batch.ActChainHead, batch.ActChainLength, batch.NodeVersion, batch.Waiting, batch.Refused) = (0, "", 0, "", 0, 0);
            batch.ClearComparedAt();
        }

        return batch;
    }

    // Null when one is held and nothing more came for a moment.
    private static async IAsyncEnumerable<T?> MessagesAsync<T>(
        Stream from, Google.Protobuf.MessageParser<T> parser, Func<bool> holds, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
        where T : class, Google.Protobuf.IMessage<T>
    {
        var read = Channel.CreateBounded<T>(1);
        var reading = ReadAsync(from, parser, read.Writer, cancel);
        while (true)
        {
            var more = read.Reader.WaitToReadAsync(cancel).AsTask();
            if (holds() && await Task.WhenAny(more, Task.Delay(Hold, cancel)) != more)
            {
                yield return null;
            }

            if (!await more)
            {
                break;
            }

            read.Reader.TryRead(out var message);
            yield return message;
        }

        if (holds())
        {
            yield return null;
        }

        await reading;
    }

    private static async Task ReadAsync<T>(Stream from, Google.Protobuf.MessageParser<T> parser, ChannelWriter<T> read, CancellationToken cancel)
        where T : class, Google.Protobuf.IMessage<T>
    {
        Exception? broken = null;
        try
        {
            while (await Frames.ReadAsync(from, cancel) is { } frame)
            {
                await read.WriteAsync(parser.ParseFrom(frame), cancel);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            broken = e;
        }

        read.Complete(broken);
    }
}
