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
public sealed record AnnounceInput(Guid Id, long Version, bool? Abandoned, string Story, string Media);

/// <summary>Thông báo tìm thân nhân: the head of the institution signs the public notice CS7 within its days, or writes down that the child was not abandoned (Decree 20 Art. 28(2)).</summary>
public sealed class AnnounceChild(DossierDesk desk, SignedLetters letters)
{
    public const string Paper = "CS7";

    public static readonly ProblemKind NotDue = new("announce-not-due", "Hồ sơ này không còn việc thông báo tìm thân nhân ở cơ sở của ông/bà. Hãy mở hồ sơ để xem việc cần làm.");

    public static readonly ProblemKind Choose = new("announce-choose", "Hãy chọn trẻ em có bị bỏ rơi hay không.");

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

        if (Faults(input) is { Count: > 0 } faults)
        {
            return faults;
        }

        var note = $"Xác minh trẻ em không bị bỏ rơi: {input.Story.Trim()}";
        if (input.Abandoned == true)
        {
            var scene = PaperScenes.Of(context, dossier);
            await letters.IssueAsync(open, Paper, StayPapers.SearchNotice(scene, new SearchNotice(context.UnitName(official.Office), dossier.Owner.Sex, BirthDate.Parse(dossier.Owner.BirthDate),
                VietnamTime.Day(dossier.ReceivedAt!.Value), NeutralWords.Remark(input.Story.Trim()), input.Media.Trim(), dossier.SearchNoticeDueOn!.Value), official), cancel);
            note = $"Đã ký thông báo tìm thân nhân, đăng trên: {input.Media.Trim()}";
        }

        dossier.SearchNoticeOn = context.Today;
        dossier.Steps.Add(DeskStep.Note(dossier, ActKinds.AnnounceChild, official, context.UnitName(official.Office), context.NowUtc, note));
        var act = Act.By(official, ActKinds.AnnounceChild, context.NowUtc, note).On("dossier", dossier.Id);
        return await desk.Db.SaveAsync(act, cancel) ? dossier : CommonProblems.ChangedMeanwhile.Now();
    }

    private static List<Problem> Faults(AnnounceInput input)
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

    public OpenDossier Open { get; private set; } = null!;

    public bool CanAct => AbandonedChild.MayAnnounce(Open.Dossier, current.Required);

    protected override string Done => Abandoned == true ? "Đã ký thông báo tìm thân nhân. Văn thư của cơ sở vào số, gửi đăng." : "Đã ghi kết quả xác minh.";

    protected override string Next => $"/ho-so/{Id:D}";

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) => verb.Handle(new AnnounceInput(Id, Version, Abandoned, Story ?? "", Media ?? ""), current.Required, cancel);

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
        return null;
    }
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
