using NationalHub.Platform;
using NationalHub.Provinces;

namespace NationalHub.Operators;

/// <summary><c>operator add NAME [--role …]</c>, <c>role NAME --role …</c>, <c>password | disable | enable | reset-factor NAME</c>, <c>list</c>. Each change is put on record.</summary>
internal static class OperatorCommands
{
    private const string Usage = $"NationalHub operator add TÊN [--role VAI_TRÒ] | role TÊN --role VAI_TRÒ | password TÊN | disable TÊN | enable TÊN | reset-factor TÊN | list. VAI_TRÒ: {OperatorRoleNames.Usage}";

    public static Task<int> RunAsync(CommandLine line, CancellationToken cancellation)
    {
        OperatorRoles? roles = line.Options["role"] is { } typed ? OperatorRoleNames.Read(typed) : OperatorRoleNames.Working;
        return (line.Words, roles) switch
        {
            ([_, "list"], _) => ListAsync(line, cancellation),
            ([_, "add", var name], { } given) => AddAsync(line, Operator.NameOf(name), given, cancellation),
            ([_, "role", var name], { } given) when line.Options["role"] is not null => ChangeRolesAsync(line, Operator.NameOf(name), given, cancellation),
            ([_, "password", var name], _) => ChangePasswordAsync(line, Operator.NameOf(name), cancellation),
            ([_, "disable" or "enable", var name], _) => CloseAsync(line, Operator.NameOf(name), line.Words[1] == "disable", cancellation),
            ([_, "reset-factor", var name], _) => ResetAsync(line, Operator.NameOf(name), cancellation),
            _ => line.MisusedAsync(Usage),
        };
    }

    private static async Task<int> AddAsync(CommandLine line, string name, OperatorRoles roles, CancellationToken cancellation)
    {
        var withKey = line.Options["totp"] is not null;
        if (withKey && !line.Options.GetValue<bool>("Gateways:Rehearsal"))
        {
            throw new ArgumentException("Khóa TOTP chỉ được cấp sẵn khi chạy thử (Gateways:Rehearsal). Bỏ --totp: cán bộ tự bật xác thực hai lớp ở lần đăng nhập đầu.");
        }

        var accounts = line.Services.GetRequiredService<OperatorAccounts>();
        var password = await accounts.AddAsync(name, roles, cancellation).ConfigureAwait(false);
        await TellAsync(line, name, SecurityEventKind.AccountChanged, $"Lập tài khoản, vai trò {OperatorRoleNames.Words(roles)}.", cancellation).ConfigureAwait(false);
        await line.Output.WriteLineAsync($"Mật khẩu của {name} (chỉ hiện một lần): {password}").ConfigureAwait(false);
        await line.Output.WriteLineAsync($"Vai trò của {name}: {OperatorRoleNames.Words(roles)}{(line.Options["role"] is null ? " (không nêu --role: mọi vai trò làm việc; hãy nêu --role để thu hẹp)" : "")}").ConfigureAwait(false);
        if (withKey)
        {
            var key = await line.Services.GetRequiredService<OperatorFactor>().SetUpAsync((await accounts.OpenAsync(name, cancellation).ConfigureAwait(false))!, cancellation).ConfigureAwait(false);
            await line.Output.WriteLineAsync($"Khóa TOTP của {name} (chỉ có khi chạy thử): {key}").ConfigureAwait(false);
        }
        else
        {
            await line.Output.WriteLineAsync("Lần đăng nhập đầu, cán bộ bật xác thực hai lớp bằng ứng dụng trên điện thoại.").ConfigureAwait(false);
        }

        return HubCommands.Done;
    }

    private static async Task<int> ChangeRolesAsync(CommandLine line, string name, OperatorRoles roles, CancellationToken cancellation)
    {
        await line.Services.GetRequiredService<OperatorAccounts>().ChangeRolesAsync(name, roles, cancellation).ConfigureAwait(false);
        await TellAsync(line, name, SecurityEventKind.AccountChanged, $"Đổi vai trò thành {OperatorRoleNames.Words(roles)}.", cancellation).ConfigureAwait(false);
        await line.Output.WriteLineAsync($"Vai trò của {name}: {OperatorRoleNames.Words(roles)}, có hiệu lực ngay.").ConfigureAwait(false);
        return HubCommands.Done;
    }

    private static async Task<int> ChangePasswordAsync(CommandLine line, string name, CancellationToken cancellation)
    {
        var password = await line.Services.GetRequiredService<OperatorAccounts>().ChangePasswordAsync(name, cancellation).ConfigureAwait(false);
        await TellAsync(line, name, SecurityEventKind.AccountChanged, "Cấp mật khẩu mới; mọi phiên đã kết thúc.", cancellation).ConfigureAwait(false);
        await line.Output.WriteLineAsync($"Mật khẩu của {name} (chỉ hiện một lần): {password}").ConfigureAwait(false);
        return HubCommands.Done;
    }

    private static async Task<int> CloseAsync(CommandLine line, string name, bool closed, CancellationToken cancellation)
    {
        await line.Services.GetRequiredService<OperatorAccounts>().CloseAsync(name, closed, cancellation).ConfigureAwait(false);
        await TellAsync(line, name, SecurityEventKind.AccountChanged, closed ? "Khóa tài khoản." : "Mở lại tài khoản.", cancellation).ConfigureAwait(false);
        await line.Output.WriteLineAsync(closed ? $"Đã khóa tài khoản {name}; mọi phiên đã kết thúc." : $"Đã mở lại tài khoản {name}.").ConfigureAwait(false);
        return HubCommands.Done;
    }

    private static async Task<int> ResetAsync(CommandLine line, string name, CancellationToken cancellation)
    {
        await line.Services.GetRequiredService<OperatorFactor>().ResetAsync(name, cancellation).ConfigureAwait(false);
        await TellAsync(line, name, SecurityEventKind.FactorReset, "Đặt lại xác thực hai lớp; mọi phiên đã kết thúc.", cancellation).ConfigureAwait(false);
        await line.Output.WriteLineAsync($"Đã đặt lại xác thực hai lớp của {name}; mã dự phòng cũ hết giá trị, mọi phiên đã kết thúc. Lần đăng nhập tới, {name} bật lại bằng điện thoại mới; nếu mật khẩu có thể đã lộ, hãy đổi luôn: NationalHub operator password {name}").ConfigureAwait(false);
        return HubCommands.Done;
    }

    private static async Task<int> ListAsync(CommandLine line, CancellationToken cancellation)
    {
        foreach (var account in await line.Services.GetRequiredService<OperatorAccounts>().ListAsync(cancellation).ConfigureAwait(false))
        {
            await line.Output.WriteLineAsync($"{account.Name}\t{OperatorRoleNames.Words(account.Roles)}\t{(account.FactorSeal.Length > 0 ? "đã bật xác thực hai lớp" : "chưa bật xác thực hai lớp")}\t{(account.ClosedAt is null ? "đang mở" : "đã khóa")}").ConfigureAwait(false);
        }

        return HubCommands.Done;
    }

    private static Task TellAsync(CommandLine line, string name, SecurityEventKind kind, string detail, CancellationToken cancellation) =>
        line.Services.GetRequiredService<CodeRecord>().TellAsync(name, kind, detail, cancellation);
}
