using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Payments.Results;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Replication;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Dossiers.Events;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Sending;

/// <summary>What stops an approved list before it pays wrongly: withdrawn, somebody held since, the payer's paper, a restored node.</summary>
public sealed class StoppedListTests
{
    [Fact]
    public async Task List_Withdrawn_FreesWhatItClaimedAndStaysAsItWasSigned()
    {
        await using var run = await SendRun.StartAsync();
        var people = await run.PeopleAsync(2);
        await run.Pay.SaveAsync(db => db.OneOffPayments.Add(new()
        {
            Id = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, BeneficiaryId = people[0], Kind = OneOffKind.Arrears, PersonName = "Lê Thị Số 001", ReceiverName = "Lê Thị Số 001", ReceiverNumber = "038149000001",
            Amount = new Dong(100_000), DueMonth = 202211, FromMonth = 202209, ToMonth = 202209, DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new DateTime(2022, 10, 1, 0, 0, 0, DateTimeKind.Utc),
        }));
        var list = await run.ClosedAsync(202211);
        Assert.Equal(202211, await ListedMonthAsync(run));

        Assert.True((await run.WithdrawAsync(list.Id, run.Cashier)).Has(CommonProblems.NotAllowed));
        Assert.True((await run.WithdrawAsync(list.Id, why: "sai")).Has(SendingProblems.WithdrawWhy));
        var gone = LevelRun.Must(await run.WithdrawAsync(list.Id));

        Assert.Equal((ListStatus.Discarded, list.Hash), (gone.Status, gone.Hash));
        Assert.Equal(list.Hash, ListHash.Of(gone, await run.LinesAsync(list.Id)));
        Assert.Empty(await run.ClaimsAsync());
        Assert.Equal(0, await ListedMonthAsync(run));
        Assert.True((await run.SendAsync(list.Id)).Has(PaymentProblems.WrongStatus));
        Assert.True((await run.WithdrawAsync(list.Id)).Has(PaymentProblems.WrongStatus));

        // What is still due comes again, to the đồng.
        await run.Pay.BuildAsync(list.PeriodId, supplementary: true);
        Assert.Equal(list.TotalDong.Amount, (await run.Pay.ListsAsync(list.PeriodId)).Sum(l => l.TotalDong.Amount));
    }

