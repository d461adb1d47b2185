using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Unpacks one compressed message; stops as soon as it grows over the limit (a small frame may hide gigabytes).</summary>
internal static class Gunzip
{
    private const int TrailerSize = 4;
    private const int FirstCapacity = 8 * 1024;

    /// <exception cref="RpcException">INTERNAL: not gzip, or cut short; RESOURCE_EXHAUSTED: over <paramref name="maxSize"/> bytes.</exception>
    public static PooledBuffer Unpack(ReadOnlySequence<byte> packed, int? maxSize)
    {
        var length = (int)packed.Length;
        var copy = ArrayPool<byte>.Shared.Rent(Math.Max(length, 1));
        var unpacked = new PooledBuffer(FirstCapacity);
        var succeeded = false;
        try
        {
            packed.CopyTo(copy);
            using var source = new GZipStream(new MemoryStream(copy, 0, length, writable: false), CompressionMode.Decompress);
            for (int read; (read = source.Read(unpacked.Free())) > 0;)
            {
                unpacked.Advance(read);
                if (unpacked.Written.Length > maxSize)
                {
                    throw new RpcException(new Status(StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size."));
                }
            }

            // The stream does not complain about a missing end; the length in the gzip trailer does.
            if (length < TrailerSize || BinaryPrimitives.ReadUInt32LittleEndian(copy.AsSpan(length - TrailerSize)) != (uint)unpacked.Written.Length)
            {
                throw new InvalidDataException("The gzip trailer does not match.");
            }

            succeeded = true;
            return unpacked;
        }
        catch (InvalidDataException e)
        {
            throw new RpcException(new Status(StatusCode.Internal, "Failed to decompress message.", e));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
            if (!succeeded)
            {
                unpacked.Dispose();
            }
        }
    }
}
