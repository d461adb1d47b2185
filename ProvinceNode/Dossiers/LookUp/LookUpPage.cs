using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Identity;

namespace ProvinceNode.Dossiers.LookUp;

/// <summary>Tra cứu dân cư: asks, shows what the database holds beside what was declared, and takes values over. Each showing has its line in the log.</summary>
[Needs(Actions.PopulationLookUp)]
public sealed class LookUpPageModel(LookUpCitizen verb, TakeLookedUp take, LookUpPass passes, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Place of the person in <see cref="LookUpPeople"/>.</summary>
    [BindProperty]
    public int Place { get; set; }

    [BindProperty]
    public string? Purpose { get; set; }

    /// <summary>Version of the dossier that the official saw.</summary>
    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public string? Pass { get; set; }

    [BindProperty]
    public List<string> Fields { get; set; } = [];

    public OpenDossier Open { get; private set; } = null!;

    public Dossier Dossier => Open.Dossier;

    public IReadOnlyList<KeyValuePair<string, string>> People => LookUpPeople.Choices(Dossier);

    /// <summary>Null until somebody was looked up.</summary>
    public LookedUp? Shown { get; private set; }

    public IReadOnlyList<ComparedLine> Lines { get; private set; } = [];

    public IReadOnlyList<RelativeLine> Relatives { get; private set; } = [];

    /// <summary>He may take values over, and some differ.</summary>
    public bool MayTake => Shown is { Person.Key: LookUpPeople.Owner } && TakeLookedUp.MayTake(Open) && Lines.Any(Takes);

    /// <summary>After the decision there is nothing to look up.</summary>
    public bool IsOver => StatusTable.IsDecided(Dossier.Status);

    public static bool Takes(ComparedLine line) => line.Field.Length > 0 && line.Official.Length > 0 && line.Matches != true;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = await verb.Handle(new LookUpInput(Id, Place, Purpose ?? ""), current.Required, cancel);
        desk.Db.ChangeTracker.Clear();
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        if (outcome.Succeeded)
        {
            ModelState.Remove(nameof(Pass));
            Pass = passes.Seal(outcome.Value.Reply, Id, current.Required.Id, outcome.Value.Person.Key);
            await ShowAsync(outcome.Value, cancel);
        }
        else
        {
            this.Show(outcome.Problems);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostTakeAsync(CancellationToken cancel)
    {
        var seen = Version;
        var outcome = await take.Handle(new TakeLookedUpInput(Id, seen, Pass, Fields), current.Required, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = $"Đã nhận từ dữ liệu dân cư: {string.Join("; ", outcome.Value.Select(a => a.Label))}. Hệ thống đối chiếu lại định danh.";
            return Redirect($"/ho-so/{Id:D}");
        }

        desk.Db.ChangeTracker.Clear();
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        this.Show(outcome.Problems);
        // The same answer as before to the same official: it was logged when it was given.
        if (passes.Open(Pass, Id, current.Required.Id, LookUpPeople.Owner) is { } reply)
        {
            await ShowAsync(new LookedUp(LookUpPeople.At(Dossier, 0)!, reply), cancel);
        }

        return Page();
    }

    private async Task ShowAsync(LookedUp answer, CancellationToken cancel)
    {
        Shown = answer;
        if (answer.Reply.Citizen is not { } citizen)
        {
            return;
        }

        var codes = LookUpComparison.Codes(citizen).ToList();
        var names = (await desk.Db.Units.AsNoTracking().Where(u => codes.Contains(u.Code)).OrderBy(u => u.ValidFrom).ToListAsync(cancel))
            .GroupBy(u => u.Code, StringComparer.Ordinal).ToDictionary(g => g.Key, g => (g.FirstOrDefault(u => u.HoldsOn(Open.Context.Today)) ?? g.Last()).Name, StringComparer.Ordinal);
        Lines = LookUpComparison.Lines(Dossier, answer.Person, citizen, code => names.GetValueOrDefault(code, ""));
        Relatives = LookUpComparison.Relatives(Dossier, citizen);
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (await desk.FindAsync(Id, current.Required, cancel) is not { } open)
        {
            return await foreign.NotFoundAsync<Dossier>(Id, cancel);
        }

        Open = open;
        ModelState.Remove(nameof(Version));
        Version = open.Dossier.Version;
        // Opened, asked or refused, it shows the dossier.
        await HttpContext.RequestServices.GetRequiredService<PersonViews>().RecordAsync("dossier", Id, current.Required, cancel);
        return null;
    }

    /// <summary>What came of it, in words.</summary>
    public static string Words(LookupReply reply) => reply switch
    {
        { Withheld: true } => "Số này không phải của người có họ tên và ngày sinh đã khai. Thông tin của người mang số này không được hiển thị; hãy xem lại số trên giấy tờ.",
        { Outcome: VerifyOutcome.Matched } => "Khớp với Cơ sở dữ liệu quốc gia về dân cư.",
        { Outcome: VerifyOutcome.NotMatched } => "Có thông tin khác với Cơ sở dữ liệu quốc gia về dân cư.",
        _ => "Không có người mang số này trong Cơ sở dữ liệu quốc gia về dân cư.",
    };
}
