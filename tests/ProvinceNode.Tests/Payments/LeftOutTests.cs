using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments;

/// <summary>Who is left off a list is told by name, and what is paid once names its own decision.</summary>
public sealed class LeftOutTests
{
    [Fact]
    public async Task Months_OfTheDeadWithoutAnHeir_AreAMatterAndStandOnThePageOfWhoWasLeftOut()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var person = await run.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 540_000);
        await run.Flow.ReceivingAsync(PayRun.Somebody(2), commune: LifeOfPayments.There);
        var first = await run.ListedAsync(202211);
        await run.ToldAsync(ClaimState.Unpaid);
        host.Clock.SetDay(new DateOnly(2022, 11, 15));
        await run.SaveAsync(db =>
        {
            ChangeEntitlement.EndAll(db.Entitlements.Where(e => e.BeneficiaryId == person).ToList(), new PayMonth(202211), new ChangeCause(Guid.NewGuid(), "T1", new VietnamTime(host.Clock).UtcNow));
            db.Beneficiaries.Single(b => b.Id == person).DiedOn = new DateOnly(2022, 11, 9);
        });
        var period = await run.ListedAsync(202212);

        var matter = Assert.Single(await run.MattersAsync(period), m => m.Kind == MatterKind.AwaitingHeir);
        Assert.Equal((person, true, $"/doi-tuong/{person:D}"), (matter.SubjectId, matter.Justifiable, matter.Address));
        Assert.Contains("540.000 đồng", matter.What, StringComparison.Ordinal);

        var accountant = await host.SignInAsync(Roles.Accountant, run.Holder);
        var month = await PageReader.OpenAsync(accountant, $"/chi-tra/{period:D}");
        Assert.NotNull(month.Document.QuerySelector($"nav a[href='/chi-tra/{period:D}/de-ngoai']"));
        var page = await PageReader.OpenAsync(accountant, $"/chi-tra/{period:D}/de-ngoai?ly-do=awaitingheir&xa={LifeOfPayments.Here}");
        Assert.Contains("Người hưởng đã chết, chờ ghi người nhận", page.Main, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector($"main table a[href='/doi-tuong/{person:D}']"));
        Assert.Contains("1 trường hợp, trang 1 trên 1", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Lê Thị Số 002", page.Main, StringComparison.Ordinal);
        Assert.Contains("Không có trường hợp nào", (await PageReader.OpenAsync(accountant, $"/chi-tra/{first:D}/de-ngoai")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Review_OfWhatIsPaidOnce_NamesTheDecisionThatPaysItNotTheGrant()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var person = await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        await run.SaveAsync(db =>
        {
            var (grant, later) = (db.Entitlements.Single(), Guid.NewGuid());
            db.Decisions.AddRange(Signed(grant.DecisionId, "01/QĐ-UBND"), Signed(later, "77/QĐ-UBND"));
            db.OneOffPayments.Add(new OneOffPayment
            {
                Id = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, BeneficiaryId = person, EntitlementId = grant.Id, Kind = OneOffKind.Arrears, PersonName = "Lê Thị Số 001", ReceiverName = "Lê Thị Số 001", ReceiverNumber = "038149000001",
                Amount = new Dong(1_080_000), FromMonth = 202209, ToMonth = 202210, DueMonth = 202211, DecisionId = later, Arithmetic = "", RecordedAt = new VietnamTime(host.Clock).UtcNow,
            });
        });
        var period = LevelRun.Must(await run.OpenAsync(202211)).Id;
        await run.BuildAsync(period);

        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.Accountant, run.Holder), $"/chi-tra/{period:D}/bien-dong?loai=mot-lan");

        Assert.Contains("77/QĐ-UBND", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("01/QĐ-UBND", page.Main, StringComparison.Ordinal);
    }

    private static Decision Signed(Guid id, string number) => new()
    {
        Id = id, DossierId = Guid.NewGuid(), DossierCode = "", TenantPath = LifeOfPayments.Here, Paper = "D14", SignedOn = new DateOnly(2022, 10, 5), SignerId = Guid.NewGuid(), SignerName = "", SignerTitle = "",
        IssuerPath = "38.400", IssuerName = "", Content = "{}", Explanation = "{}", Number = number,
    };
}
