using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Replication;

namespace ProvinceNode.Registry;

/// <inheritdoc cref="EditParts"/>
[Needs(Actions.RegistryEdit)]
public sealed class EditPartsModel(EditParts verb, NodeDb db, CurrentOfficial current, ForeignTenant foreign, PersonViews views) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public long Version { get; set; }

    /// <summary>Which of the page's forms; one of the constants of <see cref="EditParts"/>.</summary>
    [BindProperty(SupportsGet = true, Name = "viec")]
    public string? Do { get; set; }

    [BindProperty]
    public PartFields Fields { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    public Beneficiary Person { get; private set; } = null!;

    /// <summary>What somebody else changed since the page was opened.</summary>
    public Meanwhile Meanwhile { get; private set; } = Meanwhile.Nothing;

    public static IReadOnlyList<KeyValuePair<string, string>> Choices { get; } =
    [
        new(EditParts.Link, "Thêm người giám hộ, chăm sóc, phụng dưỡng"), new(EditParts.EndLink, "Kết thúc vai trò của một người"),
        new(EditParts.Confirm, "Xác nhận người nhận trợ cấp còn lại của người chết, mất tích"), new(EditParts.Year, "Ghi diện hộ nghèo của một năm"),
        new(EditParts.Stay, "Ghi lần vào cơ sở trợ giúp xã hội"), new(EditParts.Leave, "Ghi ngày rời cơ sở"),
    ];

    public static IReadOnlyList<KeyValuePair<string, string>> Poverties { get; } =
        [.. new[] { nameof(PovertyStatus.Poor), nameof(PovertyStatus.NearPoor), nameof(PovertyStatus.None) }.Select(s => KeyValuePair.Create(s, PovertyYear.Words(s)))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        await views.RecordAsync("beneficiary", Id, current.Required, cancel);
        Version = Person.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = await verb.Handle(new EditPartInput(Id, Version, Do ?? "", Fields, Reason ?? ""), current.Required, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = "Đã ghi.";
            return Redirect($"/doi-tuong/{Id}");
        }

        db.ChangeTracker.Clear();
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        this.Show(outcome.Problems);
        Meanwhile = await Meanwhile.OfAsync(db, RecordKind.Beneficiary, Id, Version, Person.Version, cancel);
        // What is shown now is what he reads before he saves again.
        ModelState.Remove(nameof(Version));
        Version = Person.Version;
        return Page();
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (await db.Beneficiaries.AsNoTracking().Include(b => b.Links).Include(b => b.PovertyYears).Include(b => b.Stays).AsSplitQuery().SingleOrDefaultAsync(b => b.Id == Id, cancel) is not { } person)
        {
            return await foreign.NotFoundAsync<Beneficiary>(Id, cancel);
        }

        Person = person;
        return null;
    }
}
