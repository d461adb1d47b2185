using System.Buffers.Binary;
using NationalHub.Provinces;
using Protos.Reference;
using Protos.Replication;
using TestSupport;

namespace Benchmarks;

/// <summary>
/// The records of a province's node, made when they are asked for and alike each time: nothing of a nation is kept in memory. Ids are random as in life: that is what costs the
/// indexes most.
/// </summary>
internal sealed class ProvinceRecords
{
    /// <summary>Records of a full batch, as the relay sends it.</summary>
    public const int PerBatch = 1000;

    private const int Together = PerBatch / 2;
    private static readonly (string Category, int Hundredths)[] Kinds = [("6.n.elder", 200), ("6.dbn.adult", 200), ("HT.1", 100), ("6.n.adult", 150), ("5.d", 300), ("6.dbn.child", 250), ("4", 100), ("1.x.o4", 150)];
    private static readonly (string Name, int Sex)[] Names = [.. Enumerable.Range(0, 997).Select(PeopleNames.Of)];
    private readonly int _number;
    private readonly string[] _communes;

    private ProvinceRecords(string code, int number, int people, string[] communes) => (Code, _number, People, _communes) = (code, number, people, communes);

    public string Code { get; }

    public int People { get; }

    public IReadOnlyList<string> Communes => _communes;

    /// <summary>A person and what he receives.</summary>
    public int Rows => 2 * People;

    public int BatchCount => (People + Together - 1) / Together;

    /// <summary>The first provinces of today by their codes.</summary>
    public static IReadOnlyList<ProvinceRecords> Nation(int provinces, int people)
    {
        var communes = ReferenceTable.Read("units-two-tier-from-2025-07-01").Rows.Where(r => r["level"] == "commune").ToLookup(r => r["parent_code"], r => r["code"]);
        return [.. ProvinceUnits.Today.Take(provinces).Select((unit, i) => new ProvinceRecords(unit.Code, i, people, [.. communes[unit.Code]]))];
    }

    public static PushBatch Header(ulong sequence) => new() { Sequence = sequence, Epoch = 1, Protocol = 1, NodeVersion = "bench", ActChainHead = "a", ActChainLength = 1 };

    /// <summary>Everybody once, each person followed by what he receives.</summary>
    public IEnumerable<PushBatch> Batches()
    {
        for (var at = 0; at < BatchCount; at++)
        {
            var batch = Header((ulong)at + 1);
            for (var i = at * Together; i < Math.Min(People, (at + 1) * Together); i++)
            {
                batch.Records.Add(Person(i, 1));
                batch.Records.Add(Entitlement(i));
            }

            yield return batch;
        }
    }

    /// <summary>The n-th change after everybody was sent: a new version of a person somewhere in the province.</summary>
    public Record Changed(int n) => Person((int)(n * 1_000_003L % People), 2 + (n / People));

    public string PersonId(int i) => Id(1, i);

    public Record Entitlement(int i)
    {
        var (kind, commune) = (Kinds[i % Kinds.Length], Commune(i));
        return new()
        {
            Id = Id(2, i), Epoch = 1, Version = 1, Kind = RecordKind.Entitlement, TenantPath = $"{Code}.{commune}", RecordedAtUnixMs = 1_790_000_000_000 + i,
            Entitlement = new EntitlementState
            {
                BeneficiaryId = PersonId(i), CategoryCode = kind.Category, CoefficientHundredths = kind.Hundredths, MonthlyAmountDong = 5400L * kind.Hundredths, StartMonth = 202401 + (i % 12),
                DecisionId = Id(3, i / 20), ReceiverName = Names[i % Names.Length].Name, Status = "Active", CommuneCode = commune, Kind = kind.Category == "HT.1" ? "SocialPension" : "Assistance", Times = 1,
                LevelDong = 540_000, ReceiverNumber = Number(i), MethodCode = "cash",
            },
        };
    }

    private Record Person(int i, int version)
    {
        var (kind, commune, name) = (Kinds[i % Kinds.Length], Commune(i), Names[i % Names.Length]);
        return new()
        {
            Id = PersonId(i), Epoch = 1, Version = (ulong)version, Kind = RecordKind.Beneficiary, TenantPath = $"{Code}.{commune}", RecordedAtUnixMs = 1_790_000_000_000 + i + version,
            Beneficiary = new BeneficiaryState
            {
                Code = $"{Code}-{i:d7}", FullName = name.Name, BirthDate = $"19{30 + (i % 60)}-0{1 + (i % 9)}-1{i % 9}", Sex = name.Sex, EthnicCode = "01", CitizenId = Number(i), CommuneCode = commune,
                Village = $"Thôn {i % 12}", CategoryCode = kind.Category, MonthlyAmountDong = 5400L * kind.Hundredths, CoefficientHundredths = kind.Hundredths, StartMonth = 202401 + (i % 12),
                Status = "Active", IdentityStatus = "Matched", Phone = $"09{i:d8}", Needs = version > 1 ? $"Đổi lần {version - 1}" : "",
            },
        };
    }

    private string Commune(int i) => _communes[i % _communes.Length];

    private string Number(int i) => $"0{Code}1{30 + (i % 60)}{i % 1_000_000:d6}";

    private string Id(int kind, int i)
    {
        var seed = ((ulong)_number << 40) | ((ulong)kind << 36) | (uint)i;
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Mix(seed));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], Mix(~seed));
        return new Guid(bytes).ToString("D");
    }

    // SplitMix64.
    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
