using Grpc.Core;
using ProvinceNode.Platform;
using Protos.Replication;

namespace ProvinceNode.Replication;

/// <summary>Door of the operator's shell: <c>ProvinceNode replication new-epoch</c>.</summary>
public static class ReplicationCommands
{
    private static readonly TimeSpan AskDeadline = TimeSpan.FromMinutes(2);

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

        if (args is not ["replication", "new-epoch", ..])
        {
            await output.WriteLineAsync("Cách dùng: ProvinceNode replication new-epoch | replication certificate");
            return 2;
        }

        var hub = services.GetRequiredService<HubClient>();
        if (!hub.IsConfigured)
        {
            await output.WriteLineAsync("Chưa cấu hình địa chỉ trục quốc gia (Hub:Address).");
            return 2;
        }

        return await NewEpochAsync(services.GetRequiredService<StartNewEpoch>(), hub, output, cancel);
    }

    private static async Task<int> NewEpochAsync(StartNewEpoch repair, HubClient hub, TextWriter output, CancellationToken cancel)
    {
        Position position;
        try
        {
            position = await hub.Replication().GetPositionAsync(
                new PositionRequest(), deadline: TimeProvider.System.GetUtcNow().UtcDateTime + AskDeadline, cancellationToken: cancel);
        }
        catch (RpcException failure)
        {
            await output.WriteLineAsync($"{RelayWords.Of(failure)} Chưa thay đổi gì; hãy chạy lại khi có kết nối.");
            return 1;
        }

        var epoch = await repair.RaiseAsync((long)position.Epoch, cancel);
        await output.WriteLineAsync($"Đã mở kỷ nguyên {epoch} (trục quốc gia đang ở kỷ nguyên {position.Epoch}). Đang đưa lại các bản ghi vào hàng chờ…");
        var records = await repair.EnlistAllAsync(cancel);
        await output.WriteLineAsync($"Xong: {records} bản ghi sẽ được gửi lại. Nếu dừng giữa chừng, lần khởi động sau sẽ làm tiếp.");
        return 0;
    }
}
