using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Protos.Replication;

namespace ProvinceNode.Replication;

/// <summary>
/// One version of a record as it was recorded, written in the transaction that made it and kept for ever: "as known on a day" is asked of these rows.
/// Erasure empties the message of every version. The rows of a record belong to whoever may see the record, wherever it lay then.
/// </summary>
public sealed class RecordVersion
{
    /// <summary>Shorter messages are stored as they are: packing gains nothing.</summary>
    private const int ShortestPacked = 400;
    private const int Quality = 4;
    private const int Window = 16;

    /// <summary>Number of <see cref="RecordKind"/>.</summary>
    public required int Kind { get; init; }

    public required Guid RecordId { get; init; }

    public required long Epoch { get; init; }

    public required long Version { get; init; }

    /// <summary>Moment of the act that made it, UTC.</summary>
    public required DateTime RecordedAt { get; init; }

    /// <summary>Where the record lay then.</summary>
    public required string TenantPath { get; init; }

    /// <summary>The serialized <see cref="Record"/>, see <see cref="Packed"/>; empty for a tombstone and for what one erased.</summary>
    public required byte[] Message { get; set; }

    /// <summary>Whether the message is packed by Brotli.</summary>
    public required bool Packed { get; set; }

    /// <summary>Not made by the save that writes it, but taken over by a record that takes the place of an erased one. Not stored.</summary>
    public bool TakenOver { get; private init; }

    /// <summary>The version of a message.</summary>
    /// <param name="at">When it was recorded.</param>
    /// <param name="takenOver">See <see cref="TakenOver"/>.</param>
    public static RecordVersion Of(Record record, byte[] message, DateTime at, bool takenOver = false)
    {
        var packed = record.Deleted ? null : Pack(message);
        return new()
        {
            Kind = (int)record.Kind, RecordId = Guid.ParseExact(record.Id, "D"), Epoch = (long)record.Epoch, Version = (long)record.Version, RecordedAt = at,
            TenantPath = record.TenantPath, Message = record.Deleted ? [] : packed ?? message, Packed = packed is not null, TakenOver = takenOver,
        };
    }

    /// <summary>The record as it was; null when it is erased.</summary>
    public Record? Read() => Message.Length == 0 ? null : Record.Parser.ParseFrom(Packed ? Unpack(Message) : Message);

    /// <summary>The serialized record; the raw bytes when they cannot be unpacked.</summary>
    internal byte[] Bytes()
    {
        try
        {
            return Packed ? Unpack(Message) : Message;
        }
        catch (InvalidDataException)
        {
            return Message;
        }
    }

    /// <summary>Takes the content away; that there was a version stays.</summary>
    public void Erase() => (Message, Packed) = ([], false);

    internal static void Map(EntityTypeBuilder<RecordVersion> version)
    {
        version.ToTable("RecordVersions");
        version.HasKey(v => new { v.Kind, v.RecordId, v.Epoch, v.Version });
        version.Property(v => v.TenantPath).HasMaxLength(20);
        version.Ignore(v => v.TakenOver);
    }

    private static byte[]? Pack(byte[] message)
    {
        if (message.Length < ShortestPacked)
        {
            return null;
        }

        var buffer = new byte[message.Length * 4 / 5];
        return BrotliEncoder.TryCompress(message, buffer, out var written, Quality, Window) ? buffer[..written] : null;
    }

    private static byte[] Unpack(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var whole = new MemoryStream();
        brotli.CopyTo(whole);
        return whole.ToArray();
    }
}
