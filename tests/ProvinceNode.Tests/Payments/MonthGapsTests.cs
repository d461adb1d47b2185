using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Closing;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Dossiers.Events;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments;

/// <summary>What a month must not be closed over, and what no list may lose.</summary>
public sealed class MonthGapsTests
{
    [Fact]
    public async Task List_DiscardedBesideOthersOfItsCommune_IsMissedAndBuiltAnew()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        var bank = new Receiver("Lê Thị Số 002", "038149000002", "") { Way = new(PayWay.ToAccount, "0123456", "Lê Thị Số 002", "Agribank") };
        await run.GrantedAsync(PayRun.Somebody(2), new(EntitlementKind.Assistance, "5.a", 150, 1, new Dong(360_000), new Dong(540_000), new PayMonth(202206), bank));
        var period = LevelRun.Must(await run.OpenAsync(202211)).Id;
        await run.BuildAsync(period);
        LevelRun.Must(await run.ApproveAsync((await run.ListsAsync(period)).Single(l => l.Method == PayMethod.Bank).Id));
        LevelRun.Must(await run.JustifyAsync(period, MatterKind.UnverifiedAccount));
        LevelRun.Must(await run.DiscardAsync((await run.ListsAsync(period)).Single(l => l.Method == PayMethod.CashPoint).Id));

        Assert.Equal(MatterKind.NoList, Assert.Single(await run.MattersAsync(period), m => m.Reason is null).Kind);
        Assert.True((await run.CloseAsync(period)).Has(PaymentProblems.Matters));
        await run.BuildAsync(period);
        Assert.Equal([PayMethod.CashPoint, PayMethod.Bank], (await run.ListsAsync(period)).Select(l => l.Method).Order());
        LevelRun.Must(await run.ApproveAllAsync(period));

