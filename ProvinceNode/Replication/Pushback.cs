using System.Globalization;
using Grpc.Core;

namespace ProvinceNode.Replication;

/// <summary>When the hub, which sends a node away because too much came at once, wants it back. Pure.</summary>
internal static class Pushback
{
    /// <summary>Trailer of gRPC's retry design (proposal A6): milliseconds until the next attempt.</summary>
    public const string Trailer = "grpc-retry-pushback-ms";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <returns>Null when the hub said nothing, or nothing that can be read; never longer than ten minutes.</returns>
    public static TimeSpan? Of(Exception failure) =>
        failure is RpcException { StatusCode: StatusCode.ResourceExhausted } refused && refused.Trailers.GetValue(Trailer) is { } text
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, (long)Longest.TotalMilliseconds))
            : null;
}
