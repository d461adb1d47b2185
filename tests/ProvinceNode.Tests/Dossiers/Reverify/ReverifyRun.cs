using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProvinceNode.Dossiers.Reverify;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Quality;
using ProvinceNode.Tests.Registry;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Reverify;

/// <summary>A node whose hub is a stand-in, with people measured and so in the row of those to be asked about.</summary>
internal sealed class ReverifyRun : IAsyncDisposable
{
    public const string Purpose = "Rà soát sổ đối tượng cuối năm";

    private ReverifyRun(NodeHost host, PopulationStandIn hub) => (Host, Hub, People) = (host, hub, new PeopleRun(host));

    public NodeHost Host { get; }

    public PopulationStandIn Hub { get; }

    public PeopleRun People { get; }

    public static async Task<ReverifyRun> StartAsync(params (string Name, string Value)[] options)
    {
        var hub = new PopulationStandIn();
        var host = await NodeHost.StartAsync(new NodeHostSettings
        {
            Configuration = options.ToDictionary(o => $"Reverification:{o.Name}", o => (string?)o.Value),
            Services = s =>
            {
                s.RemoveAll<HubClient>();
                s.AddSingleton(new HubClient(hub));
            },
        });
        return new ReverifyRun(host, hub);
    }

    /// <summary>A person of the registry whom the population database knows as told, or as he is.</summary>
    public async Task<Beneficiary> AddAsync(string name, string number, string birth = "1954-03-02", (string Name, string Birth, int Sex, string Died)? known = null, bool unknown = false)
    {
        var person = await People.AddAsync(name, birth, number: number, sex: 2);
        if (!unknown)
        {
            Hub.People[number] = known ?? (name, birth, 2, "");
        }

        return person;
    }

    public async Task MeasureAsync()
    {
        while (await Host.WithAsync(s => s.GetRequiredService<MeasureQuality>().ChangedAsync(default)) > 0)
        {
        }
    }

    public async Task StartAsync(string role = Roles.Administrator, string purpose = Purpose, string office = "38")
    {
        await MeasureAsync();
        var outcome = await Host.WithAsync(s => s.GetRequiredService<RunReverification>().StartAsync(purpose, Official(role, office), default));
        Assert.True(outcome.Succeeded, string.Join(' ', outcome.Problems.Select(p => p.Message)));
    }

    public async Task<int> AskAsync(int minutes = 1)
    {
        Host.Clock.Advance(TimeSpan.FromMinutes(minutes));
        return await Host.WithAsync(s => s.GetRequiredService<AskPopulation>().HandleAsync(default));
    }

    public Task<T> WithAsync<TVerb, T>(Func<TVerb, Task<T>> work, string office = "38")
        where TVerb : notnull => Host.WithAsync(s => work(s.GetRequiredService<TVerb>()), office);

    public Task<PopulationAnswer> AnswerAsync(Guid person) => Host.WithDbAsync(db => db.Set<PopulationAnswer>().AsNoTracking().SingleAsync(a => a.BeneficiaryId == person));

    public Task<Reverification> RunAsync() => Host.WithDbAsync(db => db.Set<Reverification>().AsNoTracking().SingleAsync());

    public Task<Beneficiary> PersonAsync(Guid id) => People.PersonAsync(id);

    public Task ChangeAsync(Guid id, Action<Beneficiary> change) => People.SaveAsync(async db => change(await db.Beneficiaries.SingleAsync(b => b.Id == id)));

    /// <summary>Chuyên viên thẩm định of the district unless told otherwise.</summary>
    public static SignedInOfficial Official(string role = Roles.Appraiser, string office = "38.380") => PeopleRun.Official(role, office);

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
