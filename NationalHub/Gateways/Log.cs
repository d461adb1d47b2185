namespace NationalHub.Gateways;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Population database: question of province {Province} answered {Outcome} in {Milliseconds} ms.")]
    public static partial void Answered(ILogger logger, string province, string outcome, long milliseconds);

    [LoggerMessage(2, LogLevel.Warning, "Population database does not answer: {Kind}.")]
    public static partial void PopulationDown(ILogger logger, string kind);

    [LoggerMessage(3, LogLevel.Warning, "Population database refused a question: {Code}.")]
    public static partial void PopulationRefused(ILogger logger, string code);

    [LoggerMessage(4, LogLevel.Warning, "Province {Province} used up its {Quota} questions of today.")]
    public static partial void OverQuota(ILogger logger, string province, int quota);

    [LoggerMessage(5, LogLevel.Warning, "National portal does not answer ({Kind}); next try in {Seconds} s.")]
    public static partial void PortalDown(ILogger logger, string kind, double seconds);

    [LoggerMessage(6, LogLevel.Information, "National portal answers again.")]
    public static partial void PortalBack(ILogger logger);

    [LoggerMessage(7, LogLevel.Warning, "National portal refused dossier {Dossier} of province {Province}: {Code}.")]
    public static partial void PortalRefused(ILogger logger, string province, string dossier, string code);

    [LoggerMessage(8, LogLevel.Error, "Round of the portal ledger failed; the next one tries again.")]
    public static partial void RoundFailed(ILogger logger, Exception reason);

    [LoggerMessage(9, LogLevel.Information, "Operator {Operator} sends dossier {Dossier} of province {Province} to the portal again.")]
    public static partial void SentAgain(ILogger logger, string @operator, string province, string dossier);

    [LoggerMessage(10, LogLevel.Warning, "Kept answers of the population database could not be cleaned; tried again in an hour.")]
    public static partial void CleaningFailed(ILogger logger, Exception reason);

    [LoggerMessage(12, LogLevel.Information, "Mailbox: {Found} dossiers of the portal came in, of {Told} it was told the outcome.")]
    public static partial void Mailbox(ILogger logger, int found, int told);

    [LoggerMessage(13, LogLevel.Error, "Round of the mailbox failed; the next one tries again.")]
    public static partial void MailboxFailed(ILogger logger, Exception reason);

    [LoggerMessage(14, LogLevel.Warning, "Office {Office} used up its {Quota} look-ups of today.")]
    public static partial void OfficeOverQuota(ILogger logger, string office, int quota);

    [LoggerMessage(15, LogLevel.Information, "Operator {Operator} looks for one person in the log of questions.")]
    public static partial void PersonSearched(ILogger logger, string @operator);

    [LoggerMessage(16, LogLevel.Information, "Operator {Operator} took {Rows} rows of the log of questions as a file.")]
    public static partial void QueriesTaken(ILogger logger, string @operator, int rows);

    [LoggerMessage(17, LogLevel.Information, "Operator {Operator} sends {Count} dossiers that did not go through to the portal again.")]
    public static partial void AllSentAgain(ILogger logger, string @operator, int count);

    [LoggerMessage(11, LogLevel.Information, "Portal ledger compared with the national portal: {Count} dossiers differ and are sent again.")]
    public static partial void Compared(ILogger logger, int count);
}
