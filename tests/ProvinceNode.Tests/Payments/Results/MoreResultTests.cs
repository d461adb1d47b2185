using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Results;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments.Sending;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Results;

/// <summary>Recoveries, several people of a line, banks, and what officials close by hand with a reason.</summary>
public sealed class MoreResultTests
{
    // A recovery follows its line: taken when the line is collected, else a later list takes it.
    [Fact]
    public async Task Recovery_OfALine_FollowsWhatBecameOfIt()
    {
        await using var run = await SendRun.StartAsync();
        var people = await run.PeopleAsync(1);
        await run.Pay.SaveAsync(db => db.OneOffPayments.Add(Recovery(people[0], 200_000)));
        var list = await run.SentAsync(202211);
        Assert.Equal((200_000, 340_000), (await run.LinesAsync(list.Id)).Select(l => (l.Recovery.Amount, l.Total.Amount)).Single());
        await run.TellAsync(list, (await run.LinesAsync(list.Id)).Select(l => ToldFile.Not(l)));
        Assert.All(await run.ClaimsAsync(), c => Assert.Equal(ClaimState.Unpaid, c.State));

        var next = await run.SentAsync(202212);
        Assert.Equal((200_000, 540_000, 880_000), (await run.LinesAsync(next.Id)).Select(l => (l.Recovery.Amount, l.Carried.Amount, l.Total.Amount)).Single());

        // November was collected after all: its recovery would be taken twice, so the correction waits.
        Assert.Equal(1, (await run.TellAsync(list, (await run.LinesAsync(list.Id)).Select(l => ToldFile.Paid(l, 2)))).Faults);
        await run.TellAsync(next, (await run.LinesAsync(next.Id)).Select(l => ToldFile.Paid(l)));
        Assert.Equal(200_000, (await run.ClaimsAsync()).Where(c => c is { Kind: ClaimKind.Recovery, IsActive: true }).Sum(c => c.Amount.Amount));
        await run.BalancedAsync(list.Id);
        await run.BalancedAsync(next.Id);
    }

    [Fact]
    public async Task Correction_ToldTwice_WaitsOnceAndIsClosedByTheLeader()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var list = await run.SentAsync(202211);
        var line = (await run.LinesAsync(list.Id)).Single();
        await run.TellAsync(list, [ToldFile.Not(line)]);
        var later = await run.SentAsync(202212);
        await run.TellAsync(later, (await run.LinesAsync(later.Id)).Select(l => ToldFile.Paid(l)));
        await run.TellAsync(list, [ToldFile.Paid(line, 2)]);
        await run.TellAsync(list, [ToldFile.Paid(line, 2)], 2);
        var fault = Assert.Single(await run.FaultsAsync());
        Assert.Equal(ListStatus.Sent, (await run.ListAsync(list.Id)).Status);

        Assert.True((await CloseAsync(run, list, fault.Id, run.Cashier)).Has(CommonProblems.NotAllowed));
        Assert.True((await CloseAsync(run, list, fault.Id, run.Pay.Head, "ngắn")).Has(ResultProblems.Why));
        Assert.Equal(FaultState.Closed, LevelRun.Must(await CloseAsync(run, list, fault.Id, run.Pay.Head)).State);

