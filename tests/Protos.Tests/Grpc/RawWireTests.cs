using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Protos.Tests.Grpc.Wire;

namespace Protos.Tests.Grpc;

/// <summary>What no generated client sends: the bytes are made by hand.</summary>
public sealed class RawWireTests
{
    private const string Echo = "/btxh.probe.Probe/Echo";

    [Theory]
    [InlineData(Echo, "application/json", 415, null)]
    [InlineData(Echo, "application/grpc-web", 415, null)]
    [InlineData("/btxh.probe.Probe/Nothing", "application/grpc", 200, "12")]
    [InlineData("/btxh.Unknown/Nothing", "application/grpc", 200, "12")]
    [InlineData("/btxh.Unknown/Nothing", "application/json", 404, null)]
    public async Task Request_ToNowhereOrNotGrpc_IsRefused(string path, string contentType, int httpStatus, string? grpcStatus)
    {
        await using var host = await ProbeHost.StartAsync();
        var answer = await SendAsync(host, path, contentType, Frame(0, new Note().ToByteArray()));
        Assert.Equal(httpStatus, (int)answer.Http);
        if (grpcStatus is not null)
        {
            Assert.Equal(grpcStatus, answer.Status);
        }
    }

    [Fact]
    public async Task Request_HalfAFrame_IsInternal()
    {
        await using var host = await ProbeHost.StartAsync();
        Assert.Equal("13", (await SendAsync(host, Echo, "application/grpc", [0, 0, 0, 0, 10, 1, 2])).Status);
        Assert.Equal("13", (await SendAsync(host, Echo, "application/grpc", [0, 0, 0])).Status);
        Assert.Equal("13", (await SendAsync(host, Echo, "application/grpc", [])).Status);
        Assert.Equal("13", (await SendAsync(host, "/btxh.probe.Probe/Collect", "application/grpc", [.. Frame(0, new Note { Number = 1 }.ToByteArray()), 0, 0])).Status);
    }

    [Fact]
    public async Task Request_AnnouncesTwoGigabytes_IsRefusedFromItsHeader()
    {
        await using var host = await ProbeHost.StartAsync();
        Assert.Equal("8", (await SendAsync(host, Echo, "application/grpc", [0, 0x7f, 0xff, 0xff, 0xff, 1])).Status);
        Assert.Equal("8", (await SendAsync(host, Echo, "application/grpc", [0, 0xff, 0xff, 0xff, 0xff, 1])).Status);
    }

    [Fact]
    public async Task Request_UnknownCompression_IsUnimplementedAndToldWhatIsKnown()
    {
        await using var host = await ProbeHost.StartAsync();
        var answer = await SendAsync(host, Echo, "application/grpc", Frame(1, [1, 2, 3]), ("grpc-encoding", "zstd"));
        Assert.Equal("12", answer.Status);
        Assert.Contains("gzip", answer.Accepts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_CompressedFlagWithoutEncodingOrWithRubbish_IsInternal()
    {
        await using var host = await ProbeHost.StartAsync();
        Assert.Equal("13", (await SendAsync(host, Echo, "application/grpc", Frame(1, [1, 2, 3]))).Status);
    }

    [Fact]
    public async Task Response_ClientAcceptsGzip_IsCompressed()
    {
        await using var host = await ProbeHost.StartAsync(o => o.ResponseCompressionAlgorithm = "gzip");
        var note = Frame(0, new Note { Text = new string('a', 10_000) }.ToByteArray());
        var packed = await SendAsync(host, Echo, "application/grpc", note, ("grpc-accept-encoding", "identity,gzip"));
        var plain = await SendAsync(host, Echo, "application/grpc", note);
        Assert.Equal((1, 0), (packed.Body[0], plain.Body[0]));
        Assert.True(packed.Body.Length < 1000 && plain.Body.Length > 10_000);
    }

    [Theory]
    [InlineData("wait")]
    [InlineData("ignore")]
    public async Task Deadline_InHeader_EndsCallEvenIfHandlerIgnoresIt(string ask)
    {
        await using var host = await ProbeHost.StartAsync();
        var answer = await SendAsync(host, Echo, "application/grpc", Frame(0, new Note { Ask = ask }.ToByteArray()), ("grpc-timeout", "200m")).WaitAsync(ProbeHost.Patience);
        Assert.Equal("4", answer.Status);
    }

    private static byte[] Frame(byte flag, byte[] message)
    {
        var frame = new byte[5 + message.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }

    private static async Task<Answer> SendAsync(ProbeHost host, string path, string contentType, byte[] body, params (string Key, string Value)[] headers)
    {
        using var client = new HttpClient { BaseAddress = host.Address, DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact, Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        request.Headers.TryAddWithoutValidation("te", "trailers");
        foreach (var (key, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(key, value);
        }

        using var response = await client.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        return new Answer(response.StatusCode, First(response.TrailingHeaders, "grpc-status") ?? First(response.Headers, "grpc-status"), First(response.Headers, "grpc-accept-encoding") ?? "", bytes);
    }

    private static string? First(HttpHeaders headers, string key) => headers.TryGetValues(key, out var values) ? string.Join(',', values) : null;

    private sealed record Answer(HttpStatusCode Http, string? Status, string Accepts, byte[] Body);
}
