namespace Protos.Values;

/// <summary>Format of the messages of replication. The hub takes its own and the two before it.</summary>
public static class MessageFormat
{
    public const uint Newest = 1;
}
