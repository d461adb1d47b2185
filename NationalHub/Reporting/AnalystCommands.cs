using NationalHub.Platform;

namespace NationalHub.Reporting;

/// <summary><c>analyst add NAME</c>.</summary>
internal static class AnalystCommands
{
    public static async Task<int> RunAsync(CommandLine line, CancellationToken cancellation)
    {
        if (line.Words is not [_, "add", var name])
        {
            return await line.MisusedAsync("NationalHub analyst add TÊN").ConfigureAwait(false);
        }

        var key = await line.Services.GetRequiredService<AnalystKeys>().AddAsync(name, cancellation).ConfigureAwait(false);
        await line.Output.WriteLineAsync($"Khóa của {name} (chỉ hiện một lần): {key}").ConfigureAwait(false);
        return HubCommands.Done;
    }
}
