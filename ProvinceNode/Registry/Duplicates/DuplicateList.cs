using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Registry.Duplicates;

/// <summary>One side of a pair: the person when the official may see him, else only where his record lies.</summary>
public sealed record PairSide(Guid Id, Beneficiary? Person, string Office);

/// <summary>One pair as shown.</summary>
public sealed record PairRow(DuplicatePair Pair, PairSide First, PairSide Second)
{
    /// <summary>Whether the official sees both and may judge.</summary>
    public bool SeesBoth => First.Person is not null && Second.Person is not null;
}

/// <summary>Nghi trùng: pairs of records that may be one person, the likeliest first. A commune has its own; the department those across communes.</summary>
[Needs(Actions.RegistryView)]
public sealed class DuplicateListModel(NodeDb db, CurrentOfficial current) : PageModel
{
    public const int PageSize = 50;

    /// <summary>Empty for all, <c>trong</c> within one commune, <c>lien</c> across communes.</summary>
    [BindProperty(SupportsGet = true, Name = "loai")]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<PairRow> Rows { get; private set; } = [];

    public int Total { get; private set; }

    /// <summary>People who are not compared yet: the list is not whole while there are some.</summary>
    public int Unchecked { get; private set; }

    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);

    public bool MayJudge => current.Required.May(Actions.RegistryMerge);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var pairs = db.Set<DuplicatePair>().AsNoTracking().Where(p => p.State == PairState.Open);
        pairs = Kind switch
        {
            "trong" => pairs.Where(p => p.FirstPath == p.SecondPath),
            "lien" => pairs.Where(p => p.FirstPath != p.SecondPath),
            _ => pairs,
        };
        Total = await pairs.CountAsync(cancel);
        Unchecked = await db.Set<Search.UncheckedPerson>().CountAsync(cancel);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        var shown = await pairs.OrderByDescending(p => p.Score).ThenBy(p => p.Id).Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        var ids = shown.SelectMany(p => new[] { p.FirstId, p.SecondId }).Distinct().ToList();
        var people = await db.Beneficiaries.AsNoTracking().Where(b => ids.Contains(b.Id)).ToDictionaryAsync(b => b.Id, cancel);
        var paths = shown.SelectMany(p => new[] { p.FirstPath, p.SecondPath }).Distinct().ToList();
        var offices = (await db.Offices.AsNoTracking().Where(o => paths.Contains(o.TenantPath)).ToListAsync(cancel)).ToLookup(o => o.TenantPath, o => o.UnitName);
        Rows = shown.ConvertAll(p => new PairRow(p, Side(p.FirstId, p.FirstPath), Side(p.SecondId, p.SecondPath)));

        PairSide Side(Guid id, string path) => new(id, people.GetValueOrDefault(id), offices[path].FirstOrDefault() ?? TenantPath.Parse(path).UnitCode);
    }
}
