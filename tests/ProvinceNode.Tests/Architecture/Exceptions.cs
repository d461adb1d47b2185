namespace ProvinceNode.Tests.Architecture;

/// <summary>What may break a house rule, and why. Nothing is excepted without a reason, and what needs no exception loses it.</summary>
internal static class Exceptions
{
    /// <summary>It has the public API of Grpc.Core.Api and Grpc.AspNetCore, names and namespaces included, so that the official packages can take its place.</summary>
    public const string GrpcFolder = "Protos/Grpc/";

    public static IReadOnlyDictionary<string, string> LongFiles { get; } = new Dictionary<string, string>
    {
        ["tests/NationalHub.Tests/Gateways/IdentityTests.cs"] = "to be split by what the service answers",
    };

    public static IReadOnlyDictionary<string, string> Impure { get; } = new Dictionary<string, string>
    {
        ["Protos/Values/VietnamTime.cs"] = "the one reading of the clock",
        ["Protos/Values/Invitation.cs"] = "the secret of a new invitation; no rule looks at it",
        ["ProvinceNode/Organization/Accounts/AccountSheet.cs"] = "reads the bytes that it is given; opens nothing",
        ["ProvinceNode/Organization/Sessions/PasswordRules.cs"] = "Identity asks through an interface of its own; the rule is pure",
        ["ProvinceNode/Organization/UnitSeed.cs"] = "ids of new offices; no rule looks at them",
        ["ProvinceNode/Dossiers/DossierFlow.cs"] = "ids of the control sheet's lines; no rule looks at them",
    };

    public static IReadOnlyDictionary<string, string> LonelyInterfaces { get; } = new Dictionary<string, string>
    {
    };

    public static IReadOnlyDictionary<string, string> CatchAll { get; } = new Dictionary<string, string>
    {
        ["ProvinceNode/Platform/Jobs.cs"] = "outer loop of the jobs",
        ["ProvinceNode/Reference/PackEffects.cs"] = "outer loop of the job over the packs",
        ["ProvinceNode/Documents/Signing/SealPapers.cs"] = "outer loop of the sealing; the job finds the paper again",
        ["ProvinceNode/Payments/Building/BuildRuns.cs"] = "outer loop of the job over the communes of payment lists",
        ["ProvinceNode/Payments/Together/WorkTogether.cs"] = "outer loop of the job over the lists of a run",
        ["ProvinceNode/Dossiers/Levels/ApplyLevels.cs"] = "outer loop of the job over the communes of signed lists",
        ["ProvinceNode/Dossiers/Worklist/MakeWorklist.cs"] = "outer loop of the job over the communes",
        ["ProvinceNode/Replication/Relay.cs"] = "outer loop of the relay",
        ["ProvinceNode/Joining/ConnectionTest.cs"] = "filtered to what a broken handshake throws, answered with a step of the test",
        ["ProvinceNode/Dossiers/CheckIdentityAtOnce.cs"] = "outer loop of the check at filing; the job asks again",
        ["ProvinceNode/Organization/Accounts/AccountSheet.cs"] = "a file of the user: filtered to what its readers throw, answered with a problem",
        ["ProvinceNode/Platform/Sheets/WorkbookReader.cs"] = "a file of the user: filtered to what its readers throw, answered with a problem",
        ["Protos/Grpc/Client/ClientCall.cs"] = "the transport: every failure becomes a status of the call",
        ["Protos/Grpc/Client/ClientStreams.cs"] = "the transport: every failure becomes a status of the call",
        ["Protos/Grpc/Server/CallDispatcher.cs"] = "the transport: a handler's failure becomes a status on the wire",
    };

    public static IReadOnlyDictionary<string, string> WithoutToken { get; } = new Dictionary<string, string>
    {
        ["AuthenticatorModel.OnGetAsync"] = "Identity's UserManager takes no token",
        ["AuthenticatorModel.UserAsync"] = "Identity's UserManager takes no token",
        ["AuthenticatorModel.FillAsync"] = "Identity's UserManager takes no token",
        ["SecondFactorModel.OnGetAsync"] = "Identity's SignInManager takes no token",
        ["AccountPageModel.AnswerAsync"] = "works on the page after the verb is done",
    };
}
