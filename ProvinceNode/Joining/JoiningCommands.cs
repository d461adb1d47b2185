using Grpc.Core;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Joining;

/// <summary>Door of the operator's shell: <c>ProvinceNode enroll [INVITATION]</c>; without one it is read from standard input, where no other process sees it.</summary>
public static class JoiningCommands
{
    private const int Done = 0;
    private const int Refused = 1;
    private const int Misused = 2;

    /// <returns>Exit code, or null when the words are no command of this slice.</returns>
    public static async Task<int?> RunAsync(IServiceProvider services, string[] args, TextReader input, TextWriter output, CancellationToken cancel)
    {
        if (args is not ["enroll", ..])
        {
            return null;
        }

        var (node, hub) = (services.GetRequiredService<IOptions<NodeOptions>>().Value, services.GetRequiredService<IOptions<HubClientOptions>>().Value);
        var typed = args is [_, var given, ..] && !given.StartsWith("--", StringComparison.Ordinal) ? given : await input.ReadLineAsync(cancel);
        if (Fault(typed, node, hub, out var invitation) is { } fault)
        {
            await output.WriteLineAsync(fault);
            return Misused;
        }

        await NodeSetUp.RunAsync(services, cancel);
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantScope>().Enter(TenantPath.Parse(node.ProvinceCode));
        try
        {
            var until = await scope.ServiceProvider.GetRequiredService<EnrolNode>().HandleAsync(invitation!, cancel);
            await output.WriteLineAsync($"Đã ghi danh. Chứng thư của nút có hiệu lực đến {VietnameseFormat.Date(VietnamTime.Day(until))} và sẽ tự gia hạn: {hub.CertificateFile}");
        }
        catch (HubNotTrustedException stranger)
        {
            await output.WriteLineAsync(stranger.Message);
            return Refused;
        }
        catch (RpcException failure)
        {
            await output.WriteLineAsync(Words(failure, hub.Address));
            return Refused;
        }

        return await TestAsync(scope.ServiceProvider.GetRequiredService<LinkTest>(), output, cancel);
    }

    // The certificate is here already: a hub that does not answer now will be called again by the node.
    private static async Task<int> TestAsync(LinkTest link, TextWriter output, CancellationToken cancel)
    {
        try
        {
            var answer = await link.AskAsync(cancel);
            await output.WriteLineAsync($"Đã thử kết nối: trục quốc gia (phiên bản {answer.HubVersion}) nhận ra {answer.ProvinceName}, mã {answer.ProvinceCode}.");
            return Done;
        }
        catch (RpcException failure)
        {
            await output.WriteLineAsync($"Chứng thư đã lưu nhưng thử kết nối chưa được: {failure.Status.Detail} Không cần chạy lại lệnh; nút sẽ tự kết nối lại khi chạy.");
            return Refused;
        }
    }

    /// <summary>What is wrong before anybody is called, all at once; null when nothing is.</summary>
    private static string? Fault(string? typed, NodeOptions node, HubClientOptions hub, out Invitation? invitation)
    {
        var faults = new List<string>();
        if (!Invitation.TryParse(typed, out invitation))
        {
            faults.Add("Mã mời không đúng dạng hoặc bị cắt mất một phần. Hãy dán lại đủ cả dòng mà Bộ đã cấp: ProvinceNode enroll MÃ_MỜI");
        }
        else if (invitation.ProvinceCode != node.ProvinceCode)
        {
            faults.Add($"Mã mời này của tỉnh {invitation.ProvinceCode}, còn nút này là của tỉnh {node.ProvinceCode} (Node:ProvinceCode). Hãy dùng đúng mã của tỉnh mình.");
        }

        if (hub.Address.Length == 0)
        {
            faults.Add("Chưa cấu hình địa chỉ trục quốc gia. Hãy thêm --Hub:Address=https://ĐỊA_CHỈ:CỔNG mà Bộ đã cấp.");
        }

        return faults.Count == 0 ? null : string.Join(Environment.NewLine, faults);
    }

    private static string Words(RpcException failure, string address) => failure.StatusCode switch
    {
        StatusCode.PermissionDenied => failure.Status.Detail,
        StatusCode.Unimplemented => $"Máy chủ ở {address} không có cửa ghi danh. Hãy kiểm tra Hub:Address: phải là cổng dành cho nút tỉnh.",
        _ => $"Chưa kết nối được trục quốc gia ở {address}. Hãy kiểm tra địa chỉ, tường lửa và mạng rồi chạy lại lệnh với đúng mã mời này. ({failure.Status.Detail})",
    };
}
