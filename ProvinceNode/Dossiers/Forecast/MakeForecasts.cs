using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Dossiers.Worklist;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Forecast;

/// <summary>Makes the forecasts of communes that have none of today; nothing is written. Call in the scope of the province.</summary>
public sealed class MakeForecasts(NodeDb db, WorklistReader reader, ForecastBook book, WorklistGround ground, VietnamTime time)
{
    /// <summary>Communes of the scope today.</summary>
    public static IQueryable<Office> Communes(NodeDb db, DateOnly today) =>
        db.Offices.AsNoTracking().Where(o => o.Level == UnitLevel.Commune && o.ValidFrom <= today && (o.ValidTo == null || today <= o.ValidTo)).OrderBy(o => o.TenantPath);

    /// <returns>Communes that were made.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var today = time.Today;
        var due = (await Communes(db, today).Select(o => o.TenantPath).ToListAsync(cancel)).FindAll(c => !book.IsFresh(c, today));
        if (due.Count == 0)
        {
            return 0;
        }

        var terms = WorklistTerms.Of((await RuleTables.ReadAsync(db, cancel)).On(today), ground.Province, today);
        foreach (var commune in due)
        {
            book.Put(await OfAsync(commune, terms, cancel));
        }

        return due.Count;
    }

    private async Task<CommuneForecast> OfAsync(string commune, WorklistTerms terms, CancellationToken cancel)
    {
        var keys = (await reader.CertificatesAsync(commune, cancel)).SelectMany(c => WorklistReader.CertificateKeys(c).Select(k => (Key: k, Certificate: c))).ToLookup(c => c.Key, c => c.Certificate);
        var tally = new ForecastTally(terms.Month);
        for (Guid? after = Guid.Empty; after is not null;)
        {
            var lot = await reader.PeopleAsync(commune, after, terms, keys, cancel);
            foreach (var known in lot.People.Select(p => p.Known).OfType<WorklistPerson>().Where(p => p.IsPaid))
            {
                var sums = ForecastRules.Of(known, terms, out var explained);
                tally.Add(known.DongIn(terms.Month), sums, explained);
            }

            after = lot.Last;
        }

        return tally.Of(commune, terms.Today);
    }
}

/// <summary>Runs <see cref="MakeForecasts"/>: after a start, on a new day, and when an official asked for it.</summary>
public sealed class MakeForecastsJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<MakeForecastsJob> log) : NodeJob(scopes, node, log)
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel) => await services.GetRequiredService<MakeForecasts>().HandleAsync(cancel);
}
