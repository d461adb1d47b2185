using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using ProvinceNode.Registry;

namespace ProvinceNode.Dossiers.Events;

/// <summary>Ghi nhận biến động: the commune's officer writes down what happened to somebody; the proposal follows.</summary>
[Needs(Actions.DossierReview)]
public sealed class ReportEventPageModel(ReportEvent verb, NodeDb db, CurrentOfficial current, ForeignTenant foreign, PersonViews views) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true, Name = "loai")]
    public LifeEventKind? Kind { get; set; }

    [BindProperty]
    public string? HappenedOn { get; set; }

    [BindProperty]
    public EventSource? Source { get; set; }

    [BindProperty]
    public string? Reference { get; set; }

    [BindProperty]
    public string? Degree { get; set; }

    [BindProperty]
    public string? Poverty { get; set; }

    /// <summary>Birth of the child who is gone.</summary>
    [BindProperty]
    public string? Child { get; set; }

    /// <summary>Dossier whose decision is to be undone.</summary>
    [BindProperty]
    public string? Wrong { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public Beneficiary Person { get; private set; } = null!;

    /// <summary>Children that the last decision knew, by their birth.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Children { get; private set; } = [];

    /// <summary>Decisions that may be undone, by the id of their dossier.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Undoable { get; private set; } = [];

    public static IReadOnlyList<KeyValuePair<string, string>> Kinds { get; } = [.. Enum.GetValues<LifeEventKind>().Select(k => KeyValuePair.Create(k.ToString(), LifeEventWords.Of(k)))];

    public static IReadOnlyList<KeyValuePair<string, string>> Sources { get; } = [.. Enum.GetValues<EventSource>().Where(s => s != EventSource.Hub).Select(s => KeyValuePair.Create(s.ToString(), Capital(LifeEventWords.Of(s))))];

    public static IReadOnlyList<KeyValuePair<string, string>> Degrees { get; } =
        [.. Enum.GetValues<DisabilityDegree>().OrderDescending().Select(d => KeyValuePair.Create(d.ToString(), Capital(LifeEventWords.Degree(d))))];

    public static IReadOnlyList<KeyValuePair<string, string>> Poverties { get; } =
        [.. new[] { PovertyStatus.Poor, PovertyStatus.NearPoor, PovertyStatus.None }.Select(p => KeyValuePair.Create(p.ToString(), PovertyYear.Words(p.ToString())))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        await views.RecordAsync("beneficiary", Id, current.Required, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        var problems = Unread().ToList();
        if (problems.Count == 0)
        {
            var outcome = await verb.Handle(Input(), current.Required, cancel);
            if (outcome.Succeeded)
            {
                TempData["Done"] = outcome.Value.IsNew ? "Đã ghi nhận biến động." : "Tin báo này đã có, không ghi thêm.";
                return Redirect(outcome.Value.Event is { } told ? $"/bien-dong/{told.Id}" : $"/doi-tuong/{Id}");
            }

            problems.AddRange(outcome.Problems);
        }

        this.Show(problems);
        return Page();
    }

    private ReportEventInput Input() => new(Id, Kind!.Value, PersonEntry.Day(HappenedOn), Source!.Value, Reference ?? "")
    {
        Value = Kind switch { LifeEventKind.DegreeChanged => Degree ?? "", LifeEventKind.PovertyChanged => Poverty ?? "", LifeEventKind.ChildLeft => Child ?? "", LifeEventKind.ReportWrong => Wrong ?? "", _ => "" }, Note = Note ?? "",
    };

    private IEnumerable<Problem> Unread()
    {
        if (Kind is null || !Enum.IsDefined(Kind.Value))
        {
            yield return PersonEntry.ChooseOne.At("loai", "biến động");
        }

        if (Source is null or EventSource.Hub || !Enum.IsDefined(Source.Value))
        {
            yield return PersonEntry.ChooseOne.At(nameof(Source), "nguồn tin");
        }

        if (Kind == LifeEventKind.ChildLeft && Children.Count > 0 && string.IsNullOrEmpty(Child))
        {
            yield return PersonEntry.ChooseOne.At(nameof(Child), "người con");
        }

        if (!string.IsNullOrWhiteSpace(HappenedOn) && PersonEntry.Day(HappenedOn) is null)
        {
            yield return PersonEntry.DayWrong.At(nameof(HappenedOn), "Ngày xảy ra", HappenedOn.Trim());
        }
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (await db.Beneficiaries.AsNoTracking().SingleOrDefaultAsync(b => b.Id == Id, cancel) is not { } person)
        {
            return await foreign.NotFoundAsync<Beneficiary>(Id, cancel);
        }

        Person = person;
        Undoable = await Outcomes.Undoing.ChoicesAsync(db, person, cancel);
        Children = [.. ((await Outcomes.FactsBefore.FindAsync(db, person, cancel))?.Facts.Children ?? []).Where(c => c.DiedOn is null).Select(c => c.Birth).Distinct().Select(b => KeyValuePair.Create(b.ToString(), $"Con sinh {b.Printed}"))];
        return null;
    }

    private static string Capital(string words) => char.ToUpper(words[0], Protos.Values.VietnameseFormat.Culture) + words[1..];
}
