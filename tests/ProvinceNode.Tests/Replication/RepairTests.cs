using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Replication;
using ProvinceNode.Replication.Repair;
using Protos.Replication;
using Protos.Values;
using Record = Protos.Replication.Record;

namespace ProvinceNode.Tests.Replication;

/// <summary>Invariant 5: the repair of a restored node is one command, and nothing that the hub had acknowledged goes silently.</summary>
public sealed class RepairTests
{
    private const string Commune = "38.380.14758";

    [Fact]
    public async Task Repair_OfARestoredNode_TakesBackWhatItCanAndTellsTheRest()
    {
        await using var node = await RelayNode.StartAsync();
        var (renamed, erased, both) = (await node.AddAsync("Một"), await node.AddAsync("Hai"), await node.AddAsync("Ba"));
        await node.EmptyAsync();
        var backup = await node.BackupAsync();
        var (made, entitlement, happened, household) = await LiveOnAsync(node, renamed, erased, both);
        var decision = new Record
        {
            Id = Guid.NewGuid().ToString("D"), Epoch = 1, Version = 1, Kind = RecordKind.Decision, TenantPath = Commune, RecordedAtUnixMs = 1_790_000_000_000, Decision = new DecisionState { Number = "12/QĐ-UBND" },
        };
        node.Hub.Records.Add((RecordKind.Decision, decision.Id), decision);
        await node.RestoreAsync(backup);
        Assert.True(await node.RenameAsync(both, "Ba sau khôi phục"));

        var repair = node.Services.GetRequiredService<RepairNode>();
        var done = await repair.HandleAsync(CancellationToken.None);

        Assert.Equal((2L, 5, 3), (done.Epoch, done.Taken, done.Found));
        Assert.Equal("Một sửa", await node.AskAsync(db => db.Beneficiaries.Where(b => b.Id == renamed).Select(b => b.FullName).SingleAsync()));
        var person = await node.AskAsync(db => db.Beneficiaries.Include(b => b.Links).Include(b => b.PovertyYears).SingleAsync(b => b.Id == made));
        Assert.Equal(("Bốn", "Mẹ", 2025), (person.FullName, person.Links.Single().FullName, person.PovertyYears.Single().Year));
        Assert.Equal((made, 540_000L, 202501), await node.AskAsync(db => db.Entitlements.Where(e => e.Id == entitlement).Select(e => ValueTuple.Create(e.BeneficiaryId, e.MonthlyAmount.Amount, e.StartMonth)).SingleAsync()));
        Assert.Equal(202502, await node.AskAsync(db => db.PaymentHolds.Where(h => h.EventId == happened).Select(h => h.FromMonth).SingleAsync()));
        Assert.Equal(2, await node.AskAsync(db => db.HouseholdMembers.CountAsync(m => m.HouseholdId == household)));
        var findings = await node.AskAsync(db => db.RepairFindings.AsNoTracking().ToListAsync());
        Assert.Equal(
            [(RepairMatter.ChangedOnBothSides, both), (RepairMatter.ErasedMeanwhile, erased), (RepairMatter.OnlyAtTheHub, Guid.Parse(decision.Id))],
            findings.OrderBy(f => f.Matter).Select(f => (f.Matter, f.RecordId)));
        Assert.Equal("12/QĐ-UBND", findings.Single(f => f.Matter == RepairMatter.OnlyAtTheHub).Label);
        Assert.Equal(1_000_124, await NextCodeAsync(node));

        await node.RelayAsync();
        await RelayNode.UntilAsync(async () => await node.OutboxAsync() is [{ RefusedCode: "record-erased" }]);
        Assert.True(node.Hub.Find(erased)!.Deleted);
        Assert.Equal("Ba sau khôi phục", node.Hub.Find(both)!.Beneficiary.FullName);
        Assert.Equal(("Bốn", 2ul), (node.Hub.Find(made)!.Beneficiary.FullName, node.Hub.Find(made)!.Epoch));
    }

