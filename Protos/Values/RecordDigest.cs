using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Protos.Values;

/// <summary>
/// Order-independent digest of a set of records: the sum modulo 2^64 of the first 8 bytes (big-endian) of SHA-256 over
/// "id|epoch|version". Node and hub compute it apart; equal sets give equal digests whatever the order of arrival.
/// </summary>
public sealed class RecordDigest
{
    private ulong _sum;

    /// <summary>Number of records added.</summary>
    public long Count { get; private set; }

    /// <summary>16 lower-case hexadecimal digits.</summary>
    public string Value => _sum.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);

    /// <param name="id">Lower-case GUID with hyphens.</param>
    public void Add(string id, ulong epoch, ulong version)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.ASCII.GetBytes($"{id}|{epoch}|{version}"), hash);
        _sum = unchecked(_sum + BinaryPrimitives.ReadUInt64BigEndian(hash));
        Count++;
    }
}
