namespace NationalHub.Provinces;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "The units of published packs could not be read; those known so far stay.")]
    public static partial void UnitsNotRead(ILogger logger, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "Published packs of units cannot be read and are left out: {Packs}; the units of all others are known.")]
    public static partial void PacksNotRead(ILogger logger, string packs);
}
