using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using ProvinceNode.Registry.Duplicates;

namespace ProvinceNode.Registry.Merging;

/// <summary>Two records side by side with what speaks for and against, and the two answers: one person, or not.</summary>
[Needs(Actions.RegistryMerge)]
public sealed class MergePageModel(NodeDb db, MergePeople merge, JudgeDuplicate judge, CurrentOfficial current, ForeignTenant foreign, PersonViews views) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Other { get; set; }

    /// <summary>The record that stays.</summary>
    [BindProperty]
    public Guid? Survivor { get; set; }

    [BindProperty]
    public List<string> Take { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    public Beneficiary One { get; private set; } = null!;

    public Beneficiary Two { get; private set; } = null!;

    public DuplicateJudgment Judged { get; private set; } = null!;

    public ILookup<Guid, Entitlement> Entitlements { get; private set; } = Array.Empty<Entitlement>().ToLookup(e => e.Id);

    /// <summary>The judgment of an earlier day, if any.</summary>
    public DuplicatePair? Earlier { get; private set; }

    /// <summary>Fields in which both have something else: somebody must say which is right.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Differing => [.. MergePeople.Choices.Where(c => PersonFields.Of(c.Key) is var told && told.Read(One) is { Length: > 0 } one && told.Read(Two) is { Length: > 0 } two && one != two)];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        // Who receives now stays, else the older record.
        Survivor = new[] { One, Two }.OrderBy(b => b.Status).ThenBy(b => b.Id).First().Id;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        if (Survivor is not { } survivor || (survivor != Id && survivor != Other))
        {
            this.Show([MergeProblems.ChooseSurvivor.At(nameof(Survivor))]);
            return Page();
        }

        var outcome = await merge.HandleAsync(new MergeInput(survivor, survivor == Id ? Other : Id, Reason ?? "", Take), current.Required, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = "Đã gộp hai hồ sơ. Nếu nhầm, hãy tách ở cuối trang này.";
            return Redirect($"/doi-tuong/{survivor}");
        }

        this.Show(outcome.Problems);
        return Page();
    }

    public async Task<IActionResult> OnPostNotOneAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        var outcome = await judge.HandleAsync(new NotOneInput(Id, Other, Reason ?? ""), current.Required, cancel);
        if (outcome.Succeeded)
        {
            return Redirect("/doi-tuong/trung-lap");
        }

        this.Show(outcome.Problems);
        return Page();
    }

    /// <summary>A field as it is shown, numbers masked.</summary>
    public static string Value(Beneficiary person, string field) => PersonEntry.Shown(field, PersonFields.Of(field).Read(person));

    private async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        foreach (var id in new[] { Id, Other })
        {
            if (await db.Beneficiaries.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, cancel) is not { } person)
            {
                return await foreign.NotFoundAsync<Beneficiary>(id, cancel);
            }

            (One, Two) = id == Id ? (person, person) : (One, person);
        }

        Guid[] both = [Id, Other];
        foreach (var id in both.Distinct())
        {
            await views.RecordAsync("beneficiary", id, current.Required, cancel);
        }

        Entitlements = (await db.Entitlements.AsNoTracking().Where(e => both.Contains(e.BeneficiaryId)).OrderByDescending(e => e.StartMonth).ToListAsync(cancel)).ToLookup(e => e.BeneficiaryId);
        var guardians = Entitlements.SelectMany(g => g).Where(e => e.ReceiverRelation.Length > 0).ToLookup(e => e.BeneficiaryId, e => e.ReceiverName);
        Judged = DuplicateScore.Of(PersonTraits.Of(One) with { Guardians = [.. guardians[Id].Distinct()] }, PersonTraits.Of(Two) with { Guardians = [.. guardians[Other].Distinct()] });
        var (first, second) = DuplicatePair.Order(Id, Other);
        Earlier = await db.Set<DuplicatePair>().AsNoTracking().SingleOrDefaultAsync(p => p.FirstId == first && p.SecondId == second && p.State != PairState.Open, cancel);
        return null;
    }
}
