namespace NationalHub.Reference;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "Published packs of units cannot be read and are left out: {Packs}; the units of all others are known.")]
    public static partial void PacksNotRead(ILogger logger, string packs);

    [LoggerMessage(2, LogLevel.Error, "A pack of units was published or withdrawn, and its units could not be learned at once; the next round learns them.")]
    public static partial void LearnedLater(ILogger logger, Exception exception);
}
