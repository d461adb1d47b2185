using ProvinceNode.Platform;
using ProvinceNode.Replication;

var app = NodeApplication.Build(args);
if (await ReplicationCommands.RunAsync(app.Services, args, Console.Out, CancellationToken.None) is { } code)
{
    return code;
}

await app.RunAsync();
return 0;
