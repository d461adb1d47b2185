namespace NationalHub.Tests.Architecture;

/// <summary>The hub's arrows, and what may break a house rule and why. What needs no exception loses it.</summary>
internal static class Exceptions
{
    /// <summary>Slice to the slices it may use: messages come in through Intake into Reporting's rows; Reporting and Gateways only read; Provinces knows who is who.</summary>
    public static IReadOnlyDictionary<string, string[]> Arrows { get; } = new Dictionary<string, string[]>
    {
        ["Intake"] = ["Provinces", "Reporting", "Platform"],
        ["Reporting"] = ["Provinces", "Platform"],
        ["Gateways"] = ["Provinces", "Reporting", "Platform"],
        // Reads people as they arrived, and their numbers' hashes with the gateway's key; nobody knows of it.
        ["Duplicates"] = ["Gateways", "Intake", "Provinces", "Reporting", "Platform"],
        ["Operators"] = ["Provinces", "Platform"],
        ["Provinces"] = ["Platform"],
        ["Reference"] = ["Provinces", "Platform"],
        ["Platform"] = [],
    };

    public static IReadOnlyDictionary<string, string> Crossings { get; } = new Dictionary<string, string>
    {
        ["NationalHub/Platform/HubDb.cs -> Duplicates"] = "the DbContext, which may name every slice",
        ["NationalHub/Platform/HubDb.cs -> Gateways"] = "the DbContext, which may name every slice",
        ["NationalHub/Platform/HubDb.cs -> Intake"] = "the DbContext, which may name every slice",
        ["NationalHub/Platform/HubDb.cs -> Operators"] = "the DbContext, which may name every slice",
        ["NationalHub/Platform/HubDb.cs -> Provinces"] = "the DbContext, which may name every slice",
        ["NationalHub/Platform/HubDb.cs -> Reference"] = "the DbContext, which may name every slice",
        ["NationalHub/Platform/HubDb.cs -> Reporting"] = "the DbContext, which may name every slice",
        ["NationalHub/Platform/HubCommands.cs -> Intake"] = "the command line hands over to every slice",
        ["NationalHub/Platform/HubCommands.cs -> Operators"] = "the command line hands over to every slice",
        ["NationalHub/Platform/HubCommands.cs -> Provinces"] = "the command line hands over to every slice",
        ["NationalHub/Platform/HubCommands.cs -> Reference"] = "the command line hands over to every slice",
        ["NationalHub/Platform/HubCommands.cs -> Reporting"] = "the command line hands over to every slice",
        ["NationalHub/Platform/BackupCommands.cs -> Provinces"] = "a copy with the hub's keys stands among the security events",
        ["NationalHub/Platform/Doors.cs -> Provinces"] = "the doors ask who a certificate belongs to",
        ["NationalHub/Platform/Bulk/IBulkWriter.cs -> Intake"] = "raw bulk writing of the intake's rows stands in one named place, per provider",
        ["NationalHub/Platform/Bulk/IBulkWriter.cs -> Reporting"] = "raw bulk writing of the intake's rows stands in one named place, per provider",
        ["NationalHub/Platform/Bulk/SqlServerBulkWriter.cs -> Intake"] = "raw bulk writing of the intake's rows stands in one named place, per provider",
        ["NationalHub/Platform/Bulk/SqlServerBulkWriter.cs -> Reporting"] = "raw bulk writing of the intake's rows stands in one named place, per provider",
        ["NationalHub/Platform/Bulk/SqliteBulkWriter.cs -> Intake"] = "raw bulk writing of the intake's rows stands in one named place, per provider",
        ["NationalHub/Platform/Bulk/SqliteBulkWriter.cs -> Reporting"] = "raw bulk writing of the intake's rows stands in one named place, per provider",
        ["NationalHub/Provinces/Trials/BeginRemoval.cs -> Gateways"] = "counts the moves that would come to the new node",
        ["NationalHub/Provinces/Trials/RemoveTrial.cs -> Duplicates"] = "what every slice keeps of a trial is removed in one named place",
        ["NationalHub/Provinces/Trials/RemoveTrial.cs -> Gateways"] = "what every slice keeps of a trial is removed in one named place",
        ["NationalHub/Provinces/Trials/RemoveTrial.cs -> Intake"] = "what every slice keeps of a trial is removed in one named place",
        ["NationalHub/Provinces/Trials/RemoveTrial.cs -> Reporting"] = "what every slice keeps of a trial is removed in one named place",
        ["NationalHub/Provinces/HeldCounts.cs -> Reporting"] = "counts what the hub holds of each province",
        ["NationalHub/Provinces/Overview.cshtml.cs -> Reporting"] = "shows how much the hub holds of each province",
        ["NationalHub/Provinces/Overview.cshtml.cs -> Intake"] = "shows how far each province's messages have come",
    };

    public static IReadOnlyDictionary<string, string> CatchAll { get; } = new Dictionary<string, string>
    {
        ["NationalHub/Duplicates/CaseRounds.cs"] = "outer loop of a job",
        ["NationalHub/Intake/ApartRounds.cs"] = "outer loop of a job",
        ["NationalHub/Intake/ReplicationDoor.cs"] = "outer loop of the stream; filtered to what ends a stream",
        ["NationalHub/Gateways/Mailbox/MailboxRounds.cs"] = "outer loop of a job",
        ["NationalHub/Gateways/Population/ForgetAnswers.cs"] = "outer loop of a job",
        ["NationalHub/Gateways/Population/PopulationClient.cs"] = "filtered to what an absent service throws, answered with a result",
        ["NationalHub/Gateways/Portal/PortalClient.cs"] = "filtered to what an absent service throws",
        ["NationalHub/Gateways/Portal/PortalRounds.cs"] = "outer loop of a job, and of its dossiers",
        ["NationalHub/Provinces/UnitRounds.cs"] = "outer loop of a job",
        ["NationalHub/Provinces/Trials/TrialRounds.cs"] = "outer loop of a job",
        ["NationalHub/Intake/DaySnapshotsNightly.cs"] = "outer loop of a job",
        ["NationalHub/Reporting/Indicators/IndicatorRounds.cs"] = "outer loop of a job",
        ["NationalHub/Reporting/QueryBook/ForgetQueries.cs"] = "outer loop of a job",
    };

    public static IReadOnlyDictionary<string, string> WithoutToken { get; } = new Dictionary<string, string>
    {
        ["FeedPage.NextAsync"] = "the rows carry the token of their query",
        ["PageRows.NextAsync"] = "the rows carry the token of their query",
        ["PortalRounds.InScopeAsync"] = "what it is given to run has its token",
        ["WriterLease.ReleaseAsync"] = "given back also when the stream was cancelled",
        ["CommandLine.MisusedAsync"] = "one line to the console",
    };
}
