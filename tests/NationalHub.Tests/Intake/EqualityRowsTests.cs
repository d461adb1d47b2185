using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Intake.Equality;
using NationalHub.Reporting;
using Protos.Replication;
using Protos.Values;
using TestSupport;
using Record = Protos.Replication.Record;

namespace NationalHub.Tests.Intake;

/// <summary>Whatever column or message of any kind is changed by hand at the hub changes its digests; a replay puts it right and takes nothing newer back.</summary>
public sealed class EqualityRowsTests : IAsyncLifetime
{
    private const string Path = "38.380.14758";
    private const long At = 1_790_000_000_000;
    private HubHost _hub = null!;
    private Pusher _node = null!;

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        _node = new Pusher(_hub, await _hub.AddProvinceAsync("38"));
        Assert.Empty((await _node.PushAsync(1, [.. Kinds().Select(k => One(k))])).Refusals);
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Row_OfEachKindAsReceived_HasTheDigestOfItsMessage()
    {
        foreach (var kind in Kinds())
        {
            var (row, record) = (await FindAsync(kind), One(kind));
            Assert.Empty(row.WrongColumns);
            Assert.Equal(StateDigest.Of((int)kind, record.Id, 1, 1, Path, Google.Protobuf.MessageExtensions.ToByteArray(record)), row.Digest);
        }
    }

    // New columns are covered because they are columns, new fields because they are bytes of the message.
    [Fact]
    public async Task Column_OfEachKindChangedByHand_IsNamed()
    {
        foreach (var kind in Kinds())
        {
            var before = await FindAsync(kind);
            foreach (var column in await ColumnsAsync(kind))
            {
                await ChangeAsync(kind, column);
                var after = await FindAsync(kind);
                Assert.False((Hex(before) == Hex(after)), $"{kind}.{column}");
                await _node.PushAsync(1, Replay(One(kind), after.Epoch, after.Version));
                Assert.True(Hex(before) == Hex(await FindAsync(kind)), $"{kind}.{column} after the replay");
            }
        }
    }

    [Fact]
    public async Task Message_OfEachKindChangedByHand_ChangesTheDigestAndIsReplayed()
    {
        foreach (var kind in Kinds())
        {
            var before = await FindAsync(kind);
            var changed = await _hub.WithDbAsync(async db =>
            {
                var version = await db.RecordVersions.SingleAsync(v => v.Kind == (int)kind);
                var received = version.ReceivedAt;
                version.Payload = [.. version.Payload[..^1], (byte)(version.Payload[^1] ^ 1)];
                await db.SaveChangesAsync();
                return received;
            });
            Assert.False((Hex(before) == Hex(await FindAsync(kind))), $"{kind}");

            await _node.PushAsync(1, Replay(One(kind), 1, 1));
            Assert.True(Hex(before) == Hex(await FindAsync(kind)), $"{kind} after the replay");
            Assert.Equal(changed, await _hub.WithDbAsync(db => db.RecordVersions.Where(v => v.Kind == (int)kind).Select(v => v.ReceivedAt).SingleAsync()));
        }
    }

    [Fact]
    public async Task Record_SentAgainWithoutReplay_ChangesNothing()
    {
        await ChangeAsync(RecordKind.Beneficiary, nameof(Beneficiary.FullName));

        Assert.Equal(1u, (await _node.PushAsync(1, One(RecordKind.Beneficiary))).Unchanged);

        Assert.Equal([nameof(Beneficiary.FullName)], (await FindAsync(RecordKind.Beneficiary)).WrongColumns);
    }

    [Fact]
    public async Task Replay_ThatIsLate_TakesNothingNewerBack()
    {
        var newer = One(RecordKind.Beneficiary);
        (newer.Version, newer.Beneficiary.FullName) = (2, "Lê Thị Thúy");
        await _node.PushAsync(1, newer);

        await _node.PushAsync(1, Replay(One(RecordKind.Beneficiary), 1, 1));

        var row = await FindAsync(RecordKind.Beneficiary);
        Assert.Equal((2L, 0), (row.Version, row.WrongColumns.Count));
        Assert.Equal("Lê Thị Thúy", await _hub.WithDbAsync(db => db.Beneficiaries.Select(b => b.FullName).SingleAsync()));
    }

    [Fact]
    public async Task Replay_OverAVersionThatNobodyMade_PutsTheRecordBack()
    {
        await _hub.WithDbAsync(async db =>
        {
            await db.Database.ExecuteSqlRawAsync("UPDATE Beneficiaries SET Version = 99; UPDATE RecordVersions SET Version = 99 WHERE Kind = 1");
            return true;
        });

        await _node.PushAsync(1, Replay(One(RecordKind.Beneficiary), 1, 99));

        Assert.Equal((1L, 0), ((await FindAsync(RecordKind.Beneficiary)).Version, (await FindAsync(RecordKind.Beneficiary)).WrongColumns.Count));
        Assert.Equal([1L], await _hub.WithDbAsync(db => db.RecordVersions.Where(v => v.Kind == 1).Select(v => v.Version).ToListAsync()));
    }

    private static string Hex(HubRow row) => Convert.ToHexString(row.Item);

    private static IEnumerable<RecordKind> Kinds() => Enum.GetValues<RecordKind>().Where(k => k != RecordKind.Unspecified);

    private static Record Replay(Record record, long epoch, long version)
    {
        record.Replay = new ReplayState { OverEpoch = (ulong)epoch, OverVersion = (ulong)version };
        return record;
    }

