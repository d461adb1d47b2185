using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using ProvinceNode.Registry;

namespace ProvinceNode.Dossiers;

/// <summary>Which beneficiary, what for, why, with the papers that prove it.</summary>
public sealed record OpenOwnInput(Guid BeneficiaryId, RequestKind? Kind, string Reason, IReadOnlyList<StoredFile> Evidence)
{
    /// <inheritdoc cref="OwnRequest.Key"/>
    public string Key { get; init; } = "";

    /// <inheritdoc cref="OwnRequest.Answers"/>
    public string Answers { get; init; } = "{}";
}

/// <summary>Lập hồ sơ: the commune's officer opens an adjustment, a stop, an interruption or a resumption without a citizen's form (policy 3.5, 3.6).</summary>
public sealed class OpenOwn(DossierDesk desk, FlowRules rules)
{
    public static readonly ProblemKind OpenAlready = new("own-dossier-open",
        "Đối tượng này đang có hồ sơ {0} chưa giải quyết xong. Hãy mở hồ sơ đó để xử lý tiếp.");

    public Task<Outcome<Dossier>> Handle(OpenOwnInput input, SignedInOfficial official, CancellationToken cancel) =>
        desk.InTransactionAsync(() => MakeAsync(input, official, cancel), cancel);

    private async Task<Outcome<Dossier>> MakeAsync(OpenOwnInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var added = await AddAsync(input, official, cancel);
        return !added.Succeeded ? added.Problems.ToList() : await desk.Db.SaveAsync(ActOf(added.Value, official), cancel) ? added.Value : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>Under what the dossier is opened.</summary>
    public static Act ActOf(Dossier dossier, SignedInOfficial official) =>
        Act.By(official, ActKinds.Open, dossier.SubmittedAt, dossier.Steps[0].Note, $"beneficiary/{dossier.BeneficiaryId:D}").On("dossier", dossier.Id);

    /// <summary>The dossier in the context, not saved yet: inside the caller's transaction.</summary>
    public async Task<Outcome<Dossier>> AddAsync(OpenOwnInput input, SignedInOfficial official, CancellationToken cancel)
    {
        if (await desk.Db.Beneficiaries.AsNoTracking().SingleOrDefaultAsync(b => b.Id == input.BeneficiaryId, cancel) is not { } person)
        {
            return CommonProblems.NotFound.Now();
        }

        var context = await rules.ForAsync(Protos.Values.TenantPath.Parse(person.TenantPath), cancel);
        if (await FaultsAsync(input, person, official, context, cancel) is { Count: > 0 } faults)
        {
            return faults;
        }

        var office = await desk.Db.Offices.AsNoTracking().SingleAsync(o => o.TenantPath == person.TenantPath, cancel);
        var code = await SubmitCode.NextAsync(desk.Db, office, context.Today, cancel);
        // What is taken back may have ended: then the last that was paid tells.
        var own = await desk.Db.Entitlements.Where(e => e.BeneficiaryId == person.Id && (e.Kind == EntitlementKind.SocialPension || e.Kind == EntitlementKind.Assistance)).Select(e => new { e.Kind, e.Status, e.StartMonth }).ToListAsync(cancel);
        var pension = input.Kind == RequestKind.Recover ? own.OrderByDescending(e => e.StartMonth).FirstOrDefault()?.Kind == EntitlementKind.SocialPension : own.Exists(e => e.Kind == EntitlementKind.SocialPension && e.Status != EntitlementStatus.Ended);
        var request = new OwnRequest(pension ? Procedures.SocialPension : Procedures.MonthlyAssistance, input.Kind!.Value, input.Reason.Trim()) { Key = input.Key, Answers = input.Answers };
        var dossier = OwnDossier.Make(context, office, code, person, OwnDossier.Owner(person, office.UnitName), request, Mover.Of(official));
        dossier.Attachments.AddRange(input.Evidence.Select(f => f.AsAttachment(dossier.Id, dossier.TenantPath, context.NowUtc)));
        desk.Db.Dossiers.Add(dossier);
        return dossier;
    }

    private async Task<List<Problem>> FaultsAsync(OpenOwnInput input, Beneficiary person, SignedInOfficial official, FlowContext context, CancellationToken cancel)
    {
        var faults = new List<Problem>();
        var commune = Protos.Values.TenantPath.Parse(person.TenantPath);
        if (CommuneOfficers.Fault(context, official, commune) is { } guard)
        {
            faults.Add(guard);
        }

        if (input.Kind is not { } kind || !OwnDossier.Kinds.Contains(kind))
        {
            faults.Add(DossierProblems.ChooseConclusion.At(nameof(input.Kind)));
        }

        if (ReasonText.Fault(nameof(input.Reason), input.Reason.Trim()) is { } fault)
        {
            faults.Add(fault);
        }

        var open = await desk.Db.Dossiers.Where(d => d.BeneficiaryId == person.Id && d.FinishedAt == null).Select(d => d.Code).FirstOrDefaultAsync(cancel);
        if (open is not null)
        {
            faults.Add(OpenAlready.Now(open));
        }

        return faults;
    }
}

/// <inheritdoc cref="OpenOwn"/>
[Needs(Actions.DossierReview)]
public sealed class OpenOwnModel(OpenOwn verb, NodeDb db, AttachmentStore store, CurrentOfficial current, ForeignTenant foreign) : PageModel
{
    /// <summary>Papers of evidence.</summary>
    public const string Paper = "chung-cu";

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public RequestKind? Kind { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Beneficiary Person { get; private set; } = null!;

    public static IReadOnlyDictionary<string, string> Choices { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [nameof(RequestKind.Adjust)] = "Điều chỉnh mức hoặc đối tượng hưởng", [nameof(RequestKind.Stop)] = "Thôi hưởng",
        [nameof(RequestKind.Suspend)] = "Tạm dừng", [nameof(RequestKind.Resume)] = "Tiếp tục hưởng",
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        var (files, problems) = (new List<StoredFile>(), new List<Problem>());
        foreach (var file in Request.Form.Files.Where(f => f.Length > 0))
        {
            await using var stream = file.OpenReadStream();
            var stored = await store.SaveAsync(stream, file.FileName, Paper, cancel);
            (stored.Succeeded ? () => files.Add(stored.Value) : (Action)(() => problems.AddRange(stored.Problems)))();
        }

        if (problems.Count == 0)
        {
            var outcome = await verb.Handle(new OpenOwnInput(Id, Kind, Reason ?? "", files), current.Required, cancel);
            if (outcome.Succeeded)
            {
                TempData["Done"] = "Đã lập hồ sơ. Hãy xét duyệt và chuyển bước tiếp theo.";
                return RedirectToPage("/Dossiers/DossierPage", new { id = outcome.Value.Id });
            }

            problems.AddRange(outcome.Problems);
        }

        this.Show(problems);
        return Page();
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
