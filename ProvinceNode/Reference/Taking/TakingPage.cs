using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Reference.Taking;

/// <summary>The verbs of the page.</summary>
public sealed record TakingVerbs(OpenUnits Open, PrepareTaking Prepare, StartTaking Start, LeaveOut Leave, StopTaking Stop, StepUp Factor);

/// <summary>
/// Tiếp nhận người của đơn vị chấm dứt: what there is in numbers, where each village goes, then everybody who goes and everybody who stays with the reason, and only then the run with its progress. The department's.
/// </summary>
[Needs(Actions.RulesView)]
[Starts<WorkTakingJob>]
[RequestSizeLimit(16 << 20)]
// Villages are as people typed them: a large commune has one name in hundreds of spellings.
[RequestFormLimits(ValueCountLimit = 200_000)]
public sealed class TakingPageModel(NodeDb db, TakingVerbs verbs, IOptions<NodeOptions> node, CurrentOfficial current, VietnamTime time) : PageModel
{
    public const int PageSize = 50;

    private Dictionary<string, string>? _chosen;

    /// <summary>Value of <see cref="Group"/>: who stays.</summary>
    public const string Staying = "o-lai";

    /// <summary>Number of the pack of units that ends the commune.</summary>
    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    /// <summary>Code of the commune.</summary>
    [BindProperty(SupportsGet = true)]
    public string Commune { get; set; } = "";

    /// <summary>Which list is shown: who goes, else <see cref="Staying"/>.</summary>
    [BindProperty(SupportsGet = true, Name = "nhom")]
    public string? Group { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    /// <summary>Beneficiary who is about to be left out.</summary>
    [BindProperty(SupportsGet = true, Name = "nguoi")]
    public Guid? Person { get; set; }

    /// <summary>The prepared taking that the form is about, or the running one that is stopped.</summary>
    [BindProperty]
    public Guid Run { get; set; }

    /// <summary>People who go, as the form showed it.</summary>
    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public TakingPlan Plan { get; private set; } = null!;

    public TakingFigures Figures { get; private set; } = null!;

    /// <summary>The latest first, without the prepared one.</summary>
    public IReadOnlyList<CommuneTaking> Runs { get; private set; } = [];

    /// <summary>What is looked at before it begins; null: nothing is prepared.</summary>
    public CommuneTaking? Prepared { get; private set; }

    /// <summary>Everybody by the prepared taking.</summary>
    public IReadOnlyList<TakingPerson> People { get; private set; } = [];

    public bool IsRunning => Runs.Any(r => r.State == TakingState.Running);

    public bool MayStart => StartTaking.May(current.Required) && !IsRunning && Plan.Communes.Any(c => c.Opens is not null);

    public bool MayStop => StartTaking.May(current.Required);

    public bool MayOpen => OpenUnits.May(current.Required) && Plan.Pack.OpenedAt is null && Plan.Communes.Any(c => c.Opens is null);

    /// <summary>Names of people are shown to who may see the registry.</summary>
    public bool SeesPeople => current.Required.May(Actions.RegistryView);

    public bool ShowsStaying => Group == Staying;

    public IReadOnlyList<TakingPerson> Listed => [.. People.Where(p => p.To is null == ShowsStaying).Skip((PageNumber - 1) * PageSize).Take(PageSize)];

    public int Pages => Math.Max(1, (People.Count(p => p.To is null == ShowsStaying) + PageSize - 1) / PageSize);

    public DateOnly Today => time.Today;

    public string Address => $"/goi-tham-chieu/tiep-nhan/{Number}/{Commune}";

    /// <summary>Name of a commune that takes people.</summary>
    public string NameOf(string code) => Plan.Communes.FirstOrDefault(c => c.Code == code)?.Name ?? code;

    /// <summary>What was just chosen for a village, else what is prepared.</summary>
    public string Chosen(TakingVillage village) => _chosen is { } just ? just.GetValueOrDefault(village.Key, "") : Prepared?.Villages.GetValueOrDefault(village.Key) ?? "";

    public static string Words(TakingPerson person) => person.Reason switch
    {
        TakingReason.LeftOut => $"{person.Left!.ByName} để lại: {person.Left.Why}", TakingReason.Dossier => "Có hồ sơ đang giải quyết", TakingReason.Moving => "Đang chuyển nơi cư trú, chưa xong",
        TakingReason.Village => "Thôn, tổ dân phố chưa chọn đơn vị tiếp nhận", _ => "",
    };

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    /// <summary>Looks at what a choice of villages does; nobody goes.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        // As sent: the binder takes a thousand rows and makes nothing of an empty name. Keys of the villages, and in the same order codes of the communes that take them.
        var form = await Request.ReadFormAsync(cancel);
        _chosen = form["Village"].Zip(form["To"]).GroupBy(v => v.First ?? "").ToDictionary(g => g.Key, g => g.First().Second ?? "", StringComparer.Ordinal);
        return await AnswerAsync(await verbs.Prepare.HandleAsync(Number, Commune, _chosen, current.Required, cancel), _ => "Chưa chuyển ai. Hãy xem danh sách người chuyển, người ở lại bên dưới rồi xác nhận.", "#xem", cancel);
    }

