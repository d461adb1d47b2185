using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Closing;

/// <summary>Cases and đồng that one reason kept off the lists of a commune.</summary>
/// <param name="Path">The commune.</param>
public sealed record LeftOutSum(OmissionReason Reason, string Path, string UnitName, int Cases, Dong Dong);

/// <summary>Somebody who was left off, with why.</summary>
public sealed record LeftOutPerson(PaymentOmission Omission, LeftOutName? Name, string UnitName);

/// <summary>Để ngoài danh sách: whom the month's lists leave out, by reason and commune, so that nobody who is owed money is a mere number (policy 6.7).</summary>
[Needs(Actions.PaymentView)]
public sealed class LeftOutPageModel(PaymentDesk desk, CurrentOfficial current, ForeignTenant foreign) : PaymentPage(desk, current, foreign)
{
    /// <summary>People of one page.</summary>
    public const int PageSize = 50;

    /// <summary>Reason that is shown, by its slug; null: all.</summary>
    [BindProperty(SupportsGet = true, Name = "ly-do")]
    public string? Reason { get; set; }

    /// <summary>Path of the commune that is shown; null: all.</summary>
    [BindProperty(SupportsGet = true, Name = "xa")]
    public string? Commune { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<LeftOutSum> Sums { get; private set; } = [];

    public IReadOnlyList<LeftOutPerson> People { get; private set; } = [];

    public int Count { get; private set; }

    public int Pages => Math.Max(1, (Count + PageSize - 1) / PageSize);

    public IEnumerable<KeyValuePair<string, string>> Reasons => Sums.Select(s => s.Reason).Distinct().Select(r => KeyValuePair.Create(Slug(r), MonthPageModel.Word(r)));

    public IEnumerable<KeyValuePair<string, string>> Communes => Sums.DistinctBy(s => s.Path).OrderBy(s => s.Path, StringComparer.Ordinal).Select(s => KeyValuePair.Create(s.Path, s.UnitName));

    public static string Slug(OmissionReason reason) => reason.ToString().ToLowerInvariant();

    public string Address(string? reason, string? commune, int page) => $"/chi-tra/{Id:D}/de-ngoai?ly-do={reason}&xa={commune}&trang={page}";

    protected override async Task ShowAsync(CancellationToken cancel)
    {
        var all = await LeftOut.OfAsync(Desk.Db, Id, cancel);
        var paths = all.Select(o => o.TenantPath).Distinct().ToList();
        var units = (await Desk.Db.Offices.AsNoTracking().Where(o => paths.Contains(o.TenantPath)).OrderBy(o => o.ValidFrom).Select(o => new { o.TenantPath, o.UnitName }).ToListAsync(cancel)).DistinctBy(o => o.TenantPath).ToDictionary(o => o.TenantPath, o => o.UnitName, StringComparer.Ordinal);
        string Unit(string path) => units.GetValueOrDefault(path, path);
        Sums = [.. all.GroupBy(o => (o.Reason, o.TenantPath)).OrderBy(g => g.Key.Reason).ThenBy(g => g.Key.TenantPath, StringComparer.Ordinal).Select(g => new LeftOutSum(g.Key.Reason, g.Key.TenantPath, Unit(g.Key.TenantPath), g.Count(), new Dong(g.Sum(o => o.Amount.Amount))))];
        // What is asked for and does not exist is not held against who asks: he sees all.
        (Reason, Commune) = (Sums.Any(s => Slug(s.Reason) == Reason) ? Reason : null, Sums.Any(s => s.Path == Commune) ? Commune : null);
        var shown = all.Where(o => (Reason is null || Slug(o.Reason) == Reason) && (Commune is null || o.TenantPath == Commune)).OrderBy(o => o.Reason).ThenBy(o => o.TenantPath, StringComparer.Ordinal).ThenBy(o => o.Id).ToList();
        Count = shown.Count;
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        var page = shown.GetRange((PageNumber - 1) * PageSize, Math.Min(PageSize, Count - ((PageNumber - 1) * PageSize)));
        var names = await LeftOut.NamesAsync(Desk.Db, page.ConvertAll(o => o.PersonId), cancel);
        People = page.ConvertAll(o => new LeftOutPerson(o, names.GetValueOrDefault(o.PersonId), Unit(o.TenantPath)));
    }
}
