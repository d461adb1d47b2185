using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Reverify;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Quality;

namespace ProvinceNode.Tests.Dossiers.Reverify;

public sealed class AskPopulationTests : IAsyncLifetime
{
    private ReverifyRun _run = null!;

    public async Task InitializeAsync() => _run = await ReverifyRun.StartAsync(("PerMinute", "3"), ("PerDay", "7"));

    public Task DisposeAsync() => _run.DisposeAsync().AsTask();

    [Fact]
    public async Task Ask_BeforeAnybodyStartedIt_AsksNobody()
    {
        await _run.AddAsync("Nguyễn Thị Lan", "038154000123");
        await _run.MeasureAsync();

        Assert.Equal(0, await _run.AskAsync());
        Assert.Empty(_run.Hub.Asked);
    }

    [Fact]
    public async Task Ask_OfEverybody_KeepsEachAnswerAndChangesNoPerson()
    {
        var same = await _run.AddAsync("Nguyễn Thị Lan", "038154000123");
        var other = await _run.AddAsync("Trần Thị Mai", "038154000124", known: ("Trần Thị Mài", "1955-03-02", 2, ""));
        var nobody = await _run.AddAsync("Lê Thị Hoa", "038154000125", unknown: true);
        await _run.StartAsync();

        Assert.Equal(3, await _run.AskAsync());

        Assert.Equal((AnswerKind.Matched, "Matched"), ((await _run.AnswerAsync(same.Id)).Kind, (await _run.PersonAsync(same.Id)).IdentityStatus));
        Assert.Equal((AnswerKind.NotFound, "NotFound"), ((await _run.AnswerAsync(nobody.Id)).Kind, (await _run.PersonAsync(nobody.Id)).IdentityStatus));
        var answer = await _run.AnswerAsync(other.Id);
        Assert.Equal(AnswerKind.Differs, answer.Kind);
        Assert.Equal([new SuggestedValue("FullName", "Trần Thị Mài", false), new("BirthDate", "1955-03-02", false)], answer.Suggested);
        var person = await _run.PersonAsync(other.Id);
        Assert.Equal(("Trần Thị Mai", "1954-03-02", "NotMatched"), (person.FullName, person.BirthDate, person.IdentityStatus));
        Assert.All(_run.Hub.Asked, a => Assert.Equal((ReverifyRun.Purpose, Roles.Administrator), (a.Purpose, a.Official)));
        var run = await _run.RunAsync();
        Assert.Equal((1, 1, 1, 3), (run.Matched, run.Differing, run.NotFound, run.AskedToday));
        await _run.MeasureAsync();
        var faults = await _run.Host.WithDbAsync(db => db.Set<PersonFault>().Where(f => f.Code.StartsWith("population")).Select(f => f.Code).Order().ToListAsync());
        Assert.Equal([QualityRules.Differs, QualityRules.NotFound], faults);
    }

    [Fact]
    public async Task Ask_OfMany_KeepsToTheMinuteAndTheDay()
    {
        for (var i = 0; i < 9; i++)
        {
            await _run.AddAsync($"Nguyễn Thị Lan {"ABCDEFGHI"[i]}", $"03815400012{i}");
        }

        await _run.StartAsync();

        Assert.Equal(3, await _run.AskAsync());
        Assert.Equal(0, await _run.AskAsync(0)); // started again at once
        Assert.Equal(3, await _run.AskAsync());
        Assert.Equal(1, await _run.AskAsync()); // seven a day
        Assert.Equal(0, await _run.AskAsync());
        Assert.Equal(2, await _run.AskAsync(24 * 60));
        Assert.Equal(9, _run.Hub.Asked.Select(a => a.Number).Distinct().Count());
    }

