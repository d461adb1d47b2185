using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Sending;

/// <summary>A list goes out once, whatever is lost between the node and the post.</summary>
public sealed class SendListTests
{
    [Fact]
    public async Task List_OfAClosedMonth_IsSentByAThirdOfficialOnly()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(5);
        var period = await run.Pay.ListedAsync(202211);
        var list = Assert.Single(await run.Pay.ListsAsync(period));
        Assert.True((await run.SendAsync(list.Id)).Has(SendingProblems.NotClosed));
        LevelRun.Must(await run.Pay.CloseAsync(period));

        // A right of the role is not enough: nobody acts twice on one list.
        var accountant = run.Pay.Accountant with { Actions = new HashSet<string>(run.Pay.Accountant.Actions) { Actions.PaymentSend } };
        var head = run.Pay.Head with { Actions = new HashSet<string>(run.Pay.Head.Actions) { Actions.PaymentSend } };
        Assert.True((await run.SendAsync(list.Id, run.Pay.Accountant)).Has(CommonProblems.NotAllowed));
        Assert.True((await run.SendAsync(list.Id, accountant)).Has(PaymentProblems.SamePerson));
        Assert.True((await run.SendAsync(list.Id, head)).Has(PaymentProblems.SamePerson));
        Assert.Empty(await run.SendingsAsync());

        var sent = LevelRun.Must(await run.SendAsync(list.Id));
        Assert.Equal((ListStatus.Sent, run.Cashier.Id), (sent.Status, sent.SentById));
        var sending = Assert.Single(await run.SendingsAsync());
        Assert.Equal((SendingState.Accepted, "vnpost", list.Hash), (sending.State, sending.Provider, sending.ListHash));
        Assert.StartsWith("VNP", sending.Receipt, StringComparison.Ordinal);
        Assert.Equal([1], await run.HandedAsync());

