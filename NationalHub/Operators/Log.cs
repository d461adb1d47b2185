namespace NationalHub.Operators;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "The key of an operator's authenticator cannot be opened with the keys in the folder keys. Bring the folder back from the backup, or run NationalHub operator reset-factor.")]
    public static partial void FactorNotRead(ILogger logger);
}
