using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Google.Protobuf;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>
/// Takes length-prefixed messages out of a pipe and parses them where they lie. Bytes are marked as seen while a message
/// is still incomplete, so that the peer's window opens for a message larger than the window.
/// </summary>
internal sealed class FrameReader(PipeReader input, int? maxMessageSize, string? encoding, StatusCode unknownEncodingStatus) : DeserializationContext
{
    private ReadOnlySequence<byte> payload;

    public override int PayloadLength => (int)payload.Length;

    /// <summary>The next message, or null when the stream has ended between two messages.</summary>
    /// <exception cref="RpcException">
    /// INTERNAL: half a frame or bytes that are no message; RESOURCE_EXHAUSTED: over the limit, seen from the header before
    /// anything is allocated; UNIMPLEMENTED or INTERNAL: unknown compression.
    /// </exception>
    public async ValueTask<T?> ReadAsync<T>(Marshaller<T> marshaller, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = result.Buffer;
            if (result.IsCanceled)
            {
                input.AdvanceTo(buffer.Start);
                throw new OperationCanceledException(cancellationToken);
            }

            var consumed = buffer.Start;
            var examined = buffer.End;
            try
            {
                if (TryTakeFrame(buffer, out var compressed, out var frame))
                {
                    var message = Parse(marshaller, compressed, frame);
                    consumed = examined = frame.End;
                    return message;
                }

                if (result.IsCompleted)
                {
                    return buffer.IsEmpty ? null : throw Broken("Incomplete message.");
                }
            }
            finally
            {
                input.AdvanceTo(consumed, examined);
            }
        }
    }

    /// <summary>Gives the pipe's memory back.</summary>
    public void Complete() => input.Complete();

    public override byte[] PayloadAsNewBuffer() => payload.ToArray();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => payload;

    private static RpcException Broken(string detail) => new(new Status(StatusCode.Internal, detail));

    private bool TryTakeFrame(ReadOnlySequence<byte> buffer, out bool compressed, out ReadOnlySequence<byte> frame)
    {
        compressed = false;
        frame = default;
        if (buffer.Length < FrameWriter.HeaderSize)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[FrameWriter.HeaderSize];
        buffer.Slice(0, FrameWriter.HeaderSize).CopyTo(header);
        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (length > (uint)Math.Min(maxMessageSize ?? int.MaxValue, int.MaxValue))
        {
            throw new RpcException(new Status(StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size."));
        }

        compressed = header[0] switch
        {
            0 => false,
            1 => true,
            _ => throw Broken("Unexpected compressed flag value in message header."),
        };
        if (buffer.Length - FrameWriter.HeaderSize < length)
        {
            return false;
        }

        frame = buffer.Slice(FrameWriter.HeaderSize, length);
        return true;
    }

    private T Parse<T>(Marshaller<T> marshaller, bool compressed, ReadOnlySequence<byte> frame)
    {
        if (!compressed)
        {
            return Parse(marshaller, frame);
        }

        switch (encoding)
        {
            case GrpcHeaders.Gzip:
                using (var unpacked = Gunzip.Unpack(frame, maxMessageSize))
                {
                    return Parse(marshaller, new ReadOnlySequence<byte>(unpacked.Written));
                }

            case null or GrpcHeaders.Identity:
                throw Broken("Request did not include grpc-encoding value with compressed message.");
            default:
                throw new RpcException(new Status(unknownEncodingStatus, $"Unsupported grpc-encoding value '{encoding}'. Supported encodings: identity, gzip."));
        }
    }

    private T Parse<T>(Marshaller<T> marshaller, ReadOnlySequence<byte> bytes)
    {
        payload = bytes;
        try
        {
            return marshaller.ContextualDeserializer(this);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new RpcException(new Status(StatusCode.Internal, "Failed to deserialize message.", e));
        }
        finally
        {
            payload = default;
        }
    }
}
