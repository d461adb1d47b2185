using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;

namespace ProvinceNode.Dossiers.People;

/// <summary>Everybody who looked at a person's file or changed it since it is kept, page by page; the person's own page shows the latest. Reading it is a look too.</summary>
[Needs(Actions.RegistryView)]
public sealed class WhoLookedModel(PersonFileReader reader, NodeDb db, CurrentOfficial current, ForeignTenant foreign, PersonViews views) : PageModel
{
    public const int PageSize = 50;

    private bool _seesAll;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    public Beneficiary Person { get; private set; } = null!;

    public IReadOnlyList<Act> Acts { get; private set; } = [];

    public int Total { get; private set; }

    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);

    /// <summary>What somebody wrote, as this official may read it.</summary>
    public string Text(string text) => PersonFileView.Text(text, _seesAll);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await db.Beneficiaries.AsNoTracking().SingleOrDefaultAsync(b => b.Id == Id, cancel) is not { } person)
        {
            return await foreign.NotFoundAsync<Beneficiary>(Id, cancel);
        }

        Person = person;
        await views.RecordAsync("beneficiary", Id, current.Required, cancel);
        (Total, _seesAll) = (await reader.CountActsAsync(Id, cancel), await reader.SeesAllAsync(person, current.Required, cancel));
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Acts = await reader.ActsAsync(Id, (PageNumber - 1) * PageSize, PageSize, cancel);
        return Page();
    }
}
