namespace NationalHub.Reporting;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "The indicators could not be computed; they are tried again in the next round.")]
    public static partial void IndicatorsFailed(ILogger logger, Exception exception);
}
