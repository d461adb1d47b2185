using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewComponents;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Calendar;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>The notice, or why none is given.</summary>
/// <param name="Abandoned">Null while nothing was chosen.</param>
/// <param name="Story">Where the child was found and by what it can be known; or how it was found that it was not abandoned.</param>
public sealed record AnnounceInput(Guid Id, long Version, bool? Abandoned, string Story, string Media)
{
    /// <summary>Last day on which the family may come forward, not before <see cref="AbandonedChild.FirstUntil"/>; the days of Article 28(2) are the institution's, not theirs.</summary>
    public DateOnly? Until { get; init; }
}

/// <summary>Thông báo tìm thân nhân: the head of the institution signs the public notice CS7 within its days, or writes down that the child was not abandoned (Decree 20 Art. 28(2)).</summary>
public sealed class AnnounceChild(DossierDesk desk, SignedLetters letters)
{
    public const string Paper = "CS7";

    public static readonly ProblemKind NotDue = new("announce-not-due", "Hồ sơ này không còn việc thông báo tìm thân nhân ở cơ sở của ông/bà. Hãy mở hồ sơ để xem việc cần làm.");

    public static readonly ProblemKind Choose = new("announce-choose", "Hãy chọn trẻ em có bị bỏ rơi hay không.");

    public static readonly ProblemKind UntilWrong = new("announce-until", "Hãy ghi ngày cuối cùng để cha, mẹ, người thân thích liên hệ: ngày có trong dương lịch, từ ngày {0} đến ngày {1}.");

    public Task<Outcome<Dossier>> Handle(AnnounceInput input, SignedInOfficial official, CancellationToken cancel) =>
        desk.InTransactionAsync(() => AnnounceAsync(input, official, cancel), cancel);

    private async Task<Outcome<Dossier>> AnnounceAsync(AnnounceInput input, SignedInOfficial official, CancellationToken cancel)
    {
        if (await desk.FindAsync(input.Id, official, cancel) is not { } open)
        {
            return CommonProblems.NotFound.Now();
        }

        var (dossier, context, _) = open;
        if (!AbandonedChild.MayAnnounce(dossier, official))
        {
            return NotDue.Now();
        }

        if (dossier.Version != input.Version)
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        if (Faults(input, AbandonedChild.FirstUntil(context, dossier), context.Today.AddYears(1)) is { Count: > 0 } faults)
        {
            return faults;
        }

        var note = $"Xác minh trẻ em không bị bỏ rơi: {input.Story.Trim()}";
        if (input.Abandoned == true)
        {
            var scene = PaperScenes.Of(context, dossier);
            var institution = context.UnitName(official.Office);
            await letters.IssueAsync(open, Paper, StayPapers.SearchNotice(scene, new SearchNotice(institution, dossier.Owner.Sex, BirthDate.Parse(dossier.Owner.BirthDate),
                VietnamTime.Day(dossier.ReceivedAt!.Value), NeutralWords.Remark(input.Story.Trim()), input.Media.Trim(), input.Until!.Value), official), cancel, institution);
            note = $"Đã ký thông báo tìm thân nhân, đăng trên: {input.Media.Trim()}";
        }

        dossier.SearchNoticeOn = context.Today;
        dossier.Steps.Add(DeskStep.Note(dossier, ActKinds.AnnounceChild, official, context.UnitName(official.Office), context.NowUtc, note));
        var act = Act.By(official, ActKinds.AnnounceChild, context.NowUtc, note).On("dossier", dossier.Id);
        return await desk.Db.SaveAsync(act, cancel) ? dossier : CommonProblems.ChangedMeanwhile.Now();
    }

    private static List<Problem> Faults(AnnounceInput input, DateOnly first, DateOnly last)
    {
        var faults = new List<Problem>();
        if (input.Abandoned is null)
        {
            faults.Add(Choose.At(nameof(input.Abandoned)));
        }

        if (ReasonText.Fault(nameof(input.Story), input.Story.Trim()) is { } fault)
        {
            faults.Add(fault);
        }

        if (input.Abandoned == true && input.Media.Trim().Length is 0 or > 300)
        {
            faults.Add(input.Media.Trim().Length == 0 ? CommonProblems.Required.At(nameof(input.Media), "nơi đăng, phát thông báo") : CommonProblems.TooLong.At(nameof(input.Media), "Nơi đăng, phát", 300, input.Media.Trim().Length));
        }

        if (input.Abandoned == true && (input.Until is not { } until || until < first || until > last))
        {
            faults.Add(UntilWrong.At(nameof(input.Until), VietnameseFormat.Date(first), VietnameseFormat.Date(last)));
        }

        return faults;
    }
}

/// <inheritdoc cref="AnnounceChild"/>
[Needs(Actions.DossierSign)]
public sealed class AnnounceChildModel(AnnounceChild verb, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : VerbPage<Dossier>(desk.Db)
{
    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public bool? Abandoned { get; set; }

    [BindProperty]
    public string? Story { get; set; }

    [BindProperty]
    public string? Media { get; set; }

    [BindProperty]
    public string? UntilDay { get; set; }

    [BindProperty]
    public string? UntilMonth { get; set; }

    [BindProperty]
    public string? UntilYear { get; set; }

    public OpenDossier Open { get; private set; } = null!;

    public bool CanAct => AbandonedChild.MayAnnounce(Open.Dossier, current.Required);

    protected override string Done => Abandoned == true ? "Đã ký thông báo tìm thân nhân. Văn thư của cơ sở vào số, gửi đăng." : "Đã ghi kết quả xác minh.";

    protected override string Next => $"/ho-so/{Id:D}";

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) => verb.Handle(new AnnounceInput(Id, Version, Abandoned, Story ?? "", Media ?? "") { Until = Until }, current.Required, cancel);

    protected override Task OpenAsync(CancellationToken cancel)
    {
        if (!CanAct)
        {
            this.Show([AnnounceChild.NotDue.Now()]);
        }

        return Task.CompletedTask;
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (await desk.FindAsync(Id, current.Required, cancel) is not { } open)
        {
            return await foreign.NotFoundAsync<Dossier>(Id, cancel);
        }

        Open = open;
        ModelState.Remove(nameof(Version));
        Version = open.Dossier.Version;
        await HttpContext.RequestServices.GetRequiredService<PersonViews>().RecordAsync("dossier", Id, current.Required, cancel);
        return null;
    }

    private DateOnly? Until => BirthDate.TryParse($"{UntilDay?.Trim()}/{UntilMonth?.Trim()}/{UntilYear?.Trim()}", out var day) && day.Precision == BirthPrecision.Day ? day.Assumed : null;
}

/// <summary>Notices that the official's institution still owes, on its desk: nearest day first, late ones marked.</summary>
public sealed class SearchNoticesViewComponent(NodeDb db, FlowRules rules, CurrentOfficial current) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(CancellationToken cancel)
    {
        if (current.Official is not { Level: UnitLevel.Institution } official)
        {
            return new ContentViewComponentResult("");
        }

        var path = official.Office.Value;
        var due = await db.Dossiers.AsNoTracking().Where(d => d.SharedPath == path && d.SearchNoticeDueOn != null && d.SearchNoticeOn == null).OrderBy(d => d.SearchNoticeDueOn).ThenBy(d => d.Id).ToListAsync(cancel);
        return due.Count == 0 ? new ContentViewComponentResult("") : View("/Dossiers/_SearchNotices.cshtml", (due, await rules.ForAsync(official.Office, cancel), official));
    }
}
