using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>Reads headers and trailers of a response without HttpClient's own parsing.</summary>
internal static class ReceivedHeaders
{
    /// <summary>The outcome they carry, or null.</summary>
    public static Status? StatusIn(HttpHeaders received) =>
        GrpcHeaders.StatusOf(First(received, GrpcHeaders.Status), First(received, GrpcHeaders.Message));

    public static string? First(HttpHeaders received, string key) =>
        received.NonValidated.TryGetValues(key, out var values) ? values.ToString() : null;

    public static Metadata MetadataOf(HttpHeaders received)
    {
        var metadata = new Metadata();
        foreach (var (key, values) in received.NonValidated)
        {
            foreach (var value in values)
            {
                GrpcHeaders.Collect(metadata, key, value);
            }
        }

        return metadata;
    }
}
