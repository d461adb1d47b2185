namespace NationalHub.Duplicates;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Search across provinces: {Looked} records compared, {Changed} cases changed.")]
    public static partial void Searched(ILogger logger, int looked, int changed);

    [LoggerMessage(2, LogLevel.Error, "A round of the search across provinces failed.")]
    public static partial void RoundFailed(ILogger logger, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "{Records} records, the last of province {Province} received {At:u}, could not be compared {Failures} times; they are tried again in smaller pages, all behind them are compared.")]
    public static partial void PageLeft(ILogger logger, int records, string province, DateTime at, int failures);
}
