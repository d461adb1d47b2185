using Google.Protobuf;
using Grpc.Core;
using Protos.Tests.Grpc.Wire;

namespace Protos.Tests.Grpc;

public sealed class LimitTests
{
    private const int Limit = 100_000;

    [Fact]
    public async Task Request_OverServersLimit_IsRefusedAndNextCallWorks()
    {
        await using var host = await ProbeHost.StartAsync(o => o.MaxReceiveMessageSize = Limit);
        var client = host.Client();
        var error = await Assert.ThrowsAsync<RpcException>(async () => await client.EchoAsync(new Note { Data = ByteString.CopyFrom(new byte[3_000_000]) }));
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
        Assert.Equal(1, (await client.EchoAsync(new Note { Number = 1 })).Number);
    }

    [Fact]
    public async Task Response_OverClientsLimit_IsRefused()
    {
        await using var host = await ProbeHost.StartAsync();
        var error = await Assert.ThrowsAsync<RpcException>(async () => await host.Client(o => o.MaxReceiveMessageSize = Limit).EchoAsync(new Note { Ask = "grow", Number = Limit }));
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Fact]
    public async Task Message_OverSendersLimit_IsNotSent()
    {
        await using var host = await ProbeHost.StartAsync(o => o.MaxSendMessageSize = Limit);
        var error = await Assert.ThrowsAsync<RpcException>(async () => await host.Client(o => o.MaxSendMessageSize = Limit).EchoAsync(new Note { Data = ByteString.CopyFrom(new byte[Limit]) }));
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
        error = await Assert.ThrowsAsync<RpcException>(async () => await host.Client().EchoAsync(new Note { Ask = "grow", Number = Limit }));
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Fact]
    public async Task Message_LargerThanTheWindow_Passes()
    {
        await using var host = await ProbeHost.StartAsync(o => o.MaxReceiveMessageSize = null);
        var sent = new Note { Data = ByteString.CopyFrom(new byte[20_000_000]) };
        var received = await host.Client(o => o.MaxReceiveMessageSize = null).EchoAsync(sent);
        Assert.Equal(20_000_000, received.Data.Length);
    }

    [Fact]
    public async Task Compression_BothWays_GivesTheSameMessage()
    {
        await using var host = await ProbeHost.StartAsync(o => o.ResponseCompressionAlgorithm = "gzip");
        var sent = new Note { Text = string.Concat(Enumerable.Repeat("Bảo trợ xã hội ", 5000)) };
        var received = await host.Client().EchoAsync(sent, new Metadata { { "grpc-internal-encoding-request", "gzip" } });
        Assert.Equal(sent.Text, received.Text);
    }

    [Fact]
    public async Task CompressedBomb_OverTheLimitUnpacked_IsRefused()
    {
        await using var host = await ProbeHost.StartAsync(o => o.MaxReceiveMessageSize = Limit);
        var bomb = new Note { Data = ByteString.CopyFrom(new byte[20_000_000]) };
        var error = await Assert.ThrowsAsync<RpcException>(async () => await host.Client().EchoAsync(bomb, new Metadata { { "grpc-internal-encoding-request", "gzip" } }));
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }
}
