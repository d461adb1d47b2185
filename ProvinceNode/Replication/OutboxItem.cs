namespace ProvinceNode.Replication;

/// <summary>Which version of which record a batch carried.</summary>
public readonly record struct OutboxKey(int Kind, Guid RecordId, long Epoch, long Version);

/// <summary>A row as read for sending.</summary>
public sealed record OutboxItem(OutboxKey Key, DateTime RecordedAt, byte[] Message);

/// <summary>Why the hub will not take a version.</summary>
public sealed record OutboxRefusal(OutboxKey Key, string Code, string Reason);

/// <summary>How much waits: sendable rows and refused ones.</summary>
public readonly record struct OutboxCounts(long Waiting, long Refused);
