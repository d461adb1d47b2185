using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Protos.Tests.Grpc.Wire;

namespace Protos.Tests.Grpc;

public sealed class OutcomeTests
{
    [Fact]
    public async Task Refusal_InVietnamese_ArrivesWithDetailsAndTrailers()
    {
        await using var host = await ProbeHost.StartAsync();
        var error = await Assert.ThrowsAsync<RpcException>(async () => await host.Client().EchoAsync(new Note { Ask = "fail" }));
        Assert.Equal((StatusCode.NotFound, ProbeState.Sentence), (error.StatusCode, error.Status.Detail));
        Assert.Equal("HS-404", error.Trailers.GetValue("x-code"));
        Assert.Equal([1, 2, 254, 255], error.Trailers.GetValueBytes("grpc-status-details-bin"));
    }

    [Fact]
    public async Task Refusal_AfterSomeMessages_ArrivesBehindThem()
    {
        await using var host = await ProbeHost.StartAsync();
        using var call = host.Client().Spread(new Note { Number = 10, Ask = "break" });
        for (var i = 0; i < 3; i++)
        {
            Assert.True(await call.ResponseStream.MoveNext());
        }

        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal((StatusCode.DataLoss, ProbeState.Sentence), (error.StatusCode, error.Status.Detail));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task HandlerException_TextIsTold_OnlyWhenAllowed(bool detailed)
    {
        await using var host = await ProbeHost.StartAsync(o => o.EnableDetailedErrors = detailed);
        var error = await Assert.ThrowsAsync<RpcException>(async () => await host.Client().EchoAsync(new Note { Ask = "throw" }));
        Assert.Equal(StatusCode.Unknown, error.StatusCode);
        Assert.Equal(detailed, error.Status.Detail.Contains("secret-of-the-house", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Method_NotOverridden_IsUnimplemented()
    {
        await using var host = await ProbeHost.StartAsync();
        var error = await Assert.ThrowsAsync<RpcException>(async () => await host.Client().MissingAsync(new Note()));
        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
    }

    [Fact]
    public async Task Metadata_TextAndBytes_TravelBothWays()
    {
        await using var host = await ProbeHost.StartAsync();
        var sent = new Metadata { { "x-ask", "node-38" }, { "x-ask-bin", [9, 0, 200] } };
        using var call = host.Client().EchoAsync(new Note { Ask = "headers" }, sent);
        var headers = await call.ResponseHeadersAsync;
        await call;
        Assert.Equal("one", headers.GetValue("x-first"));
        Assert.Equal([0, 127, 255], headers.GetValueBytes("x-raw-bin"));
        Assert.Equal("node-38", call.GetTrailers().GetValue("x-last"));
        Assert.Equal([9, 0, 200], call.GetTrailers().GetValueBytes("x-ask-bin"));
    }

    [Fact]
    public async Task Deadline_Passed_EndsClientAndCancelsHandler()
    {
        await using var host = await ProbeHost.StartAsync();
        var client = host.Client();
        // Connected before: a first call may take longer than this deadline, and would never reach the handler.
        await client.EchoAsync(new Note());
        var error = await Assert.ThrowsAsync<RpcException>(async () => await client.EchoAsync(new Note { Ask = "wait" }, deadline: ProbeHost.Now.AddSeconds(1)));
        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        await host.State.Cancelled.Task.WaitAsync(ProbeHost.Patience);
    }

    [Fact]
    public async Task Deadline_AlreadyPassed_SendsNothing()
    {
        await using var host = await ProbeHost.StartAsync();
        var error = await Assert.ThrowsAsync<RpcException>(async () => await host.Client().EchoAsync(new Note { Ask = "wait" }, deadline: ProbeHost.Now.AddSeconds(-1)));
        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        Assert.False(host.State.Reading.Task.IsCompleted);
    }

    [Fact]
    public async Task Cancellation_ByClient_ReachesHandler()
    {
        await using var host = await ProbeHost.StartAsync();
        using var stop = new CancellationTokenSource();
        using var call = host.Client().EchoAsync(new Note { Ask = "wait" }, cancellationToken: stop.Token);
        await host.State.Reading.Task.WaitAsync(ProbeHost.Patience);
        await stop.CancelAsync();
        var error = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
        await host.State.Cancelled.Task.WaitAsync(ProbeHost.Patience);
    }

    [Fact]
    public async Task Disposal_OfAStreamHalfRead_ReachesHandler()
    {
        await using var host = await ProbeHost.StartAsync();
        using (var call = host.Client().Spread(new Note { Number = 1, Ask = "wait" }))
        {
            Assert.True(await call.ResponseStream.MoveNext());
        }

        await host.State.Cancelled.Task.WaitAsync(ProbeHost.Patience);
    }

    [Fact]
    public async Task RequestStream_BrokenOff_IsNotTakenForComplete()
    {
        await using var host = await ProbeHost.StartAsync();
        using var call = host.Client().Collect();
        await call.RequestStream.WriteAsync(new Note { Number = 1, Ask = "hold" });
        await host.State.Reading.Task.WaitAsync(ProbeHost.Patience);
        call.Dispose();
        host.State.Gate.SetResult();
        var error = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
        Assert.False(await host.State.Collected.Task.WaitAsync(ProbeHost.Patience));
    }

    [Fact]
    public async Task Peer_NotThere_IsUnavailable()
    {
        var host = await ProbeHost.StartAsync();
        var client = host.Client();
        await host.DisposeAsync();
        var error = await Assert.ThrowsAsync<RpcException>(async () => await client.EchoAsync(new Note()));
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
    }

    [Fact]
    public async Task Conventions_OnTheService_HoldForItsMethods()
    {
        await using var host = await ProbeHost.StartAsync(conventions: service => service.RequireHost("hub.example"));
        var error = await Assert.ThrowsAsync<RpcException>(async () => await host.Client().EchoAsync(new Note()));
        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
    }
}
