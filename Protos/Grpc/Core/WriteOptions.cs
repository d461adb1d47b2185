namespace Grpc.Core;

[Flags]
public enum WriteFlags
{
    /// <summary>The message may wait for the next one and share its flush.</summary>
    BufferHint = 0x1,

    /// <summary>The message is sent uncompressed although the call has a compression.</summary>
    NoCompress = 0x2,
}

public sealed class WriteOptions(WriteFlags flags = default)
{
    public static readonly WriteOptions Default = new();

    public WriteFlags Flags { get; } = flags;
}
