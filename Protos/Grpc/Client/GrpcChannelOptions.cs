using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client;

/// <summary>Settings of a channel.</summary>
public sealed class GrpcChannelOptions
{
    /// <summary>Largest message sent, in bytes before compression; null: no limit.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>Largest message accepted, in bytes after decompression; null: no limit. 4 MB unless set.</summary>
    public int? MaxReceiveMessageSize { get; set; } = 4 * 1024 * 1024;

    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Client to send by; set this or <see cref="HttpHandler"/>, not both.</summary>
    public HttpClient? HttpClient { get; set; }

    /// <summary>Handler to send by: with mTLS, a SocketsHttpHandler with the client certificate.</summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Whether disposing the channel disposes the given client or handler.</summary>
    public bool DisposeHttpClient { get; set; }

    /// <summary>Whether CANCELLED and DEADLINE_EXCEEDED of the caller's own making are thrown as OperationCanceledException.</summary>
    public bool ThrowOperationCanceledOnCancellation { get; set; }
}
