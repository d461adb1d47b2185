using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>Headers of a call on its way out.</summary>
internal static class RequestHeaders
{
    private const string UserAgent = "grpc-dotnet-baotroxahoi/1.0";

    public static void Write(HttpRequestMessage request, string? host, Metadata? metadata, TimeSpan? timeout)
    {
        var headers = request.Headers;
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue(GrpcHeaders.ContentType);
        headers.Host = host;
        headers.TryAddWithoutValidation("te", "trailers");
        headers.TryAddWithoutValidation(GrpcHeaders.AcceptEncoding, GrpcHeaders.SupportedEncodings);
        if (timeout is { } left)
        {
            headers.TryAddWithoutValidation(GrpcHeaders.Timeout, GrpcTimeout.Format(left));
        }

        foreach (var entry in metadata ?? Metadata.Empty)
        {
            if (entry.Key == GrpcHeaders.RequestEncoding)
            {
                headers.TryAddWithoutValidation(GrpcHeaders.Encoding, entry.Value);
            }
            else if (!GrpcHeaders.IsReserved(entry.Key))
            {
                headers.TryAddWithoutValidation(entry.Key, GrpcHeaders.ValueOf(entry));
            }
        }

        if (!headers.NonValidated.Contains("user-agent"))
        {
            headers.TryAddWithoutValidation("user-agent", UserAgent);
        }
    }
}
