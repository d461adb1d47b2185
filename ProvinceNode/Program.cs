using ProvinceNode.Dossiers;
using ProvinceNode.Organization.Accounts;
using ProvinceNode.Platform;
using ProvinceNode.Replication;

var app = NodeApplication.Build(args);
if (await ReplicationCommands.RunAsync(app.Services, args, Console.Out, CancellationToken.None) is { } code)
{
    return code;
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
