using System.Globalization;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>What an HTTP request says of the call it carries.</summary>
internal static class CallRequest
{
    public static Metadata Metadata(IHeaderDictionary headers)
    {
        var metadata = new Metadata();
        foreach (var (key, values) in headers)
        {
            foreach (var value in values)
            {
                GrpcHeaders.Collect(metadata, key, value);
            }
        }

        return metadata;
    }

    /// <summary>The caller's address in gRPC's notation.</summary>
    public static string Peer(ConnectionInfo connection)
    {
        var address = connection.RemoteIpAddress switch
        {
            null => null,
            { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } ip => $"ipv6:[{ip}]",
            var ip => $"ipv4:{ip.MapToIPv4()}",
        };
        return address is null ? "unknown" : string.Create(CultureInfo.InvariantCulture, $"{address}:{connection.RemotePort}");
    }

    /// <summary>The compression for answers: the configured one if the caller accepts it.</summary>
    public static string? ResponseEncoding(HttpContext http, GrpcServiceOptions options) =>
        string.Equals(options.ResponseCompressionAlgorithm, GrpcHeaders.Gzip, StringComparison.OrdinalIgnoreCase)
        && http.Request.Headers[GrpcHeaders.AcceptEncoding].ToString().Split(',', StringSplitOptions.TrimEntries).Contains(GrpcHeaders.Gzip)
            ? GrpcHeaders.Gzip
            : null;
}
