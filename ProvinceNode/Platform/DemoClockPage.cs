using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using ProvinceNode.Dossiers.Calendar;
using Protos.Values;

namespace ProvinceNode.Platform;

/// <summary>Moves a demo's clock forward by working days. Outside a demo the page does not exist.</summary>
[AllowAnonymous]
public sealed class DemoClockPageModel(NodeDb db, VietnamTime time, DemoClock clock, IOptions<NodeOptions> options) : PageModel
{
    public static IReadOnlyList<int> Choices { get; } = [1, 2, 5];

    public DateOnly Today => time.Today;

    public DateTime Now => time.Now;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!options.Value.Demo)
        {
            context.Result = NotFound();
        }
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(int days, CancellationToken cancel)
    {
        if (!Choices.Contains(days))
        {
            return BadRequest();
        }

        var (from, calendar) = (time.Today, await OfficeCalendar.LoadAsync(db, cancel));
        var to = calendar.AddWorkingDays(from, days);
        clock.MoveTo(to);
        var reason = $"{from:yyyy-MM-dd} → {to:yyyy-MM-dd}";
        await db.SaveAsync(Act.BySystem(TenantPath.Parse(options.Value.ProvinceCode), ActKinds.MoveClock, time.UtcNow, reason), cancel);
        return Redirect("/demo/dong-ho");
    }
}
