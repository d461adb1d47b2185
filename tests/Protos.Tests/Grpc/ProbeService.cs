using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Protos.Tests.Grpc.Wire;

namespace Protos.Tests.Grpc;

/// <summary>What the tests see of the service's inside, and how they hold it.</summary>
public sealed class ProbeState
{
    public const string Sentence = "Không tìm thấy hồ sơ 100%25 của bà Nguyễn Thị Hòa, xã Thủy Phù";

    private int written;

    /// <summary>Messages of a stream that the transport has taken so far.</summary>
    public int Written => Volatile.Read(ref written);

    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether a request stream came to its end (true) or was broken off.</summary>
    public TaskCompletionSource<bool> Collected { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Reading { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void CountWritten() => Interlocked.Increment(ref written);

    /// <summary>Waits until no message has been taken for a second, or all have; gives their number.</summary>
    public async Task<int> WrittenAtRestAsync(int all)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var last = Written;
        for (var quiet = 0; quiet < 20 && last < all; quiet++)
        {
            await tick.WaitForNextTickAsync();
            if (Written != last)
            {
                last = Written;
                quiet = 0;
            }
        }

        return last;
    }
}

public sealed class ProbeService(ProbeState state) : Probe.ProbeBase
{
    public override async Task<Note> Echo(Note request, ServerCallContext context)
    {
        switch (request.Ask)
        {
            case "fail":
                throw new RpcException(
                    new Status(StatusCode.NotFound, ProbeState.Sentence),
                    new Metadata { { "x-code", "HS-404" }, { "grpc-status-details-bin", [1, 2, 254, 255] } });
            case "throw":
                throw new InvalidOperationException("secret-of-the-house");
            case "wait":
                await UntilCancelledAsync(context);
                break;
            case "ignore":
                await state.Gate.Task;
                break;
            case "headers":
                await context.WriteResponseHeadersAsync(new Metadata { { "x-first", "one" }, { "x-raw-bin", [0, 127, 255] } });
                context.ResponseTrailers.Add("x-last", context.RequestHeaders.GetValue("x-ask") ?? "");
                context.ResponseTrailers.Add("x-ask-bin", context.RequestHeaders.GetValueBytes("x-ask-bin") ?? []);
                break;
            case "peer":
                return new Note { Text = $"{context.GetHttpContext().Connection.ClientCertificate?.Subject}|{context.AuthContext.PeerIdentity.FirstOrDefault()?.Value}" };
            case "grow":
                return new Note { Data = Google.Protobuf.ByteString.CopyFrom(new byte[request.Number]) };
        }

        return new Note(request);
    }

    public override async Task<Note> Collect(IAsyncStreamReader<Note> requestStream, ServerCallContext context)
    {
        var complete = false;
        try
        {
            var sum = await SumAsync(requestStream, context);
            complete = true;
            return sum;
        }
        finally
        {
            state.Collected.TrySetResult(complete);
        }
    }

    public override async Task Spread(Note request, IServerStreamWriter<Note> responseStream, ServerCallContext context)
    {
        for (var i = 0; i < request.Number; i++)
        {
            await responseStream.WriteAsync(new Note { Number = i, Data = request.Data, Text = request.Text });
            state.CountWritten();
            if (request.Ask == "break" && i == 2)
            {
                throw new RpcException(new Status(StatusCode.DataLoss, ProbeState.Sentence));
            }
        }

        if (request.Ask == "wait")
        {
            await UntilCancelledAsync(context);
        }
    }

    public override async Task Chat(IAsyncStreamReader<Note> requestStream, IServerStreamWriter<Note> responseStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            var note = requestStream.Current;
            if (note.Ask == "bye")
            {
                return;
            }

            await responseStream.WriteAsync(note);
        }
    }

    private async Task<Note> SumAsync(IAsyncStreamReader<Note> requestStream, ServerCallContext context)
    {
        var sum = new Note();
        await foreach (var note in requestStream.ReadAllAsync(context.CancellationToken))
        {
            if (note.Ask == "hold")
            {
                state.Reading.TrySetResult();
                await state.Gate.Task;
            }

            if (note.Ask == "stop")
            {
                throw new RpcException(new Status(StatusCode.FailedPrecondition, ProbeState.Sentence));
            }

            sum.Number += note.Number;
            sum.Text += note.Text;
        }

        return sum;
    }

    private async Task UntilCancelledAsync(ServerCallContext context)
    {
        state.Reading.TrySetResult();
        try
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            state.Cancelled.TrySetResult();
            throw;
        }
    }
}
