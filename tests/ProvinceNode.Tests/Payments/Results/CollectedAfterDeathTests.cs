using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Files;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers.Events;
using ProvinceNode.Tests.Payments.OnPaper;
using ProvinceNode.Tests.Payments.Sending;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Results;

/// <summary>That somebody got the money of a month is no word about the life of whom it was for: his family may collect it (policy 6.7), and the report waits for whoever verifies it.</summary>
public sealed class CollectedAfterDeathTests
{
    [Fact]
    public async Task Death_WhoseMonthTheFamilySignedForOnPaper_StaysReportedAndHeld()
    {
        await using var run = await SendRun.StartAsync();
        var (list, events) = await ToldAsync(run, "R02");

        var paper = await SignedPaper.PaidAsync(run, list.Id, "1", 540_000);
        await run.NoticedAsync();

        Assert.Equal(PayerNoticeState.Told, Assert.Single(await run.NoticesAsync()).State);
        var told = Assert.Single(await events.EventsAsync());
        Assert.Equal((LifeEventKind.Death, EventState.Reported), (told.Kind, told.State));
        Assert.Null(Assert.Single(await events.HoldsAsync()).LiftedAt);
        // Who verifies it reads that the month was signed for.
        var officer = await run.Host.SignInAsync(Roles.SocialOfficer, run.Pay.Flow.Dossiers.Commune);
        Assert.Contains("đã có người ký nhận: Danh sách giấy số 07/DS-CT", (await PageReader.OpenAsync(officer, $"/bien-dong/{told.Id:D}")).Main, StringComparison.Ordinal);
        Assert.DoesNotContain(await run.LinesAsync((await run.SentAsync(202212)).Id), l => l.PersonId == told.BeneficiaryId);

        // The paper was wrong: the death stands as the payer told it, once.
        await SignedPaper.TakenBackAsync(run, list.Id, paper.Id, "1");
        await run.NoticedAsync();
        Assert.Equal(EventState.Reported, Assert.Single(await events.EventsAsync()).State);
        Assert.Single(await run.NoticesAsync(), n => n.State == PayerNoticeState.Told);
    }

    [Theory]
    [InlineData("R02", WireCodes.Proxy, true)]
    [InlineData("R02", WireCodes.Account, true)]
    [InlineData("R02", WireCodes.Self, false)]
    [InlineData("R07", WireCodes.Proxy, true)]
    [InlineData("R07", WireCodes.Self, false)]
    [InlineData("R05", WireCodes.Proxy, false)]
    public async Task Report_OfAMonthThatIsToldCollected_EndsOnlyByWhatSpeaksAgainstIt(string reason, string collector, bool stays)
    {
        await using var run = await SendRun.StartAsync();
        var (list, events) = await ToldAsync(run, reason);
        var line = (await run.LinesAsync(list.Id))[0];

        await run.TellAsync(list, [ToldFile.Paid(line, 2) with { CollectedBy = collector, CollectorName = "Lê Văn Con", CollectorId = collector == WireCodes.Self ? line.PersonNumber : "038180000777" }]);
        await run.NoticedAsync();

        Assert.Equal(LineOutcome.Paid, (await run.LinesAsync(list.Id))[0].Outcome);
        Assert.Equal(stays ? EventState.Reported : EventState.Refuted, Assert.Single(await events.EventsAsync()).State);
        Assert.Equal(stays && reason == "R02" ? 1 : 0, (await events.HoldsAsync()).Count(h => h.LiftedAt is null));
    }

    // The job of notices has not run yet: the collected month takes the news of the death from nobody.
    [Fact]
    public async Task Death_ThatNobodyWasToldOfYet_IsToldAfterAProxyCollected()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(2);
        var list = await run.SentAsync(202211);
        var line = (await run.LinesAsync(list.Id))[0];
        await run.TellAsync(list, [ToldFile.Not(line, "R02")]);
        await run.TellAsync(list, [ToldFile.Paid(line, 2) with { CollectedBy = WireCodes.Proxy, CollectorName = "Lê Văn Con", CollectorId = "038180000777" }]);