    [Fact]
    public async Task Ask_WhenEverybodyWasAsked_BeginsAgainWithTheOldestAfterItsTime()
    {
        await _run.AddAsync("Nguyễn Thị Lan", "038154000123");
        await _run.StartAsync();
        await _run.AskAsync();
        await _run.AddAsync("Trần Thị Mai", "038154000124");
        await _run.MeasureAsync();
        await _run.AskAsync(24 * 60);
        Assert.Equal(0, await _run.AskAsync(24 * 60 * 100));

        await _run.AddAsync("Lê Thị Hoa", "038154000125");
        await _run.MeasureAsync();
        await _run.AskAsync(24 * 60 * 80);

        // Who was never asked about, then the one of 180 days ago; the other's time comes a day later.
        Assert.Equal(["038154000123", "038154000124", "038154000125", "038154000123"], _run.Hub.Asked.Select(a => a.Number).Take(4));
    }

    [Fact]
    public async Task Ask_WhileTheHubIsAway_WaitsLongerEachTimeAndGoesOn()
    {
        await _run.AddAsync("Nguyễn Thị Lan", "038154000123");
        await _run.StartAsync();
        _run.Hub.Away = true;

        Assert.Equal(0, await _run.AskAsync());
        Assert.Equal(1, (await _run.RunAsync()).Failures);
        Assert.Equal(0, await _run.AskAsync());
        Assert.Equal(2, (await _run.RunAsync()).Failures);
        _run.Hub.Away = false;
        Assert.Equal(0, await _run.AskAsync()); // two minutes after the second failure

        Assert.Equal(1, await _run.AskAsync());
        Assert.Equal(0, (await _run.RunAsync()).Failures);
    }

    [Fact]
    public async Task Ask_OfAHubOfTheVersionBefore_AsksOneByOne()
    {
        var person = await _run.AddAsync("Nguyễn Thị Lan", "038154000123");
        _run.Hub.Older = true;
        await _run.StartAsync();

        Assert.Equal(1, await _run.AskAsync());
        Assert.Equal(AnswerKind.Matched, (await _run.AnswerAsync(person.Id)).Kind);
    }

    [Fact]
    public async Task Ask_OverTheHubsQuota_GoesOnTheNextDay()
    {
        await _run.AddAsync("Nguyễn Thị Lan", "038154000123");
        await _run.AddAsync("Trần Thị Mai", "038154000124");
        _run.Hub.Quota = 1;
        await _run.StartAsync();

        Assert.Equal(1, await _run.AskAsync());
        _run.Hub.Quota = 2;
        Assert.Equal(0, await _run.AskAsync());
        Assert.True((await _run.RunAsync()).OverQuota);
        Assert.Equal(1, await _run.AskAsync(24 * 60));
    }

    [Fact]
    public async Task Ask_AboutSomebodyWithoutNumber_IsNotTriedUntilItIsMended()
    {
        var person = await _run.People.AddAsync("Nguyễn Thị Lan");
        await _run.StartAsync();
        Assert.Equal(1, await _run.AskAsync());
        Assert.Equal(AnswerKind.NotAskable, (await _run.AnswerAsync(person.Id)).Kind);
        Assert.Empty(_run.Hub.Asked);

        _run.Hub.People["038154000123"] = ("Nguyễn Thị Lan", "1954-03-02", 2, "");
        await _run.ChangeAsync(person.Id, p => p.CitizenId = "038154000123");
        await _run.MeasureAsync();
        Assert.Equal(1, await _run.AskAsync());
        Assert.Equal(AnswerKind.Matched, (await _run.AnswerAsync(person.Id)).Kind);
    }

    [Fact]
    public async Task Ask_WhenThePersonChangesMeanwhile_KeepsNoAnswerAboutOldData()
    {
        var person = await _run.AddAsync("Nguyễn Thị Lan", "038154000123");
        await _run.StartAsync();
        _run.Hub.BeforeAnswer = () => _run.ChangeAsync(person.Id, p => p.FullName = "Nguyễn Thị Lân");

        Assert.Equal(0, await _run.AskAsync());

        Assert.Null((await _run.AnswerAsync(person.Id)).AskedAt);
        _run.Hub.BeforeAnswer = null;
        Assert.Equal(1, await _run.AskAsync());
        Assert.Equal(AnswerKind.Differs, (await _run.AnswerAsync(person.Id)).Kind);
    }

