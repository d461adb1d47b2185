using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Reverify;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Quality;

namespace ProvinceNode.Tests.Dossiers.Reverify;

public sealed class TellDeathsTests : IAsyncLifetime
{
    private const string Number = "038154000123";
    private ReverifyRun _run = null!;

    public async Task InitializeAsync() => _run = await ReverifyRun.StartAsync();

    public Task DisposeAsync() => _run.DisposeAsync().AsTask();

    [Fact]
    public async Task Death_ToldByTheDatabase_IsReportedOnceAndHoldsThePayment()
    {
        var person = await DeadAsync("2025-02-01");

        Assert.Equal(1, await TellAsync());
        Assert.Equal(0, await TellAsync());

        var told = await EventAsync(person.Id);
        Assert.Equal((LifeEventKind.Death, EventSource.Population, new DateOnly(2025, 2, 1), "TL0001", EventState.Reported), (told.Kind, told.Source, told.HappenedOn, told.Reference, told.State));
        Assert.Single(told.Holds);
        Assert.Equal(EntitlementStatus.Active, (await _run.PersonAsync(person.Id)).Status);
        Assert.Equal([QualityRules.Dead], await FaultsAsync(person.Id));
    }

    [Fact]
    public async Task Death_OnADayThatCannotBe_IsReportedWithoutADay()
    {
        var person = await DeadAsync("2031-02-01");

        Assert.Equal(1, await TellAsync());

        Assert.Null((await EventAsync(person.Id)).HappenedOn);
    }

    [Fact]
    public async Task Death_KilledBetweenReportAndNote_IsOneReport()
    {
        var person = await DeadAsync("2025-02-01");
        await TellAsync();
        await _run.People.SaveAsync(async db => (await db.Set<PopulationAnswer>().SingleAsync()).DeathToldAt = null);

        Assert.Equal(1, await TellAsync());

        Assert.Equal(1, await _run.Host.WithDbAsync(db => db.LifeEvents.CountAsync(e => e.BeneficiaryId == person.Id)));
    }

    [Fact]
    public async Task Death_ThatWasRefuted_IsAFaultNoMoreAndComesNotBack()
    {
        var person = await DeadAsync("2025-02-01");
        await TellAsync();
        await _run.People.SaveAsync(async db => (await db.LifeEvents.SingleAsync()).Settle(EventState.Refuted, DateTime.UnixEpoch, "Cán bộ", "Đã gặp người đó"));
        await _run.MeasureAsync();
        Assert.Empty(await FaultsAsync(person.Id));

        await _run.AskAsync(200 * 24 * 60);
        await TellAsync();

        Assert.Equal(EventState.Refuted, (await EventAsync(person.Id)).State);
    }

    [Fact]
    public async Task Death_TakenBackByTheDatabase_IsForgotten()
    {
        var person = await DeadAsync("2025-02-01");
        _run.Hub.People[Number] = ("Nguyễn Thị Lan", "1954-03-02", 2, "");

        await _run.AskAsync(200 * 24 * 60);

        Assert.Null((await _run.AnswerAsync(person.Id)).DiedOn);
        Assert.Equal(0, await TellAsync());
    }

    private async Task<Beneficiary> DeadAsync(string died)
    {
        var person = await _run.AddAsync("Nguyễn Thị Lan", Number, known: ("Nguyễn Thị Lan", "1954-03-02", 2, died));
        await _run.People.GrantAsync(person, "HT.1");
        await _run.StartAsync();
        Assert.Equal(1, await _run.AskAsync());
        await _run.MeasureAsync();
        return person;
    }

    private Task<int> TellAsync() => _run.WithAsync<TellDeaths, int>(v => v.HandleAsync(default));

    private Task<LifeEvent> EventAsync(Guid person) => _run.Host.WithDbAsync(db => db.LifeEvents.AsNoTracking().Include(e => e.Holds).SingleAsync(e => e.BeneficiaryId == person));

    private Task<List<string>> FaultsAsync(Guid person) => _run.Host.WithDbAsync(db => db.Set<PersonFault>().Where(f => f.BeneficiaryId == person && f.Code.StartsWith("population")).Select(f => f.Code).ToListAsync());
}
