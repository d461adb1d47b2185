using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Protos.Equality;

/// <summary>What is wrong with a row; the names are published and stored.</summary>
public enum DifferenceKind
{
    /// <summary>The hub's copy of the version, or what is read of it, is another.</summary>
    HubValue = 1,

    /// <summary>The hub has no such record.</summary>
    HubMissing = 2,

    /// <summary>The hub holds a lower version than it acknowledged.</summary>
    HubStale = 3,

    /// <summary>The hub holds a record that the node never made.</summary>
    HubExtra = 4,

    /// <summary>The node's record is another than the version that it last recorded and sent.</summary>
    NodeValue = 5,

    /// <summary>The node has no such record although nobody erased it.</summary>
    NodeMissing = 6,

    /// <summary>The node has a record of which it never recorded a version.</summary>
    NodeExtra = 7,

    /// <summary>The node's stored version is another than both its record and the hub's copy.</summary>
    NodeVersion = 8,
}

/// <summary>Sums of the rows of one kind and path.</summary>
/// <param name="Kind">Name of RecordKind.</param>
/// <param name="Path">Owner's path; its last unit is the commune or office.</param>
/// <param name="NodeDigest">32 hexadecimal digits, see StateSums.</param>
/// <param name="Again">Rows of the buckets that differed at first, compared one by one afterwards.</param>
/// <param name="InFlight">Of those, rows that were on their way to the hub, or that it refused.</param>
/// <param name="Differing">Of those, rows that differ.</param>
public sealed record EqualityLine(
    string Kind, string Path, long NodeRecords, string NodeDigest, long HubRecords, string HubDigest, int Again = 0, int InFlight = 0, int Differing = 0);

/// <summary>One row that differs. Fields are named, values are not: no personal data.</summary>
public sealed record EqualityRow(
    string Kind, string Path, string Id, DifferenceKind What, long NodeEpoch, long NodeVersion, string NodeDigest, long HubEpoch, long HubVersion, string HubDigest, IReadOnlyList<string> Fields);

/// <summary>
/// What a certificate of equality says, as UTF-8 JSON with camel-case names. Sums are of two moments that are seconds apart; rows of buckets that differed were then looked at one by one,
/// and each is either on its way, equal at the second look, or named in <see cref="Rows"/>. It is equal when nothing is named.
/// </summary>
/// <param name="Format">Always <see cref="Version"/>.</param>
/// <param name="Reason">Nightly, AskedByNode, AskedByHub, AfterRepair.</param>
/// <param name="ActChainLength">Acts of the node's chain when the comparing began, and its head: the cut.</param>
/// <param name="Refused">Records of which the hub refused the newest version; they are counted as in flight.</param>
/// <param name="Differing">Rows that differ; more than <see cref="Rows"/> names when there are too many to name.</param>
public sealed record EqualityContent(
    string Format, string Province, Guid RunId, string Reason, DateTime StartedAt, DateTime FinishedAt, long Epoch, long ActChainLength, string ActChainHead, string NodeVersion,
    long Records, int InFlight, int Refused, int Differing, bool Equal, IReadOnlyList<EqualityLine> Lines, IReadOnlyList<EqualityRow> Rows)
{
    /// <summary>Name of the published format.</summary>
    public const string Version = "baotroxahoi.equality/1";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() },
    };

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <exception cref="JsonException">It is no content.</exception>
    public static EqualityContent Read(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize<EqualityContent>(bytes, Json) ?? throw new JsonException("The content is null.");

    /// <summary>What contradicts itself in it; empty when it is consistent.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        void Demand(bool holds, string fault)
        {
            if (!holds)
            {
                faults.Add(fault);
            }
        }

        Demand(Format == Version, $"Định dạng “{Format}” không phải “{Version}”.");
        Demand(Records == Lines.Sum(l => l.NodeRecords), "Tổng số bản ghi không bằng tổng các dòng.");
        Demand(InFlight == Lines.Sum(l => l.InFlight), "Số bản ghi đang gửi không bằng tổng các dòng.");
        Demand(Differing >= Rows.Count, "Số bản ghi lệch ít hơn số bản ghi được nêu tên.");
        Demand(Equal == (Differing == 0), "Kết luận không khớp với số bản ghi lệch.");
        Demand(
            Lines.All(l => l.Again > 0 || l.InFlight + l.Differing > 0 || (l.NodeRecords == l.HubRecords && l.NodeDigest == l.HubDigest)),
            "Có dòng mà hai bên khác nhau nhưng không được đối chiếu từng bản ghi.");
        Demand(Lines.DistinctBy(l => (l.Kind, l.Path)).Count() == Lines.Count, "Có dòng bị lặp.");
        return faults;
    }
}
