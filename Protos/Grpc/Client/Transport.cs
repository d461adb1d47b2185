using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>What HTTP's failures mean in gRPC's words.</summary>
internal static class Transport
{
    public static bool Is(Exception e) => e is OperationCanceledException or HttpRequestException or IOException or ObjectDisposedException;

    /// <summary>Why a response is no gRPC response; null when it is one.</summary>
    public static Status? Refusal(HttpResponseMessage response)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return new Status(StatusFor(response.StatusCode), $"Bad gRPC response. HTTP status code: {(int)response.StatusCode}");
        }

        var type = response.Content.Headers.NonValidated.TryGetValues("content-type", out var values) ? values.ToString() : null;
        return GrpcHeaders.IsGrpc(type) ? null : new Status(StatusCode.Unknown, $"Bad gRPC response. Invalid content-type value: {type}");
    }

    public static Status Explain(Exception e)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case HttpProtocolException protocol:
                    return new Status(StatusFor(protocol.ErrorCode), $"The server reset the stream. HTTP/2 error code: 0x{protocol.ErrorCode:x}", e);
                case SocketException or AuthenticationException or TimeoutException:
                    return new Status(StatusCode.Unavailable, "Error connecting to the server or connection lost: " + cause.Message, e);
            }
        }

        // A connection that never became one has no cause of its own: the server refused the client's certificate just after the
        // handshake of TLS 1.3, which ends on the client's side first. Only a server that does not speak HTTP/2 is no lost connection.
        return e is HttpRequestException { HttpRequestError: HttpRequestError.VersionNegotiationError }
            ? new Status(StatusCode.Internal, "Error starting gRPC call: " + e.Message, e)
            : new Status(StatusCode.Unavailable, "The connection was lost: " + e.Message, e);
    }

    private static StatusCode StatusFor(HttpStatusCode code) => code switch
    {
        HttpStatusCode.BadRequest or HttpStatusCode.RequestHeaderFieldsTooLarge => StatusCode.Internal,
        HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
        HttpStatusCode.NotFound => StatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };

    /// <summary>HTTP/2 error codes (RFC 9113, section 7) as the gRPC protocol maps them.</summary>
    private static StatusCode StatusFor(long http2) => http2 switch
    {
        7 => StatusCode.Unavailable,
        8 => StatusCode.Cancelled,
        11 => StatusCode.ResourceExhausted,
        12 => StatusCode.PermissionDenied,
        _ => StatusCode.Internal,
    };
}