    private static Record One(RecordKind kind)
    {
        var record = new Record { Id = Records.Id((int)kind), Epoch = 1, Version = 1, Kind = kind, TenantPath = Path, RecordedAtUnixMs = At };
        switch (kind)
        {
            case RecordKind.Beneficiary: record.Beneficiary = Records.Person(record.Id, 1).Beneficiary; break;
            case RecordKind.Entitlement: record.Entitlement = new EntitlementState { BeneficiaryId = Records.Id(1), CategoryCode = "6.n.adult", CoefficientHundredths = 150, MonthlyAmountDong = 750_000, StartMonth = 202508, DecisionId = Records.Id(3), Status = "Active", CommuneCode = "14758", Kind = "Assistance", Times = 1, LevelDong = 500_000 }; break;
            case RecordKind.Decision: record.Decision = new DecisionState { Number = "12/QĐ-UBND", SignedOn = "2026-01-05", Kind = "D15", IssuingOffice = "UBND xã", IssuingOfficeCode = "14758", DossierCode = "H56.12.03-1", SignerName = "Lê Văn Chủ" }; break;
            case RecordKind.Dossier: record.Dossier = new DossierState { Code = "H56.12.03-221005-0001", ProcedureCode = "1.001776", ProcedureName = "Trợ cấp xã hội hàng tháng", Status = "AwaitingReception", PortalStatus = 1, CommuneCode = "14758", OfficeName = "UBND xã", OwnerName = "Lê Thị Hòa", ApplicantName = "Lê Văn Con", Channel = 2, SubmittedAtUnixMs = At }; break;
            case RecordKind.Household: record.Household = new HouseholdState { Code = "HN-01", HeadName = "Trần Thị Mẹ", CommuneCode = "14758", Village = "Thôn 1" }; break;
            case RecordKind.Certificate: record.Certificate = new DisabilityCertificateState { Number = "38.380.14758.000001", FullName = "Nguyễn Thị Thủy", BirthDate = "1954", Sex = 2, CommuneCode = "14758", DisabilityTypes = "1,4", Degree = "Severe", IssuedOn = "2026-01-05", IssuerName = "UBND xã", SignerName = "Lê Văn Chủ", State = "Active" }; break;
            case RecordKind.LifeEvent: record.LifeEvent = new LifeEventState { BeneficiaryId = Records.Id(1), Kind = "Death", HappenedOn = "2026-11-01", Source = "Population", State = "Reported", CommuneCode = "14758" }; break;
            case RecordKind.PaymentList: record.PaymentList = new PaymentListState { Month = 202611, Type = "Regular", Method = "CashPoint", Sequence = 1, CommuneCode = "14758", HolderCode = "380", Status = "Sent", Hash = new string('a', 64), Lines = 6, People = 7, MonthlyDong = 3_000_000, TotalDong = 3_000_000, ApprovedAtUnixMs = At, SentAtUnixMs = At }; break;
            default: record.PaymentLine = new PaymentLineState { ListId = Records.Id(8), Month = 202611, Type = "Regular", Method = "CashPoint", CommuneCode = "14758", BeneficiaryId = Records.Id(1), People = 1, MonthlyDong = 540_000, TotalDong = 540_000, Outcome = "Unpaid", ReasonCode = "R01", ResultVersion = 1 }; break;
        }

        return record;
    }

    private async Task<HubRow> FindAsync(RecordKind kind)
    {
        await using var scope = _hub.App.Services.CreateAsyncScope();
        return Assert.Single(await scope.ServiceProvider.GetRequiredService<HubRows>().FindAsync("38", kind, [Records.Id((int)kind)], CancellationToken.None));
    }

    private Task<List<string>> ColumnsAsync(RecordKind kind) => _hub.WithDbAsync(db => Task.FromResult(db.Model.FindEntityType(Type(kind))!.GetProperties()
        .Where(p => !p.IsPrimaryKey() && p.Name != nameof(Replica.ReceivedAt)).Select(p => p.Name).ToList()));

    // Past everything, as somebody would who has the file: by SQL.
    private Task<int> ChangeAsync(RecordKind kind, string column) => _hub.WithDbAsync(db =>
    {
        var type = db.Model.FindEntityType(Type(kind))!;
        var clr = Nullable.GetUnderlyingType(type.FindProperty(column)!.ClrType) ?? type.FindProperty(column)!.ClrType;
        var value = clr == typeof(string) ? $"\"{column}\" || 'x'" : clr == typeof(DateTime) ? "'2001-02-03 04:05:06'" : clr == typeof(bool) ? $"1 - \"{column}\"" : $"\"{column}\" + 1";
        return db.Database.ExecuteSqlRawAsync($"UPDATE \"{type.GetTableName()}\" SET \"{column}\" = {value}");
    });

    private static Type Type(RecordKind kind) => kind switch
    {
        RecordKind.Beneficiary => typeof(Beneficiary), RecordKind.Entitlement => typeof(Entitlement), RecordKind.Decision => typeof(Decision), RecordKind.Dossier => typeof(Dossier),
        RecordKind.Household => typeof(Household), RecordKind.Certificate => typeof(DisabilityCertificate), RecordKind.LifeEvent => typeof(LifeEvent), RecordKind.PaymentList => typeof(PaymentList),
        _ => typeof(PaymentLine),
    };
}
