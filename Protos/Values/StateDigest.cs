using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Protos.Values;

/// <summary>
/// Digest of one record at one version: SHA-256 over the line "kind|id|epoch|version|path|deleted\n" in ASCII (kind is the number of RecordKind, id a lower-case GUID with hyphens,
/// path the owner's, deleted 0 or 1) followed by the serialized message as the node recorded it, without its replay field; nothing follows for a tombstone.
/// Whatever field the message gains is covered. Pure.
/// </summary>
public static class StateDigest
{
    /// <summary>Buckets of a path: the last byte of the id modulo this.</summary>
    public const int Buckets = 64;

    /// <summary>Bytes of a digest.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    /// <param name="message">Empty for a tombstone.</param>
    public static byte[] Of(int kind, string id, long epoch, long version, string tenantPath, ReadOnlySpan<byte> message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var head = string.Create(CultureInfo.InvariantCulture, $"{kind}|{id}|{epoch}|{version}|{tenantPath}|{(message.IsEmpty ? 1 : 0)}\n");
        hash.AppendData(Encoding.UTF8.GetBytes(head));
        hash.AppendData(message);
        return hash.GetHashAndReset();
    }

    /// <summary>What a row adds to the sums: its digest, or another value when columns that are read do not follow from its message or it has none.</summary>
    public static byte[] Item(byte[] digest, IReadOnlyCollection<string> wrongColumns) =>
        wrongColumns.Count == 0 ? digest : SHA256.HashData([.. digest, .. Encoding.UTF8.GetBytes(string.Join('|', wrongColumns))]);

    /// <summary>Bucket of an id.</summary>
    public static int Bucket(string id) => int.Parse(id.AsSpan(id.Length - 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % Buckets;
}

/// <summary>
/// Order-independent sum of the rows of one path: for each bucket the sum modulo 2^128 of the first 16 bytes (big-endian) of each row's digest. Sums of parts add up
/// to the sum of the whole, so node and hub may walk in different orders.
/// </summary>
public sealed class StateSums
{
    private const int Width = 16;
    private readonly UInt128[] _buckets = new UInt128[StateDigest.Buckets];

    /// <summary>Number of rows.</summary>
    public long Records { get; private set; }

    /// <summary>Sum of all buckets as 32 lower-case hexadecimal digits.</summary>
    public string Total
    {
        get
        {
            var sum = UInt128.Zero;
            foreach (var bucket in _buckets)
            {
                sum = unchecked(sum + bucket);
            }

            return sum.ToString("x32", CultureInfo.InvariantCulture);
        }
    }

    public void Add(string id, ReadOnlySpan<byte> item)
    {
        var bucket = StateDigest.Bucket(id);
        _buckets[bucket] = unchecked(_buckets[bucket] + BinaryPrimitives.ReadUInt128BigEndian(item));
        Records++;
    }

    /// <summary>The buckets as they travel.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Width * StateDigest.Buckets];
        for (var i = 0; i < _buckets.Length; i++)
        {
            BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(i * Width), _buckets[i]);
        }

        return bytes;
    }

    /// <summary>The sums of the other side.</summary>
    /// <exception cref="InvalidDataException">They are not <see cref="StateDigest.Buckets"/> sums.</exception>
    public static StateSums Read(long records, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Width * StateDigest.Buckets)
        {
            throw new InvalidDataException($"{bytes.Length} bytes are not {StateDigest.Buckets} sums.");
        }

        var sums = new StateSums { Records = records };
        for (var i = 0; i < sums._buckets.Length; i++)
        {
            sums._buckets[i] = BinaryPrimitives.ReadUInt128BigEndian(bytes[(i * Width)..]);
        }

        return sums;
    }

    /// <summary>Whether a bucket differs from the other side's.</summary>
    public bool Differs(StateSums other, int bucket) => _buckets[bucket] != other._buckets[bucket];

    /// <summary>Whether anything differs.</summary>
    public bool Differs(StateSums other) => Records != other.Records || !_buckets.AsSpan().SequenceEqual(other._buckets);
}
