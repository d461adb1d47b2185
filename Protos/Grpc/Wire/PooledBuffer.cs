using System.Buffers;

namespace Grpc.Wire;

/// <summary>A growing array from the pool; given back on disposal, so nothing may keep its memory.</summary>
internal sealed class PooledBuffer(int capacity) : IDisposable
{
    private byte[] array = ArrayPool<byte>.Shared.Rent(capacity);
    private int count;

    public ReadOnlyMemory<byte> Written => array.AsMemory(0, count);

    /// <summary>Where the next bytes go; never empty.</summary>
    public Span<byte> Free()
    {
        if (count == array.Length)
        {
            var bigger = ArrayPool<byte>.Shared.Rent(checked(array.Length * 2));
            array.AsSpan(0, count).CopyTo(bigger);
            ArrayPool<byte>.Shared.Return(array);
            array = bigger;
        }

        return array.AsSpan(count);
    }

    public void Advance(int written) => count += written;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var free = Free();
            var step = Math.Min(free.Length, bytes.Length);
            bytes[..step].CopyTo(free);
            Advance(step);
            bytes = bytes[step..];
        }
    }

    public Stream AsStream() => new Sink(this);

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

    private sealed class Sink(PooledBuffer owner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush()
        {
        }

        public override void Write(ReadOnlySpan<byte> buffer) => owner.Write(buffer);

        public override void Write(byte[] buffer, int offset, int count) => owner.Write(buffer.AsSpan(offset, count));

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
