using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Intake;
using NationalHub.Provinces;
using NationalHub.Reference;
using NationalHub.Reporting;
using NationalHub.Tests.Intake;
using NationalHub.Tests.Platform;
using Protos.Reference;
using Protos.Reference.Packs;
using Protos.Values;
using TestSupport;
using Record = Protos.Replication.Record;

namespace NationalHub.Tests.Reference;

/// <summary>What the tests of <see cref="PublishedUnitsTests"/> share.</summary>
public sealed partial class PublishedUnitsTests
{
    private static async Task<IReadOnlyList<int>> LearnAsync(HubHost hub)
    {
        await using var scope = hub.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<LearnUnits>().HandleAsync(CancellationToken.None);
    }

    private static Task PublishAsync(HubHost hub, string row, DateOnly? from = null) => PublishAsync(hub, from ?? InForce, new TableFile("units.csv", Encoding.UTF8.GetBytes(Units(row))));

    private static Task PublishAsync(HubHost hub, params TableFile[] files) => PublishAsync(hub, InForce, files);

    private static async Task PublishAsync(HubHost hub, DateOnly from, params TableFile[] files)
    {
        await using var scope = hub.App.Services.CreateAsyncScope();
        var drafted = await scope.ServiceProvider.GetRequiredService<DraftPack>().HandleAsync(new(PackKind.Units, from, "Nghị quyết số 1/NQ-UBTVQH", files), "van.hanh", CancellationToken.None);
        Assert.Empty(drafted.Faults);
        Assert.Equal("", (await scope.ServiceProvider.GetRequiredService<PublishPack>().HandleAsync(drafted.Draft!.Id, "thu.hai", CancellationToken.None)).Fault);
    }

    private static Record Person(int id, string commune, ulong version)
    {
        var record = Records.Person(Records.Id(id), version);
        (record.TenantPath, record.Beneficiary.CommuneCode) = ($"46.{commune}", commune);
        return record;
    }

    private static Task<int> LeaveAsync(HubHost hub, string name) => hub.WithDbAsync(db => db.Beneficiaries.Where(b => b.Id == Records.Id(1)).ExecuteUpdateAsync(set => set.SetProperty(b => b.CommuneName, name)));

    private static Task<int> WriteAsync(HubHost hub, byte[] file) => hub.WithDbAsync(db => db.PublishedPacks.Where(p => p.Kind == PackKind.Units && p.Number == 2).ExecuteUpdateAsync(set => set.SetProperty(p => p.File, file)));

    private static async Task<List<(string?, string?, string?)>> UnitsAsync(HubHost hub, string filter)
    {
        await using var scope = hub.App.Services.CreateAsyncScope();
        using var client = new HttpClient { BaseAddress = hub.Http };
        client.DefaultRequestHeaders.Add("X-Api-Key", await scope.ServiceProvider.GetRequiredService<AnalystKeys>().AddAsync(Guid.NewGuid().ToString("n"), AnalystRole.Statistics, CancellationToken.None));
        using var feed = JsonDocument.Parse(await client.GetStringAsync(new Uri($"odata/Units?$filter=Regime eq '2T' and {filter}", UriKind.Relative)));
        return [.. feed.RootElement.GetProperty("value").EnumerateArray().Select(u => (u.GetProperty("Code").GetString(), u.GetProperty("From").GetString(), u.GetProperty("Until").GetString()))];
    }

    // As an analyst reads it.
    private static async Task<(string Name, string Parent, string Province, DateOnly From)> UnitAsync(HubHost hub, string code)
    {
        await using var scope = hub.App.Services.CreateAsyncScope();
        using var client = new HttpClient { BaseAddress = hub.Http };
        client.DefaultRequestHeaders.Add("X-Api-Key", await scope.ServiceProvider.GetRequiredService<AnalystKeys>().AddAsync(Guid.NewGuid().ToString("n"), AnalystRole.Auditor, CancellationToken.None));
        using var feed = JsonDocument.Parse(await client.GetStringAsync(new Uri($"odata/Units?$filter=Code eq '{code}' and Regime eq '2T'", UriKind.Relative)));
        var unit = feed.RootElement.GetProperty("value").EnumerateArray().Single();
        return (unit.GetProperty("Name").GetString()!, unit.GetProperty("ParentCode").GetString()!, unit.GetProperty("ProvinceCode").GetString()!, DateOnly.Parse(unit.GetProperty("From").GetString()!, CultureInfo.InvariantCulture));
    }

    private static Task<string> NameAsync(HubHost hub, int id) => hub.WithDbAsync(db => db.Beneficiaries.Where(b => b.Id == Records.Id(id)).Select(b => b.CommuneName).SingleAsync());
}
