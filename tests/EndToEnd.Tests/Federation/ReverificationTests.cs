using System.Text.Json.Nodes;
using EndToEnd.Tests.NationalServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers.Reverify;
using ProvinceNode.Organization;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Quality;
using Protos.Values;
using TestSupport;

namespace EndToEnd.Tests.Federation;

/// <summary>A node's whole registry is asked about through a real hub at the stand-in of the population database, over mutual TLS.</summary>
[Collection(Alone.Name)]
public sealed class ReverificationTests
{
    [Fact]
    public async Task Registry_AskedAboutThroughTheHub_KeepsWhatTheDatabaseAnswers()
    {
        await using var services = await RunningServices.StartAsync();
        var person = await services.HasPersonAsync();
        (person["SoDinhDanh"], person["SoCMND"], person["HoVaTen"], person["NgayMat"]) = ("038154000002", "", "Trần Thị Mai", "2025-02-01");
        Assert.Equal(200, (await services.PostAsync("/quan-tri/nguoi", (JsonObject)person.DeepClone())).Status);
        await using var hub = await HubHost.StartAsync(null, b => b.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Gateways:PopulationAddress"] = services.Http.BaseAddress!.ToString() }));
        var folder = Path.Combine(hub.Folder, "38");
        (await hub.AddProvinceAsync("38", folder)).Dispose();

        await using var node = await NodeHost.StartAsync(new NodeHostSettings
        {
            Configuration = new Dictionary<string, string?>
            {
                ["Hub:Address"] = $"https://127.0.0.1:{hub.Nodes.Port}", ["Hub:CertificateFile"] = Path.Combine(folder, HubHost.NodeBundle), ["Hub:AuthorityFile"] = Path.Combine(folder, HubHost.AuthorityFile),
            },
        });
        var same = await AddAsync(node, "Lê Thị Hòa", "038154000001", "1954");
        var dead = await AddAsync(node, "Trần Thị Mai", "038154000002", "1954-03-02");
        var nobody = await AddAsync(node, "Phạm Thị Lan", "038154000003", "1954-03-02");
        await node.WithAsync(s => s.GetRequiredService<MeasureQuality>().ChangedAsync(default));
        var administrator = new SignedInOfficial(Guid.NewGuid(), "quantri.38", "Quản trị", "", TenantPath.Parse("38"), UnitLevel.Province, new HashSet<string> { Roles.Administrator }, new HashSet<string> { Actions.ReverificationRun });
        Assert.True((await node.WithAsync(s => s.GetRequiredService<RunReverification>().StartAsync("Rà soát sổ đối tượng cuối năm", administrator, default))).Succeeded);

        Assert.Equal(3, await node.WithAsync(s => s.GetRequiredService<AskPopulation>().HandleAsync(default)));

        var answers = await node.WithDbAsync(db => db.Set<PopulationAnswer>().AsNoTracking().ToDictionaryAsync(a => a.BeneficiaryId));
        Assert.Equal((AnswerKind.Matched, AnswerKind.Matched, AnswerKind.NotFound), (answers[same].Kind, answers[dead].Kind, answers[nobody].Kind));
        Assert.Equal([new SuggestedValue(nameof(Beneficiary.BirthDate), "1954-03-02", true), new(nameof(Beneficiary.OldIdentityNumber), "171234567", true)], answers[same].Suggested);
        Assert.Equal(new DateOnly(2025, 2, 1), answers[dead].DiedOn);
        Assert.Equal(1, await node.WithAsync(s => s.GetRequiredService<TellDeaths>().HandleAsync(default)));
        Assert.Equal((dead, EventSource.Population), await node.WithDbAsync(async db => await db.LifeEvents.Select(e => ValueTuple.Create(e.BeneficiaryId, e.Source)).SingleAsync()));
        var logged = await hub.WithDbAsync(db => db.IdentityQueries.AsNoTracking().ToListAsync());
        Assert.Equal(3, logged.Count);
        Assert.All(logged, q => Assert.Equal(("Rà soát sổ đối tượng cuối năm", "quantri.38"), (q.Purpose, q.Official)));
    }

    private static Task<Guid> AddAsync(NodeHost node, string name, string number, string birth) => node.WithDbAsync(async db =>
    {
        var person = Sample.Beneficiary("38.380.14758", name, $"38-380-14758-{number[^6..]}");
        (person.CitizenId, person.BirthDate, person.Sex) = (number, birth, 2);
        db.Add(person);
        Assert.True(await db.SaveAsync(Federation.AnAct("đối tượng"), default));
        return person.Id;
    });
}
