using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>The chairman's conclusion on a complaint.</summary>
public sealed record ConclusionInput(Guid Id, long Version, bool? Upheld, string Conclusion);

/// <summary>Kết luận khiếu nại: upheld sends the dossier back to review, else the posting goes on (policy 3.4 S3').</summary>
public sealed class ConcludeObjection(DossierDesk desk, SignedLetters letters)
{
    public Task<Outcome<Dossier>> Handle(ConclusionInput input, SignedInOfficial official, CancellationToken cancel) =>
        desk.InTransactionAsync(() => ConcludeAsync(input, official, cancel), cancel);

    private async Task<Outcome<Dossier>> ConcludeAsync(ConclusionInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(input.Id, input.Version, official, ActKinds.ConcludeObjection, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        if (Faults(input) is { Count: > 0 } faults)
        {
            return faults;
        }

        var objection = await desk.Db.Objections.Where(o => o.DossierId == input.Id && o.ConcludedAt == null).OrderByDescending(o => o.At).FirstAsync(cancel);
        (objection.ConcludedAt, objection.Upheld, objection.Conclusion) = (opened.Value.Context.NowUtc, input.Upheld, input.Conclusion.Trim());
        var (dossier, context, _) = opened.Value;
        // The conclusion is a paper of its own, published as the complaint was about what was published; the clerk numbers it.
        var council = DossierFlow.RouteOf(context, dossier).Has(RouteStepKind.Council);
        await letters.IssueAsync(opened.Value, council ? "KT8" : "KN1", council
            ? Disability.CouncilPapers.ComplaintAnswer(context, dossier, objection, official)
            : Documents.FlowPapers.ObjectionConcluded(context, dossier, objection, official), cancel);
        var was = dossier.DueOn;
        var unused = GiveBack(context, dossier, objection);
        var (to, words) = input.Upheld!.Value
            ? (AgainFrom(opened.Value), "Khiếu nại đúng, xét duyệt lại")
            : (DossierStatus.Posted, "Khiếu nại không có căn cứ");
        var note = $"{words}. {RecordObjection.Words(was, dossier.DueOn, -unused)}".TrimEnd(' ', '.');
        DossierFlow.Apply(context, dossier, to, ActKinds.ConcludeObjection, Mover.Of(official), DossierFlow.OfficeOf(context, dossier, ActKinds.ConcludeObjection), note);
        if (to == DossierStatus.Posted && dossier.PostedUntil is { } last)
        {
            // The notice went on hanging: what is left of its days, then closing it, not a posting anew.
            DossierFlow.EndStepOn(dossier, context.Calendar.AddWorkingDays(last > context.Today ? last : context.Today, 1));
        }

        var act = Act.By(official, ActKinds.ConcludeObjection, context.NowUtc, note).On("dossier", dossier.Id);
        return await desk.Db.SaveAsync(act, cancel) ? dossier : CommonProblems.ChangedMeanwhile.Now();
    }

    private static List<Problem> Faults(ConclusionInput input)
    {
        var faults = new List<Problem>();
        if (input.Upheld is null)
        {
            faults.Add(DossierProblems.ChooseConclusion.At(nameof(input.Upheld)));
        }

        if (ReasonText.Fault(nameof(input.Conclusion), input.Conclusion.Trim()) is { } fault)
        {
            faults.Add(fault);
        }

        return faults;
    }

    // Days of the examination that were not needed are not kept; days beyond the law's are the office's own delay.
    private static int GiveBack(FlowContext context, Dossier dossier, Objection objection)
    {
        var unused = Math.Min(objection.PromiseDays, LegalClock.ComplaintDays(context, objection.DueOn));
        objection.PromiseDays -= unused;
        dossier.DueOn = dossier.DueOn is { } due && unused > 0 ? context.Calendar.TakeWorkingDays(due, unused) : dossier.DueOn;
        return unused;
    }

    // Who concluded what was posted concludes again: the council of disability, else the commune's review.
    private static DossierStatus AgainFrom(OpenDossier open) =>
        DossierFlow.RouteOf(open.Context, open.Dossier).Has(RouteStepKind.Council) ? DossierStatus.UnderCouncil : DossierStatus.Received;
}

/// <inheritdoc cref="ConcludeObjection"/>
[Needs(Actions.DossierForward)]
public sealed class ConcludeObjectionModel(ConcludeObjection verb, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
{
    [BindProperty]
    public bool? Upheld { get; set; }

    [BindProperty]
    public string? Conclusion { get; set; }

    public override string Verb => ActKinds.ConcludeObjection;

    public Objection? Objection { get; private set; }

    protected override string Done => "Đã kết luận khiếu nại. Thông báo kết luận chờ văn thư vào số để niêm yết và gửi người khiếu nại.";

    protected override async Task ShowAsync(CancellationToken cancel) =>
        Objection = await Db.Objections.AsNoTracking().Where(o => o.DossierId == Id && o.ConcludedAt == null).OrderByDescending(o => o.At).FirstOrDefaultAsync(cancel);

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) =>
        verb.Handle(new ConclusionInput(Id, Version, Upheld, Conclusion ?? ""), Official, cancel);
}
