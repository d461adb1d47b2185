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
}
