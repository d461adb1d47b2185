using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Replication;
using Protos.Replication;

namespace ProvinceNode.Tests.Replication;

/// <summary>Each version of a record is kept where it was made, whole and with its parts.</summary>
public sealed class RecordHistoryTests
{
    [Fact]
    public async Task Saves_OfARecord_EachLeaveTheirVersionWhole()
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        var id = await node.AddAsync();
        await node.RenameAsync(id, "Nguyễn Thị Hoa");

        var versions = await VersionsAsync(node, id);

        Assert.Equal([(1L, "Nguyễn Thị Hòa"), (2L, "Nguyễn Thị Hoa")], versions.Select(v => (v.Version, v.Read()!.Beneficiary.FullName)));
        Assert.Equal((await node.OutboxAsync()).Single().RecordedAt, versions[1].RecordedAt);
        Assert.All(versions, v => Assert.Equal(("38.380.14758", (int)RecordKind.Beneficiary), (v.TenantPath, v.Kind)));
    }

    [Fact]
    public async Task Save_ThatFails_LeavesNoVersion()
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        var id = await node.AddAsync("A");
        await node.WithAsync(async late =>
        {
            var person = await late.Beneficiaries.SingleAsync(b => b.Id == id);
            Assert.True(await node.RenameAsync(id, "B"));
            person.FullName = "C";
            Assert.False(await late.SaveAsync(node.AnAct(), CancellationToken.None));
        });
        Assert.Equal(["A", "B"], (await VersionsAsync(node, id)).Select(v => v.Read()!.Beneficiary.FullName));
    }

    [Fact]
    public async Task Parts_ThatChange_MakeOneNewVersionOfTheirRecord()
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        var id = await node.AddAsync();
        await node.WithAsync(async db =>
        {
            // The record itself is not in this context.
            db.AddRange(Link(id, "Trần Thị Mẹ"), Link(id, "Trần Văn Cậu"), new PovertyYear { Id = Guid.NewGuid(), BeneficiaryId = id, TenantPath = "38.380.14758", Year = 2026, Status = PovertyStatus.Poor });
            Assert.True(await db.SaveAsync(node.AnAct(), CancellationToken.None));
        });
        await node.WithAsync(async db =>
        {
            (await db.PersonLinks.SingleAsync(l => l.FullName == "Trần Văn Cậu")).To = new DateOnly(2026, 5, 31);
            Assert.True(await db.SaveAsync(node.AnAct(), CancellationToken.None));
        });
        await node.WithAsync(async db =>
        {
            db.Remove(await db.PersonLinks.SingleAsync(l => l.FullName == "Trần Văn Cậu"));
            Assert.True(await db.SaveAsync(node.AnAct(), CancellationToken.None));
        });

        var versions = (await VersionsAsync(node, id)).ConvertAll(v => v.Read()!.Beneficiary);
        Assert.Equal([0, 2, 2, 1], versions.Select(v => v.Links.Count));
        Assert.Equal(["", "2026-05-31"], versions[1..3].Select(v => v.Links.Single(l => l.FullName == "Trần Văn Cậu").To));
        Assert.Equal(("Poor", 2026), (versions[3].PovertyYears.Single().Status, versions[3].PovertyYears.Single().Year));
        Assert.Equal(4, (await node.OutboxAsync()).Single().Version);
    }

    [Fact]
    public async Task Parts_OfARecordThatMoves_MoveWithIt()
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        var id = await node.AddAsync();
        await node.WithAsync(async db =>
        {
            db.Add(Link(id, "Trần Thị Mẹ"));
            await db.SaveAsync(node.AnAct(), CancellationToken.None);
        });
        await node.WithAsync(async db =>
        {
            (await db.Beneficiaries.SingleAsync(b => b.Id == id)).TenantPath = "38.380.14761";
            await db.SaveAsync(node.AnAct(), CancellationToken.None);
        });

        Assert.Equal("38.380.14761", await node.AskAsync(db => db.PersonLinks.Select(l => l.TenantPath).SingleAsync()));
        Assert.Single((await VersionsAsync(node, id))[^1].Read()!.Beneficiary.Links);
    }

    [Fact]
    public async Task Record_ThatIsErased_EmptiesItsVersionsAndSendsATombstone()
    {
        await using var node = await RelayNode.StartAsync();
        var id = await node.AddAsync();
        await node.EmptyAsync();
        await node.WithAsync(async db =>
        {
            db.Remove(await db.Beneficiaries.SingleAsync(b => b.Id == id));
            Assert.True(await db.SaveAsync(node.AnAct(), CancellationToken.None));
        });

        var versions = await VersionsAsync(node, id);
        Assert.Equal([1L, 2L], versions.Select(v => v.Version));
        Assert.All(versions, v => Assert.Null(v.Read()));
        await RelayNode.UntilAsync(() => node.Hub.Find(id) is { Deleted: true, Version: 2, BodyCase: Protos.Replication.Record.BodyOneofCase.None });
    }

    [Fact]
    public async Task HouseholdAndCertificate_AreRecordsOfTheirOwn_SentWithTheirParts()
    {
        await using var node = await RelayNode.StartAsync();
        var household = new Household { Id = Guid.NewGuid(), TenantPath = "38.380.14758", HeadName = "Lê Văn Chủ", CommuneCode = "14758", Code = "HN-01" };
        household.Members.Add(new HouseholdMember { Id = Guid.NewGuid(), HouseholdId = household.Id, TenantPath = household.TenantPath, FullName = "Lê Thị Con", CertificateNumber = "38.380.14758.000001" });
        var certificate = TestSupport.Sample.Certificate(TestSupport.Sample.Dossier("38.380.14758", "x", "H56.01-1"), "x");
        await node.WithAsync(async db =>
        {
            db.AddRange(household, certificate);
            Assert.True(await db.SaveAsync(node.AnAct(), CancellationToken.None));
        });
        await node.WithAsync(async db =>
        {
            CertificateRegister.End(db, await db.DisabilityCertificates.SingleAsync(), CertificateState.Withdrawn, node.AnAct().At, "Chủ tịch", "Kết luận sai dạng");
            Assert.True(await db.SaveAsync(node.AnAct(), CancellationToken.None));
        });

        await node.EmptyAsync();
        Assert.Equal("Lê Thị Con", Assert.Single(node.Hub.Find(household.Id)!.Household.Members).FullName);
        var sent = node.Hub.Find(certificate.Id)!;
        Assert.Equal((2ul, "Withdrawn", "Kết luận sai dạng"), (sent.Version, sent.Certificate.State, Assert.Single(sent.Certificate.Changes).Why));
    }

    [Fact]
    public async Task Save_OfAThousandPeople_AsksForTheirPartsAFewHundredAtATime()
    {
        var counter = new SelectCounter();
        await using var node = await RelayNode.StartAsync(relaying: false, configure: s => s.ConfigureDbContext<SqliteNodeDb>((_, b) => b.AddInterceptors(counter)));
        await node.WithAsync(async db =>
        {
            db.AddRange(Enumerable.Range(0, 1000).Select(i => RelayNode.NewPerson($"{i}")));
            Assert.True(await db.SaveAsync(node.AnAct(), CancellationToken.None));
        });
        await node.WithAsync(async db =>
        {
            (await db.Beneficiaries.ToListAsync()).ForEach(b => b.Village = "Thôn 2");
            counter.Count = 0;
            Assert.True(await db.SaveAsync(node.AnAct(), CancellationToken.None));
        });

        Assert.InRange(counter.Count, 1, 12);
        Assert.Equal(2000, await node.AskAsync(db => db.RecordVersions.CountAsync()));
    }

    [Fact]
    public void Words_ThatTellOfHiv_StayInTheNode()
    {
        var person = RelayNode.NewPerson();
        (person.CategoryCode, person.Needs, person.OtherSupport) = ("8", "Thuốc điều trị HIV", "Gạo cứu đói");

        var state = RecordMessages.Of(person, DateTime.UnixEpoch).Beneficiary;

        Assert.Equal((RecordMessages.NeutralCategory, "", "Gạo cứu đói"), (state.CategoryCode, state.Needs, state.OtherSupport));
    }

    [Fact]
    public void Message_ThatIsLong_IsPackedAndReadsBackTheSame()
    {
        var person = RelayNode.NewPerson();
        person.Links.AddRange(Enumerable.Range(0, 20).Select(i => Link(person.Id, $"Nguyễn Văn Người Thứ {i}")));
        var record = RecordMessages.Of(person, DateTime.UnixEpoch);
        var bytes = Google.Protobuf.MessageExtensions.ToByteArray(record);

        var version = RecordVersion.Of(record, bytes, DateTime.UnixEpoch);

        Assert.True(version.Packed);
        Assert.True(version.Message.Length < bytes.Length / 2, $"{version.Message.Length} of {bytes.Length}");
        Assert.Equal(record, version.Read());
    }

    private sealed class SelectCounter : Microsoft.EntityFrameworkCore.Diagnostics.DbCommandInterceptor
    {
        public int Count { get; set; }

        public override ValueTask<Microsoft.EntityFrameworkCore.Diagnostics.InterceptionResult<System.Data.Common.DbDataReader>> ReaderExecutingAsync(
            System.Data.Common.DbCommand command, Microsoft.EntityFrameworkCore.Diagnostics.CommandEventData eventData,
            Microsoft.EntityFrameworkCore.Diagnostics.InterceptionResult<System.Data.Common.DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Count += command.CommandText.StartsWith("SELECT", StringComparison.Ordinal) ? 1 : 0;
            return ValueTask.FromResult(result);
        }
    }

    private static PersonLink Link(Guid person, string name) => new() { Id = Guid.NewGuid(), BeneficiaryId = person, TenantPath = "38.380.14758", Role = LinkRole.Carer, FullName = name };

    private static Task<List<RecordVersion>> VersionsAsync(RelayNode node, Guid id) =>
        node.AskAsync(db => db.RecordVersions.AsNoTracking().Where(v => v.RecordId == id).OrderBy(v => v.Epoch).ThenBy(v => v.Version).ToListAsync());
}
