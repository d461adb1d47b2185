using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Drafts;
using ProvinceNode.Dossiers.Calendar;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Dossiers.Deadlines;

/// <summary>Why the result is late, and the new day.</summary>
public sealed record ApologiseInput(Guid Id, long Version, string Reason, DateOnly? NewDueOn);

/// <summary>Xin lỗi và hẹn lại: the head of the office that resolves the dossier gives it one new date, with the reason (policy 5.5). Paper D04.</summary>
public sealed class Apologise(DossierDesk desk, PaperDrafts drafts)
{
    public static readonly ProblemKind OnlyOnce = new("apology-only-once", "Hồ sơ này đã được xin lỗi và hẹn lại đến ngày {0}. Mỗi hồ sơ chỉ được hẹn lại một lần; hãy giải quyết xong trước ngày đã hẹn.");

    public static readonly ProblemKind NothingPromised = new("apology-nothing-promised", "Hồ sơ chưa tiếp nhận, đã có kết quả hoặc đang chờ bổ sung nên chưa có gì để xin lỗi. Hãy mở hồ sơ để xem việc cần làm.");

    public static readonly ProblemKind NewDateNeeded = new("apology-new-date", "Hãy nhập ngày hẹn lại có trong dương lịch.");

    public static readonly ProblemKind NewDateEarlier = new("apology-new-date-earlier", "Ngày hẹn lại phải sau ngày {0}.");

    public static readonly ProblemKind NewDateOff = new("apology-new-date-off", "Ngày {0} là ngày nghỉ. Hãy chọn một ngày làm việc.");

    public static readonly ProblemKind NewDateFar = new("apology-new-date-far", "Ngày hẹn lại phải trong vòng 60 ngày kể từ hôm nay.");

    private const int MostDays = 60;

    public Task<Outcome<Dossier>> Handle(ApologiseInput input, SignedInOfficial official, CancellationToken cancel) =>
        desk.InTransactionAsync(() => ApologiseAsync(input, official, cancel), cancel);

