using Protos.Values;

namespace Protos.Tests.Values;

/// <summary>The digest by which node and hub find out that they hold the same set.</summary>
public sealed class RecordDigestTests
{
    private static readonly (string Id, ulong Epoch, ulong Version)[] Records = Enumerable.Range(0, 200)
        .Select(i => ($"0198c000-0000-7000-8000-{i:x12}", (ulong)(1 + (i % 3)), (ulong)(i + 1))).ToArray();

    [Fact]
    public void Records_InAnyOrder_GiveOneDigest()
    {
        var forward = Of(Records);

        Assert.Equal(forward, Of(Records.Reverse()));
        Assert.Equal(forward, Of(Records.OrderBy(r => r.Version % 7).ThenByDescending(r => r.Version)));
    }

    [Fact]
    public void Digest_OfADifferentSet_Differs()
    {
        var all = Of(Records);

        Assert.NotEqual(all, Of(Records.Skip(1)));
        Assert.NotEqual(all, Of(Records.Append(Records[0])));
        Assert.NotEqual(all, Of(Records.Select(r => r.Version == 5 ? (r.Id, r.Epoch, r.Version + 1) : r)));
        Assert.NotEqual(all, Of(Records.Select(r => r.Version == 5 ? (r.Id, r.Epoch + 1, r.Version) : r)));
        Assert.NotEqual(all, Of(Records.Select(r => r.Version == 5 ? (r.Id.Replace("0198", "0199", StringComparison.Ordinal), r.Epoch, r.Version) : r)));
    }

    [Fact]
    public void Digest_OfNothing_IsZero() => Assert.Equal(("0000000000000000", 0), Of([]));

    // Computed apart (Python: hashlib.sha256(b"0198c000-0000-7000-8000-000000000001|1|2").digest()[:8].hex()), so that both systems may be rewritten.
    [Fact]
    public void Digest_OfOneRecord_IsTheHashStart()
    {
        var digest = new RecordDigest();
        digest.Add("0198c000-0000-7000-8000-000000000001", 1, 2);

        Assert.Equal("10689ff1eff4a72b", digest.Value);
    }

    private static (string Value, long Count) Of(IEnumerable<(string Id, ulong Epoch, ulong Version)> records)
    {
        var digest = new RecordDigest();
        foreach (var (id, epoch, version) in records)
        {
            digest.Add(id, epoch, version);
        }

        return (digest.Value, digest.Count);
    }
}
