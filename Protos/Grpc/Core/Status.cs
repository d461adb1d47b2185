// Protos/Grpc: gRPC over Kestrel and HttpClient, nothing of the domain.
//
// Why it is here: Grpc.AspNetCore does not restore from the partial mirror, so this folder carries the public API of
// Grpc.Core.Api and the few names of Grpc.AspNetCore and Grpc.Net.Client that the product uses. The stubs that Grpc.Tools
// generates compile against it unchanged. A build with -p:OfficialPackages=true leaves the folder out and references
// Grpc.AspNetCore; therefore nothing outside Protos/Grpc may use a public name of ours that the official packages lack.
//
// Exemption: the house rule "folder = namespace" and the ban on names ending in ...Base do not hold inside this folder,
// because names and namespaces are given by that API.
//
//   Core/    namespace Grpc.Core         what generated code names
//   Wire/    namespace Grpc.Wire         frames, compression, headers, timeouts: the protocol itself, internal
//   Server/  AddGrpc, MapGrpcService<T>  the server on ASP.NET Core
//   Client/  GrpcChannel                 the client on HttpClient
//
// Protocol: https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
namespace Grpc.Core;

/// <summary>Outcome of a call; the numbers are those on the wire.</summary>
public enum StatusCode
{
    OK = 0,
    Cancelled = 1,
    Unknown = 2,
    InvalidArgument = 3,
    DeadlineExceeded = 4,
    NotFound = 5,
    AlreadyExists = 6,
    PermissionDenied = 7,
    ResourceExhausted = 8,
    FailedPrecondition = 9,
    Aborted = 10,
    OutOfRange = 11,
    Unimplemented = 12,
    Internal = 13,
    Unavailable = 14,
    DataLoss = 15,
    Unauthenticated = 16,
}

/// <summary>Code and text with which a call ended.</summary>
public struct Status
{
    public static readonly Status DefaultSuccess = new(StatusCode.OK, "");
    public static readonly Status DefaultCancelled = new(StatusCode.Cancelled, "");

    public Status(StatusCode statusCode, string detail)
        : this(statusCode, detail, null)
    {
    }

    /// <param name="statusCode">Code on the wire.</param>
    /// <param name="detail">Text for people; any Unicode, it is percent-encoded on the wire.</param>
    /// <param name="debugException">Local cause; never sent.</param>
    public Status(StatusCode statusCode, string detail, Exception? debugException)
    {
        StatusCode = statusCode;
        Detail = detail;
        DebugException = debugException;
    }

    public StatusCode StatusCode { get; }

    public string Detail { get; }

    public Exception? DebugException { get; }

    public override readonly string ToString() => DebugException is null
        ? $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\")"
        : $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\", DebugException=\"{DebugException.GetType()}: {DebugException.Message}\")";
}

/// <summary>A call that ended with a status other than OK; a handler throws it to choose the status.</summary>
public sealed class RpcException : Exception
{
    public RpcException(Status status)
        : this(status, Metadata.Empty, status.ToString())
    {
    }

    public RpcException(Status status, string message)
        : this(status, Metadata.Empty, message)
    {
    }

    public RpcException(Status status, Metadata trailers)
        : this(status, trailers, status.ToString())
    {
    }

    public RpcException(Status status, Metadata trailers, string message)
        : base(message, status.DebugException)
    {
        ArgumentNullException.ThrowIfNull(trailers);
        Status = status;
        Trailers = trailers;
    }

    public Status Status { get; }

    public StatusCode StatusCode => Status.StatusCode;

    /// <summary>What the server sent after the last message; empty when the call never reached it.</summary>
    public Metadata Trailers { get; }
}
