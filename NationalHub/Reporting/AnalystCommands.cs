using NationalHub.Platform;
using NationalHub.Provinces;

namespace NationalHub.Reporting;

/// <summary><c>analyst add NAME [--role nghiep-vu|thong-ke|kiem-tra]</c> and <c>analyst close NAME</c>; each is put on record, without the key.</summary>
internal static class AnalystCommands
{
    public static async Task<int> RunAsync(CommandLine line, CancellationToken cancellation)
    {
        if (line.Words is [_, "close", var closed])
        {
            await line.Services.GetRequiredService<AnalystKeys>().CloseAsync(closed, cancellation).ConfigureAwait(false);
            await TellAsync(line, closed, "Khóa người phân tích: khóa và mọi thẻ truy cập hết giá trị.", cancellation).ConfigureAwait(false);
            await line.Output.WriteLineAsync($"Đã khóa {closed}: khóa và mọi thẻ truy cập không mở được gì nữa.").ConfigureAwait(false);
            return HubCommands.Done;
        }

        if (line.Words is not [_, "add", var name] || !AnalystRoles.Names.TryGetValue(line.Options["role"] ?? "nghiep-vu", out var role))
        {
            return await line.MisusedAsync("NationalHub analyst add TÊN [--role nghiep-vu | thong-ke | kiem-tra], hoặc: NationalHub analyst close TÊN").ConfigureAwait(false);
        }

        var key = await line.Services.GetRequiredService<AnalystKeys>().AddAsync(name, role, cancellation).ConfigureAwait(false);
        await TellAsync(line, name, $"Cấp khóa cho người phân tích, vai trò {AnalystRoles.Names.First(r => r.Value == role).Key}.", cancellation).ConfigureAwait(false);
        await line.Output.WriteLineAsync($"Khóa của {name} (chỉ hiện một lần): {key}").ConfigureAwait(false);
        return HubCommands.Done;
    }

    private static Task TellAsync(CommandLine line, string name, string what, CancellationToken cancellation) => line.Services.GetRequiredService<SecurityLog>()
        .RecordAsync(new SecurityEvent { Kind = SecurityEventKind.AnalystChanged, Subject = name, Detail = $"{what} Bằng lệnh tại máy chủ." }, cancellation);
}
