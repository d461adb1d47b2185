using NationalHub;
using NationalHub.Platform;

if (HubCommands.Handles(args))
{
    return await HubCommands.RunAsync(args, Console.Out, Console.Error, CancellationToken.None).ConfigureAwait(false);
}

var app = HubApplication.Build(args);
await using (app.ConfigureAwait(false))
{
    await HubApplication.PrepareAsync(app, app.Lifetime.ApplicationStopping).ConfigureAwait(false);
    await app.RunAsync().ConfigureAwait(false);
}

return 0;
