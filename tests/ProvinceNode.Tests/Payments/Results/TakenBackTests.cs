using ProvinceNode.Organization;
using ProvinceNode.Payments.Files;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Dossiers.Events;
using ProvinceNode.Tests.Payments.Sending;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Results;

/// <summary>The payer takes back what a report carries on already: nobody stays held, or on the way out, by a word that its teller has mended.</summary>
public sealed class TakenBackTests
{
    [Theory]
    [InlineData("R02", LifeEventKind.Death)]
    [InlineData("R05", LifeEventKind.RefusesMoney)]
    [InlineData("R07", LifeEventKind.Detained)]
    public async Task Report_OfAResultThatIsCorrectedAfterwards_EndsWithItsHold(string reason, LifeEventKind kind)
    {
        await using var run = await SendRun.StartAsync();
        var people = await run.PeopleAsync(2);
        var (list, events) = (await run.SentAsync(202211), new EventRun(run.Host));
        var lines = await run.LinesAsync(list.Id);
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 7));
        await run.TellAsync(list, lines.Select(l => ToldFile.Not(l, reason)));
        Assert.Equal(2, await run.NoticedAsync());
        Assert.All(await events.EventsAsync(), e => Assert.Equal((kind, EventState.Reported), (e.Kind, e.State)));

        // One of them collected after all.
        await run.TellAsync(list, [ToldFile.Paid(lines[0], 2)]);
        await run.NoticedAsync();

        var told = (await events.EventsAsync()).ToDictionary(e => e.BeneficiaryId);
        Assert.Equal((EventState.Refuted, "Hệ thống", EventState.Reported), (told[people[0]].State, told[people[0]].SettledBy, told[people[1]].State));
        var notices = await run.NoticesAsync();
        Assert.Equal([PayerNoticeState.Withdrawn, PayerNoticeState.Told], people.ConvertAll(p => notices.Single(n => n.BeneficiaryId == p).State));
        Assert.Equal(reason == "R02" ? [people[1]] : [], (await events.HoldsAsync()).Where(h => h.LiftedAt is null).Select(h => h.BeneficiaryId));
        // The next list has him again.
        Assert.Contains(await run.LinesAsync((await run.SentAsync(202212)).Id), l => l.PersonId == people[0]);
    }

    // Mended in its words only, it says the same; said again after it was taken back, it is news.
    [Fact]
    public async Task Death_ToldAgain_IsTheSameReportUntilItWasTakenBack()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var (list, events) = (await run.SentAsync(202211), new EventRun(run.Host));
        var line = Assert.Single(await run.LinesAsync(list.Id));
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 7));
        await run.TellAsync(list, [ToldFile.Not(line, "R02")]);
        await run.NoticedAsync();

        await run.TellAsync(list, [ToldFile.Not(line, "R02", version: 2) with { ReasonText = "Chết ngày 05/11" }]);
        await run.NoticedAsync();
        Assert.Equal(EventState.Reported, Assert.Single(await events.EventsAsync()).State);
        Assert.Null(Assert.Single(await events.HoldsAsync()).LiftedAt);
        Assert.Equal([PayerNoticeState.Told, PayerNoticeState.Withdrawn], (await run.NoticesAsync()).Select(n => n.State).Order());

        await run.TellAsync(list, [ToldFile.Paid(line, 3)]);
        await run.NoticedAsync();
        Assert.Equal(EventState.Refuted, Assert.Single(await events.EventsAsync()).State);

        await run.TellAsync(list, [ToldFile.Not(line, "R02", version: 4)]);
        await run.NoticedAsync();
        Assert.Equal([EventState.Refuted, EventState.Reported], (await events.EventsAsync()).Select(e => e.State));
        Assert.Single(await events.HoldsAsync(), h => h.LiftedAt is null);
    }

    [Fact]
    public async Task Death_ThatAnotherBodyTellsToo_StaysHeld()
    {
        await using var run = await SendRun.StartAsync();
        var people = await run.PeopleAsync(1);
        var (list, events) = (await run.SentAsync(202211), new EventRun(run.Host));
        var line = Assert.Single(await run.LinesAsync(list.Id));
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 7));
        await run.TellAsync(list, [ToldFile.Not(line, "R02")]);
        await run.NoticedAsync();
        await events.ToldAsync(people[0]);

        await run.TellAsync(list, [ToldFile.Paid(line, 2)]);
        await run.NoticedAsync();

        Assert.Equal([(EventSource.Population, EventState.Reported), (EventSource.Post, EventState.Refuted)], (await events.EventsAsync()).Select(e => (e.Source, e.State)).Order());
        Assert.Contains(await events.HoldsAsync(), h => h.LiftedAt is null);
    }

    // The officer may know it by other papers: his dossier goes on, and tells him.
    [Fact]
    public async Task Report_ThatADossierCarries_LeavesARemarkThere()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var (list, events) = (await run.SentAsync(202211), new EventRun(run.Host));
        var line = Assert.Single(await run.LinesAsync(list.Id));
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 7));
        await run.TellAsync(list, [ToldFile.Not(line, "R02")]);
        await run.NoticedAsync();
        var dossier = LevelRun.Must(await events.TryOpenAsync(Assert.Single(await events.EventsAsync()).Id, new DateOnly(2022, 11, 6)));

        await run.TellAsync(list, [ToldFile.Paid(line, 2)]);
        await run.NoticedAsync();
        await run.NoticedAsync();

        Assert.Equal(EventState.InDossier, Assert.Single(await events.EventsAsync()).State);
        Assert.Equal(PayerNoticeState.Withdrawn, Assert.Single(await run.NoticesAsync()).State);
        var officer = await run.Host.SignInAsync(Roles.SocialOfficer, run.Pay.Flow.Dossiers.Commune);
        Assert.Contains("rút tin báo “Chết”", (await PageReader.OpenAsync(officer, $"/ho-so/{dossier.Id}")).Main, StringComparison.Ordinal);

        // The page of a dossier that a refuted report stopped says so.
        LevelRun.Must(await events.RefuteAsync(Assert.Single(await events.EventsAsync()).Id));
        Assert.Contains("Bác bỏ tin báo sai", (await PageReader.OpenAsync(officer, $"/ho-so/{dossier.Id}")).Main, StringComparison.Ordinal);
    }
}
