using System.Threading.Channels;
using Grpc.Core;
using Microsoft.Extensions.Options;
using NationalHub.Provinces;
using Protos.Replication;
using Protos.Values;

namespace NationalHub.Intake;

/// <summary>
/// The door nodes push through. While the database applies one batch the next ones are read and checked, up to a bound;
/// beyond it, and beyond what all streams together may hold, HTTP/2 flow control lets the node wait.
/// </summary>
public sealed class ReplicationDoor(
    ApplyBatch apply, WriterLease lease, IntakeBudget budget, SecurityLog security, IOptions<IntakeOptions> options, ILogger<ReplicationDoor> logger)
    : ReplicationIntake.ReplicationIntakeBase
{
    public override async Task Push(IAsyncStreamReader<PushBatch> requestStream, IServerStreamWriter<PushResult> responseStream, ServerCallContext context)
    {
        var (caller, rate) = (NodeCaller.Of(context.GetHttpContext()), context.GetHttpContext().RequestServices.GetRequiredService<BatchRate>());
        TakeTurn(rate, caller.ProvinceCode);
        var writer = Guid.NewGuid().ToString("D");
        if (!await lease.TakeAsync(caller.ProvinceCode, writer, context.CancellationToken).ConfigureAwait(false))
        {
            await RefuseSecondAsync(caller, context.CancellationToken).ConfigureAwait(false);
        }

        Log.Opened(logger, caller.ProvinceCode);
        var (time, learned) = (context.GetHttpContext().RequestServices.GetRequiredService<VietnamTime>(), context.GetHttpContext().RequestServices.GetRequiredService<UnitsLearned>());
        // A hub that is told to stop ends its streams at once, after what was read is answered; the node reconnects.
        var lifetime = context.GetHttpContext().RequestServices.GetRequiredService<IHostApplicationLifetime>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var (waiting, held) = (Channel.CreateBounded<PreparedBatch>(options.Value.BatchesAhead), new HeldBytes(budget));
        var reading = ReadAsync(requestStream, waiting.Writer, held, ProvinceUnits.Find(caller.ProvinceCode)!, learned, time, rate, stop.Token);
        var keeping = KeepLeaseAsync(caller.ProvinceCode, writer, stop.Token);
        var answered = 0L;
        try
        {
            while (await waiting.Reader.WaitToReadAsync(context.CancellationToken).ConfigureAwait(false))
            {
                var batches = Waiting(waiting.Reader);
                var results = await ApplyAsync(caller, writer, batches, context.CancellationToken).ConfigureAwait(false);
                batches.ForEach(b => held.Give(b.Bytes));
                foreach (var result in results)
                {
                    await responseStream.WriteAsync(result).ConfigureAwait(false);
                    answered++;
                }
            }

            await reading.ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(reading, keeping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            held.GiveAll();
            await lease.ReleaseAsync(caller.ProvinceCode, writer).ConfigureAwait(false);
            Log.Ended(logger, caller.ProvinceCode, answered);
        }
    }

    public override async Task<Position> GetPosition(PositionRequest request, ServerCallContext context)
    {
        var caller = NodeCaller.Of(context.GetHttpContext());
        var position = context.GetHttpContext().RequestServices.GetRequiredService<ReadPosition>();
        if (request.CountOn)
        {
            await position.CountOnAsync(caller.ProvinceCode, request.Acknowledged, context.CancellationToken).ConfigureAwait(false);
        }

        var answer = await position.HandleAsync(caller.ProvinceCode, request.Brief, context.CancellationToken).ConfigureAwait(false);
        if (EpochRule.WentBack((long)answer.Batches, request.Acknowledged) is { } detail)
        {
            await security.RecordAsync(
                new SecurityEvent { Kind = SecurityEventKind.HubWentBack, ProvinceCode = caller.ProvinceCode, Subject = caller.Thumbprint, RemoteAddress = caller.RemoteAddress, Detail = detail },
                context.CancellationToken).ConfigureAwait(false);
        }

        return answer;
    }

    public override Task<HeldPage> Held(HeldRequest request, ServerCallContext context) => context.GetHttpContext().RequestServices.GetRequiredService<ReadHeld>()
        .PageAsync(NodeCaller.Of(context.GetHttpContext()).ProvinceCode, request, context.CancellationToken);

    public override Task<FetchReply> Fetch(FetchRequest request, ServerCallContext context) => context.GetHttpContext().RequestServices.GetRequiredService<ReadHeld>()
        .FetchAsync(NodeCaller.Of(context.GetHttpContext()).ProvinceCode, request, context.CancellationToken);

    /// <summary>All that wait now, so that they share a commit.</summary>
    private List<PreparedBatch> Waiting(ChannelReader<PreparedBatch> waiting)
    {
        var batches = new List<PreparedBatch>();
        while (batches.Count < options.Value.BatchesAhead && waiting.TryRead(out var next))
        {
            batches.Add(next);
        }

        return batches;
    }

    private async Task<IReadOnlyList<PushResult>> ApplyAsync(NodeCaller caller, string writer, List<PreparedBatch> batches, CancellationToken cancellation)
    {
        var (results, end) = await apply.HandleAsync(caller, writer, batches, cancellation).ConfigureAwait(false);
        foreach (var result in results)
        {
            if (result.Refusals is [var first, ..])
            {
                Log.Refused(logger, caller.ProvinceCode, result.Refusals.Count, result.Sequence, first.Code);
            }

            if (result.Fenced)
            {
                Log.Fenced(logger, caller.ProvinceCode, result.HubEpoch);
            }
        }

        if (end == StreamEnd.CertificateRevoked)
        {
            await security.RecordAsync(
                new SecurityEvent { Kind = SecurityEventKind.CertificateRevoked, ProvinceCode = caller.ProvinceCode, Subject = caller.Thumbprint, RemoteAddress = caller.RemoteAddress, Detail = "Chứng thư bị thu hồi khi luồng đẩy đang mở; lô đang gửi bị từ chối." },
                cancellation).ConfigureAwait(false);
        }

        return end switch
        {
            StreamEnd.LeaseLost => throw new RpcException(new Status(StatusCode.Aborted, "Một luồng đẩy khác của tỉnh đã nhận quyền ghi. Hãy kết nối lại.")),
            StreamEnd.ComparedBefore => throw new RpcException(new Status(
                StatusCode.Aborted, "Một bản khác của hệ thống tỉnh đã đẩy dữ liệu sau khi bản này so sánh vị trí. Bản này sẽ so sánh lại; nếu có hai máy cùng chạy, hãy dừng một máy.")),
            StreamEnd.CertificateRevoked => throw new RpcException(new Status(StatusCode.PermissionDenied, "Chứng thư của nút tỉnh đã bị thu hồi.")),
            _ => results,
        };
    }

    private async Task ReadAsync(
        IAsyncStreamReader<PushBatch> stream, ChannelWriter<PreparedBatch> waiting, HeldBytes held, ProvinceUnits province, UnitsLearned learned, VietnamTime time, BatchRate rate,
        CancellationToken cancellation)
    {
        Exception? failure = null;
        try
        {
            ulong? last = null;
            while (await stream.MoveNext(cancellation).ConfigureAwait(false))
            {
                var batch = stream.Current;
                CheckHeader(batch, last);
                last = batch.Sequence;
                if (last > 1)
                {
                    TakeTurn(rate, province.Code); // The first is the stream's own.
                }

                await held.TakeAsync(batch.CalculateSize(), cancellation).ConfigureAwait(false);
                var prepared = PreparedBatch.Of(batch, province, time.UtcNow);
                if (!learned.Whole && prepared.Refusals.Any(r => r.Code == RefusalCodes.UnitUnknown))
                {
                    throw new RpcException(new Status(StatusCode.Unavailable, "Trục quốc gia chưa đọc được hết các gói đơn vị hành chính đã ban hành nên chưa biết đơn vị của gói này. Dữ liệu được giữ tại nút; hệ thống sẽ tự gửi lại."));
                }

                await waiting.WriteAsync(prepared, cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is RpcException or IOException or OperationCanceledException)
        {
            failure = e; // What was read before it is still applied and answered; then the stream ends with it.
        }
        finally
        {
            waiting.Complete(failure);
        }
    }

    private void TakeTurn(BatchRate rate, string province)
    {
        try
        {
            rate.Take(province);
        }
        catch (RpcException)
        {
            Log.TooMany(logger, province);
            throw;
        }
    }

    private void CheckHeader(PushBatch batch, ulong? last)
    {
        if (batch.Protocol > MessageFormat.Newest)
        {
            throw new RpcException(new Status(
                StatusCode.FailedPrecondition,
                $"Nút dùng khuôn thông điệp {batch.Protocol}, trục quốc gia hiểu đến {MessageFormat.Newest}. Hãy nâng cấp trục quốc gia trước; dữ liệu được giữ tại nút."));
        }

        if (last is { } before && batch.Sequence != before + 1)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"Gói {batch.Sequence} đến sau gói {before}: thứ tự trên luồng bị đứt."));
        }

        if (batch.Records.Count > options.Value.MostRecordsPerBatch)
        {
            throw new RpcException(new Status(
                StatusCode.ResourceExhausted, $"Gói có {batch.Records.Count} bản ghi, nhiều nhất là {options.Value.MostRecordsPerBatch}. Hãy chia nhỏ."));
        }
    }

    private async Task KeepLeaseAsync(string province, string writer, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(lease.Length / 3);
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
        {
            // Lost: the next batch finds out inside its transaction.
            await lease.ProlongAsync(province, writer, cancellation).ConfigureAwait(false);
        }
    }

    private async Task RefuseSecondAsync(NodeCaller caller, CancellationToken cancellation)
    {
        const string message = "Tỉnh đang có một luồng đẩy khác. Nếu nút vừa khởi động lại, hãy thử lại sau ít giây; nếu có hai nút cùng chạy, hãy dừng một nút.";
        Log.SecondWriter(logger, caller.ProvinceCode);
        await security.RecordAsync(
            new SecurityEvent { Kind = SecurityEventKind.SecondWriter, ProvinceCode = caller.ProvinceCode, Subject = caller.Thumbprint, RemoteAddress = caller.RemoteAddress, Detail = message },
            cancellation).ConfigureAwait(false);
        throw new RpcException(new Status(StatusCode.Aborted, message));
    }

    // What one stream holds of the budget, so that its end gives all of it back.
    private sealed class HeldBytes(IntakeBudget budget)
    {
        private long _bytes;

        public async Task TakeAsync(long bytes, CancellationToken cancellation)
        {
            await budget.TakeAsync(bytes, cancellation).ConfigureAwait(false);
            Interlocked.Add(ref _bytes, bytes);
        }

        public void Give(long bytes)
        {
            Interlocked.Add(ref _bytes, -bytes);
            budget.Give(bytes);
        }

        public void GiveAll() => Give(Interlocked.Read(ref _bytes));
    }
}
