using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Duplicates;
using NationalHub.Tests.Intake;
using Protos.Duplicates;
using Protos.Replication;
using TestSupport;
using Record = Protos.Replication.Record;

namespace NationalHub.Tests.Duplicates;

/// <summary>A hub with two provinces that push; the search runs when it is told to.</summary>
internal sealed class CaseWorld : IAsyncDisposable
{
    public const string Here = "38";
    public const string There = "46";
    private readonly Dictionary<string, (X509Certificate2 Certificate, Pusher Pusher)> _nodes = new(StringComparer.Ordinal);

    public HubHost Hub { get; private init; } = null!;

    public static async Task<CaseWorld> StartAsync()
    {
        var world = new CaseWorld { Hub = await HubHost.StartAsync(null, b => b.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Duplicates:SearchMilliseconds"] = "86400000" })) };
        foreach (var code in new[] { Here, There })
        {
            var certificate = await world.Hub.AddProvinceAsync(code);
            world._nodes[code] = (certificate, new Pusher(world.Hub, certificate));
        }

        return world;
    }

    public async Task PushAsync(string province, params Record[] records) => Assert.Empty((await _nodes[province].Pusher.PushAsync(1, records)).Refusals);

    /// <summary>A round over everything.</summary>
    public async Task SearchAsync()
    {
        await PagesAsync();
        await FindAsync(async f => await f.JudgeAsync(await f.LinkedAsync(DateTime.UnixEpoch, null, default), default));
        await FindAsync(f => f.TouchedAsync(DateTime.UnixEpoch, true, default));
    }

    /// <returns>Records that were compared.</returns>
    public async Task<int> PagesAsync()
    {
        var (looked, at) = (0, ArrivalKey.Since(DateTime.UnixEpoch));
        while (true)
        {
            var stretch = new Stretch(at, null);
            var (found, reached, _) = await FindAsync(f => f.PageAsync(stretch, FindCases.PageSize, default));
            if (found == 0)
            {
                return looked;
            }

            (looked, at) = (looked + found, reached);
        }
    }

    public async Task<T> FindAsync<T>(Func<FindCases, Task<T>> work)
    {
        await using var scope = Hub.App.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<FindCases>());
    }

    public Task<List<CrossCase>> CasesAsync() => Hub.WithDbAsync(db => db.CrossCases.AsNoTracking().OrderBy(c => c.FirstId).ThenBy(c => c.SecondId).ToListAsync());

    public async Task<CrossCase> CaseAsync() => Assert.Single(await CasesAsync());

    public async Task<CasesReply> PullAsync(string province, params KnownCase[] known)
    {
        using var channel = Hub.Channel(_nodes[province].Certificate);
        var request = new CasesRequest { Most = 50, KnowsPast = true };
        request.Known.Add(known);
        return await new AcrossProvinces.AcrossProvincesClient(channel).PullAsync(request);
    }

    public async Task<string> SayAsync(string province, Guid id, string word, int fromMonth = 0, int round = 1)
    {
        using var channel = Hub.Channel(_nodes[province].Certificate);
        return (await new AcrossProvinces.AcrossProvincesClient(channel).SayAsync(new SayRequest
        {
            Id = id.ToString("D"), Round = round, Word = new CaseWord { Word = word, FromMonth = fromMonth, Reason = $"Đã xác minh tại nhà, tỉnh {province}", Evidence = "BB-01", Official = $"Cán bộ {province}", Office = "UBND xã" },
        })).State;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (certificate, pusher) in _nodes.Values)
        {
            await pusher.DisposeAsync();
            certificate.Dispose();
        }

        await Hub.DisposeAsync();
    }

    /// <summary>A person; what he receives by his own record too.</summary>
    public static Record Person(string province, int id, string number = "038154001234", string old = "", string name = "Lê Thị Hòa", string birth = "1954-03-02", ulong version = 1, Action<BeneficiaryState>? change = null)
    {
        var record = Records.Person(Records.Id(id), version);
        record.TenantPath = Path(province);
        (record.Beneficiary.CitizenId, record.Beneficiary.OldIdentityNumber, record.Beneficiary.FullName, record.Beneficiary.BirthDate, record.Beneficiary.CommuneCode) = (number, old, name, birth, Commune(province));
        change?.Invoke(record.Beneficiary);
        return record;
    }

    public static Record Grant(string province, int id, int person, int start = 202607, int end = 0, ulong version = 1, string status = "Active", string category = "6.n.elder", string why = "") => new()
    {
        Id = Records.Id(1_000_000 + id), Epoch = 1, Version = version, Kind = RecordKind.Entitlement, TenantPath = Path(province), RecordedAtUnixMs = 1_790_000_000_000,
        Entitlement = new EntitlementState
        {
            BeneficiaryId = Records.Id(person), CategoryCode = category, CoefficientHundredths = 200, MonthlyAmountDong = 1_000_000, StartMonth = start, EndMonth = end, Status = status, Kind = "Assistance", CommuneCode = Commune(province),
            DecisionId = Records.Id(2_000_000 + id), ReceiverName = "x", Times = 1, LevelDong = 500_000, EndReason = why,
        },
    };

    public static Record Decision(string province, int id, string number) => new()
    {
        Id = Records.Id(2_000_000 + id), Epoch = 1, Version = 1, Kind = RecordKind.Decision, TenantPath = Path(province), RecordedAtUnixMs = 1_790_000_000_000,
        Decision = new DecisionState { Number = number, SignedOn = "2026-06-20", Kind = "Grant", IssuingOffice = "UBND xã", IssuingOfficeCode = Path(province), SignerName = "Người ký" },
    };

    public static Record Paid(string province, int id, int person, int month, string state = "Paid")
    {
        var line = new PaymentLineState
        {
            ListId = Records.Id(9), Month = month, Type = "Regular", Method = "CashPoint", CommuneCode = Commune(province), BeneficiaryId = Records.Id(person), People = 1, MonthlyDong = 1_000_000, TotalDong = 1_000_000, Outcome = state,
            PaidOn = "2026-10-25", ReasonCode = "", ResultVersion = 1,
        };
        line.Claims.Add(new PaymentClaimState { BeneficiaryId = Records.Id(person), EntitlementId = Records.Id(1), Kind = "Regular", Month = month, AmountDong = 1_000_000, State = state });
        return new Record { Id = Records.Id(3_000_000 + id), Epoch = 1, Version = 1, Kind = RecordKind.PaymentLine, TenantPath = Path(province), RecordedAtUnixMs = 1_790_000_000_000, PaymentLine = line };
    }

    public static Record Tombstone(string province, int person, ulong version) => new()
    {
        Id = Records.Id(person), Epoch = 1, Version = version, Kind = RecordKind.Beneficiary, TenantPath = Path(province), RecordedAtUnixMs = 1_790_000_000_000, Deleted = true,
    };

    private static string Path(string province) => province == Here ? "38.380.14758" : $"46.{ThereCommune}";

    private static string Commune(string province) => province == Here ? "14758" : ThereCommune;

    private const string ThereCommune = "19753";
}