    private async Task<Outcome<Dossier>> ApologiseAsync(ApologiseInput input, SignedInOfficial official, CancellationToken cancel)
    {
        if (await desk.FindAsync(input.Id, official, cancel) is not { } open)
        {
            return CommonProblems.NotFound.Now();
        }

        var (dossier, context, _) = open;
        var before = await desk.Db.Reappointments.AsNoTracking().SingleOrDefaultAsync(r => r.DossierId == input.Id, cancel);
        if (Guard(context, dossier, official, before) is { } refused)
        {
            return refused;
        }

        if (dossier.Version != input.Version)
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        if (Faults(context, dossier, input) is { Count: > 0 } faults)
        {
            return faults;
        }

        var (reason, newDue) = (input.Reason.Trim(), input.NewDueOn!.Value);
        var letter = await drafts.ContentFor(dossier.Id, "D04", DeskPapers.Apology(context, dossier, dossier.DueOn!.Value, newDue, reason, official), cancel);
        desk.Db.Papers.Add(await NumberedPaper.IssueAsync(desk.Db, context, (dossier.Id, TenantPath.Parse(dossier.TenantPath)), "D04", letter.Content, official.Office, cancel));
        desk.Db.Reappointments.Add(new Reappointment
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc)), DossierId = dossier.Id, TenantPath = dossier.TenantPath,
            WasDueOn = dossier.DueOn!.Value, NewDueOn = newDue, Reason = reason, At = context.NowUtc, SignedById = official.Id, SignedByName = official.FullName,
        });
        var inTime = context.Today < dossier.DueOn ? "" : "; xin lỗi chậm, quy định là trước hạn ít nhất 01 ngày";
        dossier.Steps.Add(DeskStep.Note(dossier, ActKinds.Apologise, official, context.OfficeName(Authority(context, dossier), TenantPath.Parse(dossier.TenantPath)), context.NowUtc,
            $"Hẹn trả {VietnameseFormat.Date(dossier.DueOn.Value)}, hẹn lại {VietnameseFormat.Date(newDue)}{inTime}"));
        dossier.DueOn = newDue;
        var act = Act.By(official, ActKinds.Apologise, context.NowUtc, reason).On("dossier", dossier.Id);
        return await desk.Db.SaveAsync(act, cancel) ? dossier : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>Whether this official may apologise for this dossier now.</summary>
    public static Problem? Guard(FlowContext context, Dossier dossier, SignedInOfficial official, Reappointment? before)
    {
        if (before is not null)
        {
            return OnlyOnce.Now(VietnameseFormat.Date(before.NewDueOn));
        }

        if (dossier.DueOn is null || !ApologyNeeded.Runs(dossier.Status))
        {
            return NothingPromised.Now();
        }

        if (!official.May(Actions.DossierSign))
        {
            return CommonProblems.NotAllowed.Now();
        }

        return ApologyNeeded.ResolvingOffice(context, dossier) == official.Office ? null
            : DossierProblems.OtherOffice.Now(context.OfficeName(Authority(context, dossier), TenantPath.Parse(dossier.TenantPath)));
    }

    private static List<Problem> Faults(FlowContext context, Dossier dossier, ApologiseInput input)
    {
        var faults = new List<Problem>();
        if (ReasonText.Fault(nameof(input.Reason), input.Reason.Trim()) is { } fault)
        {
            faults.Add(fault);
        }

        var after = dossier.DueOn > context.Today ? dossier.DueOn.Value : context.Today;
        if (input.NewDueOn is not { } day)
        {
            faults.Add(NewDateNeeded.At(nameof(input.NewDueOn)));
        }
        else if (day <= after)
        {
            faults.Add(NewDateEarlier.At(nameof(input.NewDueOn), VietnameseFormat.Date(after)));
        }
        else if (day > context.Today.AddDays(MostDays))
        {
            faults.Add(NewDateFar.At(nameof(input.NewDueOn)));
        }
        else if (!context.Calendar.IsWorkingDay(day))
        {
            faults.Add(NewDateOff.At(nameof(input.NewDueOn), VietnameseFormat.Date(day)));
        }

        return faults;
    }

    private static string Authority(FlowContext context, Dossier dossier) =>
        StatusTable.Next(dossier.Status) is { } move ? DossierFlow.AuthorityOf(context, dossier, move)! : Authorities.Decider;
}

/// <inheritdoc cref="Apologise"/>
[Needs(Actions.DossierSign)]
public sealed class ApologiseModel(Apologise verb, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? NewDueOnDay { get; set; }

    [BindProperty]
    public string? NewDueOnMonth { get; set; }

    [BindProperty]
    public string? NewDueOnYear { get; set; }

    public OpenDossier Open { get; private set; } = null!;

    public bool CanAct { get; private set; }

    /// <summary>Sent after the promised day, or on it: later than the rule wants.</summary>
    public bool Late => Open.Context.Today >= Open.Dossier.DueOn;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        Version = Open.Dossier.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = await verb.Handle(new ApologiseInput(Id, Version, Reason ?? "", Typed()), current.Required, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = "Đã ký văn bản xin lỗi và hẹn lại. Người dân thấy ngày hẹn mới khi tra cứu hồ sơ.";
            return Redirect($"/ho-so/{Id}");
        }

        desk.Db.ChangeTracker.Clear();
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        this.Show(outcome.Problems);
        ModelState.Remove(nameof(Version));
        Version = Open.Dossier.Version;
        return Page();
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (await desk.FindAsync(Id, current.Required, cancel) is not { } open)
        {
            return await foreign.NotFoundAsync<Dossier>(Id, cancel);
        }

        Open = open;
        var before = await desk.Db.Reappointments.AsNoTracking().SingleOrDefaultAsync(r => r.DossierId == Id, cancel);
        var problem = Apologise.Guard(open.Context, open.Dossier, current.Required, before);
        CanAct = problem is null;
        if (problem is not null)
        {
            this.Show([problem]);
        }

        return null;
    }

    private DateOnly? Typed() => DateOnly.TryParseExact($"{NewDueOnYear?.Trim()}-{NewDueOnMonth?.Trim().PadLeft(2, '0')}-{NewDueOnDay?.Trim().PadLeft(2, '0')}", "yyyy-MM-dd", out var day) ? day : null;
}
