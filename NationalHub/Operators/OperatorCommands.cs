using NationalHub.Platform;

namespace NationalHub.Operators;

/// <summary><c>operator add|password|disable|enable NAME</c>.</summary>
internal static class OperatorCommands
{
    private const string Usage = "NationalHub operator add | password | disable | enable TÊN";

    public static async Task<int> RunAsync(CommandLine line, CancellationToken cancellation)
    {
        if (line.Words is not [_, var verb, var name])
        {
            return await line.MisusedAsync(Usage).ConfigureAwait(false);
        }

        var accounts = line.Services.GetRequiredService<OperatorAccounts>();
        switch (verb)
        {
            case "add":
            case "password":
                var password = verb == "add" ? await accounts.AddAsync(name, cancellation).ConfigureAwait(false) : await accounts.ChangePasswordAsync(name, cancellation).ConfigureAwait(false);
                await line.Output.WriteLineAsync($"Mật khẩu của {name} (chỉ hiện một lần): {password}").ConfigureAwait(false);
                return HubCommands.Done;
            case "disable":
            case "enable":
                await accounts.CloseAsync(name, verb == "disable", cancellation).ConfigureAwait(false);
                await line.Output.WriteLineAsync(verb == "disable" ? $"Đã khóa tài khoản {name}; mọi phiên đã kết thúc." : $"Đã mở lại tài khoản {name}.").ConfigureAwait(false);
                return HubCommands.Done;
            default:
                return await line.MisusedAsync(Usage).ConfigureAwait(false);
        }
    }
}