    public async Task<IActionResult> OnPostStartAsync(CancellationToken cancel) => await AnswerAsync(
        await verbs.Start.HandleAsync(Run, Seen, current.Required, cancel),
        r => r.Starts > time.Today ? $"Đã ghi. {r.Total} người được chuyển từ ngày {VietnameseFormat.Date(r.Starts)}; trước ngày đó dừng được tại trang này."
            : $"{(r.Total > 0 ? $"Đang chuyển {r.Total} người, lần lượt từng người." : "Không còn người nào trong sổ; đang chuyển giấy xác nhận khuyết tật, hộ gia đình còn lại.")} Tắt trang này không ảnh hưởng.", "", cancel);

    public async Task<IActionResult> OnPostLeaveAsync(CancellationToken cancel) =>
        await AnswerAsync(await verbs.Leave.HandleAsync(Run, Person ?? Guid.Empty, Why ?? "", current.Required, cancel), r => $"Đã để lại. Bây giờ có {r.Total} người chuyển.", "#xem", cancel);

    public async Task<IActionResult> OnPostReturnAsync(CancellationToken cancel) =>
        await AnswerAsync(await verbs.Leave.HandleAsync(Run, Person ?? Guid.Empty, null, current.Required, cancel), r => $"Đã bỏ việc để lại. Bây giờ có {r.Total} người chuyển.", "#xem", cancel);

    public async Task<IActionResult> OnPostStopAsync(CancellationToken cancel) =>
        await AnswerAsync(await verbs.Stop.HandleAsync(Run, current.Required, cancel), r => $"Đã dừng: {r.Moved} trên {r.Total} người đã chuyển, người còn lại ở nguyên nơi cũ.", "", cancel);

    public async Task<IActionResult> OnPostOpenAsync(CancellationToken cancel) => await AnswerAsync(
        OpenUnits.May(current.Required) ? await verbs.Factor.GuardAsync(current.Required, nameof(Code), Code, () => verbs.Open.HandleAsync(Number, current.Required, cancel), cancel) : CommonProblems.NotAllowed.Now(),
        p => $"Đã lập đơn vị mới của gói, hoạt động từ ngày {VietnameseFormat.Date(p.InForceFrom)}. Hãy tạo tài khoản cán bộ cho đơn vị mới tại trang Tài khoản.", "", cancel);

    private async Task<IActionResult> AnswerAsync<T>(Outcome<T> outcome, Func<T, string> done, string part, CancellationToken cancel)
    {
        if (outcome.Has(CommonProblems.NotAllowed))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        if (outcome.Succeeded)
        {
            TempData["Done"] = done(outcome.Value);
            return Redirect(Address + (part.Length > 0 && ShowsStaying ? $"?nhom={Staying}" : "") + part);
        }

        db.ChangeTracker.Clear();
        var shown = await ShowAsync(cancel);
        this.Show([.. outcome.Problems.Select(p => p.Field is { } field && field.StartsWith(PrepareTaking.FieldOf(""), StringComparison.Ordinal) ? p with { Field = FieldAt(field) } : p)]);
        return shown;
    }

    // The form has its villages by their place.
    private string FieldAt(string field) => $"to-{Math.Max(0, Figures?.Villages.ToList().FindIndex(v => PrepareTaking.FieldOf(v.Key) == field) ?? 0)}";

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        if (current.Required.Office.Depth != 1 || await TakingPlan.FindAsync(db, Number, Commune, node.Value.ProvinceCode, time.Today, cancel) is not { } plan)
        {
            return NotFound();
        }

        (Plan, Figures) = (plan, await plan.CountAsync(db, cancel));
        var runs = await db.CommuneTakings.AsNoTracking().Where(t => t.FromPath == plan.Path).OrderByDescending(t => t.StartedAt).ToListAsync(cancel);
        Runs = runs.FindAll(t => t.State != TakingState.Prepared);
        Prepared = IsRunning ? null : runs.Find(t => t.State == TakingState.Prepared && t.PackId == plan.Pack.Id);
        People = Prepared is null ? [] : await TakingPeople.OfAsync(db, Prepared, cancel);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        return Page();
    }
}
