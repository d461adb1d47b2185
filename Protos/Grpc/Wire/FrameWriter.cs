using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>
/// Collects length-prefixed messages (1 byte compressed?, 4 bytes big-endian length, payload) in one pooled array, so that
/// several small ones leave in one write. Not thread-safe; one per call.
/// </summary>
internal sealed class FrameWriter(int? maxMessageSize, CompressionLevel? gzip) : SerializationContext, IBufferWriter<byte>, IDisposable
{
    internal const int HeaderSize = 5;

    /// <summary>From here on a message marked BufferHint is sent at once: waiting saves nothing more.</summary>
    internal const int WorthSending = 64 * 1024;

    private const int SmallestArray = 4 * 1024;
    private const int LargestArrayKept = 1024 * 1024;

    private byte[] array = [];
    private int count;
    private bool complete;

    public ReadOnlyMemory<byte> Pending => array.AsMemory(0, count);

    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: the message is over the limit. Earlier messages stay.</exception>
    public void Append<T>(Marshaller<T> marshaller, T message, WriteFlags flags)
    {
        var start = count;
        complete = false;
        var succeeded = false;
        try
        {
            Reserve(HeaderSize);
            count += HeaderSize;
            marshaller.ContextualSerializer(message, this);
            if (!complete)
            {
                throw new InvalidOperationException("The serializer did not call Complete.");
            }

            GuardSize(count - start - HeaderSize);
            var compressed = gzip is { } level && (flags & WriteFlags.NoCompress) == 0 && TryCompress(start + HeaderSize, level);
            array[start] = compressed ? (byte)1 : (byte)0;
            BinaryPrimitives.WriteInt32BigEndian(array.AsSpan(start + 1), count - start - HeaderSize);
            succeeded = true;
        }
        finally
        {
            if (!succeeded)
            {
                count = start;
            }
        }
    }

    /// <summary>Forgets what has been sent.</summary>
    public void Clear()
    {
        count = 0;
        if (array.Length > LargestArrayKept)
        {
            Dispose();
        }
    }

    public override void SetPayloadLength(int payloadLength)
    {
        GuardSize(payloadLength);
        Reserve(payloadLength);
    }

    public override IBufferWriter<byte> GetBufferWriter() => this;

    public override void Complete(byte[] payload)
    {
        GuardSize(payload.Length);
        this.Write(payload);
        complete = true;
    }

    public override void Complete() => complete = true;

    public void Advance(int written)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(written);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(written, array.Length - count);
        count += written;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return array.AsMemory(count);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return array.AsSpan(count);
    }

    public void Dispose()
    {
        var old = array;
        array = [];
        count = 0;
        if (old.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(old);
        }
    }

    private void GuardSize(int length)
    {
        if (length > maxMessageSize)
        {
            throw new RpcException(new Status(StatusCode.ResourceExhausted, "Sending message exceeds the maximum configured message size."));
        }
    }

    /// <summary>Replaces the payload by its gzip form; false, with the payload as it was, when that is not smaller.</summary>
    private bool TryCompress(int payloadStart, CompressionLevel level)
    {
        var length = count - payloadStart;
        using var packed = new PooledBuffer(Math.Max(length, SmallestArray));
        using (var stream = new GZipStream(packed.AsStream(), level))
        {
            stream.Write(array, payloadStart, length);
        }

        if (packed.Written.Length >= length)
        {
            return false;
        }

        packed.Written.Span.CopyTo(array.AsSpan(payloadStart));
        count = payloadStart + packed.Written.Length;
        return true;
    }

    private void Reserve(int more)
    {
        if (array.Length - count >= more)
        {
            return;
        }

        var needed = checked(count + more);
        var bigger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Math.Max(SmallestArray, (int)Math.Min(array.Length * 2L, Array.MaxLength))));
        array.AsSpan(0, count).CopyTo(bigger);
        if (array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(array);
        }

        array = bigger;
    }
}
