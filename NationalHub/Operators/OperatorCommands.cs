using NationalHub.Platform;

namespace NationalHub.Operators;

/// <summary><c>operator add NAME</c>.</summary>
internal static class OperatorCommands
{
    public static async Task<int> RunAsync(CommandLine line, CancellationToken cancellation)
    {
        if (line.Words is not [_, "add", var name])
        {
            return await line.MisusedAsync("NationalHub operator add TÊN").ConfigureAwait(false);
        }

        var password = await line.Services.GetRequiredService<OperatorAccounts>().AddAsync(name, cancellation).ConfigureAwait(false);
        await line.Output.WriteLineAsync($"Mật khẩu của {name} (chỉ hiện một lần): {password}").ConfigureAwait(false);
        return HubCommands.Done;
    }
}
