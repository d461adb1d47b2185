namespace NationalHub.Provinces;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "The units of published packs could not be read; those known so far stay.")]
    public static partial void UnitsNotRead(ILogger logger, Exception exception);
}
