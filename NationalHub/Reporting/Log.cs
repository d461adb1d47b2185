namespace NationalHub.Reporting;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "The indicators could not be computed; they are tried again in the next round.")]
    public static partial void IndicatorsFailed(ILogger logger, Exception exception);

    [LoggerMessage(2, LogLevel.Information, "Operator {Operator} took {Rows} rows of the log of OData queries as a file.")]
    public static partial void QueriesTaken(ILogger logger, string @operator, int rows);

    [LoggerMessage(3, LogLevel.Warning, "Old entries of the log of OData queries could not be removed; tried again tomorrow.")]
    public static partial void ForgettingFailed(ILogger logger, Exception reason);
}
