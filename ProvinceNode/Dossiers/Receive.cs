using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Calendar;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>What the desk says when it accepts a dossier.</summary>
/// <param name="Version">Version the clerk saw.</param>
/// <param name="Note">For the control sheet.</param>
/// <param name="OriginalsSeen">He compared what was declared with the papers (policy 3.3 block E).</param>
public sealed record ReceiveInput(Guid Id, long Version, string Note = "", bool OriginalsSeen = false)
{
    /// <summary>Path of the care institution that is to decide, where the law leaves it to the institution alone; else empty.</summary>
    public string Institution { get; init; } = "";

    /// <summary>What was filed and shown on paper; what was sent online is known already.</summary>
    public IReadOnlyList<PresentedPaper> Presented { get; init; } = [];

    /// <summary>For messages about the dossier; empty when none was told.</summary>
    public string Email { get; init; } = "";
}

/// <summary>Tiếp nhận: the desk accepts a complete dossier, promises a date and issues the receipt D01 (policy 3.4 S1).</summary>
public sealed class Receive(DossierDesk desk)
{
    public Task<Outcome<Dossier>> Handle(ReceiveInput input, SignedInOfficial official, CancellationToken cancel) =>
        desk.InTransactionAsync(() => AcceptAsync(input, official, cancel), cancel);

    private async Task<Outcome<Dossier>> AcceptAsync(ReceiveInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(input.Id, input.Version, official, ActKinds.Receive, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        if (PresentedPapers.Faults(input) is { Count: > 0 } faults)
        {
            return faults;
        }

        var (dossier, context, _) = opened.Value;
        if (InstitutionOffices.ChosenAtReception(context, dossier))
        {
            if (context.Institutions.FirstOrDefault(o => o.TenantPath == input.Institution) is not { } institution)
            {
                return DossierProblems.ChooseInstitution.At(nameof(input.Institution));
            }

            await InstitutionOffices.HandOverAsync(desk.Db, dossier, institution, cancel);
            context = context.For(dossier);
        }

        Note(dossier, input);
        dossier.ReceivedAt = context.NowUtc;
        // The version of the procedure in force now stays with the dossier, as its forms do (policy 10.2).
        dossier.ProcedureVersion = Procedures.Find(dossier.ProcedureCode)?.ValidFrom;
        dossier.DueOn = PromisedOn(context, dossier);
        dossier.SearchNoticeDueOn = AbandonedChild.DueOn(context, dossier);
        var number = await PaperNumbers.NextAsync(desk.Db, dossier.TenantPath, PaperNumbers.Receipts, context.Today.Year, cancel);
        desk.Db.Papers.Add(PaperDesk.Issue(context, dossier, "D01", PaperNumbers.Print(number, PaperNumbers.Receipts),
            DeskPapers.Receipt(context, dossier, number, official.FullName, PresentedPapers.Lines(dossier), OriginalsSeen(dossier) ? null : PresentedPapers.Uncompared(dossier))));
        var notes = new[] { input.OriginalsSeen ? "Đã đối chiếu thông tin với bản chính giấy tờ." : "", AbandonedChild.Words(dossier) ?? "", input.Note };
        return await desk.MoveAsync(opened.Value with { Context = context }, ActKinds.Receive, DossierFlow.RouteOf(context, dossier).First, string.Join(' ', notes.Where(n => n.Length > 0)), cancel);
    }

    // What the clerk saw and was told.
    private static void Note(Dossier dossier, ReceiveInput input)
    {
        dossier.Presented = PresentedPapers.ToJson(input.Presented);
        dossier.Applicant.Email = input.Email.Trim();
        if (input.OriginalsSeen && !OriginalsSeen(dossier))
        {
            var answers = FormValues.Parse(dossier.First.Answers);
            answers[EndBlocks.OriginalsSeen] = "1";
            dossier.First.Answers = answers.ToJson();
        }
    }

    /// <summary>Whether somebody of the office compared the declaration with the papers, when it was entered or received.</summary>
    public static bool OriginalsSeen(Dossier dossier) => FormFacts.ValuesOf(dossier)[EndBlocks.OriginalsSeen] == "1";

    /// <summary>The date that the receipt promises.</summary>
    public static DateOnly PromisedOn(FlowContext context, Dossier dossier) =>
        LegalClock.DueOn(context, dossier.ProcedureCode, WorkingHours.CountedDay(context.Calendar, context.NowUtc), dossier.Kind);
}

/// <inheritdoc cref="Receive"/>
[Needs(Actions.DossierReceive)]
public sealed class ReceiveModel(Receive verb, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
{
    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? OriginalsSeen { get; set; }

    /// <summary>Path of the institution that is to decide.</summary>
    [BindProperty]
    public string? Institution { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    /// <summary>Papers not in the list, one a line.</summary>
    [BindProperty]
    public string? OtherPapers { get; set; }

    /// <summary>Papers that can be ticked, with what was chosen of each.</summary>
    public IReadOnlyList<PresentedRow> Rows => PresentedPapers.Rows(Dossier, HttpMethods.IsPost(Request.Method) ? f => Request.Form[f].ToString() : null);

    public override string Verb => ActKinds.Receive;

    /// <summary>Whether the desk says which institution decides.</summary>
    public bool AsksInstitution => InstitutionOffices.ChosenAtReception(Open.Context, Dossier);

    /// <summary>Institutions to choose from, by path.</summary>
    public IReadOnlyDictionary<string, string> Institutions => Open.Context.Institutions.ToDictionary(o => o.TenantPath, o => o.UnitName, StringComparer.Ordinal);

    /// <summary>What was chosen, else the one that the declaration names.</summary>
    public string? Chosen => Institution ?? Open.Context.InstitutionNamed(FormFacts.ValuesOf(Dossier).On(Open.Context.Today).Text("Institution"))?.TenantPath;

    public DateOnly WouldBeDue => Receive.PromisedOn(Open.Context, Dossier);

    protected override string Done => "Đã tiếp nhận hồ sơ. Giấy tiếp nhận và hẹn trả kết quả đã sẵn sàng để in.";

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) =>
        verb.Handle(new ReceiveInput(Id, Version, Note ?? "", OriginalsSeen == "1")
        {
            Institution = Institution ?? "", Email = Email ?? "", Presented = PresentedPapers.Read(f => Request.Form[f].ToString(), Request.Form.Keys, OtherPapers ?? ""),
        }, Official, cancel);
}
