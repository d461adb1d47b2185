using Google.Protobuf;
using Grpc.Core;
using Protos.Tests.Grpc.Wire;

namespace Protos.Tests.Grpc;

public sealed class CallKindTests
{
    [Fact]
    public async Task Unary_Answered_GivesMessageAndOk()
    {
        await using var host = await ProbeHost.StartAsync();
        using var call = host.Client().EchoAsync(new Note { Number = 7, Text = "Trợ cấp xã hội" });
        Assert.Equal("Trợ cấp xã hội", (await call).Text);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.Equal(3, host.Client().Echo(new Note { Number = 3 }).Number);
    }

    [Fact]
    public async Task ServerStream_FiveHundred_ArriveInOrder()
    {
        await using var host = await ProbeHost.StartAsync();
        using var call = host.Client().Spread(new Note { Number = 500, Text = "hộ" });
        var numbers = await call.ResponseStream.ReadAllAsync().Select(n => n.Number).ToListAsync();
        Assert.Equal(Enumerable.Range(0, 500), numbers);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task ClientStream_Completed_SumsUp()
    {
        await using var host = await ProbeHost.StartAsync();
        using var call = host.Client().Collect();
        for (var i = 1; i <= 100; i++)
        {
            call.RequestStream.WriteOptions = new WriteOptions(i % 10 == 0 ? default : WriteFlags.BufferHint);
            await call.RequestStream.WriteAsync(new Note { Number = i });
        }

        call.RequestStream.WriteOptions = new WriteOptions(WriteFlags.BufferHint);
        await call.RequestStream.WriteAsync(new Note { Number = 1000 });
        await call.RequestStream.CompleteAsync();
        Assert.Equal(5050 + 1000, (await call).Number);
    }

    [Fact]
    public async Task ClientStream_ServerRefusesEarly_WriterAndAnswerGetItsStatus()
    {
        await using var host = await ProbeHost.StartAsync();
        using var call = host.Client().Collect();
        await call.RequestStream.WriteAsync(new Note { Ask = "stop" });
        var error = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal((StatusCode.FailedPrecondition, ProbeState.Sentence), (error.StatusCode, error.Status.Detail));
        var write = await Assert.ThrowsAsync<RpcException>(() => call.RequestStream.WriteAsync(new Note()));
        Assert.Equal(StatusCode.FailedPrecondition, write.StatusCode);
    }

    [Fact]
    public async Task Duplex_TenThousandBothWays_NoDeadlock()
    {
        const int count = 10_000;
        await using var host = await ProbeHost.StartAsync();
        using var call = host.Client().Chat(deadline: ProbeHost.Now + ProbeHost.Patience);
        var data = ByteString.CopyFrom(new byte[2000]);
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < count; i++)
            {
                await call.RequestStream.WriteAsync(new Note { Number = i, Data = data });
            }

            await call.RequestStream.CompleteAsync();
        });
        var next = 0;
        await foreach (var note in call.ResponseStream.ReadAllAsync())
        {
            Assert.Equal(next++, note.Number);
        }

        await writing;
        Assert.Equal(count, next);
    }

    [Fact]
    public async Task Duplex_PingPong_EachMessageArrivesAtOnce()
    {
        await using var host = await ProbeHost.StartAsync();
        using var call = host.Client().Chat(deadline: ProbeHost.Now + ProbeHost.Patience);
        for (var i = 0; i < 200; i++)
        {
            await call.RequestStream.WriteAsync(new Note { Number = i });
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal(i, call.ResponseStream.Current.Number);
        }

        await call.RequestStream.WriteAsync(new Note { Ask = "bye" });
        Assert.False(await call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task ServerStream_ReaderStops_WriterIsHeld()
    {
        const int count = 2000;
        await using var host = await ProbeHost.StartAsync();
        using var call = host.Client().Spread(new Note { Number = count, Data = ByteString.CopyFrom(new byte[64 * 1024]) });
        Assert.True(await call.ResponseStream.MoveNext());
        Assert.InRange(await host.State.WrittenAtRestAsync(count), 0, 400);
        var rest = await call.ResponseStream.ReadAllAsync().CountAsync();
        Assert.Equal(count - 1, rest);
    }

    [Fact]
    public async Task ClientStream_ServerStopsReading_WriterIsHeld()
    {
        const int count = 2000;
        await using var host = await ProbeHost.StartAsync();
        using var call = host.Client().Collect();
        var data = ByteString.CopyFrom(new byte[64 * 1024]);
        await call.RequestStream.WriteAsync(new Note { Number = 1, Ask = "hold" });
        await host.State.Reading.Task.WaitAsync(ProbeHost.Patience);
        var writing = Task.Run(async () =>
        {
            for (var i = 1; i < count; i++)
            {
                await call.RequestStream.WriteAsync(new Note { Number = 1, Data = data });
                host.State.CountWritten();
            }
        });
        Assert.InRange(await host.State.WrittenAtRestAsync(count - 1), 0, 400);
        host.State.Gate.SetResult();
        await writing;
        await call.RequestStream.CompleteAsync();
        Assert.Equal(count, (await call).Number);
    }
}
