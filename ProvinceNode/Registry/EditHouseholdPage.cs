using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Replication;

namespace ProvinceNode.Registry;

/// <inheritdoc cref="EditHousehold"/>
[Needs(Actions.RegistryEdit)]
public sealed class EditHouseholdModel(EditHousehold verb, NodeDb db, CurrentOfficial current, ForeignTenant foreign, PersonViews views) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public long Version { get; set; }

    /// <summary>Which of the page's forms; one of the constants of <see cref="EditHousehold"/>.</summary>
    [BindProperty(SupportsGet = true, Name = "viec")]
    public string? Do { get; set; }

    [BindProperty]
    public HouseholdFields Fields { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    public Beneficiary Person { get; private set; } = null!;

    public Household? Household { get; private set; }

    /// <summary>What somebody else changed since the page was opened.</summary>
    public Meanwhile Meanwhile { get; private set; } = Meanwhile.Nothing;

    /// <summary>The form of the page: one at a time, so that each box and its fault stand once. Null: the official chooses first.</summary>
    public string? Form => Household is null ? EditHousehold.Keep : Choices.Any(c => c.Key == Do) ? Do : null;

    public IEnumerable<KeyValuePair<string, string>> Living => Household?.Members.Where(m => m.To is null).Select(m => KeyValuePair.Create(m.Id.ToString(), m.FullName)) ?? [];

    public static IReadOnlyList<KeyValuePair<string, string>> Choices { get; } =
        [new(EditHousehold.Keep, "Sửa chủ hộ, mã hộ"), new(EditHousehold.Enter, "Thêm một thành viên"), new(EditHousehold.Left, "Ghi một thành viên đã rời hộ")];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        await views.RecordAsync("beneficiary", Id, current.Required, cancel);
        (Version, Fields.HeadName, Fields.Code) = (Household?.Version ?? 0, Household?.HeadName, Household?.Code);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = await verb.Handle(new EditHouseholdInput(Id, Version, Do ?? EditHousehold.Keep, Fields, Reason ?? ""), current.Required, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = "Đã ghi hộ gia đình.";
            return Redirect($"/doi-tuong/{Id}");
        }

        db.ChangeTracker.Clear();
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        this.Show(outcome.Problems);
        Meanwhile = Household is null ? Meanwhile.Nothing : await Meanwhile.OfAsync(db, RecordKind.Household, Household.Id, Version, Household.Version, cancel);
        if (Do == EditHousehold.Keep && Meanwhile.Before?.Household is { } seen)
        {
            // A box that he left as he saw it shows what stands there now: saving again must not put the old value back.
            Fields.HeadName = Fields.HeadName == seen.HeadName ? Household!.HeadName : Fields.HeadName;
            Fields.Code = (Fields.Code ?? "") == seen.Code ? Household!.Code : Fields.Code;
        }

        ModelState.Remove(nameof(Version));
        Version = Household?.Version ?? 0;
        return Page();
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (await db.Beneficiaries.AsNoTracking().SingleOrDefaultAsync(b => b.Id == Id, cancel) is not { } person)
        {
            return await foreign.NotFoundAsync<Beneficiary>(Id, cancel);
        }

        (Person, Household) = (person, await EditHousehold.OfAsync(db, person, cancel));
        return null;
    }
}
