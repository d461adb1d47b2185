using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>Settings of every service of this process.</summary>
public sealed class GrpcServiceOptions
{
    internal const int DefaultReceiveMaxMessageSize = 4 * 1024 * 1024;

    /// <summary>Largest message sent, in bytes before compression; null: no limit.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>Largest message accepted, in bytes after decompression; null: no limit. 4 MB unless set.</summary>
    public int? MaxReceiveMessageSize { get; set; } = DefaultReceiveMaxMessageSize;

    /// <summary>Whether the text of an unexpected exception may reach the caller; false in production.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary><c>gzip</c> or null; used for callers that accept it.</summary>
    public string? ResponseCompressionAlgorithm { get; set; }

    public System.IO.Compression.CompressionLevel? ResponseCompressionLevel { get; set; }
}

public interface IGrpcServerBuilder
{
    IServiceCollection Services { get; }
}
