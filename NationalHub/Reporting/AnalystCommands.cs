using NationalHub.Platform;

namespace NationalHub.Reporting;

/// <summary><c>analyst add NAME [--role nghiep-vu|thong-ke|kiem-tra]</c> and <c>analyst close NAME</c>.</summary>
internal static class AnalystCommands
{
    public static async Task<int> RunAsync(CommandLine line, CancellationToken cancellation)
    {
        if (line.Words is [_, "close", var closed])
        {
            await line.Services.GetRequiredService<AnalystKeys>().CloseAsync(closed, cancellation).ConfigureAwait(false);
            await line.Output.WriteLineAsync($"Đã khóa {closed}: khóa và mọi thẻ truy cập không mở được gì nữa.").ConfigureAwait(false);
            return HubCommands.Done;
        }

        if (line.Words is not [_, "add", var name] || !AnalystRoles.Names.TryGetValue(line.Options["role"] ?? "nghiep-vu", out var role))
        {
            return await line.MisusedAsync("NationalHub analyst add TÊN [--role nghiep-vu | thong-ke | kiem-tra], hoặc: NationalHub analyst close TÊN").ConfigureAwait(false);
        }

        var key = await line.Services.GetRequiredService<AnalystKeys>().AddAsync(name, role, cancellation).ConfigureAwait(false);
        await line.Output.WriteLineAsync($"Khóa của {name} (chỉ hiện một lần): {key}").ConfigureAwait(false);
        return HubCommands.Done;
    }
}
