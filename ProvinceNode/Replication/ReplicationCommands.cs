using Grpc.Core;
using ProvinceNode.Platform;
using ProvinceNode.Replication.Repair;

namespace ProvinceNode.Replication;

/// <summary>Door of the operator's shell: <c>ProvinceNode replication repair</c>.</summary>
public static class ReplicationCommands
{
    /// <returns>Exit code, or null when the words are no command of this slice.</returns>
    public static async Task<int?> RunAsync(IServiceProvider services, string[] args, TextWriter output, CancellationToken cancel)
    {
        if (args is not ["replication", ..])
        {
            return null;
        }

        if (args is ["replication", "certificate", ..])
        {
            return await Equality.EqualityCommand.RunAsync(services, output, cancel);
        }

        if (args is not ["replication", "repair", ..])
        {
            await output.WriteLineAsync("Cách dùng: ProvinceNode replication repair | replication certificate");
            return 2;
        }

        if (!services.GetRequiredService<HubClient>().IsConfigured)
        {
            await output.WriteLineAsync("Chưa cấu hình địa chỉ trục quốc gia (Hub:Address).");
            return 2;
        }

        return await RepairAsync(services.GetRequiredService<RepairNode>(), output, cancel);
    }

    private static async Task<int> RepairAsync(RepairNode repair, TextWriter output, CancellationToken cancel)
    {
        await output.WriteLineAsync("Đang so sánh với trục quốc gia và lấy lại những gì bản sao lưu không có…");
        RepairAnswer done;
        try
        {
            done = await repair.HandleAsync(cancel);
        }
        catch (RpcException failure)
        {
            await output.WriteLineAsync($"{RelayWords.Of(failure)} Kỷ nguyên chưa đổi, chưa gửi gì; hãy chạy lại khi có kết nối.");
            return 1;
        }

        await output.WriteLineAsync($"Đã lấy lại {done.Taken} bản ghi từ trục quốc gia. Đã mở kỷ nguyên {done.Epoch} (trục quốc gia đang ở kỷ nguyên {done.HubEpoch}); {done.Sent} bản ghi sẽ được gửi lại.");
        await output.WriteLineAsync(done.Found == 0
            ? "Không còn việc nào phải xử lý bằng tay."
            : $"{done.Found} bản ghi không tự khôi phục được (ví dụ hồ sơ, quyết định lập sau khi sao lưu). Hãy mở trang Đồng bộ (/dong-bo) để xem từng bản ghi và việc cần làm.");
        return 0;
    }
}
