using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewComponents;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;

namespace ProvinceNode.Dossiers.Events;

/// <summary>A report that waits for the commune's officer.</summary>
/// <param name="HeldFrom">yyyyMM from which the payment is held for it; 0 when it is not.</param>
public sealed record EventTask(Guid Id, Guid PersonId, string Code, string Name, LifeEventKind Kind, DateOnly? HappenedOn, EventSource Source, DateOnly? DueOn, int HeldFrom)
{
    /// <summary>Which part of the queue it stands in.</summary>
    public QueueSection Section(DateOnly today, WorkingCalendar calendar) => DueOn is not { } due ? QueueSection.Rest
        : due < today ? QueueSection.Late : due == today ? QueueSection.Tonight : due <= calendar.AddWorkingDays(today, QueueSections.SoonDays) ? QueueSection.Soon : QueueSection.Rest;
}

/// <summary>Reports of the scope on which something must still be done, the nearest day first.</summary>
public static class EventTasks
{
    private static readonly DossierStatus[] CameToNothing = [DossierStatus.Stopped, DossierStatus.Refused];

    /// <summary>Reports that nobody has taken up, or whose dossier was stopped without a decision.</summary>
    public static IQueryable<LifeEvent> Waiting(NodeDb db) => db.LifeEvents.AsNoTracking().Where(e => e.State == EventState.Reported
        || (e.State == EventState.InDossier && db.Dossiers.Any(d => d.Id == e.DossierId && CameToNothing.Contains(d.Status))));

    public static Task<int> CountAsync(NodeDb db, CancellationToken cancel) => Waiting(db).CountAsync(cancel);

    public static Task<List<EventTask>> PageAsync(NodeDb db, int skip, int take, CancellationToken cancel)
    {
        var none = DateOnly.MaxValue;
        return Waiting(db).Join(db.Beneficiaries, e => e.BeneficiaryId, b => b.Id, (e, b) => new { Event = e, Person = b })
            .OrderBy(x => x.Event.DueOn ?? none).ThenBy(x => x.Event.RecordedAt).ThenBy(x => x.Event.Id).Skip(skip).Take(take)
            .Select(x => new EventTask(x.Event.Id, x.Person.Id, x.Person.Code, x.Person.FullName, x.Event.Kind, x.Event.HappenedOn, x.Event.Source, x.Event.DueOn,
                db.PaymentHolds.Where(h => h.BeneficiaryId == x.Person.Id && h.LiftedAt == null).OrderBy(h => h.FromMonth).Select(h => h.FromMonth).FirstOrDefault())).ToListAsync(cancel);
    }
}

/// <summary>Tasks as a table shows them.</summary>
public sealed record EventTasksShown(IReadOnlyList<EventTask> Tasks, int Total, DateOnly Today, WorkingCalendar Calendar, bool Whole)
{
    public DueWords Due(EventTask task) => DueWords.Of(task.DueOn, Today, Calendar);
}

/// <summary>The reports on the desk of the commune's social officer, above his dossiers.</summary>
public sealed class EventTasksViewComponent(NodeDb db, FlowRules rules, CurrentOfficial current) : ViewComponent
{
    private const int Most = 20;

    public async Task<IViewComponentResult> InvokeAsync(CancellationToken cancel)
    {
        if (current.Official is not { } official || !CommuneOfficers.Is(official) || await EventTasks.CountAsync(db, cancel) is not (> 0 and var total))
        {
            return new ContentViewComponentResult("");
        }

        var context = await rules.ForAsync(official.Office, cancel);
        return View("/Dossiers/Events/_EventTasks.cshtml", new EventTasksShown(await EventTasks.PageAsync(db, 0, Most, cancel), total, context.Today, context.Calendar, false));
    }
}

/// <summary>All reports of the official's area that wait, for whoever may see the registry.</summary>
[Needs(Actions.RegistryView)]
public sealed class EventTasksModel(NodeDb db, FlowRules rules, CurrentOfficial current) : PageModel
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    public EventTasksShown Shown { get; private set; } = null!;

    public int Pages => Math.Max(1, (Shown.Total + PageSize - 1) / PageSize);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var context = await rules.ForAsync(current.Required.Office, cancel);
        var total = await EventTasks.CountAsync(db, cancel);
        PageNumber = Math.Clamp(PageNumber, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        Shown = new(await EventTasks.PageAsync(db, (PageNumber - 1) * PageSize, PageSize, cancel), total, context.Today, context.Calendar, true);
    }
}
