using NationalHub.Intake.Equality;
using NationalHub.Operators;
using NationalHub.Provinces;
using NationalHub.Reference;
using NationalHub.Reporting;

namespace NationalHub.Platform;

/// <summary>
/// What the operator does from the command line, also while the hub runs:
/// <c>NationalHub province add 38</c>. Settings are given as <c>--Data:Folder=...</c> or by environment, as for the hub.
/// </summary>
public static class HubCommands
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int Misused = 2;

    /// <summary>One line per slice: noun, what runs it.</summary>
    private static readonly Dictionary<string, Func<CommandLine, CancellationToken, Task<int>>> Nouns = new(StringComparer.Ordinal)
    {
        ["authority"] = ProvinceCommands.AuthorityAsync,
        ["province"] = ProvinceCommands.ProvinceAsync,
        ["analyst"] = AnalystCommands.RunAsync,
        ["equality"] = EqualityCommands.RunAsync,
        ["operator"] = OperatorCommands.RunAsync,
        ["reference"] = ReferenceCommands.RunAsync,
        ["backup"] = BackupCommands.BackupAsync,
        ["restore"] = BackupCommands.RestoreAsync,
    };

    // They take the data as they find them: nothing is migrated or made first.
    private static readonly HashSet<string> AsFound = new(StringComparer.Ordinal) { "backup", "restore" };

    public static bool Handles(string[] args) => args is [var noun, ..] && Nouns.ContainsKey(noun);

    /// <returns>0 done, 1 refused, 2 not understood.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        var words = args.TakeWhile(a => !a.StartsWith("--", StringComparison.Ordinal)).ToArray();
        var app = HubApplication.Build(args[words.Length..], builder => builder.Logging.SetMinimumLevel(LogLevel.Warning));
        await using (app.ConfigureAwait(false))
        {
            if (!AsFound.Contains(words[0]))
            {
                await HubApplication.PrepareAsync(app, cancellation).ConfigureAwait(false);
            }

            var scope = app.Services.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                try
                {
                    var line = new CommandLine(words, app.Configuration, scope.ServiceProvider, output, errors);
                    return await Nouns[words[0]](line, cancellation).ConfigureAwait(false);
                }
                catch (ArgumentException e)
                {
                    await errors.WriteLineAsync(e.Message).ConfigureAwait(false);
                    return Refused;
                }
            }
        }
    }
}

/// <summary>A command as typed.</summary>
/// <param name="Words">Up to the first option.</param>
public sealed record CommandLine(string[] Words, IConfiguration Options, IServiceProvider Services, TextWriter Output, TextWriter Errors)
{
    /// <summary>Prints how to use the command.</summary>
    public async Task<int> MisusedAsync(string usage)
    {
        await Errors.WriteLineAsync($"Cách dùng: {usage}").ConfigureAwait(false);
        return HubCommands.Misused;
    }
}
