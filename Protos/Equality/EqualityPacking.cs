using System.IO.Compression;

namespace Protos.Equality;

/// <summary>How both sides store sealed files: Brotli.</summary>
public static class EqualityPacking
{
    public static byte[] Pack(byte[] file)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(file);
        }

        return packed.ToArray();
    }

    public static byte[] Unpack(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var file = new MemoryStream();
        brotli.CopyTo(file);
        return file.ToArray();
    }
}