        await run.NoticedAsync();

        var told = Assert.Single(await new EventRun(run.Host).EventsAsync());
        Assert.Equal((LifeEventKind.Death, EventState.Reported), (told.Kind, told.State));
        var officer = await run.Host.SignInAsync(Roles.SocialOfficer, run.Pay.Flow.Dossiers.Commune);
        Assert.Contains("đã có người nhận thay, nhưng không rút tin", (await PageReader.OpenAsync(officer, $"/bien-dong/{told.Id:D}")).Main, StringComparison.Ordinal);
    }

    // The payer says another reason: then nobody was said to be dead.
    [Fact]
    public async Task Death_ThatThePayerTellsAsAnotherReason_EndsAlsoAfterAProxyCollected()
    {
        await using var run = await SendRun.StartAsync();
        var (list, events) = await ToldAsync(run, "R02");
        var line = (await run.LinesAsync(list.Id))[0];
        await run.TellAsync(list, [ToldFile.Paid(line, 2) with { CollectedBy = WireCodes.Proxy, CollectorName = "Lê Văn Con", CollectorId = "038180000777" }]);
        await run.NoticedAsync();
        Assert.Equal(EventState.Reported, Assert.Single(await events.EventsAsync()).State);

        await run.TellAsync(list, [ToldFile.Not(line, "R01", version: 3)]);
        await run.NoticedAsync();

        var told = Assert.Single(await events.EventsAsync());
        Assert.Equal((EventState.Refuted, "Tổ chức chi trả đã sửa kết quả chi trả"), (told.State, told.SettledWhy));
    }

    // Two officials, not the payer, changed what the line says.
    [Fact]
    public async Task Task_ThatAPaperEnded_NamesThePaper()
    {
        await using var run = await SendRun.StartAsync();
        var (list, _) = await ToldAsync(run, "R04");

        await SignedPaper.PaidAsync(run, list.Id, "1", 540_000);

        var notice = Assert.Single(await run.NoticesAsync());
        Assert.Equal((PayerNoticeState.Withdrawn, "Kết quả chi trả đã được sửa: Danh sách giấy số 07/DS-CT"), (notice.State, notice.SettledWhy));
    }

    // Three months without collecting, of which a paper takes one away: the payer took nothing back.
    [Fact]
    public async Task Run_ThatAPaperBroke_IsNotSaidToBeTakenBackByThePayer()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var lists = new List<PaymentList>();
        foreach (var month in new[] { 202211, 202212, 202301 })
        {
            lists.Add(await run.SentAsync(month));
            await run.TellAsync(lists[^1], (await run.LinesAsync(lists[^1].Id)).Select(l => ToldFile.Not(l)));
        }

        await run.NoticedAsync();
        run.Host.Clock.SetDay(new DateOnly(2023, 1, 20));
        await SignedPaper.PaidAsync(run, lists[2].Id, "1", 1_620_000, new DateOnly(2023, 1, 15));
        await run.NoticedAsync();

        Assert.Equal(EventState.Refuted, Assert.Single(await new EventRun(run.Host).EventsAsync()).State);
        var said = await run.Host.WithDbAsync(db => db.Acts.AsNoTracking().Select(a => a.Reason).ToListAsync());
        Assert.Contains(said, r => r.StartsWith("Đã rút tin báo của tổ chức chi trả", StringComparison.Ordinal));
        Assert.DoesNotContain(said, r => r.StartsWith("Tổ chức chi trả rút", StringComparison.Ordinal));
    }

    // The first of two people, told on 7/11 and carried on by a report; on the 20th.
    private static async Task<(PaymentList List, EventRun Events)> ToldAsync(SendRun run, string reason)
    {
        await run.PeopleAsync(2);
        var list = await run.SentAsync(202211);
        var lines = await run.LinesAsync(list.Id);
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 7));
        await run.TellAsync(list, [ToldFile.Not(lines[0], reason), ToldFile.Paid(lines[1])]);
        await run.NoticedAsync();
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 20));
        return (list, new EventRun(run.Host));
    }
}
