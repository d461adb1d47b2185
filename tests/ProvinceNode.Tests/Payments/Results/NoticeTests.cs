using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Results;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Dossiers.Events;
using ProvinceNode.Tests.Payments.Sending;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Results;

/// <summary>Reasons act (policy 6.6, 6.7): through the one door of events, once, and nothing ends by itself.</summary>
public sealed class NoticeTests
{
    [Fact]
    public async Task Reasons_OfAMonth_BecomeReportsAndTasksOnce()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(8);
        var list = await run.SentAsync(202211);
        var lines = await run.LinesAsync(list.Id);
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 7));
        string[] reasons = ["R01", "R02", "R03", "R04", "R05", "R06", "R07", "R08"];
        await run.TellAsync(list, lines.Select((l, i) => ToldFile.Not(l, reasons[i], reasons[i] == "R05" ? WireCodes.Returned : WireCodes.Unpaid)));
        Assert.Equal([PayerNoticeKind.Death, PayerNoticeKind.Detained, PayerNoticeKind.Moved, PayerNoticeKind.NewAccount, PayerNoticeKind.Refuses, PayerNoticeKind.WrongPapers], (await run.NoticesAsync()).Select(n => n.Kind).OrderBy(k => k.ToString(), StringComparer.Ordinal));

        Assert.Equal(3, await run.NoticedAsync());
        Assert.Equal(0, await run.NoticedAsync());
        // The same file in another form tells nothing new.
        await run.TellAsync(list, lines.Select((l, i) => ToldFile.Not(l, reasons[i], reasons[i] == "R05" ? WireCodes.Returned : WireCodes.Unpaid)), 2);
        Assert.Equal(0, await run.NoticedAsync());

        var events = new EventRun(run.Host);
        var told = await events.EventsAsync();
        Assert.Equal([(LifeEventKind.Death, lines[1].PersonId), (LifeEventKind.Detained, lines[6].PersonId), (LifeEventKind.RefusesMoney, lines[4].PersonId)], told.Select(e => (e.Kind, (Guid?)e.BeneficiaryId)).OrderBy(e => e.Kind.ToString(), StringComparer.Ordinal));
        Assert.All(told, e => Assert.Equal((EventSource.Post, EventState.Reported), (e.Source, e.State)));
        var hold = Assert.Single(await events.HoldsAsync());
        Assert.Equal((lines[1].PersonId, 202212), (hold.BeneficiaryId, hold.FromMonth));
        // Nobody's entitlement ended.
        Assert.All(await run.Host.WithDbAsync(db => Task.FromResult(db.Entitlements.ToList())), e => Assert.Equal((EntitlementStatus.Active, 0), (e.Status, e.EndMonth)));

        // The next list leaves out who is said to be dead, and carries all others.
        var next = await run.SentAsync(202212);
        var carried = await run.LinesAsync(next.Id);
        Assert.Equal((7, 7 * 540_000L), (carried.Count, carried.Sum(l => l.Carried.Amount)));
    }

    [Fact]
    public async Task Task_ForANewAccount_StandsOnBothPagesAndEndsWhenTheMoneyArrives()
    {
        await using var run = await SendRun.StartAsync();
        var people = await run.PeopleAsync(2);
        var list = await run.SentAsync(202211);
        var lines = await run.LinesAsync(list.Id);
        await run.TellAsync(list, [ToldFile.Not(lines[0], "R06", WireCodes.BankFailed), ToldFile.Paid(lines[1])]);
        await run.NoticedAsync();
        var (cashier, officer) = (await run.Host.SignInAsync(Roles.Cashier, run.Pay.Holder), await run.Host.SignInAsync(Roles.SocialOfficer, run.Pay.Flow.Dossiers.Commune));

        Assert.Contains("đăng ký tài khoản mới", (await PageReader.OpenAsync(cashier, $"/chi-tra/danh-sach/{list.Id}/ket-qua")).Main, StringComparison.Ordinal);
        Assert.Contains("đăng ký tài khoản mới", (await PageReader.OpenAsync(officer, $"/doi-tuong/{people[0]}")).Main, StringComparison.Ordinal);
        Assert.DoesNotContain("đăng ký tài khoản mới", (await PageReader.OpenAsync(officer, $"/doi-tuong/{people[1]}")).Main, StringComparison.Ordinal);

        var next = await run.SentAsync(202212);
        await run.TellAsync(next, (await run.LinesAsync(next.Id)).Select(l => ToldFile.Paid(l)));
        Assert.Equal(PayerNoticeState.Done, Assert.Single(await run.NoticesAsync()).State);
        Assert.DoesNotContain("đăng ký tài khoản mới", (await PageReader.OpenAsync(officer, $"/doi-tuong/{people[0]}")).Main, StringComparison.Ordinal);
    }

    // Arrears that go to his son were collected; his own month was not.
    [Fact]
    public async Task Task_OfASumNotCollected_StaysOpenWhenAnotherSumIsPaid()
    {
        await using var run = await SendRun.StartAsync();
        var people = await run.PeopleAsync(1);
        await run.Pay.SaveAsync(db => db.OneOffPayments.Add(new()
        {
            Id = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, BeneficiaryId = people[0], Kind = OneOffKind.Arrears, PersonName = "Lê Thị Số 001", ReceiverName = "Lê Văn Con", ReceiverNumber = "038080000001", ReceiverRelation = "Con",
            Amount = new Dong(300_000), DueMonth = 202211, DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new DateTime(2022, 10, 1, 0, 0, 0, DateTimeKind.Utc),
        }));
        var list = await run.SentAsync(202211);
        var lines = await run.LinesAsync(list.Id);
        var (own, other) = (lines.Single(l => l.Monthly.Amount > 0), lines.Single(l => l.Monthly.Amount == 0));

        await run.TellAsync(list, [ToldFile.Not(own, "R03")]);
        await run.TellAsync(list, [ToldFile.Paid(other)], 2);
        Assert.Equal(PayerNoticeState.Open, Assert.Single(await run.NoticesAsync()).State);

        var next = await run.SentAsync(202212);
        await run.TellAsync(next, (await run.LinesAsync(next.Id)).Select(l => ToldFile.Paid(l)));
        Assert.Equal(PayerNoticeState.Done, Assert.Single(await run.NoticesAsync()).State);
    }

    [Fact]
    public async Task Months_ThreeUncollected_ProposeSuspensionAndAVisit()
    {
        await using var run = await SendRun.StartAsync();
        var people = await run.PeopleAsync(2);
        var events = new EventRun(run.Host);
        foreach (var month in new[] { 202211, 202212, 202301 })
        {
            Assert.Empty(await events.EventsAsync());
            var list = await run.SentAsync(month);
            // The second person collects in December: his row begins anew.
            await run.TellAsync(list, (await run.LinesAsync(list.Id)).Select(l => l.PersonId == people[1] && month == 202212 ? ToldFile.Paid(l) : ToldFile.Not(l)));
            await run.NoticedAsync();
        }

        var told = Assert.Single(await events.EventsAsync());
        Assert.Equal((LifeEventKind.NotCollected, people[0], EventSource.Post, EventState.Reported), (told.Kind, told.BeneficiaryId, told.Source, told.State));
        Assert.Empty(await events.HoldsAsync());
        Assert.Contains("01/2023", told.Note, StringComparison.Ordinal);

        // A fourth month is the same open report.
        var fourth = await run.SentAsync(202302);
        await run.TellAsync(fourth, (await run.LinesAsync(fourth.Id)).Where(l => l.PersonId == people[0]).Select(l => ToldFile.Not(l)));
        await run.NoticedAsync();
        Assert.Single(await events.EventsAsync());
        Assert.Equal([202301, 202302], (await run.NoticesAsync()).Select(n => n.Month));
    }

    // December was collected after all: November, January alone are no three months.
    [Theory]
    [InlineData(202211)]
    [InlineData(202212)]
    [InlineData(202301)]
    public async Task Months_ThreeUncollectedOneOfThemCorrected_AreWithdrawnWithTheirReport(int corrected)
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var lists = new Dictionary<int, PaymentList>();
        foreach (var month in new[] { 202211, 202212, 202301 })
        {
            lists[month] = await run.SentAsync(month);
        }

        foreach (var list in lists.Values)
        {
            await run.TellAsync(list, (await run.LinesAsync(list.Id)).Select(l => ToldFile.Not(l)));
        }

        await run.NoticedAsync();
        Assert.Equal(EventState.Reported, Assert.Single(await new EventRun(run.Host).EventsAsync()).State);

        await run.TellAsync(lists[corrected], (await run.LinesAsync(lists[corrected].Id)).Select(l => ToldFile.Paid(l, 2)), 2);
        await run.NoticedAsync();

        var notice = Assert.Single(await run.NoticesAsync());
        Assert.Equal(PayerNoticeState.Withdrawn, notice.State);
        Assert.Contains(new PayMonth(corrected).ToString(), notice.SettledWhy, StringComparison.Ordinal);
        var report = Assert.Single(await new EventRun(run.Host).EventsAsync());
        Assert.Equal((EventState.Refuted, notice.SettledWhy), (report.State, report.SettledWhy));
        var head = await run.Host.SignInAsync(Roles.DivisionHead, run.Pay.Holder);
        Assert.DoesNotContain("Ba tháng liên tục không nhận", (await PageReader.OpenAsync(head, "/chi-tra/viec-can-lam")).Main, StringComparison.Ordinal);
    }

    // Four months: the second corrected breaks the first run only.
    [Fact]
    public async Task Months_FourUncollectedTheFirstCorrected_KeepTheLaterRunAndItsReport()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var lists = new List<PaymentList>();
        foreach (var month in new[] { 202211, 202212, 202301, 202302 })
        {
            lists.Add(await run.SentAsync(month));
        }

        foreach (var list in lists)
        {
            await run.TellAsync(list, (await run.LinesAsync(list.Id)).Select(l => ToldFile.Not(l)));
            await run.NoticedAsync();
        }

        await run.TellAsync(lists[0], (await run.LinesAsync(lists[0].Id)).Select(l => ToldFile.Paid(l, 2)), 2);
        await run.NoticedAsync();

        Assert.Equal([(202301, PayerNoticeState.Withdrawn), (202302, PayerNoticeState.Told)], (await run.NoticesAsync()).Select(n => (n.Month, n.State)));
        Assert.Equal(EventState.Reported, Assert.Single(await new EventRun(run.Host).EventsAsync()).State);
    }

    // A month that was told with a reason of its own is judged by it (policy 6.7): it is none of three months that nobody came, wherever it stands and whenever it is told.
    [Theory]
    [InlineData(new[] { "R01", "R07", "R01" }, new[] { 0, 1, 2 }, false)]
    [InlineData(new[] { "R01", "R07", "R01" }, new[] { 0, 2, 1 }, false)]
    [InlineData(new[] { "R07", "R01", "R01" }, new[] { 0, 1, 2 }, false)]
    [InlineData(new[] { "R01", "R01", "R07" }, new[] { 0, 1, 2 }, false)]
    [InlineData(new[] { "R01", "R03", "R01" }, new[] { 0, 2, 1 }, true)]
    public async Task Month_ThatExplainsItself_IsNoneOfTheThreeInWhateverOrder(string[] reasons, int[] order, bool counts)
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var lists = new List<PaymentList>();
        foreach (var month in new[] { 202211, 202212, 202301 })
        {
            lists.Add(await run.SentAsync(month));
        }

        foreach (var month in order)
        {
            await run.TellAsync(lists[month], (await run.LinesAsync(lists[month].Id)).Select(l => ToldFile.Not(l, reasons[month])));
        }

        Assert.Equal(counts ? [202301] : [], (await run.NoticesAsync()).Where(n => n.Kind == PayerNoticeKind.NotCollected).Select(n => n.Month));
    }

    // The oldest fail each time, more than are read at once: who was told of after them is held all the same.
    [Fact]
    public async Task Notice_BehindManyThatFail_IsToldAllTheSame()
    {
        await using var run = await SendRun.StartAsync();
        var people = await run.PeopleAsync(2);
        var list = await run.SentAsync(202211);
        var lines = await run.LinesAsync(list.Id);
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 7));
        await run.TellAsync(list, [ToldFile.Not(lines[0], "R02")]);
        var first = Assert.Single(await run.NoticesAsync());
        await run.Pay.SaveAsync(db => db.PayerNotices.AddRange(Enumerable.Range(0, 200).Select(_ => new PayerNotice
        {
            Id = Guid.CreateVersion7(), TenantPath = first.TenantPath, BeneficiaryId = first.BeneficiaryId, Kind = first.Kind, ListId = first.ListId, LineId = Guid.NewGuid(), ResultVersion = 1, Month = first.Month, Words = "",
            RecordedAt = first.RecordedAt, State = PayerNoticeState.Waiting, Version = 1,
        })));
        await run.TellAsync(list, [ToldFile.Not(lines[1], "R02")], 2);
        // A path that no office has: whatever is told of him fails.
        await run.Host.WithDbAsync(db => db.Beneficiaries.Where(b => b.Id == lines[0].PersonId).ExecuteUpdateAsync(s => s.SetProperty(b => b.TenantPath, "38.x")));

        Assert.Equal(1, await run.NoticedAsync());

        Assert.Equal(lines[1].PersonId, Assert.Single(await new EventRun(run.Host).EventsAsync()).BeneficiaryId);
        Assert.Equal(201, (await run.NoticesAsync()).Count(n => n.State == PayerNoticeState.Waiting));
    }

    [Fact]
    public async Task Notice_OfAResultThatIsCorrectedAtOnce_IsWithdrawn()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var list = await run.SentAsync(202211);
        var line = Assert.Single(await run.LinesAsync(list.Id));
        await run.TellAsync(list, [ToldFile.Not(line, "R02")]);
        await run.TellAsync(list, [ToldFile.Paid(line, 2)]);

        Assert.Equal(0, await run.NoticedAsync());
        Assert.Equal(PayerNoticeState.Withdrawn, Assert.Single(await run.NoticesAsync()).State);
        Assert.Empty(await new EventRun(run.Host).EventsAsync());
    }
}
