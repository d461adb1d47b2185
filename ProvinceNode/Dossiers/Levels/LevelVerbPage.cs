using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Dossiers.Levels;

/// <summary>The page of one verb of a list of new levels; it goes back to the list.</summary>
public abstract class LevelVerbPage(LevelDesk levels, CurrentOfficial current, ForeignTenant foreign) : VerbPage<LevelList>(levels.Db)
{
    /// <summary>See <see cref="OpenLevelList.Seen"/>.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    public OpenLevelList Open { get; private set; } = null!;

    public SignedInOfficial Official => current.Required;

    protected override string Next => $"/chuyen-muc/{Id:D}";

    protected override async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (await levels.FindAsync(Id, cancel) is not { } open)
        {
            return await foreign.NotFoundAsync<LevelList>(Id, cancel);
        }

        Open = open;
        ModelState.Remove(nameof(Seen));
        Seen = open.Seen;
        return null;
    }
}
