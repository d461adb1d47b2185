using Google.Protobuf;
using Protos.Replication;
using Protos.Values;
using Record = Protos.Replication.Record;

namespace Protos.Tests.Values;

/// <summary>The digest of a record covers all that it says; sums of many do not depend on their order and tell any change, in its bucket.</summary>
public sealed class StateSumsTests
{
    private const int People = 20_000;
    private const int Flips = 300;

    [Fact]
    public void Sums_OfTheSameRecordsInAnyOrder_AreEqual()
    {
        var (random, items) = (new Random(1), Items());
        var (one, other) = (Sum(items), Sum([.. items.OrderBy(_ => random.Next())]));

        Assert.False(one.Differs(other));
        Assert.Equal((People, one.Total), (other.Records, other.Total));
        Assert.False(one.Differs(StateSums.Read(one.Records, one.ToBytes())));
    }

    [Fact]
    public void Sums_WithOneRecordChangedMissingOrAdded_DifferInItsBucketOnly()
    {
        var (random, items) = (new Random(2), Items());
        var whole = Sum(items);
        for (var i = 0; i < Flips; i++)
        {
            var at = random.Next(items.Count);
            var (id, digest) = items[at];
            var changed = (i % 3) switch
            {
                0 => Sum([.. items[..at], .. items[(at + 1)..]]),
                1 => Sum([.. items, (id, digest)]),
                _ => Sum([.. items[..at], (id, StateDigest.Of(1, id, 1, 1, "38.380.14758", [.. digest, 1])), .. items[(at + 1)..]]),
            };

            Assert.Equal([StateDigest.Bucket(id)], Enumerable.Range(0, StateDigest.Buckets).Where(b => whole.Differs(changed, b)));
            Assert.NotEqual(whole.Total, changed.Total);
        }
    }

    // Whatever message or field there will be: nothing that can be set leaves the digest as it was.
    [Fact]
    public void Digest_OfEveryFieldOfEveryKind_ChangesWithIt()
    {
        var bodies = Record.Descriptor.Oneofs.Single(o => o.Name == "body").Fields;
        Assert.Equal(Enum.GetValues<RecordKind>().Length - 1, bodies.Count);
        foreach (var body in bodies)
        {
            var fields = body.MessageType.Fields.InDeclarationOrder().Where(f => !f.IsRepeated);
            foreach (var field in fields)
            {
                var state = body.MessageType.Parser.ParseFrom(ReadOnlySpan<byte>.Empty.ToArray());
                var before = Digest(body, state);
                field.Accessor.SetValue(state, field.FieldType switch
                {
                    Google.Protobuf.Reflection.FieldType.String => "x", Google.Protobuf.Reflection.FieldType.Int32 => 1, Google.Protobuf.Reflection.FieldType.Int64 => (object)1L, _ => true,
                });
                Assert.True(before != Digest(body, state), field.FullName);
            }

            foreach (var part in body.MessageType.Fields.InDeclarationOrder().Where(f => f.IsRepeated))
            {
                var state = body.MessageType.Parser.ParseFrom(ReadOnlySpan<byte>.Empty.ToArray());
                var before = Digest(body, state);
                ((System.Collections.IList)part.Accessor.GetValue(state)).Add(part.MessageType.Parser.ParseFrom(ReadOnlySpan<byte>.Empty.ToArray()));
                Assert.True(before != Digest(body, state), part.FullName);
            }
        }
    }

    [Fact]
    public void Digest_OfTheKey_IsPartOfIt()
    {
        string[] all = [.. new[]
        {
            StateDigest.Of(1, "a-00", 1, 1, "38", [1]), StateDigest.Of(2, "a-00", 1, 1, "38", [1]), StateDigest.Of(1, "b-00", 1, 1, "38", [1]), StateDigest.Of(1, "a-00", 2, 1, "38", [1]),
            StateDigest.Of(1, "a-00", 1, 2, "38", [1]), StateDigest.Of(1, "a-00", 1, 1, "46", [1]), StateDigest.Of(1, "a-00", 1, 1, "38", []), StateDigest.Item(StateDigest.Of(1, "a-00", 1, 1, "38", [1]), ["Code"]),
        }.Select(Convert.ToHexString)];

        Assert.Equal(all.Length, all.Distinct().Count());
    }

    // A hub of the version before does not know the field; what it keeps has the same bytes.
    [Fact]
    public void Bytes_OfAFieldThatTheHubDoesNotKnow_AreKept()
    {
        var record = new Record { Id = "x", Kind = RecordKind.Beneficiary, Beneficiary = new BeneficiaryState { FullName = "Lê Thị Thủy", MergedIntoId = "y" } };
        record.Beneficiary.Links.Add(new LinkState { Id = "1", Basis = "2" });
        byte[] unknown = [.. record.Beneficiary.ToByteArray(), 0xBA, 0x3E, 0x01, (byte)'z']; // field 999, a string
        var sent = record.Clone();
        sent.Beneficiary = BeneficiaryState.Parser.ParseFrom(unknown);

        Assert.Equal(sent.ToByteArray(), Record.Parser.ParseFrom(sent.ToByteArray()).ToByteArray());
        Assert.True(sent.ToByteArray().AsSpan().IndexOf(unknown) > 0);
    }

    private static string Digest(Google.Protobuf.Reflection.FieldDescriptor body, IMessage state)
    {
        var record = new Record { Id = "00", Kind = RecordKind.Beneficiary };
        body.Accessor.SetValue(record, state);
        return Convert.ToHexString(StateDigest.Of(1, "00", 1, 1, "38", record.ToByteArray()));
    }

    private static StateSums Sum(List<(string Id, byte[] Digest)> items)
    {
        var sums = new StateSums();
        items.ForEach(i => sums.Add(i.Id, i.Digest));
        return sums;
    }

    private static List<(string Id, byte[] Digest)> Items()
    {
        var (random, bytes) = (new Random(3), new byte[16]);
        return [.. Enumerable.Range(0, People).Select(i =>
        {
            random.NextBytes(bytes);
            var id = new Guid(bytes).ToString("D");
            return (id, StateDigest.Of(1, id, 1, i, "38.380.14758", bytes));
        })];
    }
}
