using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Explain;
using ProvinceNode.Eligibility;
using ProvinceNode.Joining;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Accounts;
using ProvinceNode.Platform;
using ProvinceNode.Reference;
using ProvinceNode.Registry.Search;
using ProvinceNode.Replication;

// Answers go to standard output, so the log of this command goes to standard error.
var explains = args is ["explain", ..];
if (explains)
{
    Console.SetOut(Console.Error);
}

if (explains && !args.Contains("--node"))
{
    return await ExplainCommand.RunAsync(new RuleBook(RuleSeed.Law()), Console.OpenStandardInput(), Console.OpenStandardOutput(), CancellationToken.None);
}

var app = NodeApplication.Build(args.Where(a => a != "--node").ToArray());
if (explains)
{
    await NodeSetUp.RunAsync(app.Services, CancellationToken.None);
    await using var scope = app.Services.CreateAsyncScope();
    var rules = await RuleTables.ReadAsync(scope.ServiceProvider.GetRequiredService<NodeDb>(), CancellationToken.None);
    return await ExplainCommand.RunAsync(rules, Console.OpenStandardInput(), Console.OpenStandardOutput(), CancellationToken.None);
}

if (await BackupCommands.RunAsync(app.Services, args, Console.Out, CancellationToken.None) is { } kept)
{
    return kept;
}

if (await JoiningCommands.RunAsync(app.Services, args, Console.In, Console.Out, CancellationToken.None) is { } joined)
{
    return joined;
}

if (await ReplicationCommands.RunAsync(app.Services, args, Console.Out, CancellationToken.None) is { } code)
{
    return code;
}

if (await ReferenceCommands.RunAsync(app.Services, args, Console.Out, CancellationToken.None) is { } referred)
{
    return referred;
}

if (await RegistryCommands.RunAsync(app.Services, args, Console.Out, CancellationToken.None) is { } indexed)
{
    return indexed;
}

if (await NodeCommands.RunAsync(app.Services, args, Console.Out, CancellationToken.None) is { } exitCode)
{
    return exitCode;
}

if (await DemoPeople.RunAsync(app.Services, args, Console.Out, CancellationToken.None) is { } seeded)
{
    return seeded;
}

await app.RunAsync();
return 0;
