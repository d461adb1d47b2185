namespace ProvinceNode.Replication;

/// <summary>How the relay pushes.</summary>
public sealed class RelayOptions
{
    public const string Section = "Relay";

    /// <summary>Off in tests and tools that must not push.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Most records in one batch.</summary>
    public int BatchRows { get; set; } = 1000;

    /// <summary>Most bytes of records in one batch; below the hub's message limit.</summary>
    public int BatchBytes { get; set; } = 2 * 1024 * 1024;

    /// <summary>A record beyond this is kept back and shown as refused: the hub takes no message over 16 MB.</summary>
    public int LargestRecordBytes { get; set; } = 12 * 1024 * 1024;

    /// <summary>Batches travel as gzip: a province's line is narrower than its processor.</summary>
    public bool Compress { get; set; } = true;

    /// <summary>Time that a batch which is not full waits for more.</summary>
    public int FlushMilliseconds { get; set; } = 100;

    /// <summary>Batches sent and not yet answered.</summary>
    public int Window { get; set; } = 8;

    /// <summary>The outbox is looked at this often even when no save woke the relay (another process may have written).</summary>
    public int PollSeconds { get; set; } = 10;

    /// <summary>An empty batch goes out after this long a silence: the hub sees that the node lives, and the head of its act chain.</summary>
    public int HeartbeatSeconds { get; set; } = 60;

    /// <summary>An unanswered batch breaks the connection after this long: a black hole looks like a slow hub.</summary>
    public int AnswerSeconds { get; set; } = 120;

    /// <summary>Longest pause between attempts to reconnect.</summary>
    public int MaxPauseSeconds { get; set; } = 60;
}