        Assert.Equal(PeriodState.Closed, LevelRun.Must(await run.CloseAsync(period)).State);
    }

    [Fact]
    public async Task Lists_AllDiscarded_KeepTheMonthOpen()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        var period = LevelRun.Must(await run.OpenAsync(202211)).Id;
        await run.BuildAsync(period);
        LevelRun.Must(await run.DiscardAllAsync(period));

        Assert.True((await run.CloseAsync(period)).Has(PaymentProblems.Matters));
    }

    [Fact]
    public async Task Building_OverTheEndOfItsMonth_StopsAndLeavesTheRestToTheNextList()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var person = await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        var period = LevelRun.Must(await run.OpenAsync(202211)).Id;
        LevelRun.Must(await run.AskAsync(period));
        host.Clock.SetDay(new DateOnly(2022, 12, 1));
        await run.WorkAsync();

        Assert.Equal(RunState.Stopped, await host.WithDbAsync(db => db.PaymentRuns.Select(r => r.State).SingleAsync()));
        Assert.Empty(await run.ListsAsync(period));
        await run.ListedAsync(202301);
        Assert.Equal([202211, 202212, 202301], (await run.ClaimsAsync(person)).Select(c => c.Month));
    }

    [Fact]
    public async Task Commune_ThatFails_KeepsNoOtherFundHolderWaiting()
    {
        await using var host = await OutcomeTests.StartAsync("2026-08-20");
        var run = new PayRun(host);
        await run.Flow.ReceivingAsync(PayRun.Somebody(1), "5.a");
        await run.Flow.ReceivingAsync(PayRun.Somebody(2), "5.a", commune: "38.16078");
        var other = run.Flow.Dossiers.Official(Roles.Accountant, "38.16078");
        LevelRun.Must(await run.AskAsync(LevelRun.Must(await run.OpenAsync(202609)).Id));
        var second = LevelRun.Must(await run.OpenAsync(202609, other)).Id;
        LevelRun.Must(await run.AskAsync(second, by: other));
        // A trigger takes no parameters.
        var trigger = "CREATE TRIGGER crash BEFORE INSERT ON PaymentClaims WHEN NEW.TenantPath = '@holder' BEGIN SELECT RAISE(ABORT, 'crash'); END".Replace("@holder", run.Holder, StringComparison.Ordinal);
        await host.WithDbAsync(db => db.Database.ExecuteSqlRawAsync(trigger));

        await run.WorkAsync();

        Assert.Single(await run.LinesAsync(second));
        Assert.Equal([(run.Holder, RunState.Building), ("38.16078", RunState.Built)], (await host.WithDbAsync(db => db.PaymentRuns.AsNoTracking().OrderBy(r => r.TenantPath).ToListAsync())).Select(r => (r.TenantPath, r.State)));
    }

    [Fact]
    public async Task Aid_DueBeforeTheFirstMonth_IsListedAndAskedAbout()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        await run.SaveAsync(db => db.OneOffPayments.Add(new OneOffPayment
        {
            Id = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, Kind = OneOffKind.Treatment, PersonName = "Lê Thị Nạn", ReceiverName = "Lê Thị Nạn", ReceiverNumber = "038149000007", Amount = new Dong(3_600_000), DueMonth = 202210,
            DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new VietnamTime(host.Clock).UtcNow,
        }));
        var period = await run.ListedAsync(202211);

        Assert.Equal(3_600_000, Assert.Single(await run.LinesAsync(period)).Total.Amount);
        Assert.Contains(await run.MattersAsync(period), m => m.Kind == MatterKind.BeforeFirst && m.What.Contains("Lê Thị Nạn", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Aid_PaidByAListOnPaper_IsTakenOffAndListedNoMore()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        var aid = Guid.NewGuid();
        await run.SaveAsync(db => db.OneOffPayments.Add(new OneOffPayment
        {
            Id = aid, TenantPath = LifeOfPayments.Here, Kind = OneOffKind.Treatment, PersonName = "Lê Thị Nạn", ReceiverName = "Lê Thị Nạn", ReceiverNumber = "038149000007", Amount = new Dong(3_600_000), DueMonth = 202210,
            DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new VietnamTime(host.Clock).UtcNow,
        }));
        var period = LevelRun.Must(await run.OpenAsync(202211)).Id;
        await run.BuildAsync(period);
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.Accountant, run.Holder), $"/chi-tra/{period:D}/chot");

        var told = await page.SubmitAsync(new Dictionary<string, object?> { ["Subject"] = aid, ["Reason"] = "Danh sách giấy số 12 tháng 10/2022" }, form: "form:has(input[value=BeforeFirst])", button: "Đề nghị ghi khoản đã chọn đã chi trả theo danh sách giấy");

        // One alone takes nothing off; who approves lists confirms it.
        Assert.Contains("Đã ghi đề nghị", told.Main, StringComparison.Ordinal);
        Assert.False(Assert.Single(await run.MattersAsync(period), m => m.Kind == MatterKind.PaidOnPaper).Justifiable);
        Assert.Equal(0, await host.WithDbAsync(db => db.OneOffPayments.Select(p => p.ListedMonth).SingleAsync()));
        Assert.True((await run.ConfirmAsync(period, aid, run.Accountant)).Has(CommonProblems.NotAllowed));
        Assert.True((await run.ConfirmAsync(period, aid, run.Head with { Id = await host.WithDbAsync(db => db.PaymentJustifications.Select(j => j.ById).SingleAsync()) })).Has(PaymentProblems.SamePerson));
        LevelRun.Must(await run.ConfirmAsync(period, aid, run.Head));
        Assert.True((await run.ApproveAllAsync(period)).Has(PaymentProblems.Stale));
        LevelRun.Must(await run.DiscardAllAsync(period));
        await run.BuildAsync(period);
        LevelRun.Must(await run.ApproveAllAsync(period));
        Assert.Equal("Lê Thị Số 001", Assert.Single(await run.LinesAsync(period)).PersonName);
        Assert.Empty(await run.MattersAsync(period));
    }

    [Fact]
    public async Task Month_OfSomebodyEnteredFromPaper_IsAskedAbout()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        await run.ListedAsync(202211);
        var late = await run.Flow.ReceivingAsync(PayRun.Somebody(2));
        await host.WithDbAsync(db => db.Entitlements.Where(e => e.BeneficiaryId == late).ExecuteUpdateAsync(s => s.SetProperty(e => e.Source, EntitlementSource.Import)));
        var period = await run.ListedAsync(202212);

        var matter = Assert.Single(await run.MattersAsync(period), m => m.Kind == MatterKind.LongMissed);
        Assert.Contains("Lê Thị Số 002", matter.What, StringComparison.Ordinal);
        Assert.Contains("1 tháng, nhập từ danh sách", matter.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Month_BeforeItsDaysAndWithoutLastResults_IsClosedOnlyWithReasons()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        await run.ListedAsync(202211);
        host.Clock.SetDay(new DateOnly(2022, 11, 7));
        var period = LevelRun.Must(await run.OpenAsync(202212)).Id;
        await run.BuildAsync(period);
        LevelRun.Must(await run.ApproveAllAsync(period));

        var matters = await run.MattersAsync(period);
        Assert.Equal([MatterKind.TooEarly, MatterKind.NoResults], matters.Select(m => m.Kind));
        Assert.Contains("Kỳ tháng 11/2022 còn 1 dòng", matters[1].What, StringComparison.Ordinal);
        Assert.All(matters, m => Assert.True(m.Justifiable));
        Assert.True((await run.CloseAsync(period)).Has(PaymentProblems.Matters));
    }

    [Fact]
    public async Task ClosePage_OfADistrict_ShowsAnOfficialOfTheProvinceOnlyItsReports()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        var far = await run.Flow.ReceivingAsync(PayRun.Somebody(2, "Phạm Văn Xa"), commune: "38.380.14758");
        var period = LevelRun.Must(await run.OpenAsync(202211)).Id;
        await new EventRun(host).ToldAsync(far);

        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.ProvinceOfficer, "38"), $"/chi-tra/{period:D}/chot");

        Assert.Contains("Chưa lập danh sách", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Phạm Văn Xa", page.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commune_OfThreeTiers_OpensItsOwnListAndNoOther()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        await run.Flow.ReceivingAsync(PayRun.Somebody(2), commune: LifeOfPayments.There);
        var lists = await run.ListsAsync(await run.ListedAsync(202211));
        var officer = await host.SignInAsync(Roles.SocialOfficer, LifeOfPayments.Here);

        var own = await PageReader.OpenAsync(officer, $"/chi-tra/danh-sach/{lists.Single(l => l.TenantPath == LifeOfPayments.Here).Id:D}");
        Assert.Contains("Lê Thị Số 001", own.Main, StringComparison.Ordinal);
        Assert.Empty(own.Document.QuerySelectorAll($"main a[href='/chi-tra/{lists[0].PeriodId:D}']"));
        Assert.Empty(own.Document.QuerySelectorAll("main form[action*='handler=Approve'], main form[action*='handler=Discard']"));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await officer.GetAsync(new Uri($"/chi-tra/danh-sach/{lists.Single(l => l.TenantPath == LifeOfPayments.There).Id:D}", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Months_OfTheDead_WaitForAnHeirOfHisFile()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var person = await run.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 540_000);
        await run.ListedAsync(202211);
        await run.ToldAsync(ClaimState.Unpaid);
        host.Clock.SetDay(new DateOnly(2022, 11, 15));
        await run.SaveAsync(db =>
        {
            ChangeEntitlement.EndAll(db.Entitlements.ToList(), new PayMonth(202211), new ChangeCause(Guid.NewGuid(), "T1", new VietnamTime(host.Clock).UtcNow));
            db.Beneficiaries.Single().DiedOn = new DateOnly(2022, 11, 9);
        });

        Assert.Empty(await run.LinesAsync(await run.ListedAsync(202212)));
        Assert.Equal([(OmissionReason.AwaitingHeir, 540_000L)], (await run.OmissionsAsync()).Select(o => (o.Reason, o.Amount.Amount)));
        // Named by one official alone he takes nothing.
        await run.SaveAsync(db => db.PersonLinks.Add(new PersonLink { Id = Guid.NewGuid(), BeneficiaryId = person, TenantPath = LifeOfPayments.Here, Role = LinkRole.Heir, FullName = "Trần Thị Con", Relation = "con" }));
        Assert.Empty(await run.LinesAsync(await run.ListedAsync(202301)));
        await run.SaveAsync(db => db.PersonLinks.Single().Basis = "Văn bản thỏa thuận 12");
        var line = Assert.Single(await run.LinesAsync(await run.ListedAsync(202302)));

        Assert.Equal(("Trần Thị Con", "con", 540_000), (line.ReceiverName, line.ReceiverRelation, line.Carried.Amount));
    }

    [Fact]
    public async Task Decision_ThatLowersAnApprovedMonth_IsAMatterOfTheNext()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var person = await run.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 540_000);
        await run.Flow.ReceivingAsync(PayRun.Somebody(2));
        await run.ListedAsync(202211);
        host.Clock.SetDay(new DateOnly(2022, 10, 27));
        await run.SaveAsync(db => ChangeEntitlement.EndAll(db.Entitlements.Where(e => e.BeneficiaryId == person).ToList(), new PayMonth(202210), new ChangeCause(Guid.NewGuid(), "T2", new VietnamTime(host.Clock).UtcNow)));
        await run.ToldAsync(ClaimState.Paid);

        var matter = Assert.Single(await run.MattersAsync(await run.ListedAsync(202212)), m => m.Kind == MatterKind.Overpaid);

        Assert.Equal((person, true), (matter.SubjectId, matter.Justifiable));
        Assert.Contains("540.000 đồng. Đã chi vượt so với quyết định có sau khi duyệt danh sách: tháng 11/2022", matter.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_WhoseProxyWasTakenBack_IsNotApproved()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var person = await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        await run.SaveAsync(db => db.ProxyAuthorisations.Add(new ProxyAuthorisation
        {
            Id = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, BeneficiaryId = person, ProxyName = "Lê Văn Thay", ProxyNumber = "038080000001", Relation = "con", Related = true, CertificateNumber = "12", CertifiedOn = new(2022, 10, 1),
            CertifiedBy = "UBND xã", From = new(2022, 10, 1), To = new(2023, 9, 30), RecordedById = Guid.NewGuid(), RecordedByName = "Cán bộ", RecordedAt = new VietnamTime(host.Clock).UtcNow.AddDays(-1), ConfirmedAt = new VietnamTime(host.Clock).UtcNow.AddDays(-1),
        }));
        var period = LevelRun.Must(await run.OpenAsync(202211)).Id;
        await run.BuildAsync(period);
        Assert.Equal("Lê Văn Thay", Assert.Single(await run.LinesAsync(period)).ProxyName);
        await run.SaveAsync(db => db.ProxyAuthorisations.Single().RevokedOn = new DateOnly(2022, 10, 21));

        Assert.True((await run.ApproveAllAsync(period)).Has(PaymentProblems.Stale));
        LevelRun.Must(await run.DiscardAllAsync(period));
        await run.BuildAsync(period);
        LevelRun.Must(await run.ApproveAllAsync(period));
        Assert.Equal("", Assert.Single(await run.LinesAsync(period)).ProxyName);
    }

    [Fact]
    public async Task Level_CarriedOutInALaterMonthThanItWasSigned_LosesNoMonth()
    {
        await using var host = await OutcomeTests.StartAsync("2024-05-20");
        var run = new PayRun(host);
        var levels = new LevelRun(host);
        var person = await run.Flow.ReceivingAsync(Dossiers.Person.Disabled, monthly: 540_000);
        await run.ListedAsync(202406);
        await run.ToldAsync(ClaimState.Paid);
        await run.ListedAsync(202407);
        await run.ToldAsync(ClaimState.Paid);
        host.Clock.SetDay(new DateOnly(2024, 7, 30));
        LevelRun.Must(await levels.SignAsync(await levels.MadeAsync()));
        host.Clock.SetDay(new DateOnly(2024, 8, 1));
        await levels.ApplyAsync();
        await run.ListedAsync(202409);

        // June to September: 540.000, then three months at 750.000.
        Assert.Equal(540_000 + (3 * 750_000), (await run.ClaimsAsync(person)).Sum(c => c.Amount.Amount));
    }
}
