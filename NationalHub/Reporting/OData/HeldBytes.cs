using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace NationalHub.Reporting.OData;

/// <summary>An answer that waits until it is whole, in rented pieces: until it is sent, a fault can still take its place.</summary>
internal sealed class HeldBytes : IBufferWriter<byte>, IDisposable
{
    private const int Piece = 64 * 1024;
    private readonly List<ArraySegment<byte>> _full = [];
    private byte[] _piece = ArrayPool<byte>.Shared.Rent(Piece);
    private int _used;
    private long _before;

    /// <summary>Bytes held.</summary>
    public long Length => _before + _used;

    public void Advance(int count) => _used += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Room(sizeHint);
        return _piece.AsMemory(_used);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Room(sizeHint);
        return _piece.AsSpan(_used);
    }

    /// <summary>Sends what is held and begins anew.</summary>
    public async Task SendAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        foreach (var piece in _full.Append(new ArraySegment<byte>(_piece, 0, _used)))
        {
            await response.BodyWriter.WriteAsync(piece, cancellationToken);
        }
        Release();
        (_used, _before) = (0, 0);
    }

    public void Dispose()
    {
        Release();
        ArrayPool<byte>.Shared.Return(_piece);
        _piece = [];
    }

    private void Release()
    {
        _full.ForEach(piece => ArrayPool<byte>.Shared.Return(piece.Array!));
        _full.Clear();
    }

    private void Room(int sizeHint)
    {
        if (_piece.Length - _used >= Math.Max(sizeHint, 1))
        {
            return;
        }
        _full.Add(new ArraySegment<byte>(_piece, 0, _used));
        _before += _used;
        (_piece, _used) = (ArrayPool<byte>.Shared.Rent(Math.Max(Piece, sizeHint)), 0);
    }
}