    [Fact]
    public async Task Repair_KilledAndRunAgain_FindsNothingTwice()
    {
        await using var node = await RelayNode.StartAsync();
        var (first, second) = (await node.AddAsync("Một"), await node.AddAsync("Hai"));
        await node.EmptyAsync();
        var backup = await node.BackupAsync();
        await node.RenameAsync(first, "Một sửa");
        await node.RenameAsync(second, "Hai sửa");
        await node.EmptyAsync();
        await node.RestoreAsync(backup);
        await node.RenameAsync(second, "Hai khác");
        var repair = node.Services.GetRequiredService<RepairNode>();
        Assert.Equal((1, 1), await repair.HandleAsync(CancellationToken.None) is var done ? (done.Taken, done.Found) : default);

        // As if it had died before the epoch was raised: the epoch of the backup again, what was taken stays.
        await node.WithAsync(db => db.States.ExecuteUpdateAsync(s => s.SetProperty(x => x.Epoch, 1)));
        var again = await repair.HandleAsync(CancellationToken.None);

        Assert.Equal((0, 0, 2L), (again.Taken, again.Found, again.Epoch));
    }

    // Erased here after the restore, while the hub has higher versions: the tombstone must stand above them (invariant 10).
    [Fact]
    public async Task Record_ErasedAfterTheRestore_IsErasedAtTheHubToo()
    {
        await using var node = await RelayNode.StartAsync();
        var id = await node.AddAsync("Một");
        await node.EmptyAsync();
        var backup = await node.BackupAsync();
        for (var i = 0; i < 4; i++)
        {
            await node.RenameAsync(id, $"lần {i}");
        }

        await node.EmptyAsync();
        await node.RestoreAsync(backup);
        await node.WithAsync(async db =>
        {
            db.Remove(await db.Beneficiaries.SingleAsync(b => b.Id == id));
            Assert.True(await db.SaveAsync(node.AnAct(), CancellationToken.None));
        });

        await node.Services.GetRequiredService<RepairNode>().HandleAsync(CancellationToken.None);
        await node.RelayAsync();

        await node.EmptyAsync();
        Assert.True(node.Hub.Find(id)!.Deleted);
        Assert.Null(ActChain.FirstBroken(await node.ActsAsync()));
    }

    [Fact]
    public async Task Finding_Settled_NeedsTheRightAndAReason()
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        var finding = new RepairFinding
        {
            Id = Guid.CreateVersion7(), Kind = 4, RecordId = Guid.NewGuid(), TenantPath = Commune, Matter = RepairMatter.OnlyAtTheHub, HubEpoch = 1, HubVersion = 1, HubRecordedAt = DateTime.UnixEpoch, FoundAt = DateTime.UnixEpoch,
        };
        await node.WithAsync(async db =>
        {
            db.Add(finding);
            Assert.True(await db.SaveAsync(node.AnAct(), CancellationToken.None));
        });
        SignedInOfficial By(params string[] actions) => new(
            Guid.NewGuid(), "quantri", "Trần Văn Quản", "Quản trị", RelayNode.Province, UnitLevel.Province, new HashSet<string>(), new HashSet<string>(actions));
        async Task<Outcome<RepairFinding>> SettleAsync(string why, params string[] actions)
        {
            await using var scope = node.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<SettleFinding>().HandleAsync(finding.Id, why, By(actions), CancellationToken.None);
        }

