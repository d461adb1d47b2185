using System.Collections.Frozen;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Header names of the protocol, and metadata to headers and back.</summary>
internal static class GrpcHeaders
{
    public const string ContentType = "application/grpc";
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string Timeout = "grpc-timeout";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";

    /// <summary>In a call's metadata: the compression of its requests (a convention of Grpc.Net.Client); never sent.</summary>
    public const string RequestEncoding = "grpc-internal-encoding-request";

    public const string Identity = "identity";
    public const string Gzip = "gzip";
    public const string SupportedEncodings = "identity,gzip";

    private static readonly FrozenSet<string> Reserved = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "content-type", "content-length", "te", "host", "accept-encoding", "transfer-encoding", "connection", Status, Message, Timeout, Encoding, AcceptEncoding, RequestEncoding);

    /// <summary>Whether a content type is gRPC's own: <c>application/grpc</c>, <c>application/grpc+proto</c>; not grpc-web.</summary>
    public static bool IsGrpc(string? contentType) =>
        contentType is not null
        && contentType.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == ContentType.Length || contentType[ContentType.Length] is '+' or ';');

    public static bool IsReserved(string key) => key.StartsWith(':') || Reserved.Contains(key);

    /// <summary>Adds a received header to the metadata; protocol headers and names no metadata key can have are left out.</summary>
    /// <exception cref="RpcException">INTERNAL: a -bin value that is not base64.</exception>
    public static void Collect(Metadata metadata, string key, string? value)
    {
        if (value is null || IsReserved(key) || !IsKey(key))
        {
            return;
        }

        if (!key.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase))
        {
            metadata.Add(key, value);
            return;
        }

        // Several values of one -bin key may have been joined by commas on the way.
        foreach (var part in value.Split(',', StringSplitOptions.TrimEntries))
        {
            metadata.Add(key, FromBase64(key, part));
        }
    }

    /// <summary>The header value of an entry.</summary>
    /// <exception cref="RpcException">INTERNAL: text that a header cannot carry; such text belongs under a -bin key.</exception>
    public static string ValueOf(Metadata.Entry entry)
    {
        if (entry.IsBinary)
        {
            return Convert.ToBase64String(entry.ValueBytes);
        }

        foreach (var c in entry.Value)
        {
            if (c is < ' ' or > '~')
            {
                throw new RpcException(new Status(StatusCode.Internal, $"Metadata '{entry.Key}' has characters outside printable ASCII; use a -bin key."));
            }
        }

        return entry.Value;
    }

    /// <summary>Outcome in a set of headers or trailers; null when they carry none.</summary>
    public static Status? StatusOf(string? code, string? message)
    {
        if (code is null)
        {
            return null;
        }

        return int.TryParse(code, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && Enum.IsDefined((StatusCode)number)
            ? new Status((StatusCode)number, message is null ? "" : PercentCoding.Decode(message))
            : new Status(StatusCode.Unknown, $"Unexpected grpc-status value: {code}");
    }

    private static bool IsKey(string key)
    {
        foreach (var c in key)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '.'))
            {
                return false;
            }
        }

        return key.Length > 0;
    }

    private static byte[] FromBase64(string key, string value)
    {
        try
        {
            // Senders may leave the padding out.
            var bare = value.TrimEnd('=');
            return Convert.FromBase64String(bare.PadRight((bare.Length + 3) / 4 * 4, '='));
        }
        catch (FormatException e)
        {
            throw new RpcException(new Status(StatusCode.Internal, $"Metadata '{key}' is not base64.", e));
        }
    }
}
