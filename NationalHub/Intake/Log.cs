namespace NationalHub.Intake;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Province {Province}: stream opened.")]
    public static partial void Opened(ILogger logger, string province);

    [LoggerMessage(2, LogLevel.Information, "Province {Province}: stream ended after {Batches} batches.")]
    public static partial void Ended(ILogger logger, string province, long batches);

    [LoggerMessage(3, LogLevel.Warning, "Province {Province}: {Count} records of batch {Sequence} refused, the first with code {Code}.")]
    public static partial void Refused(ILogger logger, string province, int count, ulong sequence, string code);

    [LoggerMessage(4, LogLevel.Warning, "Province {Province}: fenced, the hub has epoch {HubEpoch}.")]
    public static partial void Fenced(ILogger logger, string province, ulong hubEpoch);

    [LoggerMessage(5, LogLevel.Warning, "Province {Province}: a second stream was refused.")]
    public static partial void SecondWriter(ILogger logger, string province);

    [LoggerMessage(6, LogLevel.Warning, "Province {Province}: too many batches, it was told when to come back.")]
    public static partial void TooMany(ILogger logger, string province);
}
