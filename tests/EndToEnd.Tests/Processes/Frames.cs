using System.Buffers.Binary;
using Google.Protobuf;

namespace EndToEnd.Tests.Processes;

/// <summary>Messages of gRPC as they lie in a stream of bytes: one byte that tells compression, four of length, the message.</summary>
internal static class Frames
{
    /// <returns>Null at the end of the stream.</returns>
    /// <exception cref="IOException">The stream ends within a message, or the message is compressed: the node is to be started without compression.</exception>
    public static async Task<byte[]?> ReadAsync(Stream from, CancellationToken cancel)
    {
        var head = new byte[5];
        var got = await from.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel);
        if (got == 0)
        {
            return null;
        }

        var message = new byte[BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1))];
        if (got < head.Length || head[0] != 0)
        {
            throw new IOException("Half a frame, or a compressed one.");
        }

        await from.ReadExactlyAsync(message, cancel);
        return message;
    }

    public static byte[] Of(IMessage message)
    {
        var bytes = new byte[5 + message.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1), bytes.Length - 5);
        message.WriteTo(bytes.AsSpan(5));
        return bytes;
    }

    public static async Task WriteAsync(Stream to, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        await to.WriteAsync(bytes, cancel);
        await to.FlushAsync(cancel);
    }
}
