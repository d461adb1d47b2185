using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Results;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Payments.Sending;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Results;

/// <summary>What one batch of results can do to itself: no line of it stops the others, and no month is paid twice by two of them.</summary>
public sealed class BatchTests
{
    // Nobody collected November, nor December, which carried it; then one page says that both were paid.
    [Fact]
    public async Task Corrections_OfOneMonthByTwoListsInAPage_StoreTheFirstAndHoldTheOther()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var list = await run.SentAsync(202211);
        var november = Assert.Single(await run.LinesAsync(list.Id));
        await run.TellAsync(list, [ToldFile.Not(november)]);
        var later = await run.SentAsync(202212);
        var december = Assert.Single(await run.LinesAsync(later.Id));
        await run.TellAsync(later, [ToldFile.Not(december)]);

        var report = await PageAsync(run, [ToldFile.Paid(november, 2), ToldFile.Paid(december, 2)]);

        Assert.Equal((1, 1), (report.Corrected, report.Faults.Count));
        var fault = Assert.Single(await run.FaultsAsync());
        Assert.Equal((FaultState.Waiting, (Guid?)december.Id), (fault.State, fault.LineId));
        Assert.Contains("11/2022", fault.Message, StringComparison.Ordinal);
        Assert.All((await run.ClaimsAsync()).Where(c => c.IsActive).GroupBy(c => (c.BeneficiaryId, c.Strand, c.Month, c.Kind)), g => Assert.Single(g));
        Assert.Equal((LineOutcome.Paid, LineOutcome.Unpaid), ((await run.LinesAsync(list.Id)).Single().Outcome, (await run.LinesAsync(later.Id)).Single().Outcome));
        await run.BalancedAsync(list.Id);
        await run.BalancedAsync(later.Id);
    }

    // Something that no rule foresees: here the database itself turns one line down.
    [Fact]
    public async Task Line_ThatTheDatabaseRefuses_WaitsAndStopsNoOther()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(3);
        var list = await run.SentAsync(202211);
        var lines = await run.LinesAsync(list.Id);
        await run.Host.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("CREATE TRIGGER Refuse BEFORE INSERT ON PaymentResults WHEN NEW.ReasonCode = 'R08' BEGIN SELECT RAISE(ABORT, 'refused'); END"));

        var told = await run.TellAsync(list, [ToldFile.Paid(lines[0]), ToldFile.Not(lines[1], "R08"), ToldFile.Paid(lines[2])]);

        Assert.Equal((DeliveryState.Taken, 3, 2, 1), (told.State, told.Lines, told.New, told.Faults));
        var fault = Assert.Single(await run.FaultsAsync());
        Assert.Equal((ResultProblems.NotStoredYet.Code, FaultState.Waiting, (Guid?)list.Id, (Guid?)lines[1].Id), (fault.Code, fault.State, fault.ListId, fault.LineId));
        Assert.Equal([LineOutcome.Paid, LineOutcome.Open, LineOutcome.Paid], (await run.LinesAsync(list.Id)).Select(l => l.Outcome));
        Assert.Equal(ListStatus.Sent, (await run.ListAsync(list.Id)).Status);

        // Nobody closes what has no result: its money would be nowhere.
        Assert.True((await run.AsAsync(run.Pay.Head, x => x.GetRequiredService<CloseFault>().Handle(list.Id, fault.Id, FaultClosing.TakenBack, "Bưu điện đã rút kết quả này", run.Pay.Head, default))).Has(ResultProblems.NoResultYet));

        // The cause is gone: the channel gives the line no second time, and it is stored all the same.
        await run.Host.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER Refuse"));
        await run.TakeAsync();
        Assert.Equal((ListStatus.Settled, FaultState.Applied), ((await run.ListAsync(list.Id)).Status, Assert.Single(await run.FaultsAsync()).State));
        Assert.Equal((LineOutcome.Unpaid, 3), ((await run.LinesAsync(list.Id))[1].Outcome, (await run.DeliveriesAsync()).Single().New));
        await run.BalancedAsync(list.Id);
    }

    // What came later counts, also where the older one waited for the database.
    [Fact]
    public async Task Line_ThatWaitsWhileThePayerTellsAnother_ChangesNothingWhenItsTimeComes()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var list = await run.SentAsync(202211);
        var line = (await run.LinesAsync(list.Id)).Single();
        await run.Host.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("CREATE TRIGGER Refuse BEFORE INSERT ON PaymentResults WHEN NEW.ReasonCode = 'R08' BEGIN SELECT RAISE(ABORT, 'refused'); END"));
        await run.TellAsync(list, [ToldFile.Not(line, "R08")]);
        Assert.Equal(FaultState.Waiting, Assert.Single(await run.FaultsAsync()).State);
        await run.TellAsync(list, [ToldFile.Paid(line)], number: 2);
        await run.Host.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER Refuse"));
        await run.TakeAsync();

        Assert.Equal((FaultState.Applied, LineOutcome.Paid, ListStatus.Settled), (Assert.Single(await run.FaultsAsync()).State, (await run.LinesAsync(list.Id)).Single().Outcome, (await run.ListAsync(list.Id)).Status));
        Assert.Single(await run.ResultsAsync());
    }

    // The page of the one who confirmed and the job: both found the same place before either stored a line.
    [Fact]
    public async Task Lines_ReadByTwoAtOnce_AreCountedOnce()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(2);
        var list = await run.SentAsync(202211);
        var entries = (await run.LinesAsync(list.Id)).Select((l, i) => new ResultEntry(i + 1, ToldFile.Paid(l), [])).ToList();
        var (id, now) = (Guid.CreateVersion7(), new VietnamTime(run.Host.Clock).UtcNow);
        await run.Pay.SaveAsync(db => db.ResultDeliveries.Add(new() { Id = id, TenantPath = "38", Provider = "vnpost", Channel = ResultChannel.Polling, Source = "trang-1", State = DeliveryState.Taking, ReceivedAt = now, Version = 1 }));
        Task<SettleReport?> ReadAsync() => run.Host.WithAsync(s => s.GetRequiredService<StoreSingly>().HandleAsync(id, 0, new ResultOrigin(ChannelRules.Payer("vnpost"), ResultChannel.Polling, "trang-1", null, ""), entries, default));

        Assert.Equal(2, (await ReadAsync())?.New);
        Assert.Null(await ReadAsync());

        Assert.Equal(2, (await run.DeliveriesAsync()).Single().Lines);
    }

    // Its lines are stored one by one, and then the cursor cannot be: the page is read again.
    [Fact]
    public async Task Page_ReadAgainAfterItsLines_IsOneDeliveryThatTellsItsFaultsOnce()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        await run.SentAsync(202211);
        await run.IssueAsync("foreign-rows");
        await run.Host.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("CREATE TRIGGER Stay BEFORE INSERT ON ResultFeeds BEGIN SELECT RAISE(ABORT, 'refused'); END"));
        await Assert.ThrowsAsync<DbUpdateException>(() => run.TakeAsync());
        Assert.Equal(DeliveryState.Taking, Assert.Single(await run.DeliveriesAsync()).State);
        Assert.NotEmpty(await run.FaultsAsync());
        await run.Host.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER Stay"));

        await run.TakeAsync();

        var (deliveries, faults) = (await run.DeliveriesAsync(), await run.FaultsAsync());
        Assert.All(deliveries, d => Assert.Equal((DeliveryState.Taken, faults.Count(f => f.DeliveryId == d.Id)), (d.State, d.Faults)));
        Assert.Equal((deliveries.Count, faults.Count), (deliveries.Select(d => d.Source).Distinct().Count(), faults.Select(f => (f.DeliveryId, f.Line, f.Column, f.Code)).Distinct().Count()));
    }

    [Theory]
    [InlineData(5, false)] // busy
    [InlineData(13, false)] // disk full
    [InlineData(19, true)] // key, check, trigger
    public void Refusal_OfTheDatabase_IsToldFromWhatPasses(int code, bool refused)
    {
        var failure = new SqliteException("", code);

        Assert.Equal((refused, refused), (DatabaseRefusals.IsRefusal(failure), DatabaseRefusals.IsRefusal(new DbUpdateException("", failure))));
    }

    // An old message of the line comes after the office's file that the payer counted on in: nothing is taken back by it, and the list waits for his word.
    [Fact]
    public async Task Result_SignedThatComesLate_WaitsForThePayerAgainstHisFile()
    {
        await using var run = await SendRun.StartByFileAsync();
        await run.PeopleAsync(1);
        var list = await run.SentAsync(202211);
        var line = Assert.Single(await run.LinesAsync(list.Id));
        await PageAsync(run, [ToldFile.Paid(line, 3)], ResultChannel.File);
        Assert.Equal(ListStatus.Settled, (await run.ListAsync(list.Id)).Status);

        await run.TellAsync(list, [ToldFile.Not(line)]);

        var fault = Assert.Single(await run.FaultsAsync());
        Assert.Equal((ResultProblems.Disputed.Code, FaultState.Waiting), (fault.Code, fault.State));
        Assert.Equal((LineOutcome.Paid, ListStatus.Sent), ((await run.LinesAsync(list.Id)).Single().Outcome, (await run.ListAsync(list.Id)).Status));

        // He says by the line, counted on, what is true.
        await run.TellAsync(list, [ToldFile.Not(line, version: 4)], 2);
        await run.TakeAsync();
        Assert.Equal((LineOutcome.Unpaid, ListStatus.Settled), ((await run.LinesAsync(list.Id)).Single().Outcome, (await run.ListAsync(list.Id)).Status));
        Assert.Equal(FaultState.Applied, Assert.Single(await run.FaultsAsync()).State);
        await run.BalancedAsync(list.Id);
    }

    // The recovery empties one line; the other waits for its result. What was taken is booked when the list goes out.
    [Fact]
    public async Task Recovery_ThatEmptiesALineOfAList_IsBookedWhenThePayerHasIt()
    {
        await using var run = await SendRun.StartAsync();
        var people = await run.PeopleAsync(2);
        await run.Pay.SaveAsync(db => db.OneOffPayments.Add(new()
        {
            Id = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, BeneficiaryId = people[0], Kind = OneOffKind.Recovery, PersonName = "Lê Thị Số 001", ReceiverName = "Lê Thị Số 001", ReceiverNumber = "038149000001",
            Amount = new Dong(540_000), DueMonth = 202211, DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new DateTime(2022, 10, 1, 0, 0, 0, DateTimeKind.Utc),
        }));

        var list = await run.SentAsync(202211);

        Assert.Equal([(0, LineOutcome.Paid), (540_000, LineOutcome.Open)], (await run.LinesAsync(list.Id)).Select(l => (l.Total.Amount, l.Outcome)).Order());
        Assert.Equal((540_000L, false), await run.Host.WithDbAsync(async db => await db.OneOffPayments.AsNoTracking().SingleAsync() is var p ? (p.MovedDong.Amount, p.IsOnList) : default));
    }

    // As the post's channel gives a page of many lists.
    private static Task<SettleReport> PageAsync(SendRun run, IReadOnlyList<ResultRow> rows, ResultChannel channel = ResultChannel.Polling) => run.Host.WithAsync(async s =>
    {
        var (db, now) = (s.GetRequiredService<NodeDb>(), new VietnamTime(run.Host.Clock).UtcNow);
        SettleReport? report = null;
        Assert.True(await db.InTurnAsync(
            async () =>
            {
                var delivery = new ResultDelivery { Id = Guid.CreateVersion7(), TenantPath = "38", Provider = "vnpost", Channel = channel, Source = "trang-1", State = DeliveryState.Taken, ReceivedAt = now, DoneAt = now, Version = 1 };
                db.ResultDeliveries.Add(delivery);
                var entries = rows.Select((r, i) => new ResultEntry(i + 1, r, [])).ToList();
                report = await s.GetRequiredService<StoreResults>().StoreAsync(delivery, new ResultOrigin(ChannelRules.Payer("vnpost"), channel, "trang-1", null, ""), entries, null, default);
                return report is not null;
            },
            default));
        return report!;
    });
}
