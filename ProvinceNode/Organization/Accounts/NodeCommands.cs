using ProvinceNode.Platform;

namespace ProvinceNode.Organization.Accounts;

/// <summary>Commands given instead of serving: <c>account add …</c>, <c>seed-demo</c>.</summary>
public static class NodeCommands
{
    /// <summary>Runs the command of the arguments, if there is one.</summary>
    /// <returns>Its exit code, or null when the node is to serve.</returns>
    public static async Task<int?> RunAsync(IServiceProvider services, string[] args, TextWriter output, CancellationToken cancel)
    {
        var known = args is ["account", "add", ..] or ["seed-demo", ..];
        if (!known)
        {
            return null;
        }

        await NodeSetUp.RunAsync(services, cancel);
        await using var scope = services.CreateAsyncScope();
        if (args[0] == "account")
        {
            return await scope.ServiceProvider.GetRequiredService<AccountCommands>().AddAsync(args[2..], output, cancel);
        }

        var place = Array.IndexOf(args, "--commune");
        var commune = place >= 0 && place + 1 < args.Length ? args[place + 1] : null;
        return await scope.ServiceProvider.GetRequiredService<DemoAccounts>().SeedAsync(commune, output, cancel);
    }
}
