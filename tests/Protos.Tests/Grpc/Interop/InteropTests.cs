using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;
using Protos.Tests.Grpc.Wire;

namespace Protos.Tests.Grpc.Interop;

public sealed class InteropTests
{
    [Fact]
    public async Task OurServer_CalledByGrpcio_AnswersAsGrpcDoes()
    {
        await using var host = await ProbeHost.StartAsync(o => o.ResponseCompressionAlgorithm = "gzip");
        using var process = await PythonGrpc.StartAsync("client.py", host.Address.Authority);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(ProbeHost.Patience);
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        var seen = JsonDocument.Parse(output).RootElement;
        var sentence = JsonSerializer.Serialize(ProbeState.Sentence);
        foreach (var (key, expected) in new[]
        {
            ("echo", "\"Trợ cấp xã hội\""), ("gzip", "true"), ("collect", "5050"), ("spread", "true"), ("chat", "true"),
            ("fail", $"""["NOT_FOUND",{sentence},"HS-404",[1,2,254,255]]"""), ("break", $"""["DATA_LOSS",{sentence}]"""),
            ("deadline", "\"DEADLINE_EXCEEDED\""), ("missing", "\"UNIMPLEMENTED\""), ("unknown", "\"UNIMPLEMENTED\""),
            ("large", "\"RESOURCE_EXHAUSTED\""), ("headers", """["one",[0,127,255],"node-38",[9,0,200]]"""), ("cancelled", "true"),
        })
        {
            using var wanted = JsonDocument.Parse(expected);
            Assert.True(JsonElement.DeepEquals(wanted.RootElement, seen.GetProperty(key)), $"{key}: {seen.GetProperty(key)}");
        }
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("gzip")]
    public async Task OurClient_CallingGrpcio_UnderstandsIt(string compression)
    {
        using var process = await PythonGrpc.StartAsync("server.py", compression);
        try
        {
            var port = await process.StandardOutput.ReadLineAsync().WaitAsync(ProbeHost.Patience);
            using var channel = GrpcChannel.ForAddress(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
            var client = new Probe.ProbeClient(channel);
            await UnaryAsync(client);
            await StreamsAsync(client);
        }
        finally
        {
            await EndAsync(process);
        }
    }

    private static async Task UnaryAsync(Probe.ProbeClient client)
    {
        var text = string.Concat(Enumerable.Repeat("Bảo trợ xã hội ", 5000));
        Assert.Equal(text, (await client.EchoAsync(new Note { Text = text })).Text);
        Assert.Equal(text, (await client.EchoAsync(new Note { Text = text }, new Metadata { { "grpc-internal-encoding-request", "gzip" } })).Text);

        var error = await Assert.ThrowsAsync<RpcException>(async () => await client.EchoAsync(new Note { Ask = "fail" }));
        Assert.Equal((StatusCode.NotFound, ProbeState.Sentence, "HS-404"), (error.StatusCode, error.Status.Detail, error.Trailers.GetValue("x-code")));
        Assert.Equal([1, 2, 254, 255], error.Trailers.GetValueBytes("grpc-status-details-bin"));

        error = await Assert.ThrowsAsync<RpcException>(async () => await client.EchoAsync(new Note { Ask = "wait" }, deadline: ProbeHost.Now.AddMilliseconds(300)));
        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        error = await Assert.ThrowsAsync<RpcException>(async () => await client.MissingAsync(new Note()));
        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
        error = await Assert.ThrowsAsync<RpcException>(async () => await client.EchoAsync(new Note { Data = Google.Protobuf.ByteString.CopyFrom(new byte[5_000_000]) }));
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);

        using var call = client.EchoAsync(new Note { Ask = "headers" }, new Metadata { { "x-ask", "node-38" }, { "x-ask-bin", [9, 0, 200] } });
        await call;
        Assert.Equal("one", (await call.ResponseHeadersAsync).GetValue("x-first"));
        Assert.Equal("node-38", call.GetTrailers().GetValue("x-last"));
        Assert.Equal([9, 0, 200], call.GetTrailers().GetValueBytes("x-ask-bin"));
    }

    private static async Task StreamsAsync(Probe.ProbeClient client)
    {
        using var collect = client.Collect();
        for (var i = 1; i <= 100; i++)
        {
            await collect.RequestStream.WriteAsync(new Note { Number = i });
        }

        await collect.RequestStream.CompleteAsync();
        Assert.Equal(5050, (await collect).Number);

        using var spread = client.Spread(new Note { Number = 200, Text = "hộ" });
        Assert.Equal(Enumerable.Range(0, 200), await spread.ResponseStream.ReadAllAsync().Select(n => n.Number).ToListAsync());

        using var chat = client.Chat();
        for (var i = 0; i < 500; i++)
        {
            await chat.RequestStream.WriteAsync(new Note { Number = i });
            Assert.True(await chat.ResponseStream.MoveNext());
            Assert.Equal(i, chat.ResponseStream.Current.Number);
        }

        await chat.RequestStream.CompleteAsync();
        Assert.False(await chat.ResponseStream.MoveNext());
    }

    private static async Task EndAsync(Process process)
    {
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
