using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Quality;
using TestSupport;

namespace ProvinceNode.Tests.Registry.Quality;

public sealed class MeasureQualityTests : IAsyncLifetime
{
    private NodeHost _host = null!;
    private PeopleRun _run = null!;

    public async Task InitializeAsync()
    {
        _host = await NodeHost.StartAsync();
        _run = new PeopleRun(_host);
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Fault_WhenMended_GoesAndTheScoreRises()
    {
        var person = await WholeAsync("Nguyễn Thị Lan", number: "");
        await WholeAsync("Trần Văn Sơn", number: "038154000124");
        await ChangedAsync();
        Assert.Equal(["number-missing"], await FaultsAsync(person.Id));
        var before = await CommuneAsync();
        Assert.Equal((2, 900), (before.People, before.ScoreTenths));

        await ChangeAsync(person.Id, p => p.CitizenId = "038154000123");
        await ChangedAsync();

        Assert.Empty(await FaultsAsync(person.Id));
        Assert.Equal(1000, (await CommuneAsync()).ScoreTenths);
    }

    [Theory]
    [InlineData(EventState.Reported, true)]
    [InlineData(EventState.Refuted, false)]
    [InlineData(EventState.Undone, false)]
    public async Task Death_ToldByThePopulationDatabase_IsAFaultUntilItIsFoundFalse(EventState state, bool fault)
    {
        var person = await WholeAsync("Nguyễn Thị Lan", number: "038154000123");
        await _host.WithDbAsync(async db =>
        {
            var answer = await db.Set<PopulationAnswer>().SingleOrDefaultAsync(a => a.BeneficiaryId == person.Id);
            if (answer is null)
            {
                db.Add(answer = new PopulationAnswer { BeneficiaryId = person.Id, TenantPath = person.TenantPath });
            }

            (answer.DiedOn, answer.Kind) = (new DateOnly(2022, 1, 5), AnswerKind.Matched);
            db.Add(new LifeEvent { Id = Guid.CreateVersion7(), BeneficiaryId = person.Id, TenantPath = person.TenantPath, Kind = LifeEventKind.Death, Source = EventSource.Population, State = state, RecordedAt = DateTime.UnixEpoch });
            return await db.SaveAsync(Act.BySystem(Protos.Values.TenantPath.Parse("38"), ActKinds.SetUp, DateTime.UnixEpoch), default);
        });
        await ChangedAsync();

        Assert.Equal(fault, (await FaultsAsync(person.Id)).Contains("population-dead"));
    }

    [Fact]
    public async Task Measure_Again_WritesNothingNew()
    {
        await WholeAsync("Nguyễn Thị Lan", number: "");
        await ChangedAsync();
        await RoundAsync();
        var before = await RowsAsync();
        _host.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(0, await MeasureAsync(m => m.ChangedAsync(default)));
        await RoundAsync();

        Assert.Equal(before, await RowsAsync());
        Assert.False(await MeasureAsync(m => m.NextCommuneAsync(default)));
    }

    [Fact]
    public async Task Round_OfTheNextDay_FindsWhatTimeBrought()
    {
        var person = await WholeAsync("Nguyễn Thị Lan", category: "5.a.60", office: PeopleRun.Neighbour);
        await _run.SaveAsync(db =>
        {
            db.Add(new PovertyYear { Id = Guid.CreateVersion7(), BeneficiaryId = person.Id, TenantPath = person.TenantPath, Year = 2025, Status = PovertyStatus.Poor });
            return Task.CompletedTask;
        });
        await ChangedAsync();
        Assert.Empty(await FaultsAsync(person.Id));

        _host.Clock.SetDay(new DateOnly(2026, 1, 2));
        await RoundAsync();

        // In the new year nobody knows yet whether the household is poor; the commune went into another.
        Assert.Equal(["poverty-missing", "unit-ended"], await FaultsAsync(person.Id));
        Assert.Equal([202503, 202601], await _host.WithDbAsync(db => db.Set<CommuneQuality>().OrderBy(q => q.Month).Select(q => q.Month).ToListAsync()));
    }

    [Fact]
    public async Task Round_ThatWasStopped_GoesOnWhereItStood()
    {
        await WholeAsync("Nguyễn Thị Lan", number: "");
        await WholeAsync("Trần Thị Mai", number: "", office: PeopleRun.Neighbour);
        await WholeAsync("Lê Thị Hoa", number: "", office: PeopleRun.Far);

        Assert.True(await MeasureAsync(m => m.NextCommuneAsync(default)));
        Assert.Equal(PeopleRun.Commune, await _host.WithDbAsync(db => db.Set<QualityRound>().Select(r => r.LastPath).SingleAsync()));
        await RoundAsync();

        Assert.Equal([PeopleRun.Commune, PeopleRun.Neighbour, PeopleRun.Far], await _host.WithDbAsync(db => db.Set<CommuneQuality>().OrderBy(q => q.TenantPath).Select(q => q.TenantPath).ToListAsync()));
    }

    [Fact]
    public async Task Person_WhoMoves_IsCountedWhereHeLies()
    {
        var person = await WholeAsync("Nguyễn Thị Lan", number: "");
        await ChangedAsync();

        await ChangeAsync(person.Id, p => (p.TenantPath, p.CommuneCode) = (PeopleRun.Neighbour, "14761"));
        await ChangedAsync();

        Assert.Equal((0, (int?)null), ((await CommuneAsync()).People, (await CommuneAsync()).ScoreTenths));
        Assert.Equal((1, 800), ((await CommuneAsync(PeopleRun.Neighbour)).People, (await CommuneAsync(PeopleRun.Neighbour)).ScoreTenths));
        Assert.Empty(await _host.WithDbAsync(db => db.Set<PersonFault>().ToListAsync(), PeopleRun.Commune));
    }

    [Fact]
    public async Task Person_WhoCeasesToReceive_CountsNoMore()
    {
        var person = await WholeAsync("Nguyễn Thị Lan", number: "");
        await ChangedAsync();

        await ChangeAsync(person.Id, p => p.Status = EntitlementStatus.Ended);
        await ChangedAsync();

        Assert.Empty(await FaultsAsync(person.Id));
        Assert.Equal(0, (await CommuneAsync()).People);
    }

    [Fact]
    public async Task Suspicion_WhenItIsFoundAndJudged_IsCountedAtOnce()
    {
        var one = await WholeAsync("Nguyễn Thị Lan", number: "038154000123");
        var other = await WholeAsync("Nguyễn Thị Lan", number: "038154000124");
        await _run.CompareAsync();
        await ChangedAsync();
        Assert.Equal(["duplicate-open"], await FaultsAsync(one.Id));
        Assert.Equal(["duplicate-open"], await FaultsAsync(other.Id));

        await _run.SaveAsync(async db => (await db.Set<ProvinceNode.Registry.Duplicates.DuplicatePair>().SingleAsync()).State = ProvinceNode.Registry.Duplicates.PairState.NotOne);
        await ChangedAsync();

        Assert.Empty(await FaultsAsync(one.Id));
    }

    [Fact]
    public async Task Certificate_WhenItIsGivenAndWithdrawn_IsSeen()
    {
        var person = await WholeAsync("Nguyễn Thị Lan", category: "6.n.elder");
        await ChangedAsync();
        Assert.Equal(["certificate-missing"], await FaultsAsync(person.Id));

        var dossier = Sample.Dossier(PeopleRun.Commune, "Nguyễn Thị Lan", "H56-1");
        var certificate = CertificateOf(person, dossier.Id);
        await _run.SaveAsync(db =>
        {
            db.AddRange(dossier, certificate);
            return Task.CompletedTask;
        });
        await ChangedAsync();
        Assert.Empty(await FaultsAsync(person.Id));

        await _run.SaveAsync(async db => (await db.DisabilityCertificates.SingleAsync()).State = CertificateState.Withdrawn);
        await ChangedAsync();
        Assert.Equal(["certificate-expired"], await FaultsAsync(person.Id));
    }

    [Fact]
    public async Task Certificate_OnPaperNotedInTheHousehold_MendsTheFault()
    {
        var person = await WholeAsync("Nguyễn Thị Lan", category: "6.n.elder");
        await ChangedAsync();
        var input = new EditHouseholdInput(person.Id, 0, EditHousehold.Keep, new HouseholdFields { HeadName = "Nguyễn Thị Lan", Relation = "chủ hộ", CertificateNumber = "123/2019" }, "Đã xem bản gốc");

        var kept = await _host.WithAsync(s => s.GetRequiredService<EditHousehold>().Handle(input, PeopleRun.Official(ProvinceNode.Organization.Roles.SocialOfficer, PeopleRun.Commune), default), PeopleRun.Commune);
        await ChangedAsync();

        Assert.True(kept.Succeeded);
        Assert.Empty(await FaultsAsync(person.Id));
    }

    [Fact]
    public async Task Measure_OfManyPeople_AsksNoMoreThanOfFew()
    {
        var reads = new CountedReads();
        await using var host = await NodeHost.StartAsync(new NodeHostSettings { Services = s => s.ConfigureDbContext<SqliteNodeDb>(b => b.AddInterceptors(reads)) });
        var run = new PeopleRun(host);
        async Task<int> MeasuredAsync(int people, int day)
        {
            for (var i = 0; i < people; i++)
            {
                await run.AddAsync($"Nguyễn Thị Lan {day}", number: $"0381540{day:00}{i:000}");
            }

            host.Clock.SetDay(new DateOnly(2025, 3, day));
            reads.Count = 0;
            await host.WithAsync(s => s.GetRequiredService<MeasureQuality>().NextCommuneAsync(default));
            return reads.Count;
        }

        await MeasuredAsync(1, 10);
        Assert.Equal(await MeasuredAsync(1, 11), await MeasuredAsync(40, 12));
    }

    private async Task<Beneficiary> WholeAsync(string name, string number = "038154000123", string category = "HT.1", string office = PeopleRun.Commune)
    {
        var person = await _run.AddAsync(name, "1954-03-02", office, number, sex: 2);
        await _run.GrantAsync(person, category);
        await ChangeAsync(person.Id, p => p.IdentityStatus = "Matched");
        return person;
    }

    private static DisabilityCertificate CertificateOf(Beneficiary person, Guid dossier) => new()
    {
        Id = Guid.CreateVersion7(), Number = "38.380.14758.000001", TenantPath = person.TenantPath, DossierId = dossier, FullName = person.FullName, FoldedName = person.FoldedName, BirthDate = person.BirthDate,
        Sex = person.Sex, CitizenId = person.CitizenId, OldIdentityNumber = "", Residence = "", Types = "1", Degree = DisabilityDegree.Severe, Basis = "", IssuedOn = new DateOnly(2024, 1, 5), IssuerName = "", SignerName = "",
    };

    private Task<bool> ChangeAsync(Guid id, Action<Beneficiary> change) => _run.SaveAsync(async db => change(await db.Beneficiaries.SingleAsync(b => b.Id == id)));

    private async Task ChangedAsync()
    {
        while (await MeasureAsync(m => m.ChangedAsync(default)) > 0)
        {
        }
    }

    private async Task RoundAsync()
    {
        while (await MeasureAsync(m => m.NextCommuneAsync(default)))
        {
        }
    }

    private Task<T> MeasureAsync<T>(Func<MeasureQuality, Task<T>> work) => _host.WithAsync(s => work(s.GetRequiredService<MeasureQuality>()));

    private Task<List<string>> FaultsAsync(Guid person) => _host.WithDbAsync(db => db.Set<PersonFault>().Where(f => f.BeneficiaryId == person).OrderBy(f => f.Code).Select(f => f.Code).ToListAsync());

    private Task<CommuneQuality> CommuneAsync(string path = PeopleRun.Commune) => _host.WithDbAsync(db => db.Set<CommuneQuality>().SingleAsync(q => q.TenantPath == path));

    private Task<List<string>> RowsAsync() => _host.WithDbAsync(async db =>
        (await db.Set<PersonFault>().AsNoTracking().ToListAsync()).Select(f => $"{f.BeneficiaryId} {f.Code} {f.TenantPath} {f.Since}")
        .Concat((await db.Set<CommuneQuality>().AsNoTracking().ToListAsync()).Select(q => $"{q.TenantPath} {q.Month} {q.People} {q.ScoreTenths} {q.CountsJson}"))
        .Concat((await db.Set<PopulationAnswer>().AsNoTracking().ToListAsync()).Select(a => $"{a.BeneficiaryId} {a.Version}")).ToList());

    private sealed class CountedReads : DbCommandInterceptor
    {
        public int Count { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            // What is written differs by what there is to write.
            Count += command.CommandText.TrimStart().StartsWith("SELECT", StringComparison.Ordinal) ? 1 : 0;
            return new(result);
        }
    }
}
