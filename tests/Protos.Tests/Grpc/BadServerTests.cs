using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using Protos.Tests.Grpc.Wire;

namespace Protos.Tests.Grpc;

/// <summary>The client against answers that no gRPC server gives.</summary>
public sealed class BadServerTests
{
    [Theory]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(403, StatusCode.PermissionDenied)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(503, StatusCode.Unavailable)]
    [InlineData(500, StatusCode.Unknown)]
    public async Task HttpError_FromAProxy_HasItsGrpcStatus(int http, StatusCode expected) =>
        Assert.Equal(expected, await CallAsync(() => new HttpResponseMessage((HttpStatusCode)http)));

    [Fact]
    public async Task Response_HalfAFrame_IsInternal() => Assert.Equal(StatusCode.Internal, await CallAsync(() => Grpc([0, 0, 0, 0, 9, 1], "0")));

    [Fact]
    public async Task Response_NoMessageButOk_IsInternal() => Assert.Equal(StatusCode.Internal, await CallAsync(() => Grpc([], "0")));

    [Fact]
    public async Task Response_BytesThatAreNoMessage_IsInternal() => Assert.Equal(StatusCode.Internal, await CallAsync(() => Grpc([0, 0, 0, 0, 2, 0xff, 0xff], "0")));

    private static HttpResponseMessage Grpc(byte[] body, string status)
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Version = HttpVersion.Version20, Content = new ByteArrayContent(body) };
        response.Content.Headers.TryAddWithoutValidation("content-type", "application/grpc");
        response.TrailingHeaders.TryAddWithoutValidation("grpc-status", status);
        return response;
    }

    private static async Task<StatusCode> CallAsync(Func<HttpResponseMessage> answer)
    {
        using var channel = GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions { HttpHandler = new Canned(answer), DisposeHttpClient = true });
        var error = await Assert.ThrowsAsync<RpcException>(async () => await new Probe.ProbeClient(channel).EchoAsync(new Note()));
        return error.StatusCode;
    }

    private sealed class Canned(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = answer();
            response.RequestMessage = request;
            response.Version = HttpVersion.Version20;
            return Task.FromResult(response);
        }
    }
}
