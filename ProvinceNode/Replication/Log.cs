namespace ProvinceNode.Replication;

/// <summary>Log lines of the slice; no personal data.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "Relay: the connection broke ({Kind}): {Message}")]
    public static partial void Broke(ILogger logger, string kind, string message);

    [LoggerMessage(LogLevel.Error, "Relay: fenced. {Message}")]
    public static partial void Fenced(ILogger logger, string message);

    [LoggerMessage(LogLevel.Information, "Relay: {Records} records of an older epoch went into the outbox again")]
    public static partial void EnlistedAgain(ILogger logger, int records);

    [LoggerMessage(LogLevel.Warning, "Relay: the hub has batch {Hub} and had acknowledged {Acknowledged}: it was restored, everything is sent again")]
    public static partial void HubWentBack(ILogger logger, ulong hub, long acknowledged);

    [LoggerMessage(LogLevel.Information, "Relay: {Records} records wait to be sent again")]
    public static partial void Replayed(ILogger logger, int records);
}
