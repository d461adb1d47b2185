using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Building;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments;

/// <summary>Lists through the real host: who may, what stands on them, what the database refuses.</summary>
public sealed class BuildListsTests
{
    private const string Neighbour = "38.400.16066";

    [Theory]
    [InlineData("2022-10-05", 202211, "38.400")]
    [InlineData("2026-08-05", 202609, "38.16072")]
    public async Task Month_OfTheFundHolder_IsOpenedBuiltAndApprovedByThreeRights(string day, int month, string holder)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new PayRun(host);
        var person = await run.Flow.ReceivingAsync(PayRun.Somebody(1), "5.a", 540_000, new PayMonth(month).AddMonths(-6).Number);
        var stranger = run.Flow.Dossiers.Official(Roles.Accountant, holder == "38.400" ? "38.400.16063" : "38.16078");

        Assert.True((await run.OpenAsync(month, run.Head)).Has(CommonProblems.NotAllowed));
        var period = LevelRun.Must(await run.OpenAsync(month));
        var built = await run.BuildAsync(period.Id);

        Assert.Equal((holder, month, RunState.Built), (period.TenantPath, period.FirstMonth, built.State));
        Assert.False((await run.AskAsync(period.Id, by: stranger)).Succeeded);
        var list = Assert.Single(await run.ListsAsync(period.Id));
        var line = Assert.Single(await run.LinesAsync(period.Id));
        Assert.Equal((540_000, 540_000, 0, ListStatus.Draft, ""), (list.TotalDong.Amount, line.Monthly.Amount, line.Arrears.Amount, list.Status, list.Hash));
        Assert.True((await run.ApproveAsync(list.Id, run.Accountant)).Has(CommonProblems.NotAllowed));
        Assert.Equal(64, LevelRun.Must(await run.ApproveAsync(list.Id)).Hash.Length);
        Assert.Equal([(month, ClaimWhy.Current, ClaimState.Listed)], (await run.ClaimsAsync(person)).Select(c => (c.Month, c.Why, c.State)));
    }

    [Fact]
    public async Task Builder_WithBothRights_CannotApprove()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        var period = LevelRun.Must(await run.OpenAsync(202211)).Id;
        await run.BuildAsync(period);
        var both = run.Head with { Id = run.Accountant.Id };

        Assert.True((await run.ApproveAsync((await run.ListsAsync(period))[0].Id, both)).Has(PaymentProblems.SamePerson));
    }

    [Fact]
    public async Task Claim_SecondOfItsKey_IsRefusedByTheDatabaseUntilTheFirstCameBack()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        var person = await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        await run.ListedAsync(202211);
        var claim = Assert.Single(await run.ClaimsAsync(person));

        await Assert.ThrowsAsync<DbUpdateException>(() => AgainAsync(run, claim));
        await run.ToldAsync(ClaimState.Paid);
        await Assert.ThrowsAsync<DbUpdateException>(() => AgainAsync(run, claim));
        await run.SaveAsync(db => db.PaymentClaims.Single(c => c.Id == claim.Id).State = ClaimState.Returned);
        await AgainAsync(run, claim);

        Assert.Equal(2, (await run.ClaimsAsync(person)).Count);
    }

    [Fact]
    public async Task Building_CrashedBetweenCommunes_GoesOnToTheSameLists()
    {
        var (whole, broken) = (await ContentAsync(crash: false), await ContentAsync(crash: true));

        Assert.Equal(whole, broken);
        Assert.Equal(4, whole.Count);
    }

    [Fact]
    public async Task Receiver_OfTwoPeople_CollectsOnce()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        var mother = new Receiver("Trần Thị Mẹ", "038180000009", "mẹ");
        foreach (var number in new[] { 1, 2 })
        {
            await run.GrantedAsync(PayRun.Somebody(number), Award("1.a", 900_000, mother));
        }

        await run.GrantedAsync(new Person(mother.Name, "1980-01-01", mother.Number), Award("CS.6", 360_000, mother with { Relation = "" }, EntitlementKind.Care));
        var period = LevelRun.Must(await run.OpenAsync(202211)).Id;
        await run.BuildAsync(period);

        var line = Assert.Single(await run.LinesAsync(period));
        Assert.Equal((mother.Name, 1_800_000, 360_000, 2_160_000, 3), (line.PersonName, line.Monthly.Amount, line.Care.Amount, line.Total.Amount, line.People));
        Assert.Contains("Lê Thị Số 001", line.Others, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_OfKindsAndMethods_StandApart()
    {
        await using var host = await OutcomeTests.StartAsync("2026-08-05");
        var run = new PayRun(host);
        var bank = new Receiver("A", "038149000001", "") { Way = new(PayWay.ToAccount, "0123456", "Lê Thị Số 001", "Agribank") };
        await run.GrantedAsync(PayRun.Somebody(1), Award("5.a", 810_000, bank, start: 202601));
        await run.GrantedAsync(PayRun.Somebody(2), Award("HT.1", 540_000, new("B", "038149000002", ""), EntitlementKind.SocialPension, 202601));
        var home = await run.GrantedAsync(PayRun.Somebody(3), Award("5.a", 810_000, new("C", "038149000003", ""), start: 202601));
        await run.SaveAsync(db => db.MethodChanges.Add(new MethodChange
        {
            Id = Guid.NewGuid(), TenantPath = run.Flow.Dossiers.Commune, BeneficiaryId = home, From = PayMethod.CashPoint, To = PayMethod.CashHome, FromMonth = 202609, State = MethodChangeState.InForce, RequestedBy = "C",
            RequestedOn = new DateOnly(2026, 8, 1), RecordedById = Guid.NewGuid(), RecordedByName = "Cán bộ", RecordedAt = new VietnamTime(host.Clock).UtcNow,
        }));
        var period = LevelRun.Must(await run.OpenAsync(202609)).Id;
        await run.BuildAsync(period);

        Assert.Equal([(ListType.Regular, PayMethod.CashHome), (ListType.Regular, PayMethod.Bank), (ListType.SocialPension, PayMethod.CashPoint)],
            (await run.ListsAsync(period)).OrderBy(l => l.Type).ThenBy(l => l.Method).Select(l => (l.Type, l.Method)));
        Assert.Equal("0123456", (await run.LinesAsync(period)).Single(l => l.Method == PayMethod.Bank).AccountNumber);
    }

    [Fact]
    public async Task Category_OfHiv_IsNeutralOnTheLine()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        var sensitive = await host.WithAsync(async s => (await RuleTables.ReadAsync(s.GetRequiredService<NodeDb>(), default)).On(new DateOnly(2022, 10, 5)).CategoriesIn(new PayMonth(202210), "").First(c => c.Sensitive).Code);
        await run.GrantedAsync(PayRun.Somebody(1), Award(sensitive, 540_000, new("A", "038149000001", "")));
        var period = LevelRun.Must(await run.OpenAsync(202211)).Id;
        await run.BuildAsync(period);

        Assert.Equal("Đ5", Assert.Single(await run.LinesAsync(period)).Category);
    }

    [Fact]
    public async Task Draft_ChangedUnderneath_IsNotApprovedAndBuiltAnew()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        var person = await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        await run.Flow.ReceivingAsync(PayRun.Somebody(2));
        var period = LevelRun.Must(await run.OpenAsync(202211)).Id;
        await run.BuildAsync(period);
        await run.SaveAsync(db => ChangeEntitlement.EndAll(db.Entitlements.Where(e => e.BeneficiaryId == person).ToList(), new PayMonth(202210), new ChangeCause(Guid.NewGuid(), "T1", new VietnamTime(host.Clock).UtcNow)));

        Assert.True((await run.ApproveAllAsync(period)).Has(PaymentProblems.Stale));
        Assert.Equal(1, LevelRun.Must(await run.DiscardAllAsync(period)));
        await run.BuildAsync(period);
        LevelRun.Must(await run.ApproveAllAsync(period));

        Assert.Equal("Lê Thị Số 002", Assert.Single(await run.LinesAsync(period)).PersonName);
        Assert.Empty(await run.ClaimsAsync(person));
    }

    [Fact]
    public async Task List_Approved_IsNeitherDiscardedNorChanged()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        var period = await run.ListedAsync(202211);
        var list = Assert.Single(await run.ListsAsync(period));

        Assert.True((await run.DiscardAsync(list.Id)).Has(PaymentProblems.WrongStatus));
        await Assert.ThrowsAsync<FrozenViolationException>(() => run.SaveAsync(db => db.PaymentLists.Single(l => l.Id == list.Id).Hash = ""));
        await Assert.ThrowsAsync<FrozenViolationException>(() => run.SaveAsync(db => db.PaymentLists.Single(l => l.Id == list.Id).Status = ListStatus.Draft));
        await Assert.ThrowsAsync<FrozenViolationException>(() => run.SaveAsync(db => db.Entry(db.PaymentLines.Single(l => l.ListId == list.Id)).Property(l => l.Total).CurrentValue = new Dong(1)));
        await Assert.ThrowsAsync<FrozenViolationException>(() => run.SaveAsync(db => db.Remove(db.PaymentClaims.Single(c => c.ListId == list.Id))));
    }

    private static AwardRow Award(string category, long monthly, Receiver receiver, EntitlementKind kind = EntitlementKind.Assistance, int start = 202206) =>
        new(kind, category, 150, 1, new Dong(360_000), new Dong(monthly), new PayMonth(start), receiver);

    private static Task AgainAsync(PayRun run, PaymentClaim claim) => run.SaveAsync(db => db.PaymentClaims.Add(new PaymentClaim
    {
        Id = Guid.NewGuid(), LineId = claim.LineId, ListId = claim.ListId, TenantPath = claim.TenantPath, BeneficiaryId = claim.BeneficiaryId, Kind = claim.Kind, Why = ClaimWhy.Missed, Strand = claim.Strand, Month = claim.Month,
        SourceId = claim.SourceId, ListMonth = claim.ListMonth, Amount = claim.Amount, EntitlementId = null, EntitlementVersion = 0,
    }));

    // What the lists of two communes say; with a crash the database fails in the middle of the second commune, and the node starts again.
    private static async Task<List<string>> ContentAsync(bool crash)
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        for (var i = 1; i <= 4; i++)
        {
            await run.Flow.ReceivingAsync(PayRun.Somebody(i), commune: i % 2 == 0 ? Neighbour : null);
        }

        var period = LevelRun.Must(await run.OpenAsync(202211)).Id;
        LevelRun.Must(await run.AskAsync(period));
        if (crash)
        {
            await host.WithDbAsync(db => db.Database.ExecuteSqlRawAsync($"CREATE TRIGGER crash BEFORE INSERT ON PaymentClaims WHEN NEW.TenantPath = '{Neighbour}' BEGIN SELECT RAISE(ABORT, 'crash'); END"));
            await run.WorkAsync();
            Assert.DoesNotContain(await run.ListsAsync(period), l => l.TenantPath == Neighbour);
            Assert.Equal((RunState.Building, Neighbour), await host.WithDbAsync(db => db.PaymentRuns.Select(r => ValueTuple.Create(r.State, r.Failed)).SingleAsync()));
            Assert.Contains("Chưa lập được danh sách của Xã", (await TestSupport.PageReader.OpenAsync(await host.SignInAsync(Roles.Accountant, run.Holder), $"/chi-tra/{period:D}")).Main, StringComparison.Ordinal);
            await host.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER crash"));
        }

        await run.WorkAsync();
        Assert.Equal((RunState.Built, "", true), await host.WithDbAsync(db => db.PaymentRuns.Select(r => ValueTuple.Create(r.State, r.Failed, r.Done == r.Communes)).SingleAsync()));
        return (await run.LinesAsync(period)).ConvertAll(l => $"{l.TenantPath} {l.Order} {l.PersonName} {l.Monthly} {l.Total} {l.Category} {l.ReceiverNumber}");
    }
}
