using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Registry;

/// <inheritdoc cref="EditPerson"/>
[Needs(Actions.RegistryEdit)]
public sealed class EditPersonModel(EditPerson verb, NodeDb db, CurrentOfficial current, ForeignTenant foreign, PersonViews views) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Version that the official saw.</summary>
    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public Dictionary<string, string?> Values { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    public Beneficiary Person { get; private set; } = null!;

    /// <summary>What somebody else changed since the page was opened.</summary>
    public IReadOnlyList<MeanwhileChange> Meanwhile { get; private set; } = [];

    /// <summary>What stands in a box.</summary>
    public string Box(string field) => Values.GetValueOrDefault(field) ?? "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        await views.RecordAsync("beneficiary", Id, current.Required, cancel);
        Fill(_ => true);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var values = Values.ToDictionary(v => v.Key, v => PersonEntry.Stored(v.Key, v.Value), StringComparer.Ordinal);
        var outcome = await verb.Handle(new EditPersonInput(Id, Version, values, Reason ?? ""), current.Required, cancel);
        if (outcome.Succeeded && outcome.Value.Meanwhile.Count == 0)
        {
            TempData["Done"] = outcome.Value.Changed.Count == 0 ? "Không có gì thay đổi." : $"Đã sửa: {string.Join(", ", outcome.Value.Changed.Select(c => PersonFields.Label(c).ToLowerInvariant()))}.";
            return Redirect($"/doi-tuong/{Id}");
        }

        db.ChangeTracker.Clear();
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        if (outcome.Succeeded)
        {
            Meanwhile = outcome.Value.Meanwhile;
            this.Show([CommonProblems.ChangedMeanwhile.Now()]);
            // What he left alone shows what is there now; what he typed stays. Saving again is then against what he has just read.
            Fill(f => Meanwhile.Any(m => m.Field.Name == f && m.Typed is null));
            (Version, _) = (Person.Version, ModelState.Remove(nameof(Version)));
        }
        else
        {
            this.Show(outcome.Problems);
        }

        return Page();
    }

    private void Fill(Func<string, bool> which)
    {
        foreach (var field in EditPerson.Fields.Where(f => which(f.Name)))
        {
            Values[field.Name] = field.Name switch
            {
                // Shown whole only by an act of its own; an empty box leaves it.
                nameof(Beneficiary.CitizenId) or nameof(Beneficiary.OldIdentityNumber) => "",
                nameof(Beneficiary.Sex) or nameof(Beneficiary.EthnicCode) => field.Read(Person),
                _ => PersonEntry.Shown(field.Name, field.Read(Person)),
            };
        }

        if (Version == 0)
        {
            Version = Person.Version;
        }
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (await db.Beneficiaries.AsNoTracking().SingleOrDefaultAsync(b => b.Id == Id, cancel) is not { } person)
        {
            return await foreign.NotFoundAsync<Beneficiary>(Id, cancel);
        }

        Person = person;
        return null;
    }
}
