using System.Collections.Concurrent;
using Protos.Replication;
using Record = Protos.Replication.Record;

namespace EndToEnd.Tests.Processes;

/// <summary>What a <see cref="MessageProxy"/> does to what passes.</summary>
internal enum Meddling
{
    /// <summary>Everything passes as it is.</summary>
    None,

    /// <summary>Batches are repeated, turned about, halved and mixed with what was sent long ago; answers are turned about and repeated; frames break off.</summary>
    Unruly,

    /// <summary>To the hub the node is one of two formats ago: no number of the format, nothing of what came since.</summary>
    OldNode,

    /// <summary>To the node the hub is one of two formats ago: it tells no position and has none of the services that came since.</summary>
    OldHub,

    /// <summary>To the hub the node is of the version after.</summary>
    NewNode,
}

/// <summary>What befell batches and answers; counted.</summary>
internal enum Mishap
{
    Repeated,
    Turned,
    Halved,
    Stale,
    SameNumber,
    HalfFrame,
    AnswerTurned,
    AnswerRepeated,
}

/// <summary>Faults of one line, over all its calls.</summary>
internal sealed class MessageFaults
{
    private const string Replication = "/baotroxahoi.replication.v1.ReplicationIntake/";
    private readonly ConcurrentDictionary<Mishap, int> _happened = [];
    private CancellationTokenSource _cuts = new();

    public Meddling Meddling { get; set; }

    /// <summary>Records of batches that passed: a network may bring any of them again.</summary>
    public ConcurrentQueue<Record> Passed { get; } = [];

    public CancellationToken Cuts => _cuts.Token;

    /// <summary>How many batches of which format the hub was shown since this line does what it does now.</summary>
    public ConcurrentDictionary<uint, int> Formats { get; } = [];

    public int Count(Mishap mishap) => _happened.GetValueOrDefault(mishap);

    /// <summary>Batches since it began, over all streams: what happens to the next one follows from it.</summary>
    public int Turn;

    /// <summary>Each fault that ends the stream happens so often and no more: what is sent must arrive in the end.</summary>
    public bool May(Mishap mishap, int most = int.MaxValue)
    {
        lock (_happened)
        {
            var soFar = Count(mishap);
            _happened[mishap] = Math.Min(soFar + 1, most);
            return soFar < most;
        }
    }

    /// <summary>Breaks every call, and from now on does this.</summary>
    public void Cut(Meddling from)
    {
        Meddling = from;
        Formats.Clear();
        Interlocked.Exchange(ref _cuts, new CancellationTokenSource()).Cancel();
    }

    /// <returns>Null: the hub has no such method.</returns>
    public MessageCall? Begin(string path) => (Meddling, path) switch
    {
        (Meddling.OldHub, _) when !path.StartsWith(Replication, StringComparison.Ordinal) => null,
        (Meddling.None, _) => new MessageCall(),
        (_, Replication + "Push") => new PushCall(this, Meddling),
        (Meddling.OldHub, Replication + "GetPosition") => new OldPositionCall(),
        _ => new MessageCall(),
    };
}

/// <summary>A call that passes as it is.</summary>
internal class MessageCall
{
    public virtual Task TowardsHubAsync(Stream from, Stream to, CancellationToken cancel) => CopyAsync(from, to, cancel);

    public virtual Task TowardsNodeAsync(Stream from, Stream to, CancellationToken cancel) => CopyAsync(from, to, cancel);

    protected static async Task CopyAsync(Stream from, Stream to, CancellationToken cancel)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReadAsync(buffer, cancel) is > 0 and var count)
        {
            await Frames.WriteAsync(to, buffer.AsMemory(0, count), cancel);
        }
    }
}

/// <summary>A hub of before it told its position.</summary>
internal sealed class OldPositionCall : MessageCall
{
    public override async Task TowardsNodeAsync(Stream from, Stream to, CancellationToken cancel)
    {
        while (await Frames.ReadAsync(from, cancel) is { } frame)
        {
            var position = Position.Parser.ParseFrom(frame);
            position.ClearBatches();
            await Frames.WriteAsync(to, Frames.Of(position), cancel);
        }
    }
}