        // Pressed again: nothing goes out and nothing is written.
        var acts = await run.ActsAsync();
        Assert.Equal(ListStatus.Sent, LevelRun.Must(await run.SendAsync(list.Id)).Status);
        Assert.Equal(0, await run.HandOverAsync());
        Assert.Equal([1], await run.HandedAsync());
        Assert.Equal(acts, await run.ActsAsync());
    }

    [Fact]
    public async Task Answer_Lost_IsAskedAboutAndNeverSentAgain()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(3);
        var list = await run.ClosedAsync(202211);
        await run.BehaveAsync(send: "lost");

        Assert.Equal(ListStatus.Unknown, LevelRun.Must(await run.SendAsync(list.Id)).Status);
        await run.HandOverAsync();

        Assert.Equal(ListStatus.Sent, (await run.ListAsync(list.Id)).Status);
        Assert.Equal([1], await run.HandedAsync());
        var sending = Assert.Single(await run.SendingsAsync());
        Assert.Equal((SendingState.Accepted, 1), (sending.State, sending.Asked));
        Assert.Equal(2, sending.Answers.Split('\n').Length);
    }

    [Fact]
    public async Task Payer_Down_IsAskedUntilHeSaysThatHeNeverGotIt()
    {
        await using var run = await SendRun.StartAsync(("Payments:VnPost:Retries", "0"));
        await run.PeopleAsync(3);
        var list = await run.ClosedAsync(202211);
        await run.World.FaultAsync("vnpost", "fail");
        Assert.Equal(ListStatus.Unknown, LevelRun.Must(await run.SendAsync(list.Id)).Status);
        await run.HandOverAsync();
        await run.HandOverAsync();
        Assert.Equal(ListStatus.Unknown, (await run.ListAsync(list.Id)).Status);
        Assert.Empty(await run.HandedAsync());
        var key = Assert.Single(await run.SendingsAsync()).IdempotencyKey;

        await run.World.FaultAsync("vnpost", "none");
        Assert.Equal(0, await run.HandOverAsync(0)); // asked a moment ago
        await run.HandOverAsync();

        Assert.Equal(ListStatus.Sent, (await run.ListAsync(list.Id)).Status);
        Assert.Equal([1], await run.HandedAsync());
        Assert.Equal((key, 3), (await run.SendingsAsync()) is [var one] ? (one.IdempotencyKey, one.Asked) : default);
    }

    [Fact]
    public async Task Refusal_OfThePayer_LetsTheListBeSentAgainUnderANewKey()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(3);
        var list = await run.ClosedAsync(202211);
        await run.BehaveAsync(send: "refuse");

        Assert.Equal(ListStatus.Approved, LevelRun.Must(await run.SendAsync(list.Id)).Status);
        Assert.Contains("điểm chi trả", Assert.Single(await run.SendingsAsync()).Answers, StringComparison.Ordinal);
        Assert.Equal(ListStatus.Sent, LevelRun.Must(await run.SendAsync(list.Id)).Status);
        Assert.Equal([(1, SendingState.Refused), (2, SendingState.Accepted)], (await run.SendingsAsync()).Select(s => (s.Attempt, s.State)));
        Assert.Equal(2, (await run.SendingsAsync()).Select(s => s.IdempotencyKey).Distinct().Count());
    }

    // The crash: the sending is written down, and whoever was to call never did, or never came back.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Crash_BetweenTheWritingAndTheAnswer_IsTakenUpByTheJob(bool called)
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(3);
        var list = await run.ClosedAsync(202211);
        Assert.Equal(1, LevelRun.Must(await run.SendAllAsync(list.PeriodId)));
        Assert.Equal((SendingState.Prepared, ListStatus.Sending), ((await run.SendingsAsync()).Single().State, (await run.ListAsync(list.Id)).Status));
        Assert.Empty(await run.HandedAsync());
        if (called)
        {
            // He called, and died before he wrote the answer down.
            var (id, key) = ((await run.SendingsAsync()).Single().Id, (await run.SendingsAsync()).Single().IdempotencyKey);
            var document = ListDocument.Of(await run.ListAsync(list.Id), await run.LinesAsync(list.Id));
            await run.World.VnPost.SendAsync(document, key, default);
            await run.Pay.SaveAsync(db =>
            {
                var sending = db.PaymentSendings.Single(s => s.Id == id);
                (sending.State, sending.SentAt, sending.Version) = (SendingState.Sending, new VietnamTime(run.Host.Clock).UtcNow, sending.Version + 1);
            });
            Assert.Equal(0, await run.HandOverAsync(5)); // he may still be at it
        }

        Assert.Equal(1, await run.HandOverAsync());

        Assert.Equal(ListStatus.Sent, (await run.ListAsync(list.Id)).Status);
        Assert.Equal([1], await run.HandedAsync());
        Assert.Equal((SendingState.Accepted, 1), ((await run.SendingsAsync()).Single().State, (await run.SendingsAsync()).Single().Asked));
    }

    [Fact]
    public async Task Senders_TwoAtOnce_SendOnce()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(3);
        var list = await run.ClosedAsync(202211);
        var other = run.Pay.Flow.Dossiers.Official(Roles.Cashier, run.Pay.Holder) with { Id = Guid.NewGuid() };
        var outcomes = new ConcurrentBag<ListStatus>();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(async () => outcomes.Add(LevelRun.Must(await run.SendAsync(list.Id, n % 2 == 0 ? run.Cashier : other)).Status))));

        Assert.All(outcomes, s => Assert.True(s is ListStatus.Sending or ListStatus.Sent));
        Assert.Equal(ListStatus.Sent, (await run.ListAsync(list.Id)).Status);
        Assert.Single(await run.SendingsAsync());
        Assert.Equal([1], await run.HandedAsync());
    }

    [Fact]
    public async Task Sending_SecondOpenOne_IsRefusedByTheDatabase()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var list = await run.SentAsync(202211);
        var first = Assert.Single(await run.SendingsAsync());

        await Assert.ThrowsAsync<DbUpdateException>(() => run.Pay.SaveAsync(db => db.PaymentSendings.Add(new PaymentSending
        {
            Id = Guid.NewGuid(), ListId = list.Id, TenantPath = first.TenantPath, Attempt = 2, Provider = "vnpost", IdempotencyKey = "khác", ListHash = first.ListHash, SentById = first.SentById, SentByName = "", PreparedAt = first.PreparedAt,
        })));
    }

    [Fact]
    public async Task Document_OfAList_CarriesEveryDongAndItsApproval()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(4);
        var list = await run.ClosedAsync(202211);

        var document = ListDocument.Of(list, await run.LinesAsync(list.Id));

        Assert.Equal((list.Lines, list.TotalDong, list.Hash, list.Id.ToString("D"), WireCodes.CashPoint), (document.Header.TotalLines, document.Header.TotalAmount, document.Header.ApprovalHash, document.Header.ListId, document.Header.Method));
        Assert.Equal(document.Header.Hash, ListDocument.Of(list, (await run.LinesAsync(list.Id)).AsEnumerable().Reverse()).Header.Hash);
        Assert.All(document.Rows, r => Assert.Equal((r.Total, ""), (r.Sum(), r.ReceiverName)));
    }

    // What a recovery takes wholly leaves nothing to hand over: it is settled with the list and not sent.
    [Fact]
    public async Task Line_ThatComesToNothing_StaysAtHomeAndIsSettled()
    {
        await using var run = await SendRun.StartAsync();
        var people = await run.PeopleAsync(2);
        await run.Pay.SaveAsync(db => db.OneOffPayments.Add(new()
        {
            Id = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, BeneficiaryId = people[0], Kind = ProvinceNode.Registry.OneOffKind.Recovery, PersonName = "Lê Thị Số 001", ReceiverName = "Lê Thị Số 001",
            ReceiverNumber = "038149000001", Amount = new Dong(900_000), DueMonth = 202211, DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new DateTime(2022, 10, 1, 0, 0, 0, DateTimeKind.Utc),
        }));

        var list = await run.SentAsync(202211);

        Assert.Equal([(LineOutcome.Paid, 0L), (LineOutcome.Open, 540_000L)], (await run.LinesAsync(list.Id)).Select(l => (l.Outcome, l.Total.Amount)).OrderBy(l => l.Item2));
        await run.BalancedAsync(list.Id);
        await run.IssueAsync();
        await run.TakeAsync();
        Assert.Equal(ListStatus.Settled, (await run.ListAsync(list.Id)).Status);
    }
}
