using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Provinces;

/// <summary><c>authority init|renew|status|withdraw</c>, <c>province add|revoke|list</c>.</summary>
internal static class ProvinceCommands
{
    private const string ByCommand = "lệnh tại máy chủ";
    private const string Usage = "NationalHub province add MÃ | province revoke MÃ [--thumbprint DẤU] --why LÝ_DO | province list";

    public static Task<int> AuthorityAsync(CommandLine line, CancellationToken cancellation) => line.Words switch
    {
        [_, "init"] => InitAsync(line, cancellation),
        [_, "renew"] => BeginChangeAsync(line, cancellation),
        [_, "status"] => StatusAsync(line, cancellation),
        [_, "withdraw"] => EndChangeAsync(line, cancellation),
        _ => line.MisusedAsync("NationalHub authority init | authority renew | authority status | authority withdraw [--why LÝ_DO]"),
    };

    private static async Task<int> BeginChangeAsync(CommandLine line, CancellationToken cancellation)
    {
        var thumbprint = await line.Services.GetRequiredService<AuthorityChange>().BeginAsync(ByCommand, cancellation).ConfigureAwait(false);
        await line.Output.WriteLineAsync($"Đã lập cơ quan cấp chứng thư mới, SHA-256 {thumbprint}. Cả hai cơ quan cùng có giá trị; các nút đang chạy tự học trong 15 phút và tự gia hạn trong vòng một giờ.").ConfigureAwait(false);
        await line.Output.WriteLineAsync("Hãy sao lưu thư mục authority, theo dõi ở trang /tinh/chung-thu, và khi không còn tỉnh nào dùng cơ quan cũ, chạy “NationalHub authority withdraw”.").ConfigureAwait(false);
        return HubCommands.Done;
    }

    private static async Task<int> StatusAsync(CommandLine line, CancellationToken cancellation)
    {
        await TellAsync(line, await line.Services.GetRequiredService<AuthorityChange>().UsersAsync(cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        return HubCommands.Done;
    }

    private static async Task<int> EndChangeAsync(CommandLine line, CancellationToken cancellation)
    {
        var left = await line.Services.GetRequiredService<AuthorityChange>().EndAsync(ByCommand, line.Options["why"], cancellation).ConfigureAwait(false);
        await TellAsync(line, left, cancellation).ConfigureAwait(false);
        await line.Output.WriteLineAsync(left.Count == 0 ? "Đã thu hồi cơ quan cấp chứng thư cũ."
            : "Chưa thu hồi: các tỉnh trên còn cần cơ quan cũ. Hãy chờ, hoặc thêm --why LÝ_DO để thu hồi ngay; các tỉnh đó phải ghi danh lại bằng mã mời mới.").ConfigureAwait(false);
        return left.Count == 0 ? HubCommands.Done : HubCommands.Refused;
    }

    private static async Task TellAsync(CommandLine line, IReadOnlyList<AuthorityUser> users, CancellationToken cancellation)
    {
        foreach (var user in users)
        {
            await line.Output.WriteLineAsync($"{user.Code} {user.Name}: {AuthorityPageModel.Of(user.Use).Words}".AsMemory(), cancellation).ConfigureAwait(false);
        }
    }

    private static async Task<int> InitAsync(CommandLine line, CancellationToken cancellation)
    {
        var authority = line.Services.GetRequiredService<CertificateAuthority>();
        var thumbprint = authority.Authority.GetCertHashString(HashAlgorithmName.SHA256);
        await line.Output.WriteLineAsync($"{Path.Combine(authority.Folder, "ca.crt")}\nSHA-256 {thumbprint}".AsMemory(), cancellation).ConfigureAwait(false);
        return HubCommands.Done;
    }

    public static Task<int> ProvinceAsync(CommandLine line, CancellationToken cancellation) => (line.Words, line.Options["why"]) switch
    {
        ([_, "add", var code], _) => AddAsync(line, code, cancellation),
        ([_, "revoke", var code], { Length: > 0 } why) => RevokeAsync(line, code, why, cancellation),
        ([_, "list"], _) => ListAsync(line, cancellation),
        _ => line.MisusedAsync(Usage),
    };

    private static async Task<int> AddAsync(CommandLine line, string code, CancellationToken cancellation)
    {
        var issued = await line.Services.GetRequiredService<RegisterProvince>().HandleAsync(code, ByCommand, cancellation).ConfigureAwait(false);
        await line.Output.WriteLineAsync(
            $"Mã mời của {issued.ProvinceName} (chỉ hiện một lần, dùng một lần, đến {VietnamTime.Local(issued.ExpiresAt).ToString("HH:mm dd/MM/yyyy", VietnameseFormat.Culture)}).").ConfigureAwait(false);
        await line.Output.WriteLineAsync("Tại nút tỉnh, chạy lệnh “ProvinceNode enroll” rồi dán mã này:").ConfigureAwait(false);
        await line.Output.WriteLineAsync(issued.Invitation.ToString()).ConfigureAwait(false);
        return HubCommands.Done;
    }

    private static async Task<int> RevokeAsync(CommandLine line, string code, string why, CancellationToken cancellation)
    {
        var count = await line.Services.GetRequiredService<RevokeCertificate>()
            .HandleAsync(code, line.Options["thumbprint"]?.ToUpperInvariant(), why, cancellation).ConfigureAwait(false);
        await line.Output.WriteLineAsync(count > 0 ? $"Đã thu hồi {count} chứng thư của tỉnh {code}." : "Không có chứng thư nào còn hiệu lực khớp yêu cầu.").ConfigureAwait(false);
        return count > 0 ? HubCommands.Done : HubCommands.Refused;
    }

    private static async Task<int> ListAsync(CommandLine line, CancellationToken cancellation)
    {
        var db = line.Services.GetRequiredService<HubDb>();
        var certificates = await db.NodeCertificates.AsNoTracking().OrderBy(c => c.IssuedAt).ToListAsync(cancellation).ConfigureAwait(false);
        foreach (var province in await db.Provinces.AsNoTracking().OrderBy(p => p.Code).ToListAsync(cancellation).ConfigureAwait(false))
        {
            await line.Output.WriteLineAsync($"{province.Code} {province.Name} {province.Identifier} {province.Stage}").ConfigureAwait(false);
            foreach (var c in certificates.Where(c => c.ProvinceCode == province.Code))
            {
                var state = c.RevokedAt is { } at ? $"thu hồi {VietnameseFormat.Date(VietnamTime.Day(at))}: {c.RevocationReason}" : $"đến {VietnameseFormat.Date(VietnamTime.Day(c.NotAfter))}";
                await line.Output.WriteLineAsync($"  {c.Thumbprint} {state}").ConfigureAwait(false);
            }
        }

        return HubCommands.Done;
    }
}
