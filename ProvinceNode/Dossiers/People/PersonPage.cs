using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Merging;
using Protos.Values;

namespace ProvinceNode.Dossiers.People;

/// <summary>
/// One beneficiary whole, as true on a day (<c>ngay</c>) and as known at the end of a day (<c>biet</c>): who he is, who stands by him, what he receives
/// drawn along time, decisions, payments, dossiers, and who looked. Reading it is recorded.
/// </summary>
[Needs(Actions.RegistryView)]
public sealed class PersonPageModel(PersonFileReader reader, NodeDb db, CurrentOfficial current, ForeignTenant foreign, PersonViews views) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Day of what was true, as typed.</summary>
    [BindProperty(SupportsGet = true, Name = "ngay")]
    public string? Day { get; set; }

    /// <summary>Day of what was known, as typed.</summary>
    [BindProperty(SupportsGet = true, Name = "biet")]
    public string? KnownOn { get; set; }

    /// <summary>"1": each field shows where it came from.</summary>
    [BindProperty(SupportsGet = true, Name = "nguon")]
    public string? Sources { get; set; }

    public Beneficiary Person { get; private set; } = null!;

    /// <summary>Null when nothing was known of him on the day asked for.</summary>
    public PersonFileView? Whole { get; private set; }

    public DateOnly Today => reader.Today;

    /// <summary>The days that count: as typed, else today. What cannot be read counts as today and is said.</summary>
    public (DateOnly Day, DateOnly KnownOn) Days => (PersonEntry.Day(Day) ?? Today, Min(PersonEntry.Day(KnownOn) ?? Today, Today));

    public bool Misread => (!string.IsNullOrWhiteSpace(Day) && PersonEntry.Day(Day) is null) || (!string.IsNullOrWhiteSpace(KnownOn) && PersonEntry.Day(KnownOn) is null);

    /// <summary>Whether the official may open a dossier of his own accord.</summary>
    public bool MayOpenDossier => current.Required.May(Actions.DossierReview);

    /// <summary>Whether he looks after the people of a commune and reports what happens to them.</summary>
    public bool MayReportEvent => CommuneOfficers.Is(current.Required);

    public bool MayEdit => current.Required.May(Actions.RegistryEdit);

    public bool MayErase => current.Required.May(Actions.RegistryErase);

    public bool MayReveal => current.Required.May(Actions.PersonReveal);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await db.Beneficiaries.AsNoTracking().SingleOrDefaultAsync(b => b.Id == Id, cancel) is not { } person)
        {
            return await AbsorbedRecords.IntoAsync(db, Id, cancel) is { } into ? Redirect($"/doi-tuong/{into}") : await foreign.NotFoundAsync<Beneficiary>(Id, cancel);
        }

        Person = person;
        await views.RecordAsync("beneficiary", Id, current.Required, cancel);
        Whole = await reader.ReadAsync(person, Days.Day, Days.KnownOn, current.Required, cancel);
        return Page();
    }

    private static DateOnly Min(DateOnly one, DateOnly other) => one < other ? one : other;
}
