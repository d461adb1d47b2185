using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Merging;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Registry;
using Protos.Values;

namespace ProvinceNode.Tests.Payments;

/// <summary>Months that lists paid stay paid when two records become one, and when they are found two people after all.</summary>
public sealed class MergedPaymentsTests
{
    private static readonly Person Twin = new("Lê Thị Số 001", "1949-02-10", "038149000099");

    [Fact]
    public async Task Unmerge_AfterListsWereMade_PaysNoMonthAgain()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var (run, people) = (new PayRun(host), new PeopleRun(host, 100));
        var parent = await run.Flow.ReceivingAsync(PayRun.Somebody(1), "4", 360_000);
        var disabled = await run.Flow.ReceivingAsync(Twin, monthly: 540_000);
        await UncheckedAsync(run, disabled);
        await run.ListedAsync(202211);
        await run.ToldAsync(ClaimState.Paid);
        host.Clock.SetDay(new DateOnly(2022, 10, 27));
        var merge = LevelRun.Must(await people.MergeAsync(parent, disabled, "38.400"));
        foreach (var month in new[] { 202212, 202301 })
        {
            Assert.Equal(900_000, (await run.LinesAsync(await run.ListedAsync(month))).Sum(l => l.Total.Amount));
            await run.ToldAsync(ClaimState.Paid);
        }

        LevelRun.Must(await people.UnmergeAsync(merge.Id, "38.400"));
        var lines = await run.LinesAsync(await run.ListedAsync(202302));

        Assert.Equal([(360_000L, 0L), (540_000L, 0L)], lines.Select(l => (l.Monthly.Amount, l.Arrears.Amount)).Order());
        Assert.Equal([202211, 202212, 202301, 202302], (await run.ClaimsAsync(parent)).Select(c => c.Month));
        Assert.Equal([202211, 202212, 202301, 202302], (await run.ClaimsAsync(disabled)).Select(c => c.Month));
    }

    [Fact]
    public async Task Unmerge_WithAPaidSumOfNobodyKnownWhose_IsRefusedAndNamesIt()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var (run, people) = (new PayRun(host), new PeopleRun(host, 100));
        var one = await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        var other = await people.AddAsync(Twin.Name, office: LifeOfPayments.Here, number: Twin.Number, status: EntitlementStatus.Ended);
        var merge = LevelRun.Must(await people.MergeAsync(one, other.Id, "38.400"));
        await run.ListedAsync(202211);
        var claim = Assert.Single(await run.ClaimsAsync(one));
        await run.SaveAsync(db => db.PaymentClaims.Add(new PaymentClaim
        {
            Id = Guid.NewGuid(), LineId = claim.LineId, ListId = claim.ListId, TenantPath = claim.TenantPath, BeneficiaryId = one, Kind = ClaimKind.OneOff, Why = ClaimWhy.Once, Strand = default, Month = 0,
            SourceId = Guid.NewGuid(), ListMonth = claim.ListMonth, Amount = claim.Amount, EntitlementId = null, EntitlementVersion = 0,
        }));

        var refused = await people.UnmergeAsync(merge.Id, "38.400");

        Assert.True(refused.Has(MergeProblems.Built));
        Assert.Contains("1 khoản đã vào danh sách chi trả", refused.Problems[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ClaimState.Unpaid)] // his own month came back, the other record's was paid
    [InlineData(ClaimState.Paid)] // both were paid; the payer corrects his own afterwards
    public async Task Month_PaidToTheRecordThatWasAbsorbed_IsNotPaidToTheOtherAgain(ClaimState own)
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var (run, people) = (new PayRun(host), new PeopleRun(host, 100));
        var (one, other) = (await run.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 540_000), await run.Flow.ReceivingAsync(Twin, monthly: 540_000));
        await run.ListedAsync(202211);
        await run.ToldAsync(ClaimState.Paid);
        await run.SaveAsync(db => db.PaymentClaims.Single(c => c.BeneficiaryId == one).State = own);
        host.Clock.SetDay(new DateOnly(2022, 10, 27));
        await UncheckedAsync(run, other);
        await run.SaveAsync(db =>
        {
            ChangeEntitlement.EndAll(db.Entitlements.Where(e => e.BeneficiaryId == other).ToList(), new PayMonth(202211), new ChangeCause(Guid.NewGuid(), "T2", new VietnamTime(host.Clock).UtcNow));
            Standing.Refresh(db.Beneficiaries.Single(b => b.Id == other), []);
        });
        LevelRun.Must(await people.MergeAsync(one, other, "38.400"));
        if (own == ClaimState.Paid)
        {
            await run.SaveAsync(db => db.PaymentClaims.Single(c => c.BeneficiaryId == one).State = ClaimState.Unpaid);
        }

        var line = Assert.Single(await run.LinesAsync(await run.ListedAsync(202212)));

        Assert.Equal((540_000, 0, 540_000), (line.Monthly.Amount, line.Carried.Amount, line.Total.Amount));
    }

    // What the record that was absorbed owes is taken from what he is paid under the other number, as from everybody; nobody else pays for him.
    [Theory]
    [InlineData("038149000099", "")]
    [InlineData("", "171234567")] // the old record had only the old number
    [InlineData("", "")] // and no number at all
    public async Task Recovery_OfTheRecordThatWasAbsorbed_IsTakenFromHisLine(string number, string old)
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var (run, people) = (new PayRun(host), new PeopleRun(host, 100));
        var (one, stranger) = (await run.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 540_000), await run.Flow.ReceivingAsync(PayRun.Somebody(2), monthly: 540_000));
        var other = await people.AddAsync(Twin.Name, office: LifeOfPayments.Here, number: number, status: EntitlementStatus.Ended);
        await run.SaveAsync(db =>
        {
            db.Beneficiaries.Single(b => b.Id == other.Id).OldIdentityNumber = old;
            db.OneOffPayments.Add(new()
            {
                Id = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, BeneficiaryId = other.Id, Kind = OneOffKind.Recovery, PersonName = Twin.Name, ReceiverName = Twin.Name, ReceiverNumber = number.Length > 0 ? number : old,
                Amount = new Dong(700_000), DueMonth = 202211, DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new VietnamTime(host.Clock).UtcNow,
            });
        });
        await UncheckedAsync(run, other.Id);
        LevelRun.Must(await people.MergeAsync(one, other.Id, "38.400"));

        var lines = await run.LinesAsync(await run.ListedAsync(202211));
        Assert.Equal([(540_000L, 0L), (0L, 540_000L)], new[] { stranger, one }.Select(p => lines.Single(l => l.PersonId == p)).Select(l => (l.Total.Amount, l.Recovery.Amount)));
        await run.ToldAsync(ClaimState.Paid);
        Assert.Equal(160_000, (await run.LinesAsync(await run.ListedAsync(202212))).Single(l => l.PersonId == one).Recovery.Amount);
    }

    // The population database was not asked about his number: a slip of the pen may have made two records.
    private static Task UncheckedAsync(PayRun run, Guid person) => run.SaveAsync(db => db.Beneficiaries.Single(b => b.Id == person).IdentityStatus = "Pending");
}
