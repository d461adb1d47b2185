using System.Globalization;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>What must hold before a request is a call.</summary>
internal static class RequestChecks
{
    /// <summary>Answers 415 (no gRPC content type) or 426 (not HTTP/2) itself and gives false.</summary>
    public static bool Pass(HttpContext http)
    {
        if (!GrpcHeaders.IsGrpc(http.Request.ContentType))
        {
            Refuse(http, StatusCodes.Status415UnsupportedMediaType, StatusCode.Internal, $"Content-Type '{http.Request.ContentType}' is not supported.");
            return false;
        }

        if (!HttpProtocol.IsHttp2(http.Request.Protocol) && !HttpProtocol.IsHttp3(http.Request.Protocol))
        {
            http.Response.Headers.Upgrade = "h2";
            Refuse(http, StatusCodes.Status426UpgradeRequired, StatusCode.Internal, "gRPC requires HTTP/2.");
            return false;
        }

        return true;
    }

    public static Task Unimplemented(HttpContext http)
    {
        if (Pass(http))
        {
            http.Response.ContentType = GrpcHeaders.ContentType;
            Refuse(http, StatusCodes.Status200OK, StatusCode.Unimplemented, "Service or method is unimplemented.");
        }

        return Task.CompletedTask;
    }

    private static void Refuse(HttpContext http, int httpStatus, StatusCode status, string detail)
    {
        http.Response.StatusCode = httpStatus;
        http.Response.Headers[GrpcHeaders.Status] = ((int)status).ToString(CultureInfo.InvariantCulture);
        http.Response.Headers[GrpcHeaders.Message] = PercentCoding.Encode(detail);
    }
}

/// <summary>Keeps the endpoints for unknown services away from everything that is not a gRPC request.</summary>
internal sealed class GrpcContentOnly : IRouteConstraint
{
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        httpContext is not null && GrpcHeaders.IsGrpc(httpContext.Request.ContentType);
}
