using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>One field of the population database's answer, as stored by the identity check.</summary>
public sealed record IdentityField(string Field, bool Matches, string OfficialValue);

/// <summary>A dossier on one page: who and what, what to do now, history, papers, explanation.</summary>
[Needs(Actions.DossierView)]
public sealed class DossierPageModel(DossierDesk desk, CurrentOfficial current, ForeignTenant foreign, PersonViews views) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public OpenDossier Open { get; private set; } = null!;

    public Dossier Dossier => Open.Dossier;

    public IReadOnlyList<Move> Available { get; private set; } = [];

    public IReadOnlyList<IssuedPaper> Papers { get; private set; } = [];

    public Decision? Decision { get; private set; }

    public IReadOnlyList<Objection> Objections { get; private set; } = [];

    public IReadOnlyList<IdentityField> IdentityFields { get; private set; } = [];

    /// <summary>The explanation: of the decision when there is one, else of the appraisal.</summary>
    public Appraisal? Explanation { get; private set; }

    public bool MayOverrideIdentity => current.Required.May(Actions.IdentityOverride) && !PersonChecks.Stand(Dossier) && !StatusTable.IsDecided(Dossier.Status);

    /// <summary>See <see cref="Sensitive.MaySee"/>.</summary>
    public bool MaySeeSensitive => Sensitive.MaySee(Open.Context, Dossier, current.Required);

    /// <summary>Everybody else with a number.</summary>
    public IReadOnlyList<PersonCheck> People => PersonChecks.Of(Dossier);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await desk.FindAsync(Id, current.Required, cancel) is not { } open)
        {
            return await foreign.NotFoundAsync<Dossier>(Id, cancel);
        }

        Open = open;
        ViewData[nameof(MaySeeSensitive)] = MaySeeSensitive;
        ViewData[Sensitive.Rules] = open.Context.Rules;
        await views.RecordAsync("dossier", Id, current.Required, cancel);
        Available = DossierFlow.Available(open.Context, open.Dossier, open.Official);
        Papers = await desk.Db.Papers.AsNoTracking().Where(p => p.DossierId == Id || desk.Db.CommonPapers.Any(c => c.DossierId == Id && c.PaperId == p.Id)).OrderBy(p => p.IssuedAt).ToListAsync(cancel);
        Decision = await desk.Db.Decisions.AsNoTracking().Where(d => d.DossierId == Id).OrderBy(d => d.Paper == "D20").ThenBy(d => d.Order).FirstOrDefaultAsync(cancel);
        Objections = await desk.Db.Objections.AsNoTracking().Where(o => o.DossierId == Id).OrderBy(o => o.At).ToListAsync(cancel);
        IdentityFields = Dossier.Identity.Fields is { } json ? JsonSerializer.Deserialize<List<IdentityField>>(json, JsonSerializerOptions.Web) ?? [] : [];
        Explanation = (Decision?.Explanation ?? Dossier.AppraisalJson) is { Length: > 0 } stored ? Appraisal.Parse(stored) : null;
        return Page();
    }
}
