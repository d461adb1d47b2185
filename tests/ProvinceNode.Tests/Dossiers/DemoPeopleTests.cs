using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

public sealed class DemoPeopleTests
{
    // Under both decrees of today's samples: three tiers in 2022, two tiers with the social pension.
    [Theory]
    [InlineData("2022-10-05")]
    [InlineData("2026-11-23")]
    public async Task Samples_OfADay_AreOfEveryKindAndPaidByTheLaw(string day)
    {
        await using var host = await NodeHost.StartAsync(new() { Day = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), Configuration = new Dictionary<string, string?> { ["Node:Demo"] = "true" } });

        Assert.Equal(0, await host.WithAsync(s => s.GetRequiredService<DemoPeople>().SeedAsync(null, TextWriter.Null, default)));
        Assert.Equal(0, await host.WithAsync(s => s.GetRequiredService<DemoPeople>().SeedAsync(null, TextWriter.Null, default)));

        var people = await host.WithDbAsync(db => db.Beneficiaries.AsNoTracking().ToListAsync());
        Assert.Equal(120, people.Count);
        Assert.Equal(people.Count, people.Select(p => p.CitizenId).Distinct().Count());
        Assert.Superset(new HashSet<string> { "1", "4", "5", "6" }, people.Select(p => p.CategoryCode is "htxh" or { Length: 0 } ? "5" : p.CategoryCode[..1]).ToHashSet());
        Assert.All(await host.WithDbAsync(db => db.Entitlements.AsNoTracking().ToListAsync()), e => Assert.True(e.MonthlyAmount.Amount > 0 && e.ReceiverName.Length > 0 && e.ReceiverNumber.Length == 12));
    }
}
