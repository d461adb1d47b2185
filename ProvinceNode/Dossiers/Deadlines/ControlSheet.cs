using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Deadlines;

/// <summary>One hand-over on D06: who gave it on, who took it, and how the step before stood to its day.</summary>
public sealed record ControlRow(int Place, string Office, string Given, string From, string To, string Result, string Note);

/// <summary>D06, phiếu kiểm soát quá trình giải quyết hồ sơ, from the lines of the flow; never overwritten (policy 4.3).</summary>
public static class ControlRows
{
    public static IReadOnlyList<ControlRow> Of(IReadOnlyList<DossierStep> steps)
    {
        var ordered = steps.OrderBy(s => s.Number).ToList();
        return [.. ordered.Select((s, i) => new ControlRow(
            s.Number, s.OfficeName.Length > 0 ? s.OfficeName : s.ActorTitle, Moment(s.At), $"{s.ActorName} ({s.ActorTitle})", Taker(s, ordered.ElementAtOrDefault(i + 1)), Result(s), Note(s)))];
    }

    // Before the day is early, on it is on time (policy 4.3: trước hạn, đúng hạn, quá hạn).
    private static string Result(DossierStep step) => step.From == step.To || step.WasDueOn is not { } due ? ""
        : VietnamTime.Day(step.At) < due ? "Trước hạn" : VietnamTime.Day(step.At) == due ? "Đúng hạn" : "Quá hạn";

    private static string Taker(DossierStep step, DossierStep? next) => next is not null && next.ActorId is not null && step.From != step.To
        ? $"{next.ActorName} ({(next.OfficeName.Length > 0 ? next.OfficeName : next.ActorTitle)})" : step.NextOffice ?? "";

    private static string Note(DossierStep step) => string.Join(". ", new[]
    {
        VerbLinks.Past(step.Verb), NeutralWords.Remark(step.Note), step.NextDueOn is { } due ? $"Hạn bước sau: {VietnameseFormat.Date(due)}" : "",
    }.Where(t => t.Length > 0));

    private static string Moment(DateTime utc)
    {
        var local = VietnamTime.Local(utc);
        return $"{local:HH} giờ {local:mm} phút, {PaperStyle.LongDate(DateOnly.FromDateTime(local))}";
    }
}

/// <summary>The control sheet of one dossier, to print.</summary>
[Needs(Actions.DossierView)]
public sealed class ControlSheetModel(DossierDesk desk, CurrentOfficial current, ForeignTenant foreign, PersonViews views) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public OpenDossier Open { get; private set; } = null!;

    public IReadOnlyList<ControlRow> Rows { get; private set; } = [];

    public IReadOnlyList<DeadlineMark> Marks { get; private set; } = [];

    public Reappointment? Reappointment { get; private set; }

    public string Desk => Open.Context.OfficeName(Authorities.CommuneDesk, TenantPath.Parse(Open.Dossier.TenantPath));

    public string Resolver => Open.Context.OfficeName(DossierFlow.RouteOf(Open.Context, Open.Dossier).Step(RouteStepKind.Decide)?.Authority ?? Authorities.Decider, TenantPath.Parse(Open.Dossier.TenantPath));

    /// <summary>Other offices that had it in their hands.</summary>
    public string Others => string.Join("; ", Open.Dossier.Steps.Select(s => s.OfficeName).Where(n => n.Length > 0 && n != Resolver).Distinct());

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await desk.FindAsync(Id, current.Required, cancel) is not { } open)
        {
            return await foreign.NotFoundAsync<Dossier>(Id, cancel);
        }

        await views.RecordAsync("dossier", Id, current.Required, cancel);
        Open = open;
        Rows = ControlRows.Of(open.Dossier.Steps);
        Marks = await desk.Db.DeadlineMarks.AsNoTracking().Where(m => m.DossierId == Id && m.Kind != DeadlineMarkKind.ApologyDue).OrderBy(m => m.At).ToListAsync(cancel);
        Reappointment = await desk.Db.Reappointments.AsNoTracking().SingleOrDefaultAsync(r => r.DossierId == Id, cancel);
        return Page();
    }
}
