using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Payments.Closing;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Papers;

/// <summary>What changed against last month's lists, with the columns of D23.</summary>
public sealed class ChangeRows(NodeDb db, MonthReview review, VietnamTime time)
{
    private const int Chunk = 500;

    // The archive of a month asks for four kinds, each as paper and then as sheet: months are held against each other once, and the rows of the kind at hand are kept, no others.
    private (Guid Period, IReadOnlyList<MonthChange> All)? _changes;
    private (Guid Period, ChangeKind Kind, IReadOnlyList<MonthChangeRow> Rows)? _last;

    /// <summary>In the order of the communes, then of the given names.</summary>
    public async Task<IReadOnlyList<MonthChangeRow>> OfAsync(PaymentPeriod period, ChangeKind kind, CancellationToken cancel)
    {
        if (_last is not { } last || (last.Period, last.Kind) != (period.Id, kind))
        {
            _last = null;
            _last = last = (period.Id, kind, await ReadAsync(period, kind, cancel));
        }

        return last.Rows;
    }

    private async Task<IReadOnlyList<MonthChangeRow>> ReadAsync(PaymentPeriod period, ChangeKind kind, CancellationToken cancel)
    {
        if (_changes is not { } known || known.Period != period.Id)
        {
            _changes = known = (period.Id, await review.ChangesAsync(period, cancel));
        }

        var changes = known.All.Where(c => c.Kind == kind).ToList();
        var paths = changes.Select(c => c.Commune).Distinct().ToList();
        var names = (await db.Offices.AsNoTracking().Where(o => paths.Contains(o.TenantPath)).Select(o => new { o.TenantPath, o.UnitName }).ToListAsync(cancel)).DistinctBy(o => o.TenantPath).ToDictionary(o => o.TenantPath, o => o.UnitName);
        var labels = await CategoryLabels.OfAsync(db, new PayMonth(period.Month), time.Today, cancel);
        var rows = new List<(string Path, string Key, MonthChangeRow Row)>(changes.Count);
        foreach (var chunk in changes.Chunk(Chunk))
        {
            var (people, versions) = (chunk.Select(c => c.Person).Distinct().ToList(), chunk.Select(c => c.Entitlement).OfType<Guid>().Distinct().ToList());
            // Somebody who moved on lies under another office; the list that paid him is this one's.
            var persons = await db.Beneficiaries.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(b => people.Contains(b.Id)).ToDictionaryAsync(b => b.Id, cancel);
            var of = await db.Entitlements.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(e => versions.Contains(e.Id)).ToDictionaryAsync(e => e.Id, cancel);
            rows.AddRange((await review.NamedAsync(chunk, cancel)).Select(named =>
            {
                var (change, person) = (named.Change, persons.GetValueOrDefault(named.Change.Person));
                var row = Row(named, person, change.Entitlement is { } id ? of.GetValueOrDefault(id) : null, labels) with { Commune = names.GetValueOrDefault(change.Commune, change.Commune) };
                return (change.Commune, VietnameseText.SortKey(row.Person.FullName), row);
            }));
        }

        return [.. rows.OrderBy(r => r.Path, StringComparer.Ordinal).ThenBy(r => r.Key, StringComparer.Ordinal).ThenBy(r => r.Row.BeneficiaryCode, StringComparer.Ordinal).Select(r => r.Row)];
    }

    private static MonthChangeRow Row(ReviewedChange named, Beneficiary? person, Entitlement? version, CategoryLabels labels) => new(
        "", named.Code,
        new PaperPerson
        {
            FullName = named.Name, Birth = BirthDate.TryParse(person?.BirthDate ?? "", out var birth) ? birth : null, Sex = person?.Sex ?? 0, Village = person?.Village ?? "",
            Number = person is null ? "" : person.CitizenId.Length > 0 ? person.CitizenId : person.OldIdentityNumber,
        },
        version is null ? "" : labels.Short(version.CategoryCode), version is null or { Kind: EntitlementKind.SocialPension } or { CoefficientHundredths: 0 } ? "" : VietnameseFormat.Coefficient(version.CoefficientHundredths),
        named.Change.Before, named.Change.After, named.Why, named.Decision);
}