        await run.TakeAsync();
        Assert.Equal(ListStatus.Settled, (await run.ListAsync(list.Id)).Status);
        Assert.Equal(LineOutcome.Unpaid, (await run.LinesAsync(list.Id)).Single().Outcome);
    }

    // The post tells a death of a line for two and does not know whose: both are held until the commune has verified each, because money of the dead is not paid on a guess.
    [Fact]
    public async Task Death_OfALineForSeveralPeople_HoldsEachUntilHeWasVerified()
    {
        await using var run = await SendRun.StartAsync();
        var guardian = new Receiver("Lê Văn Con", "038080000001", "Con");
        for (var n = 1; n <= 2; n++)
        {
            await run.Pay.GrantedAsync(PayRun.Somebody(n), new AwardRow(EntitlementKind.Assistance, "6.n.adult", 150, 1, new Dong(360_000), new Dong(540_000), new PayMonth(202206), guardian));
        }

        var list = await run.SentAsync(202211);
        var line = (await run.LinesAsync(list.Id)).Single();
        Assert.Equal(2, line.People);
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 7));
        await run.TellAsync(list, [ToldFile.Not(line, "R02")]);
        Assert.All(await run.NoticesAsync(), n => Assert.Equal((PayerNoticeKind.SomebodyDied, PayerNoticeState.Waiting), (n.Kind, n.State)));
        Assert.Equal(2, await run.NoticedAsync());

        var events = new ProvinceNode.Tests.Dossiers.Events.EventRun(run.Host);
        Assert.All(await events.EventsAsync(), e => Assert.Equal((LifeEventKind.Death, EventState.Reported, true), (e.Kind, e.State, e.Note.Contains("không rõ là ai", StringComparison.Ordinal))));
        Assert.Equal(2, (await events.HoldsAsync()).Select(h => h.BeneficiaryId).Distinct().Count());
        // Nobody of the line is on the next list.
        var next = await run.Pay.ListedAsync(202212);
        Assert.Empty(await run.Pay.LinesAsync(next));
    }

    [Fact]
    public async Task Task_ThatTheCommuneDid_IsClosedWithItsWords()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var list = await run.SentAsync(202211);
        await run.TellAsync(list, (await run.LinesAsync(list.Id)).Select(l => ToldFile.Not(l, "R03")));

        var notice = Assert.Single(await run.NoticesAsync());
        Assert.Equal((PayerNoticeKind.Moved, PayerNoticeState.Open), (notice.Kind, notice.State));
        var closed = await run.AsAsync(run.Cashier, s => s.GetRequiredService<CloseNotice>().Handle(list.Id, notice.Id, "Đã hướng dẫn làm thủ tục chuyển nơi cư trú", run.Cashier, default));
        Assert.Equal(PayerNoticeState.Done, LevelRun.Must(closed).State);
    }

    // What the payer writes of an illness stays out of every page, paper and log (Decree 20/2021 Art. 28).
    [Fact]
    public async Task Reason_ThatNamesTheIllness_IsKeptNeutral()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var list = await run.SentAsync(202211);
        await run.TellAsync(list, (await run.LinesAsync(list.Id)).Select(l => ToldFile.Not(l, "R08") with { ReasonText = "Đi điều trị HIV ở tỉnh" }));

        Assert.DoesNotContain("HIV", Assert.Single(await run.ResultsAsync()).ReasonText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bank_AnswersItsPayrollFile_InItsFolderAndAtTheListsPage()
    {
        var folder = Directory.CreateTempSubdirectory("btxh-ngan-hang-").FullName;
        try
        {
            await using var run = await SendRun.StartAsync(("Payments:BankFolder:Path", folder), ("Payments:BankFolder:QuietSeconds", "0"), ("Payments:BankFolder:Form", "csv"));
            for (var n = 1; n <= 2; n++)
            {
                var who = PayRun.Somebody(n);
                await run.Pay.GrantedAsync(who, new AwardRow(EntitlementKind.Assistance, "6.n.adult", 150, 1, new Dong(360_000), new Dong(540_000), new PayMonth(202206), new Receiver(who.Name, who.Number, "") { Way = new(PayWay.ToAccount, $"012345{n}", who.Name, "Agribank") }));
            }

            var list = await run.SentAsync(202211);
            Assert.Equal("bank-file", (await run.SendingsAsync()).Single().Provider);
            var lines = await run.LinesAsync(list.Id);
            string[] Answer(int order, string status, string reason) => [$"{order}", lines[order - 1].AccountNumber, $"{lines[order - 1].Total.Amount}", status, status == "Thành công" ? "2022-10-21T08:00:00" : "", $"GD{order}", reason];
            Directory.CreateDirectory(Path.Combine(folder, "in"));
            using var first = AnswersOf(list, Answer(1, "Thành công", ""));
            await File.WriteAllBytesAsync(Path.Combine(folder, "in", "tra-loi.csv"), first.ToArray());
            await run.TakeAsync("bank-file");
            using var second = AnswersOf(list, Answer(2, "Thất bại", "Tài khoản đã đóng"));
            await run.BringAsync(list.Id, "tra-loi-2.csv", second);

            Assert.Equal([(LineOutcome.Paid, ""), (LineOutcome.Failed, "R06")], (await run.ResultsAsync()).Select(r => (r.Outcome, r.ReasonCode)).OrderBy(r => r.Outcome));
            Assert.Equal(ListStatus.Settled, (await run.ListAsync(list.Id)).Status);

            // The account is known as closed before the next list pays into it; nobody had asked the bank about it.
            Assert.Equal((lines[1].PersonId, lines[1].AccountNumber, AccountState.Closed, AccountsTold.Payer), await ToldAsync(run));
            Assert.Contains("đã đóng hoặc bị khóa", (await PageReader.OpenAsync(await run.Host.SignInAsync(Roles.SocialOfficer, run.Pay.Flow.Dossiers.Commune), "/chi-tra/cach-nhan-tien")).Main, StringComparison.Ordinal);
            // The bank takes its word back: it is asked anew.
            using var third = AnswersOf(list, Answer(2, "Thành công", ""));
            await run.BringAsync(list.Id, "tra-loi-3.csv", third);
            Assert.Equal((lines[1].PersonId, lines[1].AccountNumber, AccountState.Unchecked, ""), await ToldAsync(run));
            Assert.Equal(PayerNoticeKind.NewAccount, Assert.Single(await run.NoticesAsync()).Kind);
            await run.BalancedAsync(list.Id);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Deliveries_OfTheProvince_AreShownWithTheirFaults()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(3);
        await run.SentAsync(202211);
        await run.IssueAsync("foreign-rows");
        await run.TakeAsync();
        var officer = await run.Host.SignInAsync(Roles.ProvinceOfficer, "38");

        var page = (await PageReader.OpenAsync(officer, "/chi-tra/nhan-ket-qua")).Main;

        Assert.Contains("VNPost, đường truyền trực tuyến", page, StringComparison.Ordinal);
        Assert.Contains("Danh sách không có dòng", page, StringComparison.Ordinal);
    }

    private static MemoryStream AnswersOf(PaymentList list, params string[][] answers)
    {
        var memory = new MemoryStream();
        WireWriter.Write(memory, WireForm.Csv, BankTransfer.ResultSchema, [list.Id.ToString("D"), "2022-11-02T17:00:00"], answers);
        memory.Position = 0;
        return memory;
    }

    private static Task<(Guid? Person, string Number, AccountState State, string By)> ToldAsync(SendRun run) => run.Host.WithDbAsync(async db =>
        await db.ReceivingAccounts.AsNoTracking().SingleAsync() is var a ? ((Guid?)a.BeneficiaryId, a.AccountNumber, a.State, a.CheckedBy) : default);

    private static OneOffPayment Recovery(Guid person, long dong) => new()
    {
        Id = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, BeneficiaryId = person, Kind = OneOffKind.Recovery, PersonName = "Lê Thị Số 001", ReceiverName = "Lê Thị Số 001", ReceiverNumber = "038149000001", Amount = new Dong(dong),
        DueMonth = 202211, DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new DateTime(2022, 10, 1, 0, 0, 0, DateTimeKind.Utc),
    };

    private static Task<Outcome<ResultFault>> CloseAsync(SendRun run, PaymentList list, Guid fault, SignedInOfficial by, string why = "Bưu điện đã rút kết quả sửa, văn bản số 12") =>
        run.AsAsync(by, s => s.GetRequiredService<CloseFault>().Handle(list.Id, fault, FaultClosing.TakenBack, why, by, default));
}