        Assert.True((await SettleAsync("Đã nhập lại")).Has(CommonProblems.NotAllowed));
        Assert.True((await SettleAsync(" ", Actions.ReplicationResend)).Has(CommonProblems.Required));
        Assert.Equal("Đã nhập lại", (await SettleAsync("Đã nhập lại", Actions.ReplicationResend)).Value.SettledWhy);
        Assert.True((await SettleAsync("Lần nữa", Actions.ReplicationResend)).Has(ReplicationProblems.FindingSettled));
        Assert.Contains(await node.ActsAsync(), a => a.Kind == ActKinds.ReplicationSettle && a.Reason == "Đã nhập lại");
    }

    [Theory]
    [InlineData("", "1.1@5", Difference.OnlyAtTheHub)]
    [InlineData("", "1.2x", Difference.ErasedUnseen)]
    [InlineData("1.1@5", "1.1@5", Difference.None)]
    [InlineData("1.1@5 1.2@6", "1.1@5", Difference.None)]
    [InlineData("1.1@5", "1.1@5 1.2@6", Difference.LaterAtTheHub)]
    [InlineData("1.1@5", "1.1@5 2.1@4", Difference.LaterAtTheHub)]
    [InlineData("1.1@5 1.2@9", "1.1@5 1.2@6", Difference.ChangedOnBothSides)]
    [InlineData("1.1@5 1.2@9", "1.1@5 1.2@6 1.3@7", Difference.ChangedOnBothSides)]
    [InlineData("1.1@5 1.2@9", "1.1@5 1.3@7", Difference.ChangedOnBothSides)] // our second may be of before or of after: nothing of it is overwritten
    [InlineData("1.1@5 1.2@9", "1.1@5 1.3x", Difference.ErasedMeanwhile)]
    [InlineData("1.1@5 1.2x", "1.1@5", Difference.None)]
    public void Difference_OfHubAndNode_IsToldByWhatTheHubReceived(string ours, string hubs, Difference expected)
    {
        var held = hubs.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Version).Select(v => new HeldRecord { Epoch = (ulong)v.Epoch, Version = (ulong)v.Version, RecordedAtUnixMs = v.AtUnixMs, Deleted = v.Erased }).ToList();
        Assert.Equal(expected, RepairRule.Decide(held[^1], held, [.. ours.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Version)]));
    }

    // epoch.version@moment, or epoch.versionx for a tombstone.
    private static OwnVersion Version(string text)
    {
        var parts = text.TrimEnd('x').Split('.', '@');
        long Number(int part) => long.Parse(parts[part], System.Globalization.CultureInfo.InvariantCulture);
        return new(Number(0), Number(1), parts.Length > 2 ? Number(2) : 99, text.EndsWith('x'));
    }

    // The day after the backup: all of it reached the hub.
    private static async Task<(Guid Person, Guid Entitlement, Guid Event, Guid Household)> LiveOnAsync(RelayNode node, Guid renamed, Guid erased, Guid both)
    {
        await node.RenameAsync(renamed, "Một sửa");
        await node.RenameAsync(both, "Ba sửa");
        var person = RelayNode.NewPerson("Bốn");
        var (entitlement, happened, household) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await node.WithAsync(async db =>
        {
            db.Entry(person).Property(p => p.Code).CurrentValue = "38-380-14758-1000123";
            db.Add(person);
            db.Add(new PersonLink { Id = Guid.CreateVersion7(), BeneficiaryId = person.Id, TenantPath = Commune, Role = LinkRole.Guardian, FullName = "Mẹ" });
            db.Add(new PovertyYear { Id = Guid.CreateVersion7(), BeneficiaryId = person.Id, TenantPath = Commune, Year = 2025, Status = ProvinceNode.Eligibility.PovertyStatus.Poor });
            db.Add(new Entitlement
            {
                Id = entitlement, BeneficiaryId = person.Id, TenantPath = Commune, CategoryCode = "6.dbn.adult", CoefficientHundredths = 150, Level = new Dong(360_000), MonthlyAmount = new Dong(540_000),
                StartMonth = 202501, DecisionId = Guid.NewGuid(), ReceiverName = "Bốn", RecordedAt = new DateTime(2025, 1, 2, 0, 0, 0, DateTimeKind.Utc),
            });
            db.Add(new Household
            {
                Id = household, TenantPath = Commune, HeadName = "Mẹ", CommuneCode = "14758",
                Members = [new HouseholdMember { Id = Guid.CreateVersion7(), HouseholdId = household, TenantPath = Commune, FullName = "Mẹ" }, new HouseholdMember { Id = Guid.CreateVersion7(), HouseholdId = household, TenantPath = Commune, FullName = "Bốn", BeneficiaryId = person.Id }],
            });
            db.Add(new LifeEvent
            {
                Id = happened, BeneficiaryId = renamed, TenantPath = Commune, Kind = LifeEventKind.Death, Source = EventSource.Population, RecordedAt = new DateTime(2025, 1, 2, 0, 0, 0, DateTimeKind.Utc),
                Holds = [new PaymentHold { Id = Guid.CreateVersion7(), EventId = happened, BeneficiaryId = renamed, TenantPath = Commune, FromMonth = 202502, Why = "Báo tử", RecordedAt = new DateTime(2025, 1, 2, 0, 0, 0, DateTimeKind.Utc) }],
            });
            Assert.True(await db.SaveAsync(node.AnAct(), CancellationToken.None));
            db.Remove(await db.Beneficiaries.SingleAsync(b => b.Id == erased));
            Assert.True(await db.SaveAsync(node.AnAct(), CancellationToken.None));
        });
        await node.EmptyAsync();
        return (person.Id, entitlement, happened, household);
    }

    private static Task<int> NextCodeAsync(RelayNode node) => node.AskAsync(async db =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.WaitForTurnAsync(default);
        return await ProvinceNode.Documents.PaperNumbers.NextAsync(db, Commune, ProvinceNode.Documents.PaperNumbers.Beneficiaries, 0, CancellationToken.None);
    });
}
