using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Citizens.VNeID;
using Protos.Values;

namespace ProvinceNode.Citizens.Own;

/// <summary>
/// Trang của tôi: what a citizen, or a child or ward of his, receives and received, what was paid when and how, his requests, who looked at his file, and how he is paid. Each opening by another proof is an act that he sees too (<see cref="OwnViews"/>).
/// Money and ways of being paid are told by their slices.
/// </summary>
[AllowAnonymous]
public sealed class OwnPageModel(OwnPeople people, OwnFile file, CitizenPass pass, OwnViews views, VietnamTime time) : PageModel
{
    /// <summary>Whose file, as counted from 1 in <see cref="People"/>: no id stands in the address.</summary>
    [BindProperty(SupportsGet = true, Name = "nguoi")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<OwnPerson> People { get; private set; } = [];

    /// <summary>Null when nobody of the registry is his to see.</summary>
    public OwnPerson? Person { get; private set; }

    /// <summary>Came with VNeID.</summary>
    public bool WithVneid { get; private set; }

    /// <summary>His VNeID account is of level 1: he sees where his dossiers stand, no money.</summary>
    public bool IsWeak { get; private set; }

    /// <summary>VNeID vouches for him (level 2).</summary>
    public bool IsVouched { get; private set; }

    public IReadOnlyList<OwnGrant> Grants { get; private set; } = [];

    public IReadOnlyList<OwnRequest> Dossiers { get; private set; } = [];

    public IReadOnlyList<OwnReading> Readings { get; private set; } = [];

    public IReadOnlyList<OwnAsking> Askings { get; private set; } = [];

    public DateOnly Today => time.Today;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (pass.Of(HttpContext) is not { } who)
        {
            return Redirect(OwnDoorModel.Address);
        }

        (WithVneid, IsWeak, IsVouched) = (who.Level > 0, who.IsWeak, who.MayFile);
        People = IsWeak ? [] : await people.OfAsync(who, cancel);
        if (People.Count == 0)
        {
            var mine = WithVneid ? await file.DossiersAsync(who, cancel) : [];
            // A code and the last digits of the number open the dossier's own page: level 1 proves neither.
            Dossiers = IsWeak ? [.. mine.Select(d => d with { Code = "" })] : mine;
            if (IsVouched)
            {
                (Readings, Askings) = (await file.ReadingsAsync(null, who, cancel), await file.AskingsAsync(null, who, cancel));
            }

            return Page();
        }

        // A number that is not in the list opens his own file.
        Number = Math.Clamp(Number, 1, People.Count);
        Person = People[Number - 1];
        Grants = await file.GrantsAsync(Person, cancel);
        // What he filed himself stands with the first file that he opens: a level above sees no less than the one below it.
        var named = IsVouched && Number == 1 ? who : null;
        Dossiers = await file.DossiersAsync(Person, named, cancel);
        Readings = await file.ReadingsAsync(Person, named, cancel);
        Askings = await file.AskingsAsync(Person, Person.IsSelf ? named : null, cancel);
        await views.RecordAsync(Person, who, cancel);
        return Page();
    }

    public IActionResult OnPostLeave()
    {
        var withVneid = pass.Of(HttpContext)?.Level > 0;
        pass.Take(HttpContext);
        return Redirect(withVneid ? VneidOutModel.Address : "/");
    }
}