    [Fact]
    public async Task List_ThatAPayerHas_IsNotWithdrawn()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var list = await run.ClosedAsync(202211);
        await run.BehaveAsync(send: "lost");
        Assert.Equal(ListStatus.Unknown, LevelRun.Must(await run.SendAsync(list.Id)).Status);
        Assert.True((await run.WithdrawAsync(list.Id)).Has(PaymentProblems.WrongStatus));
        await run.HandOverAsync();
        Assert.True((await run.WithdrawAsync(list.Id)).Has(PaymentProblems.WrongStatus));
        Assert.NotEmpty(await run.ClaimsAsync());
    }

    [Fact]
    public async Task List_ThatThePayerRefused_MayBeWithdrawn()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var list = await run.ClosedAsync(202211);
        await run.BehaveAsync(send: "refuse");
        Assert.Equal(ListStatus.Approved, LevelRun.Must(await run.SendAsync(list.Id)).Status);

        Assert.Equal(ListStatus.Discarded, LevelRun.Must(await run.WithdrawAsync(list.Id)).Status);
    }

    // A death that is told between the approval and the sending: the frozen list would pay it.
    [Fact]
    public async Task Person_HeldSinceTheApproval_IsSeenBeforeTheListGoesOut()
    {
        await using var run = await SendRun.StartAsync();
        var people = await run.PeopleAsync(3);
        var list = await run.ClosedAsync(202211);
        run.Host.Clock.Advance(TimeSpan.FromMinutes(5));
        await new EventRun(run.Host).ToldAsync(people[1]);

        var held = Assert.Single(await run.Host.WithDbAsync(db => HeldSince.OfListAsync(db, list.Id, default)));
        Assert.Equal((people[1], "Lê Thị Số 002"), (held.BeneficiaryId, held.Name));
        Assert.True((await run.SendAsync(list.Id)).Has(SendingProblems.HeldPeople));
        Assert.True((await run.SendAllAsync(list.PeriodId)).Has(SendingProblems.HeldLists));
        Assert.Empty(await run.SendingsAsync());
        var cashier = await run.Host.SignInAsync(Roles.Cashier, run.Pay.Holder);
        var page = (await TestSupport.PageReader.OpenAsync(cashier, $"/chi-tra/danh-sach/{list.Id}/ket-qua")).Main;
        Assert.Contains("Bị tạm giữ chi trả hoặc có thay đổi từ khi duyệt: 1 người", page, StringComparison.Ordinal);
        Assert.Contains("1 danh sách có người bị tạm giữ", (await TestSupport.PageReader.OpenAsync(cashier, $"/chi-tra/{list.PeriodId}/gui")).Main, StringComparison.Ordinal);

        Assert.Equal(ListStatus.Sent, LevelRun.Must(await run.SendAsync(list.Id, despite: "Bưu điện đã được báo giữ lại dòng này")).Status);
        Assert.Equal(1, await run.Host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.PaymentSend && a.Reason.Contains("giữ lại dòng này"))));
    }

    // The signature lifts the hold of its report: what it decided still concerns the frozen list.
    [Fact]
    public async Task Person_WhoseDeathWasDecidedSinceTheApproval_IsSeenBeforeTheListGoesOut()
    {
        await using var run = await SendRun.StartAsync();
        var people = await run.PeopleAsync(3);
        var list = await run.ClosedAsync(202211);
        run.Host.Clock.Advance(TimeSpan.FromMinutes(5));
        var events = new EventRun(run.Host);
        var told = (await events.ToldAsync(people[1], on: new DateOnly(2022, 10, 15))).Event!;
        await events.DecideAsync(told.Id, PayRun.Somebody(2).Plain, new ProvinceNode.Dossiers.Outcomes.Measure { Reason = "T1", On = new DateOnly(2022, 10, 15) });
        Assert.All(await events.HoldsAsync(), h => Assert.NotNull(h.LiftedAt));

        var held = await run.Host.WithDbAsync(db => HeldSince.OfListAsync(db, list.Id, default));

        Assert.Equal([HeldSince.Died, HeldSince.Ended], held.Select(h => h.Why));
        Assert.All(held, h => Assert.Equal((people[1], "Lê Thị Số 002"), (h.BeneficiaryId, h.Name)));
        Assert.True((await run.SendAsync(list.Id)).Has(SendingProblems.HeldPeople));
        Assert.True((await run.SendAllAsync(list.PeriodId)).Has(SendingProblems.HeldLists));
        Assert.Empty(await run.SendingsAsync());
    }

    // A level or a birthday that begins later than what the list pays ends nothing of it.
    [Fact]
    public async Task Person_WhoseEntitlementEndsLater_DoesNotStopTheList()
    {
        await using var run = await SendRun.StartAsync();
        var people = await run.PeopleAsync(2);
        var list = await run.ClosedAsync(202211);
        await run.Pay.SaveAsync(db => db.Entitlements.Single(e => e.BeneficiaryId == people[0]).EndMonth = 202212);
        Assert.Empty(await run.Host.WithDbAsync(db => HeldSince.OfListAsync(db, list.Id, default)));

        await run.Pay.SaveAsync(db => db.Entitlements.Single(e => e.BeneficiaryId == people[0]).EndMonth = 202210);

        Assert.Equal(HeldSince.Ended, Assert.Single(await run.Host.WithDbAsync(db => HeldSince.OfListAsync(db, list.Id, default))).Why);
    }

    [Theory]
    [InlineData(true, ListStatus.Sent)]
    [InlineData(false, ListStatus.Approved)]
    public async Task Unknown_AfterAsking_IsSettledByThePayersPaperAndTwoOfficials(bool received, ListStatus status)
    {
        await using var run = await SendRun.StartAsync(("Payments:VnPost:Retries", "0"));
        await run.PeopleAsync(2);
        var list = await run.ClosedAsync(202211);
        await run.World.FaultAsync("vnpost", "fail");
        await run.SendAsync(list.Id);
        // Nobody was asked yet.
        Assert.True((await RecordAsync(run, list.Id, Paper(received))).Has(SendingProblems.NotUnknown));
        await run.HandOverAsync();

        Assert.True((await RecordAsync(run, list.Id, Paper(received) with { Received = null })).Has(SendingProblems.PaperSays));
        Assert.Equal(received, (await RecordAsync(run, list.Id, Paper(received) with { Lines = 3 })).Has(SendingProblems.OtherSums));
        if (received)
        {
            var paper = LevelRun.Must(await RecordAsync(run, list.Id, Paper(received)));
            await SettledAsync(run, list, paper, status);
        }
        else
        {
            await SettledAsync(run, list, Assert.Single(await run.Host.WithDbAsync(db => db.PaperAnswers.AsNoTracking().ToListAsync())), status);
        }
    }

    // The node was restored from before the list was built: the same month would be built and sent again under another id.
    [Fact]
    public async Task Node_Restored_SendsNothingThatThePayerHasAlready()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(2);
        var list = await run.ClosedAsync(202211);
        var lost = PaymentFile.Seal(ListDocument.Of(list, await run.LinesAsync(list.Id)).Header with { ListId = Guid.NewGuid().ToString("D") }, ListDocument.Of(list, await run.LinesAsync(list.Id)).Rows);
        Assert.IsType<SendAccepted>(await run.World.VnPost.SendAsync(lost, "khoa-da-mat", default));
        await run.Host.WithAsync(s => s.GetRequiredService<StartNewEpoch>().RaiseAsync(1, default));

        Assert.Equal(ListStatus.Approved, LevelRun.Must(await run.SendAsync(list.Id)).Status);

        Assert.Equal([1], await run.HandedAsync());
        Assert.Contains("không còn biết", Assert.Single(await run.SendingsAsync()).Answers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Node_RestoredFromBeforeTheSending_LearnsThatItsListIsThere()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(2);
        var list = await run.ClosedAsync(202211);
        Assert.IsType<SendAccepted>(await run.World.VnPost.SendAsync(ListDocument.Of(list, await run.LinesAsync(list.Id)), "khoa-da-mat", default));
        await run.Host.WithAsync(s => s.GetRequiredService<StartNewEpoch>().RaiseAsync(1, default));

        Assert.Equal(ListStatus.Sent, LevelRun.Must(await run.SendAsync(list.Id)).Status);
        Assert.Equal([1], await run.HandedAsync());
    }

    [Fact]
    public async Task Node_RestoredWithAPayerWhoHoldsNothing_SendsAsBefore()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(2);
        var list = await run.ClosedAsync(202211);
        await run.Host.WithAsync(s => s.GetRequiredService<StartNewEpoch>().RaiseAsync(1, default));

        Assert.Equal(ListStatus.Sent, LevelRun.Must(await run.SendAsync(list.Id)).Status);
    }

    // A folder cannot be asked: the payer's paper says that he holds nothing, and then the list goes out.
    [Fact]
    public async Task Node_RestoredBesideAFolder_WaitsForThePayersPaper()
    {
        await using var run = await SendRun.StartByFileAsync(("Payments:VnPost:Address", ""), ("Payments:VnPost:KeyId", ""), ("Payments:VnPost:Secret", ""));
        await run.PeopleAsync(2);
        var list = await run.ClosedAsync(202211);
        await run.Host.WithAsync(s => s.GetRequiredService<StartNewEpoch>().RaiseAsync(1, default));
        Assert.Equal(ListStatus.Unknown, LevelRun.Must(await run.SendAsync(list.Id)).Status);
        await run.HandOverAsync();
        Assert.Equal(ListStatus.Unknown, (await run.ListAsync(list.Id)).Status);

        var paper = LevelRun.Must(await RecordAsync(run, list.Id, Paper(false)));
        LevelRun.Must(await SettleAsync(run, list.Id, paper.Id, run.Pay.Head));
        Assert.Equal(ListStatus.Sent, LevelRun.Must(await run.SendAsync(list.Id)).Status);
    }

    private static PaperAnswerInput Paper(bool received) => new(received, "125/BĐTH", new DateOnly(2022, 10, 20), "Nguyễn Văn Bưu, Giám đốc", 2, 1_080_000, "tra-loi.pdf");

    private static async Task SettledAsync(SendRun run, PaymentList list, PaperAnswer paper, ListStatus status)
    {
        var both = run.Cashier with { Actions = new HashSet<string>(run.Cashier.Actions) { Actions.PaymentApprove } };
        Assert.True((await RecordAsync(run, list.Id, Paper(paper.Received))).Has(SendingProblems.PaperWaits));
        Assert.True((await SettleAsync(run, list.Id, paper.Id, both)).Has(PaymentProblems.SamePerson));
        Assert.Equal(ListStatus.Unknown, (await run.ListAsync(list.Id)).Status);
        var head = await run.Host.SignInAsync(Roles.DivisionHead, run.Pay.Holder);
        Assert.Contains("125/BĐTH", (await TestSupport.PageReader.OpenAsync(head, $"/chi-tra/danh-sach/{list.Id}/van-ban")).Main, StringComparison.Ordinal);

        LevelRun.Must(await SettleAsync(run, list.Id, paper.Id, run.Pay.Head));

        Assert.Equal(status, (await run.ListAsync(list.Id)).Status);
        Assert.Contains("Văn bản 125/BĐTH ngày 20/10/2022", Assert.Single(await run.SendingsAsync()).Answers, StringComparison.Ordinal);
        Assert.Equal(0, await run.HandOverAsync()); // nobody is asked any more
        await run.World.FaultAsync("vnpost", "none");
        await run.SendAsync(list.Id);
        Assert.Equal(paper.Received ? [] : [1], await run.HandedAsync());
        Assert.Equal(paper.Received ? 1 : 2, (await run.SendingsAsync()).Count);
    }

    private static Task<Outcome<PaperAnswer>> RecordAsync(SendRun run, Guid list, PaperAnswerInput input) => run.AsAsync(run.Cashier, async s =>
    {
        using var scan = new MemoryStream("%PDF-1.7 van ban tra loi cua buu dien"u8.ToArray());
        return await s.GetRequiredService<RecordPaper>().Handle(list, input, scan, run.Cashier, default);
    });

    private static Task<Outcome<PaperAnswer>> SettleAsync(SendRun run, Guid list, Guid paper, SignedInOfficial by) =>
        run.AsAsync(by, s => s.GetRequiredService<SettlePaper>().Handle(list, paper, true, "Đã gọi điện đối chiếu với người ký", by, default));

    private static Task<int> ListedMonthAsync(SendRun run) => run.Host.WithDbAsync(db => db.OneOffPayments.Select(p => p.ListedMonth).SingleAsync());
}
