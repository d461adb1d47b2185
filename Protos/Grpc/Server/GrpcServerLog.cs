using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>What the server reports of calls; never their content.</summary>
internal static partial class GrpcServerLog
{
    [LoggerMessage(1, LogLevel.Error, "gRPC {Method}: the handler threw.")]
    public static partial void Failed(ILogger logger, string method, Exception exception);

    [LoggerMessage(2, LogLevel.Information, "gRPC {Method} ended with {Status}.")]
    public static partial void Refused(ILogger logger, string method, StatusCode status);

    [LoggerMessage(3, LogLevel.Debug, "gRPC {Method}: deadline of {Timeout} passed.")]
    public static partial void DeadlineExceeded(ILogger logger, string method, TimeSpan timeout);

    [LoggerMessage(4, LogLevel.Debug, "gRPC {Method}: the caller is gone.")]
    public static partial void CallerGone(ILogger logger, string method);
}