    [Fact]
    public async Task Ask_KilledBeforeItSaved_PutsTheSameQuestionAgain()
    {
        await _run.AddAsync("Nguyễn Thị Lan", "038154000123");
        await _run.StartAsync();
        await _run.AskAsync();
        await _run.People.SaveAsync(async db => (await db.Set<PopulationAnswer>().SingleAsync()).AskedAt = null);

        await _run.AskAsync();

        Assert.Equal(2, _run.Hub.Asked.Count);
        Assert.Single(_run.Hub.Asked.Select(a => a.Id).Distinct());
    }

    [Fact]
    public async Task Ask_AboutAnOldCard_SuggestsTheNumberAndTheDay()
    {
        var person = await _run.People.AddAsync("Nguyễn Thị Lan", "1954", old: "171234567");
        (_run.Hub.OldCards["171234567"], _run.Hub.People["038154000123"]) = ("038154000123", ("Nguyễn Thị Lan", "1954-03-02", 2, ""));
        await _run.StartAsync();
        await _run.AskAsync();

        Assert.Equal([new SuggestedValue("BirthDate", "1954-03-02", true), new("CitizenId", "038154000123", true)], (await _run.AnswerAsync(person.Id)).Suggested);
        Assert.Equal("", (await _run.PersonAsync(person.Id)).CitizenId);
    }

    [Fact]
    public async Task Acts_OfTheAsking_NameNobodyAndNoNumber()
    {
        await _run.AddAsync("Nguyễn Thị Lan", "038154000123");
        await _run.StartAsync();
        await _run.AskAsync();

        var act = await _run.Host.WithDbAsync(db => db.Acts.SingleAsync(a => a.Kind == ActKinds.Reverify));
        Assert.Contains("1 trên 1 đối tượng", act.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("Lan", act.Reason + act.Evidence, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\d{9}", act.Reason + act.Evidence);
    }

    [Fact]
    public async Task Pause_AndGoOn_AreTheProvincesAdministrators()
    {
        await _run.AddAsync("Nguyễn Thị Lan", "038154000123");
        Assert.True((await PauseAsync()).Has(RunReverification.NotStarted));
        Assert.True((await _run.WithAsync<RunReverification, Outcome<Reverification>>(v => v.StartAsync("ngắn", ReverifyRun.Official(Roles.Administrator, "38"), default))).Has(RunReverification.PurposeNeeded));
        Assert.True((await _run.WithAsync<RunReverification, Outcome<Reverification>>(v => v.StartAsync(ReverifyRun.Purpose, ReverifyRun.Official(Roles.Administrator), default))).Has(CommonProblems.NotAllowed));
        Assert.True((await _run.WithAsync<RunReverification, Outcome<Reverification>>(v => v.StartAsync(ReverifyRun.Purpose, ReverifyRun.Official(Roles.ProvinceOfficer, "38"), default))).Has(CommonProblems.NotAllowed));
        await _run.StartAsync();
        Assert.True((await PauseAsync()).Succeeded);
        Assert.Equal(0, await _run.AskAsync());

        await _run.StartAsync(purpose: "Rà soát theo yêu cầu của Sở Y tế");
        Assert.Equal(1, await _run.AskAsync());
        Assert.Equal("Rà soát theo yêu cầu của Sở Y tế", _run.Hub.Asked[0].Purpose);
    }

    private Task<Outcome<Reverification>> PauseAsync() => _run.WithAsync<RunReverification, Outcome<Reverification>>(v => v.PauseAsync(ReverifyRun.Official(Roles.Administrator, "38"), default));
}
